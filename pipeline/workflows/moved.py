"""`make moved` and `make golden`: the plan as texts, and what moved since they were recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline import checks
from pipeline.frozen import dataclass
from pipeline.invocation import command, started_by_make
from pipeline.layout.cache import nothing_known
from pipeline.layout.engine import Engine
from pipeline.moved.record import (
    Record,
    labels_in,
    occurrences_of,
    outline_text,
    pages_text,
    read_record,
    references_text,
)
from pipeline.moved.report import report
from pipeline.problems import Code, MachineError, PlanErrors, Problem, raise_if_any
from pipeline.resolve.texts import printed_texts_of
from pipeline.source.words import place_of_words
from pipeline.system.held_files import once_free
from pipeline.workflows.build import Built, make
from pipeline.workflows.prepare import Prepared, prepare
from pipeline.workspace import output
from pipeline.workspace.project import Project

# What a recorded file's name ends with.
_KIND = ".txt"
UNCHANGED = "計画は、記録したときと同じです。"
# How the message of a reference to nothing begins.
_NAMED = re.compile("「([^」]+)」")


@dataclass(frozen=True)
class State:
    """The plan as it is: what would be recorded of it, and that as a Record with the places of references.

    `problems` are why there are no documents (`files`, by name), and `texts` then numbers and references alone; it has pages only
    where they were measured, with all fonts.
    """

    texts: Mapping[str, str]
    record: Record
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def state_of(project: Project, engine: Engine | None, tell: Callable[[str], None]) -> State:
    """Number the plan, make its documents, and write nothing. Raises PlanErrors where it can't be numbered, and MachineError
    and CheckFailure as `make` does."""
    prepared = prepare(project, tell)
    texts = {
        "outline": outline_text(prepared.resolved),
        "references": references_text(prepared.resolved),
    }
    files: dict[str, bytes] = {}
    problems: tuple[Problem, ...] = ()
    try:
        # As they are on any machine: what a sheet is set in is told with its pages.
        unset = make(project, (), None, lambda _: None, known=nothing_known())
        texts |= _projections(unset)
        files = {each.name: each.docx for each in unset.documents}
        if engine:
            texts |= _measured(prepared, make(project, (), engine, tell))
    except PlanErrors as errors:
        problems = tuple(errors.problems)
    record = read_record(texts)
    placed = replace(
        record,
        occurrences=tuple(occurrences_of(prepared.resolved)),
        said=tuple(printed_texts_of(prepared.resolved)),
        place=partial(place_of_words, files=prepared.source, folder=project.source_called),
        labels=labels_in(prepared.resolved),
    )
    return State(texts, placed, files, problems)


def _projections(built: Built) -> dict[str, str]:
    """The documents as the reader sees them."""
    return {each.name: checks.project(checks.read(each.name, each.docx)) for each in built.documents}


def _measured(prepared: Prepared, built: Built) -> dict[str, str]:
    """The pages, where every document was laid out in its own fonts."""
    measured = {each.name: (each.setting, each.facts) for each in built.documents if each.facts}
    if len(measured) < len(built.documents) or any(facts.missing for _, facts in measured.values()):
        return {}
    return {"pages": pages_text(prepared.resolved, measured)}


def read_recorded(folder: Path) -> Record:
    """The last record. Raises MachineError where nothing was recorded, or by a program that recorded otherwise."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob(f"*{_KIND}"))}
    if "outline" not in texts or "references" not in texts:
        raise MachineError(
            Code.RECORD_MISSING,
            f"{folder} に、計画の記録がありません",
            f"今の計画が正しければ、{command('golden')} で記録してください",
        )
    try:
        return read_record(texts)
    except (ValueError, TypeError, IndexError) as error:
        raise MachineError(
            Code.RECORD_UNREADABLE,
            f"{folder} の記録を読めません（前のプログラムのものか、書き換えられています）",
            f"今の計画が正しければ、{command('golden')} で記録し直してください",
        ) from error


def keep_record(folder: Path, state: State) -> None:
    """Keep a state as what the next is compared with; pages that were not measured stay as they were recorded. Texts of
    documents that the plan has no longer go.

    Raises PlanErrors where it has no documents.
    """
    raise_if_any(state.problems)
    output.put(folder, {f"{name}{_KIND}": text.encode() for name, text in state.texts.items()}, {})
    for path in folder.glob(f"*{_KIND}"):
        if path.stem not in (*state.texts, "pages"):
            once_free(path.unlink)


def told(before: Record, state: State, whole: bool = False) -> list[str]:
    """Lines about what moved since then, and what to do about it; `whole` with each of those that moved alike."""
    every = report(before, state.record, whole=True)
    lines = every if whole else report(before, state.record)
    if len(lines) < len(every):
        one_by_one = f"{command('moved')} {'ALL=1' if started_by_make() else '--all'}"
        lines.append(
            f"同じように変わった所は、まとめました。一つずつ見るには、{one_by_one} を実行してください。"
        )
    if state.problems:
        return lines
    accept = f"この変更でよければ {command('golden')} を実行すると、今の状態が記録されます。"
    lines.append(accept if lines else UNCHANGED)
    if not (before.pages and state.record.pages):
        lines.append("ページは、測っていないか記録がないので、比べていません。")
    return lines


def lost_targets(before: Record, problems: Iterable[Problem]) -> list[str]:
    """Of references to nothing: what it was that they pointed to when it was recorded, where their problem does not say so."""
    missing = (
        each.message for each in problems if each.code is Code.REF_MISSING and "前は、" not in each.message
    )
    named = [found[1] for message in missing if (found := _NAMED.match(message))]
    return [
        f"{identity} は、記録では{before.entries[identity].shown}でした。原稿から消えたか、idが変わっています"
        f"（参照が{named.count(identity)}か所）"
        for identity in dict.fromkeys(named)
        if identity in before.entries
    ]
