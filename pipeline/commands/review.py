"""The commands for what other departments want changed: files that come back, and what of them goes into the source."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from pipeline.commands.screen import progress, reported, seconds_since, sound
from pipeline.model.numerals import count_text
from pipeline.workspace.project import Project

if TYPE_CHECKING:
    from pipeline.workflows.accept import Accepted


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
        print(f"{file} から、{count_text(len(received.new))}件を受領しました（{seconds_since(begin)}）。")
    if received.new:
        print(
            f"採否は、{source / REVIEW} に書きます（受領したものは、全部で{count_text(len(everything))}件）。"
        )
    print(f"{output / FOLDER} に受領一覧を作りました。")
    for name in received.files:
        print(f"    {name}")


class Writing(StrEnum):
    """Whether the source is written."""

    DONE = "auto"
    NONE = "none"


def accept_command(
    ids: Annotated[
        list[str] | None, Argument("受領した修正のid。書かなければ、「採る」とした全て", "[id]…")
    ] = None,
    write: Annotated[
        Writing, Option("--write", "auto: 原稿に書く　none: 書かずに、何が変わるかだけを示す", "auto|none")
    ] = Writing.DONE,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """review.yaml で「採る」とした修正を原稿に入れ、結果を review.yaml に書きます。"""
    project = Project(source, templates, output)
    with reported():
        from pipeline.workflows.accept import accept

        with progress() as tell:
            accepted = accept(project, ids or (), write is Writing.NONE, tell)
    _show(accepted, write is Writing.DONE)


def _show(accepted: Accepted, written: bool) -> None:
    for line in accepted.difference:
        print(line)
    for each in accepted.outcomes:
        print(f"{each.entry.id}: {each.result}")
        if each.now:
            print(f"    原稿は今: {each.now}")
    done = sum(each.is_done for each in accepted.outcomes)
    left = len(accepted.outcomes) - done
    if not accepted.outcomes:
        print("原稿に入れる修正はありません。review.yaml の「採否」に「採る」と書いてください。")
    elif written:
        print(
            f"{count_text(done)}件を原稿に入れました。{f'{count_text(left)}件は入れていません。' if left else ''}"
        )
    else:
        print(f"{count_text(done)}件が入り、{count_text(left)}件は入りません。何も書いていません。")
    if accepted.kept:
        print(
            f"変える前の原稿は {accepted.kept} にあります。戻すときは、そのファイルを原稿に写してください。"
        )
