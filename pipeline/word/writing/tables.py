"""Tables as they are written: the markup of grids, their rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from pipeline.frozen import replace
from pipeline.model.floats import Grid, GridCell, Item, TablePart
from pipeline.model.inlines import LineBreak, Paragraph, Role, Text, is_picture, plain_text
from pipeline.word.markup import oxml
from pipeline.word.markup.smaller import in_smaller_text
from pipeline.word.markup.table_styles import PartLook
from pipeline.word.measuring.grid_layout import Fold, GridLayout, lay_out
from pipeline.word.measuring.icons import fills_cell
from pipeline.word.measuring.numbers import room_of
from pipeline.word.measuring.passages import hanging, indent_of
from pipeline.word.template.scheme import LIST_LEVELS
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import line_height, write_inlines, write_text
from pipeline.word.writing.kept_markup import grid_markup

# The title of the description of what is drawn with a table's cells.
DRAWING = "図"
# The tallest table (twips) that is kept on one page: about a third of a usual one, and as much as this of a lower one.
_TALLEST, _PART = 5000, 0.4
_PLAIN = PartLook("", "", "")
_GREY = PartLook("F2F2F2", "", "")


def tallest_whole(page: int) -> int:
    """The height up to which a table stays whole where text is so high on a page, 0 where that is not known (all in twips)."""
    return min(_TALLEST, round(page * _PART)) if page else _TALLEST


def write_grid(
    draft: Draft,
    grid: Grid,
    width: int,
    tallest: int,
    followed: bool = False,
    layout: GridLayout | None = None,
) -> str:
    """The markup of a grid that is `width` twips wide, and on one page where it is no taller than `tallest`; `followed` keeps it with
    what comes after it, `layout` is its own where it is known."""
    write = partial(_written, draft, grid, width, tallest, followed, layout)
    return grid_markup(draft, grid, write, layout, width, tallest, followed) if layout else write()


def _written(
    draft: Draft, grid: Grid, width: int, tallest: int, followed: bool, layout: GridLayout | None
) -> str:
    layout = layout or lay_out(draft.styles, draft.targets, grid, width)
    if layout.smaller:
        grid = in_smaller_text(draft.styles, grid, layout.smaller) or grid
    rows = write_rows(draft, grid, layout, _kept_rows(grid, layout, tallest, followed))
    title = DRAWING if grid.heights else ""
    return oxml.table(draft.styles.table(grid.style), layout.widths, rows, grid.alt, title)


def _kept_rows(grid: Grid, layout: GridLayout, tallest: int, followed: bool) -> frozenset[int]:
    """The rows that stay on one page with the next one: all of a short table and of a drawing, of others the two ends, what
    names the rows under it, and what a cell stands beside that is no taller than `tallest`."""
    last = len(grid.rows) - 1
    if layout.height <= tallest or grid.heights:
        kept = set(range(last))
    elif is_list(grid):  # each row is for itself
        kept = set()
    else:
        named = filter(grid.leads, range(last))
        kept = {*range(grid.head_rows + 1), *named, *_joined(grid, layout.rows, tallest), last - 1}
    return frozenset(kept | ({last} if followed else set()))


def _joined(grid: Grid, heights: Sequence[int], tallest: int) -> Iterator[int]:
    """The rows that stand with the next one beside one cell. A page that ended there would take a part of its text along."""
    for row, cells in enumerate(grid.rows):
        for cell in filter(None, cells):
            if cell.rowspan > 1 and sum(heights[row : row + cell.rowspan]) <= tallest:
                yield from range(row, row + cell.rowspan - 1)


def is_list(grid: Grid) -> bool:
    """Whether a table is one column without a head."""
    return not grid.head_rows and all(len(row) == 1 for row in grid.rows)


def write_rows(draft: Draft, grid: Grid, layout: GridLayout, kept: frozenset[int] = frozenset()) -> list[str]:
    """The markup of a grid's rows; those that are `kept` stay on one page with the next."""
    boxed = any(not cell.border for line in grid.rows for cell in line if cell)
    look = cache(partial(_look, draft, grid, boxed))  # a table's cells look alike, but for a few
    return [
        oxml.table_row(
            list(_cells(draft, grid, index, layout, index in kept, look)),
            header=index < grid.head_rows,
            height=layout.written_height(index),
        )
        for index in range(len(grid.rows))
    ]


def _cells(
    draft: Draft, grid: Grid, row: int, layout: GridLayout, kept: bool, look_of: Callable[..., str]
) -> Iterator[str]:
    """The cells of one row; where a merge comes down from above, its continuation."""
    properties = oxml.KEEP_NEXT if kept else ""
    inset, widths = draft.styles.inset(grid.style), layout.widths
    column = 0
    while column < len(widths):
        cell = grid.rows[row][column]
        top = row
        while cell is None and top > 0:
            top -= 1
            cell = grid.rows[top][column]
        assert cell is not None, "a grid's covered positions lie under or right of a cell"
        span = cell.colspan
        room = sum(widths[column : column + span])
        # What goes on from above in a drawing is as low as the row's lines are.
        low = cell.low or (bool(grid.heights) and top < row)
        look = cell.look
        if look is None:
            centred = cell.rowspan > 1 or row < grid.head_rows
            look = look_of(cell.border, cell.sides, cell.shade, cell.part, cell.vertical, centred, low)
        merge = "" if cell.rowspan == 1 else "restart" if top == row else "continue"
        if top < row:
            cell = replace(cell, content=(Paragraph((), Role.GAP if low else cell.content[0].role),))
        elif cell.vertical:
            cell = _folded(cell, [each for each in layout.folds if (each.row, each.column) == (row, column)])
        markup = "".join(_cell_paragraphs(draft, cell, properties, low, room - inset))
        written = oxml.table_cell(markup, room, span, merge, look)
        yield draft.in_branch(written, cell.branch)
        column += span


