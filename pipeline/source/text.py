"""Bytes → text, with the mistakes that offices make with files."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.model.characters import (
    CONTROL,
    LOOK_ALIKES,
    forbidden,
    forbidden_character,
    invisible,
    visible,
    without_forbidden,
)
from pipeline.problems import Code, Location, Problem

# A file that is no text is full of them.
_ENOUGH = 10
_SMALLER = "ほかのファイルと取り違えていないか、同じ内容が繰り返されていないかを見て、長い章や表は幾つかのファイルに分けてください"


@dataclass(frozen=True)
class Dropped:
    """The characters that were dropped from a text because nobody can see them: their columns, from 1, by line."""

    columns: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def original(self, location: Location) -> Location:
        """The place in the author's file of what is at `location` in the text without them."""
        if location.line not in self.columns:
            return location
        column = location.column
        for dropped in self.columns[location.line]:
            column += bool(column) and dropped <= column
        return replace(location, column=column)


NOTHING = Dropped()


@dataclass(frozen=True)
class Decoded:
    """The text (LF line ends, no BOM, nothing invisible; None if the bytes are no UTF-8), what was dropped from it, and
    what was wrong with the bytes."""

    text: str | None
    problems: tuple[Problem, ...]
    dropped: Dropped = NOTHING


def decode(file: str, data: bytes) -> Decoded:
    """UTF-8 bytes as text. CP932 is recognised, and refused with the way to save it right."""
    limit = limits.text_limit(file)
    if len(data) > limit:
        return Decoded(None, (limits.too_large(file, limit, _SMALLER),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Decoded(None, (_wrong_encoding(file, data, line),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(_refused(file, text))
    text = without_forbidden(text.translate(LOOK_ALIKES)) if problems else text
    dropped = _dropped(text)
    return Decoded(text if dropped is NOTHING else visible(text), problems, dropped)


def _refused(file: str, text: str) -> Iterator[Problem]:
    """Forbidden characters where they stand; look-alikes, of which copied text is full, once each."""
    look_alikes: dict[str, int] = {}
    times: Counter[str] = Counter()
    others: list[tuple[str, int]] = []
    for found in forbidden(text):
        if ord(found.group()) in LOOK_ALIKES:
            look_alikes.setdefault(found.group(), found.start())
            times[found.group()] += 1
        elif len(others) < _ENOUGH:
            others.append((found.group(), found.start()))
    for character, at in (*look_alikes.items(), *others):
        yield forbidden_character(Location(file, *line_and_column(text, at)), character, times[character])


def _dropped(text: str) -> Dropped:
    if next(invisible(text), None) is None:
        return NOTHING
    lines = enumerate(text.split("\n"), 1)
    columns = {number: tuple(at + 1 for at in invisible(line)) for number, line in lines}
    return Dropped({number: found for number, found in columns.items() if found})


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """The line and column of an index of a text, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _wrong_encoding(file: str, data: bytes, line: int) -> Problem:
    name = _encoding_name(data)
    return Problem(
        Location(file, line),
        Code.FILE_ENCODING,
        f"文字コードが{name}です" if name else "文字コードがUTF-8ではないか、文章のファイルではありません",
        "Excelでは［名前を付けて保存］の種類を「CSV UTF-8」に、メモ帳では文字コードを「UTF-8」にして保存し直してください",
    )


def _encoding_name(data: bytes) -> str:
    """The name of an encoding that Japanese Windows saves beside UTF-8, or an empty string."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return "" if re.search(CONTROL, text) else "シフトJIS（CP932）"


def joins_without_blank(before: str, after: str) -> bool:
    """Whether two lines of one paragraph join without a blank: either side of the break is Japanese.

    An empty string stands for something that is no text (a reference), which counts as Japanese.
    """
    return not before or not after or _is_wide(before[-1]) or _is_wide(after[0])


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" or character in "―‐…※○●◎△▲□■◇◆→←↑↓①②③④⑤⑥⑦⑧⑨⑩“”‘’"


def join_lines(text: str) -> str:
    """The lines of one value as one line, as Markdown would join them."""
    joined = ""
    for line in (part.strip() for part in text.split("\n")):
        if joined and line and not joins_without_blank(joined, line):
            joined += " "
        joined += line
    return joined
