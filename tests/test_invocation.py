"""Messages name the command that the user has: make's, the installed program's, or an interpreter's."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.commands.table import COMMANDS
from pipeline.commands.table import command as command_of
from pipeline.invocation import STARTED_BY, command
from tests.goldens import ROOT
from tests.parsed import modules_with

# The commands that read no plan: one makes a plan, one reads what was made, one asks for no file at all, one asks for the plan, one makes the kit.
WITHOUT_PLAN = {"new", "images", "schema", "batch", "menu", "kit"}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A program that make did not start."""
    monkeypatch.delenv(STARTED_BY)
    return monkeypatch


def test_make_is_named_where_make_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its names for what is given."""
    monkeypatch.setenv(STARTED_BY, "make")
    assert command("golden") == "make golden"
    assert command("confirm", ids="sum-a") == "make confirm IDS=sum-a"
    assert command("confirm", ids="sum-a sum-b") == 'make confirm IDS="sum-a sum-b"'
    assert command("compare", from_="素案") == "make compare FROM=素案"


def test_an_installed_program_is_named_by_its_name(started: pytest.MonkeyPatch) -> None:
    """Also where a script calls it."""
    for program in ("/usr/bin/keikaku", "C:\\bin\\keikaku.exe", "script.py", ""):
        started.setattr(sys, "argv", [program])
        assert command("confirm", ids="sum-a sum-b") == "keikaku confirm sum-a sum-b"
        assert command("snapshot", name="第１回 案") == 'keikaku snapshot "第１回 案"'
        assert command("plan", layout="none") == "keikaku plan --layout none"


def test_the_kits_program_is_named_by_its_batch_file(started: pytest.MonkeyPatch) -> None:
    """Which starts an interpreter that nobody calls by itself, and says so."""
    started.setenv(STARTED_BY, "keikaku")
    started.setattr(sys, "argv", [str(ROOT / "pipeline" / "__main__.py"), "check", "--source", "見本"])
    assert command("confirm", ids="sum-a") == "keikaku confirm --source 見本 sum-a"


def test_an_interpreter_is_named_as_it_was_called(started: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By its place below this folder; elsewhere as the system finds it."""
    started.setattr(sys, "argv", [str(ROOT / "pipeline" / "__main__.py"), "check"])
    started.setattr(sys, "executable", str(tmp_path / ".venv" / "Scripts" / "python.exe"))
    started.chdir(tmp_path)
    assert command("golden") == f"{Path('.venv', 'Scripts', 'python')} -m pipeline golden"
    started.chdir(ROOT)
    assert command("golden") == f"{'py' if os.name == 'nt' else 'python3'} -m pipeline golden"


def test_the_next_command_is_for_the_same_plan(started: pytest.MonkeyPatch) -> None:
    """What this run was told of folders is said again, to make in its own form."""
    started.setattr(sys, "argv", ["keikaku", "check", "--source", "見本", "--output=b", "--stage", "案"])
    assert command("confirm", ids="sum-a") == "keikaku confirm --source 見本 --output b sum-a"
    assert command("new") == "keikaku new"
    started.setenv(STARTED_BY, "make")
    assert command("confirm", ids="sum-a") == "make confirm SOURCE=見本 OUTPUT=b IDS=sum-a"


def _texts(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


def test_no_message_names_make_by_itself() -> None:
    """Those who have no make could not do what it says. The one exception asks first."""
    commands = re.compile(rf"\bmake ({'|'.join(COMMANDS)})\b|-m pipeline {'|-m pipeline '.join(COMMANDS)}")
    found = {
        path.relative_to(ROOT / "pipeline").as_posix()
        for path, tree in modules_with(r"\bmake\b|-m\b")
        for text in _texts(tree)
        if commands.search(text)
    }
    assert found == {"system/pandoc.py"}


def test_every_command_that_reads_a_plan_takes_its_folder() -> None:
    """In the same words, and as make's SOURCE, TEMPLATES and OUTPUT."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    told = set()
    for name in COMMANDS.keys() - WITHOUT_PLAN:
        hints = command_of(name).__annotations__
        assert "source" in hints, name
        told.add(str(hints["source"]))
        assert f"-m pipeline {name} $(OF)" in makefile
    assert len(told) == 1
