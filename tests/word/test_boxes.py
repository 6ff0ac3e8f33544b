"""Boxes and columns in Word: what stays on one page, how wide what stands in them is, and which sections there are."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.documents.plan import plan_content
from pipeline.model.blocks import Heading
from pipeline.model.content import Part
from pipeline.model.inlines import plain_text
from pipeline.model.xml_names import w
from pipeline.word.compose import compose
from pipeline.word.writing.pagination_hints import SlotSpace, place
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.small_plan import CHAPTER, chapter, small_plan

LONG = "長い文章を書いて、ページの三分の一より高い箱にします。" * 40
TABLE = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"


def body_of(markdown: str) -> etree._Element:
    plan = resolved(small_plan({CHAPTER: chapter(markdown)}))
    document = etree.fromstring(parts_of(compose(plan_content(plan), template("plan")))["word/document.xml"])
    body = document.find(w("body"))
    assert body is not None
    return body


def box_in(body: etree._Element) -> etree._Element:
    """The first table of one column in a body."""
    return next(each for each in body.iter(w("tbl")) if len(each.findall(f"{w('tblGrid')}/*")) == 1)


def rows_of(box: etree._Element) -> list[etree._Element]:
    return box.findall(w("tr"))


def kept(row: etree._Element) -> bool:
    """Whether a row stays with the next one, as its first paragraph says."""
    first = next(row.iter(w("p")))
    keeps = first.find(f"{w('pPr')}/{w('keepNext')}")
    return keeps is not None and keeps.get(w("val"), "1") == "1"


def splits(row: etree._Element) -> bool:
    value = row.find(f"{w('trPr')}/{w('cantSplit')}")
    return value is not None and value.get(w("val"), "1") == "off"


def test_a_short_box_stays_on_one_page() -> None:
    """All of its rows but the last stay with the next."""
    rows = rows_of(box_in(body_of('::: {.コラム 題="題"}\n一つ目です。\n\n二つ目です。\n:::')))
    assert [kept(each) for each in rows] == [True, True, False]
    assert not any(map(splits, rows))


def test_a_long_box_goes_on_over_pages_but_not_within_its_tables() -> None:
    """Its title stays with what comes first, a line with the list that it introduces."""
    markdown = (
        f':::: {{.コラム 題="題"}}\n{LONG}\n\n次のとおりです。\n\n- 項目\n\n{TABLE}\n\n終わりです。\n::::'
    )
    rows = rows_of(box_in(body_of(markdown)))
    assert [splits(each) for each in rows] == [False, True, True, True, False, True]
    assert [kept(each) for each in rows] == [True, False, True, False, False, False]


def test_a_row_ends_with_a_paragraph() -> None:
    """17.4.65: a table can't be the last in a cell."""
    for cell in body_of(f":::: {{.枠}}\n{TABLE}\n::::").iter(w("tc")):
        assert cell[-1].tag == w("p")


