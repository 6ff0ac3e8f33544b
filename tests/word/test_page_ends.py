"""What stays on one page: a list is not parted from the words before it, nor one of its items from all others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter


def kept(folder: Path, markdown: str) -> str:
    """The texts of a chapter's paragraphs, those in brackets that stay with the next."""
    project = write_project(folder, {CHAPTER: chapter(markdown)})
    (document,) = make(project, ("plan",), None, quiet).documents
    paragraphs = checks.read("plan", document.docx).body.paragraphs
    begin, end, *_ = (index for index, each in enumerate(paragraphs) if each.style == "Heading1")
    return " ".join(
        f"[{each.text}]" if each.element.find(f"{w('pPr')}/{w('keepNext')}") is not None else each.text
        for each in paragraphs[begin + 1 : end]
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("前\n\n次の三つです。\n\n- 甲\n- 乙\n- 丙", "前 [次の三つです。] [甲] [乙] 丙"),
        ("次です。\n\n- 甲\n- 乙\n- 丙\n- 丁\n- 戊", "[次です。] [甲] 乙 丙 [丁] 戊"),
        ("次です。\n\n- 甲", "[次です。] 甲"),
        ("次です。\n\n- 甲\n  - 一\n  - 二\n- 乙\n- 丙", "[次です。] [甲] [一] 二 [乙] 丙"),
        ("次です。\n\n- 甲\n  - 一\n  - 二\n  - 三\n  - 四\n- 乙", "[次です。] [甲] [一] 二 [三] 四 乙"),
        ("次です。\n\n1. 甲\n\n   説明\n\n2. 乙", "[次です。] [甲] [説明] 乙"),
        ("1. 甲\n\n   一\n\n   二\n\n   三\n\n2. 乙", "[甲] 一 二 三 乙"),
        ("1. 文です。\n\n   一\n\n   二\n\n   三\n\n2. 乙", "文です。 一 二 三 乙"),
        ("文\n\n文\n\n::: {.右寄せ}\n令和７年３月\n\n市長\n:::\n\n文", "文 [文] [令和７年３月] 市長 文"),
        ("文\n\n文", "文 文"),
    ],
)
def test_lists_are_cut_where_two_items_stand_on_both_sides(
    markdown: str, expected: str, tmp_path: Path
) -> None:
    """The words before a list, its first two items and its last two stay together, unless an item is long. What is the head of an item,
    and no sentence, stays with its text, and who signs with what is signed."""
    assert kept(tmp_path, markdown) == expected


@pytest.mark.parametrize(
    ("characters", "expected"),
    [(60, [True, True, True, False]), (240, [True, False, False, False]), (600, [False] * 4)],
)
def test_what_takes_much_of_a_page_stays_with_nothing(
    characters: int, expected: list[bool], tmp_path: Path
) -> None:
    """LibreOffice parts no paragraph that stays with the next: half a page would be left empty, and in large letters more often. An item
    of several lines may stand alone at a page's foot, as a paragraph does."""
    text = "文" * characters
    stays = [
        each.startswith("[") for each in kept(tmp_path, f"{text}\n\n- {text}\n- {text}\n- 丙").split(" ")
    ]
    assert stays == expected


@pytest.mark.parametrize(("characters", "expected"), [(60, [True, False]), (600, [False, False])])
def test_notes_stay_together_unless_they_take_much_of_a_page(
    characters: int, expected: list[bool], tmp_path: Path
) -> None:
    """What a figure shows is said in its notes in large letters: all of them would go to the next page, and leave half of one empty."""
    notes = f"資料：{'文' * characters}\n\n※{'文' * characters}"
    table = f"::: {{.表 #tbl-a}}\n題\n\n| 甲 | 乙 |\n|:--|:--|\n| 一 | 二 |\n\n{notes}\n:::"
    stays = [each.startswith("[") for each in kept(tmp_path, table).split(" ") if characters * "文" in each]
    assert stays == expected


def test_a_line_of_the_contents_stays_with_what_is_listed_under_it_alone(tmp_path: Path) -> None:
    """第３章 stays with its first section, a section with its first part; whole runs of sections may part."""
    text = chapter("## 一\n\n文\n\n### 子\n\n文\n\n## 二\n\n文\n\n## 三\n\n文")
    project = write_project(tmp_path, {CHAPTER: text})
    (document,) = make(project, ("plan",), None, quiet).documents
    reading = checks.read("plan", document.docx)
    listed = [each for each in reading.body.paragraphs if reading.style_name(each).startswith("toc ")]
    kept = [each.element.find(f"{w('pPr')}/{w('keepNext')}") is None for each in listed]
    titles = [each.text.split("\t")[1] for each in listed]
    found = dict(zip(titles, kept, strict=True))
    assert [found[title] for title in ("一", "子", "二", "三")] == [True, False, False, False]


