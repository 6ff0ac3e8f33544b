"""The commands that make the plan's own documents, and pictures of their pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
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
from pipeline.model.documents import (
    FRAMEWORK,
    PLAN_DOCUMENTS,
    SUMMARY,
    DocumentKind,
    names_of,
)
from pipeline.model.numerals import count_text
from pipeline.problems import Problem
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.made import gone_documents
from pipeline.workspace.output import check_writable, complete
from pipeline.workspace.project import Project
from pipeline.workspace.up_to_date import (
    Stamp,
    digest_inputs,
    digest_outputs,
    find_stamp,
    keep_stamp,
    read_inputs,
)

OfPlan = Annotated[
    str,
    Option("--doc", "この文書だけを作る（documents.yaml の名か題。本編なら plan）", "文書"),
]


def plan_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    stage: AtStage = None,
    document: OfPlan = "",
) -> None:
    """本編・概要・体系図と、documents.yaml の文書を作り、ページを測って、PDFも作ります。"""
    _build(Project(source, templates, output, stage=stage), [document] if document else [], layout)


def _making(wanted: DocumentKind) -> Callable[..., None]:
    """The command that makes one document and measures its pages."""

    def command(
        source: Source = SOURCE,
        templates: Templates = TEMPLATES,
        output: Output = OUTPUT,
        layout: Layout = Pages.MEASURED,
        stage: AtStage = None,
    ) -> None:
        _build(Project(source, templates, output, stage=stage), [wanted.name], layout)

    command.__doc__ = f"{wanted.label}だけを作ります。"
    return command


summary_command = _making(SUMMARY)
framework_command = _making(FRAMEWORK)


def quick_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
) -> None:
    """Word文書だけを、前に測ったページ番号で手早く作ります。"""
    _build(Project(source, templates, output, stage=stage), [], Pages.NONE)


def images_command(
    output: Output = OUTPUT,
    dpi: Annotated[int, Option("--dpi", "細かさ（1インチあたりの点の数）", "数", least=20, most=600)] = 100,
) -> None:
    """できたPDFの各ページを、PNGの画像にします（build/pages/ に入ります）。"""
    from pipeline.layout.images import PAGES, draw_pages  # heavy, and wanted by this command alone

    with reported(), progress() as tell:
        tell("ページを画像にしています")
        complete(output)
        drawn = draw_pages(output, sorted(path.stem for path in output.glob("*.pdf")), dpi)
    print(f"{output / PAGES} に{count_text(len(drawn))}枚の画像を作りました。")


def _build(project: Project, wanted: Sequence[str], pages: Pages) -> None:
    """Make the wanted documents, or without names all of the plan, unless those in build/ were made from the very same."""
    begin = time.perf_counter()
    with reported():
        engine = engine_of(project, pages)
        machine = engine.identity if engine else layout_cache(project).digest()
        complete(project.output)
        check_writable(project.output, list(_files_of(wanted or _possible(project))))
        kept_as = f"{'-'.join(wanted) or 'all'}-{pages.value}.json"
        files = read_inputs(project)
        inputs = digest_inputs(project, files, wanted, machine)
        if stamp := find_stamp(project, kept_as, inputs):
            done = f"変わった所がないので、前に作った文書のままです（{seconds_since(begin)}）。"
            _say(stamp, [done, *_at_stage(project)], gone_documents(project, stamp.documents))
            return
        from pipeline.commands.run_report import closing_table, page_notes
        from pipeline.workflows.build import build
        from pipeline.workflows.prepare import Means

        with sound(), progress() as tell:
            built = build(project, wanted, engine, tell, Means(files=files))
            if pages is Pages.MEASURED:  # who writes quickly is not read yet
                from pipeline.workflows.wording import with_wording

                built = with_wording(built, project.source_called)
        stamp = Stamp(
            inputs,
            digest_outputs(built.files),
            [str(warning) for warning in built.warnings],
            closing_table(project.output, built.documents),
            list(page_notes(built.documents, pages is Pages.MEASURED)),
            list(built.labels),
        )
        if not built.refused:
            keep_stamp(project, kept_as, stamp)
    runs = f"、LibreOffice {built.runs}回" if engine else ""
    done = f"{count_text(len(built.documents))}つの文書を作りました（{seconds_since(begin)}{runs}）。"
    gone = [f"{project.output / name} は、文書と合わなくなったので消しました。" for name in built.removed]
    _say(stamp, [done, *_at_stage(project), *gone], gone_documents(project, stamp.documents))
    if built.refused:
        _refuse(project, built.refused, built.labels)


def _possible(project: Project) -> Sequence[str]:
    """The names of all documents that the plan may have; which it has is known once it is read."""
    further = (Path(name).stem for name in project.further_templates())
    return tuple(dict.fromkeys((*names_of(PLAN_DOCUMENTS), *further)))


def _files_of(names: Sequence[str]) -> Iterator[str]:
    return (f"{name}.{kind}" for name in names for kind in ("docx", "pdf"))


def _refuse(project: Project, refused: Mapping[str, Sequence[Problem]], labels: Mapping[str, str]) -> None:
    """Say which documents were not made, and which files in build/ are therefore those of before."""
    show([problem for problems in refused.values() for problem in problems])
    for name in refused:
        files = [project.output / f"{name}.{kind}" for kind in ("docx", "pdf")]
        old = "、".join(str(file) for file in files if file.is_file())
        warn(
            f"{labels[name]}は作っていません。"
            + (f"{old} は前に作った古いもので、今の原稿とは合いません。" if old else "")
        )
    raise SystemExit(Exit.PROBLEMS)


def _at_stage(project: Project) -> Iterator[str]:
    """That the documents are not at the stage of plan.yaml, or may not be."""
    if project.stage:
        yield f"段階は「{project.stage}」にしました。plan.yaml の「段階」は変えていません。"


def _say(stamp: Stamp, done: Sequence[str], gone: Sequence[Problem]) -> None:
    """Print a run's last lines; `gone` are warnings of what lies in build/."""
    show([*stamp.warnings, *map(str, gone)])
    for line in (stamp.table, *done, *stamp.notes):
        print(line)
