"""Options and arguments of commands: how they are declared, and those that several have.

A command is a function. Its parameters are annotated with an `Option` or an `Argument`, from which both its quick start
(`start.py`) and typer's help and messages (`cli.py`) are made.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pipeline.commands.screen import Exit, warn
from pipeline.model.stages import Stage
from pipeline.problems import Code

if TYPE_CHECKING:
    from datetime import date

    from pipeline.layout.engine import Engine
    from pipeline.workspace.project import Project

SOURCE, TEMPLATES, OUTPUT = Path("plan_source"), Path("templates"), Path("build")


class Option(NamedTuple):
    """`--flag VALUE`. Its type reads the value, unless `read` does; a number has a range."""

    flag: str
    help: str
    metavar: str
    read: Callable[[str], Any] | None = None
    least: int | None = None
    most: int | None = None


class Argument(NamedTuple):
    """A value without a flag."""

    help: str
    metavar: str


class WrongValue(ValueError):
    """A value that its option can't have; the message says what it can."""


class Pages(StrEnum):
    """The ways to treat pages: measured or not."""

    MEASURED = "auto"
    NONE = "none"


def engine_of(project: Project, pages: Pages) -> Engine | None:
    """The engine that measures the project's pages; None where they are not to be measured, or without LibreOffice."""
    if pages is Pages.NONE:
        return None
    from pipeline.layout.engine import find_engine
    from pipeline.workspace.kept import layout_cache

    return find_engine(layout_cache(project))


def read_stage(word: str) -> Stage:
    """The stage of this name; another word ends the run as wrong use."""
    if word in list(Stage):
        return Stage(word)
    stages = "、".join(Stage)
    warn(
        f"エラー: 「{word}」という段階はありません [{Code.SCHEMA_VALUE}]\n    次のどれかにしてください: {stages}"
    )
    raise SystemExit(Exit.USE)


def read_date(text: str) -> date:
    """A day as drafters write it, or as 2021-03-01. Raises WrongValue."""
    from datetime import date

    from pipeline.model.eras import read_day

    try:
        return date.fromisoformat(text)
    except ValueError:
        found = read_day(text)
        if isinstance(found, date):
            return found
        raise WrongValue(f"{found.message}。{found.hint}") from None


Source = Annotated[Path, Option("--source", "原稿のフォルダー", "フォルダー")]
Templates = Annotated[Path, Option("--templates", "テンプレートのフォルダー", "フォルダー")]
Output = Annotated[Path, Option("--output", "文書を書き出すフォルダー", "フォルダー")]
Layout = Annotated[Pages, Option("--layout", "auto: ページを測りPDFを作る　none: 測らない", "auto|none")]
AtStage = Annotated[
    Stage | None,
    Option(
        "--stage", "段階を、この１回だけ plan.yaml と違うものにする", "骨子|素案|案|最終案|策定", read_stage
    ),
]
