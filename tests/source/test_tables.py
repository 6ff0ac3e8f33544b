"""Tables from Markdown and CSV: rows that don't fit, merged cells, numbers."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Align, Cell, Float, Table
from pipeline.model.inlines import LineBreak, Paragraph, Reference, Strong, Text, plain_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, blocks_of, expect, places, problems_in

AT = f"{CHAPTER}:"
CSV = "data/a.csv"


def table_of(rows: str, attributes: str = "") -> Table:
    """The table of a div with these rows."""
    return body_of(f"::: {{.表 #tbl-a{attributes}}}\n題\n\n{rows}\n:::")


def csv_table(text: str, attributes: str = "") -> Table:
    """The table of a CSV file with this text."""
    return body_of(f'::: {{.表 #tbl-a csv="{CSV}"{attributes}}}\n題\n:::', {CSV: text})


def body_of(markdown: str, changes: dict[str, str] | None = None) -> Table:
    (block,) = blocks_of(markdown, changes)
    assert isinstance(block, Float)
    assert isinstance(block.body, Table)
    return block.body


def texts(table: Table) -> list[list[str | None]]:
    """The text of each cell, None where a merged cell covers it."""
    return [[plain_text(cell.text) if cell else None for cell in row] for row in table.rows]


def spans(table: Table) -> list[list[tuple[int, int] | None]]:
    """Columns and rows of each cell."""
    return [[(cell.colspan, cell.rowspan) if cell else None for cell in row] for row in table.rows]


def test_a_table_has_its_caption_and_the_lines_under_it() -> None:
    """資料：, ※ and 注： begin lines under a table, wherever they stand in the div."""
    (block,) = blocks_of("::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n\n資料：国勢調査\n\n※ 注意\n\n注：備考\n:::")
    assert isinstance(block, Float)
    assert plain_text(block.caption) == "題"
    assert [plain_text(note) for note in block.notes] == ["資料：国勢調査", "※ 注意", "注：備考"]


def test_cells_hold_inlines() -> None:
    """Bold, references, bars with a backslash."""
    table = table_of("| **「太字」**です | [](#sec-text) | a\\|b |\n|---|---|---|\n| | x | |")
    first, second, third = (cell.text for cell in table.rows[0] if cell)
    assert isinstance(first[0], Strong)
    assert isinstance(second[0], Reference)
    assert third == (Text("a|b"),)
    assert texts(table)[1] == ["", "x", ""]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("| a | << | b |\n|-|-|-|\n| c | d | e |", [[(2, 1), None, (1, 1)], [(1, 1), (1, 1), (1, 1)]]),
        ("|a|b|\n|-|-|\n|c|d|\n|^^|e|", [[(1, 1), (1, 1)], [(1, 2), (1, 1)], [None, (1, 1)]]),
        ("|a|b|\n|-|-|\n|c|<<|\n|^^|<<|", [[(1, 1), (1, 1)], [(2, 2), None], [None, None]]),
        ("|a|b|\n|-|-|\n|c|<<|\n|^^|^^|", [[(1, 1), (1, 1)], [(2, 2), None], [None, None]]),
        ("|a|b|c|\n|-|-|-|\n|d|<<|<<|", [[(1, 1)] * 3, [(3, 1), None, None]]),
    ],
)
def test_cells_merge(rows: str, found: list[list[tuple[int, int] | None]]) -> None:
    """`^^` joins the cell above, `<<` the one to the left, in chains and blocks."""
    assert spans(table_of(rows)) == found


def test_two_header_rows_merge_among_themselves() -> None:
    """head="2"."""
    table = table_of("|区分|人口|<<|\n|-|-|-|\n|^^|男|女|\n|市|1|2|", ' head="2"')
    assert spans(table)[:2] == [[(1, 2), (2, 1), None], [None, (1, 1), (1, 1)]]
    assert table.head_rows == 2


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ("|^^|b|\n|-|-|\n|c|d|", "6:2", ("「^^」の上",)),
        ("|a|b|\n|-|-|\n|<<|d|", "8:2", ("「<<」の左",)),
        ("|a|b|\n|-|-|\n|c|<<|\n|^^|d|", "8:2", ("長方形",)),
        ("|a|b|\n|-|-|\n|^^|d|", "6:2", ("またがって",)),
    ],
)
def test_a_merge_that_can_not_be_is_told(rows: str, place: str, words: tuple[str, ...]) -> None:
    """At the edge, into a step, across the header."""
    expect(problems_in(f"::: {{.表 #tbl-a}}\n題\n\n{rows}\n:::"), Code.TABLE_MERGE, AT + place, *words)


@pytest.mark.parametrize(
    ("rows", "place"),
    [("|a|b|\n|-|-|\n|c|d|\n|a|b|\n|---|---|\n|c|d|", "10:2"), ("|a|b|\n|-|-|\n|:---|---:|\n|c|d|", "8:2")],
)
def test_a_second_rule_in_a_table_is_told(rows: str, place: str) -> None:
    """It would be a row of dashes: two tables in one, or a head of two rows."""
    expect(problems_in(f"::: {{.表 #tbl-a}}\n題\n\n{rows}\n:::")[:1], Code.MD_LEFTOVER, AT + place, "「---」")


def test_a_cell_of_dashes_is_text() -> None:
    """What has no value."""
    assert texts(table_of("|a|b|\n|-|-|\n|c|---|"))[1] == ["c", "---"]


def test_a_merge_sign_with_a_backslash_is_text() -> None:
    """As the hint says."""
    assert texts(table_of("|a|b|\n|-|-|\n|\\^^|\\<<|"))[1] == ["^^", "<<"]
    assert texts(csv_table("a,b\n\\^^,\\<<\n"))[1] == ["^^", "<<"]


def test_a_bar_with_a_backslash_is_text() -> None:
    """Also where it stands first."""
    assert texts(table_of(r"| \| | \|a |" + "\n|---|---|\n" + r"| a\|b | \|\| |")) == [
        ["|", "|a"],
        ["a|b", "||"],
    ]


@pytest.mark.parametrize("row", ["|＾＾|b|", "|b|＜＜|"])
def test_a_full_width_merge_sign_is_told(row: str) -> None:
    """The signs look alike."""
    (problem,) = problems_in(f"::: {{.表 #tbl-a}}\n題\n\n|a|b|\n|-|-|\n|c|d|\n{row}\n:::")
    assert (problem.code, problem.location.line) == (Code.MD_LEFTOVER, 9)
    assert "半角" in problem.hint


def test_ragged_rows_are_told_with_both_counts() -> None:
    """pandoc drops the cells that a row has too many."""
    problems = problems_in("::: {.表 #tbl-a}\n題\n\n|a|b|\n|-|-|\n|c|\n|d|e|f|\n|g|h|\n:::")
    assert places(problems) == [("table.ragged", f"{AT}8:1"), ("table.ragged", f"{AT}9:1")]
    assert "1個" in problems[0].message
    assert "列の数は2" in problems[0].message
    assert "3個" in problems[1].message


@pytest.mark.parametrize("row", ["| | |", "||b|", "|a||", "a|b", "|a\\|b|c|", "|  a  |b|  "])
def test_rows_may_be_written_in_any_way_that_counts(row: str) -> None:
    """Empty cells, bars with a backslash, no bars at the edges."""
    assert len(table_of(f"|a|b|\n|-|-|\n{row}").rows[1]) == 2


@pytest.mark.parametrize(
    ("rows", "attributes"), [("|a|\n|-|", ""), ("|a|\n|-|\n|b|", ' head="2"'), ("|a|\n|-|\n|b|", ' head="3"')]
)
def test_a_table_of_headers_alone_is_told(rows: str, attributes: str) -> None:
    """There is nothing under them."""
    problems = problems_in(f"::: {{.表 #tbl-a{attributes}}}\n題\n\n{rows}\n:::")
    expect(problems, Code.TABLE_EMPTY, f"{AT}6:2", "見出しの行だけ", "head")


@pytest.mark.parametrize(
    ("column", "align"),
    [
        (["1,250", "980"], Align.RIGHT),
        (["１２", "3.5%"], Align.RIGHT),
        (["▲3", "△4", "-5", "－6"], Align.RIGHT),
        (["－", "12"], Align.RIGHT),
        (["", "12"], Align.RIGHT),
        (["12", "約13"], Align.LEFT),
        (["増加", "減少"], Align.LEFT),
        (["", ""], Align.LEFT),
        (["2021年"], Align.LEFT),
    ],
)
def test_columns_of_numbers_stand_right(column: list[str], align: Align) -> None:
    """Where the author left it open."""
    rows = "\n".join(f"|x|{value}|" for value in column)
    assert table_of(f"|a|b|\n|---|---|\n{rows}").aligns == (Align.LEFT, align)


def test_alignment_that_is_written_holds() -> None:
    """:-- left, --: right, :-: centre."""
    assert table_of("|a|b|c|\n|:--|--:|:-:|\n|1|あ|2|").aligns == (Align.LEFT, Align.RIGHT, Align.CENTER)


def test_widths_are_relative() -> None:
    """One number a column."""
    assert table_of("|a|b|\n|-|-|\n|c|d|", ' widths="2 3.5"').widths == (2.0, 3.5)


# CSV


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("132039", "132,039"),
        ("1000", "1,000"),
        ("999", "999"),
        ("-5678.5", "-5,678.5"),
        ("▲12345", "▲12,345"),
        ("1234567890", "1,234,567,890"),
        ("0012", "0012"),
        ("2021年", "2021年"),
        ("12.5%", "12.5%"),
        ('"1,234"', "1,234"),
        ("", ""),
        ("*印", "*印"),
        ("0.05**", "0.05**"),
        (" 余白 ", "余白"),
    ],
)
def test_csv_numbers_get_separators(value: str, shown: str) -> None:
    """Whole numbers of four digits and more; everything else is as it was typed."""
    assert texts(csv_table(f"年,値\n2020年,{value}\n2021年,1\n"))[1][1] == shown


@pytest.mark.parametrize("value", ["*強調*", "[文字](https://a.jp)", "&nbsp;", "m^2^", "{{ 値 }}", "<b>値"])
def test_markup_in_a_csv_is_told_with_its_line(value: str) -> None:
    """Its small form has nothing else than bold, references and breaks; it would be printed."""
    problems = problems_in(
        f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: f"年,値\n2020年,1\n2021年,{value}\n"}
    )
    expect(problems, Code.MD_LEFTOVER, f"{CSV}:3", value[:20], "CSV")


@pytest.mark.parametrize("value", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "########"])
def test_what_a_spreadsheet_shows_in_place_of_a_value_is_told(value: str) -> None:
    """In a CSV file, in a cell, and where it was copied into text."""
    file = {CSV: f"年,値\n2020年,1\n2021年,{value}\n"}
    expect(problems_in(f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', file), Code.MD_LEFTOVER, f"{CSV}:3", value)
    (problem,) = problems_in(f"::: {{.表 #tbl-a}}\n題\n\n|年|値|\n|-|-|\n|2020年|{value}|\n:::")
    assert (problem.code, "元の表" in problem.hint) == (Code.MD_LEFTOVER, True)


def test_the_first_column_and_the_header_of_a_csv_are_labels() -> None:
    """Years stay years."""
    assert texts(csv_table("年,2020\n1985,1\n")) == [["年", "2020"], ["1985", "1"]]


def test_a_csv_column_of_numbers_stands_right() -> None:
    """As in a table that is written out."""
    assert csv_table("年,人口,備考\n1985年,132039,多\n1990年,,少\n").aligns == (
        Align.LEFT,
        Align.RIGHT,
        Align.LEFT,
    )


def test_a_csv_cell_may_have_lines() -> None:
    """Excel's Alt+Enter."""
    (cell,) = csv_table('a\n"一行目\n二行目"\n').rows[1]
    assert cell == Cell((Paragraph((Text("一行目"), LineBreak(), Text("二行目"))),))


