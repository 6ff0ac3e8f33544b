"""Finished documents given to the independent reader, each of them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from pipeline import checks
from pipeline.frozen import dataclass
from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.content import DocumentContent
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.model.samples import TITLE, tags_of
from pipeline.model.share import Share, alone

if TYPE_CHECKING:
    from pipeline.checks.again import FormAgain, ReadingAgain
    from pipeline.layout.rounds import Candidate

# From so many bytes of Word files on another process is worth its start: they take two seconds to read and check.
WORTH_SHARING = 500_000

# By document; what one says of another stands under no name.
_Findings = Mapping[str, list[checks.Finding]]
_BETWEEN = ""


@dataclass(frozen=True)
class _Expected:
    """What documents have to say: the resolver's numbers and titles by bookmark, and the facts on which all agree."""

    numbers: Mapping[str, str]
    titles: Mapping[str, str]
    facts: checks.Facts


def read_ahead(candidates: Iterable[Candidate]) -> None:
    """Read the plan while LibreOffice lays it out on the other core: if its page numbers stay, that is done."""
    for candidate in candidates:
        if candidate.name == PLAN.name:
            _form_within(candidate.name, candidate.docx)
            _sense_within(candidate.name, candidate.docx)


def inspect(
    documents: Mapping[str, bytes],
    resolved: ResolvedPlan,
    share: Share = alone,
    kept: bool = False,
) -> Callable[[], list[checks.Finding]]:
    """Begin to look at finished documents by name, the plan among them; what is found comes when it is asked for.

    Of long ones, or in processes that are `kept`, the form is looked at here, and elsewhere their sense, for which they are read: that
    begins at once. Processes that are kept look at what differs from the documents before.
    """
    give = share if kept or sum(map(len, documents.values())) >= WORTH_SHARING else alone
    looks = (_form_again, _sense_again) if kept else (_form, _sense)
    found = give(partial(_looked_at, dict(documents), _expected(resolved)), looks)

    def finish() -> list[checks.Finding]:
        form, sense = found
        within = [each for name in documents for each in (*form[name], *sense[name])]
        return within + sense[_BETWEEN]

    return finish


def _looked_at(
    documents: Mapping[str, bytes],
    expected: _Expected,
    look: Callable[[Mapping[str, bytes], _Expected], _Findings],
) -> _Findings:
    return look(documents, expected)


def _form(documents: Mapping[str, bytes], _: _Expected) -> _Findings:
    return {name: _form_within(name, docx) for name, docx in documents.items()}


def _sense(documents: Mapping[str, bytes], expected: _Expected) -> _Findings:
    within = {name: _sense_within(name, docx) for name, docx in documents.items()}
    readings = {name: read_once(name, docx) for name, docx in documents.items()}
    return {**within, _BETWEEN: _between(readings, expected)}


def _between(readings: Mapping[str, checks.Reading], expected: _Expected) -> list[checks.Finding]:
    plan = readings[PLAN.name]
    between = checks.check_expected(plan, expected.numbers, expected.titles)
    for name, reading in readings.items():
        if name != PLAN.name:
            between += checks.check_mentions(reading, plan)
            between += checks.check_copies(reading, plan)
    return between + checks.check_agreement(readings, expected.facts)


def _form_again(documents: Mapping[str, bytes], _: _Expected) -> _Findings:
    return {name: _forms(name).check(docx) for name, docx in documents.items()}


def _sense_again(documents: Mapping[str, bytes], expected: _Expected) -> _Findings:
    """Where anything is wrong, all is read as if nothing had been known."""
    readings = {name: _readings(name).read(docx) for name, docx in documents.items()}
    within = {name: _sense_of(reading) for name, reading in readings.items()}
    found = {**within, _BETWEEN: _between(readings, expected)}
    return _sense(documents, expected) if any(found.values()) else found


@cache
def _forms(name: str) -> FormAgain:
    from pipeline.checks.again import FormAgain  # for processes that are kept

    return FormAgain(name)


