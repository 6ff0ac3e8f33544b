"""The commands, and everything that is printed: progress, problems, the closing table, exit codes.

What takes long to load is loaded once there is work: a plan that has not changed needs none of it.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.layout.engine import find_engine
from pipeline.model.edition import LABELS
from pipeline.model.eras import read_day
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import Stage
from pipeline.output import check_writable, complete, put
from pipeline.problems import Code, MachineError, PlanErrors, Problem
from pipeline.project import Project, write_new
from pipeline.stamp import Stamp, digest_inputs, digest_outputs, find_stamp, keep_stamp


class Exit(IntEnum):
    """What the program's end says to a script (wrong use of most kinds is typer's own)."""

    DONE = 0
    PROBLEMS = 1
    USE = 2
    MACHINE = 3
    BUG = 4


class Pages(StrEnum):
    """Whether pages are measured."""

    MEASURED = "auto"
    NONE = "none"


app = typer.Typer(
    help="計画の原稿（plan_source）から、本編・概要・体系図のWord文書を作ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # among them could be what residents wrote
    rich_markup_mode=None,
)
Source = Annotated[Path, typer.Option("--source", help="原稿のフォルダー", metavar="フォルダー")]
Templates = Annotated[
    Path, typer.Option("--templates", help="テンプレートのフォルダー", metavar="フォルダー")
]
Output = Annotated[Path, typer.Option("--output", help="文書を書き出すフォルダー", metavar="フォルダー")]

Layout = Annotated[
    Pages, typer.Option("--layout", help="auto: ページを測りPDFを作る　none: 測らない", metavar="auto|none")
]


def _stage(word: str) -> Stage:
    """The stage of this name; another word ends the run as wrong use."""
    if word in list(Stage):
        return Stage(word)
    stages = "、".join(Stage)
    _warn(
        f"エラー: 「{word}」という段階はありません [{Code.SCHEMA_VALUE}]\n    次のどれかにしてください: {stages}"
    )
    raise typer.Exit(Exit.USE)


AtStage = Annotated[
    Stage | None,
    typer.Option(
        "--stage",
        parser=_stage,
        help="段階を、この１回だけ plan.yaml と違うものにする",
        metavar="骨子|素案|案|最終案|策定",
    ),
]

_MOST = 100  # problems that are shown at once
SOURCE, TEMPLATES, OUTPUT = Path("plan_source"), Path("templates"), Path("build")


def _day(text: str) -> date:
    """A day as drafters write it, or as 2021-03-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = read_day(text)
        if isinstance(found, date):
            return found
        raise typer.BadParameter(f"{found.message}。{found.hint}") from None


Before = Annotated[
    str, typer.Option("--from", help="前の版（残した版の名前、フォルダー、gitの版）", metavar="版")
]


@app.command("plan")
def plan_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
) -> None:
    """本編・概要・体系図の三つを作り、ページを測って、PDFも作ります。"""
    _build(Project(source, templates, output, stage=stage), tuple(LABELS), layout)


@app.command("quick")
def quick_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """三つのWord文書だけを、前に測ったページ番号で手早く作ります。"""
    _build(Project(source, templates, output, stage=stage), tuple(LABELS), Pages.NONE)


@app.command("summary")
def summary_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
) -> None:
    """概要だけを作ります。"""
    _build(Project(source, templates, output, stage=stage), ("summary",), layout)


@app.command("framework")
def framework_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
) -> None:
    """体系図だけを作ります。"""
    _build(Project(source, templates, output, stage=stage), ("framework",), layout)


