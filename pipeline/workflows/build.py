"""`make plan`: from plan_source/ and templates/ to the finished documents.

It reads like the drawing in docs/architecture.md; each step is a function from a frozen value to the next.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from pipeline import checks
from pipeline.documents.plan import plan_content
from pipeline.documents.registry import ContentsOf, contents_of
from pipeline.fitting.candidates import Writer
from pipeline.frozen import dataclass, replace
from pipeline.layout.cache import Choice, Known
from pipeline.layout.rounds import Candidate, Guess, Laid, settle
from pipeline.model.content import DocumentContent
from pipeline.model.documents import DECLARATION, PLAN, Choose, names_of, whole
from pipeline.model.keeping import Keep, anew
from pipeline.model.numbers import NO_PAGE
from pipeline.model.pages import PageFacts, Setting
from pipeline.model.share import Share, alone
from pipeline.problems import Code, KeikakuError, Location, PlanErrors, Problem, did_you_mean, raise_if_any
from pipeline.resolve.ambiguous import ambiguous_numbers, divisions_for_nothing
from pipeline.resolve.notices import notices
from pipeline.source.files import strange_names
from pipeline.source.markdown import WORTH_SHARING, read_batch
from pipeline.source.words import place_words
from pipeline.summary_review.check import check_summary
from pipeline.system.second_process import two_processes
from pipeline.verification.inspection import inspect, read_ahead
from pipeline.word.fitting.drawings import has_drawings, misfitting, misfitting_on_sheet
from pipeline.word.fitting.narrow import too_narrow
from pipeline.word.template.typed_text import template_notes
from pipeline.workflows.prepare import ITS_OWN, Means, Prepared, Tell, prepare
from pipeline.workflows.unused_files import unused_sources, unused_templates
from pipeline.workspace.kept import layout_cache, recall_layouts, remember_layouts
from pipeline.workspace.made import remember_documents
from pipeline.workspace.project import Project
from pipeline.workspace.sent import keep_sent

if TYPE_CHECKING:
    from pipeline.fitting.shortening import Advice
    from pipeline.layout.engine import Engine
    from pipeline.word.measuring.known_layouts import KnownLayouts


# From so many bytes of Markdown on, another process will be wanted: three for each character.
_LONG = 3 * WORTH_SHARING

# Documents of the plan alone need no other content than what they show of it.
NONE_OF_ITS_OWN: ContentsOf = {}


@dataclass(frozen=True)
class Document:
    """A finished document. `pdf` is empty and `facts` None where it was not laid out; `free` is how much of its pages is
    free, in points, where it may not take more of them."""

    content: DocumentContent
    setting: Setting | None
    docx: bytes
    pdf: bytes = b""
    facts: PageFacts | None = None
    free: float | None = None

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def files(self) -> Mapping[str, bytes]:
        """Its files in build/, by their names."""
        pdf = {f"{self.name}.pdf": self.pdf} if self.pdf else {}
        return {f"{self.name}.docx": self.docx, **pdf}


@dataclass(frozen=True)
class Built:
    """The documents of one run, what their author should know of them, and how often LibreOffice ran.

    `refused` has the documents that were not made because of what is wrong with their own pages, each with its problems.
    `labels` are what messages call all documents of the plan, by name.
    `removed` are the PDFs in build/ that no longer agreed with their documents. `prepared` is what they were made of,
    `pages` the page numbers that they show, by bookmark.
    """

    documents: tuple[Document, ...]
    warnings: tuple[Problem, ...] = ()
    runs: int = 0
    refused: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    prepared: Prepared | None = None
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of all documents in build/, by their names."""
        return {name: data for document in self.documents for name, data in document.files.items()}


class CheckFailure(KeikakuError):
    """A finished document is not what it should be: our mistake, not the author's."""

    def __init__(self, findings: Sequence[checks.Finding]) -> None:
        super().__init__("\n".join(f"{f.document}: {f.message} [{f.code}] ({f.where})" for f in findings))
        self.findings = tuple(findings)


