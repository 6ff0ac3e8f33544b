"""The row of the sheet's table that says what stands in each column: {{ 基本方針 }}, {{ 取組.課題認識 }}.

It is read and put away as the template is taken in: in its place stands the slot that the rows fill.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.levels import Levels
from pipeline.model.samples import (
    SampleCell,
    SampleRow,
    is_of_usual_levels,
    is_tag_of_item,
    read_line,
    tag_fault,
    tags_of,
)
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.text import text_of
from pipeline.word.template.cell_look import look_of
from pipeline.word.template.columns import Cell, cells_of_row, span
from pipeline.word.template.parts import MAIN, Parts
from pipeline.word.template.tags import names_in

_STYLES = "word/styles.xml"


def take_item_row(parts: Parts, contract: Contract) -> SampleRow | None:
    """The row of a sheet that has one, which makes way for the slot; None where the template has the slot itself."""
    document = parts[MAIN]
    if not contract.heads or not names_in(document).isdisjoint(contract.slots):
        return None
    row = max(
        (row for table in document.iter(w("tbl")) for row in table.findall(w("tr"))),
        key=lambda row: len(names_in(row).difference(contract.names)),
        default=None,
    )
    own = set() if row is None else names_in(row).difference(contract.names)
    if row is None or not own or not all(map(is_tag_of_item, own)):
        return None
    cells = list(cells_of_row(row))
    read = tuple(_read(cell, parts[_STYLES]) for cell in cells)
    _widen_heads(row, cells)
    for cell, content in zip(cells, (f"{{{{ {contract.slots[0]} }}}}", *[""] * len(cells)), strict=False):
        _fill(cell.element, content)
    return read


def _read(cell: Cell, styles: etree._Element) -> SampleCell:
    lines = tuple(
        read_line(text_of(paragraph), _style_of(paragraph, styles))
        for paragraph in cell.element.iter(w("p"))
        if text_of(paragraph).strip()
    )
    direction = cell.element.find(f"{w('tcPr')}/{w('textDirection')}")
    vertical = direction is not None and direction.get(w("val"), "").startswith("tb")
    drawn = any(cell.element.find(f"{w('tcPr')}/{w(name)}") is not None for name in ("shd", "tcBorders"))
    return SampleCell(lines, look=look_of(cell.element) if drawn else "", vertical=vertical)


def _style_of(paragraph: etree._Element, styles: etree._Element) -> str:
    """The name of a paragraph's style; that of the default where it names none."""
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    identity = None if named is None else named.get(w("val"))
    for style in styles.iter(w("style")):
        is_default = style.get(w("default")) in ("1", "true") and style.get(w("type")) == "paragraph"
        if style.get(w("styleId")) == identity if identity else is_default:
            name = style.find(w("name"))
            return name.get(w("val"), "") if name is not None else ""
    return "Normal"


def _widen_heads(row: etree._Element, cells: list[Cell]) -> None:
    """Lets the cells of the other rows cover as many columns as there are cells of this one under them.

    Word's grid may be finer than the columns; a head whose edges are none of theirs stays as it is, and is told.
    """
    starts, ends = [cell.first for cell in cells], [cell.last for cell in cells]
    table = row.getparent()
    for each in table.findall(w("tr")) if table is not None else ():
        for cell in list(cells_of_row(each)):
            if cell.first in starts and cell.last in ends:
                span(cell.element, ends.index(cell.last) - starts.index(cell.first) + 1)


def _fill(cell: etree._Element, text: str) -> None:
    """A cell with one paragraph of this text."""
    for child in [child for child in cell if child.tag != w("tcPr")]:
        cell.remove(child)
    paragraph = etree.SubElement(cell, w("p"))
    if text:
        etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = text


def row_problems(file: str, row: SampleRow, levels: Levels) -> Iterator[Problem]:
    """Tags of a row that name what a plan with these levels has not; a notice, if it is the row of a plan that declares none,
    as templates have it from the start."""
    tags = dict.fromkeys(tags_of(row))
    faults = {tag: fault for tag in tags if (fault := tag_fault(tag, levels))}
    if is_of_usual_levels(tags, levels):
        names = " ".join(f"{{{{ {level.name} }}}}" for level in levels)
        yield Problem(
            Location(file),
            Code.TEMPLATE_TAG,
            f"表の行のタグ（{next(iter(faults))} など）は、この計画の階層と欄のものではないので、列と見出しを階層と欄から作りました",
            f"列を選ぶには、行のタグをこの計画の階層にしてください（例: {names}）",
            warning=True,
        )
        return
    for message, hint in faults.values():
        yield Problem(Location(file), Code.TEMPLATE_TAG, f"表の行に{message}", hint)
