"""The commands for what other departments want changed: files that come back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from pipeline.commands.options import (
    OUTPUT,
    SOURCE,
    TEMPLATES,
    Argument,
    Option,
    Output,
    Source,
    Templates,
)
from pipeline.commands.screen import count, progress, reported, seconds_since, sound
from pipeline.workspace.project import Project


def receive_command(
    file: Annotated[Path, Argument("返ってきたWordの文書（採否を書いた受領一覧のExcelも）", "ファイル")],
    department: Annotated[
        str, Option("--from", "修正を返した課（受領一覧と、番号の初めに出ます）", "依頼課")
    ] = "",
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """ほかの課が直したWordの文書を受け取り、修正とコメントを受領一覧と review.yaml にまとめます（build/review/ に入ります）。"""
    begin = time.perf_counter()
    project = Project(source, templates, output)
    with reported():
        from pipeline.model.private import REVIEW
        from pipeline.workflows.receive import FOLDER, receive

        with sound(), progress() as tell:
            received = receive(project, file, department, tell)
    for line in received.told:
        print(line)
    everything = received.review.entries
    if received.new or file.suffix != ".xlsx":
        print(f"{file} から、{count(len(received.new))}件を受領しました（{seconds_since(begin)}）。")
    if received.new:
        print(f"採否は、{source / REVIEW} に書きます（受領したものは、全部で{count(len(everything))}件）。")
    print(f"{output / FOLDER} に受領一覧を作りました。")
    for name in received.files:
        print(f"    {name}")
