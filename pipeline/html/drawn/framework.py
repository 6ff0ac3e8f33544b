"""The 体系図: a table with heads and scopes, and for narrow screens the same as a list. The style sheet shows one of them, so that
nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.html.drawn.diagrams import branch_class
from pipeline.html.drawn.layers import Inline, Place
from pipeline.html.markup import element
from pipeline.html.tables import TableCell, write_table
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.floats import GridCell, GridRow
from pipeline.model.inlines import Inlines, Text

# The mark of a list with which a line of a cell may begin.
_MARK = "・"


def framework_sheet(content: DocumentContent, inline: Inline, place: Place) -> str:
    """Both forms of the sheet."""
    (rows,) = (slot for slot in content.slots.values() if isinstance(slot, FrameworkRows))
    sheet = _Sheet(rows, inline, place)
    table = write_table(
        sheet.table(), len(sheet.heads), content.name, look="sheet", label=content.label or content.title
    )
    return element("div", table, class_="sheet-wide") + element(
        "div", sheet.listed(sheet.body, 0), class_="sheet-narrow"
    )


@dataclass(frozen=True)
class _Sheet:
    rows: FrameworkRows
    inline: Inline
    place: Place

    @property
    def heads(self) -> Sequence[GridRow]:
        grid = self.rows.grid
        return grid.rows[: grid.head_rows] or self.rows.heads

    @property
    def body(self) -> Sequence[GridRow]:
        return self.rows.grid.rows[self.rows.grid.head_rows :]

    # The table

    def table(self) -> list[list[TableCell | None]]:
        over = [[self._cell(cell, "col") if cell else None for cell in row] for row in self.heads]
        under = [
            [self._cell(cell, "row" if cell.heads else "") if cell else None for cell in row]
            for row in self.body
        ]
        return over + under

    def _cell(self, cell: GridCell, heads: str) -> TableCell:
        looks = (branch_class(cell.branch), "vertical" if cell.vertical else "")
        return TableCell(
            self._said(cell),
            cell.colspan,
            cell.rowspan,
            heads,
            " ".join(filter(None, looks)),
            self._place_of(cell),
        )

    def _place_of(self, cell: GridCell) -> str:
        return self.place(next((each.location for each in cell.content if each.location), None))

    def _said(self, cell: GridCell) -> str:
        """What a cell says: lines that begin with a mark as a list, several others as paragraphs."""
        texts = [each.content for each in cell.content if each.content]
        if texts and all(map(_is_marked, texts)):
            items = "".join(element("li", self.inline(_without_mark(each))) for each in texts)
            return element("ul", items, class_="bullets")
        if len(texts) == 1:
            return self.inline(texts[0])
        return "".join(element("p", self.inline(each)) for each in texts)

    # The list

    def listed(self, rows: Sequence[GridRow], depth: int) -> str:
        """The items of a level and, in each, those of the levels under it."""
        if not rows or depth > max(self.rows.depths):
            return ""
        own = [column for column, level in enumerate(self.rows.depths) if level == depth]
        if not own:
            return self.listed(rows, depth + 1)
        items = "".join(self._item(each, own, depth) for each in _parted(rows, own))
        return element("ul", items, class_="items")

    def _item(self, rows: Sequence[GridRow], own: Sequence[int], depth: int) -> str:
        cells = [(column, cell) for column in own if (cell := rows[0][column])]
        named = [cell for _, cell in cells if cell.heads]
        title = "　".join(
            self.inline(each.content) for cell in named for each in cell.content if each.content
        )
        # Short labels stand before the titles that they are for.
        labels = [cell for _, cell in cells if not cell.heads and self._is_of_title(cell, cells)]
        said = [(column, cell) for column, cell in cells if not (cell.heads or cell in labels)]
        fields = "".join(
            element("dt", self._head(column)) + element("dd", self._said(cell), self._place_of(cell))
            for column, cell in said
            if any(each.content for each in cell.content)
        )
        head = element("p", title, self._place_of(named[0]), class_="name") if named else ""
        marks = "".join(element("p", self._said(each), class_="label") for each in labels)
        under = self.listed(rows, depth + 1)
        branch = branch_class(cells[0][1].branch) if depth == min(self.rows.depths) else ""
        own_text = marks + head + (element("dl", fields) if fields else "")
        return element("li", own_text + under, class_=branch)

    def _is_of_title(self, cell: GridCell, cells: Sequence[tuple[int, GridCell]]) -> bool:
        """Whether a cell stands under the head of the title beside it, so that it has none of its own."""
        over = {column: self._head_cell(column) for column, _ in cells}
        own = next(column for column, each in cells if each is cell)
        return any(
            each.heads and over[own] is not None and over[column] is over[own] for column, each in cells
        )

    def _head(self, column: int) -> str:
        """The words over a column."""
        head = self._head_cell(column)
        return self._said(head) if head else ""

    def _head_cell(self, column: int) -> GridCell | None:
        """The lowest head over a column."""
        for row in reversed(self.heads):
            start = next((at for at in range(column, -1, -1) if at < len(row) and row[at]), None)
            cell = row[start] if start is not None else None
            if start is not None and cell and column < start + cell.colspan:
                return cell
        return None


def _parted(rows: Sequence[GridRow], own: Iterable[int]) -> Iterator[Sequence[GridRow]]:
    """The rows of each item: one begins where a cell of its own does."""
    begins = [at for at, row in enumerate(rows) if any(row[column] for column in own)]
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        yield rows[begin:end]


def _is_marked(content: Inlines) -> bool:
    return isinstance(content[0], Text) and content[0].text.startswith(_MARK)


def _without_mark(content: Inlines) -> Inlines:
    first, *rest = content
    assert isinstance(first, Text), "a line that begins with a mark begins with text"
    return (Text(first.text.removeprefix(_MARK)), *rest)
