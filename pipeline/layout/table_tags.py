"""The tags of tables that are none to readers, in a finished PDF: drawings become figures, boxes groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf

from pipeline.layout.drawn_tables import BOXED, DRAWN
from pipeline.layout.elements import Element
from pipeline.model.inlines import Role

_HEAD = f"/{Role.CELL_HEAD.value}"
_ROWS_AND_CELLS = frozenset(("/TR", "/TH", "/TD", "/THead", "/TBody"))


def make_figures(elements: Iterable[Element], descriptions: Iterable[str]) -> None:
    """Turn the tables of drawings into figures with their descriptions (ISO 14289-1, 7.3); what their boxes say stays in them."""
    for table, description in zip(_tables_of(elements, DRAWN), descriptions, strict=False):
        table.become("/Figure")
        table.object.Alt = pikepdf.String(description)
        _ungrid(table, DRAWN)


def make_groups(elements: Iterable[Element]) -> None:
    """Turn the tables of boxes into groups: their one column and its rows are for the eye alone."""
    for table in _tables_of(elements, BOXED):
        table.become("/Div")
        inner = [each for each in table.elements if each.kind == "/Table"]
        _ungrid(table, BOXED)
        for each in inner:
            _name_heads(each)


def _name_heads(table: Element) -> None:
    """LibreOffice takes the heads of a table in a table for cells like others (14.8.5.7)."""
    for cell in _own(table):
        if cell.kind != "/TD" or not any(each.kind == _HEAD for each in cell.elements):
            continue
        cell.become("/TH")
        attributes = cell.object.get("/A")
        known = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
        cell.object.A = pikepdf.Array([*(each for each in known if each is not None), scope])


def _tables_of(elements: Iterable[Element], prefix: str) -> list[Element]:
    """The tables that have a marked paragraph of their own, which stands in no table in them."""
    tables = (each for each in elements if each.kind == "/Table")
    return [each for each in tables if any(inner.kind.startswith(f"/{prefix}") for inner in _own(each))]


def _own(table: Element) -> Iterator[Element]:
    """What stands in a table, and in no table in it."""
    for child in table.children:
        if isinstance(child, Element) and child.kind != "/Table":
            yield child
            yield from _own(child)


def _ungrid(table: Element, prefix: str) -> None:
    for inner in _own(table):
        if inner.kind in _ROWS_AND_CELLS:
            inner.become("/Div")
            if "/A" in inner.object:
                del inner.object["/A"]
        elif inner.kind.startswith(f"/{prefix}"):
            inner.become("/P")
