"""The commands for asking departments with Excel: what is sent out, and what comes back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from pipeline.commands.options import OUTPUT, SOURCE, TEMPLATES, Argument, Option, Output, Source, Templates
from pipeline.commands.screen import progress, reported, seconds_since, show, sound
from pipeline.model.numerals import count_text
from pipeline.workspace.project import Project


def ask_command(
    by: Annotated[
        str, Option("--by", "課の名前を書いた欄（例: 担当課）。書かなければ、全体で一つの表", "欄")
    ] = "",
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """課ごとに、施策・指標・事業を直してもらうExcelの表を作ります（build/ask/ に入ります）。"""
    from pipeline.invocation import command
    from pipeline.workflows.ask import FOLDER, ask

    begin = time.perf_counter()
    project = Project(source, templates, output)
    with reported(), progress() as tell:
        asked = ask(project, by, tell)
    show(asked.notes)
    print(
        f"{output / FOLDER} に、{count_text(len(asked.books))}つの表を作りました（{seconds_since(begin)}）。"
    )
    for file, rows in asked.books:
        print(f"    {file}（{count_text(rows)}行）")
    print(f"返ってきたら、一つのフォルダーに集めて {command('collect', folder='フォルダー')} を実行します。")


def collect_command(
    folder: Annotated[Path, Argument("返ってきた表を集めたフォルダー", "フォルダー")],
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """返ってきたExcelの表を集め、直しを一覧にします（原稿の review.yaml と build/review/ に入ります）。"""
    from pipeline.invocation import command
    from pipeline.workflows.collect import FOLDER, LIST, collect

    begin = time.perf_counter()
    project = Project(source, templates, output)
    with reported(), sound(), progress() as tell:
        collected = collect(project, folder, tell)
    show(collected.problems)
    for line in collected.told:
        print(line)
    print(f"{output / FOLDER / LIST} に、一覧を作りました（{seconds_since(begin)}）。")
    if collected.new:
        print(
            f"{source / 'review.yaml'} に{count_text(len(collected.new))}件を加えました。採否を書いて、{command('accept')} で原稿に入れます。"
        )
    else:
        print("新しく加える直しはありません。review.yaml は前のままです。")
