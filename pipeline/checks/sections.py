"""Sections: paper, margins, page numbers, headers and footers (ECMA-376 Part 1, 17.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .names import Element, R, child, flag, number, value, w, whole
from .package import Package
from .story import Story


class Section(NamedTuple):
    """A section over paragraphs `first` to `last` of the body; lengths in twentieths of a point.

    `headers` and `footers` are what pages of the section show, by type (default, first, even): part names, the ones
    it inherits included; `own` names the types it brings itself.
    """

    first: int
    last: int
    width: int
    height: int
    orientation: str
    margins: Mapping[str, int]
    headers: Mapping[str, str]
    footers: Mapping[str, str]
    own: frozenset[str]
    start: str
    page_format: str
    page_start: int | None
    title_page: bool
    note_format: str
    note_start: int | None
    note_restart: str
    element: Element


def read_sections(body: Story, package: Package) -> tuple[Section, ...]:
    """The sections of the body in order; a type that a section does not bring is the one of the section before."""
    relationships = package.relationships.get(package.main, {})
    sections: list[Section] = []
    first = 0
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    for last, element in sorted(body.section_ends, key=lambda end: end[0]):
        own: set[str] = set()
        for tag, shown in (("headerReference", headers), ("footerReference", footers)):
            for each in element.iterfind(w(tag)):
                relationship = relationships.get(each.get(f"{R}id", ""))
                kind = each.get(w("type"), "default")
                own.add(f"{tag.removesuffix('Reference')}:{kind}")
                if relationship is not None:
                    shown[kind] = relationship.target
        sections.append(_section(element, first, last, dict(headers), dict(footers), frozenset(own)))
        first = last + 1
    return tuple(sections)


def _section(
    element: Element,
    first: int,
    last: int,
    headers: dict[str, str],
    footers: dict[str, str],
    own: frozenset[str],
) -> Section:
    paper, margins, pages = child(element, "pgSz"), child(element, "pgMar"), child(element, "pgNumType")
    return Section(
        first=first,
        last=last,
        width=_length(paper, "w"),
        height=_length(paper, "h"),
        orientation="portrait" if paper is None else paper.get(w("orient"), "portrait"),
        margins={
            side: _length(margins, side) for side in ("top", "bottom", "left", "right", "header", "footer")
        },
        headers=headers,
        footers=footers,
        own=own,
        start=value(element, "type") or "nextPage",
        page_format="decimal" if pages is None else pages.get(w("fmt"), "decimal"),
        page_start=None if pages is None else whole(pages.get(w("start"))),
        title_page=flag(element, "titlePg"),
        note_format=value(element, "footnotePr", "numFmt") or "",
        note_start=number(element, "footnotePr", "numStart"),
        note_restart=value(element, "footnotePr", "numRestart") or "",
        element=element,
    )


def _length(element: Element | None, name: str) -> int:
    return 0 if element is None else whole(element.get(w(name))) or 0
