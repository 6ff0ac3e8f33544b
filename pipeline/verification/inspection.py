"""Finished documents given to the independent reader, each of them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

from pipeline import checks
from pipeline.layout.rounds import Candidate
from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.content import DocumentContent
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.numbers import ResolvedPlan, Target
from pipeline.model.share import Share, alone

# From so many bytes of a Word file on another process is worth its start: they take two seconds to read and check.
WORTH_SHARING = 500_000


def read_ahead(candidates: Iterable[Candidate]) -> None:
    """Read the plan while LibreOffice lays it out on the other core: if its page numbers stay, that is done."""
    for candidate in candidates:
        if candidate.name == PLAN.name:
            _inspected(candidate.name, candidate.docx, alone)()


Inspected = Mapping[str, Callable[[], tuple[checks.Reading, list[checks.Finding]]]]


def inspect(documents: Mapping[str, bytes], share: Share = alone) -> Inspected:
    """Documents by name, each as read and what is wrong within it as soon as that is asked for.

    A long one is read here and elsewhere, to be checked at both places; elsewhere that begins at once.
    """
    return {name: _inspected(name, docx, share) for name, docx in documents.items()}


def _inspected(
    name: str, docx: bytes, share: Share
) -> Callable[[], tuple[checks.Reading, list[checks.Finding]]]:
    give = share if len(docx) >= WORTH_SHARING else alone
    found = give(partial(_found, name, docx), (_sense, _form))

    def finish() -> tuple[checks.Reading, list[checks.Finding]]:
        sense, form = found
        return _read(name, docx), [*form, *sense]

    return finish


@lru_cache(maxsize=8)
def _opened(name: str, docx: bytes) -> checks.Opened:
    return checks.open_document(name, docx)


@lru_cache(maxsize=8)
def _read(name: str, docx: bytes) -> checks.Reading:
    return checks.read_opened(_opened(name, docx))


@lru_cache(maxsize=16)
def _found(
    name: str, docx: bytes, look: Callable[[str, bytes], list[checks.Finding]]
) -> list[checks.Finding]:
    return look(name, docx)


def _form(name: str, docx: bytes) -> list[checks.Finding]:
    return checks.check_form(_opened(name, docx))


def _sense(name: str, docx: bytes) -> list[checks.Finding]:
    return _sense_of(_read(name, docx))


def _sense_of(reading: checks.Reading) -> list[checks.Finding]:
    return [
        *checks.check_sense(reading),
        *checks.check_note_order(reading),
        *checks.check_running(reading),
    ]


def _within(reading: checks.Reading) -> list[checks.Finding]:
    """The faults of a finished document, whatever else there is."""
    return [*checks.check_form(reading), *_sense_of(reading)]


def check_redline(docx: bytes, content: DocumentContent) -> list[checks.Finding]:
    """The faults of a document with tracked changes once all are accepted, or all rejected.

    The contents lists are those of the new plan, so they are left out where the old one is read.
    """
    assert content.tracked is not None, "only a redline has tracked changes"
    findings = list(checks.check_note_order(checks.read(content.name, docx)))
    for settled, targets in (
        (checks.accepted(docx), content.targets),
        (checks.without_contents(checks.rejected(docx)), content.tracked.before.targets),
    ):
        reading = checks.read(content.name, settled)
        findings += checks.check_document(reading)
        findings += checks.check_note_order(reading, settled=True)
        findings += checks.check_expected(reading, *_expected(targets))
    return findings


def _expected(targets: Mapping[str, Target]) -> tuple[dict[str, str], dict[str, str]]:
    """The resolver's numbers and titles, by bookmark."""
    numbers = {target.bookmark: target.number for target in targets.values() if target.number}
    titles = {target.title_bookmark: target.title for target in targets.values() if target.title}
    return numbers, titles


def check(inspected: Inspected, resolved: ResolvedPlan) -> list[checks.Finding]:
    """The independent reader's findings in finished documents by name, the plan among them."""
    finished = {name: finish() for name, finish in inspected.items()}
    readings = {name: reading for name, (reading, _) in finished.items()}
    findings = [finding for _, found in finished.values() for finding in found]
    findings += checks.check_expected(readings[PLAN.name], *_expected(resolved.targets))
    for name, reading in readings.items():
        if name != PLAN.name:
            findings += checks.check_mentions(reading, readings[PLAN.name])
    return findings + checks.check_agreement(readings, _facts(resolved))


def check_beside(documents: Mapping[str, bytes], resolved: ResolvedPlan) -> list[checks.Finding]:
    """The faults of documents that say something about a plan without being made beside it."""
    readings = {name: checks.read(name, docx) for name, docx in documents.items()}
    findings = [finding for reading in readings.values() for finding in _within(reading)]
    return findings + checks.check_agreement(readings, _facts(resolved))


def _facts(resolved: ResolvedPlan) -> checks.Facts:
    profile, framework = resolved.plan.profile, resolved.plan.framework
    innermost = {item.id: item for item in framework.innermost()}
    return checks.Facts(
        plan_name=profile.name,
        period=profile.period,
        stage=profile.stage.value,
        stage_label=profile.stage.label,
        vision=framework.vision,
        measures=tuple(item.title for item in innermost.values()),
        headings=tuple(
            innermost[block.id].title
            for block in walk_blocks(resolved.body)
            if isinstance(block, Heading) and block.id in innermost
        ),
        level=framework.levels[-1].name,
        documents={each.name: each.label for each in resolved.plan.documents},
        sheets=tuple(each.name for each in resolved.plan.documents if each == FRAMEWORK),
    )
