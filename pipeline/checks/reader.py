"""Reads the XML of a story into a `Story`, in one pass: paragraphs, tables, sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .inlines import TRANSPARENT, InlineReader, Line, choice
from .names import MC, VAL, Element, all_w, child, flag, number, properties_of, value, w, whole
from .story import Block, Cell, Item, Paragraph, Row, Story, Table
from .tracking import Tracker

_PARAGRAPH_PROPERTIES, _STYLE, _LIST_ITEM, _OUTLINE, _SECTION = all_w("pPr pStyle numPr outlineLvl sectPr")
_CELL_PROPERTIES, _SPAN, _MERGE, _DIRECTION = all_w("tcPr gridSpan vMerge textDirection")


def read_story(part: str, root: Element) -> Story:
    """The story whose paragraphs stand in `root`: a w:body, w:hdr, w:ftr or w:footnote."""
    reader = StoryReader(part)
    reader.read(root)
    return reader.story()


class StoryReader:
    """Reads one story, whose roots may come one after another; use `read_story`."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.blocks: list[Block] = []
        self.paragraphs: list[Paragraph | None] = []
        self.tables: list[Table] = []
        self.section_ends: list[tuple[int, Element]] = []
        self.tracker = Tracker()
        self.inlines = InlineReader(self.tracker, self._box)
        self._waiting: list[Item] = []
        self._cell = self._cells = 0
        self._boxed = False
        self._handlers: Mapping[object, Callable[[Element, list[Block]], None]] = {
            w("p"): self._paragraph,
            w("tbl"): lambda element, blocks: blocks.append(self.table(element)),
            w("sdt"): lambda element, blocks: self._read(child(element, "sdtContent"), blocks),
            w("bookmarkStart"): self._mark_before_paragraph,
            w("bookmarkEnd"): self._unmark_after_paragraph,
            w("sectPr"): self._last_section,
            MC + "AlternateContent": lambda element, blocks: self._read(choice(element), blocks),
            **dict.fromkeys(TRANSPARENT, self._read),
        }

    def read(self, root: Element) -> None:
        """Goes on with what stands in `root`."""
        self._read(root, self.blocks)

    def story(self) -> Story:
        """The whole story, with all that was read."""
        self.tracker.close(self._last_index())
        return Story(
            part=self.part,
            blocks=tuple(self.blocks),
            paragraphs=tuple(each for each in self.paragraphs if each is not None),
            tables=tuple(self.tables),
            fields=tuple(each for each in self.tracker.fields if each is not None),
            bookmarks=tuple(self.tracker.bookmarks),
            pictures=tuple(self.inlines.pictures),
            section_ends=tuple(self.section_ends),
            watermarks=tuple(self.inlines.watermarks),
            slips=tuple(self.tracker.slips),
        )

    # What a reader says of a piece that stands at this place, it says again

    @property
    def is_between(self) -> bool:
        """Whether nothing is open, so that what comes next does not depend on what has come."""
        return not (self.tracker.is_open or self._waiting)

    @property
    def place(self) -> tuple[int, ...]:
        """How much has been read: what comes next is counted from there."""
        return (
            len(self.paragraphs),
            self._cells,
            len(self.tracker.fields),
            len(self.inlines.pictures),
        )

    @property
    def growing(self) -> tuple[list[Any], ...]:
        """All to which is added what is read."""
        tracker, inlines = self.tracker, self.inlines
        return (
            *(self.blocks, self.paragraphs, self.tables, self.section_ends),
            *(tracker.fields, tracker.bookmarks, tracker.slips, inlines.pictures, inlines.watermarks),
        )

    def take(self, added: Iterable[Iterable[Any]], cells: int) -> None:
        """Goes on as if what is `added` to each of `growing` had been read, with so many cells in all."""
        for growing, more in zip(self.growing, added, strict=True):
            growing += more
        self._cells = cells

    def _read(self, parent: Element | None, blocks: list[Block]) -> None:
        """Adds to `blocks` what stands in `parent`."""
        for element in () if parent is None else parent:
            handler = self._handlers.get(element.tag)
            if handler is not None:
                handler(element, blocks)

    def _last_index(self) -> int:
        return max(len(self.paragraphs) - 1, 0)

    def _paragraph(self, element: Element, blocks: list[Block]) -> None:
        index = len(self.paragraphs)
        self.paragraphs.append(None)
        outer, self.inlines.line = self.inlines.line, Line(index, self._waiting)
        self._waiting = []
        self.tracker.new_paragraph()
        self.inlines.read(element)
        line, self.inlines.line = self.inlines.line, outer
        paragraph = self.paragraphs[index] = self._finished(element, line)
        blocks.append(paragraph)

    def _finished(self, element: Element, line: Line) -> Paragraph:
        """The paragraph; its properties are looked through once, and of nearly all the style is the only one that counts."""
        style, list_item, outline = "", None, None
        for each in properties_of(element, _PARAGRAPH_PROPERTIES):
            tag = each.tag
            if tag == _STYLE:
                style = each.get(VAL, "")
            elif tag == _LIST_ITEM:
                list_item = each
            elif tag == _OUTLINE:
                outline = number(each)
            elif tag == _SECTION:
                self.section_ends.append((line.index, each))
        num_id = None if list_item is None else value(list_item, "numId")
        ilvl = None if list_item is None else number(list_item, "ilvl")
        text, items = "".join(line.text), tuple(line.items)
        return Paragraph(
            *(line.index, style, text, items, num_id, ilvl, outline), self._cell, self._boxed, element
        )

    def _last_section(self, element: Element, _: list[Block]) -> None:
        self.section_ends.append((self._last_index(), element))

    def _mark_before_paragraph(self, element: Element, _: list[Block]) -> None:
        """A bookmark that starts between paragraphs starts with the next one."""
        self.inlines.line = Line(len(self.paragraphs), self._waiting)
        self.inlines.mark(element)

    def _unmark_after_paragraph(self, element: Element, _: list[Block]) -> None:
        """A bookmark that ends between paragraphs ends with the one before."""
        self.inlines.line = Line(self._last_index(), [])
        self.inlines.unmark(element)

    def _box(self, element: Element) -> None:
        """A text box is a story of its own for fields and bookmarks; its paragraphs are kept with this one's."""
        kept, line, boxed, waiting = self.tracker.nested(), self.inlines.line, self._boxed, self._waiting
        self._boxed, self._waiting = True, []
        self._read(element, [])
        self.tracker.close(self._last_index())
        self.tracker.resume(kept)
        self.inlines.line, self._boxed, self._waiting = line, boxed, waiting

    # tables

    def table(self, element: Element) -> Table:
        """A w:tbl with all that stands in it."""
        first, outer = len(self.paragraphs), self._cell
        rows = tuple(self._row(each) for each in children_of(element, w("tr")))
        self._cell = outer
        grid = child(element, "tblGrid")
        widths = (
            None
            if grid is None
            else tuple(whole(each.get(w("w"))) or 0 for each in grid.iterfind(w("gridCol")))
        )
        table = Table(value(element, "tblPr", "tblStyle") or "", widths, rows, first, element)
        self.tables.append(table)
        return table

    def _row(self, element: Element) -> Row:
        properties = child(element, "trPr")
        before, after = (grid_columns(number(properties, name), 0) for name in ("gridBefore", "gridAfter"))
        cells = tuple(self._table_cell(each) for each in children_of(element, w("tc")))
        return Row(cells, flag(properties, "tblHeader"), before, after)

    def _table_cell(self, element: Element) -> Cell:
        self._cells += 1
        self._cell = self._cells
        span, merge, direction = 1, "", ""
        for each in properties_of(element, _CELL_PROPERTIES):
            tag = each.tag
            if tag == _SPAN:
                span = grid_columns(number(each), 1)
            elif tag == _MERGE:
                merge = each.get(VAL, "continue")
            elif tag == _DIRECTION:
                direction = each.get(VAL, "")
        blocks: list[Block] = []
        self._read(element, blocks)
        return Cell(tuple(blocks), span, merge, direction, element)


def grid_columns(written: int | None, least: int) -> int:
    """A count of grid columns; Word has at most 63, and what is beyond stays wrong when it is cut to 64."""
    return min(max(written or least, least), 64)


def children_of(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == w("sdt"):
            content = child(element, "sdtContent")
            if content is not None:
                yield from children_of(content, tag)
        elif element.tag in TRANSPARENT:
            yield from children_of(element, tag)
