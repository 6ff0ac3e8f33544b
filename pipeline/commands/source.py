"""The commands for the source itself: whether it is right, a new one, and how its YAML is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pipeline.commands.options import OUTPUT, SOURCE, TEMPLATES, Argument, AtStage, Output, Source, Templates
from pipeline.commands.screen import count, progress, reported, show, sound
from pipeline.source.schema_keys import json_schema, schema_name
from pipeline.source.schema_values import Strict
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
        built = make(project, (), None, tell)
    show(built.warnings)
    print(
        f"エラーはありません（注意が{count(len(built.warnings))}件）。"
        if built.warnings
        else "問題はありません。"
    )


def new_command(
    folder: Annotated[Path, Argument("原稿を作るフォルダー", "フォルダー")] = SOURCE,
) -> None:
    """新しい計画の原稿を作ります。既にあるフォルダーには書きません。"""
    from pipeline.invocation import command
    from pipeline.workspace.new_project import write_new

    with reported():
        source, templates = write_new(folder)
    print(f"{source} に新しい計画の原稿を作りました。plan.yaml から書き始めてください。")
    if templates:
        print(f"{templates} に、文書のテンプレートを置きました。")
    where = {} if source == SOURCE else {"source": str(source)}
    print(f"文書は、{command('plan', **where)} で作れます。")


def schema_command(
    folder: Annotated[Path, Argument("書き出すフォルダー", "フォルダー")] = Path("docs/schema"),
) -> None:
    """YAMLの書き方の定義（JSON Schema）を書き出します。開発者のためのものです。"""
    from pipeline.answers.schema import ANSWERS, AnswersFile
    from pipeline.model.documents import DECLARATION
    from pipeline.public_comment.schema import COMMENT, CommentFile
    from pipeline.source import schema
    from pipeline.source.changes import CHANGES, ChangesFile
    from pipeline.source.document_keys import DocumentsFile
    from pipeline.source.framework import declared_schema
    from pipeline.source.framework_schema import FRAMEWORK
    from pipeline.source.template_settings import FIT, FitFile
    from pipeline.summary_review.confirmed import CONFIRMED, ConfirmedFile

    folder.mkdir(parents=True, exist_ok=True)
    further: dict[str, type[Strict]] = {
        CHANGES: ChangesFile,
        DECLARATION: DocumentsFile,
        CONFIRMED: ConfirmedFile,
        COMMENT: CommentFile,
        ANSWERS: AnswersFile,
        FIT: FitFile,
    }
    models: dict[str, type[Strict]] = {**schema.FILES, FRAMEWORK: declared_schema(), **further}
    for name, model in models.items():
        path = folder / schema_name(name)
        path.write_text(json_schema(model), "utf-8", newline="\n")
        print(str(path))
