"""Files that come with the program: its templates, among them those of web pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.workspace.project import begin_of

PACKAGE = Path(__file__).parent.parent
# An installed program holds its templates; in the repository they stand beside it, for the office to restyle.
_HOMES = (PACKAGE / "templates", PACKAGE.parent / "templates")
# The folder in templates/ with the look of web pages.
PAGES = "html"


def templates_home() -> Path | None:
    """The folder of the program's own templates."""
    return next((path for path in _HOMES if path.is_dir()), None)


def files_in(folder: Path, *patterns: str) -> Mapping[str, bytes]:
    """Files of a folder by their paths in it, without what Word and others leave there."""
    found = sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): begin_of(path)
        for path in found
        if not path.name.startswith((".", "~$"))
    }
