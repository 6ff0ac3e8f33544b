"""The options that several commands have, and the values that they take."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.screen import Exit, warn
from pipeline.model.eras import read_day
from pipeline.model.plan import Stage
from pipeline.problems import Code

SOURCE, TEMPLATES, OUTPUT = Path("plan_source"), Path("templates"), Path("build")


class Pages(StrEnum):
    """Whether pages are measured."""

    MEASURED = "auto"
    NONE = "none"


def read_stage(word: str) -> Stage:
    """The stage of this name; another word ends the run as wrong use."""
    if word in list(Stage):
        return Stage(word)
    stages = "、".join(Stage)
    warn(
        f"エラー: 「{word}」という段階はありません [{Code.SCHEMA_VALUE}]\n    次のどれかにしてください: {stages}"
    )
    raise typer.Exit(Exit.USE)


def read_date(text: str) -> date:
    """A day as drafters write it, or as 2021-03-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = read_day(text)
        if isinstance(found, date):
            return found
        raise typer.BadParameter(f"{found.message}。{found.hint}") from None


Source = Annotated[Path, typer.Option("--source", help="原稿のフォルダー", metavar="フォルダー")]
Templates = Annotated[
    Path, typer.Option("--templates", help="テンプレートのフォルダー", metavar="フォルダー")
]
Output = Annotated[Path, typer.Option("--output", help="文書を書き出すフォルダー", metavar="フォルダー")]
Layout = Annotated[
    Pages, typer.Option("--layout", help="auto: ページを測りPDFを作る　none: 測らない", metavar="auto|none")
]
AtStage = Annotated[
    Stage | None,
    typer.Option(
        "--stage",
        parser=read_stage,
        help="段階を、この１回だけ plan.yaml と違うものにする",
        metavar="骨子|素案|案|最終案|策定",
    ),
]
