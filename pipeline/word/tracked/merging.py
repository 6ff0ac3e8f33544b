"""Two writings of one text merged into one with tracked changes: paragraphs by phrase, tables by row and cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import field

from pipeline.frozen import dataclass, replace
from pipeline.model.comparison import EARLIER
from pipeline.model.xml_names import w
from pipeline.side_by_side import Beside, Likeness, in_groups, likeness
from pipeline.table_diff import PairedTables
from pipeline.text_diff import align, cut_alike
from pipeline.word.tracked.changes import Element, Mark, Tracker, new_element
from pipeline.word.tracked.columns import Place, columns_of, paired_tables, rows_of, set_columns, set_grid
from pipeline.word.tracked.interleaved import Interleaved
from pipeline.word.tracked.rows import is_drawing, look_of_table, rows_beside, shape_of
from pipeline.word.tracked.tokens import OBJECT, ParagraphReader, Said, Token, said_of, text_of
from pipeline.word.tracked.wholes import Whole

# From here on paragraphs of one block are one that was edited; rows are shorter, and share the words of their table.
_ALIKE = 0.3


@dataclass(frozen=True)
class Merger:
    """Merges elements of the old text with those of the new one. `note_of` tells what a footnote of a number says,
    `list_of` how a list of a number counts, `merge_notes` merges two footnotes, of which the second one's number is kept,
    and `gap` stands between two tables. `wholes` gathers what one side alone has, which is marked later."""

    tracker: Tracker
    note_of: Callable[[str], str]
    list_of: Callable[[str], str]
    merge_notes: Callable[[str, str], None]
    gap: Callable[[], Element]
    wholes: list[Whole] = field(default_factory=list)

    def blocks(self, old: Sequence[Element], new: Sequence[Element], ends: bool = False) -> Iterator[Element]:
        """Paragraphs and tables in order; `ends` keeps the last paragraph, without which a cell or a note can't be."""
        said = [said_of(each) for each in old], [said_of(each) for each in new]
        rows = list(beside(old, new, said))
        if ends and old and new and not (rows[-1].before and rows[-1].after):
            last = Beside((len(old) - 1,), (len(new) - 1,))
            rows = [*beside(old[:-1], new[:-1], (said[0][:-1], said[1][:-1])), last]
        self._name_lists(
            old, ((old[one], new[other]) for row in rows for one in row.before for other in row.after)
        )
        for row in rows:
            before, after = [old[each] for each in row.before], [new[each] for each in row.after]
            if not before or not after:
                (block,) = (*before, *after)
                yield self.on_one_side(block, Mark.DELETED if before else Mark.INSERTED)
            elif row.same:
                if _list_number(before[0]) != _list_number(after[0]):
                    self._note_look(before[0], after[0])
                yield after[0]
            elif before[0].tag == w("tbl"):
                words = said[0][row.before[0]], said[1][row.after[0]]
                yield from self._table(before[0], after[0], words)
            else:
                yield from self.paragraphs(before, after)

    def on_one_side(self, block: Element, mark: Mark) -> Element:
        """What one side alone has; it is marked in the end, once it is known whether it stands elsewhere on the other one.

        What stands in the boxes of drawings stands in those, wherever they are."""
        if is_drawing(block):
            return self.tracker.mark_block(block, mark)
        parts = block.iterchildren(w("tr")) if block.tag == w("tbl") else (block,)
        self.wholes.extend(Whole(each, mark) for each in parts)
        return block

    def mark_wholes(self) -> None:
        """Mark what one side alone has."""
        for whole in self.wholes:
            whole.mark_as(self.tracker, whole.mark)
        self.wholes.clear()

    # Tables

    def _table(self, old: Element, new: Element, said: tuple[Said, Said]) -> Iterator[Element]:
        """Row by row where both have the same look, cell by cell where they have other columns, drawings where they have the same
        boxes at the same places; else the one is deleted and the other inserted."""
        rows = (old.findall(w("tr")), new.findall(w("tr")))
        drawn = is_drawing(old) or is_drawing(new)
        if drawn and shape_of(old) == shape_of(new):
            for was, now in zip(*rows, strict=True):
                self._row(was, now)
            yield new
            return
        paired = None if drawn else paired_tables(old, new, *said)
        if paired is not None and (widened := self._with_columns_of_both(old, new, paired)) is not None:
            yield widened
            return
        if drawn or look_of_table(old) != look_of_table(new):
            yield self.tracker.mark_block(old, Mark.DELETED)
            gap = self.gap()
            # Neither version has it: put in and taken out again (17.13.5.15, 17.13.5.20).
            self.tracker.mark_end(gap, Mark.DELETED)
            self.tracker.mark_end(gap, Mark.INSERTED)
            yield gap
            yield self.tracker.mark_block(new, Mark.INSERTED)
            return
        merged = new_element(w("tbl"))
        merged.extend(child for child in new if child.tag != w("tr"))
        for one, other, same in rows_beside(old, new, paired):
            if other is None:
                assert one is not None, "a row has a side"
                merged.append(self.on_one_side(one, Mark.DELETED))
            elif one is None:
                merged.append(self.on_one_side(other, Mark.INSERTED))
            else:
                merged.append(other if same else self._row(one, other))
        yield merged

    def _row(self, old: Element, new: Element) -> Element:
        """A row whose cells are merged, in the new one's place."""
        for one, other in zip(old.findall(w("tc")), new.findall(w("tc")), strict=True):
            self._cell(one, other)
        return new

    def _cell(self, old: Element, new: Element) -> None:
        before, after = ([each for each in cell if each.tag in (w("p"), w("tbl"))] for cell in (old, new))
        merged = list(self.blocks(before, after, ends=True))
        for block in after:
            new.remove(block)
        new.extend(merged)

    def _with_columns_of_both(self, old: Element, new: Element, paired: PairedTables) -> Element | None:
        """The two as one table with the columns of both; None where no row could show all of them, or they look otherwise."""
        if look_of_table(old)[0] != look_of_table(new)[0]:
            return None
        columns = columns_of(old, new, paired)
        if columns is None:
            return None
        rows = [
            (one, other, columns.row(one, other) if one is not None and other is not None else None)
            for one, other, _ in rows_of(columns.paired, old, new)
        ]
        shown = {
            place.columns for _, _, row in rows for place in row or () if None in (place.before, place.after)
        }
        if {at for each in shown for at in each} | columns.shared != set(range(columns.count)):
            return None
        widths = columns.widths()
        merged = new_element(w("tbl"))
        merged.extend(child for child in new if child.tag != w("tr"))
        set_grid(merged, widths)
        for one, other, row in rows:
            if row is not None and other is not None:
                merged.append(self._row_of_both(other, row, widths))
                continue
            for side, (alone, mark) in enumerate(((one, Mark.DELETED), (other, Mark.INSERTED))):
                if alone is not None:
                    for cell, own in columns.alone(alone, side):
                        set_columns(cell, own, widths)
                    merged.append(self.on_one_side(alone, mark))
        return merged

    def _row_of_both(self, row: Element, places: Sequence[Place], widths: Sequence[int]) -> Element:
        """A row with the cells of both, in the new one's place."""
        for cell in row.findall(w("tc")):
            row.remove(cell)
        for before, after, own in places:
            shown = before if after is None else after
            assert shown is not None, "a place is that of a cell"
            set_columns(shown, own, widths)
            row.append(shown)
            if before is None or after is None:
                self.tracker.mark_cell(shown, Mark.DELETED if after is None else Mark.INSERTED)
            else:
                self._cell(before, after)
        return row

    # Paragraphs

    def paragraphs(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """One paragraph: what only the old one has deleted, what only the new one has inserted. Where several are one on the other
        side, so are the ends of all but the last, which is what is left of both (17.13.5.15, 17.13.5.20)."""
        one, other = ParagraphReader(self.note_of).read(*old), ParagraphReader(self.note_of).read(*new)
        shown = self._interleaved(one, other)
        self._note_look(old[-1], new[-1])
        merged = []
        properties = [each.findall(w("pPr")) for each in (*(old if len(old) > 1 else new)[:-1], new[-1])]
        for (content, mark), looks in zip(shown.paragraphs(self.tracker), properties, strict=True):
            paragraph = new_element(w("p"))
            paragraph.extend([*looks, *content])
            if mark:
                self.tracker.mark_end(paragraph, mark)
            merged.append(paragraph)
        return merged

    def _interleaved(self, one: ParagraphReader, other: ParagraphReader) -> Interleaved:
        cuts_old, cuts_new = cut_alike(one.text, other.text)
        before, after = one.tokens(cuts_old), other.tokens(cuts_new)
        shown = Interleaved(before, after)
        for segment in align(before.tokens, after.tokens, lambda token: token.text):
            if segment.same:
                for left, right in zip(segment.before, segment.after, strict=True):
                    if right.text == OBJECT:
                        self.keep_note(left, right)
                        right = self._led_on(left, right)
                    shown.add(right, None)
                continue
            for token in segment.before:
                shown.add(token, Mark.DELETED)
            for token in segment.after:
                shown.add(token, Mark.INSERTED)
        return shown

    def _note_look(self, old: Element, new: Element) -> None:
        """Note what a paragraph was if its style or its list is another one now, and what its section was."""
        if new.tag != w("p"):
            return
        if (_style(old), _list_number(old)) != (_style(new), _list_number(new)):
            self.tracker.look_changed(new, old)
        was, now = (_property(each, w("sectPr")) for each in (old, new))
        if was is not None and now is not None:
            self.tracker.section_changed(now, was)

    def _name_lists(self, old: Sequence[Element], pairs: Iterable[tuple[Element, Element]]) -> None:
        """Give a list of the old text the number of the new text's list that has most of its items and counts as it does."""
        named = [each for block in old for each in block.iter(w("numId"))]
        if not named:
            return
        numbers = ((_list_number(one), _list_number(other)) for one, other in pairs)
        alike = Counter(
            (was, now) for was, now in numbers if was and now and self.list_of(was) == self.list_of(now)
        )
        names: dict[str, str] = {}
        for (was, now), _ in alike.most_common():
            if was not in names and now not in names.values():
                names[was] = now
        for each in named:
            each.set(w("val"), names.get(each.get(w("val"), ""), each.get(w("val"), "")))

    def keep_note(self, old: Token, new: Token) -> None:
        """Where two tokens are one footnote, mark what differs in it."""
        notes = [run.find(w("footnoteReference")) for token in (old, new) for run in token.runs]
        if all(note is not None for note in notes) and len(notes) == 2:
            self.merge_notes(*(note.get(w("id"), "") for note in notes if note is not None))

    def _led_on(self, old: Token, new: Token) -> Token:
        """A field that shows the same and leads to another place now: the change is within its code (17.16.13)."""
        (before, _), (after, run) = (_code(token) for token in (old, new))
        if before == after or run is None:
            return new
        begin = before.index(EARLIER)
        gone = self.tracker.wrapped([_with_code(run, EARLIER)], Mark.DELETED)
        parts = _with_code(run, after[:begin]), gone, _with_code(run, after[begin:])
        at = new.runs.index(run)
        return replace(new, runs=(*new.runs[:at], *parts, *new.runs[at + 1 :]))


def _code(token: Token) -> tuple[str, Element | None]:
    """The code of a field, and the run that holds it."""
    for run in token.runs:
        code = run.find(w("instrText"))
        if code is not None:
            return code.text or "", run
    return "", None


def _with_code(run: Element, code: str) -> Element:
    """The same run with another code in it."""
    other = deepcopy(run)
    text = other.find(w("instrText"))
    assert text is not None, "the run holds a field's code"
    text.text = code
    return other


def beside(
    old: Sequence[Element], new: Sequence[Element], said: tuple[Sequence[Said], Sequence[Said]]
) -> Iterator[Beside]:
    """Two sequences of blocks side by side, those that say the same before those that are alike."""
    return in_groups(old, new, said, Likeness(_likeness, _ALIKE, (_running, _running)))


def _running(block: Element) -> str:
    """The text of a paragraph, which may have been divided."""
    return text_of(block) if block.tag == w("p") else ""


def _likeness(old: Element, new: Element) -> float:
    """The likeness of two paragraphs or two tables; paragraphs without text are alike in style.

    Two that hold one bookmark are one, however they read: a name can't stand at two places.
    """
    if old.tag != new.tag:
        return 0.0
    if not _bookmarks(old).isdisjoint(_bookmarks(new)):
        return 2.0
    one, other = text_of(old), text_of(new)
    if not one and not other:
        return float(_style(old) == _style(new))
    # A table of one block is that table, however many rows it has now.
    return max(likeness(one, other), _ALIKE if old.tag == w("tbl") else 0.0)


def _bookmarks(element: Element) -> set[str]:
    return {each.get(w("name"), "") for each in element.iter(w("bookmarkStart"))}


def _list_number(block: Element) -> str:
    """The number of the list that a paragraph is an item of."""
    return _value(_property(block, w("numPr"), w("numId")))


def _style(paragraph: Element) -> str:
    """A paragraph's style and its level in a list."""
    style, level = _property(paragraph, w("pStyle")), _property(paragraph, w("numPr"), w("ilvl"))
    return f"{_value(style)}/{_value(level)}"


def _property(block: Element, *path: str) -> Element | None:
    """What stands there in a paragraph's properties. (`find` parses its path each time.)"""
    found: Element | None = block
    for name in (w("pPr"), *path):
        if found is not None:
            found = next(found.iterchildren(name), None)
    return found


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(w("val"), "")
