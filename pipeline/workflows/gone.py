"""What had an id that nothing has any more, as far as anything that is kept knows: former runs, `make golden`, snapshots."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path

from pipeline.problems import KeikakuError
from pipeline.resolve.references import Former
from pipeline.workspace.former_names import former_names, names_of
from pipeline.workspace.project import Project

# Where something gets its id: {#id}, id: id, [^id]: at a note; a reference is (#id).
_ID = r"(?<!\()#([\w-]+)|\bid: *[\"']?([\w-]+)|\[\^([\w-]+)\]:"
_TEXTS = (".md", ".yaml")


def known_before(project: Project) -> Former:
    """What knows number and title of what had an id last: by former runs or the record, else by the newest snapshot that has it.

    Nothing is read before something is asked.
    """
    names = cache(partial(former_names, project))

    def former(identity: str) -> str | None:
        return names().get(identity) or _in_snapshots(project, identity)

    return former


def _in_snapshots(project: Project, identity: str) -> str | None:
    from pipeline.workspace.versions import newest_snapshots

    for path in newest_snapshots(project):
        with contextlib.suppress(KeikakuError, OSError):
            made = project, path, path.stat().st_mtime_ns
            # To number it takes seconds, and what is mistyped was never an id.
            if identity in _ids_in(*made) and (was := _names_in(*made).get(identity)):
                return was
    return None


@lru_cache(maxsize=100)
def _ids_in(project: Project, path: Path, _changed: int) -> frozenset[str]:
    from pipeline.workspace.versions import read_version

    files = read_version(project, str(path)).files.source
    texts = (data.decode("utf-8", "replace") for name, data in files.items() if name.endswith(_TEXTS))
    return frozenset(each for text in texts for found in re.findall(_ID, text) for each in found if each)


@lru_cache(maxsize=10)
def _names_in(project: Project, path: Path, _changed: int) -> Mapping[str, str]:
    """Number and title by id, as the snapshot has them; nothing where it can't be numbered any more."""
    from pipeline.source.parse_cache import Memory
    from pipeline.workflows.numbered import numbered_files
    from pipeline.workspace.versions import read_version

    version = read_version(project, str(path))
    with contextlib.suppress(KeikakuError):
        numbered = numbered_files(version.files, version.folder, Memory())
        return names_of(numbered.resolved.targets.values())
    return {}
