"""Entries of zip files that tell nothing of the day and the machine: the same content gives the same bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_DOS, _UNIX = 0, 3
_UNICODE_PATH, _VERSION = 0x7075, 1


def undated_entry(name: str, compression: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> zipfile.ZipInfo:
    """The entry of a file; `mode` are its permissions where it is unpacked on Unix, 0 where nobody unpacks it."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.create_system = _UNIX if mode else _DOS
    entry.external_attr = mode << 16
    return entry


def named_entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """The entry of a file whose Japanese name comes out right wherever it is unpacked.

    Names are UTF-8, and said to be so by bit 11 of the general purpose flags (APPNOTE.TXT, appendix D): Explorer reads it
    since Windows 8. They stand a second time in the Unicode Path extra field (4.6.9), which Info-ZIP's unzip wants before it
    believes the flag. What knows neither, Explorer of Windows 7 without its update, takes names for CP932: it would need
    them in CP932 without the flag, by which they would be wrong everywhere outside Japanese Windows.
    """
    entry = undated_entry(name, compression)
    encoded = name.encode()
    content = struct.pack("<BL", _VERSION, zlib.crc32(encoded)) + encoded
    entry.extra = struct.pack("<HH", _UNICODE_PATH, len(content)) + content
    return entry
