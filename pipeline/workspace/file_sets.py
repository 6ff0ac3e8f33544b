"""Folders in build/ that hold the files of one run: those of an earlier one go when they are made no longer."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.system.cache_files import store
from pipeline.workspace import output
from pipeline.workspace.project import Project

_LIST = "html.json"


def write_set(project: Project, folder: Path, kept_as: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put files in place of those of an earlier run, all or nothing; what that had and this has not goes, and comes back. What was
    put there is known as `kept_as` in build/.cache.

    Raises MachineError.
    """
    kept = project.cache / kept_as
    former = _former(kept)
    # Kept before, too: what a run put there that was killed goes with the next one.
    _keep(kept, {*former, *files})
    gone = output.put(folder, files, {}, former)
    _keep(kept, files)
    return gone


def _former(kept: Path) -> Collection[str]:
    """The files that earlier runs put there."""
    with contextlib.suppress(OSError, ValueError):
        names = json.loads((kept / _LIST).read_text("utf-8"))
        if isinstance(names, list):
            return [name for name in names if isinstance(name, str) and Path(name).name == name]
    return ()


def _keep(kept: Path, names: Collection[str]) -> None:
    store(kept, {_LIST: json.dumps(sorted(names), ensure_ascii=False).encode()}, {_LIST})
