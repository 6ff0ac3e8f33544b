"""The site in build/html/, a set of its own; the page and style around it, and the scripts that its pages run."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.system.cache_files import store
from pipeline.workspace import output
from pipeline.workspace.project import Project, begin_of

FOLDER = "html"
_PACKAGE = Path(__file__).parent.parent
_ASSETS = _PACKAGE / "html" / "assets"
# An installed program holds its templates; in the repository they stand beside it.
_HOMES = (_PACKAGE / "templates" / FOLDER, _PACKAGE.parent / "templates" / FOLDER)
_LIST = "html.json"


@dataclass(frozen=True)
class PageFiles:
    """The files of templates/html/ by name, and what messages call that folder."""

    folder: str
    files: Mapping[str, bytes]


def page_files(project: Project) -> PageFiles:
    """The office's own page and style, or the program's where it has none. Raises MachineError."""
    own = project.templates / FOLDER
    if own.is_dir():
        return PageFiles(f"{project.templates_called}/{FOLDER}", _files(own))
    home = next(each for each in _HOMES if each.is_dir())
    return PageFiles(f"{project.templates_called}/{FOLDER}", _files(home))


def script_files() -> Mapping[str, bytes]:
    """The program's own scripts, by the names that they have beside the pages."""
    found = _files(_ASSETS) if _ASSETS.is_dir() else {}
    return {name: data for name, data in found.items() if name.endswith(".js")}


def _files(folder: Path) -> Mapping[str, bytes]:
    found = sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))
    )
    return {path.name: begin_of(path) for path in found}


def site_folder(project: Project) -> Path:
    """build/html/."""
    return project.output / FOLDER


def write_site(project: Project, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put a site in place of that of an earlier run, all or nothing; what that had and this has not goes, and comes back.

    Raises MachineError.
    """
    former = _former(project)
    # Kept before, too: what a run put there that was killed goes with the next one.
    _keep(project, {*former, *files})
    gone = output.put(site_folder(project), files, {}, former)
    _keep(project, files)
    return gone


def _former(project: Project) -> Collection[str]:
    """The files that earlier runs put there."""
    with contextlib.suppress(OSError, ValueError):
        names = json.loads((_kept(project) / _LIST).read_text("utf-8"))
        if isinstance(names, list):
            return [name for name in names if isinstance(name, str) and Path(name).name == name]
    return ()


def _keep(project: Project, names: Collection[str]) -> None:
    store(_kept(project), {_LIST: json.dumps(sorted(names), ensure_ascii=False).encode()}, {_LIST})


def _kept(project: Project) -> Path:
    return project.cache / "site"
