"""Tracked changes (ECMA-376 Part 1, 17.13.5): paragraphs, tables and runs marked as inserted, deleted or moved."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from pipeline.model.xml_names import W, w

Element = etree._Element

_HEADERS = (w("headerReference"), w("footerReference"))
_TEXTS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}


def new_element(name: str) -> Element:
    """An element that stands for itself, with Word's own prefix."""
    return etree.Element(name, None, {"w": W})


class Mark(Enum):
    """The marks of tracked runs and paragraphs; the value is the element's name."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"

    @property
    def in_tables(self) -> Mark:
        """The mark of what can't be moved."""
        return _IN_TABLES.get(self, self)


_IN_TABLES = {Mark.MOVED_FROM: Mark.DELETED, Mark.MOVED_TO: Mark.INSERTED}


@dataclass
class Tracker:
    """Marks changes by one author at one time; `date` as 2021-03-01T00:00:00Z."""

    author: str
    date: str
    _number: int = field(default=0, init=False)
    _moves: int = field(default=0, init=False)

    def mark_block(self, block: Element, mark: Mark) -> Element:
        """A paragraph or table as a whole."""
        if block.tag == w("tbl"):
            for row in block.iterchildren(w("tr")):
                self.mark_row(row, mark)
        elif block.tag == w("p"):
            self.mark_paragraph(block, mark)
        return block

    def mark_row(self, row: Element, mark: Mark) -> Element:
        """A table row with all that stands in it, tables in its cells too."""
        self.mark_row_itself(row, mark)
        for paragraph in row.iter(w("p")):
            self.mark_paragraph(paragraph, mark)
        return row

    def mark_row_itself(self, row: Element, mark: Mark) -> None:
        """A row, and those of tables in it, without their text."""
        for each in row.iter(w("tr")):
            self.mark_own_row(each, mark)

    def mark_own_row(self, row: Element, mark: Mark) -> None:
        """One row alone. Word moves text, not rows: those are deleted and inserted (17.13.5.12, 17.13.5.16)."""
        properties = row.find(w("trPr"))
        assert properties is not None, "each row says whether it may be split"
        properties.append(self.change(mark.in_tables.value))

    def mark_cell(self, cell: Element, mark: Mark) -> None:
        """A cell of a column that one side alone has, with all that stands in it (17.13.5.1, 17.13.5.2)."""
        properties = cell.find(w("tcPr"))
        assert properties is not None, "each cell has a width"
        properties.append(self.change("cellDel" if mark is Mark.DELETED else "cellIns"))
        for paragraph in cell.iter(w("p")):
            self.mark_paragraph(paragraph, mark)

    def mark_paragraph(self, paragraph: Element, mark: Mark) -> None:
        """A paragraph's text and its own mark."""
        self.mark_end(paragraph, mark)
        self.mark_runs(paragraph, mark)

    def mark_end(self, paragraph: Element, mark: Mark) -> None:
        """The paragraph's own mark: without it, the paragraph is one with the next (17.13.5.15, 17.13.5.20)."""
        properties = paragraph.find(w("pPr"))
        assert properties is not None, "each paragraph has a style"
        runs = properties.find(w("rPr"))
        if runs is None:
            runs = new_element(w("rPr"))
            following = next(properties.iterchildren(w("sectPr"), w("pPrChange")), None)
            if following is None:
                properties.append(runs)
            else:
                following.addprevious(runs)
        runs.insert(0, self.change(mark.value))

    def mark_runs(self, parent: Element, mark: Mark) -> None:
        """All runs inside a paragraph or a link; bookmarks stay outside of the marks."""
        for child in list(parent):
            if child.tag == w("hyperlink"):
                self.mark_runs(child, mark)
            elif child.tag == w("r"):
                before = child.getprevious()
                if before is not None and before.tag == w(mark.value):
                    before.append(child)
                else:
                    wrapper = self.change(mark.value)
                    child.addprevious(wrapper)
                    wrapper.append(child)
                if mark is Mark.DELETED:
                    _delete_text(child)

    def wrapped(self, runs: Iterable[Element], mark: Mark) -> Element:
        """Runs in a mark of their own."""
        wrapper = self.change(mark.value)
        for run in runs:
            wrapper.append(run)
            if mark is Mark.DELETED:
                _delete_text(run)
        return wrapper

    def look_changed(self, paragraph: Element, old: Element) -> None:
        """Note the properties that a paragraph had (17.13.5.29)."""
        change = self.change("pPrChange")
        kept = etree.SubElement(change, w("pPr"))
        kept.extend(
            deepcopy(each)
            for each in old.iterfind(f"{w('pPr')}/*")
            if each.tag not in (w("rPr"), w("sectPr"))
        )
        properties = paragraph.find(w("pPr"))
        assert properties is not None, "every paragraph names its style"
        properties.append(change)

    def section_changed(self, section: Element, old: Element) -> None:
        """Note the properties that a section had, if they are others (17.13.5.32); headers and footers stay out of it."""
        was, now = (
            [etree.tostring(each, method="c14n") for each in one if each.tag not in _HEADERS]
            for one in (old, section)
        )
        if was == now:
            return
        change = self.change("sectPrChange")
        kept = etree.SubElement(change, w("sectPr"))
        kept.extend(deepcopy(each) for each in old if each.tag not in _HEADERS)
        section.append(change)

    def new_move(self) -> str:
        """The name of a move."""
        self._moves += 1
        return f"move{self._moves}"

    def move_range(self, mark: Mark, name: str) -> tuple[Element, Element]:
        """The two ends of what moved; the same name stands at the other place (17.13.5.24, 17.13.5.28)."""
        begin = self.change(f"{mark.value}RangeStart")
        begin.set(w("name"), name)
        end = new_element(w(f"{mark.value}RangeEnd"))
        end.set(w("id"), begin.get(w("id"), ""))
        return begin, end

    def change(self, name: str) -> Element:
        """An element that says who changed something, and when."""
        self._number += 1
        element = new_element(w(name))
        element.set(w("id"), str(self._number + _FIRST))
        element.set(w("author"), self.author)
        element.set(w("date"), self.date)
        return element


# Bookmarks and changes share no numbers, though Word would bear it.
_FIRST = 5_000_000


def _delete_text(run: Element) -> None:
    """Deleted text has elements of its own; that of ruby stays in its runs."""
    for child in run:
        if child.tag in _TEXTS:
            child.tag = _TEXTS[child.tag]
