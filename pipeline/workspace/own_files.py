"""Files that come with the program: its templates, among them those of web pages, and the scripts of these."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
# An installed program holds its templates; in the repository they stand beside it, for the office to restyle.
_HOMES = (PACKAGE / "templates", PACKAGE.parent / "templates")
# The folder in templates/ with the look of web pages.
PAGES = "html"


def templates_home() -> Path | None:
    """The folder of the program's own templates."""
    return next((path for path in _HOMES if path.is_dir()), None)


def page_files(office: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that make web pages look as they do, by name: those of the `office` (of templates/, by their paths there), and the
    program's own in place of what it has none of, so a plan begun before there were any has pages too."""
    home = templates_home()
    own = files_in(home / PAGES, "page.html", "style.css") if home else {}
    return {
        **own,
        **{
            path.removeprefix(f"{PAGES}/"): data
            for path, data in office.items()
            if path.startswith(f"{PAGES}/")
        },
    }


def page_scripts() -> Mapping[str, bytes]:
    """The scripts that every web page runs, by name."""
    return files_in(PACKAGE / "html" / "assets", "*.js")


def files_in(folder: Path, *patterns: str) -> Mapping[str, bytes]:
    """Files of a folder by their paths in it, without what Word and others leave there."""
    found = sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith((".", "~$"))
    }