def build(
    project: Project, wanted: Sequence[str], engine: Engine | None, tell: Tell, means: Means = ITS_OWN
) -> Built:
    """Make the wanted documents, or without names all of the plan, and put them into build/; with an engine, their PDFs as well.

    Without one, page numbers are those that were last measured. A document whose own pages are wrong does not stop
    the others. Raises PlanErrors, MachineError or CheckFailure; build/ is then as it was.
    """
    built = make(project, wanted, engine, tell, apart=True, means=means)
    tell("文書を書き込んでいます")
    pdfs = {f"{document.name}.docx": f"{document.name}.pdf" for document in built.documents}
    removed = project.write(built.files, pdfs)
    remember_documents(project, built.labels.keys())
    remember_sent(project, built)
    return replace(built, removed=removed)


def remember_sent(project: Project, built: Built) -> None:
    """Keep what was made with the files of which it was made, so that a document that comes back is recognised."""
    assert built.prepared is not None, "what was made was made of something"
    keep_sent(project, {each.name: each.docx for each in built.documents}, built.prepared.files, built.pages)


def make(
    project: Project,
    wanted: Sequence[str],
    engine: Engine | None,
    tell: Tell,
    choose: Choose = whole,
    contents: ContentsOf = NONE_OF_ITS_OWN,
    known: Known | None = None,
    apart: bool = False,
    means: Means = ITS_OWN,
) -> Built:
    """The wanted documents of those that are chosen, or without names all of them, checked, and nothing written. `contents` makes
    those that show more than the plan. `known` is how they were set before, if that is not what the project remembers.

    `apart` makes what can be made; else all are made or none. Where nothing wanted is left, PlanErrors are raised.
    """
    first = read_batch if project.length() >= _LONG else None
    with two_processes(first=first) as share, engine or nullcontext():
        layouts = recall_layouts(project)
        prepared = prepare(project, tell, choose, share, engine.expect if engine else None, means)
        known = known or layout_cache(project).last()
        unused = tuple(unused_templates(project, prepared.documents)) if choose is whole else ()
        built = made_of(
            prepared, wanted, engine, known, layouts, project.source_called, contents, tell, share, apart
        )
        remember_layouts(project, layouts)
    return replace(built, warnings=(*built.warnings, *unused))


def made_of(
    prepared: Prepared,
    wanted: Sequence[str],
    engine: Engine | None,
    known: Known,
    layouts: KnownLayouts,
    folder: str,
    contents: ContentsOf = NONE_OF_ITS_OWN,
    tell: Tell = lambda _: None,
    share: Share = alone,
    apart: bool = False,
    keep: Keep = anew,
) -> Built:
    """The same of a plan that is prepared, whose source messages call `folder`. What is found of tables is added to `layouts`;
    `keep` knows what was written before."""
    names = tuple(_named(each, prepared, folder) for each in wanted) or names_of(prepared.documents)
    own: ContentsOf = {PLAN.name: partial(plan_content, keep=keep)}
    made_by = {**contents_of(prepared.documents), **own, **contents}
    notes = check_summary(prepared.resolved, prepared.confirmed)
    raise_if_any(note for note in notes if not note.warning)
    writer = Writer(
        prepared.resolved,
        made_by,
        prepared.templates,
        prepared.fits,
        # The plan is always made: the other documents are checked against it, and show its page numbers.
        names=tuple(dict.fromkeys((PLAN.name, *names))),
        chosen=known.choices,
        share=share,
        layouts=layouts,
        as_before=engine is None,
        keep=keep,
        machine=engine.identity if engine else "",
    )
    narrow = _of_tables(writer) if engine else None
    # In no setting these would fit, so none is tried.
    hopeless = _hopeless(writer)
    writer.names = tuple(name for name in writer.names if name not in hopeless)
    tell("文書を作っています")
    built = _laid_out(writer, engine, known.guess, tell) if engine else _written(writer, known.guess)
    built = replace(built, refused={**built.refused, **hopeless})
    finished = {each.name: each.docx for each in built.documents}
    # With pages, the plan was read ahead.
    inspected = inspect(finished, prepared.resolved, alone if engine else share, kept=keep is not anew)
    # The other process laid out tables of long plans while what stands between them was written here; now it reads what was written.
    narrow = _of_tables(writer) if narrow is None else narrow
    tell("できた文書を確かめています")
    told = (
        *strange_names(prepared.source, folder),
        *unused_sources(prepared.resolved.plan, prepared.source, folder),
        *notes,
        *narrow,
        *_of_lists(writer),
        *place_words(notices(prepared.resolved), prepared.source, folder),
        *_in_other_fonts(built, prepared),
        *_of_templates(writer),
        *built.warnings,
    )
    _raise_findings(inspected(), prepared)
    shown = tuple(document for document in built.documents if document.name in names)
    if not (shown and apart):
        raise_if_any(problem for problems in built.refused.values() for problem in problems)
    labels = {document.name: document.label for document in prepared.documents}
    pages = _pages_of(built)
    return replace(built, documents=shown, warnings=told, labels=labels, prepared=prepared, pages=pages)


