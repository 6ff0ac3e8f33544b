"""A menu at which a test types, and what it runs instead of commands where these themselves are not the matter."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest

from pipeline.commands import menu_actions
from pipeline.commands.menu import menu_command
from pipeline.kit.layout import EXAMPLE, GUIDE, MANIFEST, PYTHON, SECOND_EXAMPLE

Typed = Callable[..., str]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """The commands that the menu has run, each in a folder: nothing is done."""
    commands: list[Sequence[str]] = []

    def run(folder: Path, *words: str) -> int:
        commands.append((folder.name, *words))
        return 0

    monkeypatch.setattr(menu_actions, "run", run)
    return commands


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Opens the menu in a folder, types these lines, and gives back what the menu has said."""

    def type_lines(home: Path, *lines: str, told: Path | None = None) -> str:
        monkeypatch.chdir(home)
        monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))
        menu_command(told)
        return capsys.readouterr().out

    return type_lines


def plan_in(folder: Path, name: str = "○○市計画") -> Path:
    """A folder that is a plan's, with as much in it as the menu looks at."""
    (folder / "plan_source").mkdir(parents=True)
    (folder / "plan_source" / "plan.yaml").write_text(f"計画名: {name}\n", "utf-8")
    return folder


def kit_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the kit's, with its examples, whose Python runs this."""
    for name in (PYTHON, GUIDE):
        (folder / name).mkdir(parents=True)
    (folder / MANIFEST).write_text("{}", "utf-8")
    is_kit(folder, monkeypatch)
    plan_in(folder / EXAMPLE, "見本市計画")
    plan_in(folder / SECOND_EXAMPLE, "見本町計画")
    return folder


def is_kit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / PYTHON / "python.exe"))
