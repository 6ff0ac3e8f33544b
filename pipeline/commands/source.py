"""The commands for the source itself: whether it is right, a new one, and how its YAML is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

from pipeline.commands.options import (
    OUTPUT,
    SOURCE,
    TEMPLATES,
    Argument,
    AtStage,
    Option,
    Output,
    Source,
    Templates,
)
from pipeline.commands.screen import Exit, progress, reported, show, sound, warn
from pipeline.model.numerals import count_text
from pipeline.problems import Code, Location, MachineError, Problem, did_you_mean
from pipeline.workspace import output
from pipeline.workspace.project import Project


def check_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
    fix: Annotated[bool, Option("--fix", "確かな表記を、何が変わるかを示してから、原稿で直す", "")] = False,
    yes: Annotated[bool, Option("--yes", "--fix で、聞かずに直す", "")] = False,
) -> None:
    """原稿とテンプレートを調べます。文書は書き出さず、ページも測りません。--fix で、確かな表記を直します。"""
    if fix:
        from pipeline.commands.fixing import fix_wording

        fix_wording(Project(source, templates, output, stage=stage), yes)
    from pipeline.workflows.build import make
    from pipeline.workflows.readings_file import with_readings
    from pipeline.workflows.wording import with_wording

    project = Project(source, templates, output, keeps_cache=False, stage=stage)
    with reported(), sound(), progress() as tell:
        # First, since an editor helps most where something is wrong.
        unwritten = _own_schema(project)
        made = make(project, (), None, tell)
        built = with_readings(with_wording(made, project.source_called), project.source_called)
    warnings = (*unwritten, *built.warnings)
    show(warnings)
    print(
        f"エラーはありません（注意が{count_text(len(warnings))}件）。" if warnings else "問題はありません。"
    )


def _own_schema(project: Project) -> tuple[Problem, ...]:
    """Brings the schema of what the plan declares up to date, and tells of a new one that no first line names; a note where
    that can't be done: the plan may be right."""
    from pipeline.workflows.schemas import OWN_FOLDER, OWN_LINE, names_own_schema, write_own_schema

    try:
        path = write_own_schema(project)
        if path and not names_own_schema(project):
            warn(
                f"{path} に、この計画の階層と欄の書き方の定義を書きました。framework.yaml の１行目を次のようにすると、エディターが項目を補います。\n"
                f"    {OWN_LINE}"
            )
    except MachineError as error:
        place = Location(f"{project.source_called}/{OWN_FOLDER}")
        return (Problem(place, error.code, error.message, error.hint, warning=True),)
    return ()


def read_kind(word: str) -> str:
    """The kind of plan of this name; another word ends the run as wrong use."""
    from pipeline.workspace.new_project import KINDS

    return _one_of(KINDS, word, "計画の種類")


def read_look(word: str) -> str:
    """The look of this name; another word ends the run as wrong use."""
    from pipeline.workspace.new_project import LOOKS

    return _one_of(LOOKS, word, "見た目")


def _one_of(known: Collection[str], word: str, what: str) -> str:
    name = unicodedata.normalize("NFC", word)
    if name in known:
        return name
    near = did_you_mean(name, known)
    warn(
        f"エラー: 「{word}」という{what}はありません [{Code.SCHEMA_VALUE}]\n"
        f"    {near and near + '。'}次のどれかにしてください: {'、'.join(known)}"
    )
    raise SystemExit(Exit.USE)


Kind = Annotated[
    str | None,
    Option(
        "--kind",
        "計画の種類（書かなければ地域福祉計画）",
        "地域福祉計画|子ども計画|総合計画|行動計画",
        read_kind,
    ),
]
Look = Annotated[
    str | None,
    Option("--look", "テンプレートの見た目（書かなければ報告書）", "報告書|冊子", read_look),
]


def new_command(
    folder: Annotated[Path, Argument("原稿を作るフォルダー", "フォルダー")] = SOURCE,
    kind: Kind = None,
    look: Look = None,
) -> None:
    """新しい計画の原稿を作ります。既にあるフォルダーには書きません。"""
    from pipeline.invocation import command
    from pipeline.workflows.schemas import published, write_own_schema
    from pipeline.workspace.new_project import USUAL_KIND, USUAL_LOOK, write_new

    with reported():
        begun = write_new(folder, published(), kind or USUAL_KIND, look or USUAL_LOOK)
        write_own_schema(Project(begun.source, begun.templates, OUTPUT))
    print(f"{begun.source} に新しい計画の原稿を作りました。plan.yaml から書き始めてください。")
    if begun.given:
        print(f"{begun.templates} に、文書のテンプレートを置きました。")
    elif begun.beside:
        print(
            f"{begun.templates} は前からあるので、そのままです。{kind or USUAL_KIND}の階層{f'と{look}の見た目' if look else ''}に合わせたテンプレートは {begun.beside} にあるので、使うときは {begun.templates} に写してください。"
        )
    print(f"文書は、{command('plan', **_folders(begun.source))} で作れます。")


def _folders(source: Path) -> Mapping[str, str]:
    """The folders of a new plan, as far as commands have to be told of them."""
    if source.parent == SOURCE.parent:
        return {} if source == SOURCE else {"source": str(source)}
    named = {"source": source, "templates": source.parent / TEMPLATES, "output": source.parent / OUTPUT}
    return {name: str(path) for name, path in named.items()}


def schema_command(
    folder: Annotated[Path, Argument("書き出すフォルダー", "フォルダー")] = Path("docs/schema"),
    source: Source = SOURCE,
) -> None:
    """YAMLの書き方の定義（JSON Schema）を書き出します。原稿が階層や欄を宣言していれば、その定義も原稿のフォルダーに書きます。"""
    from pipeline.workflows.schemas import published, write_own_schema

    texts = published()
    with reported():
        output.put(folder, {name: text.encode() for name, text in texts.items()}, {})
        for name in texts:
            print(str(folder / name))
        project = Project(source, TEMPLATES, OUTPUT)
        own = write_own_schema(project) if source.is_dir() or source != SOURCE else None
    if own:
        print(str(own))
