"""`make accept`: what the office takes of review.yaml goes into the source, each entry whole or not at all, and review.yaml says
what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model.private import REVIEW
from pipeline.problems import Code, Location, MachineError, Problem, did_you_mean, raise_if_any
from pipeline.review.model import Decision, Entry, Kind, Review
from pipeline.review.read import read_review
from pipeline.review.write import with_values, write_review
from pipeline.workflows.accepted import Outcome, Run
from pipeline.workflows.prepare import Tell, prepare
from pipeline.workspace.changed_source import change_source, difference
from pipeline.workspace.project import Project

# In build/: the files as they were before each run.
KEPT = "accepted"


@dataclass(frozen=True)
class Accepted:
    """The outcomes of a run; the files of plan_source/ that it changes, as they were and as they are; and the folder with the former."""

    outcomes: tuple[Outcome, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    kept: Path | None = None

    @property
    def difference(self) -> Iterator[str]:
        """The lines that changed, file by file, as `diff -u` shows them."""
        return difference(self.before, self.after)


def accept(project: Project, ids: Sequence[str], dry_run: bool, tell: Tell) -> Accepted:
    """Put the entries with these ids, or all that are marked 採る, into the source as far as that can be done surely.

    A `dry_run` writes nothing. Raises PlanErrors where review.yaml or the plan can't be read, and MachineError; nothing
    is changed then.
    """
    called = f"{project.source_called}/{REVIEW}"
    review = _read(project, called)
    chosen = _chosen(review, ids, called)
    prepared = prepare(project, tell)
    tell("修正を原稿に入れています")
    run = Run(
        project,
        prepared,
        dict(prepared.source),
        (*chosen, *(each for each in review.entries if each.is_done)),
    )
    outcomes = [run.outcome(each) for each in _in_order(chosen)]
    tell("直した原稿を確かめています")
    outcomes = run.checked(outcomes)
    order = {each.id: at for at, each in enumerate(chosen)}
    outcomes.sort(key=lambda each: order[each.entry.id])
    before = {
        name: prepared.source[name] for name, data in run.source.items() if data != prepared.source[name]
    }
    after = {name: run.source[name] for name in before}
    accepted = Accepted(tuple(outcomes), before, after)
    if dry_run or not outcomes:
        return accepted
    return replace(accepted, kept=_write(project, review, accepted))


def _read(project: Project, called: str) -> Review:
    path = project.source / REVIEW
    try:
        return read_review(path.read_bytes(), called)
    except FileNotFoundError:
        raise MachineError(
            Code.REVIEW_MISSING,
            f"{called} がありません",
            f"返ってきたWordは {command('receive', file='戻り.docx')}、Excelは {command('collect', folder='戻り')} で読み取ると、受領した修正の一覧ができます",
        ) from None


def _chosen(review: Review, ids: Sequence[str], called: str) -> list[Entry]:
    known = {each.id: each for each in review.entries}
    raise_if_any(
        Problem(
            Location(called),
            Code.REVIEW_UNKNOWN,
            f"「{each}」という修正はありません",
            did_you_mean(each, known) or "review.yaml の id を書いてください（例: IDS=福祉課-001）",
        )
        for each in ids
        if each not in known
    )
    wanted = [known[each] for each in ids] or [
        each for each in review.entries if each.decision is Decision.TAKEN
    ]
    return [each for each in wanted if not each.is_done]


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Words first, then what moves, what goes, and what comes: of several things behind one passage the last is put in first, so that
    they stand in their order; what goes is taken from the end, a heading after all that is below it. What is noted may be no value at
    all, and keep all behind it from being read: it comes last."""
    moves = [each for each in entries if each.kind is Kind.MOVE]
    moves.sort(key=lambda each: int(f"0{each.target.partition('+')[2]}"), reverse=True)
    first = [each for each in entries if each.kind not in (Kind.ADDITION, Kind.MOVE) and each.after]
    gone = [each for each in entries if each.kind not in (Kind.ADDITION, Kind.MOVE) and not each.after]
    new = [each for each in entries if each.kind is Kind.ADDITION]
    # Those of lists have numbers of their own.
    listed = [each for each in new if each.target.rpartition("/")[2].isdecimal()]
    behind = [each for each in new if each not in listed]
    return sorted(
        [*first, *moves, *reversed(gone), *listed, *reversed(behind)], key=lambda each: bool(each.note)
    )


def _write(project: Project, review: Review, accepted: Accepted) -> Path | None:
    """The source files, then review.yaml, each folder at once; what they were is kept. The folder with that, if there is any."""
    kept = change_source(project, KEPT, accepted.before, accepted.after)
    values = {
        each.entry.id: {"result": each.result, **({"now": each.now} if each.now else {})}
        for each in accepted.outcomes
        if (each.entry.result, each.entry.now) != (each.result, each.now or each.entry.now)
    }
    project.write_source(REVIEW, write_review(with_values(review, values)))
    return kept
