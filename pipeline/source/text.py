"""Bytes → text, with the mistakes that offices make with files."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from pipeline.model import limits
from pipeline.problems import Code, Location, Problem

# What XML 1.0 can't hold (Char production, section 2.2), what YAML can't (C1 controls), line ends that editors don't
# show as such, a BOM in the middle of a file, and noncharacters (some are kept for the program's own marks).
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
_CONTROL += "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)
# What turns the order of reading round, stands for a picture that was not copied, or for a character that was lost.
_CONTROL += "\u202a-\u202e\u2066-\u2069\ufff9-\ufffd"
# 外字: what a machine shows for them is its owner's own.
_GAIJI = "\ue000-\uf8ff\U000f0000-\U0010ffff"
FORBIDDEN = re.compile(f"[{_CONTROL}{_GAIJI}]")
# A file that is no text is full of them.
_ENOUGH = 10
_SMALLER = "ほかのファイルと取り違えていないか、同じ内容が繰り返されていないかを見て、長い章や表は幾つかのファイルに分けてください"


@dataclass(frozen=True)
class Decoded:
    """The text (LF line ends, no BOM; None if the bytes are no UTF-8), and what was wrong with the bytes."""

    text: str | None
    problems: tuple[Problem, ...]


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
    problems = tuple(
        forbidden_character(Location(file, *line_and_column(text, found.start())), found.group())
        for found in islice(FORBIDDEN.finditer(text), _ENOUGH)
    )
    return Decoded(FORBIDDEN.sub("", text), problems)


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Where an index of a text stands, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def forbidden_character(location: Location, character: str) -> Problem:
    """What to say of a character that `FORBIDDEN` matches."""
    if re.match(f"[{_GAIJI}]", character):
        return Problem(
            location,
            Code.TEXT_GAIJI,
            f"外字（U+{ord(character):04X}）があります",
            "外字は、ほかのパソコンやWordでは別の字や「・」になります。ふつうの漢字か、かなで書いてください",
        )
    return Problem(
        location,
        Code.TEXT_CONTROL,
        f"文書に書けない制御文字（U+{ord(character):04X}）があります",
        "この文字を消してください。ほかのソフトから貼り付けた文章に混じることがあります",
    )


def _wrong_encoding(file: str, data: bytes, line: int) -> Problem:
    name = _encoding_name(data)
    return Problem(
        Location(file, line),
        Code.FILE_ENCODING,
        f"文字コードが{name}です" if name else "文字コードがUTF-8ではないか、文章のファイルではありません",
        "Excelでは［名前を付けて保存］の種類を「CSV UTF-8」に、メモ帳では文字コードを「UTF-8」にして保存し直してください",
    )


def _encoding_name(data: bytes) -> str:
    """What Japanese Windows saves beside UTF-8, or an empty string."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return "" if re.search(f"[{_CONTROL}]", text) else "シフトJIS（CP932）"


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
