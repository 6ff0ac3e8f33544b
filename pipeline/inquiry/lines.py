"""What a cell says in lines, as it is compared: paragraphs and items of lists without their marks, numbers however they are typed, words
that can be chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.inquiry.model import Column, Holds
from pipeline.model.folded import folded
from pipeline.source.indicators import is_number, number_of
from pipeline.source.text import join_lines

# What cells show before the items of lists (`mark_of`), and what staff type in their place.
_MARK = re.compile(r"^[\s　]*(?:[・●○•\-－]|[①-⑳]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[　.．、])[\s　]*")
_BETWEEN_NUMBERS = re.compile(r"[、，,\s　・]+")


def lines_of(column: Column, text: str, before: str = "", unit: str = "") -> list[str]:
    """The lines of a cell that holds what its column says: for what is no running text and no list one, or none. `before` is what was sent
    there, and `unit` stands beside a number."""
    match column.holds:
        case Holds.TEXT:
            return running_lines(text, before)
        case Holds.LIST:
            return [each for line in text.split("\n") if (each := _MARK.sub("", line).strip())]
        case Holds.NUMBERS:
            return [each for each in _BETWEEN_NUMBERS.split(unicodedata.normalize("NFKC", text)) if each]
        case Holds.NUMBER:
            said = _number(join_lines(text), before, unit)
        case Holds.CHOICE:
            said = next((each for each in column.values if folded(each) == folded(text)), join_lines(text))
        case Holds.WORDS | Holds.FIXED:
            said = join_lines(text)
    return [said] if said else []


def running_lines(text: str, before: str) -> list[str]:
    """Paragraphs and items; a sign at a line's beginning is the mark of an item where the text that was sent has some."""
    has_list = any(_MARK.match(line) for line in before.split("\n"))
    lines = ((_MARK.sub("", line) if has_list else line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _number(typed: str, before: str, unit: str) -> str:
    """A number as the plan writes it: in half-width digits, with a comma where there was one before, and without its unit. The same number
    as before is what stands there."""
    text = unicodedata.normalize("NFKC", typed).replace(" ", "")
    if unit:
        text = text.removesuffix(unicodedata.normalize("NFKC", unit))
    if not is_number(text):
        return typed
    if is_number(before) and number_of(before) == number_of(text):
        return before
    whole, point, rest = text.replace(",", "").partition(".")
    if "," in text or "," in before:
        sign, digits = (whole[0], whole[1:]) if not whole[0].isdecimal() else ("", whole)
        whole = f"{sign}{int(digits):,}"
    return f"{whole}{point}{rest}"


def fault(column: Column, lines: Sequence[str]) -> str:
    """Why what came back can't stand in the source, if it can't."""
    text = "、".join(lines)
    if not lines:
        return f"「{column.head}」は、空にはできません" if column.needed else ""
    if column.values and text not in column.values:
        return f"「{text}」は、「{column.head}」で選べる言葉（{'、'.join(column.values)}）ではありません"
    if column.holds is Holds.NUMBER and not is_number(text):
        return f"「{text}」は数ではありません。数だけを書いてください"
    if column.holds is Holds.NUMBERS and not all(re.fullmatch("[0-9]{1,3}", each) for each in lines):
        return f"「{text}」は番号ではありません。数字を「、」で区切って書いてください"
    return ""