@app.command("public-comment")
def public_comment_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
) -> None:
    """意見募集（パブリックコメント）の文書一式を作ります。段階が素案か案のときに使います。"""
    from pipeline.closing import closing_table, page_notes
    from pipeline.comment.build import ARCHIVE, FOLDER, build_comment

    begin = time.perf_counter()
    project, measured = Project(source, templates, output, stage=stage), layout is Pages.MEASURED
    with _reported(), _sound(), _progress() as tell:
        engine = find_engine(project.layout_cache) if measured else None
        published = build_comment(project, engine, tell)
    folder, documents = output / FOLDER, published.built.documents
    _show(published.built.warnings)
    print(closing_table(folder, documents))
    print(f"{folder / ARCHIVE} に、次の名前で入れました。")
    for name in published.named.values():
        print(f"    {name}")
    seconds = f"{time.perf_counter() - begin:.1f}秒"
    print(f"{_count(len(documents))}つの文書と、それをまとめたZIPファイルを作りました（{seconds}）。")
    for name in published.built.removed:
        print(f"{folder / name} は、文書と合わなくなったので消しました。")
    for line in page_notes(documents, measured):
        print(line)


@app.command("answers")
def answers_command(
    before: Annotated[
        str,
        typer.Option("--from", help="意見を募集した版。変更した所が本当に変わったかも確かめる", metavar="版"),
    ] = "",
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """意見募集の結果（意見の概要と市の考え方）を作ります。"""
    from pipeline.answers.build import DOCUMENT, build_answers

    project = Project(source, templates, output)
    with _reported(), _sound(), _progress() as tell:
        if before:
            from pipeline.comparing import check_answers
            from pipeline.versions import current_version, read_version

            check_answers(project, read_version(project, before), current_version(project), tell)
        answered = build_answers(project, tell)
    count = len(answered.consultation.opinions)
    opinions = f"意見{_count(count)}件への回答" if count else "意見がなかったこと"
    print(f"{opinions}を {output / DOCUMENT} にまとめました。ページ番号は、前に測ったものです。")


@app.command("images")
def images_command(
    output: Output = OUTPUT,
    dpi: Annotated[
        int, typer.Option(help="細かさ（1インチあたりの点の数）", min=20, max=600, metavar="数")
    ] = 100,
) -> None:
    """できたPDFの各ページを、PNGの画像にします（build/pages/ に入ります）。"""
    from pipeline.layout.images import PAGES, draw_pages  # heavy, and wanted by this command alone

    with _reported(), _progress() as tell:
        tell("ページを画像にしています")
        complete(output)
        names = draw_pages(output, tuple(LABELS), dpi)
    print(f"{output / PAGES} に{_count(len(names))}枚の画像を作りました。")


@app.command("check")
def check_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """原稿とテンプレートを調べます。文書は書き出さず、ページも測りません。"""
    from pipeline.build import make

    project = Project(source, templates, output, keeps_cache=False, stage=stage)
    with _reported(), _sound(), _progress() as tell:
        built = make(project, tuple(LABELS), None, tell)
    _show(built.warnings)
    print(
        f"エラーはありません（注意が{_count(len(built.warnings))}件）。"
        if built.warnings
        else "問題はありません。"
    )


@app.command("compare")
def compare_command(
    before: Before,
    after: Annotated[str, typer.Option("--to", help="後の版（書かなければ今の原稿）", metavar="版")] = "",
    day: Annotated[
        date | None,
        typer.Option("--date", parser=_day, help="見え消しの日付（書かなければ今日）", metavar="年月日"),
    ] = None,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """二つの版を比べ、新旧対照表・見え消し・修正箇所一覧・番号対照表を作ります（build/compare/ に入ります）。"""
    begin = time.perf_counter()
    project = Project(source, templates, output)
    with _reported():
        from pipeline.comparing import FOLDER, compare_versions
        from pipeline.versions import current_version, read_version

        with _sound(), _progress() as tell:
            old = read_version(project, before)
            new = read_version(project, after) if after else current_version(project)
            compared = compare_versions(project, old, new, str(day or date.today()), tell, print)
            tell("文書を書き込んでいます")
            put(output / FOLDER, compared.files, {})
    _show(compared.warnings)
    for line in compared.told:
        print(line)
    seconds = f"{time.perf_counter() - begin:.1f}秒"
    print(f"{output / FOLDER} に{_count(len(compared.files))}つのファイルを作りました（{seconds}）。")
    for name in compared.files:
        print(f"    {name}")


@app.command("snapshot")
def snapshot_command(
    name: Annotated[str, typer.Argument(help="版の名前（例: 第1回策定委員会）", metavar="名前")],
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """今の原稿とテンプレートを、名前を付けて一つのファイルに残します（snapshots/ に入ります）。"""
    project = Project(source, templates, output)
    with _reported():
        from pipeline.versions import current_version, keep_snapshot

        path, new = keep_snapshot(project, name, current_version(project))
    print(f"{path} に残しました。" if new else f"{path} に、同じものが既に残っています。")


@app.command("confirm")
def confirm_command(
    passages: Annotated[
        list[str] | None, typer.Argument(help="要約のid。書かなければ、全ての要約", metavar="[id]…")
    ] = None,
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
) -> None:
    """概要の要約を、今の本文と見比べたものとして記録します（原稿の confirmed.yaml に入ります）。"""
    from pipeline.follow.confirm import confirm
    from pipeline.follow.confirmed import CONFIRMED

    project = Project(source, templates, output)
    with _reported(), _progress() as tell:
        record = confirm(project, passages or (), tell)
    for what, ids in (
        ("記録しました", record.new),
        ("要約がなくなったので、記録から消しました", record.gone),
    ):
        if ids:
            print(f"{what}: {'、'.join(ids)}")
    if not record.new and not record.gone:
        print("どの要約も本文も、前に記録したときのままです。")
    print(f"{source / CONFIRMED} に、{_count(record.count)}件の要約の記録があります。")


@app.command("new")
def new_command(
    folder: Annotated[Path, typer.Argument(help="原稿を作るフォルダー", metavar="フォルダー")] = SOURCE,
) -> None:
    """新しい計画の原稿を作ります。既にあるフォルダーには書きません。"""
    with _reported():
        write_new(folder)
    print(f"{folder} に新しい計画の原稿を作りました。plan.yaml から書き始めてください。")


@app.command("schema")
def schema_command(
    folder: Annotated[Path, typer.Argument(help="書き出すフォルダー", metavar="フォルダー")] = Path(
        "docs/schema"
    ),
) -> None:
    """YAMLの書き方の定義（JSON Schema）を書き出します。開発者のためのものです。"""
    from pipeline.answers.schema import ANSWERS, AnswersFile
    from pipeline.comment.schema import COMMENT, CommentFile
    from pipeline.follow.confirmed import CONFIRMED, ConfirmedFile
    from pipeline.source import schema
    from pipeline.source.changes import CHANGES, ChangesFile
    from pipeline.source.fit import FIT, FitFile

    folder.mkdir(parents=True, exist_ok=True)
    further: dict[str, type[schema.Strict]] = {
        CHANGES: ChangesFile,
        CONFIRMED: ConfirmedFile,
        COMMENT: CommentFile,
        ANSWERS: AnswersFile,
        FIT: FitFile,
    }
    models: dict[str, type[schema.Strict]] = {**schema.FILES, **further}
    for name, model in models.items():
        path = folder / schema.schema_name(name)
        path.write_text(schema.json_schema(model), "utf-8", newline="\n")
        print(str(path))


def _build(project: Project, wanted: Sequence[str], pages: Pages) -> None:
    """Make the wanted documents, unless those in build/ were made from the very same."""
    begin = time.perf_counter()
    with _reported():
        engine = find_engine(project.layout_cache) if pages is Pages.MEASURED else None
        machine = engine.identity if engine else project.layout_cache.digest()
        complete(project.output)
        check_writable(project.output, [f"{name}.{kind}" for name in wanted for kind in ("docx", "pdf")])
        kept_as = f"{'-'.join(wanted)}-{pages.value}.json"
        inputs = digest_inputs(project, wanted, machine)
        if stamp := find_stamp(project, kept_as, inputs):
            done = f"変わった所がないので、前に作った文書のままです（{time.perf_counter() - begin:.1f}秒）。"
            _say(stamp, [done, *_at_stage(project)])
            return
        from pipeline.build import build
        from pipeline.closing import closing_table, page_notes

        with _sound(), _progress() as tell:
            built = build(project, wanted, engine, tell)
        stamp = Stamp(
            inputs,
            digest_outputs(built.files),
            [str(warning) for warning in built.warnings],
            closing_table(project.output, built.documents),
            list(page_notes(built.documents, pages is Pages.MEASURED)),
        )
        # What was changed meanwhile may be in these documents or not: the next run makes them again.
        if digest_inputs(project, wanted, machine) == inputs:
            keep_stamp(project, kept_as, stamp)
    runs = f"、LibreOffice {built.runs}回" if engine else ""
    seconds = f"{time.perf_counter() - begin:.1f}秒{runs}"
    done = f"{_count(len(built.documents))}つの文書を作りました（{seconds}）。"
    gone = [f"{project.output / name} は、文書と合わなくなったので消しました。" for name in built.removed]
    _say(stamp, [done, *_at_stage(project), *gone])


def _at_stage(project: Project) -> Iterator[str]:
    """That the documents are not at the stage of plan.yaml, or may not be."""
    if project.stage:
        yield f"段階は「{project.stage}」にしました。plan.yaml の「段階」は変えていません。"


def _say(stamp: Stamp, done: Sequence[str]) -> None:
    """What a run ends with."""
    _show(stamp.warnings)
    for line in (stamp.table, *done, *stamp.notes):
        print(line)


def _warn(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _show(problems: Sequence[Problem | str]) -> None:
    """The first problems, and how many more there are: a table that is broken has one in each of its rows."""
    for problem in problems[:_MOST]:
        _warn(str(problem))
    if len(problems) > _MOST:
        _warn(
            f"ほかに{_count(len(problems) - _MOST)}件あります。上のものから直して、もう一度実行してください。"
        )


def _count(number: int) -> str:
    """A number in running text: one digit full-width, more half-width, thousands parted."""
    return fullwidth(number) if number < 10 else f"{number:,}"


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A moving line on a terminal, one line a step elsewhere."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text("始めています")) as status:
            yield lambda step: status.update(Text(step))
    else:
        yield _warn


@contextmanager
def _reported() -> Iterator[None]:
    """Errors as messages, with the exit code that says whose turn it is."""
    try:
        yield
    except PlanErrors as errors:
        _show(errors.problems)
        _warn(f"{_count(len(errors.problems))}件の問題があります。文書は前のままです。")
        raise typer.Exit(Exit.PROBLEMS) from None
    except MachineError as error:
        _warn(f"エラー: {error.message} [{error.code}]\n    {error.hint}")
        raise typer.Exit(Exit.MACHINE) from None


@contextmanager
def _sound() -> Iterator[None]:
    """A finished document that is not what it should be, as a message."""
    from pipeline.build import CheckFailure

    try:
        yield
    except CheckFailure as failure:
        _warn(str(failure))
        if any(finding.code.startswith("agree.") for finding in failure.findings):
            _warn(
                "計画名や段階、基本理念が食い違っています。テンプレートや原稿に、それらを直接書いた所がないか見てください。"
            )
        _warn(
            "できた文書に誤りが見つかりました。プログラムの不具合です。文書は前のままです。この画面の内容を開発者に知らせてください。"
        )
        raise typer.Exit(Exit.BUG) from None


def main() -> None:
    """Run the program, on any console: what it can't show is shown as an escape, never as an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    # What a run makes are trees that live to its end: looking for garbage among them takes a seventh of the time, and
    # finds none.
    gc.disable()
    app()
