"""One zip of the published files, whose Japanese names come out right wherever it is unpacked.

Names are UTF-8, and said to be so by bit 11 of the general purpose flags (APPNOTE.TXT, appendix D): Explorer reads it
since Windows 8. They stand a second time in the Unicode Path extra field (4.6.9), which Info-ZIP's unzip wants before it
believes the flag. What knows neither, Explorer of Windows 7 without its update, takes names for CP932: it would need
them in CP932 without the flag, by which they would be wrong everywhere outside Japanese Windows.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from pipeline.system.reproducible_zip import undated_entry

_UNICODE_PATH, _VERSION = 0x7075, 1


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by their names, in this order. Nothing is compressed: Word files and PDFs are so already, and the
    bytes are then the same with every zlib."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, data in files.items():
            entry = undated_entry(name, zipfile.ZIP_STORED)
            entry.extra = _unicode_path(name)
            target.writestr(entry, data)
    return result.getvalue()


def _unicode_path(name: str) -> bytes:
    encoded = name.encode()
    content = struct.pack("<BL", _VERSION, zlib.crc32(encoded)) + encoded
    return struct.pack("<HH", _UNICODE_PATH, len(content)) + content
