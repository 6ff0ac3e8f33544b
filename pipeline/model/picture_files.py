"""Picture files by their segments: facts beside the picture (when and where it was taken, by whom, with what) are left out.

Nothing is compressed anew: the pixels are the same, bit for bit.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

# JPEG (ITU-T T.81, B.1.1): markers without a length; where a scan begins; where the picture ends.
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_APPLICATIONS = range(0xE0, 0xF0)
# What applications say that decides how the picture looks: its size on paper, its colours.
_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# PNG (third edition): how a file begins (5.2).
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# IHDR: width, height, depth, kind of colour, compression, filter, interlace; and the bits that each kind of colour may have.
_HEADER = struct.Struct(">IIBBBBB")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_CRITICAL = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))
_MOVING, _CAMERA, _PROFILE = b"acTL", b"eXIf", b"iCCP"
# The chunks beside the critical ones that decide how the picture looks (11.3).
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
    return b"".join(_png(data) if data.startswith(PNG_SIGNATURE) else _jpeg(data))


def is_plain_png(data: bytes) -> bool:
    """Whether these are the bytes of a PNG that is whole, stands still and says nothing of a camera or a profile of colours.

    By its chunks and their sums alone (5.3, 5.5 and 11.2.1): what is packed in them is not looked at.
    """
    if not data.startswith(PNG_SIGNATURE):
        return False
    try:
        chunks = list(_chunks(data))
        header = _HEADER.unpack(chunks[0][1][8:-4])
    except (IndexError, struct.error):  # the file ends before a chunk does
        return False
    width, height, depth, colour, *ways = header
    kinds = [kind for kind, _ in chunks]
    return (
        width > 0 < height
        and depth in _DEPTHS.get(colour, ())
        and ways in ([0, 0, 0], [0, 0, 1])
        and (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
        and b"IDAT" in kinds
        and all(kind in _CRITICAL if _is_critical(kind) else kind.isalpha() for kind in kinds)
        and not {_MOVING, _CAMERA, _PROFILE} & set(kinds)
        and all(_is_whole(chunk) for _, chunk in chunks)
    )


def _png(data: bytes) -> Iterator[bytes]:
    """The signature and the chunks that are kept, up to the last: what follows it is no part of the picture."""
    yield PNG_SIGNATURE
    for kind, chunk in _chunks(data):
        if _is_critical(kind) or kind in _KEPT_CHUNKS:
            yield chunk


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by their kinds, up to IEND: length, kind, data and sum (5.3)."""
    at = len(PNG_SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        yield kind, data[at:end]
        if kind == b"IEND":
            return
        at = end


def _is_whole(chunk: bytes) -> bool:
    """Whether a chunk is as long as it says, and has the sum that it says."""
    length, total = int.from_bytes(chunk[:4], "big"), int.from_bytes(chunk[-4:], "big")
    return len(chunk) == length + 12 and zlib.crc32(chunk[4:-4]) == total


def _is_critical(kind: bytes) -> bool:
    """Whether a chunk can't be left out (5.4)."""
    return kind[:1].isupper()


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
