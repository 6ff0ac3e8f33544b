"""How text is set on a restyled template's pages: contents lines, lists, numbers in cells, turned paper. One run, looked at from many sides.

The template is on B5, with long numbers of sections and a list that hangs out by little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.layout.projects import Finished, edited_templates, finish, small_project, with_part
from tests.markup import there
from tests.small_plan import CHAPTER, MEASURES, TEXTS

B5 = (10319, 14571)  # twips
MARGIN = 1417
EM = 10.5  # points

SECTIONS = "\n\n".join(f"## {number}番目の節の長い題です\n\n文章です。" for number in range(1, 12))
LISTS = "\n\n".join(
    "一覧です。\n\n" + "\n".join(f"{marker.format(number)} 項目{number}です" for number in range(1, 12))
    for marker in ("{}.", "({})", "{})")
)
NUMBERS = ("12,345", "△12.3％", "１２，３４５", "98.7")
WORDS = "地域包括支援センターの設置数"


def table(name: str, *rows: tuple[str, ...]) -> str:
    lines = (f"|{'|'.join(row)}|" for row in (rows[0], ("-",) * len(rows[0]), *rows[1:]))
    return "\n".join((f"::: {{.表 #tbl-{name}}}", f"{name}の表", "", *lines, ":::"))


CELLS = table("tight", ("年",) * 9, (WORDS, *NUMBERS, *NUMBERS))
WIDE = [table(name, ("甲", "乙"), (f"{name}の値", "1")) for name in ("first", "second", "third")]
TURNED = (
    f":::: {{.横長}}\n{WIDE[0]}\n::::\n\n:::: {{.横長}}\n{WIDE[1]}\n::::\n\n"
    f"縦の文章です。\n\n## 横の節\n\n:::: {{.横長}}\n{WIDE[2]}\n::::\n\n::: {{.改頁}}\n:::\n\n終わりの文章です。"
)
CHANGES = {
    CHAPTER: f"# 本文 {{#sec-text}}\n\n{SECTIONS}\n\n{LISTS}\n\n{CELLS}\n\n{TURNED}\n",
    MEASURES: TEXTS[MEASURES],
}


def on_b5(root: etree._Element) -> None:
    for size in root.iter(qn("w:pgSz")):
        size.set(qn("w:w"), str(B5[0]))
        size.set(qn("w:h"), str(B5[1]))


def with_long_numbers(root: etree._Element) -> None:
    """第１章第１０節, and list numbers that hang out by one character."""
    for text in root.iter(qn("w:lvlText")):
        if text.get(qn("w:val")) == "第%2節":
            text.set(qn("w:val"), "第%1章第%2節")
    for level in root.iter(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val"), "").startswith("NumberList"):
            there(level.find(f"{qn('w:pPr')}/{qn('w:ind')}")).set(qn("w:hanging"), "210")


@pytest.fixture(scope="module")
def plan(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    folder = tmp_path_factory.mktemp("restyled")
    templates = edited_templates(folder / "templates", {"plan": ("word/document.xml", on_b5)})
    path = templates / "plan.docx"
    path.write_bytes(with_part(path.read_bytes(), "word/numbering.xml", with_long_numbers))
    fit = templates / "plan.yaml"
    fit.write_text(re.sub("用紙: .*", "用紙: B5縦", fit.read_text("utf-8")), "utf-8")
    return finish(small_project(folder, CHANGES, templates), ("plan",))


@dataclass(frozen=True)
class Line:
    """What stands on one line of a page: its characters without blanks, and where each begins and ends, in points."""

    page: int
    text: str
    lefts: tuple[float, ...]
    rights: tuple[float, ...]


@pytest.fixture(scope="module")
def lines(plan: Finished) -> list[Line]:
    with pdfium.PdfDocument(plan["plan"].pdf) as document:
        return [line for number, page in enumerate(document) for line in _lines(number, page)]


def _lines(number: int, page: pdfium.PdfPage) -> Iterator[Line]:
    reader = page.get_textpage()
    found: dict[int, list[tuple[float, float, str]]] = {}
    for index in range(reader.count_chars()):
        character = reader.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, _ = reader.get_charbox(index, loose=True)
            found.setdefault(round(bottom / 3), []).append((left, right, character))
    for _, characters in sorted(found.items(), reverse=True):
        lefts, rights, texts = zip(*sorted(characters), strict=True)
        yield Line(number, "".join(texts), lefts, rights)


def line_with(lines: list[Line], text: str, page: int = 0) -> Line:
    """The one line after a page that has this text."""
    found = [line for line in lines if text in line.text and line.page >= page]
    assert len(found) == 1, f"{text} stands in {[line.text for line in found]}"
    return found[0]


def test_contents_lines_have_number_title_and_page_on_one_line(lines: list[Line]) -> None:
    """The page's number ends at the edge of the text, and all titles of a level begin at one place."""
    edge = (B5[0] - MARGIN) / 20
    listed = [line for line in lines if re.match("第１章第[０-９]+節.*題です\\.", line.text)]
    assert len(listed) == 11
    assert {round(line.rights[-1] - edge) for line in listed} == {0}
    titles = {round(line.lefts[line.text.index("節") + 1]) for line in listed}
    assert len(titles) == 1
    assert all(
        line.lefts[line.text.index("節") + 1] - line.rights[line.text.index("節")] > EM / 2 for line in listed
    )


@pytest.mark.parametrize("number", ["１", "９", "１０", "１１", "(1)", "(9)", "(11)", "①", "⑪"])
def test_a_gap_stands_behind_each_number_of_a_list(number: str, lines: list[Line]) -> None:
    """Half a character at least, in a template that has none."""
    ordinal = unicodedata.normalize("NFKC", number).strip("()")
    (line,) = (line for line in lines if line.text == f"{number}項目{ordinal}です")
    end = line.text.index("項")
    assert line.lefts[end] - line.rights[end - 1] >= EM * 0.4


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_cells_stand_on_one_line(number: str, lines: list[Line]) -> None:
    """Both columns of each, beside words that are broken for them."""
    assert sum(line.text.count(number) for line in lines) == 2
    assert not any(WORDS in line.text for line in lines)


def test_paper_turns_where_readers_see_it_turn(plan: Finished, lines: list[Line]) -> None:
    """Two turned parts are one page, the heading stands on the page of its table, and no page is empty."""
    facts = plan["plan"].facts
    assert facts is not None
    turned = [index for index, page in enumerate(facts.pages) if page.width > page.height]
    first, second, third = (line_with(lines, f"{name}の値").page for name in ("first", "second", "third"))
    assert first == second
    assert turned == [first, third]
    assert line_with(lines, "縦の文章です").page == first + 1
    assert line_with(lines, "横の節", page=first).page == third == first + 2
    assert line_with(lines, "終わりの文章です").page == third + 1
