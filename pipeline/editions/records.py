"""Tables as records: what each row says, cell by cell, with the heads that name it. Read one after the other, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from pipeline.frozen import dataclass
from pipeline.model.floats import Align, Cell, Grid, GridCell, Item, Table
from pipeline.model.inlines import Inlines, Paragraph, Text, plain_text
from pipeline.model.prose import ListBlock, Prose, paragraphs_of

# What names a row of sums, whatever the others are.
_SUM = re.compile("[合総小]?計|総数")
# Laid-out tables whose rows are each about what stands first in them.
_OF_ROWS = "計画の表"


@dataclass(frozen=True)
class Field:
    """What a cell says under its `heads`, the outermost first; there may be none."""

    heads: tuple[Inlines, ...]
    content: tuple[Prose, ...]


@dataclass(frozen=True)
class Record:
    """A row: what names it, from the outermost to its own name, and its cells that say something."""

    names: tuple[Inlines, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class _Piece:
    """A cell of either kind of table."""

    content: tuple[Prose, ...]
    heads: bool
    columns: int
    rows: int

    @property
    def text(self) -> Inlines:
        """Without the blanks that set in the name of a row."""
        first, *more = _joined(tuple(each.content for each in paragraphs_of(self.content))) or [Text("")]
        bare = Text(first.text.lstrip()) if isinstance(first, Text) else first
        return tuple(more) if bare == Text("") else (bare, *more)


_Row = Sequence[_Piece | None]


def records_of(table: Table | Grid) -> Iterator[Record]:
    """The records of a table; heads over columns name the cells under them, those at the left the row."""
    rows = _pieces(table)
    groups = frozenset(table.groups) if isinstance(table, Table) else frozenset[int]()
    over: dict[int, tuple[Inlines, ...]] = {}
    named: dict[int, tuple[int, Inlines]] = {}  # by column: a name, and the row before which it ends
    group: tuple[Inlines, ...] = ()
    in_heads = False
    for at, row in enumerate(rows):
        cells = [(column, piece) for column, piece in enumerate(row) if piece]
        if at in groups or _is_group(row, cells):
            group = tuple(piece.text for _, piece in cells if piece.text)
            in_heads = False
        elif _are_heads(cells, named, at):
            over = {**over, **_over(cells, over if in_heads else {})} if in_heads else _over(cells, {})
            in_heads = True
        else:
            in_heads = False
            yield from _record(at, cells, over, named, group)


def _record(
    at: int,
    cells: Sequence[tuple[int, _Piece]],
    over: dict[int, tuple[Inlines, ...]],
    named: dict[int, tuple[int, Inlines]],
    group: tuple[Inlines, ...],
) -> Iterator[Record]:
    fields: list[Field] = []
    beside: tuple[Inlines, ...] = ()
    own = False
    for place, (column, piece) in enumerate(cells):
        if piece.heads and not fields and not beside and _names_row(place, cells, over):
            named[column] = (at + piece.rows, _under(over.get(column, ()), piece.text))
            own = True
        elif piece.heads:
            beside = (*beside, piece.text) if piece.text else beside
        elif piece.content and any(each.content for each in paragraphs_of(piece.content)):
            heads = beside or _heads_over(column, piece.columns, over)
            fields.append(Field(tuple(filter(None, heads)), piece.content))
            beside = ()
    names = tuple(text for end, text in (named[column] for column in sorted(named)) if end > at and text)
    if fields or own:
        yield Record((*group, *names), tuple(fields))


def _under(heads: tuple[Inlines, ...], name: Inlines) -> Inlines:
    """A row's name behind the head over its column, unless it says that itself: 区分：改正法, but 1985年."""
    head = _joined(heads)
    said = plain_text(name)
    if not said or not head or plain_text(head) in said or _SUM.fullmatch(said):
        return name
    return (*head, Text("："), *name)


def _names_row(place: int, cells: Sequence[tuple[int, _Piece]], over: dict[int, tuple[Inlines, ...]]) -> bool:
    """Whether a head at the left names its row: where others stand over the columns, and where it goes on in the next row, or has
    several cells beside it. Else it names the one beside it."""
    following = takewhile(lambda each: not each[1].heads, cells[place + 1 :])
    return bool(over) or cells[place][1].rows > 1 or len(list(following)) > 1


def _heads_over(column: int, columns: int, over: dict[int, tuple[Inlines, ...]]) -> tuple[Inlines, ...]:
    """The heads over a cell; over one of several columns those that these share, and all others."""
    every = [over.get(each, ()) for each in range(column, column + columns)]
    shared = tuple(same[0] for same in takewhile(_are_one, zip(*every, strict=False)))
    rest = [each[len(shared) :] for each in every if each[len(shared) :]]
    if not rest:
        return shared
    listed = chain.from_iterable(
        (Text("、"), *_joined(each)) if at else _joined(each) for at, each in enumerate(rest)
    )
    return (*shared, tuple(listed))


def _are_one(texts: Sequence[Inlines]) -> bool:
    return all(each == texts[0] for each in texts)


def _over(
    cells: Sequence[tuple[int, _Piece]], above: dict[int, tuple[Inlines, ...]]
) -> dict[int, tuple[Inlines, ...]]:
    return {
        column + offset: (*above.get(column + offset, ()), *((piece.text,) if piece.text else ()))
        for column, piece in cells
        for offset in range(piece.columns)
    }


def _are_heads(cells: Sequence[tuple[int, _Piece]], named: dict[int, tuple[int, Inlines]], at: int) -> bool:
    return (
        bool(cells)
        and all(piece.heads for _, piece in cells)
        and not any(end > at for end, _ in named.values())
    )


def _is_group(row: _Row, cells: Sequence[tuple[int, _Piece]]) -> bool:
    """Whether a row is one head over all columns, which says what is under it."""
    return len(cells) == 1 and cells[0][1].heads and cells[0][1].columns == len(row) > 1


def _pieces(table: Table | Grid) -> list[_Row]:
    if isinstance(table, Table):
        return [
            [_of_table(table, cell, row, column) if cell else None for column, cell in enumerate(cells)]
            for row, cells in enumerate(table.rows)
        ]
    return [
        [_of_grid(table, cell, row, column) if cell else None for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.rows)
    ]


def _of_table(table: Table, cell: Cell, row: int, column: int) -> _Piece:
    """What stands first in a row under heads names it, unless it is a number."""
    named = table.head_rows and column == 0 and table.aligns[column] is not Align.RIGHT
    return _Piece(cell.content, row < table.head_rows or bool(named), cell.colspan, cell.rowspan)


def _of_grid(grid: Grid, cell: GridCell, row: int, column: int) -> _Piece:
    under = grid.head_rows and grid.style == _OF_ROWS and column == 0
    heads = row < grid.head_rows or cell.heads or bool(under)
    return _Piece(tuple(_with_lists(cell.content)), heads, cell.colspan, cell.rowspan)


def _with_lists(content: Sequence[Paragraph]) -> Iterator[Prose]:
    """The paragraphs of a cell, its items as the lists that they are of."""
    items: list[Item] = []
    for each in (*content, None):
        if items and (not isinstance(each, Item) or each.begins):
            yield ListBlock(
                items[0].kind,
                items[0].number,
                tuple((Paragraph(item.content, item.role, item.location),) for item in items),
            )
            items = []
        if isinstance(each, Item):
            items.append(each)
        elif each is not None:
            yield each


def _joined(texts: Sequence[Inlines]) -> Inlines:
    """Texts as one, a blank between them."""
    return tuple(
        chain.from_iterable((Text("　"), *text) if index else text for index, text in enumerate(texts))
    )
