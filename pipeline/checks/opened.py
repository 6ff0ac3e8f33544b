"""A document opened: its parts, its styles, and the elements of what it shows, each as it stands there.

Checks that look at every place by itself start from here, since reading the whole takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .names import MC, VAL, Element, all_w, properties_of, w
from .package import Package, open_package
from .styles import Styles, read_styles

_FALLBACK = f"{MC}Fallback"
_PARAGRAPH = w("p")
_PROPERTIES, _STYLE, _KEEP_NEXT, _KEEP_LINES, _SPACING = all_w("pPr pStyle keepNext keepLines spacing")


class Flaw(NamedTuple):
    """A fault at an element of a part, or of the part as a whole: it has no place yet that a person can find."""

    code: str
    part: str
    element: Element | None
    message: str


class Bare(NamedTuple):
    """A paragraph's element, and what its own properties say: the style's id, and the elements of the others."""

    part: str
    element: Element
    style: str
    keep_next: Element | None
    keep_lines: Element | None
    spacing: Element | None


@dataclass(frozen=True, eq=False, repr=False)
class Opened:
    """One docx, opened and not read."""

    name: str
    package: Package
    styles: Styles

    @property
    def roots(self) -> Iterator[tuple[str, Element]]:
        """What shows text, each with its part: the body, headers and footers, notes that are not rules above them."""
        package = self.package
        main = package.trees.get(package.main)
        yield from ((package.main, each) for each in (() if main is None else main.iterchildren(w("body"))))
        names = sorted({*package.all_related("header"), *package.all_related("footer")})
        yield from ((name, package.trees[name]) for name in names if name in package.trees)
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            notes = package.tree(kind)
            for note in () if notes is None else notes.iterfind(w(tag)):
                if note.get(w("type"), "normal") == "normal":
                    yield package.related(kind) or "", note

    def shown(self, *tags: str) -> Iterator[tuple[str, Element]]:
        """The elements of these names, each with its part; what stands in for newer markup is left out."""
        for part, root in self.roots:
            has_fallback = next(root.iter(_FALLBACK), None) is not None
            for element in root.iter(*tags):
                if not has_fallback or next(element.iterancestors(_FALLBACK), None) is None:
                    yield part, element

    @cached_property
    def paragraphs(self) -> tuple[Bare, ...]:
        """All paragraphs that are shown, in the order of their parts."""
        return tuple(_bare(part, element) for part, element in self.shown(_PARAGRAPH))


def _bare(part: str, element: Element) -> Bare:
    style, keep_next, keep_lines, spacing = "", None, None, None
    for each in properties_of(element, _PROPERTIES):
        tag = each.tag
        if tag == _STYLE:
            style = each.get(VAL, "")
        elif tag == _KEEP_NEXT:
            keep_next = each
        elif tag == _KEEP_LINES:
            keep_lines = each
        elif tag == _SPACING:
            spacing = each
    return Bare(part, element, style, keep_next, keep_lines, spacing)


def open_document(name: str, docx: bytes) -> Opened:
    """Opens a docx; nothing is raised, what is broken stands in its package."""
    package = open_package(docx)
    return Opened(name, package, read_styles(package.tree("styles")))
