"""`make confirm`: somebody has looked at passages of the summary beside the body as it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, Problem, did_you_mean, raise_if_any
from pipeline.summary_review.confirmed import CONFIRMED, Confirmation, Confirmed, confirmation
from pipeline.summary_review.confirmed_file import write_confirmed
from pipeline.summary_review.passages import standings
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project


@dataclass(frozen=True)
class Record:
    """The record in confirmed.yaml: how many passages, and which are new in it or other than before, or gone."""

    count: int
    new: tuple[str, ...]
    gone: tuple[str, ...]


def confirm(project: Project, ids: Sequence[str], tell: Callable[[str], None]) -> Record:
    """Record the passages with these ids, or all, as they and the body are now.

    Passages that are no more leave the file. Raises PlanErrors and MachineError.
    """
    prepared = prepare(project, tell)
    now = {each.passage.id: confirmation(each) for each in standings(prepared.resolved)}
    raise_if_any(_unknown(f"{project.source_called}/{CONFIRMED}", ids, now))
    before = prepared.confirmed or {}
    after = dict(_kept(now, before, ids or now))
    project.write_source(CONFIRMED, write_confirmed(after))
    return Record(
        len(after),
        new=tuple(identity for identity, each in after.items() if before.get(identity) != each),
        gone=tuple(identity for identity in before if identity not in after),
    )


def _unknown(file: str, ids: Sequence[str], known: Collection[str]) -> Iterator[Problem]:
    for identity in ids:
        if identity not in known:
            yield Problem(
                Location(file),
                Code.REF_MISSING,
                f"「{identity}」という要約はありません",
                did_you_mean(identity, known) or f"要約のidを書いてください: {'、'.join(known)}",
            )


def _kept(
    now: Confirmed, before: Confirmed, looked_at: Collection[str]
) -> Iterator[tuple[str, Confirmation]]:
    """The confirmations in the order of the plan: as it is now where somebody looked, else as it was."""
    for identity, each in now.items():
        if identity in looked_at:
            yield identity, each
        elif identity in before:
            yield identity, before[identity]