def _pages_of(built: Built) -> Mapping[str, str]:
    """The page numbers that references show, by bookmark."""
    plan = next((each.content for each in built.documents if each.name == PLAN.name), None)
    targets = plan.targets.values() if plan else ()
    return {target.bookmark: target.page for target in targets if target.page != NO_PAGE}


def _hopeless(writer: Writer) -> Mapping[str, tuple[Problem, ...]]:
    """The documents beside the plan with a drawing for which their columns are too narrow, however they are set."""
    contents = {name: writer.made(name) for name in writer.names if name != PLAN.name}
    found = {
        name: tuple(misfitting_on_sheet(content, writer.tightest(name), writer.layouts))
        for name, content in contents.items()
        if has_drawings(content) and not _fits_as_before(writer, name)
    }
    return {name: problems for name, problems in found.items() if problems}


def _fits_as_before(writer: Writer, name: str) -> bool:
    """Whether a document's drawings fit in its last setting, if that is the one which it gets."""
    template = writer.template(name, writer.setting_before(name))
    return writer.as_before and not any(misfitting(writer.made(name), template, writer.layouts))


def _named(wanted: str, prepared: Prepared, folder: str) -> str:
    """The name of the document that is called so: by its name, or by its label. Raises PlanErrors where none is."""
    documents = prepared.documents
    word = unicodedata.normalize("NFC", wanted)
    for document in documents:
        if word in (document.name, document.label):
            return document.name
    known = [*names_of(documents), *(document.label for document in documents)]
    names = "、".join(f"{document.name}（{document.label}）" for document in documents)
    raise PlanErrors(
        [
            Problem(
                Location(f"{folder}/{DECLARATION}" if DECLARATION in prepared.source else folder),
                Code.DOCUMENT_UNKNOWN,
                f"「{wanted}」という文書はありません",
                "。".join(filter(None, (did_you_mean(word, known), f"作れる文書: {names}"))),
            )
        ]
    )


def _in_other_fonts(built: Built, prepared: Prepared) -> Sequence[Problem]:
    """Notes on characters that came out in a fallback font."""
    uncommon = prepared.resolved.plan.uncommon
    if not uncommon:
        return ()
    from pipeline.verification.fallback_fonts import fallback_notes

    return list(fallback_notes((each.docx for each in built.documents), uncommon))


def _raise_findings(findings: Sequence[checks.Finding], prepared: Prepared) -> None:
    """Raises what the independent reader found: as PlanErrors where the templates or the plan say so, else as CheckFailure."""
    if findings:
        from pipeline.verification.stage_lines import stage_lines
        from pipeline.verification.template_faults import template_faults

        faults = template_faults(findings, prepared.templates)
        raise_if_any([*faults, *stage_lines(findings, prepared.resolved)])
        raise CheckFailure(findings)


def _of_lists(writer: Writer) -> list[Problem]:
    """Numbers that say less or more than readers need, which is the template's doing."""
    plan = writer.templates[PLAN.name]
    assert plan.scheme is not None, "the plan's contract asks for headings"
    of_list = (ambiguous_numbers, divisions_for_nothing)
    return [problem for look in of_list for problem in look(writer.resolved, plan.scheme, plan.file)]