def _folded(cell: GridCell, folds: Iterable[Fold]) -> GridCell:
    """A cell whose lines of vertical text end where they were measured to."""
    content = list(cell.content)
    for fold in folds:
        text = plain_text(content[fold.paragraph].content)
        first, *rest = (text[begin:end] for begin, end in pairwise((0, *fold.places, len(text))))
        lines = (Text(first), *(each for line in rest for each in (LineBreak(), Text(line))))
        content[fold.paragraph] = replace(content[fold.paragraph], content=lines)
    return replace(cell, content=tuple(content))


def _look(
    draft: Draft,
    grid: Grid,
    boxed: bool,
    border: bool,
    sides: Collection[str],
    shade: bool,
    named: TablePart | None,
    vertical: bool,
    centred: bool,
    low: bool,
) -> str:
    """The look of a cell. `boxed` says that the grid has cells without a border, so that each of the others draws its own."""
    lined = border or sides
    part = _part_look(draft, grid, named) if named else _PLAIN
    return oxml.cell_look(
        oxml.CellLook(
            fill=draft.styles.fills[grid.style] if shade else part.fill,
            border=(draft.styles.borders[grid.style] if lined else oxml.NO_BORDER) if boxed else "",
            vertical=vertical,
            centred=centred or vertical or boxed,
            sides=oxml.SIDES if border else sides,
            low=low,
            lines={"top": part.top, "bottom": part.bottom},
        )
    )


def _part_look(draft: Draft, grid: Grid, part: TablePart) -> PartLook:
    """The look of a part by the table's style; where that says nothing of it, totals have a line above them, and all else is grey."""
    styles = draft.styles
    found = styles.parts[grid.style].get(part.value, _PLAIN)
    if found != _PLAIN:
        return found
    if part is TablePart.TOTAL:
        return replace(_PLAIN, top=styles.borders[grid.style])
    return _GREY


def _cell_paragraphs(draft: Draft, cell: GridCell, properties: str, low: bool, width: int) -> Iterator[str]:
    """`width` is that of the cell's lines."""
    lists: dict[int, int] = {}  # those to which items belong, by their depths
    for paragraph in cell.content:
        if not low and _is_plain(cell, paragraph):
            markup = write_text(draft, paragraph.content, paragraph.role, width, in_cell=True)
            yield oxml.paragraph(draft.styles.paragraph(paragraph.role), markup, properties)
            continue
        if isinstance(paragraph, Item) and (paragraph.begins or paragraph.depth not in lists):
            lists[paragraph.depth] = _begun_list(draft, paragraph)
        style = draft.styles.paragraph(_style_asked(draft, paragraph))
        if low and not paragraph.content:
            yield oxml.paragraph(style, "", properties + oxml.LOW)
            continue
        own = properties
        if isinstance(paragraph, Item):
            own += oxml.list_properties(lists[paragraph.depth], 0)
        if fills_cell(paragraph.content) or _grows_with_pictures(draft, paragraph):
            own += oxml.SINGLE_LINES
        own += oxml.spacing(line=line_height(draft, paragraph.content, paragraph.role))
        out, room = hanging(draft.styles, paragraph), room_of(draft.styles, paragraph.role, cell.behind)
        if out:
            own += oxml.hanging(out, indent_of(draft.styles, paragraph))
        elif room:
            own += oxml.room_at_right(room)
        yield oxml.paragraph(style, _lines(draft, cell, paragraph, width, out or room), own)


def _is_plain(cell: GridCell, paragraph: Paragraph) -> bool:
    """Whether a cell's paragraph is text and nothing else, as most are: what stands in lines makes no difference to them."""
    return (
        not (cell.vertical or cell.behind)
        and paragraph.__class__ is Paragraph
        and paragraph.role is not Role.DIAGRAM_TEXT
        and all(each.__class__ is Text for each in paragraph.content)
    )


def _grows_with_pictures(draft: Draft, paragraph: Paragraph) -> bool:
    """Whether a line is as high as the pictures in it, of which less than a whole line would be cut off at the top."""
    return is_picture(paragraph.content) and paragraph.role not in draft.styles.fixed


def _lines(draft: Draft, cell: GridCell, paragraph: Paragraph, width: int, indented: int) -> str:
    """The text of a cell's paragraph. What has indents of its own is short: it is left as it is."""
    if cell.vertical or indented:
        return write_inlines(draft, paragraph.content, paragraph.role, cell.vertical, width)
    return write_text(draft, paragraph.content, paragraph.role, width, in_cell=True)


def _style_asked(draft: Draft, paragraph: Paragraph) -> str:
    """The style of a paragraph; an item whose list the template lacks asks for that, so that it is told."""
    if isinstance(paragraph, Item) and not draft.list_shapes[paragraph.kind.value].abstract:
        return paragraph.kind.value
    return paragraph.role


def _begun_list(draft: Draft, first: Item) -> int:
    """A new list, as the template has those of its kind; its items stand at the cell's edge."""
    number = draft.list_number()
    shape = draft.list_shapes[first.kind.value]
    draft.lists[number] = oxml.list_number(number, shape.abstract, 0, first.number, LIST_LEVELS)
    return number
