"""回収一覧: who has sent what back, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.workbook import Cell, Column, WorkbookSheet, plain
from pipeline.problems import Problem
from pipeline.review.model import Entry, Kind

_STATUS = ("課", "ファイル", "状況", "直し", "コメント", "新しい項目", "原稿も変わった所", "矛盾")
_WIDTHS = (20, 34, 12, 8, 10, 12, 18, 8)


def status_sheet(
    plan: str,
    returned: Iterable[tuple[str, str, Sequence[Entry]]],
    unread: Sequence[str],
    waiting: Sequence[str],
) -> WorkbookSheet:
    """A row for each file that came back, with how much is wanted in it, and for each department that sent none."""
    rows: list[tuple[Cell, ...]] = [
        (plain(department), plain(file), plain("回収"), *_counts(entries))
        for department, file, entries in returned
    ]
    rows += [(plain(""), plain(file), plain("読めません"), *[plain("")] * 5) for file in unread]
    rows += [(plain(department), plain(""), plain("未回収"), *[plain("")] * 5) for department in waiting]
    columns = tuple(map(Column, _STATUS, _WIDTHS))
    return WorkbookSheet("回収状況", f"{plan}　回収状況", columns, tuple(rows))


def _counts(entries: Sequence[Entry]) -> tuple[int, int, int, int, int]:
    comments = sum(entry.kind is Kind.COMMENT for entry in entries)
    new = sum(entry.kind is Kind.NEW_ITEM for entry in entries)
    moved, against = (
        sum(bool(entry.now) for entry in entries),
        sum(bool(entry.conflicts) for entry in entries),
    )
    return len(entries) - comments - new, comments, new, moved, against


def told_sheet(plan: str, problems: Sequence[Problem]) -> WorkbookSheet:
    """What is to be known of files, rows and cells."""
    columns = (Column("ファイル・行", 34), Column("内容", 60), Column("直し方", 60))
    rows = tuple(tuple(map(plain, (str(each.location), each.message, each.hint))) for each in problems)
    return WorkbookSheet(
        "注意", f"{plan}　回収で気を付ける所", columns, rows or ((plain("ありません"), plain(""), plain("")),)
    )
