"""The commands for asking the public: what is published, and what the city replies."""

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
from pipeline.commands.screen import progress, reported, seconds_since, show, sound
from pipeline.model.numerals import count_text
from pipeline.workspace.project import Project


def public_comment_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
) -> None:
    """意見募集（パブリックコメント）の文書一式を作ります。段階が素案か案のときに使います。"""
    from pipeline.commands.run_report import closing_table, page_notes
    from pipeline.workflows.public_comment import ARCHIVE, FOLDER, build_comment

    begin = time.perf_counter()
    project, measured = Project(source, templates, output, stage=stage), layout is Pages.MEASURED
    with reported(), sound(), progress() as tell:
        published = build_comment(project, engine_of(project, layout), tell)
    folder, documents = output / FOLDER, published.built.documents
    show(published.built.warnings)
    print(closing_table(folder, documents))
    print(f"{folder / ARCHIVE} に、次の名前で入れました。")
    for name in published.named.values():
        print(f"    {name}")
    print(
        f"{count_text(len(documents))}つの文書と、それをまとめたZIPファイルを作りました（{seconds_since(begin)}）。"
    )
    for name in published.built.removed:
        print(f"{folder / name} は、文書と合わなくなったので消しました。")
    for line in page_notes(documents, measured):
        print(line)


def answers_command(
    before: Annotated[
        str | None,
        Option("--from", "意見を募集した版。変更した所が本当に変わったかも確かめる", "版"),
    ] = None,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """意見募集の結果（意見の概要と、市や町の考え方）を作ります。回答のない意見の分は、answers.yaml に書き足します。"""
    from pipeline.workflows.answers import DOCUMENT, build_answers

    project = Project(source, templates, output)
    with reported(), sound(), progress() as tell:
        if before is not None:
            from pipeline.workflows.compare import check_answers
            from pipeline.workspace.versions import current_version, read_version

            check_answers(project, read_version(project, before), current_version(project), tell)
        answered = build_answers(project, tell, print)
    show(answered.warnings)
    table = answered.consultation.table
    others = f"。ほかの{count_text(table.unread)}列は読みません" if table.unread else ""
    print(f"意見の表の列: {table.told}{others}")
    number = len(answered.consultation.opinions)
    opinions = f"意見{count_text(number)}件への回答" if number else "意見がなかったこと"
    print(f"{opinions}を {output / DOCUMENT} にまとめました。ページ番号は、前に測ったものです。")
