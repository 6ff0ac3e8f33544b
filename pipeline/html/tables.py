"""Tables: the author's and laid-out ones, with heads that say which cells they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.html.lists import write_prose
from pipeline.html.markup import attributes, element, share
from pipeline.html.writing import Writing
from pipeline.model.floats import Align, Cell, Grid, GridCell, Item, Table, TablePart
from pipeline.model.inlines import Paragraph, Role, is_picture
from pipeline.model.prose import ListBlock, Prose

# From so many columns on a table may be wider than a telephone, and is scrolled by itself.
WIDE = 4
_PARTS = {
    TablePart.HEAD: "",
    TablePart.TOTAL: "total",
    TablePart.GROUP: "group",
    TablePart.SHADED_ROW: "shaded",
    TablePart.SHADED_COLUMN: "shaded",
}
_ALIGNED = {Align.LEFT: "", Align.CENTER: "centred", Align.RIGHT: "number"}
_ROLES: dict[str, str] = {Role.CELL_NUMBER: "number", Role.CELL_CENTRED: "centred"}
# Laid-out tables whose rows are each about what stands first in them.
_OF_ROWS = "計画の表"


@dataclass(frozen=True)
class TableCell:
    """A cell as markup; `heads` are columns ("col"), rows ("row"), or nothing."""

    content: str
    colspan: int = 1
    rowspan: int = 1
    heads: str = ""
    look: str = ""
    extra: str = ""


Rows = Sequence[Sequence[TableCell | None]]


def table_rows(writing: Writing, table: Table) -> Rows:
    """The rows of an author's table. What stands first in a row under heads names it, unless it is a number."""
    return [
        [_cell(writing, table, cell, row, column) if cell else None for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.rows)
    ]


def _cell(writing: Writing, table: Table, cell: Cell, row: int, column: int) -> TableCell:
    part = table.part_at(row, column)
    named = table.head_rows and column == 0 and table.aligns[column] is not Align.RIGHT
    heads = "col" if part is TablePart.HEAD else "row" if named else ""
    look = " ".join(
        filter(None, (_ALIGNED[table.aligns[column]] if heads != "col" else "", _PARTS[part] if part else ""))
    )
    return TableCell(_in_cell(writing, cell.content), cell.colspan, cell.rowspan, heads, look)


def grid_rows(writing: Writing, grid: Grid) -> Rows:
    """The rows of a laid-out table."""
    return [
        [_grid_cell(writing, grid, cell, row, column) if cell else None for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid.rows)
    ]


def _grid_cell(writing: Writing, grid: Grid, cell: GridCell, row: int, column: int) -> TableCell:
    under = grid.head_rows and grid.style == _OF_ROWS and column == 0
    heads = "col" if row < grid.head_rows else "row" if cell.heads or under else ""
    first = cell.content[0].role if cell.content else ""
    looks = (
        _ROLES.get(first, ""),
        _PARTS[cell.part] if cell.part else "",
        "vertical" if cell.vertical else "",
    )
    place = next((each.location for each in cell.content if each.location), None)
    return TableCell(
        _in_cell(writing, _with_lists(cell.content)),
        cell.colspan,
        cell.rowspan,
        heads,
        " ".join(filter(None, looks)),
        writing.at(place),
    )


def _with_lists(content: Iterable[Paragraph]) -> Iterator[Prose]:
    """The paragraphs of a cell, its items as the lists that they are of."""
    items: list[Item] = []
    for each in content:
        if items and (not isinstance(each, Item) or each.begins):
            yield _as_list(items)
            items = []
        if isinstance(each, Item):
            items.append(each)
        else:
            yield each
    if items:
        yield _as_list(items)


def _as_list(items: Sequence[Item]) -> ListBlock:
    paragraphs = ((Paragraph(each.content, each.role, each.location),) for each in items)
    return ListBlock(items[0].kind, items[0].number, tuple(paragraphs))


