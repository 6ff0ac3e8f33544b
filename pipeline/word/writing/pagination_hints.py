"""The leaves of a slot with what they owe to their places: gaps, what stays together, and the width there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import (
    Aligned,
    Block,
    Box,
    ColumnBreak,
    Columns,
    Heading,
    Landscape,
    Leaf,
    PageBreak,
    Turn,
    within,
)
from pipeline.model.contract import CHAPTER, DIVISION
from pipeline.model.floats import Float, FloatKind, Grid
from pipeline.model.inlines import PROVISION_HEADS, Kept, Paragraph, Role
from pipeline.model.prose import ListBlock
from pipeline.word.measuring.grid_layout import GridLayout


@dataclass(frozen=True)
class Placed:
    """A leaf (see `model.blocks.leaves`) where it stands.

    `width` is the text width there in twips; `above` and `below` say whether a table or a list of terms needs a gap, `kept`
    whether a paragraph, or what begins columns, stays with what follows, `opens` that a chapter follows the heading of its 部. `first` is said of turned paper with which the section begins, or what comes
    right behind turned paper; `last` of turned paper that ends a section. `layout` is that of a table, where it is known already.
    `before_columns` has the id of the heading right before columns, if the leaf is the first of the headings that stand there.
    `begins_step` is said of a heading with which the next mark of a thumb index begins. `branch` is the place (from 1) of the framework's outermost item under whose heading it stands, if it does.
    """

    leaf: Leaf
    width: int
    kept: bool = False
    opens: bool = False
    above: bool = True
    below: bool = True
    first: bool = False
    last: bool = False
    layout: GridLayout | None = None
    before_columns: str = ""
    begins_step: bool = False
    branch: int = 0


@dataclass(frozen=True)
class SlotSpace:
    """The space of a slot: text widths in twips, also on turned paper, in columns and on a fold-out; `followed` says whether a paragraph comes
    after the slot, `begins` that nothing stands before it on upright paper, `ends_section` that nothing comes after it in its
    section. `columns` are the widths of those in which it stands, where they are known; `column` is how often one was begun
    before it, and `breaks_after` whether one is begun behind it. `height` is that of the text of a page, in twips, also on turned
    paper and on a fold-out, where they matter."""

    width: int
    turned_width: int
    half_width: int = 0
    fold_out_width: int = 0
    followed: bool = True
    begins: bool = False
    ends_section: bool = False
    columns: tuple[int, ...] = ()
    column: int = 0
    breaks_after: bool = False
    height: int = 0
    turned_height: int = 0
    fold_out_height: int = 0


# A block by its place among others, in a slot, with the width that it has there.
_Place = Callable[[Sequence[Block], int, SlotSpace, int], Placed]


def place(blocks: Iterable[Block], where: SlotSpace) -> Iterator[Placed]:
    """The leaves of a slot. Turned paper and columns are a leaf where they begin and one where they end."""
    return _leaves(blocks, where, _in_place)


def stand(blocks: Iterable[Block], where: SlotSpace) -> Iterator[Placed]:
    """The same for those who want to know widths alone, and not what leaves owe to their neighbours."""
    return _leaves(blocks, where, _in_width)


def _leaves(blocks: Iterable[Block], where: SlotSpace, placed: _Place) -> Iterator[Placed]:
    shown = list(blocks)
    widths = _widths(shown, where)
    for index, block in enumerate(shown):
        width = next(widths)
        match block:
            case Landscape(content, folds_out):
                begins = where.begins if index == 0 else isinstance(shown[index - 1], Landscape)
                yield Placed(Turn.TO_FOLD_OUT if folds_out else Turn.TO_LANDSCAPE, where.width, first=begins)
                width = where.fold_out_width if folds_out else where.turned_width
                yield from _leaves(content, SlotSpace(width, width), placed)
                last = where.ends_section and index == len(shown) - 1
                yield Placed(Turn.FROM_FOLD_OUT if folds_out else Turn.TO_PORTRAIT, where.width, last=last)
            case Columns(content):
                kept = index > 0 and isinstance(shown[index - 1], Heading)
                behind = index > 0 and isinstance(shown[index - 1], Landscape)
                yield Placed(Turn.TO_COLUMNS, where.width, kept=kept, first=behind)
                inner = SlotSpace(where.half_width, where.half_width, followed=False)
                yield from _leaves(content, inner, placed)
                yield Placed(Turn.TO_ONE_COLUMN, where.width)
            case _:
                yield placed(shown, index, where, width)
                yield from (Placed(each, width) for each in within(block))


def _widths(blocks: Sequence[Block], where: SlotSpace) -> Iterator[int]:
    """The width at each block's place: that of its column, where a break leads into the next one. Text that flows through
    columns may come to stand in any of those that are left."""
    columns = where.columns or (where.width,)
    breaks = sum(isinstance(block, ColumnBreak) for block in blocks)
    column = where.column
    for block in blocks:
        own = columns[column % len(columns) :]
        yield own[0] if breaks or where.breaks_after else min(own)
        if isinstance(block, ColumnBreak):
            column, breaks = column + 1, breaks - 1


def _in_width(blocks: Sequence[Block], index: int, where: SlotSpace, width: int) -> Placed:
    return Placed(blocks[index], width)


def _in_place(blocks: Sequence[Block], index: int, where: SlotSpace, width: int) -> Placed:
    block = blocks[index]
    is_heading = isinstance(block, Heading)
    return Placed(
        block,
        width,
        kept=_introduces(blocks, index)
        or leads_in(blocks, index)
        or _is_label(block)
        or _is_over(block)
        or isinstance(block, Kept)
        or _is_signed(blocks, index),
        opens=is_heading and _opens(blocks, index),
        first=index > 0 and isinstance(blocks[index - 1], Landscape),
        before_columns=_before_columns(blocks, index) if is_heading else "",
        begins_step=is_heading and _begins_step(blocks, index),
        above=not (index and _stands_off(blocks[index - 1], block)),
        below=not (_makes_room(blocks[index + 1]) if index + 1 < len(blocks) else where.followed),
    )


def _stands_off(before: Block, block: Block) -> bool:
    """Whether there is a space below what comes before a block, so that it needs none above."""
    untitled = isinstance(block, Float) and not block.caption
    after_table = isinstance(before, Grid) or (isinstance(before, Float) and before.kind is FloatKind.TABLE)
    return isinstance(before, Heading | Box) or _is_label(before) or (untitled and after_table)


def _introduces(blocks: Sequence[Block], index: int) -> bool:
    """Whether the block stands alone between a heading and a deeper one: neither is left behind at a page's foot."""
    if not 0 < index < len(blocks) - 1:
        return False
    before, after = blocks[index - 1], blocks[index + 1]
    return isinstance(before, Heading) and isinstance(after, Heading) and after.level > before.level


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading is that of the first chapter of a 部."""
    before = blocks[index - 1] if index else None
    return isinstance(before, Heading) and before.level == DIVISION


def _before_columns(blocks: Sequence[Block], index: int) -> str:
    """The id of the heading after which columns begin, if a heading is the first of those that stand there together; LibreOffice
    keeps none with columns where others were set before. A heading with which a page begins can't be left behind on the one before."""
    if index and isinstance(blocks[index - 1], Heading | PageBreak | Landscape):
        return ""
    at = index + 1
    while at < len(blocks) and isinstance(blocks[at], Heading):
        at += 1
    last = blocks[at - 1]
    assert isinstance(last, Heading)
    return last.id if at < len(blocks) and isinstance(blocks[at], Columns) else ""


