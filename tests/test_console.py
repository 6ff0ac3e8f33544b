"""What is printed is read on any console, and wherever output goes: what it lacks is shown by something else, never an error."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.screen import progress
from pipeline.start import main
from pipeline.system.console import make_readable
from pipeline.workspace.project import Project
from tests.hostile.projects import write_project

# Of Windows in Japan, what a console has; é, 𠮷 and ㋿ are none of it, nor is what rich draws.
OLD = "cp932"
STRANGE = "計画—案〜✓é𠮷㋿①⠋"


class Console(io.TextIOWrapper):
    """A stream that takes no character which its encoding lacks."""

    def __init__(self, encoding: str = OLD, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict", newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def shown(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


def shown(text: str, encoding: str = OLD) -> str:
    console = Console(encoding)
    make_readable([console, None])
    console.write(text)
    return console.shown()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("—〜−", "―～－"),
        ("✓ ①㈱髙﨑", "○ ①㈱髙﨑"),
        ("㋿８年", "令和８年"),
        ("café", "cafe"),
        ("吉𠮷", "吉〓(U+20BB7)"),
        ("\udce3", "〓(U+DCE3)"),
    ],
)
def test_the_old_console_shows_what_is_alike(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_console_of_ascii_shows_numbers() -> None:
    """A bare container has no other."""
    assert shown("案①é", "ascii") == "(U+6848)1e"


def test_what_a_console_has_stays() -> None:
    assert shown(STRANGE, "utf-8") == STRANGE


@given(
    st.text(st.characters(exclude_categories=())),
    st.sampled_from([OLD, "ascii", "latin-1", "utf-8", "euc_jp"]),
)
def test_no_text_is_an_error(text: str, encoding: str) -> None:
    """Names of files may be no text at all."""
    shown(text, encoding)


def screens_of(words: Sequence[str], monkeypatch: pytest.MonkeyPatch, typed: str = "") -> tuple[int, str]:
    """The exit code of the program on a console of CP932, and all that this shows."""
    out, err = Console(), Console()
    given_in = io.TextIOWrapper(io.BytesIO(typed.encode(OLD)), OLD)
    monkeypatch.setattr(sys, "argv", ["keikaku", *words])
    for name, stream in (("stdin", given_in), ("stdout", out), ("stderr", err)):
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(gc, "disable", lambda: None)  # the process is the tests', and goes on
    return main(), out.shown() + err.shown()


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A plan that is called so, in a folder that is."""
    project = write_project(tmp_path / STRANGE)
    path = project.source / "plan.yaml"
    lines = path.read_text("utf-8").splitlines()
    named = [f"計画名: {STRANGE}" if line.startswith("計画名:") else line for line in lines]
    path.write_text("\n".join([*named, ""]), "utf-8")
    monkeypatch.chdir(tmp_path / STRANGE)
    return project


def test_the_main_commands_are_read_on_the_old_console(
    strange: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after another, as in an office: made, checked, kept, compared, put on pages."""
    for words in (
        ["quick"],
        ["check"],
        ["snapshot", STRANGE],
        ["compare", "--from", STRANGE],
        ["html"],
        ["--help"],
    ):
        code, screen = screens_of(words, monkeypatch)
        assert code == 0, screen
    code, screen = screens_of(["menu"], monkeypatch, "5\n0\n０\n")
    assert code == 0
    assert f"計画: {shown(STRANGE)}\n" in screen
    assert f"   1  {shown(STRANGE)}\n" in screen


def test_messages_are_read_on_the_old_console(strange: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the plan, of the machine, and of wrong use, each with its exit code."""
    (strange.source / "chapters" / "01-text.md").write_text(
        f"# {STRANGE}\n\n@{STRANGE} [](#{STRANGE})\n", "utf-8"
    )
    (strange.source / "plan.yaml").write_text(f"計画名: {STRANGE}\n{STRANGE}: {STRANGE}\n", "utf-8")
    assert screens_of(["check"], monkeypatch)[0] == 1
    assert screens_of([STRANGE], monkeypatch)[0] == 2
    code, screen = screens_of(["compare", "--from", STRANGE], monkeypatch)
    assert code == 3
    assert shown(STRANGE) in screen


def test_progress_moves_on_the_old_console_without_braille(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(terminal=True)
    monkeypatch.setattr(sys, "stderr", console)
    monkeypatch.setenv("TERM", "xterm")
    make_readable([console])
    with progress() as tell:
        tell("原稿を読んでいます")
    assert "原稿を読んでいます" in console.shown()
    assert "〓" not in console.shown()
