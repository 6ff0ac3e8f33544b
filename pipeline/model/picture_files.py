"""Facts in picture files beside the picture (when and where it was taken, by whom, with what), left out.

Nothing is compressed anew: the pixels are the same, bit for bit.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

# JPEG (ITU-T T.81, B.1.1): markers without a length; where a scan begins; where the picture ends.
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_APPLICATIONS = range(0xE0, 0xF0)
# What applications say that decides how the picture looks: its size on paper, its colours.
_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# PNG (third edition, 11.3): the chunks beside the critical ones that decide how the picture looks.
_SIGNATURE = 8
_KEPT_CHUNKS = frozenset(
    (
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sBIT",
        b"sRGB",
        b"cICP",
        b"mDCV",
        b"cLLI",
        b"bKGD",
        b"hIST",
        b"pHYs",
    )
)


def without_metadata(data: bytes) -> bytes:
    """The same PNG or JPEG with nothing but the picture; the very same bytes where there is nothing else."""
    return b"".join(_png(data) if data.startswith(b"\x89PNG") else _jpeg(data))


def _png(data: bytes) -> Iterator[bytes]:
    """The signature and the chunks that are kept, up to the last: what follows it is no part of the picture."""
    yield data[:_SIGNATURE]
    at = _SIGNATURE
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        critical = kind[:1].isupper()
        if critical or kind in _KEPT_CHUNKS:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments and scans that are kept, up to the end of the first picture: cameras append others."""
    at = 0
    while found := _MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker in _BARE or marker == _END:
            yield b"\xff" + found[1]
            if marker == _END:
                return
            continue
        end = at + int.from_bytes(data[at : at + 2], "big")
        if marker == _SCAN:
            following = _AFTER_SCAN.search(data, end)
            end = following.start() if following else len(data)
        if _is_picture(marker, data[at + 2 : at + 14]):
            yield b"\xff" + found[1] + data[at:end]
        at = end


def _is_picture(marker: int, begin: bytes) -> bool:
    if marker in _APPLICATIONS:
        return marker in _KEPT_APPLICATIONS and begin.startswith(_KEPT_APPLICATIONS[marker])
    return marker != _COMMENT
