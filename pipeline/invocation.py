"""The way in which this program was started, and so what messages call its commands.

`make` says so in the environment, and so does `keikaku.cmd`, which starts the kit's own interpreter. Whoever has neither calls
`keikaku`, where it is installed, or an interpreter, as by `.venv\\Scripts\\python -m pipeline`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

STARTED_BY = "KEIKAKU_STARTED_BY"  # `make`, as the Makefile says, or `keikaku`, as the kit's batch files and its menu do
INSTALLED = "keikaku"
_MODULE = "__main__"  # what is started then, without the end of its name
# Values that a command takes without a flag; make has names for all.
_BARE = ("dir", "file", "folder", "ids", "name")
# What names the plan: the next command is meant for the same one.
_FOLDERS = ("source", "templates", "output")


def command(name: str, /, **values: str) -> str:
    """A command as its user would type it: `make compare FROM=素案`, `keikaku compare --from 素案`.

    `values` have the names that make has for them, in lower case; a keyword of Python has `_` behind it. The plan's
    folders are said again where this run was told of others than the usual ones.
    """
    given = {key.rstrip("_"): value for key, value in values.items()}
    if name != "new":
        given = dict(_folders()) | given
    if started_by_make():
        return " ".join(["make", name, *(f"{key.upper()}={_quoted(value)}" for key, value in given.items())])
    return " ".join([_program(), name, *_options(given)])


def started_by_make() -> bool:
    """Whether the user has make."""
    return os.environ.get(STARTED_BY) == "make"


def _folders() -> Iterator[tuple[str, str]]:
    """The folders of which this run was told; a script's own arguments are another's."""
    arguments = sys.argv[1:] if Path(sys.argv[0]).stem in (INSTALLED, _MODULE) else []
    for word, following in pairwise([*arguments, ""]):
        flag, equals, value = word.partition("=")
        if flag.startswith("--") and flag[2:] in _FOLDERS:
            yield flag[2:], value if equals else following


def _options(given: Mapping[str, str]) -> Iterator[str]:
    """Values as the command line takes them: those without a flag at its end."""
    yield from (f"--{key} {_quoted(value)}" for key, value in given.items() if key not in _BARE)
    yield from (value if key == "ids" else _quoted(value) for key, value in given.items() if key in _BARE)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _program() -> str:
    """The words before the command's name."""
    started = Path(sys.argv[0] or INSTALLED)
    if os.environ.get(STARTED_BY) == INSTALLED:
        return INSTALLED
    return f"{_interpreter()} -m pipeline" if started.stem == _MODULE else INSTALLED


def _interpreter() -> str:
    """The interpreter that runs this: from here, if it stands somewhere below; else as the system finds it."""
    used = Path(sys.executable)
    if used.is_relative_to(Path.cwd()):
        return str(used.relative_to(Path.cwd()).with_suffix(""))
    return "py" if os.name == "nt" else "python3"
