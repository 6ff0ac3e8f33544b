"""Units, which can be named in one version: what tables call them, where they stand, what they say."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import assert_never

from pipeline.compare.lines import Reader, plain_line
from pipeline.compare.outline import Node, Outline
from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Leaf, leaves
from pipeline.model.comparison import Unit
from pipeline.model.contract import DIVISION
from pipeline.model.inlines import LineBreak, Paragraph, Role, Text
from pipeline.model.levels import LABEL
from pipeline.model.lines import Line
from pipeline.model.numbers import ResolvedPlan, TargetKind
from pipeline.model.pieces import NextColumn, OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.model.plan import Item, Plan, Profile
from pipeline.model.reference_text import name_of
from pipeline.problems import Location

# What is said once for all documents, outside of every chapter.
PROFILE, VISION, SUMMARY = "plan", "vision", "summary"
TITLE, SUBHEADING, NEXT_COLUMN = "題", "小見出し", "改段"
# So much of a passage stands for it where sections are compared.
_BEGINNING = 20
# A table or figure that its author gave no title.
_UNTITLED = "（題なし）"


@dataclass(frozen=True)
class Said:
    """What a unit in no chapter says: its lines, and the leaves in which something beside their text counts."""

    lines: tuple[Line, ...]
    leaves: tuple[Leaf, ...] = ()

    @property
    def written(self) -> list[tuple[str, str]]:
        return [line.written for line in self.lines]


def units_of(resolved: ResolvedPlan, outline: Outline) -> dict[Node, Unit]:
    """The unit of every node that has an id."""
    kinds = _kinds(resolved)
    units: dict[Node, Unit] = {}

    def add(node: Node, path: tuple[str, ...]) -> None:
        if node.is_named:
            above = outline.division_of.get(node)
            path = (*path, *([above.id] if above else []), node.id)
            division = name_of(resolved.targets[above.id]) if above else ""
            units[node] = replace(_unit(resolved, path, kinds), division=division)
        for member in node.members:
            if isinstance(member, Node):
                add(member, path)

    for part in outline.parts.values():
        add(part, ())
    return units


def _unit(resolved: ResolvedPlan, path: tuple[str, ...], kinds: Mapping[str, str]) -> Unit:
    target = resolved.targets[path[-1]]
    what = kinds.get(target.id, target.kind.value)
    title = target.title or _UNTITLED
    return Unit(target.id, what, target.number, title, path, target.location, target.page)


def _kinds(resolved: ResolvedPlan) -> dict[str, str]:
    """What is called otherwise than by its target's kind, by id."""
    divisions = {
        target.id: "部"
        for target in resolved.targets.values()
        if target.kind is TargetKind.HEADING and target.level == DIVISION
    }
    return divisions | {item.id: item.level.name for item in resolved.plan.framework.walk()}


def stated_lines(resolved: ResolvedPlan) -> tuple[Line, ...]:
    """A version's facts about itself, on its cover and in its headers."""
    profile = resolved.plan.profile
    facts = {
        "段階": profile.stage.value,
        "段階の日付": profile.stage_date,
        "段階の会議": profile.stage_meeting,
        "策定年月": profile.date,
        "行番号": profile.line_numbers.value,
    }
    return tuple(plain_line(label, text) for label, text in facts.items())


def short_labels(resolved: ResolvedPlan) -> dict[str, Line]:
    """The short label of each item that has one, by its id; the plan's own text does not show it."""
    return {
        item.id: plain_line(LABEL, item.label)
        for item in resolved.plan.framework.walk()
        if item.level.labelled
    }