def _begins_step(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading is that of a chapter, or of the 部 over it."""
    block = blocks[index]
    return isinstance(block, Heading) and block.level <= CHAPTER and not _opens(blocks, index)


def in_branches(leaves: Iterable[Placed], branches: Mapping[str, int]) -> Iterator[Placed]:
    """The leaves, each with its item: from the heading of one to the next heading that does not stand under it."""
    branch, level = 0, -1
    for each in leaves:
        match each.leaf:
            case Heading(id=name, level=own) if name in branches:
                branch, level = branches[name], own
            case Heading(level=own) if own <= level:
                branch, level = 0, -1
        yield replace(each, branch=branch) if branch else each


def leads_in(blocks: Sequence[Block], index: int) -> bool:
    """Whether a list begins after the block: what says 「次のとおりです。」 is not left behind."""
    return index + 1 < len(blocks) and isinstance(blocks[index + 1], ListBlock)


def _is_signed(blocks: Sequence[Block], index: int) -> bool:
    """Whether a date, or who signs, stands under the block: alone on the next page it would be taken for that of what follows there."""
    return index + 1 < len(blocks) and isinstance(blocks[index + 1], Aligned)


def _is_label(block: Block) -> bool:
    """Whether the block is the name of a field whose value stands under it."""
    return isinstance(block, Paragraph) and block.role is Role.MEASURE_LABEL


def _is_over(block: Block) -> bool:
    """Whether the block is a line of provisions that stands over what it is about: （目的）, 附則."""
    return isinstance(block, Paragraph) and block.role in PROVISION_HEADS


def _makes_room(block: Block) -> bool:
    """Whether a new page begins with the block, or it has a space of its own above it."""
    return isinstance(block, PageBreak | Landscape | Heading)
