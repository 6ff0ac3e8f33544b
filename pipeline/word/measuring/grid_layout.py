"""The layout of a grid before it is written: column widths, and the least heights that vertical text needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil

from pipeline.frozen import dataclass, replace
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role, Text, has_ruby, is_picture
from pipeline.model.numbers import Target
from pipeline.model.text_widths import FULL
from pipeline.word.markup.smaller import in_smaller_text
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.columns import Floor, Table, drawn_heights, fit_widths
from pipeline.word.measuring.icons import measured_text
from pipeline.word.measuring.numbers import (
    Lines,
    Split,
    Wholes,
    read_lines,
    read_numbers,
    read_words,
    split_at,
)
from pipeline.word.measuring.passages import passage_of
from pipeline.word.measuring.spare_width import filled, narrowed
from pipeline.word.measuring.vertical import VerticalText, folded
from pipeline.word.measuring.widths import Box, row_heights, share_out

# The least that a column's text is wide, in em.
LEAST_TEXT = 2.0
# Words up to this length (em) are not broken: a column is as wide as its longest line up to here.
UNBROKEN = 6.0
# A column of vertical text is so wide (em of the grid's smallest text): a head of four characters stands clear of the lines beside it.
LEAST_VERTICAL = 4.4
# The most lines that one vertical text is folded into before its rows are made taller instead.
MOST_VERTICAL_LINES = 4
# How much longer than its text a vertical cell is kept (em): what does not fit is cut silently.
VERTICAL_RESERVE = 0.5


@dataclass(frozen=True)
class Fold:
    """The places in the text of a paragraph in a vertical cell at which its second line and those after it begin."""

    row: int
    column: int
    paragraph: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class GridLayout:
    """Widths of the columns in twips; `height` is about what the grid will have.

    `least_heights` are those of rows beside vertical text (0 elsewhere), margins and lines included: Word and LibreOffice
    cut such text silently where its rows are too low, so they are never lower than the text is long. `added` is what Word
    adds to a least height that a file asks for: the line above the row, and the cells' margins. `floors` are the rows
    beside each vertical cell, in their order, with the height that its text needs. To `low_rows` it adds nothing. `split` is
    a number or a word that would be broken, although its text is `smaller` than the styles' by so many half-points.
    `rows` are about the heights that the rows will have. `folds` are where lines of vertical text begin that is folded at its phrases.
    """

    widths: tuple[int, ...]
    least_heights: tuple[int, ...]
    height: float
    added: int
    floors: tuple[Floor, ...] = ()
    low_rows: frozenset[int] = frozenset()
    split: Split | None = None
    smaller: int = 0
    rows: tuple[int, ...] = ()
    folds: tuple[Fold, ...] = ()

    def written_height(self, row: int) -> int:
        """A row's least height as it stands in the file: without what Word adds to it."""
        return max(0, self.least_heights[row] - (0 if row in self.low_rows else self.added))


@dataclass(frozen=True)
class _Vertical:
    """A cell of vertical text: its place, and how many lines it is folded into."""

    row: int
    column: int
    cell: GridCell
    lines: int


@dataclass(frozen=True)
class _Setting:
    """A grid with the styles that it is set in; what its cells' margins take, in twips."""

    styles: Styles
    targets: Mapping[str, Target]
    grid: Grid

    @property
    def inset(self) -> int:
        """Left and right."""
        return self.styles.inset(self.grid.style)

    @property
    def extra(self) -> int:
        """Above and below, with the line between rows."""
        padding = self.styles.paddings[self.grid.style]
        return padding.top + padding.bottom + self.styles.rules[self.grid.style]

    def text(self, paragraph: Paragraph) -> str:
        return measured_text(paragraph.content, self.targets)

    def pitch(self, paragraph: Paragraph) -> int:
        return self.styles.pitch(paragraph.role, has_ruby(paragraph.content))

    def size(self, cell: GridCell) -> int:
        """The size of a cell's smallest text, in twips."""
        return min(self.styles.sizes[paragraph.role] for paragraph in cell.content) * 10

    @cached_property
    def lines(self) -> tuple[Lines, ...]:
        return read_lines(self.targets, self.grid)

    @cached_property
    def numbers(self) -> Wholes:
        return read_numbers(self.styles, self.grid, self.lines, self.smallest + self.inset)

    @cached_property
    def words(self) -> Wholes:
        return read_words(self.styles, self.grid, self.lines, self.numbers, self.smallest + self.inset)

    @cached_property
    def smallest(self) -> int:
        """The size of the grid's smallest text, in twips."""
        return min(self.size(cell) for row in self.grid.rows for cell in row if cell)


def lay_out(styles: Styles, targets: Mapping[str, Target], grid: Grid, width: int) -> GridLayout:
    """Lay a grid out over `width` twips: widths as the author declared them, else so that it gets low.

    Where a number or a word would be broken that no other widths would keep whole, the text is set smaller, as far as it may be.
    """
    layout, by = _laid_out(_Setting(styles, targets, grid), width), 0
    while (split := layout.split) and not (grid.widths and split.needed <= width):
        by += 1
        smaller = in_smaller_text(styles, grid, by)
        if smaller is None:
            break
        layout = replace(_laid_out(_Setting(styles, targets, smaller), width), smaller=by)
    return layout


