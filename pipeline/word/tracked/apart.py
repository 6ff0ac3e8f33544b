"""What moved, at both of its places: the words that stand there now are moved, those of one place alone are deleted or inserted.

Each word is marked once. Marks within marks (a deletion in `w:moveTo`) are read by Word, and not by LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.xml_names import w
from pipeline.text_diff import align, cut_alike
from pipeline.word.tracked.changes import Element, Mark
from pipeline.word.tracked.columns import paired_tables
from pipeline.word.tracked.interleaved import Interleaved
from pipeline.word.tracked.merging import Merger, beside
from pipeline.word.tracked.rows import is_drawing, look_of_table, rows_beside
from pipeline.word.tracked.tokens import ParagraphReader, Token, Tokenised, said_of

_Marked = list[tuple[Token, Mark]]


def mark_apart(merger: Merger, old: Sequence[Element], new: Sequence[Element]) -> None:
    """Mark blocks where they stood and where they stand."""
    said = [said_of(each) for each in old], [said_of(each) for each in new]
    for row in beside(old, new, said):
        before, after = [old[each] for each in row.before], [new[each] for each in row.after]
        if row.same:
            merger.tracker.mark_block(before[0], Mark.MOVED_FROM)
            merger.tracker.mark_block(after[0], Mark.MOVED_TO)
        elif before and after and before[0].tag == w("tbl"):
            _mark_tables(merger, before[0], after[0])
        elif before and after:
            mark_paragraphs(merger, before, after)
        else:
            _mark_others(merger, before, after)


def _mark_others(merger: Merger, old: Sequence[Element], new: Sequence[Element]) -> None:
    """What is gone at the one place, and what came at the other."""
    for block in old:
        merger.tracker.mark_block(block, Mark.DELETED)
    for block in new:
        merger.tracker.mark_block(block, Mark.INSERTED)


def _mark_tables(merger: Merger, old: Element, new: Element) -> None:
    if is_drawing(old) or is_drawing(new) or look_of_table(old) != look_of_table(new):
        _mark_others(merger, [old], [new])
        return
    paired = paired_tables(old, new, said_of(old), said_of(new))
    for before, after, _ in rows_beside(old, new, paired):
        if before is not None and after is not None:
            mark_rows(merger, before, after)
        elif before is not None:
            merger.tracker.mark_row(before, Mark.DELETED)
        elif after is not None:
            merger.tracker.mark_row(after, Mark.INSERTED)


def mark_rows(merger: Merger, old: Element, new: Element) -> None:
    """One row, cell by cell."""
    merger.tracker.mark_own_row(old, Mark.MOVED_FROM)
    merger.tracker.mark_own_row(new, Mark.MOVED_TO)
    for one, other in zip(old.findall(w("tc")), new.findall(w("tc")), strict=True):
        before, after = ([each for each in cell if each.tag in (w("p"), w("tbl"))] for cell in (one, other))
        mark_apart(merger, before, after)


def mark_paragraphs(merger: Merger, old: Sequence[Element], new: Sequence[Element]) -> None:
    """One paragraph, or several that are one at the other place."""
    one, other = (ParagraphReader(merger.note_of, apart=True).read(*side) for side in (old, new))
    cuts_old, cuts_new = cut_alike(one.text, other.text)
    before, after = one.tokens(cuts_old), other.tokens(cuts_new)
    gone: _Marked = []
    come: _Marked = []
    for segment in align(before.tokens, after.tokens, lambda token: token.text):
        gone += [(token, Mark.MOVED_FROM if segment.same else Mark.DELETED) for token in segment.before]
        come += [(token, Mark.MOVED_TO if segment.same else Mark.INSERTED) for token in segment.after]
        if segment.same:
            for left, right in zip(segment.before, segment.after, strict=True):
                merger.keep_note(left, right)
    nothing = Tokenised((), {}, {})
    _put(merger, old, _shown(Interleaved(before, nothing), gone), Mark.MOVED_FROM)
    _put(merger, new, _shown(Interleaved(nothing, after), come), Mark.MOVED_TO)


def _shown(side: Interleaved, tokens: _Marked) -> Interleaved:
    for token, mark in tokens:
        side.add(token, mark)
    return side


def _put(merger: Merger, places: Sequence[Element], shown: Interleaved, mark: Mark) -> None:
    """Give paragraphs their marked content, and mark their ends; those that the other place has not are no part of the move."""
    contents: Iterator[tuple[list[Element], Mark | None]] = shown.paragraphs(merger.tracker)
    for place, (content, end) in zip(places, contents, strict=True):
        place[:] = [*place.findall(w("pPr")), *content]
        merger.tracker.mark_end(place, end or mark)
