"""The beginning of every main path: files → checked templates, and the plan numbered by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext

from pipeline.documents.registry import contract_of
from pipeline.frozen import dataclass, replace
from pipeline.model.documents import (
    DECLARATION,
    PLAN,
    PLAN_DOCUMENTS,
    Choose,
    DocumentKind,
    names_of,
    template_files,
    whole,
)
from pipeline.model.inlines import Role
from pipeline.model.keeping import Keep, anew
from pipeline.model.levels import Levels
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.model.pages import Fit
from pipeline.model.share import Share, alone
from pipeline.model.stages import Stage
from pipeline.problems import Location, Problem, collected, raise_if_any
from pipeline.resolve.plan import resolve
from pipeline.resolve.references import Former, nothing_known
from pipeline.source.load import load_plan
from pipeline.source.markdown import Parse
from pipeline.source.parse_cache import Memory
from pipeline.summary_review.confirmed import CONFIRMED, Confirmed
from pipeline.system import pandoc
from pipeline.system.second_process import two_processes
from pipeline.word.markup.smaller import with_smaller
from pipeline.word.template.sample_tags import check_samples, with_fields
from pipeline.word.template.scheme import check_item_list
from pipeline.word.template.template import Template, for_levels
from pipeline.workflows.gone import known_before
from pipeline.workflows.numbered import digest_of
from pipeline.workspace.former_names import remember_names
from pipeline.workspace.kept import recall, remember
from pipeline.workspace.project import Files, Project

# Who is told of each step of long work.
Tell = Callable[[str], None]


def nobody(step: str) -> None:
    """Hears of a step, and does nothing."""


@dataclass(frozen=True)
class Means:
    """How a run reads: `parse` reads Markdown as `pandoc.read` does, `recall` gives what the last run of the project has read; `files`
    are all that the plan's documents are made from, where they are at hand."""

    parse: Parse | None = None
    recall: Callable[[Project], Memory] = recall
    files: Files | None = None


ITS_OWN = Means()


@dataclass(frozen=True)
class Prepared:
    """The ingredients of `documents`: their checked templates with what they declare, and the numbered plan.

    `confirmed` is what somebody compared the summary with, None where nobody ever did; `files` are those of which all was read.
    """

    documents: Sequence[DocumentKind]
    templates: Mapping[str, Template]
    fits: Mapping[str, Fit]
    resolved: ResolvedPlan
    confirmed: Confirmed | None
    files: Files

    @property
    def source(self) -> Mapping[str, bytes]:
        """The files of plan_source/."""
        return self.files.source


def prepare(
    project: Project,
    tell: Tell,
    choose: Choose = whole,
    share: Share | None = None,
    expect: Callable[[str], None] | None = None,
    means: Means = ITS_OWN,
) -> Prepared:
    """The checked templates of the documents that are chosen, the plan among them, and the plan numbered by its own.

    What is long is shared by `share`, or else with a process of its own; `expect` is told a digest of what will be made documents of,
    before it is read.
    """
    tell("ファイルを読んでいます")
    files = means.files or read_files(project, choose)
    if expect:
        expect(digest_for(project, files))
    memory = means.recall(project)
    tell("原稿を読んでいます")
    try:
        with nullcontext(share) if share else two_processes() as shared:
            prepared = prepare_files(
                files,
                project.source_called,
                memory,
                choose,
                project.stage,
                known_before(project),
                shared,
                means.parse,
            )
    finally:
        remember(project, memory)
    remember_names(project, prepared.resolved.targets.values())
    return prepared


def read_files(project: Project, choose: Choose = whole) -> Files:
    """The source, and the files of templates/ that the documents which are chosen may be made from. Raises MachineError."""
    return project.read((*template_files(names_of(choose(PLAN_DOCUMENTS))), *project.further_templates()))


def of_documents(prepared: Prepared, documents: Sequence[DocumentKind]) -> Prepared:
    """What is prepared for these documents alone."""
    plan = replace(prepared.resolved.plan, documents=tuple(documents))
    return replace(prepared, documents=documents, resolved=replace(prepared.resolved, plan=plan))


def digest_for(project: Project, files: Files) -> str:
    """What tells the files of a run from others, with the stage in which the project has them."""
    return f"{files.digest} {project.stage or ''}"


