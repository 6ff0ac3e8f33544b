"""`make collect`: from the files of a folder, which departments sent back, to entries of review.yaml and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.excel import write_workbook
from pipeline.frozen import dataclass
from pipeline.inquiry.baseline import read_baseline
from pipeline.inquiry.entries import Returned, entries_of
from pipeline.inquiry.files import READ, Find, read_returned
from pipeline.inquiry.model import Sent, as_sent
from pipeline.inquiry.report import status_sheet, told_sheet
from pipeline.inquiry.today import Today
from pipeline.invocation import command
from pipeline.model.numerals import count_text
from pipeline.model.private import REVIEW
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem
from pipeline.receive.listing import grouped, listing_sheet
from pipeline.review.grown import with_new_entries
from pipeline.review.model import WORKBOOK, Entry, Kind, Review
from pipeline.review.write import write_review
from pipeline.workflows.ask import tables_of
from pipeline.workflows.prepare import Prepared, Tell, prepare
from pipeline.workflows.receive import maps_of_documents, review_of, write_listing
from pipeline.workspace import output
from pipeline.workspace.asked import find_asked
from pipeline.workspace.project import Project, begin_of

FOLDER, LIST = "review", "回収一覧.xlsx"
_HIDDEN = (".", "~$")


@dataclass(frozen=True)
class Collected:
    """What came back: the entries of each file that was read, as they are in review.yaml, those that are `new` there; all that is to be
    told of files, and those that could not be read; and who was asked and has sent nothing back."""

    returned: tuple[tuple[Returned, tuple[Entry, ...]], ...]
    new: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def told(self) -> Iterator[str]:
        """Who has returned and who has not, how much is wanted, and what contradicts, in lines."""
        departments = dict.fromkeys(each.department for each, _ in self.returned)
        yield (
            f"回収: {count_text(len(departments))}課（{'、'.join(departments)}）"
            if departments
            else "回収: なし"
        )
        if self.waiting:
            yield f"未回収: {count_text(len(self.waiting))}課（{'、'.join(self.waiting)}）"
        if self.unread:
            yield f"読めないファイル: {count_text(len(self.unread))}件（{'、'.join(self.unread)}）"
        entries = [entry for _, found in self.returned for entry in found]
        comments = sum(entry.kind is Kind.COMMENT for entry in entries)
        moved, against = (
            sum(bool(each.now) for each in entries),
            sum(bool(each.conflicts) for each in entries),
        )
        edits = len(entries) - comments
        yield (
            f"直し: {count_text(edits)}件　コメント: {count_text(comments)}件　"
            f"原稿も変わった所: {count_text(moved)}件　課の間の矛盾: {count_text(against)}件"
        )
        yield from (
            f"    矛盾: {each.id} {each.place}（{'、'.join(each.conflicts)}）"
            for each in entries
            if each.conflicts
        )


def collect(project: Project, folder: Path, tell: Tell) -> Collected:
    """Put what is wanted in the files of a folder into review.yaml, which stays as it is where that is nothing new. Raises PlanErrors
    where the plan or review.yaml can't be read, and MachineError."""
    paths = tuple(_files(folder))
    prepared = prepare(project, tell)
    called = project.source_called
    review = review_of(project)
    tell("返ってきた表を読んでいます")
    today = Today(tables_of(prepared, called), called)
    read, problems = _read(paths, folder, _finder(project), as_sent(today.tables))
    found = [(each, _numbered(each, entries_of(each, today), review)) for each in read]
    grown, new = with_new_entries(review, (entry for _, entries in found for entry in entries))
    unread = tuple(dict.fromkeys(each.location.file for each in problems))
    returned = tuple((each, _in_review(entries, grown)) for each, entries in found)
    told = (*problems, *(problem for each in read for problem in each.read.problems))
    collected = Collected(returned, new, told, unread, _waiting(project, read))
    tell("一覧を書き込んでいます")
    listing, faults = _listing(project, prepared, grown) if grown != review else ({}, ())
    listing = {LIST: _status(prepared, collected), **listing}
    output.put(project.output / FOLDER, listing, {})
    if grown != review:
        project.write_source(REVIEW, write_review(grown))
    return replace(collected, problems=(*told, *faults))


