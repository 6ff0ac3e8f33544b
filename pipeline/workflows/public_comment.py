"""`make public-comment`: the plan's documents as they stand, the two of the consultation, one zip of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.documents.registry import ContentsOf
from pipeline.frozen import dataclass
from pipeline.layout.engine import Engine
from pipeline.model.content import DocumentContent
from pipeline.model.documents import (
    COMMENT_FORM,
    COMMENT_GUIDE,
    PLAN_DOCUMENTS,
    DocumentKind,
    made_by,
    names_of,
    published,
)
from pipeline.model.file_names import as_file_name
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Profile
from pipeline.model.stages import Stage
from pipeline.problems import Code, Location, Problem, collected, raise_if_any
from pipeline.public_comment.archive import pack_files
from pipeline.public_comment.documents import form_content, guide_content
from pipeline.public_comment.load import read_comment
from pipeline.public_comment.model import PublicComment
from pipeline.workflows.build import Built, make, remember_sent
from pipeline.workflows.prepare import Tell, prepare
from pipeline.workflows.wording import with_wording
from pipeline.workspace import output
from pipeline.workspace.project import Project

FOLDER = "public-comment"
ARCHIVE = f"{FOLDER}.zip"
STAGES = (Stage.DRAFT, Stage.PROPOSAL)


def _documents(of_plan: Sequence[DocumentKind]) -> Sequence[DocumentKind]:
    """What of a plan's documents residents are shown, and the two of the consultation itself."""
    return (*published(of_plan), *made_by(FOLDER))


@dataclass(frozen=True)
class Published:
    """The files that were written: the documents, the zip, and the PDFs that no longer agreed. `named` has the name in the zip of
    each file in build/public-comment/, in the order of the zip."""

    built: Built
    named: Mapping[str, str]
    archive: bytes


def build_comment(project: Project, engine: Engine | None, tell: Tell) -> Published:
    """Make the documents of the consultation and put them into build/public-comment/, all or nothing.

    Raises PlanErrors, MachineError or CheckFailure; the folder is then as it was.
    """
    folder = project.output / FOLDER
    output.complete(folder)
    usual = names_of(_documents(PLAN_DOCUMENTS))
    output.check_writable(
        folder, [ARCHIVE, *(f"{name}.{kind}" for name in usual for kind in ("docx", "pdf"))]
    )
    made = make_comment(project, engine, tell)
    tell("文書を書き込んでいます")
    pdfs = {f"{each.name}.docx": f"{each.name}.pdf" for each in made.built.documents}
    removed = output.put(folder, {**made.built.files, ARCHIVE: made.archive}, pdfs)
    remember_sent(project, made.built)
    return replace(made, built=replace(made.built, removed=removed))


def make_comment(project: Project, engine: Engine | None, tell: Tell) -> Published:
    """The documents of the consultation, checked, and nothing written."""
    made = with_wording(
        make(project, (), engine, tell, _documents, _contents(project, tell)), project.source_called
    )
    # Of the pages of a form that is filled in as a Word file no more is wanted than that there is one.
    documents = tuple(
        replace(each, pdf=b"") if each.name == COMMENT_FORM.name else each for each in made.documents
    )
    title = made.documents[0].content.title
    named = {
        file: f"{as_file_name(title)}_{as_file_name(each.content.label)}.{file.rpartition('.')[2]}"
        for each in documents
        for file in each.files
    }
    built = replace(made, documents=documents)
    archive = pack_files({name: built.files[file] for file, name in named.items()})
    return Published(built, named, archive)


def _contents(project: Project, tell: Tell) -> ContentsOf:
    """The documents' contents. Raises PlanErrors with what is wrong with the consultation, and with the plan as well."""
    problems: list[Problem] = []
    with collected(problems):
        comment = read_comment(project.read(()).source, project.source_called)
    if problems:
        with collected(problems):
            prepared = prepare(project, tell, _documents)
            problems += _wrong_stage(prepared.resolved.plan.profile, project)
        raise_if_any(problems)

    def at_its_stage(
        content: Callable[[ResolvedPlan, PublicComment], DocumentContent], resolved: ResolvedPlan
    ) -> DocumentContent:
        raise_if_any(_wrong_stage(resolved.plan.profile, project))
        return content(resolved, comment)

    return {
        COMMENT_GUIDE.name: partial(at_its_stage, guide_content),
        COMMENT_FORM.name: partial(at_its_stage, form_content),
    }


def _wrong_stage(profile: Profile, project: Project) -> list[Problem]:
    """That the plan is not at a stage at which opinions are asked for."""
    if profile.stage in STAGES:
        return []
    stages = "か".join(f"「{stage}」" for stage in STAGES)
    return [
        Problem(
            Location(f"{project.source_called}/plan.yaml"),
            Code.COMMENT_STAGE,
            f"段階が「{profile.stage}」なので、意見募集の文書は作れません",
            f"意見を募るのは、段階が{stages}のときです。plan.yaml の「段階」を見てください",
        )
    ]
