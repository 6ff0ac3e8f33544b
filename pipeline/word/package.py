"""The finished package: the same parts give the same bytes, whenever and wherever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold


def repack(data: bytes, finished: Callable[[str, bytes], bytes]) -> bytes:
    """The same package without times, its parts in order: content types first, as Word writes them.

    `finished` makes of a part's name and content what is written.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, finished(name, source.read(name)), compresslevel=6)
    return result.getvalue()
