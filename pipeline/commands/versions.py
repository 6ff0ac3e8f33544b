"""The commands for versions of a plan: kept, compared, and summaries held against what changed."""

from __future__ import annotations

import time
from datetime import date
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
    read_date,
)
from pipeline.commands.screen import progress, reported, seconds_since, show, sound
from pipeline.model.numerals import count_text
from pipeline.workspace.project import Project


def compare_command(
    before: Annotated[
        str,
        Option("--from", "前の版（残した版の名前、フォルダー、gitの版）。必ず書く", "版"),
    ] = "",
    after: Annotated[str, Option("--to", "後の版（書かなければ今の原稿）", "版")] = "",
    day: Annotated[
        date | None,
        Option("--date", "見え消しの日付（書かなければ今日）", "年月日", read_date),
    ] = None,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """二つの版を比べ、新旧対照表・見え消し・修正箇所一覧・番号対照表を作ります（build/compare/ に入ります）。"""
    begin = time.perf_counter()
    project = Project(source, templates, output)
    with reported():
        from pipeline.workflows.compare import FOLDER, put_comparison

        with sound(), progress() as tell:
            compared = put_comparison(project, before, after, day or date.today(), tell, print)
    show(compared.warnings)
    for line in compared.told:
        print(line)
    made = f"{count_text(len(compared.files))}つのファイルを作りました（{seconds_since(begin)}）。"
    print(f"{output / FOLDER} に{made}")
    for name in compared.files:
        print(f"    {name}")
    if compared.warnings:
        print(f"注意が{count_text(len(compared.warnings))}件あります（上に示しました）。")


def causes_command(
    before: Annotated[
        str,
        Option("--from", "前の版（残した版の名前、フォルダー、gitの版）。必ず書く", "版"),
    ] = "",
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """前の版から変わった所のうち、理由のないものを、changes.yaml に書き足します。区分と理由は、後で書きます。"""
    project = Project(source, templates, output)
    with reported():
        from pipeline.workflows.causes import write_causes

        with progress() as tell:
            written = write_causes(project, before, tell)
    if not written.count:
        print(f"理由のない変更は、ありません。{written.file} は前のままです。")
        return
    where = "を作り" if written.new else "に"
    print(f"{written.file} {where}、{count_text(written.count)}件の変更を書き足しました。")
    print("「区分」「根拠」「理由」を書き、同じ理由のものは「箇所」にまとめてください。")


def snapshot_command(
    name: Annotated[str, Argument("版の名前（例: 第1回策定委員会）", "名前")],
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """今の原稿とテンプレートを、名前を付けて一つのファイルに残します（snapshots/ に入ります）。"""
    project = Project(source, templates, output)
    with reported():
        from pipeline.invocation import command
        from pipeline.workflows.sent import keep_with_snapshot
        from pipeline.workspace.versions import current_version, keep_snapshot

        version = current_version(project)
        path, new = keep_snapshot(project, name, version)
        beside = keep_with_snapshot(project, path, version)
    print(f"{path} に残しました。" if new else f"{path} に、同じものが既に残っています。")
    if beside:
        print(f"この原稿から作った文書も、{beside} に残しました（修正を受け取るときに使います）。")
    else:
        print(
            f"この原稿から作った文書は、ありません。文書を送る版なら、{command('plan')} で作り、別の名前で残してください。"
        )


def confirm_command(
    passages: Annotated[list[str] | None, Argument("要約のid。書かなければ、全ての要約", "[id]…")] = None,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """概要の要約を、今の本文と見比べたものとして記録します（原稿の confirmed.yaml に入ります）。"""
    from pipeline.summary_review.confirmed import CONFIRMED
    from pipeline.workflows.confirm import confirm

    project = Project(source, templates, output)
    with reported(), progress() as tell:
        record = confirm(project, passages or (), tell)
    for what, ids in (
        ("記録しました", record.new),
        ("要約がなくなったので、記録から消しました", record.gone),
    ):
        if ids:
            print(f"{what}: {'、'.join(ids)}")
    if not record.new and not record.gone:
        print("どの要約も本文も、前に記録したときのままです。")
    print(f"{source / CONFIRMED} に、{count_text(record.count)}件の要約の記録があります。")
