"""kit.json: what a kit consists of, and of what it was made. start.py holds the unpacked kit against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.kit.layout import Files


@dataclass(frozen=True)
class Made:
    """Of what a kit was made: this program's version, Python's, and those of the packages by their names; who signed Python, and the
    SHA-256 of the source package that carries it."""

    version: str
    python: str
    packages: Mapping[str, str]
    signed: str
    source: str


def manifest(made: Made, files: Files) -> bytes:
    """The manifest of these files: the size in bytes and the SHA-256 of each, in order, a file a line."""
    said = {
        "keikaku": made.version,
        "python": made.python,
        "python_signed_by": made.signed,
        "python_embed_sha256": made.source,
        "packages": made.packages,
    }
    head = json.dumps(said, ensure_ascii=False, indent=1)[:-2]  # without its last brace
    lines = (f"  {json.dumps(path, ensure_ascii=False)}: {_said_of(files[path])}" for path in sorted(files))
    listed = ",\n".join(lines)
    return f'{head},\n "files": {{\n{listed}\n }}\n}}\n'.encode()


def _said_of(data: bytes | Path) -> str:
    data = data if isinstance(data, bytes) else data.read_bytes()
    return json.dumps([len(data), hashlib.sha256(data).hexdigest()])
