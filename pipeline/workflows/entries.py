"""Entries put at the end of a list in a file of plan_source/, for somebody to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.source.schema_keys import schema_name
from pipeline.source.yaml_append import Entry, appended
from pipeline.workspace.project import Project

_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S*/)plan\.schema\.json")


@dataclass(frozen=True)
class Written:
    """What was put into a file: so many entries, and whether the file is new."""

    file: str
    count: int
    new: bool


def write_entries(
    project: Project, files: Mapping[str, bytes], name: str, key: str, entries: Sequence[Entry]
) -> Written:
    """Put entries at the end of a list in a file of plan_source/. Raises PlanErrors where the file is written so that none can be."""
    called = f"{project.source_called}/{name}"
    data = appended(called, files.get(name), key, entries, schema_head(files, name))
    if entries:
        project.write_source(name, data)
    return Written(called, len(entries), name not in files)


def schema_head(files: Mapping[str, bytes], name: str) -> list[str]:
    """The first line of a new file: its schema, which stands where that of plan.yaml does."""
    first = files.get("plan.yaml", b"").decode("utf-8-sig", "replace").partition("\n")[0]
    found = _SCHEMA.match(first)
    folder = found[1] if found else "../docs/schema/"
    return [f"# yaml-language-server: $schema={folder}{schema_name(name)}"]
