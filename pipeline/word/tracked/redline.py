"""A part as it was and as it is, written once: a document with tracked changes (見え消し)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import groupby, pairwise
from typing import assert_never

from lxml import etree

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, Heading, Leaf, Named, Turn, blocks_in, notable, walk
from pipeline.model.comparison import Step, StepKind
from pipeline.model.content import DocumentContent, Redline
from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS
from pipeline.model.floats import (
    Float,
    pictures_of,
)
from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Note,
    Reference,
    Role,
    Variant,
)
from pipeline.model.numbers import Target
from pipeline.model.xml_names import W, w
from pipeline.side_by_side import in_step, likeness, likest
from pipeline.word.markup import oxml
from pipeline.word.markup.sections import SectionBreaks
from pipeline.word.tracked.apart import mark_apart
from pipeline.word.tracked.changes import Element, Mark, Tracker
from pipeline.word.tracked.ends import Looks, settle_ends
from pipeline.word.tracked.merging import Merger
from pipeline.word.tracked.moving import mark_moves
from pipeline.word.tracked.tokens import bare
from pipeline.word.tracked.wholes import Whole
from pipeline.word.writing.body import BodyWriter
from pipeline.word.writing.document import Draft
from pipeline.word.writing.pagination_hints import Placed, SlotSpace, in_branches, place

# Numbers of the old text begin where those of a new one never come to.
_OLD = 100_000
_MARKS = {
    StepKind.DELETED: Mark.MOVED_FROM,  # gone from within a move
    StepKind.INSERTED: Mark.MOVED_TO,  # came into it
    StepKind.MOVED_FROM: Mark.MOVED_FROM,
    StepKind.MOVED_TO: Mark.MOVED_TO,
}
_ALIKE_NOTES = 0.4
_OF_NOTES = {
    w("ins"): Mark.INSERTED,
    w("del"): Mark.DELETED,
    w("moveFrom"): None,
    w("moveTo"): None,
}

_OWN_LEVEL = re.compile("<w:lvl .*</w:lvl>")


@dataclass(frozen=True)
class _Piece:
    """The markup of one leaf, the numbers of its footnotes, and their ids in the same order."""

    markup: str
    notes: range
    note_ids: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def counts(self) -> bool:
        """Whether it has footnotes or items of lists: markup alone does not tell how those are numbered."""
        return bool(self.notes) or "<w:numId" in self.markup


# What the old text has where it has the same as the new one: it is not written once more.
_SAME = _Piece("", range(0))


@dataclass
class RedlineWriter:
    """Writes the redlines of one document."""

    draft: Draft

    def __post_init__(self) -> None:
        tracked = self.draft.content.tracked
        assert tracked is not None, "a redline is made against an earlier content"
        self.tracker = Tracker(tracked.author, tracked.date)
        self.old = replace(
            self.draft,
            # Said of both, so that neither has looks that only its own text gives it.
            content=replace(tracked.before, tracked=tracked),
            next_list=_OLD,
            next_note=_OLD,
            next_bookmark=_OLD,
            next_picture=_OLD,
            notes=[],
            mentions={},
            repeats={},
        )
        self.merger = Merger(self.tracker, self._note_key, self._list_key, self._merge_notes, self._gap)
        named = self.draft.styles.paragraph
        self._looks = Looks(
            named(Role.BODY.value), frozenset(map(named, (*BODY_HEADINGS, *APPENDIX_HEADINGS)))
        )
        self._first_note = self.draft.next_note
        self._shifted = frozenset(_shifted(tracked.before, self.draft.content))
        self._paged = frozenset(_paged(tracked.before, self.draft.content))
        self._gone: list[str] = []  # footnotes that only the old plan has
        self._new_of: dict[str, str] = {}  # numbers of footnotes that are the same, edited or not
        self._names: dict[int, str] = {}  # of moves, by the numbers that the steps give them
        # Ends of moves of which the other one is written later, by their leaves.
        self._apart: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[list[Element], list[Element]]] = {}
        # The sections as they are and as the old text has them, by the identity of their properties.
        self._sections: dict[int, tuple[SectionBreaks, SectionBreaks]] = {}

    def write(self, slot: Redline, breaks: SectionBreaks, where: SlotSpace) -> str:
        """The markup of a part."""
        section = id(breaks.template)
        if section not in self._sections:
            self._sections[section] = breaks, SectionBreaks(deepcopy(breaks.template))
        _, old_breaks = self._sections[section]
        old = BodyWriter(self.old, old_breaks, slot.before.appendix, where.width)
        new = BodyWriter(self.draft, breaks, slot.after.appendix, where.width)
        was = list(in_branches(place(slot.before.blocks, where), self.old.content.branches))
        now = list(in_branches(place(slot.after.blocks, where), self.draft.content.branches))
        same = {
            step.before[0]
            for step in slot.steps
            if step.kind is StepKind.KEPT
            and len(step.before) == len(step.after) == 1
            and self._reads_alike(was[step.before[0]], now[step.after[0]])
        }
        edited = self._pieces(old, [leaf for index, leaf in enumerate(was) if index not in same])
        before = [_SAME if index in same else next(edited) for index in range(len(was))]
        after = list(self._pieces(new, now))
        self._pair_notes(before, after)
        wholes: list[tuple[int, Whole]] = []
        written: list[str | list[Element]] = []
        for index, step in enumerate(slot.steps):
            written.append(self._step(step, before, after))
            wholes += [(index, whole) for whole in self.merger.wholes]
            self.merger.wholes.clear()
        behind = mark_moves(self.merger, wholes)
        self._settle_ends(written)
        shown = [each if isinstance(each, str) else self._written(each, behind) for each in written]
        return "".join(self._with_moves(slot.steps, shown))

    def _settle_ends(self, written: list[str | list[Element]]) -> None:
        """Track the ends of paragraphs so that LibreOffice joins them, too; what stands before them is read again for that."""
        shown = [at for at, each in enumerate(written) if each]
        for at, following in pairwise(shown):
            markup, blocks = written[at], written[following]
            if isinstance(markup, str) and isinstance(blocks, list) and blocks[0].tag == w("p"):
                written[at] = _elements(markup)
        for marked, places in groupby(shown, key=lambda at: isinstance(written[at], list)):
            if not marked:
                continue
            pieces = [piece for at in places if isinstance(piece := written[at], list)]
            for gone in settle_ends(
                self.tracker, [block for piece in pieces for block in piece], self._looks
            ):
                for piece in pieces:
                    piece[:] = [block for block in piece if block is not gone]

    def _with_moves(self, steps: Sequence[Step], written: Sequence[str]) -> Iterator[str]:
        """What was written of each step, with the ends of moves around it."""
        move = 0
        ending = ""
        for step, markup in zip(steps, written, strict=True):
            if step.move != move:
                yield ending
                beginning, ending = self._range(step)
                yield beginning
                move = step.move
            yield markup
        yield ending

    def finish(self) -> None:
        """Put the footnotes that only the old plan has behind the others, and note how its sections ended."""
        self.draft.notes += self._gone
        for now, was in self._sections.values():
            was.settle()
            self.tracker.section_changed(now.template, was.template)

    def _pieces(self, writer: BodyWriter, leaves: Iterable[Placed]) -> Iterator[_Piece]:
        for placed in writer.laid_out(leaves):
            begin = writer.draft.next_note
            markup = writer.piece(placed)
            notes = range(begin, writer.draft.next_note)
            ids = tuple(_note_ids(placed.leaf)) if notes else ()
            yield _Piece(markup, notes, ids, isinstance(placed.leaf, Heading))

    def _reads_alike(self, old: Placed, new: Placed) -> bool:
        """Whether a leaf would be written as it was: nothing in it was edited, and nothing that it shows has moved."""
        if old != new or isinstance(new.leaf, Turn):
            return False
        return not any(
            self._shifted & _named(node) or (_shows_page(node) and self._paged & _named(node))
            for block in blocks_in(new.leaf)
            for node in notable(block)
        )

    def _range(self, step: Step) -> tuple[str, str]:
        if not step.move:
            return "", ""
        if step.move not in self._names:
            self._names[step.move] = self.tracker.new_move()
        begin, end = self.tracker.move_range(_MARKS[step.kind], self._names[step.move])
        return _markup([begin]), _markup([end])

    def _step(self, step: Step, before: Sequence[_Piece], after: Sequence[_Piece]) -> str | list[Element]:
        """The blocks of a step, or their markup where nothing in it is marked."""
        was, now = [before[each] for each in step.before], [after[each] for each in step.after]
        match step.kind:
            case StepKind.KEPT:
                return self._kept(was, now)
            case StepKind.MOVED_FROM | StepKind.MOVED_TO:
                return self._moved(step, was, now)
            case StepKind.DELETED | StepKind.INSERTED:
                mark = Mark.DELETED if was else Mark.INSERTED
                pieces = (*was, *now)
                if any(piece.is_heading for piece in pieces):
                    return [self.tracker.mark_block(block, mark) for block in _blocks(pieces)]
                return [self.merger.on_one_side(block, mark) for block in _blocks(pieces)]
            case _:
                assert_never(step.kind)

    def _moved(self, step: Step, was: Sequence[_Piece], now: Sequence[_Piece]) -> list[Element]:
        """The blocks of one end of a move; both are marked together. What went to another part is the same there."""
        if not was or not now:
            return [self.tracker.mark_block(block, _MARKS[step.kind]) for block in _blocks((*was, *now))]
        ends = self._apart.pop((step.before, step.after), None)
        if ends is None:
            ends = _blocks(was), _blocks(now)
            mark_apart(self.merger, *ends)
            self._apart[step.before, step.after] = ends
        return ends[step.kind is StepKind.MOVED_TO]

    def _kept(self, before: Sequence[_Piece], after: Sequence[_Piece]) -> str | list[Element]:
        if before[0] is _SAME:
            return after[0].markup
        counts = any(piece.counts for piece in (*before, *after))
        one, other = ("".join(piece.markup for piece in side) for side in (before, after))
        if not counts and bare(one) == bare(other):
            return other
        return list(self.merger.blocks(_elements(one), _elements(other)))

    def _written(self, blocks: Sequence[Element], behind: Mapping[Element, Element]) -> str:
        """Marked or merged blocks as text, with the texts of the footnotes in them marked alike."""
        for block in blocks:
            for reference in block.iter(w("footnoteReference")):
                self._mark_note(int(reference.get(w("id"), "0")), _mark_around(reference))
        return _markup([each for block in blocks for each in (block, behind.get(block)) if each is not None])

    def _list_key(self, number: str) -> str:
        """Equal for lists that count alike, however much room their numbers have."""
        return _OWN_LEVEL.sub("", self.draft.lists[int(number)].partition(">")[2])

    # Footnotes

    def _pair_notes(self, before: Sequence[_Piece], after: Sequence[_Piece]) -> None:
        """Pair a part's footnotes that are the same: in order, by their ids and what they say; then those that moved."""
        old = [number for piece in before for number in piece.notes]
        new = [number for piece in after for number in piece.notes]
        sides = (
            _said(before, [_plain(self.old.notes[number - _OLD]) for number in old]),
            _said(after, [_plain(self.draft.notes[number - self._first_note]) for number in new]),
        )
        for one, other, _ in in_step(*sides, sides, _notes_alike, _ALIKE_NOTES):
            if one is not None and other is not None:
                self._new_of[str(old[one])] = str(new[other])
        taken = set(self._new_of.values())
        gone = {number: text for number, (_, text) in zip(map(str, old), sides[0], strict=True)}
        come = {number: text for number, (_, text) in zip(map(str, new), sides[1], strict=True)}
        self._new_of |= likest(
            {number: text for number, text in gone.items() if number not in self._new_of},
            {number: text for number, text in come.items() if number not in taken},
            _ALIKE_NOTES,
        )

    def _note_key(self, number: str) -> str:
        """Equal for the two numbers of one footnote."""
        return f"note {self._new_of.get(number, number)}"

    def _merge_notes(self, old: str, new: str) -> None:
        """The second footnote with what differs from the first one tracked."""
        place = int(new) - self._first_note
        before, after = self.old.notes[int(old) - _OLD], self.draft.notes[place]
        if _plain(before) == _plain(after):
            return
        (one,), (other,) = _elements(before), _elements(after)
        merger = replace(self.merger, wholes=[])
        other[:] = list(merger.blocks(list(one), list(other), ends=True))
        merger.mark_wholes()
        self.draft.notes[place] = _markup([other])

    def _mark_note(self, number: int, mark: Mark | None) -> None:
        """Mark a footnote's text as its reference is marked; its last paragraph can't go but with that."""
        notes, place = (
            (self.old.notes, number - _OLD)
            if number >= _OLD
            else (self.draft.notes, number - self._first_note)
        )
        if mark:
            (element,) = _elements(notes[place])
            for paragraph in element:
                self.tracker.mark_runs(paragraph, mark)
            notes[place] = _markup([element])
        if number >= _OLD:
            self._gone.append(notes[place])

    def _gap(self) -> Element:
        (paragraph,) = _elements(oxml.paragraph(self.draft.styles.paragraph(Role.GAP.value), ""))
        return paragraph


