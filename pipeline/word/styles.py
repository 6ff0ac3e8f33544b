"""The template's styles, found by the names that Word shows, never by id: Japanese Word renames ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.word.oxml import w


@dataclass(frozen=True)
class Styles:
    """What the writer needs of styles.xml, looked up once.

    `ids` is keyed by (type, name); `sizes` (half-points) and `lines` (twips) by paragraph style name;
    `fills` and `borders` by table style name, as attribute text for `CellLook`.
    """

    ids: Mapping[tuple[str, str], str]
    sizes: Mapping[str, int]
    lines: Mapping[str, int]
    fills: Mapping[str, str]
    borders: Mapping[str, str]

    def paragraph(self, name: str) -> str:
        return self.ids["paragraph", name]

    def character(self, name: str) -> str:
        return self.ids["character", name]

    def table(self, name: str) -> str:
        return self.ids["table", name]

    def missing(self, kind: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if (kind, name) not in self.ids)


def read_styles(root: etree._Element) -> Styles:
    """Read the root of styles.xml."""
    elements = root.findall(w("style"))
    by_id = {style.get(w("styleId"), ""): style for style in elements}
    default_size = _number(root, f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}", 21)
    ids, sizes, lines, fills, borders = {}, {}, {}, {}, {}
    for style in elements:
        kind, name = style.get(w("type"), ""), _value(style, w("name"))
        ids[kind, name] = style.get(w("styleId"), "")
        chain = list(_ancestry(style, by_id))
        if kind == "paragraph":
            sizes[name] = _first(chain, f"{w('rPr')}/{w('sz')}", w("val"), default_size)
            lines[name] = _first(chain, f"{w('pPr')}/{w('spacing')}", w("line"), sizes[name] * 12)
        elif kind == "table":
            fills[name] = next((fill for ancestor in chain if (fill := _head_fill(ancestor))), "")
            borders[name] = next(
                (side for ancestor in chain if (side := _border(ancestor))),
                'w:val="single" w:sz="4" w:space="0" w:color="auto"',
            )
    return Styles(ids, sizes, lines, fills, borders)


def _ancestry(style: etree._Element, by_id: Mapping[str, etree._Element]) -> Iterable[etree._Element]:
    """The style and those it is based on, nearest first; a circle ends the walk."""
    seen: set[str] = set()
    current: etree._Element | None = style
    while current is not None and (identity := current.get(w("styleId"), "")) not in seen:
        seen.add(identity)
        yield current
        current = by_id.get(_value(current, w("basedOn")))


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return found.get(w("val"), "") if found is not None else ""


def _number(element: etree._Element, path: str, default: int) -> int:
    return int(_value(element, path) or default)


def _first(chain: Iterable[etree._Element], path: str, attribute: str, default: int) -> int:
    for style in chain:
        found = style.find(path)
        if found is not None and found.get(attribute):
            return int(found.get(attribute, "0"))
    return default


def _head_fill(style: etree._Element) -> str:
    """The fill of the style's header row or column: the one colour of a table, which staff choose in Word."""
    for conditional in style.findall(w("tblStylePr")):
        shade = conditional.find(f"{w('tcPr')}/{w('shd')}")
        if conditional.get(w("type")) in ("firstRow", "firstCol") and shade is not None:
            return shade.get(w("fill"), "")
    return ""


def _border(style: etree._Element) -> str:
    side = style.find(f"{w('tblPr')}/{w('tblBorders')}/{w('top')}")
    if side is None:
        return ""
    names = ("val", "sz", "space", "color")
    return " ".join(f'w:{name}="{side.get(w(name))}"' for name in names if side.get(w(name)))
