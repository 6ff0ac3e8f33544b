"""Entries of zip files that tell nothing of the day and the machine: the same content gives the same bytes."""

from __future__ import annotations

import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_DOS, _UNIX = 0, 3


def undated_entry(name: str, compression: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> zipfile.ZipInfo:
    """The entry of a file; `mode` are its permissions where it is unpacked on Unix, 0 where nobody unpacks it."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.create_system = _UNIX if mode else _DOS
    entry.external_attr = mode << 16
    return entry
