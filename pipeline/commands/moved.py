"""The commands that hold the plan against its record: what moved, and that this is how it should be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pipeline.commands.options import (
    OUTPUT,
    SOURCE,
    TEMPLATES,
    Layout,
    Option,
    Output,
    Pages,
    Source,
    Templates,
    engine_of,
)
from pipeline.commands.screen import progress, reported, sound, warn
from pipeline.problems import PlanErrors, raise_if_any
from pipeline.workspace.project import RECORDED, Project

Recorded = Annotated[Path, Option("--recorded", "記録のフォルダー", "フォルダー")]


def moved_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    recorded: Recorded = RECORDED,
    every: Annotated[bool, Option("--all", "同じように変わった所も、まとめずに一つずつ示す", "")] = False,
) -> None:
    """前に記録したときから、番号・参照・ページの何が変わったかを示します（何も書き出しません）。"""
    from pipeline.workflows.moved import lost_targets, read_recorded, state_of, told

    project = Project(source, templates, output)
    with reported(), sound(), progress() as tell:
        before = read_recorded(recorded)
        try:
            state = state_of(project, engine_of(project, layout), tell)
        except PlanErrors as errors:
            for line in lost_targets(before, errors.problems):
                warn(line)
            raise
        for line in told(before, state, every):
            print(line, flush=True)
        raise_if_any(state.problems)


def golden_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    recorded: Recorded = RECORDED,
) -> None:
    """今の計画を、正しいものとして記録します。moved は、この記録と比べます。"""
    from pipeline.workflows.moved import keep_record, state_of

    project = Project(source, templates, output)
    with reported(), sound(), progress() as tell:
        state = state_of(project, engine_of(project, layout), tell)
        keep_record(recorded, state)
    print(f"今の計画を記録しました（{recorded}/）")
    if not state.record.pages:
        print("ページは測っていないので、前の記録のままです。")
