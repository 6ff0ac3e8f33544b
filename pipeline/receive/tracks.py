"""Tracked changes as they stand in a file: who changed what, and when (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.receive.returned import Kind, Track, Tracks

KINDS = {w(kind.value): kind for kind in Kind}


def track_of(element: etree._Element) -> Track:
    """The change that an element is."""
    return Track(KINDS[str(element.tag)], element.get(w("author"), ""), element.get(w("date"), ""))


def tracks_of(properties: etree._Element | None) -> Tracks:
    """The changes of a whole paragraph's end or row, which stand among its properties."""
    if properties is None:
        return ()
    return tuple(track_of(each) for each in properties if each.tag in KINDS)


_OF_CELLS = {w("cellIns"): Kind.INSERTED, w("cellDel"): Kind.DELETED}


def cell_tracks(properties: etree._Element | None) -> Tracks:
    """The changes of a cell."""
    if properties is None:
        return ()
    return tuple(
        Track(_OF_CELLS[str(each.tag)], each.get(w("author"), ""), each.get(w("date"), ""))
        for each in properties
        if each.tag in _OF_CELLS
    )


def looks_of(properties: etree._Element | None) -> set[tuple[str, str]]:
    """Who changed how something looks, and when."""
    if properties is None:
        return set()
    return {
        (each.get(w("author"), ""), each.get(w("date"), ""))
        for each in properties
        if each.tag in (w("rPrChange"), w("pPrChange"))
    }
