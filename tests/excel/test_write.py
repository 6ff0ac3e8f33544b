"""Workbooks: text stays text, marks are underlined, pages print, and the same sheets give the same bytes."""

from __future__ import annotations

import io
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from pipeline.excel import write_workbook
from pipeline.model.workbook import Cell, Column, Mark, WorkbookSheet, changed, plain


def written(*rows: tuple[Cell, ...], title: str = "みどり市計画") -> bytes:
    """A workbook of one sheet with these rows."""
    columns = tuple(Column(f"列{index}", 10 + index) for index in range(len(rows[0])))
    return write_workbook(title, "みどり市", [WorkbookSheet("一覧", title, columns, rows)])


def opened(data: bytes, rich: bool = False) -> Worksheet:
    return load_workbook(io.BytesIO(data), rich_text=rich).worksheets[0]


def only_cell(*cells: Cell) -> Any:
    """The first cell under the head, as Excel would read it."""
    return opened(written(cells))["A2"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.com","開く")',
        "+1",
        "-1",
        "@SUM(A1)",
        "#N/A",
        "TRUE",
        "00123",
        "1-2",
        "\t=1",
    ],
)
@pytest.mark.parametrize("marked", [False, True])
def test_text_stays_text(text: str, marked: bool) -> None:
    """Nothing that somebody wrote becomes a formula, a number or an error, marked or not."""
    data = written((changed(text) if marked else plain(text),))
    cell = opened(data)["A2"]
    assert (str(cell.value), cell.data_type) == (text, "s")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("text", "quoted"), [("=1+1", True), ("-1", True), ("文です。", False)])
def test_formulas_stay_text_when_the_cell_is_edited(text: str, quoted: bool) -> None:
    """As if it had been typed with an apostrophe before it."""
    assert only_cell(plain(text)).quotePrefix is quoted


@pytest.mark.parametrize(
    "text",
    ["𠮷野家の髙﨑さん①㈱", "😀👨‍👩‍👧", "葛󠄀城", "A & B <C> ]]>", "一行目\n二行目", " 前後に空き ", "_x0041_"],
)
def test_every_character_arrives(text: str) -> None:
    """Also those that CP932 can't encode, and those that XML has another use for."""
    assert only_cell(plain(text)).value == text


def test_what_differs_is_underlined() -> None:
    """As rich text, so that one cell holds both; line ends and blanks between marks are kept."""
    text = (Mark("市は、"), Mark("早めに", True), Mark("\n"), Mark(" 進めます。"), Mark(" ", True))
    value = opened(written((text,)), rich=True)["A2"].value
    assert isinstance(value, CellRichText)
    assert str(value) == "市は、早めに\n 進めます。 "
    underlined = [block.text for block in value if isinstance(block, TextBlock) and block.font.u == "single"]
    assert underlined == ["早めに\n"]


def test_a_cell_that_differs_as_a_whole_is_underlined_as_a_whole() -> None:
    """There is nothing in it from which words could stand out."""
    cell = only_cell(changed("早めに"))
    assert (cell.value, cell.font.u, cell.font.name) == ("早めに", "single", "BIZ UDゴシック")
    assert only_cell(plain("早めに")).font.u is None


def test_an_empty_cell_has_its_box() -> None:
    """So that the table has no holes."""
    cell = only_cell(plain(""), plain("文"))
    assert (cell.value, cell.border.left.style) == (None, "thin")


def test_fonts_are_found_where_ours_is_missing() -> None:
    """By their charset, which is Japanese, in cells and for words in them."""
    data = written((plain("文"), (Mark("文"), Mark("字", True))))
    assert [opened(data)[name].font.charset for name in ("A1", "A2", "B2")] == [128] * 3
    (cell,) = (each for each in opened(data, rich=True)[2] if isinstance(each.value, CellRichText))
    assert [(part.font.rFont, part.font.charset) for part in cell.value] == [("BIZ UDゴシック", 128)] * 2


def test_numbers_are_numbers() -> None:
    """So that they sort."""
    cell = only_cell(24)
    assert (cell.value, cell.data_type) == (24, "n")


def test_a_cell_holds_no_more_than_excel_allows() -> None:
    """Excel would call the file damaged."""
    text = (Mark("あ" * 30_000), Mark("い" * 30_000, True), Mark("う"))
    assert len(str(only_cell(text).value)) == 32_767


def test_sheets_are_ready_to_read_and_to_print() -> None:
    """The head stays in sight and is repeated; A4 on its side, as wide as the page; long text is wrapped."""
    sheet = opened(written((plain("文"), plain("文"))))
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize), setup.fitToHeight) == ("landscape", "9", 0)
    assert setup.fitToWidth in (None, 1)  # 1 is what it is if nothing is said (18.3.1.63)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [sheet.column_dimensions[name].width for name in "AB"] == [10, 11]
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A1"].font.b


def test_a_title_with_an_ampersand_is_printed_as_it_is() -> None:
    """In headers Excel takes & for the beginning of a code."""
    data = written((plain("文"),), title="健康&福祉24計画")
    sheet = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    assert [each.text for each in sheet.iter("{*}oddHeader")] == ["&C健康&&福祉24計画"]


@pytest.mark.parametrize("now", [0, 1_700_000_000, 4_000_000_000])
def test_the_same_sheets_give_the_same_bytes(now: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the clock says, in 1970 too."""
    expected = written((plain("文"), changed("文")))
    real = time.localtime
    monkeypatch.setattr(time, "time", lambda: float(now))
    monkeypatch.setattr(time, "localtime", lambda seconds=None: real(now))
    assert written((plain("文"), changed("文"))) == expected
    properties = zipfile.ZipFile(io.BytesIO(expected)).read("docProps/core.xml").decode()
    assert "dcterms:" not in properties
    assert "ja-JP" in properties
    assert "みどり市計画" in properties


def test_no_temporary_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed would leave it behind."""

    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a temporary file")

    for way in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, way, refuse)
    assert opened(written((plain("文です。"),)))["A2"].value == "文です。"


def test_properties_of_fonts_stand_in_the_schemas_order() -> None:
    """ECMA-376 Part 1, 18.8.22 for styles and 18.4.7 for words in a cell: Microsoft's validator refuses another one."""
    package = zipfile.ZipFile(io.BytesIO(written((plain("文"), (Mark("文"), Mark("字", True))))))
    fonts = etree.fromstring(package.read("xl/styles.xml")).findall(".//{*}font")
    runs = etree.fromstring(package.read("xl/sharedStrings.xml")).findall(".//{*}rPr")
    assert len(fonts) >= 3
    assert len(runs) == 2
    order = [
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"),
        *("name", "rFont", "family", "charset", "scheme"),
    ]
    for element in (*fonts, *runs):
        found = [order.index(etree.QName(each).localname) for each in element]
        assert found == sorted(found)


def test_a_workbook_passes_microsofts_schema(tmp_path: Path) -> None:
    """Part 1 of ECMA-376, as Excel writes it."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(written((plain("=1+1"), (Mark("文"), Mark("字", True)), 3)))
    assert [str(each) for each in OpenXmlValidator().validate(str(path)).errors] == []
