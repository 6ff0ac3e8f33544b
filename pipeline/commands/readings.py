"""The command for the readings of a plan's words."""

from __future__ import annotations

import time

from pipeline.commands.options import OUTPUT, SOURCE, TEMPLATES, Output, Source, Templates
from pipeline.commands.screen import progress, reported, seconds_since, show
from pipeline.model.numerals import count_text
from pipeline.workspace.project import Project


def readings_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """言葉の読みの案を、原稿の readings.yaml に書き足します（ルビ版などに使います）。人が確かめた読みは、変えません。"""
    begin = time.perf_counter()
    project = Project(source, templates, output)
    with reported():
        from pipeline.workflows.readings import propose_readings

        with progress() as tell:
            proposed = propose_readings(project, tell)
    show(proposed.unused)
    if not proposed.count:
        print(f"読みの要る言葉は、全て {proposed.file} にあります（{seconds_since(begin)}）。")
    else:
        where = "を作り" if proposed.new else "に"
        doubtful = f"（うち、迷うもの{count_text(proposed.doubtful)}語）" if proposed.doubtful else ""
        print(
            f"{proposed.file} {where}、{count_text(proposed.count)}語の読みの案{doubtful}を書き足しました（{seconds_since(begin)}）。"
        )
    if proposed.open:
        print(
            f"まだ確かめていない読みが、{count_text(proposed.open)}語あります。"
            "「未確認」を上から見て、違うものを直し、見た所まで「未確認:」の行を下げてください。"
        )
