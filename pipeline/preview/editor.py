"""The drafter's editor, opened at a line: by EDITOR or VISUAL where that is a program with windows of its own, else Visual Studio Code.

Commands are lists of arguments, never a shell's line. Batch files are not started: Windows runs them by its shell.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.frozen import dataclass

_CODE = ("code", "code-insiders", "codium", "cursor", "windsurf")


def _goto(file: str, line: int) -> list[str]:
    return ["--goto", f"{file}:{line}"]


def _plus(file: str, line: int) -> list[str]:
    return [f"+{line}", file]


def _colon(file: str, line: int) -> list[str]:
    return [f"{file}:{line}"]


# How each is told of a line. Those that run in a terminal are not here: the preview has none to give them.
_TOLD: Mapping[str, Callable[[str, int], list[str]]] = {
    **dict.fromkeys(_CODE, _goto),
    **dict.fromkeys(
        ("gvim", "mvim", "gedit", "gnome-text-editor", "xed", "pluma", "mousepad", "geany"), _plus
    ),
    **dict.fromkeys(("subl", "sublime_text", "zed"), _colon),
    "emacsclient": lambda file, line: ["-n", f"+{line}", file],
    "kate": lambda file, line: ["-l", str(line), file],
    "notepad++": lambda file, line: [f"-n{line}", file],
    "sakura": lambda file, line: [f"-Y={line}", file],
    "hidemaru": lambda file, line: [f"/j{line}", file],
    "notepad": lambda file, line: [file],
}
_SHOWN = {"code": "Visual Studio Code", "sakura": "サクラエディタ", "hidemaru": "秀丸エディタ"}


@dataclass(frozen=True)
class Editor:
    """An editor: the beginning of its command, and the name by which it is known."""

    begin: Sequence[str]
    program: str

    @property
    def name(self) -> str:
        """What the preview calls it."""
        return _SHOWN.get(self.program, self.program)

    def command(self, file: Path, line: int) -> list[str]:
        """The command that opens a file at a line, from 1."""
        return [*self.begin, *_TOLD[self.program](str(file.absolute()), max(line, 1))]

    def open(self, file: Path, line: int) -> None:
        """Open a file, and wait for nothing. Raises OSError where the program can't be started."""
        detached = {"creationflags": _NEW_GROUP} if os.name == "nt" else {"start_new_session": True}
        nothing = subprocess.DEVNULL
        subprocess.Popen(
            self.command(file, line),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            **detached,
        )


_NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


def find_editor(environment: Mapping[str, str]) -> Editor | None:
    """The editor of this machine; None where there is none that can be told of a line."""
    for variable in ("VISUAL", "EDITOR"):
        with suppress(ValueError):  # a quotation mark that is not closed
            words = shlex.split(environment.get(variable, ""), posix=os.name != "nt")
            if found := _editor([word.strip('"') for word in words]):
                return found
    return next(filter(None, (_editor([name]) for name in _CODE)), None)


def _editor(words: Sequence[str]) -> Editor | None:
    """The editor that these words start, if it is one that is known, and there."""
    if not words or not (found := shutil.which(words[0])):
        return None
    path = Path(found)
    name = path.stem.lower()
    if path.suffix.lower() in (".cmd", ".bat"):
        # VS Code's own command is one; the program stands in the folder above.
        path = next(path.parent.parent.glob("*.exe"), path) if name in _CODE else path
        if path.suffix.lower() != ".exe":
            return None
    return Editor((str(path), *words[1:]), name) if name in _TOLD else None