GROUPS = "、".join(f"組{number}" for number in range(30))
TABLE = f"""\
::: {{.表 .番号なし 小見出し="{GROUPS}"}}
| 区分 | 数 |
|:--|--:|
{"".join(f"| 組{number} | << |{chr(10)}| 行{number} | 1 |{chr(10)}| 後{number} | 2 |{chr(10)}" for number in range(30))}:::
"""


def table_rows(document: bytes) -> list[tuple[str, bool]]:
    """The first cells of the rows of a long table, and whether all that stands in each row stays with the next."""
    tables = Document(io.BytesIO(document)).tables
    (long,) = (each for each in tables if len(each.rows) == 91)
    stays = [
        [each.paragraph_format.keep_with_next for cell in row.cells for each in cell.paragraphs]
        for row in long.rows
    ]
    return [(row.cells[0].text, all(each)) for row, each in zip(long.rows, stays, strict=True)]


def test_a_row_that_names_those_under_it_ends_no_page(tmp_path: Path) -> None:
    """In a long table rows part, but the ends of it and what leads a group."""
    project = write_project(tmp_path, {CHAPTER: chapter(TABLE)})
    (document,) = make(project, ("plan",), None, quiet).documents
    found = [name for name, stays in table_rows(document.docx) if stays]
    assert found == ["区分", "組0", *(f"組{number}" for number in range(1, 30)), "行29"]


MERGED = f"""\
::: {{.表 .番号なし}}
| 区分 | 数 |
|:--|--:|
{"".join(f"| 組{number} | 1 |{chr(10)}| ^^ | 2 |{chr(10)}| ^^ | 3 |{chr(10)}" for number in range(30))}:::
"""


def test_what_stands_beside_one_cell_stays_on_one_page(tmp_path: Path) -> None:
    """A page that ended there would take one half of the cell's words along."""
    project = write_project(tmp_path, {CHAPTER: chapter(MERGED)})
    (document,) = make(project, ("plan",), None, quiet).documents
    stays = [stays for _, stays in table_rows(document.docx)]
    assert stays == [True, *[True, True, False] * 30]


def test_what_stands_beside_a_cell_as_high_as_a_page_may_part(tmp_path: Path) -> None:
    """Nothing could keep it together; the cells within it are kept."""
    inner = "| ^^ | 甲 | 1 |\n| ^^ | ^^ | 2 |\n" * 44
    table = f"::: {{.表 .番号なし}}\n| 区分 | 種類 | 数 |\n|:--|:--|--:|\n| 組 | 甲 | 1 |\n| ^^ | ^^ | 2 |\n{inner}:::\n"
    project = write_project(tmp_path, {CHAPTER: chapter(table)})
    (document,) = make(project, ("plan",), None, quiet).documents
    stays = [stays for _, stays in table_rows(document.docx)]
    assert len(stays) == 91
    assert stays == [True, *[True, False] * 45]


DECLARED = """\
階層: [基本目標, 事業]
欄:
  事業:
    - {名: 内容, 形: 文章}
    - {名: 主な事業, 形: 表, 列: [事業名, 担当課]}
基本理念: 支え合うまち
基本目標:
  - id: goal-a
    題: 育つまち
    事業:
      - id: work-a
        題: 訪問
        内容: |
          次の二つです。

          - 面談
          - 訪問
        主な事業: [{事業名: 産後ケア, 担当課: 健康課}]
"""


def test_the_name_of_a_field_stays_with_what_stands_under_it(tmp_path: Path) -> None:
    """Be it a table or text: at a page's foot it would be taken for a title without anything."""
    project = write_project(tmp_path, {"framework.yaml": DECLARED})
    (document,) = make(project, ("plan",), None, quiet).documents
    paragraphs = checks.read("plan", document.docx).body.paragraphs
    labels = [each for each in paragraphs if each.text in ("内容", "主な事業")]
    assert len(labels) == 2
    assert all(each.element.find(f"{w('pPr')}/{w('keepNext')}") is not None for each in labels)
    following = paragraphs[paragraphs.index(labels[1]) + 1]
    assert following.text == "事業名"  # no gap between them
