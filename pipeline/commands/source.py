"""The commands for the source itself: whether it is right, a new one, and how its YAML is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pipeline.commands.options import OUTPUT, SOURCE, TEMPLATES, Argument, AtStage, Output, Source, Templates
from pipeline.commands.screen import count, progress, reported, show, sound
from pipeline.problems import Location, MachineError, Problem
from pipeline.workspace.project import Project


def check_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """原稿とテンプレートを調べます。文書は書き出さず、ページも測りません。"""
    from pipeline.workflows.build import make

    project = Project(source, templates, output, keeps_cache=False, stage=stage)
    with reported(), sound(), progress() as tell:
        # First, since an editor helps most where something is wrong.
        unwritten = _own_schema(project)
        built = make(project, (), None, tell)
    warnings = (*unwritten, *built.warnings)
    show(warnings)
    print(f"エラーはありません（注意が{count(len(warnings))}件）。" if warnings else "問題はありません。")


def _own_schema(project: Project) -> tuple[Problem, ...]:
    """Brings the schema of what the plan declares up to date; a note where that can't be done: the plan may be right."""
    from pipeline.workflows.schemas import OWN_FOLDER, write_own_schema

    try:
        write_own_schema(project)
    except MachineError as error:
        place = Location(f"{project.source.name}/{OWN_FOLDER}")
        return (Problem(place, error.code, error.message, error.hint, warning=True),)
    return ()


def new_command(
    folder: Annotated[Path, Argument("原稿を作るフォルダー", "フォルダー")] = SOURCE,
) -> None:
    """新しい計画の原稿を作ります。既にあるフォルダーには書きません。"""
    from pipeline.invocation import command
    from pipeline.workflows.schemas import published
    from pipeline.workspace.new_project import write_new

    with reported():
        source, templates = write_new(folder, published())
    print(f"{source} に新しい計画の原稿を作りました。plan.yaml から書き始めてください。")
    if templates:
        print(f"{templates} に、文書のテンプレートを置きました。")
    where = {} if source == SOURCE else {"source": str(source)}
    print(f"文書は、{command('plan', **where)} で作れます。")


def schema_command(
    folder: Annotated[Path, Argument("書き出すフォルダー", "フォルダー")] = Path("docs/schema"),
    source: Source = SOURCE,
) -> None:
    """YAMLの書き方の定義（JSON Schema）を書き出します。原稿が階層や欄を宣言していれば、その定義も原稿のフォルダーに書きます。"""
    from pipeline.workflows.schemas import published, write_own_schema

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        path = folder / name
        path.write_text(text, "utf-8", newline="\n")
        print(str(path))
    with reported():
        project = Project(source, TEMPLATES, OUTPUT)
        own = write_own_schema(project) if source.is_dir() or source != SOURCE else None
    if own:
        print(str(own))
