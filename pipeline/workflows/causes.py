"""`make causes`: entries put into changes.yaml for what changed and has no cause yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.answers.load import read_answers
from pipeline.answers.schema import ANSWERS
from pipeline.causes.skeleton import cause_entries
from pipeline.source.schema import CHANGES
from pipeline.system import pandoc
from pipeline.workflows.compare import NO_DAY, compare_pair
from pipeline.workflows.entries import Written, write_entries
from pipeline.workflows.prepare import Tell
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, read_version


def write_causes(project: Project, before: str, tell: Tell) -> Written:
    """Put an entry into changes.yaml for each change since a version that has none; what stands there stays as it is.

    Raises PlanErrors and MachineError.
    """
    pair = compare_pair(project, read_version(project, before), current_version(project), NO_DAY, tell)
    files = replace(project, reads_private=True).read(()).source
    opinions = _opinions(files, project.source_called)
    entries = cause_entries(pair.comparison, pair.before, pair.after, opinions)
    return write_entries(project, files, CHANGES, "変更", entries)


def _opinions(files: Mapping[str, bytes], folder: str) -> dict[str, list[str]]:
    """The numbers of the opinions that led to a change, as answers.yaml says, by the id of what changed."""
    found: dict[str, list[str]] = {}
    for answer in read_answers(files.get(ANSWERS), folder, pandoc.read).answers:
        for place in (*answer.changes, *(deleted.id for deleted in answer.deleted)):
            found.setdefault(place.text, []).extend(number.text for number in answer.opinions)
    return found