def _of_templates(writer: Writer) -> Iterator[Problem]:
    """Notes for whoever wrote the templates, though documents can be made."""
    for name in writer.names:
        yield from template_notes(writer.templates[name], writer.content(name).tags)


def _of_tables(writer: Writer) -> tuple[Problem, ...]:
    """Notes on tables of the plan and on its lists. Raises PlanErrors where a number would be broken, or a drawing does not fit."""
    plan, template = writer.made(PLAN.name), writer.templates[PLAN.name]
    narrow = tuple(too_narrow(plan, template, writer.share, writer.layouts))
    broken = (each for each in narrow if not each.warning)
    raise_if_any((*broken, *misfitting(plan, template, writer.layouts)))
    return narrow


def _written(writer: Writer, last: Guess) -> Built:
    """The documents as they were last set, with the page numbers that were last measured."""
    try:
        candidates = writer.write(last)
    except PlanErrors:
        _of_tables(writer)  # which says more than what comes of it
        raise
    return Built(tuple(Document(writer.content(each.name), each.setting, each.docx) for each in candidates))


def _laid_out(writer: Writer, engine: Engine, last: Guess, tell: Tell) -> Built:
    """The documents with right page numbers, each in the largest setting in which it fits, and their PDFs."""
    from concurrent.futures import ThreadPoolExecutor

    from pipeline.verification.page_problems import page_problems

    engine.targets = {target.bookmark: target for target in writer.resolved.targets.values()}
    with ThreadPoolExecutor(1) as other_core:

        def write(guess: Guess, laid: Laid) -> list[Candidate]:
            candidates = writer.write(guess, laid)
            if laid or last.pages:  # a first draft is not what will be finished
                other_core.submit(read_ahead, candidates)
            return candidates

        guess = _first_guess(writer, engine, last)
        settled = settle(write, partial(engine.lay_out, tell=tell), guess, PLAN.name, about=not last.pages)
    chosen = {name: writer.choose(settled.laid, name) for name in writer.names}
    proofs: dict[bytes, bytes] = {}

    def advice(candidate: Candidate) -> Advice | None:
        from pipeline.fitting.shortening import advise, can_advise  # heavy, and seldom wanted

        if not can_advise(writer, *chosen[candidate.name]):
            return None
        found = advise(writer, engine, candidate, tell)
        proofs.update(found.documents)
        return found

    problems = page_problems(writer, settled, chosen, advice)
    raise_if_any(each for each in problems[PLAN.name] if not each.warning)
    refused = {
        name: tuple(own) for name, own in problems.items() if any(not problem.warning for problem in own)
    }
    documents = tuple(
        Document(
            writer.content(name),
            candidate.setting,
            candidate.docx,
            engine.pdf_of(candidate.docx),
            facts,
            writer.free(candidate, facts) + writer.reserve(candidate) if writer.fits[name].pages else None,
        )
        for name, (candidate, facts) in chosen.items()
        if name not in refused
    )
    choices = {
        name: Choice(candidate.setting, writer.digest_of(name))
        for name, (candidate, _) in chosen.items()
        if candidate.setting
    }
    # The next run begins with what was measured in this one.
    engine.keep(
        [*(candidate.docx for candidate, _ in settled.laid), *proofs],
        {document.docx: document.pdf for document in documents}
        | {each: pdf for each, pdf in proofs.items() if pdf},
        Known(settled.guess, {**writer.chosen, **choices}),
    )
    warnings = tuple(each for name, own in problems.items() if name not in refused for each in own)
    return Built(documents, warnings, engine.runs, refused)


def _first_guess(writer: Writer, engine: Engine, last: Guess) -> Guess:
    """The last page numbers, or about those that there will be. References are held at one width, and headings begin pages, only
    for the very plan for which they did."""
    if not last.pages:
        from pipeline.word.fitting.first_pages import about_pages

        return Guess(about_pages(writer.resolved, writer.templates[PLAN.name]))
    if not (last.digits or last.begun) or any(
        engine.knows(each.docx) for each in writer.write(last) if each.name == PLAN.name
    ):
        return last
    return Guess(last.pages, leaves=last.leaves)
