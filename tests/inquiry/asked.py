"""A small plan with a field of every form, and ways to send its tables out, to write into them, and to collect them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.inquiry.entries import entries_of
from pipeline.inquiry.files import read_returned
from pipeline.inquiry.model import Sent, as_sent
from pipeline.inquiry.today import Today
from pipeline.model.documents import plan_alone
from pipeline.problems import Problem
from pipeline.review.model import Entry
from pipeline.workflows.ask import Asked, ask, tables_of
from pipeline.workflows.collect import Collected, collect
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.declared import small_with
from tests.small_plan import FOLDER

FRAMEWORK = """\
# 体系
階層: [{名: 目標}, {名: 取組, 略称: あり}]
欄:
  目標:
    - {名: 指標, 形: 指標, 任意: はい}
    - {名: 番号, 形: 番号, 任意: はい}
  取組:
    - {名: 内容, 形: 文章}
    - {名: 担当課, 形: 語}
    - {名: 区分, 形: 選択, 値: [新規, 継続], 任意: はい}
    - {名: 計画, 形: 一覧, 任意: はい}
    - {名: 役割, 形: 対, 項目: [市民, 行政], 任意: はい}
    - {名: 関連, 形: 参照, 任意: はい}
    - {名: 事業, 形: 表, 列: [事業名, 内容, {名: 種別, 値: [拡充, 継続]}], 任意: はい}
基本理念: 支え合うまち
目標:
  - id: goal-a
    題: 安心なまち  # 目標の題
    指標:
      - {名: 相談の件数, 単位: 件, 基準: {年度: 令和５年度, 値: "1,200"}, 目標: {年度: 令和11年度, 値: "1,500"}, 方向: 増やす}
      - {名: 満足度, 単位: ％, 基準: {年度: 令和５年度, 値: 62.5}, 目標: {年度: 令和11年度, 値: 70}}
    番号: [3, 11]
    取組:
      - id: measure-a
        略称: 見守り
        題: 見守りの充実
        内容: |
          地域で見守ります（[](#sec-text)）。

          次のことを**行います**。

          - 声を掛けること
          - 訪ねること
        担当課: 福祉課、健康課
        区分: 新規
        計画: [総合計画, 防災計画]
        役割: {市民: 声を掛けます。, 行政: 場をつくります。}
        関連: [measure-b]
        事業:
          - {事業名: 見守り事業, 内容: 訪問します。, 種別: 継続}
          - {事業名: 配食事業, 内容: 届けます。, 種別: 拡充}
      - id: measure-b
        略称: 相談
        題: 相談の充実
        内容: 相談に応じます。
        担当課: 福祉課
"""
HEAD_LINE = 4
Edit = Callable[[Any], None]


def project_of(
    folder: Path, framework: str = FRAMEWORK, more: Mapping[str, str | bytes | None] | None = None
) -> Project:
    return small_with(folder, {"framework.yaml": framework, **(more or {})})


def asked(project: Project, by: str = "担当課") -> Asked:
    return ask(project, by, lambda _: None)


def sent(project: Project, department: str = "福祉課") -> bytes:
    """The workbook that goes to a department."""
    return (project.output / "ask" / f"{department}.xlsx").read_bytes()


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def edited(data: bytes, *edits: Edit) -> bytes:
    """A workbook after what somebody did to it, saved by openpyxl."""
    book = opened(data)
    for edit in edits:
        edit(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def cell(sheet: Worksheet, row: str, head: str) -> Any:
    """The cell of a row, by its id, under a head."""
    heads = [each.value for each in sheet[HEAD_LINE]]
    line = next(each.row for each in sheet["A"] if each.value == row)
    return sheet.cell(line, heads.index(head) + 1)


def put(sheet: str, row: str, head: str, value: Any) -> Edit:
    """Writes a value into a cell."""

    def edit(book: Any) -> None:
        cell(book[sheet], row, head).value = value

    return edit


def collected(project: Project, files: Mapping[str, bytes]) -> Collected:
    """What came back in these files."""
    folder = project.source.parent / "back"
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return collect(project, folder, lambda _: None)


def brief(entry: Entry) -> str:
    """種類 対象: 修正前 → 修正後, as one line."""
    text = f"{entry.kind.value} {entry.target}: {entry.before} → {entry.after}"
    return text.replace("\n", "／")


# What is asked once of the plan as it is, for all tests of what comes back


@cache
def standing() -> tuple[Mapping[str, bytes], Today, Sent]:
    """The workbooks of the plan's departments, its tables, and what was sent of them."""
    with TemporaryDirectory() as folder:
        project = project_of(Path(folder))
        asked(project)
        tables = tables_of(prepare(project, lambda _: None, plan_alone), FOLDER)
        books = {path.stem: path.read_bytes() for path in (project.output / "ask").iterdir()}
    return books, Today(tables, FOLDER), as_sent(tables)


def book_of(department: str = "福祉課", *edits: Edit) -> bytes:
    """The workbook of a department after edits."""
    return edited(standing()[0][department], *edits)


def read_file(data: bytes, name: str = "戻り.xlsx") -> tuple[list[Entry], Sequence[Problem]]:
    """The entries of a file that came back while the plan stood still, and what is told of it."""
    _, today, sent = standing()
    returned = read_returned(name, data, lambda _: sent, sent)
    return list(entries_of(returned, today)), returned.read.problems


def wanted(*edits: Edit) -> list[Entry]:
    """The entries of the workbook of 福祉課 after edits."""
    return read_file(book_of("福祉課", *edits))[0]
