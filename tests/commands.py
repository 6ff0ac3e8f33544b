"""The program's commands, run in the tests' own process: what loads it anew takes longer than most commands."""

from __future__ import annotations

import gc

from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.workspace.project import Project


def run(project: Project, *words: str) -> Result:
    """A command on a project: its exit code, what it prints, and what it says beside."""
    folders = ("--source", project.source, "--templates", project.templates, "--output", project.output)
    return command(*words, *map(str, folders))


def command(*words: str) -> Result:
    """A command with these words alone; nobody looks for garbage meanwhile, as in the program's own process."""
    gc.disable()
    try:
        return CliRunner().invoke(app, list(words), catch_exceptions=False)
    finally:
        gc.enable()
