"""The command for the HTML edition: the plan as pages of a site."""

from __future__ import annotations

import time

from pipeline.commands.options import OUTPUT, SOURCE, TEMPLATES, AtStage, Output, Source, Templates
from pipeline.commands.screen import progress, reported, seconds_since, show, sound
from pipeline.invocation import command
from pipeline.model.numerals import count_text
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
