"""The forms of characters that a font has: 葛 with the number of a form behind it (OpenType's cmap, format 14)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_COLLECTION = b"ttcf"
_VARIATIONS = 14


@cache
def variants(file: str, index: int) -> frozenset[str]:
    """The sequences of a character and a variation selector that a font has glyphs for; none where it can't be read."""
    try:
        return frozenset(_sequences(_cmap(Path(file).read_bytes(), index)))
    except (OSError, struct.error, ValueError):
        return frozenset()


def _cmap(data: bytes, index: int) -> bytes:
    """The table of characters of the font that stands at an index of its file."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data.startswith(_COLLECTION) else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for entry in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * entry)
        if tag == b"cmap":
            return data[offset : offset + length]
    return struct.pack(">HH", 0, 0)


def _sequences(table: bytes) -> Iterator[str]:
    (count,) = struct.unpack_from(">H", table, 2)
    for entry in range(count):
        (at,) = struct.unpack_from(">I", table, 4 + 8 * entry + 4)
        if struct.unpack_from(">H", table, at)[0] == _VARIATIONS:
            (selectors,) = struct.unpack_from(">I", table, at + 6)
            for number in range(selectors):
                yield from _of_selector(table, at, at + 10 + 11 * number)


def _of_selector(table: bytes, start: int, record: int) -> Iterator[str]:
    """The sequences with one selector: those that look like the character alone, and those with a glyph of their own."""
    selector = chr(int.from_bytes(table[record : record + 3], "big"))
    usual, own = struct.unpack_from(">II", table, record + 3)
    for offset, size in ((usual, 4), (own, 5)):
        if not offset:
            continue
        (count,) = struct.unpack_from(">I", table, start + offset)
        for number in range(count):
            at = start + offset + 4 + size * number
            first = int.from_bytes(table[at : at + 3], "big")
            more = table[at + 3] if size == 4 else 0
            yield from (chr(code) + selector for code in range(first, first + more + 1))