def _files(folder: Path) -> Iterator[Path]:
    """All files in a folder and those below it, but what programs leave beside them. Raises MachineError if there is none."""
    found = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(_HIDDEN)
    ]
    if not found:
        raise MachineError(
            Code.COLLECT_FILE,
            f"{folder} に、返ってきたファイルがありません"
            if folder.is_dir()
            else f"{folder} というフォルダーがありません",
            "返ってきた表を一つのフォルダーに集め、そのフォルダーを指定してください",
        )
    yield from found


def _read(
    paths: Iterable[Path], folder: Path, find: Find, today: Sent
) -> tuple[list[Returned], list[Problem]]:
    """The files that can be read, and what stands in the way of the others: they stop nothing."""
    read: list[Returned] = []
    problems: list[Problem] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if not name.casefold().endswith((*READ, ".xls")):
            hint = (
                f"Wordの文書は、{command('receive', file=name)} で受け取ります"
                if name.casefold().endswith(".docx")
                else "Excel ブック（.xlsx）かCSVだけを読みます"
            )
            problems.append(
                Problem(
                    Location(name), Code.COLLECT_FILE, "表ではないので、読んでいません", hint, warning=True
                )
            )
            continue
        try:
            read.append(read_returned(name, begin_of(path), find, today))
        except PlanErrors as errors:
            problems += (replace(each, warning=True) for each in errors.problems)
    return read, problems


def _finder(project: Project) -> Find:
    def find(version: str) -> Sent | None:
        kept = find_asked(project, version)
        sent = read_baseline(kept[0]) if kept else None
        return replace(sent, departments=kept[1]) if kept and sent else None

    return find


def _numbered(returned: Returned, entries: Sequence[Entry], review: Review) -> tuple[Entry, ...]:
    """Entries with ids of their department that no entry of the review has."""
    first = int(review.next_id(returned.department).rpartition("-")[2])
    return tuple(
        replace(entry, id=f"{returned.department}-{number:03}") for number, entry in enumerate(entries, first)
    )


def _in_review(entries: Sequence[Entry], review: Review) -> tuple[Entry, ...]:
    """The same entries as the review has them, with what was decided of them."""
    known = {entry.first_mark: entry for entry in review.entries}
    return tuple(known[mark] for entry in entries if (mark := replace(entry, mark="").first_mark) in known)


def _waiting(project: Project, read: Sequence[Returned]) -> tuple[str, ...]:
    kept = find_asked(project)
    back = {each.department for each in read}
    return tuple(each for each in (kept[1] if kept else ()) if each not in back)


def _status(prepared: Prepared, collected: Collected) -> bytes:
    """回収一覧: who has sent back what, what is wanted, and what else is to be known."""
    plan = prepared.resolved.plan.profile
    counted = [(each.department, each.file, entries) for each, entries in collected.returned]
    groups = grouped((entry for _, entries in collected.returned for entry in entries), {}, ())
    sheets = (
        status_sheet(plan.name, counted, collected.unread, collected.waiting),
        listing_sheet(plan.name, groups),
        told_sheet(plan.name, collected.problems),
    )
    return write_workbook(f"{plan.name}　回収一覧", plan.city, sheets)


def _listing(
    project: Project, prepared: Prepared, review: Review
) -> tuple[Mapping[str, bytes], Sequence[Problem]]:
    """受領一覧 of all that came back, in Word and Excel files alike; or why its template can't be used, which keeps nothing else back."""
    of_word = any(entry.document != WORKBOOK for entry in review.entries)
    today = maps_of_documents(prepared, prepared.resolved, project.source_called) if of_word else {}
    try:
        return write_listing(project, prepared, review.entries, today), ()
    except PlanErrors as errors:
        return {}, [replace(each, warning=True) for each in errors.problems]
