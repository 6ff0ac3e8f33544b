"""The caches in build/.cache, kept by stages from one run to the next: where each is, and that none is needed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pipeline.layout.cache import LayoutCache
from pipeline.system.cache_files import store
from pipeline.workspace import code_digest
from pipeline.workspace.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.source.parse_cache import LiveMemory, Memory, Shelf
    from pipeline.word.measuring.known_layouts import KnownLayouts

_TABLES, _LAYOUTS = "tables", "layouts.json"
# What was read of the plan as it is, of the two versions that were compared last, and of the templates that show a comparison.
CURRENT, BEFORE, AFTER, BESIDE = MEMORIES = ("blocks", "before", "after", "beside")


def layout_cache(project: Project) -> LayoutCache:
    """The pages that were measured, and the last guess."""
    return LayoutCache(project.cache / "layout")


def recall(project: Project, kept: str = CURRENT) -> Memory:
    """The last run's readings of this plan, or of a version with which it is compared; a file that can't be read
    is as good as none."""
    from pipeline.source.parse_cache import Memory

    return Memory(_stored(project, kept), _salt())


def recall_among_many(project: Project, shelf: Shelf) -> Memory:
    """The same of this plan where its process has read others' templates."""
    from pipeline.source.parse_cache import MemoryOfMany

    return MemoryOfMany(_stored(project, CURRENT), _salt(), shelf)


def recall_live(project: Project) -> LiveMemory:
    """The same of this plan for a process that is kept."""
    from pipeline.source.parse_cache import LiveMemory

    return LiveMemory(_stored(project, CURRENT), _salt())


def _stored(project: Project, kept: str) -> bytes:
    with contextlib.suppress(OSError):
        return (_memories(project) / kept).read_bytes()
    return b""


def remember(project: Project, memory: Memory, kept: str = CURRENT) -> None:
    """Keep for the next run what this one has read."""
    if project.keeps_cache and memory.changed:
        store(_memories(project), {kept: memory.stored()}, {kept, *MEMORIES})


def recall_layouts(project: Project) -> KnownLayouts:
    """The layouts of tables that the last run used."""
    from pipeline.word.measuring.known_layouts import read_known

    stored = b""
    with contextlib.suppress(OSError):
        stored = (project.cache / _TABLES / _LAYOUTS).read_bytes()
    return read_known(stored, code_digest.digest())


def remember_layouts(project: Project, layouts: KnownLayouts) -> None:
    """Keep for the next run what this one has used."""
    if project.keeps_cache and layouts.used != layouts.before:
        store(project.cache / _TABLES, {_LAYOUTS: layouts.stored()}, {_LAYOUTS})


def _memories(project: Project) -> Path:
    return project.cache / "markdown"


def _salt() -> str:
    from pipeline.system import pandoc

    return code_digest.digest() + pandoc.version()
