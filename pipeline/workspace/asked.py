"""What was sent out for filling in, kept by its version beside the snapshots: a sheet may come back without what it said at first."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.workspace import output
from pipeline.workspace.project import Project

FOLDER = Path("snapshots") / "asked"
Rows = Sequence[Sequence[str]]


def keep_asked(project: Project, version: str, departments: Sequence[str], rows: Rows) -> None:
    """Keep a version; one that is kept already stays in its place, and becomes the last one. Raises MachineError."""
    kept = {"departments": [*departments], "rows": [[*row] for row in rows]}
    data = json.dumps(kept, ensure_ascii=False, indent=0).encode()
    last = json.dumps({"version": version}).encode()
    output.put(_folder(project), {f"{version}.json": data, _LAST: last}, {})


def find_asked(project: Project, version: str = "") -> tuple[Rows, tuple[str, ...]] | None:
    """What was sent in a version, or in the last one where none is named, and who was asked; None where it is not kept."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        if not version:
            version = str(json.loads((_folder(project) / _LAST).read_text("utf-8"))["version"])
        kept = json.loads((_folder(project) / f"{Path(version).name}.json").read_text("utf-8"))
        return [[str(cell) for cell in row] for row in kept["rows"]], tuple(map(str, kept["departments"]))
    return None


_LAST = "last.json"


def _folder(project: Project) -> Path:
    source = project.source if project.source.name else project.source.absolute()
    return source.parent / FOLDER
