"""A document with tracked changes as it is once all of them are accepted, or rejected (ECMA-376 Part 1, 17.13.5).

A second opinion on redlines: what comes out is read like any other document.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from .names import Element, all_w, w

_MAIN = "word/document.xml"
_PARTS = re.compile(r"word/(?:document|footnotes)\.xml")
_INSERTED, _DELETED = all_w("ins moveTo"), all_w("del moveFrom")
_RANGES = all_w("moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd")
_CELL_INSERTED, _CELL_DELETED = w("cellIns"), w("cellDel")
_SHOWN = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_PLACES = all_w("bookmarkStart bookmarkEnd")


def accepted(docx: bytes) -> bytes:
    """The document with every change made."""
    return _settled(docx, _Settler(stays=_INSERTED, goes=_DELETED, accept=True))


def rejected(docx: bytes) -> bytes:
    """The document as it was before."""
    return _settled(docx, _Settler(stays=_DELETED, goes=_INSERTED, accept=False))


def without_contents(docx: bytes) -> bytes:
    """The document without its contents lists: in a redline those are the new plan's."""
    return _changed(docx, lambda trees: _drop_contents(trees[_MAIN]))


def _settled(docx: bytes, settler: _Settler) -> bytes:
    def settle(trees: dict[str, Element]) -> None:
        for tree in trees.values():
            settler.settle(tree)
        _drop_lost_notes(trees)

    return _changed(docx, settle)


def _changed(docx: bytes, change: Callable[[dict[str, Element]], None]) -> bytes:
    """The package after a change of the trees of its body and its footnotes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as changed:
        parts = {name: package.read(name) for name in package.namelist()}
        trees = {name: etree.fromstring(data) for name, data in parts.items() if _PARTS.fullmatch(name)}
        change(trees)
        for name, data in parts.items():
            changed.writestr(name, etree.tostring(trees[name]) if name in trees else data)
    return target.getvalue()


def _drop_contents(root: Element) -> None:
    """Remove the paragraphs from the beginning of each TOC field to its end."""
    depth = 0  # of fields, once one has begun that is a contents list
    for paragraph in [*root.iter(w("p"))]:
        begins = depth > 0
        for run in paragraph.iter(w("fldChar"), w("instrText")):
            kind = run.get(w("fldCharType"))
            if depth and kind in ("begin", "end"):
                depth += 1 if kind == "begin" else -1
            elif run.tag == w("instrText") and (run.text or "").split()[:1] == ["TOC"]:
                depth, begins = 1, True
        if begins:
            _remove(paragraph)


@dataclass(frozen=True)
class _Settler:
    """Keeps what stands in or is marked by `stays`, drops what stands in or is marked by `goes`."""

    stays: tuple[str, ...]
    goes: tuple[str, ...]
    accept: bool

    def settle(self, root: Element) -> None:
        for element in [*root.iter(*_RANGES)]:
            _remove(element)
        for row in [*root.iter(w("tr"))]:
            self._row(row)
        for table in [*root.iter(w("tbl"))]:
            self._columns(table)
        for table in [*root.iter(w("tbl"))]:
            if table.find(w("tr")) is None:
                _remove(table)
        for change in [*root.iter(w("pPrChange"), w("sectPrChange"))]:
            self._look(change)
        for element in [*root.iter(*self.goes)]:
            if not _is_mark(element):
                _remove(element)
        for element in [*root.iter(*self.stays)]:
            if not _is_mark(element):
                _unwrap(element)
        for element in root.iter(*_SHOWN):
            element.tag = _SHOWN[str(element.tag)]
        for link in [*root.iter(w("hyperlink"))]:
            if not len(link):
                _remove(link)
        for paragraph in [*root.iter(w("p"))]:
            self._paragraph(paragraph)

    def _row(self, row: Element) -> None:
        """A row that goes, or one that stays without its mark."""
        for mark in row.findall(f"{w('trPr')}/*"):
            if mark.tag in self.goes:
                _remove(row)
            elif mark.tag in self.stays:
                _remove(mark)

    def _columns(self, table: Element) -> None:
        """Cells that go, with the columns that they alone stood in, and those that stay without their mark."""
        stays, goes = (_CELL_INSERTED, _CELL_DELETED) if self.accept else (_CELL_DELETED, _CELL_INSERTED)
        cells = list(_cells(table))
        leaving = [(cell, columns) for cell, columns in cells if cell.find(f"{w('tcPr')}/{goes}") is not None]
        gone = {column for _, columns in leaving for column in columns}
        for cell, _ in leaving:
            _remove(cell)
        for cell, columns in cells:
            for mark in cell.findall(f"{w('tcPr')}/{stays}"):
                _remove(mark)
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            if span is not None and gone:
                span.set(w("val"), str(sum(column not in gone for column in columns)))
                if span.get(w("val")) == "1":
                    _remove(span)
        for at, column in enumerate(table.findall(f"{w('tblGrid')}/{w('gridCol')}")):
            if at in gone:
                _remove(column)

    def _look(self, change: Element) -> None:
        """The properties as they are, or as they were."""
        properties = change.getparent()
        assert properties is not None
        old = change.find("*")
        _remove(change)
        if self.accept or old is None:
            return
        headers = [each for each in properties if each.tag in all_w("headerReference footerReference")]
        others = [each for each in properties if each.tag in all_w("rPr sectPr")]
        properties[:] = [*headers, *old, *others]

    def _paragraph(self, paragraph: Element) -> None:
        """A paragraph whose mark goes is one with the next; an empty one is gone."""
        marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if marks is None:
            return
        goes = any(each.tag in self.goes for each in marks)
        for each in [each for each in marks if each.tag in (*self.stays, *self.goes)]:
            _remove(each)
        if not len(marks):
            _remove(marks)
        if not goes:
            return
        content = [each for each in paragraph if each.tag != w("pPr")]
        following = paragraph.getnext()
        if all(each.tag in _PLACES for each in content):
            content = [] if _paired(content) else content
        if content and following is not None and following.tag == w("p"):
            at = 1 if following.find(w("pPr")) is not None else 0
            following[at:at] = content
        if not content or (following is not None and following.tag == w("p")):
            _remove(paragraph)


def _cells(table: Element) -> Iterator[tuple[Element, range]]:
    """The cells of a table, each with the columns that it goes over."""
    for row in table.findall(w("tr")):
        column = 0
        for cell in row.findall(w("tc")):
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            count = 1 if span is None else int(span.get(w("val"), "1"))
            yield cell, range(column, column + count)
            column += count


def _is_mark(element: Element) -> bool:
    """Whether it says something of a paragraph or a row, rather than holding runs."""
    parent = element.getparent()
    return parent is not None and parent.tag in all_w("rPr trPr")


def _paired(places: list[Element]) -> bool:
    """Whether bookmarks begin and end among these: then they go with their text."""
    begins = {each.get(w("id")) for each in places if each.tag == _PLACES[0]}
    return begins == {each.get(w("id")) for each in places if each.tag == _PLACES[1]}


def _drop_lost_notes(trees: dict[str, Element]) -> None:
    """Footnotes go with their references."""
    notes = trees.get("word/footnotes.xml")
    if notes is None:
        return
    kept = set(_note_references(trees))
    for note in list(notes):
        if note.get(w("type"), "normal") == "normal" and note.get(w("id")) not in kept:
            _remove(note)


def _note_references(trees: dict[str, Element]) -> Iterator[str | None]:
    for tree in trees.values():
        for reference in tree.iter(w("footnoteReference")):
            yield reference.get(w("id"))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)