def loose_units(
    resolved: ResolvedPlan, passages: Collection[str], reader: Reader
) -> Iterator[tuple[Unit, Said]]:
    """The units in no chapter: the plan's own data, the vision, the summary's sections and passages. `passages` are those that
    both versions have: their order is that of the sections' content."""
    plan = resolved.plan
    profile, framework = plan.profile, plan.framework
    facts = {
        "計画名": profile.name,
        "市名": profile.city,
        "呼称": profile.called,
        "計画期間": profile.period,
        "担当課": profile.office,
    }
    named = Unit(PROFILE, "計画", "", "計画の名称等", (PROFILE,), _file(resolved, "plan.yaml"))
    yield named, Said(tuple(plain_line(label, text) for label, text in facts.items()), (_name(profile),))
    vision = Unit(VISION, "基本理念", "", "基本理念", (VISION,), framework.location)
    yield vision, Said((plain_line("", framework.vision),))
    for item in framework.walk():
        if item.id not in resolved.targets:
            yield _unplaced(item), Said(tuple(_item_lines(item, reader)), tuple(_item_leaves(item)))
    sections = Unit(SUMMARY, "概要", "", "概要の節", (SUMMARY,), _file(resolved, "summary.yaml"))
    pieces = (item.piece for section in plan.summary for item in section.items)
    own = tuple(leaf for piece in pieces if isinstance(piece, OwnText) for leaf in leaves(piece.blocks))
    yield sections, Said(tuple(_summary_lines(resolved, reader, passages)), own)
    titles = _titles_of_passages(plan)
    for passage in resolved.passages.values():
        title = titles.get(passage.id, "要約")
        unit = Unit(passage.id, "要約", "", title, (SUMMARY, passage.id), passage.location)
        content = tuple(leaves(passage.content))
        yield unit, Said(tuple(line for leaf in content for line in reader.lines(leaf)), content)


def _name(profile: Profile) -> Paragraph:
    """The plan's name in the lines in which its author wrote it."""
    places = (0, *profile.name_breaks, len(profile.name))
    lines = [Text(profile.name[begin:end]) for begin, end in pairwise(places)]
    return Paragraph((lines[0], *(each for line in lines[1:] for each in (LineBreak(), line))), Role.BODY)


def _titles_of_passages(plan: Plan) -> dict[str, str]:
    """Where passages are shown: the section of the 概要, else the first of the office's own documents."""
    declared = {
        piece.target: f"{document.label}の要約"
        for document in reversed(plan.documents)
        if document.declared
        for piece in document.declared.pieces
        if isinstance(piece, ShownPassage)
    }
    summary = {
        item.piece.target: f"概要「{section.title}」"
        for section in plan.summary
        for item in section.items
        if isinstance(item.piece, ShownPassage)
    }
    return declared | summary


def _unplaced(item: Item) -> Unit:
    """An item that stands in no chapter: it has no number, and what it says is shown by other documents."""
    return Unit(item.id, item.level.name, "", item.title, (item.id,), item.location)


def _item_lines(item: Item, reader: Reader) -> Iterator[Line]:
    yield plain_line("題", item.title)
    if item.level.labelled:
        yield plain_line(LABEL, item.label)
    for value in item.values:
        blocks = (line.text for leaf in leaves(value.blocks) for line in reader.lines(leaf))
        for text in (*blocks, *(reader.line("", *row).text for row in value.rows)):
            yield plain_line(value.kind.key, text)


def _item_leaves(item: Item) -> Iterator[Leaf]:
    for value in item.values:
        yield from leaves(value.blocks)
        yield from (Paragraph(cell, Role.BODY) for row in value.rows for cell in row)


def _file(resolved: ResolvedPlan, name: str) -> Location:
    return Location(posixpath.join(posixpath.dirname(resolved.plan.framework.location.file), name))


def _summary_lines(resolved: ResolvedPlan, reader: Reader, passages: Collection[str]) -> Iterator[Line]:
    """The sections of the 概要: titles, subheadings, and what stands under them."""
    for section in resolved.plan.summary:
        if section.next_column:
            yield plain_line(NEXT_COLUMN, "ここから次の段")
        yield plain_line(TITLE, section.title)
        for item in section.items:
            if item.subheading:
                yield plain_line(SUBHEADING, item.subheading)
            yield from _piece_lines(item.piece, resolved, reader, passages)


def _piece_lines(
    piece: SheetPiece, resolved: ResolvedPlan, reader: Reader, passages: Collection[str]
) -> Iterator[Line]:
    match piece:
        case ShownPassage(target):
            if target in passages:
                text = "".join(map(reader.text, resolved.passages[target].content))
                yield Line("要約", f"{text[:_BEGINNING]}…", target)
        case ShownFloat(kind, target, captioned):
            without = "（題なし）" if captioned is False else ""
            yield plain_line(kind.value, resolved.targets[target].title + without)
        case OwnText(blocks):
            for leaf in leaves(blocks):
                yield from (replace(line, label=line.label or "文章") for line in reader.lines(leaf))
        case NextColumn():
            yield plain_line(NEXT_COLUMN, "ここから次の段")
        case _:
            assert_never(piece)
