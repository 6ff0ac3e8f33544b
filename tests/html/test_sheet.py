"""The 体系図 on a page: a table in which every cell has its heads, and the same words as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from pipeline.documents.framework import framework_content, written_heads
from pipeline.html.drawn.framework import framework_sheet
from pipeline.model.samples import SampleCell, SampleLine, SampleRow
from pipeline.word.template.template import Template
from tests.html.test_diagrams import inline, place
from tests.small_plan import FRAMEWORK_YAML, resolved
from tests.source.test_declaration import DECLARED
from tests.word.test_item_row import template

TWO = FRAMEWORK_YAML + FRAMEWORK_YAML.partition("基本方針:\n")[2].replace("-a\n", "-c\n").replace(
    "-b\n", "-d\n"
)


def sheet(
    changes: dict[str, str] | None = None, opened: Template | None = None
) -> tuple[etree._Element, etree._Element]:
    """The table and the list."""
    plan = resolved(changes)
    opened = opened or template()
    if opened.item_row and changes is not DECLARED_CHANGES:
        plan = replace(plan, item_rows={"framework": opened.item_row})
    plan = replace(plan, item_heads={"framework": opened.item_heads})
    markup = framework_sheet(framework_content(plan), inline, place)
    wide, narrow = etree.fromstring(f"<div>{markup}</div>")
    return wide, narrow


DECLARED_CHANGES = {"framework.yaml": DECLARED}


def heads(table: etree._Element) -> list[list[tuple[str, str | None]]]:
    return [
        [("".join(each.itertext()), each.get("scope")) for each in row]
        for row in table.findall(".//thead/tr")
    ]


def words(element: etree._Element, *paths: str) -> list[str]:
    return ["".join(each.itertext()) for path in paths for each in element.xpath(path)]


def test_heads_are_those_that_staff_wrote_in_the_template() -> None:
    """Over as many columns as there."""
    wide, _ = sheet(opened=template((">課題認識<", ">現状<")))
    assert heads(wide) == [
        [
            ("基本方針", "col"),
            ("施策の基本方向", "colgroup"),
            ("取組", "col"),
            ("現状", "col"),
            ("対応方針", "col"),
            ("関連する施策", "col"),
        ]
    ]


def test_heads_of_a_plan_with_levels_of_its_own_are_made_of_these() -> None:
    """The template's are those of other levels."""
    wide, _ = sheet(DECLARED_CHANGES)
    assert [name for name, _ in heads(wide)[0]][:2] == ["基本目標", "基本施策"]


def test_titles_of_items_are_heads_of_their_rows() -> None:
    """Those of outer levels over all rows of what stands in them; short labels and fields are none."""
    wide, _ = sheet({"framework.yaml": TWO})
    rows = [
        [(each.tag, each.get("scope"), each.get("rowspan")) for each in row]
        for row in wide.findall(".//tbody/tr")
    ]
    assert rows[0] == [
        ("th", "rowgroup", "2"),
        ("td", None, "2"),
        ("th", "rowgroup", "2"),
        ("th", "row", None),
        ("td", None, None),
        ("td", None, None),
        ("td", None, None),
    ]
    assert [len(row) for row in rows] == [7, 4, 7, 4]


def test_every_cell_names_its_heads() -> None:
    """Where heads cover several rows or columns, a scope alone does not tell."""
    wide, _ = sheet()
    by_id = {each.get("id"): "".join(each.itertext()) for each in wide.iter("th")}
    last = wide.findall(".//tbody/tr")[-1][-1]
    assert [by_id[each] for each in last.get("headers", "").split()] == [
        "関連する施策",
        "第１節安心なまち",
        "１　支え合いの推進",
        "(2)　相談",
    ]


def test_the_list_says_what_the_table_says() -> None:
    """All words once, level by level, each field under the head of its column."""
    for changes in (None, {"framework.yaml": TWO}, DECLARED_CHANGES):
        wide, narrow = sheet(changes)
        table = "".join(words(wide, ".//tbody//td", ".//tbody//th"))
        fields = "".join(words(narrow, ".//dd", ".//p[@class='name']", ".//p[@class='label']"))
        assert sorted(fields.replace("　", "")) == sorted(table.replace("　", ""))


def test_the_list_is_one_of_items_in_items() -> None:
    """With the short label before the title that it is for."""
    _, narrow = sheet()
    (policy,) = narrow.xpath("ul/li")
    assert policy.get("class") == "branch-1"
    assert words(policy, "p") == ["第１節　安心なまち"]
    (direction,) = policy.xpath("ul/li")
    assert words(direction, "p") == ["安心", "１　支え合いの推進"]
    first, _ = direction.xpath("ul/li")
    assert words(first, "p", "dl/dt", "dl/dd") == [
        "(1)　見守り",
        "課題認識",
        "対応方針",
        "関連する施策",
        "課題です。",
        "方針です。",
        "見守り事業",
    ]


def test_lines_with_marks_are_a_list() -> None:
    """The mark is the list's."""
    wide, _ = sheet()
    assert words(wide, ".//tbody/tr[1]/td[last()]/ul[@class='bullets']/li") == ["見守り事業"]


def test_cells_have_the_colour_of_their_branch() -> None:
    """And say where they are written."""
    wide, _ = sheet({"framework.yaml": TWO})
    looks = [row[0].get("class") for row in wide.findall(".//tbody/tr") if row[0].get("rowspan")]
    assert looks == ["branch-1 vertical", "branch-2 vertical"]
    assert wide.findall(".//tbody/tr")[0][4].get("data-at") == "plan_source/framework.yaml:12"


def head(text: str, columns: int = 1, continues: bool = False) -> SampleCell:
    return SampleCell((SampleLine((text,), "体系図見出し"),) if text else (), columns, continues)


def test_a_head_that_goes_on_below_covers_those_rows() -> None:
    """Two rows of heads, one of which is merged down."""
    rows: Sequence[SampleRow] = (
        (head("方針"), head("取組", 2)),
        (head("", continues=True), head("番号"), head("題")),
    )
    upper, lower = written_heads(rows)
    assert [each and (each.colspan, each.rowspan) for each in upper] == [(1, 2), (2, 1), None]
    assert [each and (each.colspan, each.rowspan) for each in lower] == [None, (1, 1), (1, 1)]
