"""The commands that make the plan's own documents, and pictures of their pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from pipeline.commands.screen import Exit, count, progress, reported, seconds_since, show, sound, warn
from pipeline.model.documents import (
    FRAMEWORK,
    PLAN_DOCUMENTS,
    SUMMARY,
    DocumentKind,
    label_of,
    labels_of,
    names_of,
)
from pipeline.problems import Problem
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.output import check_writable, complete
from pipeline.workspace.project import Project
from pipeline.workspace.up_to_date import (
    Stamp,
    digest_inputs,
    digest_outputs,
    find_stamp,
    keep_stamp,
)


def _making(wanted: Sequence[DocumentKind], described: str) -> Callable[..., None]:
    """The command that makes these documents and measures their pages; its help says `described` of their labels."""

    def command(
        source: Source = SOURCE,
        templates: Templates = TEMPLATES,
        output: Output = OUTPUT,
        layout: Layout = Pages.MEASURED,
        stage: AtStage = None,
    ) -> None:
        _build(Project(source, templates, output, stage=stage), names_of(wanted), layout)

    command.__doc__ = labels_of(wanted) + described
    return command


plan_command = _making(PLAN_DOCUMENTS, "を作り、ページを測って、PDFも作ります。")
summary_command = _making([SUMMARY], "だけを作ります。")
framework_command = _making([FRAMEWORK], "だけを作ります。")


def quick_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """Word文書だけを、前に測ったページ番号で手早く作ります。"""
    _build(Project(source, templates, output, stage=stage), names_of(PLAN_DOCUMENTS), Pages.NONE)


def images_command(
    output: Output = OUTPUT,
    dpi: Annotated[int, Option("--dpi", "細かさ（1インチあたりの点の数）", "数", least=20, most=600)] = 100,
) -> None:
    """できたPDFの各ページを、PNGの画像にします（build/pages/ に入ります）。"""
    from pipeline.layout.images import PAGES, draw_pages  # heavy, and wanted by this command alone

    with reported(), progress() as tell:
        tell("ページを画像にしています")
        complete(output)
        drawn = draw_pages(output, names_of(PLAN_DOCUMENTS), dpi)
    print(f"{output / PAGES} に{count(len(drawn))}枚の画像を作りました。")


def _build(project: Project, wanted: Sequence[str], pages: Pages) -> None:
    """Make the wanted documents, unless those in build/ were made from the very same."""
    begin = time.perf_counter()
    with reported():
        engine = engine_of(project, pages)
        machine = engine.identity if engine else layout_cache(project).digest()
        complete(project.output)
        check_writable(project.output, [f"{name}.{kind}" for name in wanted for kind in ("docx", "pdf")])
        kept_as = f"{'-'.join(wanted)}-{pages.value}.json"
        inputs = digest_inputs(project, wanted, machine)
        if stamp := find_stamp(project, kept_as, inputs):
            done = f"変わった所がないので、前に作った文書のままです（{seconds_since(begin)}）。"
            _say(stamp, [done, *_at_stage(project)])
            return
        from pipeline.commands.run_report import closing_table, page_notes
        from pipeline.workflows.build import build

        with sound(), progress() as tell:
            built = build(project, wanted, engine, tell)
        stamp = Stamp(
            inputs,
            digest_outputs(built.files),
            [str(warning) for warning in built.warnings],
            closing_table(project.output, built.documents),
            list(page_notes(built.documents, pages is Pages.MEASURED)),
        )
        # What was changed meanwhile may be in these documents or not: the next run makes them again.
        if not built.refused and digest_inputs(project, wanted, machine) == inputs:
            keep_stamp(project, kept_as, stamp)
    runs = f"、LibreOffice {built.runs}回" if engine else ""
    done = f"{count(len(built.documents))}つの文書を作りました（{seconds_since(begin)}{runs}）。"
    gone = [f"{project.output / name} は、文書と合わなくなったので消しました。" for name in built.removed]
    _say(stamp, [done, *_at_stage(project), *gone])
    if built.refused:
        _refuse(project, built.refused)


def _refuse(project: Project, refused: Mapping[str, Sequence[Problem]]) -> None:
    """Say which documents were not made, and which files in build/ are therefore those of before."""
    show([problem for problems in refused.values() for problem in problems])
    for name in refused:
        files = [project.output / f"{name}.{kind}" for kind in ("docx", "pdf")]
        old = "、".join(str(file) for file in files if file.is_file())
        warn(
            f"{label_of(name)}は作っていません。"
            + (f"{old} は前に作った古いもので、今の原稿とは合いません。" if old else "")
        )
    raise SystemExit(Exit.PROBLEMS)


def _at_stage(project: Project) -> Iterator[str]:
    """That the documents are not at the stage of plan.yaml, or may not be."""
    if project.stage:
        yield f"段階は「{project.stage}」にしました。plan.yaml の「段階」は変えていません。"


def _say(stamp: Stamp, done: Sequence[str]) -> None:
    """Print a run's last lines."""
    show(stamp.warnings)
    for line in (stamp.table, *done, *stamp.notes):
        print(line)
