"""A menu at which a test types, and what it runs instead of commands where these themselves are not the matter."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest

from pipeline.commands import menu_actions
from pipeline.commands.menu import menu_command

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
    """A folder that is the kit's, with its example, in which this program is."""
    for name in ("app/pipeline", "python", "guide"):
        (folder / name).mkdir(parents=True)
    (folder / "guide" / "index.html").write_text("手引", "utf-8")
    monkeypatch.setattr("pipeline.workspace.plans.PACKAGE", folder / "app" / "pipeline")
    plan_in(folder / "見本", "見本市計画")
    return folder