def test_what_stands_in_a_box_or_in_columns_is_as_wide_as_there_is_room() -> None:
    """A table takes the text's width less the box's margins, or half of it less the gap."""
    outer = next(body_of(TABLE).iter(w("tbl")))
    box = box_in(body_of(f":::: {{.枠}}\n{TABLE}\n::::"))
    columns = body_of(f":::: {{.二段}}\n{TABLE}\n::::")
    widths = [
        _width(each) for each in (outer, next(box.iterdescendants(w("tbl"))), next(columns.iter(w("tbl"))))
    ]
    margins = 2 * 198  # of the table style 枠
    assert widths == [_width(box), _width(box) - margins, (_width(box) - 425) // 2]


def _width(table: etree._Element) -> int:
    size = table.find(f"{w('tblPr')}/{w('tblW')}")
    assert size is not None
    return int(size.get(w("w"), "0"))


def sections_of(body: etree._Element) -> list[tuple[str, str]]:
    """Of each section how it begins, and in how many columns it is."""
    return [
        (
            _said(section, "type", "val", "nextPage"),
            _said(section, "cols", "num", "1"),
        )
        for section in body.iter(w("sectPr"))
    ]


def _said(section: etree._Element, name: str, attribute: str, default: str) -> str:
    found = section.find(w(name))
    return default if found is None else found.get(w(attribute), default)


def test_columns_begin_and_end_within_a_page() -> None:
    """What comes after them is in one column again, in a section that begins where they end; turned paper begins a page."""
    one, two, again = ("nextPage", "1"), ("continuous", "2"), ("continuous", "1")
    begin, end = slice(None, 2), slice(-1, None)  # cover and contents, colophon
    plain = sections_of(body_of("文章です。"))
    columns = sections_of(body_of("前\n\n::: {.二段}\n文\n:::\n\n後"))
    assert columns == [*plain[begin], one, two, again, *plain[end]]
    turned = sections_of(body_of("前\n\n::: {.二段}\n文\n:::\n\n::: {.横長}\n文\n:::\n\n後"))
    assert turned == [*plain[begin], one, two, again, one, one, *plain[end]]


def test_columns_behind_turned_paper_begin_its_next_page() -> None:
    """No section with nothing in it stands between: LibreOffice would turn the page of the columns."""
    sections = sections_of(body_of("前\n\n::: {.横長}\n文\n:::\n\n::: {.二段}\n文\n:::\n\n後"))
    one, two, again = ("nextPage", "1"), ("nextPage", "2"), ("continuous", "1")
    assert sections[2:-1] == [one, one, two, again]


def test_pages_count_on_through_columns() -> None:
    """The number with which the body begins is said once."""
    body = body_of("前\n\n::: {.二段}\n文\n:::\n\n後")
    starts = [_said(each, "pgNumType", "start", "") for each in body.iter(w("sectPr"))]
    assert starts == ["", "1", "1", "", "", ""]


def test_a_heading_before_columns_stays_with_them() -> None:
    """The empty paragraph between them stays with what follows, too."""
    body = body_of("## 見出し\n\n::: {.二段}\n文\n:::")
    heading = next(each for each in body.iter(w("p")) if "".join(each.itertext()) == "見出し")
    between = heading.getnext()
    assert between is not None
    assert between.find(f"{w('pPr')}/{w('sectPr')}") is not None
    assert between.find(f"{w('pPr')}/{w('keepNext')}") is not None


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## 甲\n\n::: {.二段}\n文\n:::", {"甲": "甲"}),
        ("## 甲\n\n### 乙\n\n::: {.二段}\n文\n:::", {"甲": "乙"}),
        ("## 甲\n\n文\n\n### 乙\n\n::: {.二段}\n文\n:::", {"乙": "乙"}),
        ("::: {.改頁}\n:::\n\n## 甲\n\n::: {.二段}\n文\n:::", {}),
        ("## 甲\n\n文\n\n::: {.二段}\n文\n:::", {}),
        ("## 甲\n\n::: {.枠}\n文\n:::", {}),
    ],
)
def test_of_headings_before_columns_the_first_can_begin_a_page(
    markdown: str, expected: dict[str, str]
) -> None:
    """Those that stand together go along; one with which a page begins anyway does not."""
    text = plan_content(resolved(small_plan({CHAPTER: chapter("前\n\n" + markdown)}))).slots["本文"]
    assert isinstance(text, Part)
    headings = {block.id: plain_text(block.content) for block in text.blocks if isinstance(block, Heading)}
    placed = place(text.blocks, SlotSpace(9000, 9000, 4000))
    found = [(each.leaf, each.before_columns) for each in placed if each.before_columns]
    assert {
        headings[each.id]: headings[last] for each, last in found if isinstance(each, Heading)
    } == expected


def test_a_list_in_a_quote_stands_beside_the_quotes_line_whatever_its_depth() -> None:
    """The line is that of a cell: beside items, which have indents of their own, a paragraph's would stand elsewhere."""
    body = body_of("> 引用です。\n>\n> - 一つ目\n>   - 二段目\n\n> ふつうの引用です。")
    quoted = box_in(body)
    (cell,) = quoted.iter(w("tc"))
    assert [child.tag for child in cell] == [w("tcPr"), w("p"), w("p"), w("p")]
    line = cell.find(f"{w('tcPr')}/{w('tcBorders')}/{w('left')}")
    assert line is not None
    assert line.get(w("sz")) == "12"
    indent, margin = (
        quoted.find(f"{w('tblPr')}/{w('tblInd')}"),
        cell.find(f"{w('tcPr')}/{w('tcMar')}/{w('left')}"),
    )
    assert indent is not None
    assert margin is not None
    assert int(indent.get(w("w"), "0")) + int(margin.get(w("w"), "0")) == 420  # the style's indent
    plain = next(each for each in body.iter(w("p")) if "".join(each.itertext()) == "ふつうの引用です。")
    assert plain.getparent() is body
