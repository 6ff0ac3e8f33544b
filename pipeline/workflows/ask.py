"""`make ask`: from the framework to a workbook for each department."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.inquiry.baseline import baseline_rows
from pipeline.inquiry.book import Book, write_book
from pipeline.inquiry.model import Sent, Table, as_sent
from pipeline.inquiry.tables import Tabled, inquiry_tables
from pipeline.model.documents import plan_alone
from pipeline.model.file_names import distinct_names
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Problem, raise_if_any
from pipeline.source.framework import read_framework
from pipeline.source.framework_schema import FRAMEWORK, FrameworkFile
from pipeline.source.text import decode
from pipeline.workflows.prepare import Prepared, Tell, prepare
from pipeline.workspace import output
from pipeline.workspace.asked import keep_asked
from pipeline.workspace.project import Project

FOLDER = "ask"
WHOLE = "全課"
# So many names are told.
_NAMED = 5


@dataclass(frozen=True)
class Asked:
    """The workbooks that were made, each with the number of its rows, and what their sender should know."""

    version: str
    books: tuple[tuple[str, int], ...]
    notes: tuple[Problem, ...] = ()


def ask(project: Project, by: str, tell: Tell) -> Asked:
    """Make the workbooks in build/ask/, and keep what was sent. Raises PlanErrors or MachineError."""
    prepared = prepare(project, tell, plan_alone)
    tables = tables_of(prepared, project.source_called, by)
    departments = _departments(tables) if by else ()
    sent = as_sent(tables, departments)
    tell("表を作っています")
    folder = project.output / FOLDER
    named = distinct_names(departments or (WHOLE,))
    books = {
        f"{file}.xlsx": _book(prepared.resolved, tables, sent, each if departments else "")
        for each, file in named.items()
    }
    output.put(folder, {file: write_book(book) for file, book in books.items()}, {})
    keep_asked(project, sent.version, departments, [*baseline_rows(sent)])
    return Asked(
        sent.version,
        tuple((file, sum(len(table.rows) for table in book.tables)) for file, book in books.items()),
        (*(_nobody(tables, by) if by else ()), *_left(folder, books)),
    )


def _nobody(tables: Sequence[Table], by: str) -> Iterator[Problem]:
    """Items of which no department is named: they stand in no workbook."""
    for table in tables:
        rows = [row for row in table.rows if not row.departments]
        if rows:
            yield Problem(
                rows[0].values[-1].location,
                Code.ASK_NOBODY,
                f"「{table.name}」の{len(rows)}行は、「{by}」がないので、どの課の表にも入りません（{'、'.join(row.id for row in rows[:_NAMED])}）",
                f"「{by}」を書くか、全体の表（BYなし）で確かめてください",
                warning=True,
            )


def _left(folder: Path, made: Collection[str]) -> Iterator[Problem]:
    """Workbooks of an inquiry before, which could be sent by mistake."""
    left = sorted(
        path.name for path in folder.glob("*.xlsx") if path.name not in made and path.name[0] != "~"
    )
    if left:
        yield Problem(
            Location(str(folder / left[0])),
            Code.ASK_LEFT,
            f"前に作った表が残っています（{'、'.join(left[:_NAMED])}）",
            "今度は作らなかった表です。間違えて送らないように、要らなければ消してください",
            warning=True,
        )


def tables_of(prepared: Prepared, folder: str, by: str = "") -> tuple[Table, ...]:
    """The tables of a plan that is read already. Raises PlanErrors where no field is called `by`."""
    name = f"{folder}/{FRAMEWORK}"
    decoded = decode(name, prepared.source[FRAMEWORK])
    file, document, problems = read_framework(name, decoded.text or "", decoded.dropped)
    raise_if_any(problems)
    assert file is not None, "the plan was read"
    tabled = _tabled(file, prepared.source, folder) if file.indicators else {}
    return inquiry_tables(prepared.resolved, document, tabled, by)


def _tabled(file: FrameworkFile, source: Mapping[str, bytes], folder: str) -> Tabled:
    """The places of indicators that stand in a table of their own."""
    from pipeline.source.indicator_table import read_indicators

    written = unicodedata.normalize("NFC", posixpath.normpath(file.indicators.replace("\\", "/")))
    data = next(data for path, data in source.items() if unicodedata.normalize("NFC", path) == written)
    indicators, _ = read_indicators(f"{folder}/{written}", decode(written, data).text or "", file)
    return {identity: [place for _, place in each] for identity, each in indicators.items()}


def _departments(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for table in tables for row in table.rows for each in row.departments))


def _book(resolved: ResolvedPlan, tables: Sequence[Table], sent: Sent, department: str) -> Book:
    own = tuple(_own(tables, department))
    profile = resolved.plan.profile
    return Book(
        f"{profile.name}{profile.stage.label}",
        profile.office or profile.city,
        department,
        own,
        replace(as_sent(own), version=sent.version, department=department),
    )


def _own(tables: Sequence[Table], department: str) -> Iterator[Table]:
    """The tables with the rows of a department; those that have none are left out, but for a table of all."""
    for table in tables:
        rows = tuple(row for row in table.rows if not department or department in row.departments)
        if rows:
            yield replace(table, rows=rows)
