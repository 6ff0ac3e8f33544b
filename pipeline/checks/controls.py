"""Checks of content controls, the fields of a form (ECMA-376 Part 1, 17.5.2): each can be told apart and filled in.

The order within w:sdtPr is left alone: editions of the standard differ in it, and Word reads any.
"""

from __future__ import annotations

from collections.abc import Iterator

from .findings import Finding
from .names import Element, all_w, child, flag, local, value, w, whole
from .reading import Reading
from .uses import CONTROL

_KINDS = ("header", "footer", "footnotes", "endnotes")
# What a control for plain text can't hold: Word calls the file corrupt.
_NO_TEXT = all_w("sdt tbl drawing pict object")
_LARGEST = 2**31


def check_controls(reading: Reading) -> Iterator[Finding]:
    """Faults of the content controls in all parts."""
    package = reading.package
    beside = dict.fromkeys(name for kind in _KINDS for name in package.all_related(kind))
    roots = ((name, package.trees[name]) for name in beside if name in package.trees)
    controls = [
        *((package.main, each) for each in reading.uses if each.tag == CONTROL),
        *((name, each) for name, root in roots for each in root.iter(CONTROL)),
    ]
    used: set[str] = set()
    for part, control in controls:
        for code, message in (*_check_id(control, used), *_check_content(control)):
            yield Finding(reading.name, code, reading.where_element(part, control), message)


def _check_id(control: Element, used: set[str]) -> Iterator[tuple[str, str]]:
    """An id is a number of 32 bits with a sign, and no other control's."""
    identity = value(control, "sdtPr", "id")
    if identity is None:
        return
    number = whole(identity)
    if number is None or not -_LARGEST <= number < _LARGEST:
        yield "docx.control-id", f"記入欄の番号「{identity}」が正しくありません"
    if identity in used:
        yield "docx.control-id", f"記入欄の番号 {identity} が重なっています"
    used.add(identity)


def _check_content(control: Element) -> Iterator[tuple[str, str]]:
    content = child(control, "sdtContent")
    name = value(control, "sdtPr", "alias") or value(control, "sdtPr", "tag") or ""
    if content is None or len(content) == 0:
        yield "docx.control-empty", f"記入欄「{name}」の中身がありません"
        return
    if flag(control, "sdtPr", "showingPlcHdr") and not any(each.text for each in content.iter(w("t"))):
        yield "docx.control-empty", f"記入欄「{name}」に、書き方を示す文字がありません"
    if child(control, "sdtPr", "text") is not None:
        strange = next(content.iter(*_NO_TEXT), None)
        if strange is not None:
            yield "docx.control-text", f"文字の記入欄「{name}」の中に w:{local(strange)} があります"
        elif sum(1 for _ in content.iter(w("p"))) > 1:
            yield "docx.control-text", f"文字の記入欄「{name}」の中に段落が二つ以上あります"
