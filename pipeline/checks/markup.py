"""Checks of the markup itself: the order of elements, cells, table grids and merges, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding
from .names import MC, XML_SPACE, Element, all_w, child, local, w
from .reading import Reading
from .schema_order import ORDERED, OrderCheck
from .story import Row, Story, Table

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CONTENT = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_PARTS = (*_CONTENT, "styles", "numbering")
_HOLDERS = all_w("tc hdr ftr footnote endnote comment txbxContent")
_RANGE_MARKS = frozenset(
    all_w(
        "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    )
)


def check_markup(reading: Reading) -> Iterator[Finding]:
    """Faults of the XML that Word would refuse or silently mend."""
    for part, root in _parts(reading, _PARTS):
        yield from _check_order(reading, part, root)
    for part, root in _parts(reading, _CONTENT):
        yield from _check_holders(reading, part, root)
        yield from _check_text(reading, part, root)
        yield from _check_heights(reading, part, root)
    for story in reading.stories:
        for table in story.tables:
            yield from _check_table(reading, story, table)


def _parts(reading: Reading, kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    package = reading.package
    names = [package.main] if "document" in kinds else []
    for kind in kinds:
        names += sorted(set(package.all_related(kind)))
    for name in names:
        if name in package.trees:
            yield name, package.trees[name]


def _check_order(reading: Reading, part: str, root: Element) -> Iterator[Finding]:
    order = OrderCheck()
    for element in root.iter(*ORDERED):
        fault = order.fault(element)
        if fault is not None:
            yield Finding(reading.name, "docx.child-order", reading.where_element(part, element), fault)


def _check_holders(reading: Reading, part: str, root: Element) -> Iterator[Finding]:
    """A w:tc without a last w:p makes Word call the file corrupt; the SDK's validator lets it pass."""
    for element in root.iter(*_HOLDERS):
        if not _ends_with_paragraph(element):
            message = f"w:{local(element)} が段落で終わっていません"
            yield Finding(reading.name, "docx.block-empty", _near(reading, part, element), message)


def _near(reading: Reading, part: str, element: Element) -> str:
    """A cell without a paragraph is found by its row, or its table."""
    for each in (element, *element.iterancestors(w("tr"), w("tbl"))):
        if each.find(f".//{w('p')}") is not None:
            return reading.where_element(part, each)
    return part


def _ends_with_paragraph(element: Element | None) -> bool:
    if element is None:
        return False
    for each in reversed(element):
        if each.tag in _RANGE_MARKS or not isinstance(each.tag, str):
            continue
        if each.tag == w("sdt"):
            return _ends_with_paragraph(child(each, "sdtContent"))
        return each.tag in (w("p"), MC + "AlternateContent")
    return False


def _check_text(reading: Reading, part: str, root: Element) -> Iterator[Finding]:
    for element in root.iter(w("t"), w("instrText")):
        text = element.text
        if not text:
            continue
        if (text[0] in " \t\n" or text[-1] in " \t\n") and element.get(XML_SPACE) != "preserve":
            message = f'「{text}」の端の空白に xml:space="preserve" がありません'
            yield Finding(reading.name, "docx.text-space", reading.where_element(part, element), message)
        if _PRIVATE.search(text):
            message = f"「{_PRIVATE.sub('□', text)}」に外字領域の文字があります"
            yield Finding(reading.name, "docx.text-private", reading.where_element(part, element), message)


def _check_heights(reading: Reading, part: str, root: Element) -> Iterator[Finding]:
    """A row of an exact height (17.4.80) cuts text that needs more, and says nothing."""
    for height in root.iter(w("trHeight")):
        row = next(height.iterancestors(w("tr")), None)
        if (
            height.get(w("hRule")) == "exact"
            and row is not None
            and any(each.text for each in row.iter(w("t")))
        ):
            message = "行の高さが「固定値」なので、文字が切れることがあります。「最小値」にします"
            yield Finding(reading.name, "docx.row-height", reading.where_element(part, row), message)


def _check_table(reading: Reading, story: Story, table: Table) -> Iterator[Finding]:
    def finding(code: str, message: str) -> Finding:
        return reading.finding(code, story, table.first, message)

    if not table.rows:
        yield finding("docx.table-grid", "表に行がありません")
    if not table.grid or min(table.grid) <= 0:
        yield finding("docx.table-grid", "表の列幅（tblGrid）がないか、正しくありません")
    for count, row in enumerate(table.rows, 1):
        columns = row.before + sum(cell.span for cell in row.cells) + row.after
        if not row.cells:
            yield finding("docx.table-grid", f"表の{count}行目にセルがありません")
        elif table.grid and columns != len(table.grid):
            yield finding(
                "docx.table-grid", f"表の{count}行目は{columns}列で、表の{len(table.grid)}列と合いません"
            )
    for count in _broken_merges(table.rows):
        yield finding("docx.table-merge", f"表の{count}行目に、始まりのない縦の結合があります")


def _broken_merges(rows: tuple[Row, ...]) -> Iterator[int]:
    """Rows (from 1) with a continued merge that has no cell above it of the same place and span."""
    above: set[tuple[int, int]] = set()
    for count, row in enumerate(rows, 1):
        merged: set[tuple[int, int]] = set()
        column = row.before
        for cell in row.cells:
            if cell.merge == "continue" and (column, cell.span) not in above:
                yield count
            if cell.merge:
                merged.add((column, cell.span))
            column += cell.span
        above = merged