def prepare_files(
    files: Files,
    folder: str,
    memory: Memory,
    choose: Choose = whole,
    stage: Stage | None = None,
    former: Former = nothing_known,
    share: Share = alone,
    parse: Parse | None = None,
    keep: Keep = anew,
) -> Prepared:
    """The same of files wherever they come from; `folder` is what messages call that of the source. `stage` stands in
    place of the plan's own, `former` knows what had an id before. `parse` reads Markdown as `pandoc.read` does, `keep`
    knows what was made before."""
    problems: list[Problem] = []
    templates: dict[str, Template] = {}
    fits: dict[str, Fit] = {}
    # Of a plan that can't be read nobody knows the levels, nor which documents it makes where it says so itself.
    documents = (PLAN,) if DECLARATION in files.source else choose(PLAN_DOCUMENTS)
    levels: Levels | None = None
    with collected(problems):
        plan = load_plan(files.source, parse or pandoc.read, folder, memory, share, keep)
        documents, levels = choose(plan.documents), plan.framework.levels
    for document in documents:
        with collected(problems):
            template = template_of(document, files, memory)
            templates[document.name] = for_levels(template, levels) if levels else template
        with collected(problems):
            fit = fits[document.name] = fit_of(document, files, memory)
            if document.name in templates:
                templates[document.name] = keep(_as_declared, templates[document.name], fit)
    with collected(problems):
        confirmed = _confirmed(files.source.get(CONFIRMED), f"{folder}/{CONFIRMED}", memory)
    raise_if_any(problems)
    if stage:
        plan = replace(plan, profile=plan.profile.at(stage))
    template = templates[PLAN.name]
    found = list(check_samples(template.file, template.samples, plan.framework))
    problems += (each for each in found if not each.warning)
    notes = (each for each in found if each.warning)
    templates[PLAN.name] = replace(template, notes=(*template.notes, *notes))
    assert template.scheme is not None, "the plan's contract asks for headings"
    problems += check_item_list(template.file, template.scheme, levels)
    with collected(problems):
        resolved = resolve(plan, template.scheme, former, keep)
    raise_if_any(problems)
    shown = replace(
        resolved,
        samples=keep(with_fields, template.samples, plan.framework.levels),
        doors=("paragraph", Role.DOOR_TEXT.value) in template.styles.ids,
        text_samples={name: each.samples for name, each in templates.items() if each.contract.text_samples},
        item_rows={name: each.item_row for name, each in templates.items() if each.item_row},
        item_heads={name: each.item_heads for name, each in templates.items() if each.item_heads},
    )
    return Prepared(documents, templates, fits, shown, confirmed, files)


def template_of(document: DocumentKind, files: Files, memory: Memory | None = None) -> Template:
    """The checked template of a document. Raises PlanErrors."""
    memory = memory or Memory()
    file = f"{document.name}.docx"
    data, place, contract = (
        files.template(file, _declared_at(document)),
        f"{files.folder}/{file}",
        contract_of(document),
    )
    made_from = ("template", place, digest_of(data))
    known: Template | None = memory.recall(*made_from)
    if known and known.contract == contract:
        return known
    from pipeline.word.template.opening import open_template

    template = open_template(place, data, contract, KNOWN_FORMATS)
    memory.keep(template, *made_from)
    return template


def _as_declared(template: Template, fit: Fit) -> Template:
    """A template with what is declared beside it."""
    styles = replace(with_smaller(template.styles, round(fit.least_cell * 2)), continued=fit.continued)
    return replace(template, fallbacks=fit.fallbacks, styles=styles)


def _declared_at(document: DocumentKind) -> Location | None:
    return document.declared.location if document.declared else None


def fit_of(document: DocumentKind, files: Files, memory: Memory) -> Fit:
    """What is declared beside a document's template. Raises PlanErrors."""
    file = f"{document.name}.yaml"
    data, place = files.template(file, _declared_at(document)), f"{files.folder}/{file}"

    def read() -> Fit:
        from pipeline.source.template_settings import read_fit

        return read_fit(place, data)

    return memory.once(read, "fit", place, digest_of(data))


def _confirmed(data: bytes | None, place: str, memory: Memory) -> Confirmed | None:
    if data is None:
        return None

    def read() -> Confirmed:
        from pipeline.summary_review.confirmed_file import read_confirmed

        return read_confirmed(data, place)

    return memory.once(read, "confirmed", place, digest_of(data))
