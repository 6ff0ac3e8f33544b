"""One zip of the published files, whose Japanese names come out right wherever it is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.system.reproducible_zip import named_entry


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by their names, in this order. Nothing is compressed: Word files and PDFs are so already, and the
    bytes are then the same with every zlib."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, data in files.items():
            target.writestr(named_entry(name, zipfile.ZIP_STORED), data)
    return result.getvalue()
