"""The errors that reading a damaged or locked zip file ends in: they have no common base."""

from __future__ import annotations

import struct
import zipfile
import zlib

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(OSError, EOFError, KeyError, ValueError, OverflowError),
    RuntimeError,  # entries with a password, or packed in a way that is not known
)