def _laid_out(setting: _Setting, width: int) -> GridLayout:
    """Vertical text that is longer than its rows are high is folded, as long as that makes the grid lower."""
    grid = setting.grid
    boxes = _boxes(setting)
    vertical = [
        _Vertical(r, c, cell, len(cell.content))
        for r, row in enumerate(grid.rows)
        for c, cell in enumerate(row)
        if cell and cell.vertical
    ]
    best, overlong = _arranged(setting, width, boxes, vertical)
    vertical_best = vertical
    while overlong:
        vertical = [replace(each, lines=each.lines + (each in overlong)) for each in vertical]
        layout, overlong = _arranged(setting, width, boxes, vertical)
        if layout.height >= best.height:
            break
        best, vertical_best = layout, vertical
    split = split_at(setting.numbers, best.widths)
    if not split and (word := split_at(setting.words, best.widths)):
        split = replace(word, is_number=False)
    return replace(best, split=split, folds=tuple(_folds(setting, vertical_best)))


def _arranged(
    setting: _Setting, width: int, boxes: Sequence[Box], vertical: Sequence[_Vertical]
) -> tuple[GridLayout, list[_Vertical]]:
    """The layout with vertical text folded as it is, and that which makes its rows higher and may be folded."""
    grid = setting.grid
    rows = len(grid.rows)
    floors = tuple(Floor(each.row, each.cell.rowspan, _vertical_length(setting, each)) for each in vertical)
    if grid.widths:
        widths = _with_signs_whole(setting, share_out(grid.widths, width))
    else:
        single = tuple(box for box in boxes if box.columns == 1)
        widths = _fitted(setting, width, single, vertical, floors)
    if grid.heights:
        layout = _drawn(setting, boxes, widths, floors)
        return layout, _foldable(setting, layout, boxes, vertical)
    heights = row_heights(boxes, widths, rows)
    least_heights = _least_heights(floors, heights)
    height = sum(max(pair) for pair in zip(heights, least_heights, strict=True))
    overlong = [
        each
        for each, floor in zip(vertical, floors, strict=True)
        if floor.missing(heights) and each.lines < MOST_VERTICAL_LINES
    ]
    layout = GridLayout(tuple(widths), least_heights, height, setting.extra, floors, rows=tuple(heights))
    return layout, overlong


def _drawn(
    setting: _Setting, boxes: Sequence[Box], widths: Sequence[int], floors: tuple[Floor, ...]
) -> GridLayout:
    """A drawing's layout: all rows have heights, so that lines meet the middles of boxes."""
    needs = [
        *floors,
        *(Floor(each.row, each.rows, each.height(sum(widths[each.column : each.after]))) for each in boxes),
    ]
    heights = drawn_heights(needs, setting.grid.heights)
    low = frozenset(
        index for index, row in enumerate(setting.grid.rows) if all(cell is None or cell.low for cell in row)
    )
    return GridLayout(tuple(widths), tuple(heights), sum(heights), setting.extra, floors, low)


def _foldable(
    setting: _Setting, layout: GridLayout, boxes: Sequence[Box], vertical: Sequence[_Vertical]
) -> list[_Vertical]:
    """The vertical text that makes a drawing higher, and has room beside it for one line more."""
    without = _drawn(setting, boxes, layout.widths, ())
    return [
        each
        for each, floor in zip(vertical, layout.floors, strict=True)
        if floor.missing(without.least_heights)
        and _line_widths(setting, replace(each, lines=each.lines + 1)) <= layout.widths[each.column]
    ]


def _with_signs_whole(setting: _Setting, widths: list[int]) -> list[int]:
    """The widths that a drawing's columns are said to have, those with signs and words between its boxes as wide as these
    need: where the whole is narrow, they would be cut. What they get is taken from the columns without."""
    found = list(_signs(setting))
    kept = {column for columns, _ in found for column in columns}
    for columns, needed in sorted(found, key=lambda sign: len(sign[0])):
        lacking = needed - sum(widths[column] for column in columns)
        spare = [0 if column in kept else width for column, width in enumerate(widths)]
        if 0 < lacking < sum(spare):
            given = share_out([float(column in columns) for column in range(len(widths))], lacking)
            taken = share_out(spare, lacking)
            widths = [own + more - less for own, more, less in zip(widths, given, taken, strict=True)]
    return widths


def _signs(setting: _Setting) -> Iterator[tuple[range, int]]:
    """The columns of each cell that holds a sign or a word between boxes, and the width that this needs, in twips."""
    for row in setting.grid.rows:
        for column, cell in enumerate(row):
            signs = [each for each in cell.content if each.role == Role.DIAGRAM_ARROW] if cell else []
            if cell and any(paragraph.content for paragraph in signs):
                longest = max(passage_of(setting.styles, setting.targets, each).length for each in signs)
                yield range(column, column + cell.colspan), ceil(longest) + setting.inset


