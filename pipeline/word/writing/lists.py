"""Lists, each with a numbering of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.inlines import Paragraph, Role, plain_text
from pipeline.model.prose import ListBlock, Prose
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import Indents
from pipeline.word.template.markers import missing_room, moved
from pipeline.word.template.scheme import LIST_LEVELS
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import write_text
from pipeline.word.writing.pagination_hints import leads_in
from pipeline.word.writing.paragraphs import spacing
from pipeline.word.writing.spread_lines import unfilled

# The greatest part of a page that stays with what follows it: LibreOffice parts no such paragraph, so on pages of few lines a tall one
# would leave half of one empty.
MOST_KEPT = 0.2
# An item of a list that has more paragraphs, or takes more of a page, may be alone at a page's foot or head.
_MOST_PARAGRAPHS = 3
_MOST_ALONE = 0.125


@dataclass(frozen=True)
class _Around:
    """The items around a list: their numbers, and how much further in (twips) than the template has it their text begins."""

    numbers: tuple[int, ...] = ()
    shift: int = 0


_NOTHING_AROUND = _Around()


def write_list(
    draft: Draft,
    block: ListBlock,
    width: int,
    around: _Around = _NOTHING_AROUND,
    kept: bool = False,
    share: Callable[[Sequence[Prose], int], float] = lambda *_: 0,
) -> str:
    """Every list has a w:num of its own, so that none goes on counting where another stopped.

    No item is alone at a page's foot or head, unless those beside it are long; `kept` keeps all of them with what follows, `share` says
    how much of a page blocks take that stand so far in (twips).
    """
    depth = len(around.numbers)
    shape = draft.list_shapes[block.kind.value]
    level = shape.levels[depth]
    numbers = [(*around.numbers, block.start + place) for place in range(len(block.items))]
    wider = missing_room(draft.styles, block.kind.value, level, numbers)
    inside = around.shift + wider
    left = level.left + inside
    indents = Indents(left, left)
    own = moved(level, around.shift, wider) if inside else ""
    number = draft.list_number()
    draft.lists[number] = oxml.list_number(number, shape.abstract, depth, block.start, LIST_LEVELS, own)
    pieces = []
    last = len(block.items) - 1
    for at, item in enumerate(block.items):
        with_next = kept or (
            at < last and at in (0, last - 1) and _is_low(item) and share(item, left) <= _MOST_ALONE
        )
        for index, child in enumerate(item):
            leads = leads_in(item, index) or _is_head(item, index)
            keep = oxml.KEEP_NEXT if with_next or (leads and share((child,), left) <= MOST_KEPT) else ""
            if isinstance(child, ListBlock):
                pieces.append(write_list(draft, child, width, _Around(numbers[at], inside), with_next, share))
            elif isinstance(child, Paragraph):
                name = block.kind if index == 0 else Role.LIST_MORE
                content = write_text(draft, child.content, name, width, indents)
                lines = spacing(draft, child.content, name)
                aligned = unfilled(draft, child.content, name, width, indents)
                if index == 0:
                    properties = keep + oxml.list_properties(number, depth) + lines + aligned
                else:
                    properties = keep + lines + oxml.indent(left) + aligned
                pieces.append(oxml.paragraph(draft.styles.paragraph(name), content, properties))
            else:
                assert_never(child)
    return "".join(pieces)


def _is_head(item: Sequence[Prose], index: int) -> bool:
    """Whether a block of an item is its head: words that are no sentence, over text."""
    if index or len(item) == 1 or not isinstance(first := item[0], Paragraph):
        return False
    return not plain_text(first.content).endswith("。")


def _is_low(item: Sequence[Prose]) -> bool:
    """Whether a list's item is short enough to be kept with the next one. One that holds a list is never alone, and would take
    many lines to the next page."""
    return len(item) <= _MOST_PARAGRAPHS and all(isinstance(block, Paragraph) for block in item)
