"""Everything in the plan that has an id: its number, its title, its bookmark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import assert_never

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, Box, Heading, Named, TermEntry
from pipeline.model.contract import CHAPTER, DIVISION
from pipeline.model.floats import Float, FloatKind
from pipeline.model.inlines import (
    Anchor,
    Inline,
    Inlines,
    Note,
    Reference,
    Variant,
    plain_text,
    walk_inlines,
)
from pipeline.model.numbers import CaptionNumber, Scheme, Target, TargetKind
from pipeline.model.numerals import fullwidth, write_number
from pipeline.model.raised import raised_text
from pipeline.model.reference_text import reference_content, shown_text
from pipeline.problems import Code, Location, Problem
from pipeline.resolve.bookmarks import bookmark_names, title_bookmark
from pipeline.resolve.numbering import Counter, HeadingNumber, Headings, headings_of

_FLOAT_KINDS = {FloatKind.TABLE: TargetKind.TABLE, FloatKind.FIGURE: TargetKind.FIGURE}


@dataclass(frozen=True)
class Targets:
    """All targets and caption numbers by id, and what was wrong."""

    targets: Mapping[str, Target]
    captions: Mapping[str, CaptionNumber]
    problems: tuple[Problem, ...]


# The blocks of a part and those in them, with what is named in their texts.
Nodes = Iterable[Block | Inline]


def find_targets(front: Nodes, body: Nodes, appendix: Nodes, scheme: Scheme) -> Targets:
    """Number everything, in the order in which it stands in the plan."""
    finder = _Finder(scheme, items=Counter(scheme.items))
    finder.pass_part(front, headings_of(scheme.body), in_appendix=False)
    finder.pass_part(body, headings_of(scheme.body, scheme.divisions, scheme.above), in_appendix=False)
    finder.pass_part(appendix, headings_of(scheme.appendix), in_appendix=True)
    names = bookmark_names(finder.targets)
    taken = {name.lower() for name in names.values()}
    targets = {
        identity: replace(
            target, bookmark=names[identity], title_bookmark=_title_bookmark(target, names[identity], taken)
        )
        for identity, target in finder.targets.items()
    }
    # A caption may refer to other things, other captions among them, so its text is known only now.
    titles = finder.float_titles
    try:
        order = list(TopologicalSorter(_shown_titles(titles)).static_order())
    except CycleError as error:
        first, *_ = error.args[1]
        finder.problems.append(_circular_title(targets[first]))
        order = []
    for identity in order:
        raised = raised_text(titles[identity], partial(_raised, targets))
        targets[identity] = replace(
            targets[identity], title=shown_text(titles[identity], targets), raised_title=raised
        )
    return Targets(targets, finder.captions, tuple(finder.problems))


def _raised(targets: Mapping[str, Target], reference: Reference) -> Inlines:
    target = targets.get(reference.target)
    return reference_content(target, reference.variant) if target else ()


def _shown_titles(titles: Mapping[str, tuple[Inline, ...]]) -> dict[str, set[str]]:
    """For each caption the captions whose titles it shows."""
    shows_title = (Variant.TITLE, Variant.NUMBER_TITLE)
    return {
        identity: {
            inline.target
            for inline in walk_inlines(content)
            if isinstance(inline, Reference) and inline.variant in shows_title and inline.target in titles
        }
        for identity, content in titles.items()
    }


def _circular_title(target: Target) -> Problem:
    return Problem(
        target.location,
        Code.REF_CIRCULAR,
        f"{target.kind.value}「{target.id}」の題が、題の参照をたどると、その題自身に戻ってしまいます",
        "題の中の {.題} と {.番号と題} の参照を、番号の参照にしてください",
    )


def _title_bookmark(target: Target, bookmark: str, taken: Collection[str]) -> str:
    """A caption's title has a bookmark beside its number's; elsewhere the marked text is the title."""
    return title_bookmark(bookmark, taken) if target.kind in _FLOAT_KINDS.values() else bookmark


@dataclass
class _Finder:
    scheme: Scheme
    targets: dict[str, Target] = field(default_factory=dict)
    captions: dict[str, CaptionNumber] = field(default_factory=dict)
    float_titles: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: int = 0
    items: Counter = field(default_factory=lambda: Counter(()))

    def pass_part(self, nodes: Nodes, headings: Headings, in_appendix: bool) -> None:
        division: HeadingNumber | None = None
        within = False  # a 部
        chapter: HeadingNumber | None = None
        ordinals: dict[FloatKind, int] = {}
        for node in nodes:
            if not isinstance(node, Named):
                continue
            match node:
                case Heading():
                    number = self._heading(node, headings, within and node.level != DIVISION)
                    within = within or node.level == DIVISION
                    if node.level == DIVISION and headings.hides_division:
                        division = number
                    if node.level == CHAPTER:
                        chapter, ordinals = number, {}
                case Float(numbered=False):
                    title = plain_text(node.caption)
                    if self._add(node.id, _FLOAT_KINDS[node.kind], "", "", title, node.location):
                        self.float_titles[node.id] = node.caption
                case Float():
                    ordinals[node.kind] = ordinals.get(node.kind, 0) + 1
                    above = division.numeral if division else ""
                    self._float(node, above, chapter, ordinals[node.kind], in_appendix)
                case TermEntry():
                    self._add(node.id, TargetKind.TERM, "", "", node.term, node.location)
                case Box() if node.id:
                    kind = TargetKind(node.kind.value)
                    self._add(node.id, kind, "", "", plain_text(node.title), node.location)
                case Box():
                    continue
                case Note():
                    self._note(node)
                case Anchor():
                    said = plain_text(node.content)
                    self._add(node.id, TargetKind.PROVISION, said, said, "", node.location)
                case _:
                    assert_never(node)

    def _heading(self, heading: Heading, headings: Headings, in_division: bool) -> HeadingNumber | None:
        number: HeadingNumber | None = None
        if heading.numbered:
            try:
                number = self._number(heading, headings)
            except ValueError:
                self.problems.append(
                    Problem(
                        heading.location,
                        Code.NUMBER_RANGE,
                        f"この段階の番号の形（{self._format(heading, headings)}）では、これより多くの見出しに番号を付けられません",
                        "見出しを減らすか、templates/plan.docxのリストの番号の形を変えてください",
                    )
                )
        label, full, numeral = (number.label, number.full, number.numeral) if number else ("", "", "")
        title = plain_text(heading.content)
        kind, level = TargetKind.HEADING, heading.level
        raised = raised_text(heading.content)
        self._add(heading.id, kind, label, full, title, heading.location, level, numeral, in_division, raised)
        return number

    def _format(self, heading: Heading, headings: Headings) -> str:
        if heading.item_level:
            return self.items.levels[heading.item_level - 1].format
        return headings.number_format(heading.level)

    def _number(self, heading: Heading, headings: Headings) -> HeadingNumber | None:
        """Raises ValueError past a format's range."""
        if not heading.item_level:
            return headings.number(heading.level)
        # A template without that list, or with too few levels, is a problem of its own.
        known = heading.item_level <= len(self.items.levels)
        return self.items.count(heading.item_level) if known else None

    def _note(self, note: Note) -> None:
        self.notes += 1
        number = ""
        try:
            number = write_number(self.notes, self.scheme.note_format)
        except ValueError:
            self.problems.append(
                Problem(
                    note.location,
                    Code.NUMBER_RANGE,
                    f"脚注の番号の形（{self.scheme.note_format}）では、これより多くの脚注に番号を付けられません",
                    "templates/plan.docxの脚注の番号を、1, 2, 3 の形に変えてください",
                )
            )
        if note.id:
            self._add(note.id, TargetKind.NOTE, number, number, "", note.location)

    def _float(
        self,
        block: Float,
        division: str,
        chapter: HeadingNumber | None,
        ordinal: int,
        in_appendix: bool,
    ) -> None:
        if chapter is None:
            self.problems.append(
                Problem(
                    block.location,
                    Code.NUMBER_NO_CHAPTER,
                    f"番号のない章にある{block.kind.value}には、番号を付けられません",
                    "番号の要らないものなら、囲みの初めの行に .番号なし と書いてください。番号が要るなら、番号のある章に移すか、章の {.番号なし} を外してください",
                )
            )
            return
        chapter_part = chapter.label if in_appendix else chapter.numeral
        caption = CaptionNumber(chapter_part, fullwidth(ordinal), ordinal == 1, in_appendix, division)
        number = f"{block.kind.value}{caption.shown}"
        kind = _FLOAT_KINDS[block.kind]
        if self._add(block.id, kind, number, number, plain_text(block.caption), block.location):
            self.captions[block.id] = caption
            self.float_titles[block.id] = block.caption

    def _add(
        self,
        identity: str,
        kind: TargetKind,
        label: str,
        number: str,
        title: str,
        location: Location,
        level: int = 0,
        numeral: str = "",
        in_division: bool = False,
        raised_title: Inlines = (),
    ) -> bool:
        """Register a target; a second one of the same id is a problem."""
        if identity in self.targets:
            self.problems.append(duplicate_id(identity, location, self.targets[identity].location))
            return False
        self.targets[identity] = Target(
            identity,
            kind,
            label,
            number,
            title,
            level,
            "",
            "",
            location,
            numeral=numeral,
            in_division=in_division,
            raised_title=raised_title,
        )
        return True


def duplicate_id(identity: str, location: Location, first: Location) -> Problem:
    return Problem(
        location,
        Code.ID_DUPLICATE,
        f"idの「{identity}」が２か所にあります",
        f"初めの所: {first}。どちらかを別のidにしてください",
    )