@cache
def _readings(name: str) -> ReadingAgain:
    from pipeline.checks.again import ReadingAgain

    return ReadingAgain(name)


@lru_cache(maxsize=8)
def _opened(name: str, docx: bytes) -> checks.Opened:
    return checks.open_document(name, docx)


@lru_cache(maxsize=8)
def read_once(name: str, docx: bytes) -> checks.Reading:
    """A finished document, read; one that was read before is known."""
    return checks.read_opened(_opened(name, docx))


@lru_cache(maxsize=8)
def _form_within(name: str, docx: bytes) -> list[checks.Finding]:
    return checks.check_form(_opened(name, docx))


@lru_cache(maxsize=8)
def _sense_within(name: str, docx: bytes) -> list[checks.Finding]:
    return _sense_of(read_once(name, docx))


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
        findings += checks.check_expected(reading, *_numbers_and_titles(targets))
    return findings


def _expected(resolved: ResolvedPlan) -> _Expected:
    return _Expected(*_numbers_and_titles(resolved.targets), _facts(resolved))


def _numbers_and_titles(targets: Mapping[str, Target]) -> tuple[dict[str, str], dict[str, str]]:
    """The resolver's numbers and titles, by bookmark."""
    numbers = {
        target.bookmark: target.number
        for target in targets.values()
        if target.number and target.kind is not TargetKind.PROVISION
    }
    titles = {target.title_bookmark: target.title for target in targets.values() if target.title}
    # The number of provisions is text, which no list of Word's counts.
    titles |= {
        target.bookmark: target.number for target in targets.values() if target.kind is TargetKind.PROVISION
    }
    return numbers, titles


def check_quoting(documents: Mapping[str, bytes]) -> list[checks.Finding]:
    """The faults of documents that quote what others want: what they say need not agree with the plan."""
    return [finding for name, docx in documents.items() for finding in _within(checks.read(name, docx))]


def check_beside(documents: Mapping[str, bytes], resolved: ResolvedPlan) -> list[checks.Finding]:
    """The faults of documents that say something about a plan without being made beside it."""
    readings = {name: checks.read(name, docx) for name, docx in documents.items()}
    findings = [finding for reading in readings.values() for finding in _within(reading)]
    return findings + checks.check_agreement(readings, _facts(resolved))


def _level_of_rows(resolved: ResolvedPlan) -> str:
    """The name of the innermost level whose titles the sheet shows; empty if it shows none."""
    names = [level.name for level in resolved.plan.framework.levels]
    row = resolved.item_rows.get(FRAMEWORK.name)
    if row is None:
        return names[-1]
    tags = (tag for tag in tags_of(row) if tag.field in ("", TITLE))
    return max((tag.level for tag in tags), key=names.index, default="")


def _facts(resolved: ResolvedPlan) -> checks.Facts:
    profile, framework = resolved.plan.profile, resolved.plan.framework
    innermost = {item.id: item for item in framework.innermost()}
    shown = _level_of_rows(resolved)
    return checks.Facts(
        plan_name=profile.name,
        period=profile.period,
        stage=profile.stage.value,
        stage_label=profile.stage.label,
        vision=framework.vision,
        measures=tuple(item.title for item in framework.walk() if item.level.name == shown),
        headings=tuple(
            innermost[block.id].title
            for block in walk_blocks(resolved.body)
            if isinstance(block, Heading) and block.id in innermost
        ),
        level=framework.levels[-1].name,
        sheet_level=shown,
        documents={each.name: each.label for each in resolved.plan.documents},
        sheets=tuple(each.name for each in resolved.plan.documents if each == FRAMEWORK),
        items=tuple((framework.levels.index(item.level) + 1, item.title) for item in framework.walk()),
        trees=tuple(
            each.name for each in resolved.plan.documents if each.declared and each.declared.shows_framework
        ),
    )
