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


def read_table(part: str, element: Element) -> Table:
    """One table by itself; its paragraphs are counted from its own first one."""
    return StoryReader(part).table(element)


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
        self._handlers: Mapping[object, Callable[[Element], Iterator[Block]]] = {
            w("p"): self._paragraph,
            w("tbl"): self._table,
            w("sdt"): lambda element: self._blocks(child(element, "sdtContent")),
            w("bookmarkStart"): self._mark_before_paragraph,
            w("bookmarkEnd"): self._unmark_after_paragraph,
            w("sectPr"): self._last_section,
            MC + "AlternateContent": lambda element: self._blocks(choice(element)),
            **dict.fromkeys(TRANSPARENT, self._blocks),
        }

    def read(self, root: Element) -> None:
        """Goes on with what stands in `root`."""
        self.blocks += self._blocks(root)

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

    def _blocks(self, parent: Element | None) -> Iterator[Block]:
        if parent is None:
            return
        for element in parent:
            handler = self._handlers.get(element.tag)
            if handler is not None:
                yield from handler(element)

    def _last_index(self) -> int:
        return max(len(self.paragraphs) - 1, 0)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        index = len(self.paragraphs)
        self.paragraphs.append(None)
        outer, self.inlines.line = self.inlines.line, Line(index, self._waiting)
        self._waiting = []
        self.tracker.new_paragraph()
        self.inlines.read(element)
        line, self.inlines.line = self.inlines.line, outer
        paragraph = self.paragraphs[index] = self._finished(element, line)
        yield paragraph

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
        return Paragraph(
            index=line.index,
            style=style,
            text="".join(line.text),
            items=tuple(line.items),
            num_id=None if list_item is None else value(list_item, "numId"),
            ilvl=None if list_item is None else number(list_item, "ilvl"),
            outline=outline,
            cell=self._cell,
            boxed=self._boxed,
            element=element,
        )

    def _last_section(self, element: Element) -> Iterator[Block]:
        self.section_ends.append((self._last_index(), element))
        yield from ()

    def _mark_before_paragraph(self, element: Element) -> Iterator[Block]:
        """A bookmark that starts between paragraphs starts with the next one."""
        self.inlines.line = Line(len(self.paragraphs), self._waiting)
        self.inlines.mark(element)
        yield from ()

    def _unmark_after_paragraph(self, element: Element) -> Iterator[Block]:
        """A bookmark that ends between paragraphs ends with the one before."""
        self.inlines.line = Line(self._last_index(), [])
        self.inlines.unmark(element)
        yield from ()

    def _box(self, element: Element) -> None:
        """A text box is a story of its own for fields and bookmarks; its paragraphs are kept with this one's."""
        kept, line, boxed, waiting = self.tracker.nested(), self.inlines.line, self._boxed, self._waiting
        self._boxed, self._waiting = True, []
        for _ in self._blocks(element):
            pass
        self.tracker.close(self._last_index())
        self.tracker.resume(kept)
        self.inlines.line, self._boxed, self._waiting = line, boxed, waiting

    # tables

    def _table(self, element: Element) -> Iterator[Block]:
        yield self.table(element)

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
        return Cell(tuple(self._blocks(element)), span, merge, direction, element)


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
