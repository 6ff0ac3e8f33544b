"""The site in build/html/, a set of its own; the page and style around it, and the scripts that its pages run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.workspace.file_sets import write_set
from pipeline.workspace.own_files import PACKAGE, PAGES, files_in, templates_home
from pipeline.workspace.project import Project

FOLDER = "html"
_ASSETS = PACKAGE / "html" / "assets"


@dataclass(frozen=True)
class PageFiles:
    """The files of templates/html/ by name, and what messages call that folder."""

    folder: str
    files: Mapping[str, bytes]


def page_files(project: Project) -> PageFiles:
    """The office's own page and style with what they bring along; the program's own in place of either that is not there.

    Raises MachineError.
    """
    home = templates_home()
    shipped = files_in(home / PAGES, "page.html", "style.css") if home else {}
    own = files_in(project.templates / PAGES, "*")
    return PageFiles(f"{project.templates_called}/{PAGES}", {**shipped, **own})


def script_files() -> Mapping[str, bytes]:
    """The program's own scripts, by the names that they have beside the pages."""
    return files_in(_ASSETS, "*.js")


def site_folder(project: Project) -> Path:
    """build/html/."""
    return project.output / FOLDER


def write_site(project: Project, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put a site in place of that of an earlier run, all or nothing; what that had and this has not goes, and comes back.

    Raises MachineError.
    """
    return write_set(project, site_folder(project), "site", files)
