"""Bytes → text, with the mistakes that offices make with files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.problems import Code, Location, Problem

# What XML 1.0 can't hold (Char production, section 2.2), and the noncharacters kept for the program's own marks.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Decoded:
    """The text (LF line ends, no BOM), and what was wrong with the bytes."""

    text: str
    problems: tuple[Problem, ...]


def decode(file: str, data: bytes) -> Decoded:
    """UTF-8 bytes as text. CP932 is recognised, and refused with the way to save it right."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Decoded("", (_wrong_encoding(file, data, line),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(
        Problem(
            Location(
                file,
                text.count("\n", 0, found.start()) + 1,
                found.start() - text.rfind("\n", 0, found.start()),
            ),
            Code.TEXT_CONTROL,
            f"文書に書けない制御文字（U+{ord(found.group()):04X}）があります",
            "この文字を消してください。ほかのソフトから貼り付けた文章に混じることがあります",
        )
        for found in _FORBIDDEN.finditer(text)
    )
    return Decoded(_FORBIDDEN.sub("", text), problems)


def _wrong_encoding(file: str, data: bytes, line: int) -> Problem:
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        return Problem(
            Location(file, line),
            Code.FILE_ENCODING,
            "文字コードがUTF-8ではありません",
            "文字コードをUTF-8にして保存し直してください",
        )
    return Problem(
        Location(file, line),
        Code.FILE_ENCODING,
        "文字コードがシフトJIS（CP932）です",
        "Excelでは［名前を付けて保存］の種類を「CSV UTF-8」に、メモ帳では文字コードを「UTF-8」にして保存し直してください",
    )


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
