"""`make causes`: entries put into changes.yaml for what changed and has no cause yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.answers.load import read_answers
from pipeline.answers.schema import ANSWERS
from pipeline.causes.skeleton import cause_entries
from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.source.schema import CHANGES
from pipeline.source.schema_keys import schema_name
from pipeline.source.yaml_append import Entry, Unappendable, appended
from pipeline.system import pandoc
from pipeline.workflows.compare import NO_DAY, compare_pair
from pipeline.workflows.prepare import Tell
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, read_version

_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S*/)plan\.schema\.json")


@dataclass(frozen=True)
class Written:
    """What was put into a file: so many entries, and whether the file is new."""

    file: str
    count: int
    new: bool


def write_causes(project: Project, before: str, tell: Tell) -> Written:
    """Put an entry into changes.yaml for each change since a version that has none; what stands there stays as it is.

    Raises PlanErrors and MachineError.
    """
    pair = compare_pair(project, read_version(project, before), current_version(project), NO_DAY, tell)
    files = replace(project, reads_private=True).read(()).source
    opinions = _opinions(files, project.source_called)
    entries = cause_entries(pair.comparison, pair.before, pair.after, opinions)
    return write_entries(project, files, CHANGES, "変更", entries)


def write_entries(
    project: Project, files: Mapping[str, bytes], name: str, key: str, entries: Sequence[Entry]
) -> Written:
    """Put entries at the end of a list in a file of plan_source/. Raises PlanErrors where the file is written so that none can be."""
    called = f"{project.source_called}/{name}"
    try:
        data = appended(files.get(name), key, entries, schema_head(files, name))
    except Unappendable:
        raise PlanErrors([_unappendable(called, key)]) from None
    if entries:
        project.write_source(name, data)
    return Written(called, len(entries), name not in files)


def schema_head(files: Mapping[str, bytes], name: str) -> list[str]:
    """The first line of a new file: its schema, which stands where that of plan.yaml does."""
    first = files.get("plan.yaml", b"").decode("utf-8-sig", "replace").partition("\n")[0]
    found = _SCHEMA.match(first)
    folder = found[1] if found else "../docs/schema/"
    return [f"# yaml-language-server: $schema={folder}{schema_name(name)}"]


def _opinions(files: Mapping[str, bytes], folder: str) -> dict[str, list[str]]:
    """The numbers of the opinions that led to a change, as answers.yaml says, by the id of what changed."""
    found: dict[str, list[str]] = {}
    for answer in read_answers(files.get(ANSWERS), folder, pandoc.read).answers:
        for place in (*answer.changes, *(deleted.id for deleted in answer.deleted)):
            found.setdefault(place.text, []).extend(number.text for number in answer.opinions)
    return found


def _unappendable(file: str, key: str) -> Problem:
    return Problem(
        Location(file),
        Code.YAML_SYNTAX,
        f"このファイルの「{key}」には書き足せません",
        f"「{key}:」の行を置き、その下に「- 」で始まる一覧を書いてください",
    )
