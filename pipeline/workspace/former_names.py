"""What had an id before: in former runs, kept in build/.cache, and in the record of `make golden`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping

from pipeline.model.numbers import Target
from pipeline.model.reference_text import bracketed
from pipeline.system.cache_files import store
from pipeline.workspace.project import RECORDED, Project

_LIST = "names.json"


def former_names(project: Project) -> Mapping[str, str]:
    """Number and title by id: of the last run in which something had it, else of the record."""
    return {**_recorded(project), **_kept(project).get(project.source_called, {})}


def remember_names(project: Project, targets: Iterable[Target]) -> None:
    """Keep what has ids now beside what had others before. One build/ may be that of several plans."""
    kept = _kept(project)
    before = kept.get(project.source_called, {})
    names = {**before, **names_of(targets)}
    if project.keeps_cache and names != before:
        data = json.dumps({**kept, project.source_called: names}, ensure_ascii=False).encode()
        store(project.cache / "names", {_LIST: data}, {_LIST})


def names_of(targets: Iterable[Target]) -> Mapping[str, str]:
    """Number and title by the ids that authors gave."""
    return {
        each.id: _called(each.kind, each.number, each.title)
        for each in targets
        if not each.id.startswith("auto-")
    }


def _called(kind: str, number: str, title: str) -> str:
    return number + bracketed(title) if title else kind + number


def _recorded(project: Project) -> Mapping[str, str]:
    """The last record; nothing where there is none, or one of another program."""
    found: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        for line in (project.source.parent / RECORDED / "outline.txt").read_text("utf-8").splitlines():
            identity, kind, number, title, *_ = line.split("\t")
            found[identity] = _called(kind, number, title)
    return found


def _kept(project: Project) -> Mapping[str, Mapping[str, str]]:
    """The names of former runs by what messages call their source."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((project.cache / "names" / _LIST).read_text("utf-8"))
        if isinstance(found, dict) and all(isinstance(each, dict) for each in found.values()):
            return found
    return {}
