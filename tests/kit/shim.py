"""A library for Windows that is not there in Wine 8: bcryptprimitives.dll, with the one function that Rust's programs ask for.

It has no code: ProcessPrng is passed on to RtlGenRandom, which takes the same arguments in the same registers (x64) and answers alike.
Written by hand after Microsoft's PE format, so that no compiler is needed: a header and one section, the table of exports (6.3).
"""

from __future__ import annotations

import struct

NAME = "bcryptprimitives.dll"
_FUNCTION, _FORWARDED = "ProcessPrng", "advapi32.SystemFunction036"
_FILE, _PAGE = 0x200, 0x1000  # what the section begins at in the file, and in memory
_X64, _LIBRARY, _PE32_PLUS = 0x8664, 0x2022, 0x20B
_READABLE = 0x40000040  # a section of data that is read
_DIRECTORIES = 16


def shim() -> bytes:
    """The library's bytes."""
    table = _exports()
    place = struct.pack("<II", _PAGE, len(table)) + bytes(8 * (_DIRECTORIES - 1))
    standard = struct.pack("<HBBIIIII", _PE32_PLUS, 1, 0, 0, _FILE, 0, 0, _PAGE)
    versions = struct.pack("<HHHHHHI", 6, 0, 0, 0, 6, 0, 0)
    sizes = struct.pack("<IIIHH", 2 * _PAGE, _FILE, 0, 3, 0x160)
    stacks = struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, _DIRECTORIES)
    optional = standard + struct.pack("<QII", 0x180000000, _PAGE, _FILE) + versions + sizes + stacks + place
    coff = struct.pack("<HHIIIHH", _X64, 1, 0, 0, 0, len(optional), _LIBRARY)
    section = struct.pack("<8sIIIIIIHHI", b".edata", len(table), _PAGE, _FILE, _FILE, 0, 0, 0, 0, _READABLE)
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + coff + optional + section
    return head.ljust(_FILE, b"\0") + table.ljust(_FILE, b"\0")


def _exports() -> bytes:
    """The table: one function by its name, at a place that lies in the table itself, so it is where the call goes on to."""
    texts, at = b"", []
    for text in (NAME, _FUNCTION, _FORWARDED):
        at.append(_PAGE + 40 + 12 + len(texts))
        texts += text.encode() + b"\0"
    own, name, forwarded = at
    functions = _PAGE + 40
    directory = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, own, 1, 1, 1, functions, functions + 4, functions + 8)
    return directory + struct.pack("<IIHH", forwarded, name, 0, 0) + texts
