"""The program as a console sees it: the commands in the order in which `--help` lists them, and its start."""

from __future__ import annotations

import gc
import sys

import typer

from pipeline.commands.consultation import answers_command, public_comment_command
from pipeline.commands.documents import (
    framework_command,
    images_command,
    plan_command,
    quick_command,
    summary_command,
)
from pipeline.commands.source import check_command, new_command, schema_command
from pipeline.commands.versions import compare_command, confirm_command, snapshot_command

app = typer.Typer(
    help="計画の原稿（plan_source）から、本編・概要・体系図のWord文書を作ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # among them could be what residents wrote
    rich_markup_mode=None,
)
app.command("plan")(plan_command)
app.command("quick")(quick_command)
app.command("summary")(summary_command)
app.command("framework")(framework_command)
app.command("public-comment")(public_comment_command)
app.command("answers")(answers_command)
app.command("images")(images_command)
app.command("check")(check_command)
app.command("compare")(compare_command)
app.command("snapshot")(snapshot_command)
app.command("confirm")(confirm_command)
app.command("new")(new_command)
app.command("schema")(schema_command)


def main() -> None:
    """Run the program, on any console: what it can't show is shown as an escape, never as an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    # What a run makes are trees that live to its end: looking for garbage among them takes a seventh of the time, and
    # finds none.
    gc.disable()
    app()