def _shifted(before: DocumentContent, after: DocumentContent) -> Iterator[str]:
    """The ids and the pictures' paths that stand for something else than before, or for the same with another number."""
    pairs: tuple[tuple[Mapping[str, object], Mapping[str, object]], ...] = (
        (_without_pages(before), _without_pages(after)),
        (before.captions, after.captions),
        (before.images, after.images),
    )
    for old, new in pairs:
        yield from (name for name in {*old, *new} if old.get(name) != new.get(name))


def _without_pages(content: DocumentContent) -> dict[str, Target]:
    return {name: replace(target, page="") for name, target in content.targets.items()}


def _paged(before: DocumentContent, after: DocumentContent) -> Iterator[str]:
    """The ids of what stands on another page than before."""
    for name, target in after.targets.items():
        if name in before.targets and before.targets[name].page != target.page:
            yield name


def _shows_page(node: Block | Inline) -> bool:
    return isinstance(node, Reference) and node.variant is Variant.PAGE


def _named(node: Block | Inline) -> frozenset[str]:
    """The ids and the paths by which a node shows something of the plan."""
    if isinstance(node, Reference):
        return frozenset((node.target,))
    if isinstance(node, InlinePicture):
        return frozenset((node.path,))
    if not isinstance(node, Named):
        return frozenset()
    if isinstance(node, Float):
        return frozenset((node.id, *(picture.path for picture in pictures_of(node.body))))
    return frozenset((node.id,))


