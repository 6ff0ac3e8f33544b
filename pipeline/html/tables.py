"""Tables: the author's and laid-out ones, with heads that say which cells they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.html.inlines import write_inlines, write_title
from pipeline.html.lists import write_prose
from pipeline.html.markup import attributes, column_share, element
from pipeline.html.writing import Writing
from pipeline.model.decimals import lacking_decimals, longest_decimals
from pipeline.model.floats import Align, Cell, Grid, GridCell, Item, Table, TablePart
from pipeline.model.inlines import Paragraph, Role, plain_text
from pipeline.model.prose import ListBlock, Prose

# A cell of so many characters at most is a name or the like, which ends lines at phrases.
BRIEF = 40
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
    decimals = [longest_decimals(table, column) for column in range(len(table.aligns))]
    return [
        [
            _cell(writing, table, cell, row, column, decimals[column]) if cell else None
            for column, cell in enumerate(cells)
        ]
        for row, cells in enumerate(table.rows)
    ]


def _cell(writing: Writing, table: Table, cell: Cell, row: int, column: int, decimals: str) -> TableCell:
    part = table.part_at(row, column)
    named = table.head_rows and column == 0 and table.aligns[column] is not Align.RIGHT
    heads = "col" if part is TablePart.HEAD else "row" if named else ""
    look = " ".join(
        filter(None, (_ALIGNED[table.aligns[column]] if heads != "col" else "", _PARTS[part] if part else ""))
    )
    # What it lacks is shown by the style sheet, which keeps its room free.
    behind = attributes(data_behind="" if heads else lacking_decimals(cell, decimals))
    return TableCell(_in_cell(writing, cell.content, heads), cell.colspan, cell.rowspan, heads, look, behind)


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
        _in_cell(writing, _with_lists(cell.content), heads),
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


def _in_cell(writing: Writing, content: Iterable[Prose], heads: str) -> str:
    """What a cell says: a single paragraph as it is, by phrases if it is a head or no sentence; several as paragraphs."""
    blocks = [each for each in content if not isinstance(each, Paragraph) or each.content]
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        text = plain_text(blocks[0].content)
        in_phrases = heads or (len(text) <= BRIEF and "。" not in text)
        return (write_title if in_phrases else write_inlines)(writing, blocks[0].content)
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
    heads = Heads(identity, rows) if _needs_names(rows) else None
    written = [_row(heads, cells, row) for row, cells in enumerate(rows)]
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
    return element("colgroup", "".join(f'<col class="{column_share(each / whole)}">' for each in widths))


def _needs_names(rows: Rows) -> bool:
    """Whether heads over others, or over several rows, make it unclear which cells they are about."""
    return any(cell and cell.heads and (cell.colspan > 1 or cell.rowspan > 1) for row in rows for cell in row)


def _row(heads: Heads | None, cells: Sequence[TableCell | None], row: int) -> str:
    written = (_written(heads, cell, row, column) for column, cell in enumerate(cells) if cell is not None)
    return element("tr", "".join(written))


def _written(heads: Heads | None, cell: TableCell, row: int, column: int) -> str:
    spans = attributes(
        colspan=cell.colspan if cell.colspan > 1 else None, rowspan=cell.rowspan if cell.rowspan > 1 else None
    )
    headers = " ".join(heads.of(cell, row, column)) if heads else ""
    if not cell.heads:
        return element("td", cell.content, spans + cell.extra, class_=cell.look, headers=headers)
    if _names_nothing(cell, column):
        return element("td", "", spans + cell.extra, class_=cell.look)
    several = cell.colspan > 1 if cell.heads == "col" else cell.rowspan > 1
    own = heads.id(row, column) if heads else ""
    scope = f"{cell.heads}group" if several else cell.heads
    return element(
        "th", cell.content, spans + cell.extra, scope=scope, id=own, headers=headers, class_=cell.look
    )


def _names_nothing(cell: TableCell, column: int) -> bool:
    """Whether it is the empty corner over the heads of rows."""
    return cell.heads == "col" and not cell.content and column == 0


class Heads:
    """The heads of a table, which its cells name by their ids."""

    def __init__(self, identity: str, rows: Rows) -> None:
        self._identity = identity
        self._over: list[tuple[int, int, TableCell]] = []
        self._beside: dict[int, list[tuple[int, int]]] = {}  # by each row that they are about
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is None or _names_nothing(cell, column):
                    continue
                if cell.heads == "col":
                    self._over.append((row, column, cell))
                elif cell.heads:
                    for at in range(row, row + cell.rowspan):
                        self._beside.setdefault(at, []).append((row, column))

    def id(self, row: int, column: int) -> str:
        return f"{self._identity}.{row + 1}.{column + 1}"

    def of(self, cell: TableCell, row: int, column: int) -> Iterator[str]:
        """The ids of the heads over a cell, and of those beside it: of heads themselves, those above or before them."""
        for at, place, head in self._over:
            if at < row and place < column + cell.colspan and column < place + head.colspan:
                yield self.id(at, place)
        beside = (each for at in range(row, row + cell.rowspan) for each in self._beside.get(at, ()))
        yield from (self.id(at, place) for at, place in dict.fromkeys(beside) if place < column)
