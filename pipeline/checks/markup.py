"""Checks of the markup itself: the order of elements, cells, table grids and merges, characters."""

from __future__ import annotations

from collections.abc import Iterator

from .names import MC, XML_SPACE, Element, all_w, child, local, w
from .opened import Flaw, Opened
from .schema_order import ORDERED, OrderCheck

_CONTENT = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_PARTS = (*_CONTENT, "styles", "numbering")
_HOLDERS = all_w("tc hdr ftr footnote endnote comment txbxContent")
_ROW, _GRID, _COLUMN, _CELL, _CELL_PROPERTIES, _SPAN, _MERGE = all_w(
    "tr tblGrid gridCol tc tcPr gridSpan vMerge"
)
_ENDS = frozenset((w("p"), MC + "AlternateContent"))
_CONTROL = w("sdt")
_RANGE_MARKS = frozenset(
    all_w(
        "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    )
)


def check_markup(opened: Opened) -> Iterator[Flaw]:
    """Faults of the XML that Word would refuse or silently mend."""
    for part, root in _parts(opened, _PARTS):
        yield from _check_order(part, root)
    for part, root in _parts(opened, _CONTENT):
        yield from _check_holders(part, root)
        yield from _check_text(part, root)
        yield from _check_heights(part, root)


def _parts(opened: Opened, kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    package = opened.package
    names = [package.main] if "document" in kinds else []
    for kind in kinds:
        names += sorted(set(package.all_related(kind)))
    for name in names:
        if name in package.trees:
            yield name, package.trees[name]


def _check_order(part: str, root: Element) -> Iterator[Flaw]:
    order = OrderCheck()
    for element in root.iter(*ORDERED):
        fault = order.fault(element)
        if fault is not None:
            yield Flaw("docx.child-order", part, element, fault)


def _check_holders(part: str, root: Element) -> Iterator[Flaw]:
    """A w:tc without a last w:p makes Word call the file corrupt; the SDK's validator lets it pass."""
    for element in root.iter(*_HOLDERS):
        if not _ends_with_paragraph(element):
            message = f"w:{local(element)} が段落で終わっていません"
            yield Flaw("docx.block-empty", part, _near(element), message)


def _near(element: Element) -> Element | None:
    """A cell without a paragraph is found by its row, or its table."""
    around = (element, *element.iterancestors(w("tr"), w("tbl")))
    return next((each for each in around if next(each.iter(w("p")), None) is not None), None)


def _ends_with_paragraph(element: Element | None) -> bool:
    if element is None:
        return False
    for each in reversed(element):
        tag = each.tag
        if tag in _ENDS:
            return True
        if tag == _CONTROL:
            return _ends_with_paragraph(child(each, "sdtContent"))
        if tag not in _RANGE_MARKS and isinstance(tag, str):
            return False
    return False


def _check_text(part: str, root: Element) -> Iterator[Flaw]:
    for element in root.iter(w("t"), w("instrText")):
        text = element.text
        if not text:
            continue
        if (text[0] in " \t\n" or text[-1] in " \t\n") and element.get(XML_SPACE) != "preserve":
            message = f'「{text}」の端の空白に xml:space="preserve" がありません'
            yield Flaw("docx.text-space", part, element, message)
        # Nothing of the private use area is printable: so nearly all text need not be searched for it.
        if not text.isprintable() and any(map(_is_private, text)):
            shown = "".join("□" if _is_private(each) else each for each in text)
            message = f"「{shown}」に外字領域の文字があります"
            yield Flaw("docx.text-private", part, element, message)


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def _check_heights(part: str, root: Element) -> Iterator[Flaw]:
    """A row of an exact height (17.4.80) cuts text that needs more, and says nothing."""
    for height in root.iter(w("trHeight")):
        row = next(height.iterancestors(w("tr")), None)
        if (
            height.get(w("hRule")) == "exact"
            and row is not None
            and any(each.text for each in row.iter(w("t")))
        ):
            message = "行の高さが「固定値」なので、文字が切れることがあります。「最小値」にします"
            yield Flaw("docx.row-height", part, row, message)