def _mark_around(reference: Element) -> Mark | None:
    """The mark on the run that holds a footnote's reference; what moved takes its notes along as they are."""
    around = (_OF_NOTES[str(each.tag)] for each in reference.iterancestors() if each.tag in _OF_NOTES)
    return next(around, None)


def _elements(markup: str) -> list[Element]:
    return list(etree.fromstring(f'<w:body xmlns:w="{W}">{markup}</w:body>'.encode()))


def _markup(elements: Sequence[Element]) -> str:
    """Elements as text; w: is declared around them."""
    return "".join(
        etree.tostring(element, encoding="unicode", with_tail=False).replace(f' xmlns:w="{W}"', "", 1)
        for element in elements
    )


def _blocks(pieces: Iterable[_Piece]) -> list[Element]:
    return _elements("".join(piece.markup for piece in pieces))


def _note_ids(leaf: Leaf) -> Iterator[str]:
    """The ids of a leaf's footnotes in the order in which they are written."""
    yield from (node.id for node in walk(blocks_in(leaf)) if isinstance(node, Note))


def _said(pieces: Sequence[_Piece], texts: Sequence[str]) -> list[tuple[str, str]]:
    """Id and text of each footnote."""
    return list(zip((name for piece in pieces for name in piece.note_ids), texts, strict=True))


def _notes_alike(before: tuple[str, str], after: tuple[str, str]) -> float:
    """The likeness of two footnotes; of several alike ones, the one with the same id is that note."""
    alike = likeness(before[1], after[1])
    return alike + 1 if before[0] == after[0] and alike >= _ALIKE_NOTES else alike


def _plain(note: str) -> str:
    """A footnote's content: its markup without numbers."""
    return bare(note.partition(">")[2])
