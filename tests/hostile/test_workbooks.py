"""Workbooks that are broken, or made to fill a machine: each ends at once, in opinions or in a problem with a place."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from pipeline.model import limits
from tests.answers.small_answers import HEAD, opinion_problems, opinions_of, with_part, workbook
from tests.small_plan import places

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [HEAD, (1, "第１章", "（記載例）言葉", "窓口"), (2, "", "（記載例）言葉", "郵送")]
DATA = workbook(ROWS, ("D2:D3",))


def sheet_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(SHEET).decode()


def with_sheet(before: str, after: str) -> bytes:
    """The workbook with one thing changed in its sheet's XML."""
    sheet = sheet_of(DATA)
    assert before in sheet
    return with_part(DATA, SHEET, sheet.replace(before, after, 1).encode())


def without(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
    return stream.getvalue()


BOMB = with_part(DATA, SHEET, b"<worksheet>" + b" " * limits.WORKBOOK + b"</worksheet>")
ENTITIES = with_sheet("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet')


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "opinion.file"),
        (b"PK\x03\x04", "opinion.file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "opinion.file"),  # .xls, or encrypted
        (DATA[: len(DATA) // 2], "opinion.file"),
        (without("xl/workbook.xml"), "opinion.file"),
        (without(SHEET), "opinion.file"),
        (with_part(DATA, SHEET, b"<worksheet"), "opinion.file"),
        (ENTITIES, "opinion.file"),
        (BOMB, "file.too-large"),
        (bytes(limits.TEMPLATE + 1), "file.too-large"),
    ],
    ids=["empty", "cut", "xls", "half", "no workbook", "no sheet", "no xml", "entities", "bomb", "large"],
)
def test_files_that_are_no_workbooks_are_told(data: bytes, code: str) -> None:
    """With the way to save them right, or smaller."""
    assert places(opinion_problems(data, "opinions.xlsx")) == [(code, "opinions.xlsx")]


def test_a_million_rows_that_were_only_formatted_are_passed_over() -> None:
    """Excel writes them where somebody coloured a whole column."""
    empty = (
        "".join(f'<row r="{n}"/>' for n in range(4, 100_000)) + '<row r="1048576"><c r="XFD1048576"/></row>'
    )
    assert len(opinions_of(with_sheet("</sheetData>", f"{empty}</sheetData>"), "opinions.xlsx")) == 2


def test_a_table_longer_than_any_is_told() -> None:
    """What is far below is not left out in silence."""
    row = '<row r="1048576"><c r="A1048576"><v>3</v></c></row>'
    problems = opinion_problems(with_sheet("</sheetData>", f"{row}</sheetData>"), "opinions.xlsx")
    assert places(problems) == [("file.too-large", "opinions.xlsx")]


@pytest.mark.parametrize(
    "place", ["A1:XFD1048576", "A2:A1048576", "XFD1:XFD1048576", "A1:ZZZ9", "A0:A9", "B9:A1", "A:A", ""]
)
def test_merges_of_the_whole_sheet_take_no_time(place: str) -> None:
    """Or of places that are none: each ends in opinions or in problems."""
    data = with_sheet('ref="D2:D3"', f'ref="{place}"')
    problems = opinion_problems(data, "opinions.xlsx")
    assert {problem.code.partition(".")[0] for problem in problems} <= {"opinion"}


def test_merges_that_lie_over_one_another_are_told() -> None:
    """There could be a million of them."""
    more = '<mergeCell ref="D2:D1048576"/>' * 1000
    data = with_sheet('<mergeCell ref="D2:D3"', f'{more}<mergeCell ref="D2:D3"')
    assert places(opinion_problems(data, "opinions.xlsx")) == [("opinion.file", "opinions.xlsx")]


def test_a_wrong_size_of_the_sheet_hides_nothing() -> None:
    """Some programs write A1 whatever there is."""
    assert len(opinions_of(with_sheet('ref="A1:D3"', 'ref="A1"'), "opinions.xlsx")) == 2


def test_damaged_bytes_end_in_opinions_or_problems() -> None:
    """Bytes changed at random, in the package and in its parts."""
    chance = random.Random(5)
    names = zipfile.ZipFile(io.BytesIO(DATA)).namelist()
    for _ in range(150):
        name = chance.choice(names)
        with zipfile.ZipFile(io.BytesIO(DATA)) as package:
            part = bytearray(package.read(name))
        for _ in range(chance.randint(1, 5)):
            part[chance.randrange(len(part))] = chance.randrange(256)
        data = bytearray(with_part(DATA, name, bytes(part)))
        if chance.random() < 0.3:
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = opinion_problems(bytes(data), "opinions.xlsx")
        assert {problem.location.file for problem in found} <= {"plan_source/opinions.xlsx"}
