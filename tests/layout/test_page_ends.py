"""Where pages end within long tables, as LibreOffice lays them out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.layout.printed import read_printed
from tests.layout.projects import finish, small_project
from tests.small_plan import CHAPTER, chapter

GROUPS = range(70)
TABLE = f"""\
::: {{.表 .番号なし 小見出し="{"、".join(f"組{number}" for number in GROUPS)}"}}
| 区分 | 数 |
|:--|--:|
{"".join(f"| 組{number} | << |{chr(10)}| 行{number} | 1 |{chr(10)}" for number in GROUPS)}:::
"""


def test_a_row_that_names_those_under_it_ends_no_page(office: Path, tmp_path: Path) -> None:
    """Every other row is such a one, so that without care about half of the pages would end with one."""
    finished = finish(small_project(tmp_path, {CHAPTER: chapter(TABLE)}), ["plan"])
    texts = read_printed(finished["plan"].pdf).texts
    last = [rows[-1] for text in texts if (rows := re.findall(r"組\d+|行\d+", text))]
    assert len(last) >= 4
    assert [each for each in last if each.startswith("組")] == []
