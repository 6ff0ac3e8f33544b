"""The main path: from plan_source/ to the finished documents.

It reads like the drawing in the package's docstring; each step is a function from a frozen value to the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline import checks
from pipeline.editions.framework import framework_edition
from pipeline.editions.plan import plan_edition
from pipeline.editions.summary import summary_edition
from pipeline.model.blocks import Grid, Heading, Table, walk
from pipeline.model.edition import Edition, Part, Sheet
from pipeline.model.inlines import Mention, Reference
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.project import Project
from pipeline.resolve.numerals import KNOWN_FORMATS
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.word.compose import compose
from pipeline.word.template import Template, open_template

EDITIONS: Mapping[str, Callable[[ResolvedPlan], Edition]] = {
    "plan": plan_edition,
    "summary": summary_edition,
    "framework": framework_edition,
}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Document:
    """A finished document, and what the closing table says of it. Times in seconds."""

    name: str
    data: bytes
    headings: int
    references: int
    tables: int
    seconds: float


class CheckFailure(Exception):
    """A finished document is not what it should be: our mistake, not the author's."""

    def __init__(self, findings: Sequence[checks.Finding]) -> None:
        super().__init__("\n".join(f"{f.document}: {f.message} [{f.code}] ({f.where})" for f in findings))
        self.findings = tuple(findings)


def build(project: Project, wanted: Sequence[str], tell: Tell) -> list[Document]:
    """Make the wanted documents and put them into build/.

    Raises PlanErrors, MachineError or CheckFailure; build/ is then as it was.
    """
    project.check_writable([_file_name(name) for name in wanted])
    documents = make(project, wanted, tell)
    tell("文書を書き込んでいます")
    project.write({_file_name(document.name): document.data for document in documents})
    return documents


def _file_name(document: str) -> str:
    return f"{document}.docx"


def make(project: Project, wanted: Sequence[str], tell: Tell) -> list[Document]:
    """The wanted documents, checked, and nothing written."""
    templates, resolved = prepare(project, tell)
    # The plan is always made: the other documents are checked against it.
    documents = []
    for name in dict.fromkeys(("plan", *wanted)):
        tell(f"文書を作っています（{name}.docx）")
        begin = time.perf_counter()
        edition = EDITIONS[name](resolved)
        data = compose(edition, templates[name])
        documents.append(_document(edition, data, time.perf_counter() - begin))
    tell("できた文書を確かめています")
    findings = check(documents, resolved)
    if findings:
        raise_if_any(_template_faults(templates))
        raise CheckFailure(findings)
    return [document for document in documents if document.name in wanted]


def prepare(project: Project, tell: Tell) -> tuple[dict[str, Template], ResolvedPlan]:
    """The checked templates, and the plan numbered by them."""
    problems: list[Problem] = []
    templates: dict[str, Template] = {}
    tell("テンプレートを読んでいます")
    for name in EDITIONS:
        with _collected(problems):
            templates[name] = open_template(
                name, project.read_template(name), KNOWN_FORMATS, project.templates.name
            )
    tell("原稿を読んでいます")
    with _collected(problems):
        plan = load_plan(project.read_source(), project.parse, project.source.name)
    raise_if_any(problems)
    tell("番号と参照を決めています")
    scheme = templates["plan"].scheme
    assert scheme is not None, "the plan's contract asks for headings"
    return templates, resolve(plan, scheme)


def _template_faults(templates: Mapping[str, Template]) -> Iterator[Problem]:
    """What is wrong with the templates themselves: documents made from them have it too."""
    for name, template in templates.items():
        for finding in checks.check_document(checks.read(name, template.data)):
            yield Problem(
                Location(template.file),
                Code.TEMPLATE_FAULT,
                f"{finding.message}（{finding.where}）",
                "Wordでテンプレートのその場所を直してください。画像には代替テキストが要ります",
            )


@contextmanager
def _collected(problems: list[Problem]) -> Iterator[None]:
    """Adds what a step reports to `problems`, so that templates and plan are reported together."""
    try:
        yield
    except PlanErrors as errors:
        problems.extend(errors.problems)


def check(documents: Sequence[Document], resolved: ResolvedPlan) -> list[checks.Finding]:
    """What the independent reader finds wrong with finished documents, the plan among them."""
    readings = {document.name: checks.read(document.name, document.data) for document in documents}
    findings = [finding for reading in readings.values() for finding in checks.check_document(reading)]
    targets = resolved.targets.values()
    numbers = {target.bookmark: target.number for target in targets if target.number}
    titles = {target.title_bookmark: target.title for target in targets if target.title}
    findings += checks.check_expected(readings["plan"], numbers, titles)
    for name, reading in readings.items():
        if name != "plan":
            findings += checks.check_mentions(reading, readings["plan"])
    profile, framework = resolved.plan.profile, resolved.plan.framework
    facts = checks.Facts(
        plan_name=profile.name,
        period=profile.period,
        stage=profile.stage.value,
        stage_label=profile.stage.label,
        vision=framework.vision,
        measures=tuple(measure.title for measure in framework.measures),
    )
    return findings + checks.check_agreement(readings, facts)


def _document(edition: Edition, data: bytes, seconds: float) -> Document:
    headings = references = tables = 0
    for slot in edition.slots.values():
        blocks = slot.blocks if isinstance(slot, Part) else (slot.grid,) if isinstance(slot, Sheet) else ()
        for node in walk(blocks):
            headings += isinstance(node, Heading)
            references += isinstance(node, Reference | Mention)
            tables += isinstance(node, Grid) or isinstance(getattr(node, "body", None), Table | Grid)
    return Document(edition.name, data, headings, references, tables, seconds)