def test_a_csv_may_merge_and_have_two_header_rows() -> None:
    """The same signs as in Markdown."""
    assert spans(csv_table("a,b,<<\n^^,c,d\n1,2,3\n", ' head="2"'))[0] == [(1, 2), (2, 1), None]


@pytest.mark.parametrize(
    "text", ["\ufeffa,b\r\nc,d\r\n", "a,b\nc,d", "\na,b\n\n,\nc,d\n\n", '"a","b"\n"c","d"\n']
)
def test_a_csv_from_excel_simply_works(text: str) -> None:
    """A BOM, CRLF, blank lines, quotation marks."""
    assert texts(csv_table(text)) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ('a,b\n"c,d\n', Code.CSV_SYNTAX, "2", ("引用符",)),
        ('a,b\n"c"d,e\n', Code.CSV_SYNTAX, "2", ("引用符",)),
        ("a\tb\nc\td\n", Code.CSV_SYNTAX, "1", ("タブ", "「,」")),
        ("a;b\nc;d\n", Code.CSV_SYNTAX, "1", ("「;」",)),
        ("年，人口\n1985年，1\n", Code.CSV_SYNTAX, "1", ("「，」", "半角")),
        ("", Code.TABLE_EMPTY, "1", ("値の行",)),
        ("a,b\n", Code.TABLE_EMPTY, "1", ("値の行",)),
        ("\n\n,\n", Code.TABLE_EMPTY, "1", ("値の行",)),
        ("a,b\nc\n", Code.TABLE_RAGGED, "2", ("数は1", "１行目は2")),
        ('a,b\n"c\nd",e\nf,g,h\n', Code.TABLE_RAGGED, "4", ("数は3",)),
        ("<<,b\nc,d\n", Code.TABLE_MERGE, "1", ("「<<」の左",)),
    ],
)
def test_a_csv_that_makes_no_table_is_told_with_its_line(
    text: str, code: Code, place: str, words: tuple[str, ...]
) -> None:
    """Quotation marks, separators, rows."""
    problems = problems_in(f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: text})
    expect(problems, code, f"{CSV}:{place}", *words)


