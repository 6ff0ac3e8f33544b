"""What cells hold: lines, lists, and in CSV files bold and references in a small form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model.floats import Cell, Float, Table
from pipeline.model.inlines import Inline, LineBreak, Paragraph, Reference, Strong, Text, Variant, plain_text
from pipeline.model.prose import ListBlock, ListKind, Prose
from pipeline.problems import Code
from tests.small_plan import CHAPTER, blocks_of, expect, problems_in

CSV = "data/a.csv"


def in_markdown(cell: str) -> tuple[Prose, ...]:
    """The content of a cell of a table in Markdown."""
    return _content(f"::: {{.表 #tbl-a}}\n題\n\n| 区分 | 内容 |\n|:--|:--|\n| a | {cell} |\n:::", {})


def in_csv(cell: str) -> tuple[Prose, ...]:
    """The content of a cell of a CSV file."""
    quoted = cell.replace('"', '""')
    return _content(f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: f'区分,内容\na,"{quoted}"\n'})


def _content(markdown: str, changes: dict[str, str]) -> tuple[Prose, ...]:
    (block,) = blocks_of(markdown, changes)
    assert isinstance(block, Float)
    assert isinstance(block.body, Table)
    cell = block.body.rows[-1][1]
    assert isinstance(cell, Cell)
    return cell.content


def shape(content: tuple[Prose, ...]) -> list[object]:
    """Paragraphs as their text, lists as their kind, their first number and their items."""
    return [
        (
            block.kind,
            block.start,
            [plain_text(each.content) for (each,) in block.items if isinstance(each, Paragraph)],
        )
        if isinstance(block, ListBlock)
        else "／".join(_lines(block.content))
        for block in content
    ]


def _lines(content: tuple[Inline, ...]) -> list[str]:
    return "".join("\n" if isinstance(each, LineBreak) else plain_text((each,)) for each in content).split(
        "\n"
    )


@pytest.mark.parametrize("read", [in_markdown, in_csv])
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("窓口", ["窓口"]),
        ("一行<br>二行", ["一行／二行"]),
        ("一行<BR/>二行", ["一行／二行"]),
        ("・見守り", [(ListKind.BULLET, 1, ["見守り"])]),
        ("・見守り<br>・配食", [(ListKind.BULLET, 1, ["見守り", "配食"])]),
        ("- 見守り<br>- 配食", [(ListKind.BULLET, 1, ["見守り", "配食"])]),
        ("次のとおり<br>・見守り<br>以上", ["次のとおり", (ListKind.BULLET, 1, ["見守り"]), "以上"]),
        ("2. 電話<br>3. 窓口", [(ListKind.PLAIN, 2, ["電話", "窓口"])]),
        ("1) 電話<br>2) 窓口", [(ListKind.CIRCLED, 1, ["電話", "窓口"])]),
        ("(1) 電話<br>(2) 窓口", [(ListKind.PARENTHESES, 1, ["電話", "窓口"])]),
        ("(1) 電話", ["(1) 電話"]),
        ("20) 電話<br>21) 窓口", ["20) 電話／21) 窓口"]),
        (r"\- 見守り", ["- 見守り"]),
        ("-38", ["-38"]),
        ("・", ["・"]),
        ("・・・", ["・・・"]),
        ("-", ["-"]),
    ],
)  # fmt: skip
def test_lines_that_begin_as_items_do_are_lists(read: object, cell: str, expected: list[object]) -> None:
    """Alike in Markdown and in CSV; one number alone is none, nor is what has no text behind its mark."""
    assert callable(read)
    assert shape(read(cell)) == expected


def test_a_csv_cell_holds_bold_and_references() -> None:
    """By number, by title, and with a text of its own."""
    (paragraph,) = in_csv("**要**の[](#sec-text)、[](#sec-text){.題}、[ここ](#sec-text)")
    assert isinstance(paragraph, Paragraph)
    bold, _, *rest = paragraph.content
    assert bold == Strong((Text("要"),))
    variants = [each.variant for each in rest if isinstance(each, Reference)]
    assert variants == [Variant.NUMBER, Variant.TITLE, Variant.OWN_TEXT]


def test_a_reference_in_a_csv_that_leads_nowhere_is_told_at_its_line() -> None:
    """As those in Markdown."""
    problems = problems_in(
        f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: "区分,内容\na,1\nb,[](#sec-gone)\n"}
    )
    expect(problems, Code.REF_MISSING, f"{CSV}:3", "sec-gone")


def test_a_backslash_makes_text_of_a_sign_in_a_csv() -> None:
    """As in Markdown."""
    assert shape(in_csv(r"\*\*印\*\* \- \\")) == ["**印** - \\"]


def test_a_break_in_a_paragraph_is_told_with_how_it_is_written() -> None:
    """`<br>` is for cells alone."""
    expect(problems_in("一行<br>二行"), Code.MD_RAW, f"{CHAPTER}:3:3", "行末")


@pytest.mark.parametrize("read", [in_markdown, in_csv])
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("　うち65歳以上", ["　うち65歳以上"]),
        ("　　**うち**65歳以上", ["　　うち65歳以上"]),
        ("　（再掲）", ["　（再掲）"]),
        ("　", []),
    ],
)
def test_names_of_rows_are_set_in_by_full_width_blanks(
    read: Callable[[str], tuple[Prose, ...]], cell: str, expected: list[object]
) -> None:
    """As statistics have them; a cell with nothing but blanks is empty."""
    assert shape(read(cell)) == expected


def test_blanks_before_numbers_and_marks_say_nothing() -> None:
    """A column of numbers stands right, and what merges or begins a list does."""
    assert shape(in_csv("　132039")) == ["132,039"]
    assert shape(in_csv("　・相談")) == [(ListKind.BULLET, 1, ["相談"])]


def test_a_row_that_is_set_in_is_called_by_its_name() -> None:
    """What an attribute says of a row needs no blanks."""
    assert not problems_in('::: {.表 #tbl-a 合計="うち65歳"}\n題\n\n|a|b|\n|-|-|\n|　うち65歳|　2|\n:::')


def test_a_blank_inside_of_a_cell_that_no_keyboard_gives_is_told() -> None:
    """Nobody sees that it is another one."""
    table = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|\u2003b|\n:::"
    expect(problems_in(table), Code.MD_LEFTOVER, f"{CHAPTER}:8:2", "U+2003")
