"""Charts (ECMA-376 Part 1, 21.2): what they draw, and whether the workbook that Word opens to edit it says the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from .names import Element, R, whole
from .opened import Flaw, Opened
from .package import Package

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# 'Sheet1'!$A$2:$A$6, or one cell.
_RANGE = re.compile(
    r"'?(?P<sheet>[^'!]+)'?!\$(?P<column>[A-Z]{1,3})\$(?P<first>\d+)(?::\$(?P=column)\$(?P<last>\d+))?"
)


class Series(NamedTuple):
    """A series as it is drawn: its name, the names of its categories, and its values by their place among them."""

    name: str
    categories: Mapping[int, str]
    values: Mapping[int, str]


def series_of(chart: Element) -> Iterator[Series]:
    """The series of a chart part, in its order, from what is cached there."""
    for each in chart.iter(f"{C}ser"):
        name = _points(each.find(f"{C}tx"))
        yield Series(name.get(0, ""), _points(each.find(f"{C}cat")), _points(each.find(f"{C}val")))


def kinds_of(chart: Element) -> str:
    """The kinds of plots in a chart: barChart, lineChart …"""
    area = chart.find(f".//{C}plotArea")
    tags = [str(each.tag).rpartition("}")[2] for each in (() if area is None else area)]
    return "＋".join(tag for tag in tags if tag.endswith("Chart"))


def check_charts(opened: Opened) -> Iterator[Flaw]:
    """Each chart with a workbook of its own in the package has cached what stands in its cells."""
    for part in sorted(opened.package.all_related("chart")):
        tree = opened.package.trees.get(part)
        if tree is not None:
            yield from (
                Flaw("docx.chart-data", part, None, wrong)
                for wrong in _wrong_data(opened.package, part, tree)
            )


def _wrong_data(package: Package, part: str, chart: Element) -> Iterator[str]:
    data = chart.find(f"{C}externalData")
    if data is None:
        return
    related = package.relationships.get(part, {}).get(data.get(f"{R}id", ""))
    if related is None or related.external or related.target not in package.parts:
        return  # told as a relationship
    try:
        sheets = _cells_of(package.parts[related.target])
    except (zipfile.BadZipFile, LookupError, etree.XMLSyntaxError, ValueError) as error:
        yield f"グラフの表 {related.target} が開けません（{error!r}）"
        return
    for reference in chart.iter(f"{C}strRef", f"{C}numRef"):
        yield from _differing(reference, sheets)


def _differing(reference: Element, sheets: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    found = _RANGE.fullmatch(reference.findtext(f"{C}f", "").strip())
    if found is None:
        return  # what somebody refers to in other ways
    cells = sheets.get(found["sheet"], {})
    cached = _points(reference)
    first, last = int(found["first"]), int(found["last"] or found["first"])
    for at, row in enumerate(range(first, last + 1)):
        place = f"{found['column']}{row}"
        if not _alike(cached.get(at, ""), cells.get(place, "")):
            yield f"グラフの値「{cached.get(at, '')}」が、表のセル {place} の「{cells.get(place, '')}」と違います"


def _alike(one: str, other: str) -> bool:
    try:
        return one == other or float(one) == float(other)
    except ValueError:
        return False


def _points(parent: Element | None) -> dict[int, str]:
    """Cached values by their index."""
    points = () if parent is None else parent.iter(f"{C}pt")
    numbered = ((whole(each.get("idx")), each.findtext(f"{C}v", "")) for each in points)
    return {at: text for at, text in numbered if at is not None}


def _cells_of(workbook: bytes) -> dict[str, dict[str, str]]:
    """The values of the cells of each sheet (18.3.1.4), by their places."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    root = etree.fromstring(parts["xl/workbook.xml"])
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in etree.fromstring(parts["xl/_rels/workbook.xml.rels"]).iter(f"{_PACKAGE}Relationship")
    }
    strings = [
        "".join(text.text or "" for text in each.iter(f"{_S}t"))
        for each in (
            etree.fromstring(parts["xl/sharedStrings.xml"]).iter(f"{_S}si")
            if "xl/sharedStrings.xml" in parts
            else ()
        )
    ]
    return {
        sheet.get("name", ""): _cells(
            etree.fromstring(parts[_named(targets[sheet.get(f"{R}id", "")])]), strings
        )
        for sheet in root.iter(f"{_S}sheet")
    }


def _named(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(sheet: Element, strings: list[str]) -> dict[str, str]:
    return {each.get("r", ""): _value(each, strings) for each in sheet.iter(f"{_S}c")}


def _value(cell: Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{_S}t"))
    value = cell.findtext(f"{_S}v", "")
    return strings[int(value)] if cell.get("t") == "s" else value
