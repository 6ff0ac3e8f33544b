"""A few opinions on the smallest plan, and short ways to change them. All are invented (記載例); nobody wrote them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from pipeline.answers.agreement import check_consultation, differing_answers
from pipeline.answers.load import read_consultation
from pipeline.answers.model import Consultation, Opinion
from pipeline.answers.opinions import read_opinions
from pipeline.problems import PlanErrors, Problem
from tests.kept import parse
from tests.small_plan import FOLDER, resolved

HEAD = ("No.", "該当箇所", "意見", "提出方法")
OPINIONS_CSV = """\
No.,該当箇所,意見,提出方法
1,第２章,（記載例）見守りを広げてほしい。,電子メール
2,第２章,（記載例）見守りの回数を増やしてほしい。,窓口
3,,（記載例）相談の窓口を知らせてほしい。,郵送
"""
ANSWERS_YAML = """\
回答:
  - 意見: [1, 2]
    意見の概要: （記載例）見守りを広げてほしい。
    市の考え方: 意見を受けて、[](#measure-a)を直しました。
    対応区分: 反映
    変更: [measure-a]
  - 意見: [3]
    市の考え方: 窓口は、広報でお知らせしていきます。
    対応区分: 参考
"""
TEXTS = {"opinions.csv": OPINIONS_CSV, "answers.yaml": ANSWERS_YAML}
Changes = Mapping[str, str | bytes | None]


def small_files(changes: Changes | None = None) -> dict[str, bytes]:
    """The two files; `changes` replace, add, or (None) take away files."""
    files = {**TEXTS, **(changes or {})}
    return {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
        if content is not None
    }


def consultation(changes: Changes | None = None) -> Consultation:
    return read_consultation(small_files(changes), FOLDER, parse)


def problems_with(changes: Changes) -> list[Problem]:
    """All that is wrong with opinions and answers after `changes`, on the smallest plan."""
    try:
        found = consultation(changes)
        problems = [*found.notices, *differing_answers(found), *check_consultation(found, resolved().targets)]
        return sorted(problems, key=lambda each: each.location)
    except PlanErrors as errors:
        return list(errors.problems)


def opinions_of(data: str | bytes, name: str = "opinions.csv") -> tuple[Opinion, ...]:
    return read_opinions({name: data.encode() if isinstance(data, str) else data}, FOLDER).opinions


def opinion_problems(data: str | bytes, name: str = "opinions.csv") -> list[Problem]:
    try:
        opinions_of(data, name)
    except PlanErrors as errors:
        return list(errors.problems)
    return []


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet; text stays text, whatever it begins with."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for place in merged:
        book.active.merge_cells(place)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package in which one part is another."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return stream.getvalue()
