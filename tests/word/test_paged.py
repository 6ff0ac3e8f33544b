"""Tables in parts for each page: what goes on there stands under its heading again."""

from __future__ import annotations

from pipeline.model.floats import GoesOn, Grid, GridCell, GridRow, RowFlow
from pipeline.model.inlines import Paragraph, Role, Text, plain_text
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.writing.paged import in_pages

HEIGHT, MARGINS = 10, 4


def row(*texts: str, goes_on: bool = False, columns: int = 1) -> GridRow:
    kind = GoesOn if goes_on else Paragraph
    cells: list[GridCell | None] = []
    for text in texts:
        content = (kind((Text(text),) if text else (), Role.CELL),)
        cells += [GridCell(content, columns), *[None] * (columns - 1)]
    return tuple(cells)


def pages(rows: list[tuple[GridRow, RowFlow]], first: int, room: int) -> list[list[list[str]]]:
    """The cells of each part under the head, paragraphs parted by ／; `first` and `room` in heights of a row."""
    width = len(rows[0][0])
    head = row("頭", columns=width)
    grid = Grid("新旧の表", (1.0,) * width, (head, *(cells for cells, _ in rows)), head_rows=1)
    grid = Grid(grid.style, grid.widths, grid.rows, 1, flow=(RowFlow(), *(flow for _, flow in rows)))
    layout = GridLayout((1,) * width, (), 0.0, MARGINS, rows=(HEIGHT,) * len(grid.rows))
    parts = in_pages(grid, layout, first * HEIGHT, room * HEIGHT, lambda again: HEIGHT * len(again))
    assert all(
        sum(cell.colspan for cell in each if cell) == len(part.widths) for part in parts for each in part.rows
    )
    return [
        [
            ["／".join(plain_text(p.content) for p in cell.content) for cell in each if cell]
            for each in part.rows[1:]
        ]
        for part in parts
    ]


AGAIN = row("題（つづき）")
TITLE = (row("題"), RowFlow())


def test_what_runs_on_is_one_row_on_one_page_and_has_its_heading_again_on_the_next() -> None:
    """Rows that run on need no margins of their own, so more of them fit."""
    more = [(row(str(number)), RowFlow((AGAIN,), runs_on=True)) for number in range(4)]
    assert pages([TITLE, *more], 9, 9) == [[["題／0／1／2／3"]]]
    assert pages([TITLE, *more], 4, 4) == [[["題／0／1／2"]], [["題（つづき）／3"]]]


def test_the_first_page_has_less_room() -> None:
    """The document's title stands above it."""
    units = [(row(str(number)), RowFlow()) for number in range(4)]
    assert pages(units, 2, 4) == [[["0"]], [["1"], ["2"], ["3"]]]


def test_a_row_that_leads_goes_with_what_it_stands_over() -> None:
    """The heads of a table, and the title above them."""
    heads = (row("列"), RowFlow((AGAIN,), leads=True))
    rows = [(row(str(number)), RowFlow((AGAIN, row("列")))) for number in range(3)]
    before = (row("前"), RowFlow())
    title = (row("題"), RowFlow(leads=True))
    assert pages([before, title, heads, *rows], 4, 6) == [
        [["前"]],
        [["題"], ["列"], ["0"], ["1"], ["2"]],
    ]
    assert pages([title, heads, *rows], 4, 6) == [
        [["題"], ["列"], ["0"]],
        [["題（つづき）"], ["列"], ["1"], ["2"]],
    ]


def test_a_text_goes_on_within_its_paragraph_but_for_where_a_page_begins() -> None:
    """A side without text has an empty paragraph only where nothing else stands in its cell."""
    texts = [(row("一。", ""), RowFlow())]
    texts += [
        (row(text, after, goes_on=True), RowFlow((row("題（つづき）", ""),), runs_on=True))
        for text, after in (("二。", ""), ("三。", "後"))
    ]
    assert pages(texts, 9, 9) == [[["一。二。三。", "後"]]]
    assert pages(texts, 2, 9) == [[["一。", ""]], [["題（つづき）／二。三。", "後"]]]


def test_borders_between_columns_are_those_of_the_page() -> None:
    """What a table needs on another page divides no cell here."""
    wide, narrow = (row("全", columns=4), RowFlow()), (row("一", "二", columns=2), RowFlow())
    assert pages([wide, narrow], 2, 2) == [[["全"]], [["一", "二"]]]
