"""The YAML files' content as parts of the Plan."""

from __future__ import annotations

import unicodedata
from datetime import date

from pipeline.model.blocks import FieldValue, MeasureText, TermEntry
from pipeline.model.eras import read_day, write_day
from pipeline.model.forms import MEASURE_FIELDS, Field
from pipeline.model.inlines import Inline, Reference, Variant
from pipeline.model.plan import (
    Area,
    Direction,
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

_FRAMEWORK = "framework.yaml"
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
    file = texts.model(_FRAMEWORK, schema.FrameworkFile)
    policies = tuple(_build_policy(texts, policy, ("基本方針", i)) for i, policy in enumerate(file.policies))
    return Framework(file.vision, policies, texts.locate(_FRAMEWORK, "基本理念"))


def _build_policy(texts: YamlTexts, policy: schema.PolicyFile, path: Path) -> Policy:
    return Policy(
        policy.id,
        policy.title,
        texts.blocks(_FRAMEWORK, *path, "説明"),
        tuple(
            Direction(
                direction.id,
                direction.label,
                direction.title,
                texts.blocks(_FRAMEWORK, *path, "施策の基本方向", j, "説明"),
                tuple(
                    _build_measure(texts, measure, (*path, "施策の基本方向", j, "取組", k))
                    for k, measure in enumerate(direction.measures)
                ),
                texts.locate(_FRAMEWORK, *path, "施策の基本方向", j),
            )
            for j, direction in enumerate(policy.directions)
        ),
        texts.locate(_FRAMEWORK, *path),
    )


def _build_measure(texts: YamlTexts, measure: schema.EntryFile, path: Path) -> Measure:
    values = (_field_value(texts, measure, field, path) for field in MEASURE_FIELDS)
    return Measure(
        measure.id,
        measure.title,
        MeasureText(tuple(value for value in values if value.contents)),
        texts.locate(_FRAMEWORK, *path),
        texts.locate(_FRAMEWORK, *path, "題"),
    )


def _field_value(texts: YamlTexts, measure: schema.EntryFile, field: Field, path: Path) -> FieldValue:
    def content(number: int, written: str) -> tuple[Inline, ...]:
        at = field.path(path, number)
        if field.is_written:
            return texts.inlines(_FRAMEWORK, *at)
        return (Reference(written, Variant.NUMBER_TITLE, texts.locate(_FRAMEWORK, *at)),)

    contents = tuple(content(number, written) for number, written in enumerate(measure.texts(field)))
    return FieldValue(field, contents, texts.locate(_FRAMEWORK, *path, field.key))


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
        fields=tuple(Area(area.title, None if area.plan == _THIS_PLAN else area.plan) for area in file.areas),
        own_name=file.own.name,
        own_nature=file.own.nature,
        partner_owner=file.partner.owner,
        partner_name=file.partner.name,
        partner_nature=file.partner.nature,
        partner_heading=file.partner.heading,
        partner_goals=tuple(file.partner.goals),
    )
