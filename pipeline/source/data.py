"""The YAML files' content as parts of the Plan."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.model.blocks import TermEntry
from pipeline.model.eras import read_day, write_day
from pipeline.model.floats import FloatKind
from pipeline.model.pieces import NextColumn, OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.model.plan import (
    Area,
    Division,
    Framework,
    Position,
    Profile,
    Revision,
    SummaryItem,
    SummarySection,
)
from pipeline.source import schema
from pipeline.source.date_notices import date_notices
from pipeline.source.doubled import doubled
from pipeline.source.files import GLOSSARY
from pipeline.source.framework_schema import FRAMEWORK, VISION, FrameworkFile
from pipeline.source.items import build_items
from pipeline.source.schema_values import Choice, Shown
from pipeline.source.term_readings import reading_notices
from pipeline.source.text import join_lines
from pipeline.source.yaml_positions import Path
from pipeline.source.yaml_texts import YamlTexts

if TYPE_CHECKING:
    from pipeline.model.diagrams import Diagram
    from pipeline.source.indicator_table import Indicators

_PLAN = "plan.yaml"
_SUMMARY = "summary.yaml"
_THIS_PLAN = "この計画"


def build_profile(texts: YamlTexts) -> Profile:
    file = texts.model(_PLAN, schema.PlanFile)
    return Profile(
        name=join_lines(file.name),
        city=file.city,
        period_start=file.period.start,
        period_end=file.period.end,
        stage=file.stage.name,
        date=file.date,
        office=file.office,
        revisions=tuple(
            Revision(revision.date, texts.inlines(_PLAN, "改訂履歴", i, "内容"))
            for i, revision in enumerate(file.revisions)
        ),
        stage_date=_shown_day(file.stage.date),
        stage_meeting=file.stage.meeting,
        line_numbers=file.line_numbers,
        comparison_order=file.comparison_order,
        name_breaks=tuple(_breaks(file.name)),
        called=file.called,
        notices=(*date_notices(texts), *doubled(texts), *reading_notices(texts)),
    )


def _breaks(written: str) -> Iterator[int]:
    """The places in a name of several lines, once they are joined, at which they begin."""
    lines = [line.strip() for line in written.strip().split("\n") if line.strip()]
    for count in range(1, len(lines)):
        joined = join_lines("\n".join(lines[: count + 1]))
        yield len(joined) - len(lines[count])


def _shown_day(written: str) -> str:
    """A day with the digits of running text, and with its weekday where that was written; empty where there is none."""
    day = read_day(written)
    if not isinstance(day, date):
        return ""
    return write_day(day, with_weekday="(" in unicodedata.normalize("NFKC", written))


def divisions(texts: YamlTexts) -> dict[int, Division]:
    """The 部 of the body, by the place of the chapter that each begins with."""
    written = texts.model(_PLAN, schema.PlanFile).divisions
    begins = accumulate((len(each.chapters) for each in written), initial=0)
    return {
        begin: Division(each.id or "", each.title, texts.locate(_PLAN, "章", number, "部"))
        for number, (begin, each) in enumerate(zip(begins, written, strict=False))
    }


def build_framework(texts: YamlTexts, indicators: Indicators) -> Framework:
    file = texts.model(FRAMEWORK, FrameworkFile)
    return Framework(
        file.vision,
        file.LEVELS,
        tuple(build_items(texts, file.items, (file.LEVELS[0].name,), file.LEVELS, indicators)),
        texts.locate(FRAMEWORK, VISION),
    )


def build_summary(texts: YamlTexts) -> tuple[SummarySection, ...]:
    """The sections of the 概要; none where the plan has no 概要."""
    if _SUMMARY not in texts.models:
        return ()
    file = texts.model(_SUMMARY, schema.SummaryFile)
    return tuple(
        SummarySection(
            section.title,
            tuple(
                SummaryItem(_summary_piece(texts, item, ("概要", i, "内容", j)), item.subheading)
                for j, item in enumerate(section.items)
            ),
            section.next_column is Choice.YES,
        )
        for i, section in enumerate(file.sections)
    )


def _summary_piece(texts: YamlTexts, item: schema.SummaryItemFile, path: Path) -> SheetPiece:
    location = texts.locate(_SUMMARY, *path)
    captioned = None if item.captioned is None else item.captioned is Shown.YES
    if item.passage:
        return ShownPassage(item.passage, location)
    if item.figure:
        return ShownFloat(FloatKind.FIGURE, item.figure, captioned, location)
    if item.table:
        return ShownFloat(FloatKind.TABLE, item.table, captioned, location)
    if item.text:
        return OwnText(texts.blocks(_SUMMARY, *path, "文章"), location)
    return NextColumn(location)


def build_glossary(texts: YamlTexts) -> tuple[TermEntry, ...]:
    """The terms in the order of their readings."""
    if GLOSSARY not in texts.models:
        return ()
    file = texts.model(GLOSSARY, schema.GlossaryFile)
    entries = [
        TermEntry(
            term.id,
            term.term,
            term.reading,
            texts.inlines(GLOSSARY, "用語", i, "説明"),
            texts.locate(GLOSSARY, "用語", i),
        )
        for i, term in enumerate(file.terms)
    ]
    return tuple(sorted(entries, key=lambda entry: _reading_key(entry.reading)))


def _reading_key(reading: str) -> tuple[str, str]:
    """五十音 order: katakana as hiragana, voiced and small sounds beside their plain ones, ー as the vowel before it."""
    hiragana = reading.translate(_HIRAGANA)
    plain = "".join(c for c in unicodedata.normalize("NFD", hiragana) if not unicodedata.combining(c))
    plain = plain.translate(_FULL_SIZE)
    spelled = ""
    for character in plain:
        spelled += _VOWEL.get(spelled[-1:], character) if character == "ー" else character
    return spelled, hiragana


_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_FULL_SIZE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_VOWEL = {
    kana: row[0]
    for row in (
        "あかさたなはまやらわ",
        "いきしちにひみり",
        "うくすつぬふむゆる",
        "えけせてねへめれ",
        "おこそとのほもよろを",
    )
    for kana in row
}


def build_position(texts: YamlTexts) -> Position | Diagram | None:
    if "position.yaml" not in texts.models:
        return None
    file = texts.models["position.yaml"]
    if not isinstance(file, schema.PositionFile):
        from pipeline.source.positions import build_diagram

        return build_diagram(file, texts.documents["position.yaml"])
    return Position(
        superior_name=file.superior.name,
        superior_heading=file.superior.heading,
        superior_title=file.superior.title,
        fields=tuple(Area(area.title, None if area.plan == _THIS_PLAN else area.plan) for area in file.areas),
        own_name=file.own.name,
        own_nature=file.own.nature,
        partner_owner=file.partner.owner,
        partner_name=file.partner.name,
        partner_nature=file.partner.nature,
        partner_heading=file.partner.heading,
        partner_goals=tuple(file.partner.goals),
    )