def _fitted(
    setting: _Setting,
    width: int,
    boxes: Sequence[Box],
    vertical: Sequence[_Vertical],
    floors: tuple[Floor, ...],
) -> list[int]:
    """Widths with which short texts stay whole; where they can't all, heads break before the rows under them do. Words are broken
    only where numbers would be else."""
    needed = _needed_widths(setting, setting.words, vertical)
    body = [box for box in boxes if box.row >= setting.grid.head_rows]
    for whole in (boxes, body):
        least = tuple(map(max, needed, _least_widths(setting, whole)))
        if sum(least) <= width:
            table = Table(tuple(boxes), least, width, len(setting.grid.rows), floors)
            return filled(fit_widths(table), boxes, width, _pictured(setting.grid))
    if sum(needed) <= width:
        return narrowed(least, needed, width)
    return narrowed(needed, _needed_widths(setting, setting.numbers, vertical), width)


def _pictured(grid: Grid) -> frozenset[int]:
    """The columns with nothing but small pictures under their heads, which more room makes no better."""
    shown: dict[int, list[bool]] = {}
    for row in grid.rows[grid.head_rows :]:
        for column, cell in enumerate(row):
            for paragraph in cell.content if cell else ():
                if paragraph.content:
                    shown.setdefault(column, []).append(is_picture(paragraph.content))
    return frozenset(column for column, pictures in shown.items() if all(pictures))


def _boxes(setting: _Setting) -> list[Box]:
    """The cells of a grid without its vertical ones."""
    return [
        Box(
            row=r,
            rows=cell.rowspan,
            column=c,
            columns=cell.colspan,
            passages=tuple(
                passage_of(setting.styles, setting.targets, paragraph, cell.behind)
                for paragraph in cell.content
            ),
            inset=setting.inset,
            extra=0 if cell.low else setting.extra,
        )
        for r, row in enumerate(setting.grid.rows)
        for c, cell in enumerate(row)
        if cell and not cell.vertical and not _is_blank(cell)
    ]


def _is_blank(cell: GridCell) -> bool:
    """Whether a cell holds nothing and makes its row no higher."""
    return cell.low and not any(paragraph.content for paragraph in cell.content)


def _least_widths(setting: _Setting, boxes: Iterable[Box]) -> tuple[int, ...]:
    """Each column's least width, in twips: short words of these cells whole."""
    least = [round(LEAST_TEXT * setting.smallest) + setting.inset] * len(setting.grid.rows[0])
    for box in boxes:
        for passage in box.passages:
            word = min(passage.length, UNBROKEN * passage.size)
            least[box.column] = max(least[box.column], ceil(word) + box.inset)
    return tuple(least)


def _needed_widths(setting: _Setting, wholes: Wholes, vertical: Sequence[_Vertical]) -> tuple[int, ...]:
    """Each column's strictly needed width, in twips: these whole, all lines of vertical text."""
    needed = list(wholes.needed)
    for each in vertical:
        lines = max(_line_widths(setting, each), round(LEAST_VERTICAL * setting.smallest))
        needed[each.column] = max(needed[each.column], lines)
    return tuple(needed)


def _line_widths(setting: _Setting, vertical: _Vertical) -> int:
    """What the lines of vertical text take of the width, in twips."""
    pitch = max(setting.pitch(paragraph) for paragraph in vertical.cell.content)
    return vertical.lines * pitch + setting.inset


# Vertical text


def _vertical_length(setting: _Setting, vertical: _Vertical) -> float:
    """The length of the text, in twips, when its paragraphs take so many lines together."""
    length = folded(_texts_of(setting, vertical), vertical.lines).length
    return (length / FULL + VERTICAL_RESERVE) * setting.size(vertical.cell) + setting.extra


def _texts_of(setting: _Setting, vertical: _Vertical) -> tuple[VerticalText, ...]:
    return tuple(
        VerticalText(setting.text(each), all(isinstance(inline, Text) for inline in each.content))
        for each in vertical.cell.content
    )


def _folds(setting: _Setting, vertical: Iterable[_Vertical]) -> Iterator[Fold]:
    for each in vertical:
        for number, places in enumerate(folded(_texts_of(setting, each), each.lines).places):
            if places:
                yield Fold(each.row, each.column, number, places)


def _least_heights(floors: Sequence[Floor], heights: Sequence[int]) -> tuple[int, ...]:
    """Least heights that add up to each floor, shared out as the rows' own heights are."""
    least = [0] * len(heights)
    for floor in floors:
        rows = range(floor.row, floor.row + floor.rows)
        scale = floor.height / max(1, sum(heights[row] for row in rows))
        for row in rows:
            least[row] = max(least[row], ceil(heights[row] * scale))
    return tuple(least)
