"""`make html`: from plan_source/ and templates/ to the pages of the HTML edition, held against the Word documents of the same run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.documents.plan import plan_content
from pipeline.documents.registry import contents_of
from pipeline.frozen import dataclass
from pipeline.html.edition import make_site
from pipeline.html.kept_pages import KeptPages
from pipeline.html.labels import Labels, ListLevel
from pipeline.html.page_template import PageTemplate, read_page_template
from pipeline.html.shell import shell
from pipeline.html.site import Site
from pipeline.model.content import DocumentContent
from pipeline.model.documents import PLAN, DocumentKind
from pipeline.model.keeping import Keep, anew
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Problem
from pipeline.verification.html_edition import check_pages
from pipeline.word.template.template import Template
from pipeline.workflows.build import Built, CheckFailure, make
from pipeline.workflows.prepare import Tell
from pipeline.workspace.project import Project
from pipeline.workspace.site_files import page_files, script_files, write_site

# What is done to a document's content before it is shown.
Read = Callable[[DocumentContent], DocumentContent]


def as_it_is(content: DocumentContent) -> DocumentContent:
    return content


@dataclass(frozen=True)
class Edition:
    """The finished pages: the site, its files by name, what its author should know of it, and what went of an earlier run."""

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    measured: bool  # whether page numbers are known
    removed: tuple[str, ...] = ()


def make_html(project: Project, tell: Tell) -> Edition:
    """Make the site and put it into build/html/, all or nothing; page numbers are those that were last measured.

    Raises PlanErrors, MachineError or CheckFailure; build/html/ is then as it was.
    """
    edition = edition_of(project, tell)
    tell("ページを書き込んでいます")
    return replace(edition, removed=write_site(project, edition.files))


def edition_of(project: Project, tell: Tell) -> Edition:
    """The same, and nothing written."""
    template = page_template(project)
    return pages_of(make(project, (), None, tell), template, tell)


def pages_of(built: Built, template: PageTemplate, tell: Tell, read: Read = as_it_is) -> Edition:
    """The pages that show the same as documents which were built, and checked beside them; `read` has put furigana over what these
    show. Raises CheckFailure."""
    assert built.prepared is not None, "what was made was made of something"
    prepared = built.prepared
    tell("ページを作っています")
    resolved = prepared.resolved.with_pages(built.pages)
    site = site_of(
        resolved, prepared.documents, labels_of(prepared.templates[PLAN.name]), template, read=read
    )
    files = {**site.files, **{page.name: shell(page, site, template) for page in site.pages}}
    tell("できたページを確かめています")
    documents = {each.name: each.docx for each in built.documents}
    if findings := check_pages(files, site, documents, resolved):
        raise CheckFailure(findings)
    return Edition(site, files, built.warnings, bool(built.pages))


def page_template(project: Project) -> PageTemplate:
    """The page around every page, checked. Raises PlanErrors."""
    found = page_files(project)
    return read_page_template(found.folder, found.files)


def site_of(
    resolved: ResolvedPlan,
    documents: Sequence[DocumentKind],
    labels: Labels,
    template: PageTemplate,
    marked: bool = False,
    keep: Keep = anew,
    kept: KeptPages | None = None,
    read: Read = as_it_is,
) -> Site:
    """The site of a numbered plan, whose targets know their pages. In one that is `marked`, elements say where they are written.
    `keep` and `kept` have what was made for the site before."""
    # How a template of paper shows the headings of its sheet tells nothing about a screen.
    shown = replace(resolved, text_samples={})
    plan = read(plan_content(shown, keep))
    contents = {
        name: read(content(shown)) for name, content in contents_of(documents).items() if name != PLAN.name
    }
    scripts = script_files()
    brought = {**template.files, **scripts}
    beside = list(contents.values())
    return make_site(shown, plan, beside, labels, brought, sorted(scripts), marked, keep, kept)


def labels_of(template: Template) -> Labels:
    """The labels of lists' items, as the plan's template has them."""
    return Labels(
        {
            name: tuple(ListLevel(level.format, level.text) for level in shape.levels)
            for name, shape in template.lists.items()
        }
    )