def test_a_csv_whose_first_row_is_wrong_is_told_in_ten_lines() -> None:
    """All others differ from it."""
    text = "a\n" + "b,c\n" * 1000
    assert len(problems_in(f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: text})) == 10


def test_a_missing_csv_is_told_with_the_nearest_file() -> None:
    """At the div that names it."""
    problems = problems_in('::: {.表 #tbl-a csv="data/b.csv"}\n題\n:::', {CSV: "a\nb\n"})
    expect(problems, Code.FILE_MISSING, f"{AT}3:1", "もしかして: data/a.csv")


def test_a_csv_outside_the_plan_is_refused() -> None:
    """As every file."""
    expect(problems_in('::: {.表 #t csv="../a.csv"}\n題\n:::'), Code.FILE_OUTSIDE, f"{AT}3:1")


def test_a_large_table_is_read_in_one_pass() -> None:
    """Ten thousand cells take no time to merge."""
    rows = "".join(f"{number}{',^^' * 8},x\n" for number in range(1000))
    head = ",".join("abcdefghij")
    assert len(csv_table(f"{head}\n{'x,' * 9}x\n{rows}").rows) == 1002


def wide(columns: int, first: str = "0") -> str:
    """A table of so many columns; `first` stands in its first cell."""
    head = [first, *map(str, range(1, columns))]
    return "\n".join(f"|{'|'.join(row)}|" for row in (head, ["-"] * columns, ["7"] * columns))


def test_a_table_has_as_many_columns_as_word_allows() -> None:
    """63, and no more: Word would not open it."""
    assert len(table_of(wide(63)).aligns) == 63


@pytest.mark.parametrize(
    "rows", [wide(64), wide(70), wide(64, "<<"), wide(64).replace("|1|", "|<<|", 1)], ids=str.__len__
)
def test_a_table_with_more_columns_is_one_problem(rows: str) -> None:
    """However its cells are merged, since each covers columns of the grid."""
    found = problems_in(f"::: {{.表 #tbl-a}}\n題\n\n{rows}\n:::")
    expect(found, Code.TABLE_COLUMNS, AT + "6:2", "63列", "分ける")


def test_a_csv_file_with_more_columns_is_one_problem_too() -> None:
    """At its first line."""
    row = ",".join("7" * 64)
    found = problems_in(f'::: {{.表 #tbl-a csv="{CSV}"}}\n題\n:::', {CSV: f"{row}\n{row}\n"})
    expect(found, Code.TABLE_COLUMNS, f"{CSV}:1", "64")
