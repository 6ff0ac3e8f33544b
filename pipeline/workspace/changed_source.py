"""Files of plan_source/ that a command changes: each folder at once, and what they were is kept."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.workspace import output
from pipeline.workspace.project import Project


def change_source(
    project: Project, kept_in: str, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Path | None:
    """Put files by their paths there; those of `before` into a new folder of build/`kept_in`/, which is given: None where nothing
    changes. Raises MachineError."""
    if not after:
        return None
    kept = _keep(project.output / kept_in, before)
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in after.items():
        folder, _, file = name.rpartition("/")
        folders.setdefault(folder, {})[file] = data
    for folder, files in sorted(folders.items()):
        output.put(project.source / folder, files, {})
    return kept


def _keep(above: Path, files: Mapping[str, bytes]) -> Path:
    """A new folder with these files."""
    taken = [int(each.name) for each in above.glob("*") if each.name.isdecimal()] if above.is_dir() else []
    folder = above / f"{max(taken, default=0) + 1:03}"
    for name, data in files.items():
        path = folder / name
        output.put(path.parent, {path.name: data}, {})
    return folder


def difference(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """The lines that changed, file by file, as `diff -u` shows them."""
    for name, data in after.items():
        old, new = (each.decode("utf-8-sig", "replace").splitlines() for each in (before[name], data))
        yield from difflib.unified_diff(old, new, name, name, lineterm="", n=1)
