"""The YAML files' content as parts of the Plan."""

from __future__ import annotations

import unicodedata
from datetime import date

from pipeline.model.blocks import MeasureText, TermEntry
from pipeline.model.eras import read_day, write_day
from pipeline.model.inlines import Reference, Variant
from pipeline.model.plan import (
    Direction,
    Field,
    Framework,
    Measure,
    Policy,
    Position,
    Profile,
    Revision,
    SummaryItem,
    SummarySection,
)
from pipeline.source import schema
from pipeline.source.yaml_positions import Path
from pipeline.source.yaml_texts import YamlTexts

_THIS_PLAN = "この計画"


def build_profile(texts: YamlTexts) -> Profile:
    file = texts.model("plan.yaml", schema.PlanFile)
    return Profile(
        name=file.name,
        city=file.city,
        period_start=file.period.start,
        period_end=file.period.end,
        stage=file.stage.name,
        date=file.date,
        office=file.office,
        revisions=tuple(
            Revision(revision.date, texts.inlines("plan.yaml", "改訂履歴", i, "内容"))
            for i, revision in enumerate(file.revisions)
        ),
        stage_date=_shown_day(file.stage.date),
        stage_meeting=file.stage.meeting,
        line_numbers=file.line_numbers,
        comparison_order=file.comparison_order,
    )


def _shown_day(written: str) -> str:
    """A day with the digits of running text, and with its weekday where that was written; empty where there is none."""
    day = read_day(written)
    if not isinstance(day, date):
        return ""
    return write_day(day, with_weekday="(" in unicodedata.normalize("NFKC", written))


def build_framework(texts: YamlTexts) -> Framework:
    file = texts.model("framework.yaml", schema.FrameworkFile)
    policies = tuple(_build_policy(texts, policy, ("基本方針", i)) for i, policy in enumerate(file.policies))
    return Framework(file.vision, policies, texts.locate("framework.yaml", "基本理念"))


def _build_policy(texts: YamlTexts, policy: schema.PolicyFile, path: Path) -> Policy:
    name = "framework.yaml"
    return Policy(
        policy.id,
        policy.title,
        texts.blocks(name, *path, "説明"),
        tuple(
            Direction(
                direction.id,
                direction.label,
                direction.title,
                texts.blocks(name, *path, "施策の基本方向", j, "説明"),
                tuple(
                    _build_measure(texts, measure, (*path, "施策の基本方向", j, "取組", k))
                    for k, measure in enumerate(direction.measures)
                ),
                texts.locate(name, *path, "施策の基本方向", j),
            )
            for j, direction in enumerate(policy.directions)
        ),
        texts.locate(name, *path),
    )


def _build_measure(texts: YamlTexts, measure: schema.MeasureFile, path: Path) -> Measure:
    name = "framework.yaml"
    text = MeasureText(
        challenge=texts.inlines(name, *path, "課題認識"),
        response=texts.inlines(name, *path, "対応方針"),
        programs=tuple(texts.inlines(name, *path, "関連する施策", i) for i in range(len(measure.programs))),
        related=tuple(
            Reference(target, Variant.NUMBER_TITLE, texts.locate(name, *path, "関連する取組", i))
            for i, target in enumerate(measure.related)
        ),
    )
    places = {key: texts.locate(name, *path, key) for key in ("題", "課題認識", "対応方針", "関連する施策")}
    return Measure(measure.id, measure.title, text, texts.locate(name, *path), places)


def build_summary(texts: YamlTexts) -> tuple[SummarySection, ...]:
    file = texts.model("summary.yaml", schema.SummaryFile)
    return tuple(
        SummarySection(
            section.title,
            tuple(
                SummaryItem(
                    kind="passage" if item.passage else "figure",
                    target=item.passage or item.figure or "",
                    subheading=item.subheading,
                    location=texts.locate("summary.yaml", "概要", i, "内容", j),
                )
                for j, item in enumerate(section.items)
            ),
        )
        for i, section in enumerate(file.sections)
    )


def build_glossary(texts: YamlTexts) -> tuple[TermEntry, ...]:
    """The terms in the order of their readings."""
    if "glossary.yaml" not in texts.models:
        return ()
    file = texts.model("glossary.yaml", schema.GlossaryFile)
    entries = [
        TermEntry(
            term.id,
            term.term,
            term.reading,
            texts.inlines("glossary.yaml", "用語", i, "説明"),
            texts.locate("glossary.yaml", "用語", i),
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


def build_position(texts: YamlTexts) -> Position | None:
    if "position.yaml" not in texts.models:
        return None
    file = texts.model("position.yaml", schema.PositionFile)
    return Position(
        superior_name=file.superior.name,
        superior_heading=file.superior.heading,
        superior_title=file.superior.title,
        fields=tuple(
            Field(area.title, None if area.plan == _THIS_PLAN else area.plan) for area in file.areas
        ),
        own_name=file.own.name,
        own_nature=file.own.nature,
        partner_owner=file.partner.owner,
        partner_name=file.partner.name,
        partner_nature=file.partner.nature,
        partner_heading=file.partner.heading,
        partner_goals=tuple(file.partner.goals),
    )
