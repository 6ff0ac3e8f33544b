"""The report on many plans: a workbook for people, and the same as CSV for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.batch.model import Result, in_order
from pipeline.excel import FORMULA_SIGNS, write_workbook
from pipeline.model.workbook import Cell, Column, WorkbookSheet, plain

_PLANS = (
    *(("団体コード", 12), ("フォルダー", 26), ("計画", 40), ("結果", 22), ("エラー", 8), ("注意", 8)),
    *(("文書", 8), ("本編の頁", 10), ("頁の計", 8), ("秒", 8), ("前のまま", 10), ("初めのエラー", 60)),
)
_PROBLEMS = (
    *(("団体コード", 12), ("フォルダー", 26), ("区分", 8), ("場所", 40), ("番号", 22)),
    *(("内容", 60), ("直し方", 60)),
)
Value = str | int | None


def report_files(results: Sequence[Result]) -> Mapping[str, bytes]:
    """The files of the report, by name: plans in the order of their municipalities' codes."""
    ordered = in_order(results)
    plans, problems = [_plan(each) for each in ordered], [row for each in ordered for row in _problems(each)]
    sheets = (
        _sheet("計画", "まとめて作った計画", _PLANS, plans),
        _sheet("問題", "計画ごとの問題", _PROBLEMS, problems),
    )
    return {
        "report.xlsx": write_workbook("まとめて作った計画", "", sheets),
        "report.csv": _csv(_PLANS, plans),
        "problems.csv": _csv(_PROBLEMS, problems),
    }


def _plan(result: Result) -> tuple[Value, ...]:
    counts = [count for _, count in result.pages]
    first = next((problem for problem in result.problems if not problem.warning), None)
    return (
        result.task.code,
        result.task.name,
        result.title,
        str(result.outcome),
        result.errors,
        result.warnings,
        len(result.pages),
        counts[0] if counts else None,
        None if None in counts or not counts else sum(count or 0 for count in counts),
        f"{result.seconds:.1f}",
        "はい" if result.kept else "",
        f"{first.location}: {first.message}" if first else "",
    )


def _problems(result: Result) -> Iterator[tuple[Value, ...]]:
    for each in result.problems:
        kind = "注意" if each.warning else "エラー"
        yield (
            result.task.code,
            result.task.name,
            kind,
            str(each.location),
            str(each.code),
            each.message,
            each.hint,
        )


def _sheet(
    name: str, title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Value]]
) -> WorkbookSheet:
    return WorkbookSheet(
        name, title, tuple(Column(*each) for each in columns), tuple(tuple(map(_cell, row)) for row in rows)
    )


def _cell(value: Value) -> Cell:
    return value if isinstance(value, int) else plain(value or "")


def _csv(columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a mark at its begin, by which Excel knows it; what a spreadsheet would take for a formula has an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([head for head, _ in columns])
    writer.writerows([[_harmless(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