def _in_cell(writing: Writing, content: Iterable[Prose]) -> str:
    """What a cell says: a single paragraph as it is, several as paragraphs."""
    blocks = [each for each in content if not isinstance(each, Paragraph) or each.content]
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return write_prose(writing, blocks, bare=True)
    return write_prose(writing, blocks)


def write_table(
    rows: Rows,
    head_rows: int,
    identity: str,
    caption: str = "",
    look: str = "",
    widths: Sequence[float] = (),
    extra: str = "",
    label: str = "",
) -> str:
    """A table. `identity` begins the ids of its heads, where cells have to name them; `label` is what a table without a caption is
    called where it is scrolled."""
    columns = max((len(row) for row in rows), default=0)
    named = _needs_names(rows)
    written = [_row(rows, row, identity if named else "") for row in range(len(rows))]
    head = element("thead", "".join(written[:head_rows])) if head_rows else ""
    body = element("tbody", "".join(written[head_rows:])) if written[head_rows:] else ""
    title = element("caption", caption) if caption else ""
    table = element("table", title + _columns(widths) + head + body, extra, class_=look)
    if columns < WIDE:
        return table
    return element("div", table, class_="scroll", tabindex=0, role="group", aria_label=label or "表")


def _columns(widths: Sequence[float]) -> str:
    """The author's own widths, which the style sheet may use."""
    if not widths:
        return ""
    whole = sum(widths)
    return element("colgroup", "".join(f'<col class="{share(each / whole)}">' for each in widths))


def _needs_names(rows: Rows) -> bool:
    """Whether heads over others, or over several rows, make it unclear which cells they are about."""
    return any(cell and cell.heads and (cell.colspan > 1 or cell.rowspan > 1) for row in rows for cell in row)


def _row(rows: Rows, row: int, identity: str) -> str:
    cells = (
        _written(rows, cell, row, column, identity)
        for column, cell in enumerate(rows[row])
        if cell is not None
    )
    return element("tr", "".join(cells))


def _written(rows: Rows, cell: TableCell, row: int, column: int, identity: str) -> str:
    spans = attributes(
        colspan=cell.colspan if cell.colspan > 1 else None, rowspan=cell.rowspan if cell.rowspan > 1 else None
    )
    if not cell.heads:
        headers = " ".join(_heads_of(rows, cell, row, column, identity)) if identity else ""
        return element("td", cell.content, spans + cell.extra, class_=cell.look, headers=headers)
    if not cell.content and cell.heads == "col" and column == 0:
        return element("td", "", spans + cell.extra, class_=cell.look)
    several = cell.colspan > 1 if cell.heads == "col" else cell.rowspan > 1
    own = _head_id(identity, row, column) if identity else ""
    above = " ".join(_heads_of(rows, cell, row, column, identity)) if identity else ""
    scope = f"{cell.heads}group" if several else cell.heads
    return element(
        "th", cell.content, spans + cell.extra, scope=scope, id=own, headers=above, class_=cell.look
    )


def _head_id(identity: str, row: int, column: int) -> str:
    return f"{identity}.{row + 1}.{column + 1}"


def _heads_of(rows: Rows, cell: TableCell, row: int, column: int, identity: str) -> Iterator[str]:
    """The ids of the heads over a cell, and of those beside it: of heads themselves, those above or before them."""
    for at, line in enumerate(rows[: row + cell.rowspan]):
        for place, head in enumerate(line):
            if head is None or not head.heads or head is cell or not (head.content or head.heads == "row"):
                continue
            over = (
                head.heads == "col"
                and at < row
                and place < column + cell.colspan
                and column < place + head.colspan
            )
            beside = (
                head.heads == "row" and place < column and at < row + cell.rowspan and row < at + head.rowspan
            )
            if over or beside:
                yield _head_id(identity, at, place)


def is_of_pictures(rows: Iterable[Iterable[GridCell | None]]) -> bool:
    """Whether a table holds nothing but pictures."""
    return all(is_picture(each.content) for row in rows for cell in row if cell for each in cell.content)
