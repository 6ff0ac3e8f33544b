"""Boxes: tables of one column, with a row for the title and one for each block, between which pages may end.

In one cell for all of them neither Word nor LibreOffice would keep a caption with its table, or a line with the list after it: what
stays together is asked of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.frozen import dataclass
from pipeline.model.blocks import BESIDE, Beside, Box, BoxKind
from pipeline.model.floats import Picture
from pipeline.model.inlines import Paragraph, Role
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import Styles
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import write_inlines
from pipeline.word.writing.pagination_hints import Placed

_TITLES = {BoxKind.COLUMN: Role.COLUMN_TITLE, BoxKind.FRAME: Role.FRAME_TITLE}
# The beginning of a paragraph, and whether it stays with the next one.
_BEGINNING = re.compile(f'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>)(?:{oxml.KEEP_NEXT})?')
_APART = f"{oxml.PART_FROM_NEXT}<w:keepLines/>"


@dataclass(frozen=True)
class BoxRow:
    """The markup of one block of a box, of which a paragraph is the last (17.4.65), and whether a page may end within it."""

    markup: str
    splits: bool


def inner_width(styles: Styles, kind: BoxKind, width: int) -> int:
    """The width of text in a box that is `width` wide, both in twips."""
    padding = styles.paddings[kind.value]
    return width - padding.left - padding.right


def width_in(placed: Placed, styles: Styles) -> int:
    """The width for what stands in a leaf, in twips."""
    leaf = placed.leaf
    return inner_width(styles, leaf.kind, placed.width) if isinstance(leaf, Box) else placed.width


def beside_widths(styles: Styles, block: Beside, width: int) -> tuple[int, int]:
    """The widths of picture and text that stand beside each other in `width`, in twips: what the table style has as margins is
    between them."""
    body = block.picture.body
    assert isinstance(body, Picture), "one picture stands beside text"
    padding = styles.paddings[BESIDE]
    picture = round(body.width * width)
    return picture, width - picture - padding.left - padding.right


def write_beside(draft: Draft, block: Beside, width: int, picture: str, text: str, whole: bool) -> str:
    """A picture beside text: a row of two cells, whose margins are between them alone. Both markups end with a paragraph."""
    padding = draft.styles.paddings[BESIDE]
    shown, beside = beside_widths(draft.styles, block, width)
    first = block.content[0] is block.picture
    left, right = ((picture, shown), (text, beside)) if first else ((text, beside), (picture, shown))
    widths = [left[1] + padding.right, right[1] + padding.left]
    cells = [
        oxml.table_cell(left[0], widths[0], 1, "", oxml.without_margin("left")),
        oxml.table_cell(right[0], widths[1], 1, "", oxml.without_margin("right")),
    ]
    return oxml.table(draft.styles.table(BESIDE), widths, [oxml.table_row(cells, splits=not whole)], "")


def title_of(box: Box) -> tuple[Paragraph, ...]:
    """The paragraph of a box's title, if it has one."""
    return (Paragraph(box.title, _TITLES[box.kind]),) if box.title else ()


def write_box(draft: Draft, box: Box, width: int, rows: Sequence[BoxRow], whole: bool) -> str:
    """The markup of a box `width` twips wide; one that is `whole` stays on one page.

    Titles are shaded as heads of tables are, all else is the table style's.
    """
    last = len(rows) - 1
    written = [
        _row(
            _kept(row.markup)
            if whole and index < last
            else row.markup
            if row.splits
            else _parted(row.markup),
            width,
            oxml.stacked(index == 0, index == last),
            row.splits and not whole,
        )
        for index, row in enumerate(rows)
    ]
    title = [_row(_title(draft, box, each), width, _shade(draft, box)) for each in title_of(box)]
    return oxml.table(draft.styles.table(box.kind.value), [width], [*title, *written], "")


def _row(content: str, width: int, look: oxml.CellLook | str, splits: bool = False) -> str:
    return oxml.table_row([oxml.table_cell(content, width, 1, "", look)], splits=splits)


def _kept(markup: str) -> str:
    """A row that stays with the next one."""
    return _BEGINNING.sub(rf"\1{oxml.KEEP_NEXT}", markup)


def _parted(markup: str) -> str:
    """A row in which all stays together, since it is not split, and that a page may end with."""
    return markup.replace(oxml.KEEP_NEXT, _APART)


def _shade(draft: Draft, box: Box) -> oxml.CellLook:
    return oxml.CellLook(fill=draft.styles.fills[box.kind.value])


def _title(draft: Draft, box: Box, title: Paragraph) -> str:
    content = write_inlines(draft, title.content, title.role)
    if box.id:
        content = oxml.bookmark(draft.bookmark_number(), draft.targets[box.id].bookmark, content)
    return oxml.paragraph(draft.styles.paragraph(title.role), content, oxml.KEEP_NEXT)
