"""Tables of thousands of rows: somebody exports a register. They are made, and no row is lost."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.floats import Float, Table
from pipeline.model.inlines import plain_text
from tests.hostile.projects import make, parts_of, write_project
from tests.small_plan import CHAPTER, blocks_of, chapter

ROWS = 2000
ROW = "{number}番|{value}|{number}番目の備考です"


def rows(before: str, separator: str, after: str) -> str:
    lines = (ROW.format(number=number, value=number * 7919 % 99991) for number in range(ROWS))
    return "".join(f"{before}{line.replace('|', separator)}{after}\n" for line in lines)


def test_a_csv_table_of_2000_rows_has_them_all(tmp_path: Path) -> None:
    """In the document and in their order."""
    changes = {
        CHAPTER: chapter('::: {.表 #tbl-a csv="data/a.csv"}\n題\n:::'),
        "data/a.csv": f"番号,人口,備考\n{rows('', ',', '')}",
    }
    document = parts_of(make(write_project(tmp_path, changes))["plan"])["word/document.xml"].decode()
    assert document.count("番目の備考です") == ROWS
    assert document.index(f"{ROWS - 2}番目") < document.index(f"{ROWS - 1}番目")


def test_a_markdown_table_of_2000_rows_is_the_same_table() -> None:
    """What is made of it is the same from here on."""
    head = "|番号|人口|備考|\n|---|---|---|\n"
    (block,) = blocks_of(f"::: {{.表 #tbl-a}}\n題\n\n{head}{rows('|', '|', '|')}\n:::")
    assert isinstance(block, Float)
    assert isinstance(block.body, Table)
    assert len(block.body.rows) == ROWS + 1
    last = block.body.rows[-1][2]
    assert last is not None
    assert plain_text(last.text) == f"{ROWS - 1}番目の備考です"
