"""The drafter's own editor, told of a line in its own way, and never by a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.preview.editor import find_editor


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the PATH, and nothing else there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("told", "program", "arguments"),
    [
        ("code", "code", ["--goto", "/計画/a b.md:7"]),
        ("code --wait", "code", ["--wait", "--goto", "/計画/a b.md:7"]),
        ("gvim", "gvim", ["+7", "/計画/a b.md"]),
        ("subl", "subl", ["/計画/a b.md:7"]),
        ("emacsclient", "emacsclient", ["-n", "+7", "/計画/a b.md"]),
        ("sakura", "sakura", ["-Y=7", "/計画/a b.md"]),
    ],
)
def test_each_editor_is_told_of_the_line(
    programs: Path, told: str, program: str, arguments: list[str]
) -> None:
    path = put(programs, program)
    editor = find_editor({"EDITOR": told})
    assert editor is not None
    assert editor.command(Path("/計画/a b.md"), 7) == [str(path), *arguments]


def test_visual_comes_first_and_code_where_none_is_named(programs: Path) -> None:
    put(programs, "code")
    put(programs, "gvim")
    shown = [find_editor(env) for env in ({"VISUAL": "gvim", "EDITOR": "code"}, {})]
    assert [each and each.name for each in shown] == ["gvim", "Visual Studio Code"]


@pytest.mark.parametrize("told", ["", "vi", "nano -w", "none", '"unclosed', "emacs -nw"])
def test_what_needs_a_terminal_or_is_not_there_is_no_editor(programs: Path, told: str) -> None:
    """The preview has no terminal to give it: then it names the place alone."""
    for name in ("vi", "nano", "emacs"):
        put(programs, name)
    assert find_editor({"EDITOR": told}) is None


def test_words_of_a_shell_are_words(programs: Path) -> None:
    path = put(programs, "code")
    editor = find_editor({"EDITOR": "code ; rm -rf $HOME"})
    assert editor is not None
    assert editor.command(Path("/a.md"), 0) == [str(path), ";", "rm", "-rf", "$HOME", "--goto", "/a.md:1"]


def test_batch_files_are_not_started(programs: Path) -> None:
    """Windows runs them by its shell; VS Code's own names the program beside it."""
    folder = programs / "bin"
    folder.mkdir()
    put(folder, "code.cmd")
    assert find_editor({"EDITOR": str(folder / "code.cmd")}) is None
    program = put(programs, "Code.exe")
    editor = find_editor({"EDITOR": str(folder / "code.cmd")})
    assert editor is not None
    assert editor.begin == (str(program),)
