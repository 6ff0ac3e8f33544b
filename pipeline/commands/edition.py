"""The commands for editions: the plan as pages of a site, and for those who can't read it as it is printed."""

from __future__ import annotations

import time
from typing import Annotated

from pipeline.commands.options import (
    OUTPUT,
    SOURCE,
    TEMPLATES,
    AtStage,
    Layout,
    Option,
    Output,
    Pages,
    Source,
    Templates,
    engine_of,
)
from pipeline.commands.screen import Exit, progress, reported, seconds_since, show, sound, warn
from pipeline.editions.kinds import FOLDER, WORDS, EditionKind, kinds_of
from pipeline.invocation import command
from pipeline.model.numerals import count_text
from pipeline.problems import Code
from pipeline.workspace.project import Project
from pipeline.workspace.site_files import site_folder


def html_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """計画のHTML版を、前に測ったページ番号で作ります（build/html/ に入ります。LibreOfficeは要りません）。"""
    from pipeline.workflows.html import make_html

    begin = time.perf_counter()
    project = Project(source, templates, output, stage=stage)
    with reported(), sound(), progress() as tell:
        edition = make_html(project, tell)
    show(edition.warnings)
    folder = site_folder(project)
    print(f"{folder} に{count_text(len(edition.site.pages))}ページを作りました（{seconds_since(begin)}）。")
    print(
        f"{folder / 'index.html'} をブラウザーで開くと、読めます。フォルダーごと、サーバーや共有フォルダーに置けます。"
    )
    if edition.removed:
        print(f"前に作って、今はなくなったファイル（{count_text(len(edition.removed))}つ）は消しました。")
    if stage:
        print(f"段階は「{stage}」にしました。plan.yaml の「段階」は変えていません。")
    if not edition.measured:
        print(f"ページ番号は、まだ一度も測っていないので「－」です。{command('plan')} で測れます。")


OfKind = Annotated[
    str, Option("--kind", "作る版（ルビ版、拡大版、音声、点字。「、」で並べる。書かなければ全て）", "版")
]


def editions_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
    kind: OfKind = "",
) -> None:
    """ルビ版・拡大版と、音声コード・点字・やさしい日本語のための原稿を作ります（build/editions/ に入ります）。"""
    from pipeline.workflows.editions import make_editions

    begin = time.perf_counter()
    kinds = _kinds(kind)
    project = Project(source, templates, output, stage=stage)
    with reported(), sound(), progress() as tell:
        made = make_editions(project, kinds, engine_of(project, layout), tell)
    show(made.warnings)
    for edition in made.editions:
        folders = "、".join(str(output / FOLDER / name) for name in edition.files)
        print(f"{edition.kind}: {folders}（{count_text(edition.count)}ファイル）")
        for line in edition.said:
            print(f"  {line}。")
    runs = f"、LibreOffice {made.runs}回" if made.runs else ""
    print(f"{count_text(len(made.editions))}つの版を作りました（{seconds_since(begin)}{runs}）。")
    if made.removed:
        print(f"前に作って、今はなくなったファイル（{count_text(len(made.removed))}つ）は消しました。")
    if stage:
        print(f"段階は「{stage}」にしました。plan.yaml の「段階」は変えていません。")
    if not made.measured:
        print(f"ページ番号は、まだ一度も測っていないので「－」です。{command('plan')} で測れます。")


def _kinds(words: str) -> tuple[EditionKind, ...]:
    """The kinds that are named; another word ends the run as wrong use."""
    try:
        return kinds_of(words)
    except ValueError as error:
        warn(
            f"エラー: 「{error}」という版はありません [{Code.SCHEMA_VALUE}]\n    次から選んでください: {'、'.join(WORDS)}"
        )
        raise SystemExit(Exit.USE) from None
