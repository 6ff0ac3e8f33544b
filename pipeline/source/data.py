"""The YAML files' content as parts of the Plan, with the Markdown that their values hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pipeline.model.blocks import Block, ListBlock, MeasureText, TermEntry
from pipeline.model.inlines import Inline, Paragraph, Reference, Variant
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
from pipeline.problems import Code, Location, Problem
from pipeline.source import schema
from pipeline.source.leftovers import MARKUP
from pipeline.source.markdown import MarkdownText, yaml_value
from pipeline.source.yaml_positions import Document, Path, Value

THIS_PLAN = "この計画"
Model = TypeVar("Model", bound=schema.Strict)


class YamlTexts:
    """The Markdown values of all YAML files: handed out as `texts`, taken back as blocks."""

    def __init__(self, models: Mapping[str, schema.Strict], documents: Mapping[str, Document]) -> None:
        self.models = models
        self.documents = documents
        self.problems: list[Problem] = []
        self._paths = [(file, path) for file in models for path, _ in _markdown_values(models[file])]
        self._blocks: dict[tuple[str, Path], tuple[Block, ...]] = {}

    @property
    def texts(self) -> list[MarkdownText]:
        values = [text for file in self.models for _, text in _markdown_values(self.models[file])]
        return [
            yaml_value(document.file, text, place.lines if (place := document.places.get(path)) else ())
            for (file, path), text in zip(self._paths, values, strict=True)
            for document in (self.documents[file],)
        ]

    def take(self, blocks: Sequence[tuple[Block, ...]]) -> None:
        """Keep what the texts became; a value that holds more or less than its place can show is a problem."""
        for (file, path), found in zip(self._paths, blocks, strict=True):
            many = path[-1] == "説明" and file == "framework.yaml"
            fits = (
                all(isinstance(block, Paragraph | ListBlock) for block in found)
                if many
                else (len(found) == 1 and isinstance(found[0], Paragraph))
            )
            if found and not fits:
                self.problems.append(
                    Problem(
                        self.documents[file].locate(path),
                        Code.MD_PLACE,
                        "ここに書けるのは文章と一覧だけです"
                        if many
                        else "ここに書けるのは一つの段落の文章だけです",
                        "行の始めの「- 」「1. 」「# 」は一覧や見出しになります。文字なら前に「\\」を置いてください",
                    )
                )
            elif not found and not many:
                self.problems.append(
                    Problem(
                        self.documents[file].locate(path),
                        Code.SCHEMA_VALUE,
                        "文章がありません",
                        "値を書いてください",
                    )
                )
            self._blocks[file, path] = found

    def check_plain(self) -> None:
        """Values that are no Markdown are printed as they stand: markup in them is a problem."""
        marked = set(self._paths)
        for file, document in self.documents.items():
            for path, value in _strings(document.value, ()):
                found = MARKUP.search(value)
                if found and file in self.models and (file, path) not in marked:
                    self.problems.append(
                        Problem(
                            document.locate(path),
                            Code.MD_LEFTOVER,
                            f"「{found.group()}」は、ここでは書式にならず、文字のまま出ます",
                            "この値には太字や参照などを使えません。記号を消してください",
                        )
                    )

    def model(self, file: str, kind: type[Model]) -> Model:
        model = self.models[file]
        assert isinstance(model, kind)
        return model

    def blocks(self, file: str, *path: str | int) -> tuple[Block, ...]:
        return self._blocks.get((file, path), ())

    def inlines(self, file: str, *path: str | int) -> tuple[Inline, ...]:
        found = self.blocks(file, *path)
        return found[0].content if found and isinstance(found[0], Paragraph) else ()

    def locate(self, file: str, *path: str | int) -> Location:
        return self.documents[file].locate(path)


def _strings(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every string of a YAML value, with its path."""
    if isinstance(value, str):
        yield path, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*path, key))


def _markdown_values(model: schema.Strict) -> Iterator[tuple[Path, str]]:
    """Every value that is Markdown, with its path in the file."""
    match model:
        case schema.PlanFile():
            for i, revision in enumerate(model.revisions):
                yield ("改訂履歴", i, "内容"), revision.content
        case schema.FrameworkFile():
            for i, policy in enumerate(model.policies):
                at: Path = ("基本方針", i)
                yield (*at, "説明"), policy.introduction
                for j, direction in enumerate(policy.directions):
                    yield (*at, "施策の基本方向", j, "説明"), direction.introduction
                    for k, measure in enumerate(direction.measures):
                        here = (*at, "施策の基本方向", j, "取組", k)
                        yield (*here, "課題認識"), measure.challenge
                        yield (*here, "対応方針"), measure.response
                        for number, program in enumerate(measure.programs):
                            yield (*here, "関連する施策", number), program
        case schema.GlossaryFile():
            for i, term in enumerate(model.terms):
                yield ("用語", i, "説明"), term.meaning
        case _:
            pass


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
        stage_date=file.stage.date,
        stage_meeting=file.stage.meeting,
        line_numbers=file.line_numbers,
    )


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
        fields=tuple(Field(area.title, None if area.plan == THIS_PLAN else area.plan) for area in file.areas),
        own_name=file.own.name,
        own_nature=file.own.nature,
        partner_owner=file.partner.owner,
        partner_name=file.partner.name,
        partner_nature=file.partner.nature,
        partner_heading=file.partner.heading,
        partner_goals=tuple(file.partner.goals),
    )
