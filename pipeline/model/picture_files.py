"""Facts in picture files beside the picture (when and where it was taken, by whom, with what), left out.

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


# The chunks of a PNG that is a picture and nothing else, drawn as it lies: no other frames, no orientation, no profile that may be damaged.
_PLAIN_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs")
)
# What a header says behind the size: how many bits for what (table 11.1), with the one compression and the one filter.
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def size_of_plain_png(data: bytes) -> tuple[int, int] | None:
    """Width and height of an undamaged PNG with nothing in it that needs a closer look; None of all other files."""
    try:
        chunks = [(kind, data[at + 8 : end]) for at, end, kind in _chunks(data)]
    except struct.error:  # cut off
        return None
    kinds = [kind for kind, _ in chunks]
    if not (data.startswith(b"\x89PNG\r\n\x1a\n") and kinds[:1] == [b"IHDR"] and kinds[-1] == b"IEND"):
        return None
    if not (_PLAIN_CHUNKS.issuperset(kinds) and b"IDAT" in kinds and len(chunks[0][1]) == 17):
        return None
    if any(zlib.crc32(kind + body[:-4]) != int.from_bytes(body[-4:], "big") for kind, body in chunks):
        return None
    width, height, depth, colours, *methods = struct.unpack_from(">IIBBBB", chunks[0][1])
    drawn = depth in _DEPTHS.get(colours, ()) and not any(methods) and (colours != 3 or b"PLTE" in kinds)
    return (width, height) if drawn and width and height else None


def without_metadata(data: bytes) -> bytes:
    """The same PNG or JPEG with nothing but the picture; the very same bytes where there is nothing else."""
    return b"".join(_png(data) if data.startswith(b"\x89PNG") else _jpeg(data))


def _png(data: bytes) -> Iterator[bytes]:
    """The signature and the chunks that are kept, up to the last: what follows it is no part of the picture."""
    yield data[:_SIGNATURE]
    for at, end, kind in _chunks(data):
        critical = kind[:1].isupper()
        if critical or kind in _KEPT_CHUNKS:
            yield data[at:end]


def _chunks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each chunk of a PNG begins and ends, and its kind. Raises struct.error where one is cut off before its kind."""
    at = _SIGNATURE
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        yield at, end, kind
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
