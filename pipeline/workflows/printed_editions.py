"""ルビ版 and 拡大版: Word files, PDFs and pages that are laid out by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pipeline.documents.registry import ContentsOf, contents_of
from pipeline.editions.kinds import SIZES, EditionKind
from pipeline.editions.large import Large, Way, mostly_numbers
from pipeline.editions.ruby import read_content, with_read_titles
from pipeline.model.content import DocumentContent
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.floats import Table
from pipeline.model.inlines import Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pages import PAPERS
from pipeline.problems import Code, Problem
from pipeline.readings.ruby import with_ruby
from pipeline.verification.editions import check_furigana, check_large
from pipeline.word.fitting.enlarging import TURNED_WIDTH, WIDTH, enlarged
from pipeline.word.fitting.readable import reads_well
from pipeline.word.fitting.ruby_room import with_room
from pipeline.word.fitting.title_rooms import title_rooms
from pipeline.word.template.tags import BODY
from pipeline.workflows.build import Built
from pipeline.workflows.edition_plan import Edition, EditionPlan, labelled, raise_findings
from pipeline.workflows.html import page_template, pages_of
from pipeline.workflows.prepare import Prepared, of_documents

# A row of large letters may be higher than a page.
_AS_LARGE = frozenset((Code.PAGE_ROW_SPLIT,))


def ruby_edition(plan: EditionPlan) -> Edition:
    """Word files, PDFs and pages with furigana: each text in the lines that it needs, on as many pages as it takes."""
    plan.tell("ルビ版を作っています")
    readings, notes = plan.readings()
    kind = EditionKind.RUBY
    prepared = replace(
        plan.prepared,
        templates={name: with_room(each) for name, each in plan.prepared.templates.items()},
        fits={name: replace(each, pages=0, sizes=()) for name, each in plan.prepared.fits.items()},
        resolved=with_read_titles(plan.prepared.resolved, readings),
    )

    def read(
        name: str, make_content: Callable[[ResolvedPlan], DocumentContent], resolved: ResolvedPlan
    ) -> DocumentContent:
        texts = prepared.templates[name].texts
        content = read_content(
            make_content(resolved), readings, [text for part, text in texts if part == BODY]
        )
        return labelled(_in_leaves(content), kind)

    contents = {name: partial(read, name, each) for name, each in contents_of(prepared.documents).items()}
    made = plan.made("ruby", prepared, contents)
    raise_findings(check_furigana(plan.plain, {each.name: each.docx for each in made.documents}))
    site = pages_of(made, page_template(plan.project), plan.tell, partial(with_ruby, readings=readings))
    return Edition(
        kind,
        {kind.value: plan.named(made), f"{kind.value}/HTML": site.files},
        (*made.warnings, *notes),
        tuple(_longer(made, plan)),
        made.runs,
    )


def _in_leaves(content: DocumentContent) -> DocumentContent:
    """A document whose pages say which they are, if it is a sheet that takes several; the plan's say it in any case."""
    return replace(content, counts_leaves=content.name != PLAN.name)


def _longer(made: Built, plan: EditionPlan) -> list[str]:
    """The sheets that take more pages than they may without furigana."""
    said = []
    for document in made.documents:
        fit = plan.built.prepared.fits[document.name] if plan.built.prepared else None
        pages = len(document.facts.pages) if document.facts else 0
        if fit and 0 < fit.pages < pages:
            said.append(
                f"{document.content.label}は、{fit.paper.name}{pages}ページです"
                "（文字を小さくせず、ページを増やしました）"
            )
    return said


# 拡大版


def large_edition(plan: EditionPlan) -> Edition:
    """Word files and PDFs in each of the sizes."""
    kind = EditionKind.LARGE
    files: dict[str, bytes] = {}
    warnings: list[Problem] = []
    said: list[str] = []
    runs = 0
    for size in SIZES:
        plan.tell(f"拡大版（{size:g}ポイント）を作っています")
        made = plan.made(f"large-{size:g}", *_enlarged(plan, size), _AS_LARGE)
        raise_findings(check_large(plan.plain, {each.name: each.docx for each in made.documents}, size))
        files |= plan.named(made, f"（{size:g}ポイント）")
        warnings += made.warnings
        runs += made.runs
        said += [
            f"{document.content.label}は、A4縦{len(document.facts.pages)}ページです"
            for document in made.documents
            if document.facts
        ]
    return Edition(kind, {kind.value: files}, tuple(dict.fromkeys(warnings)), tuple(said), runs)


def _enlarged(plan: EditionPlan, size: float) -> tuple[Prepared, ContentsOf]:
    templates = {name: enlarged(each, size) for name, each in plan.prepared.templates.items()}
    fits = {
        name: replace(each, pages=0, sizes=(), paper=PAPERS["A4縦"], continued="")
        for name, each in plan.prepared.fits.items()
    }
    # The sheet is one no longer, so nothing is asked of its table.
    listed = FRAMEWORK._replace(label="体系図（一覧）")
    documents = [listed if each == FRAMEWORK else each for each in plan.prepared.documents]
    prepared = replace(of_documents(plan.prepared, tuple(documents)), templates=templates, fits=fits)
    template = templates[PLAN.name]

    def way(table: Table) -> Way:
        fits = partial(reads_well, template=template, targets=prepared.resolved.targets, layouts=plan.layouts)
        for as_shown in (True, False):  # 10年度 on two lines is easier to read than a list
            if fits(table, WIDTH, as_shown=as_shown):
                return Way.TABLE
            if table.widths and fits(replace(table, widths=()), WIDTH, as_shown=as_shown):
                return Way.FITTED
        turns = mostly_numbers(table) and fits(table, TURNED_WIDTH, as_shown=False)
        return Way.TURNED if turns else Way.LIST

    rooms = {name: title_rooms(each) for name, each in templates.items()}

    def enlarge(
        name: str, make_content: Callable[[ResolvedPlan], DocumentContent], resolved: ResolvedPlan
    ) -> DocumentContent:
        labels = ("paragraph", Role.MEASURE_LABEL) in templates[name].styles.ids
        content = Large(way, plan.built.pages, resolved.targets, labels).content(make_content(resolved))
        content = replace(content, even_titles=rooms[name])
        return labelled(_in_leaves(content), EditionKind.LARGE, f"（{size:g}ポイント）")

    contents = {
        name: partial(enlarge, name, each) for name, each in contents_of(plan.prepared.documents).items()
    }
    return prepared, contents
