"""Turned paper and what goes there with it: no page is left empty, no heading alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.frozen import replace
from pipeline.model import contract
from pipeline.model.blocks import Block, Heading, Landscape, PageBreak


def with_turns_joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a part in which the paper turns only where readers see it turn.

    Headings right before turned paper go along: they would stay behind alone. (That of a 部 may.) Turned parts that then follow one
    another are one if their paper is the same, with the page breaks between them. Other page breaks beside turned paper are left out: a page begins there anyway.
    """
    shown: list[Block] = []  # from the end
    for block in reversed(list(blocks)):
        while isinstance(block, Landscape) and shown and isinstance(shown[-1], PageBreak):
            shown.pop()
        after = shown[-1] if shown else None
        match block:
            case Heading(level=contract.DIVISION):
                shown.append(block)
            case Landscape(folds_out=folds_out) if (
                isinstance(after, Landscape) and after.folds_out != folds_out
            ):
                shown.append(block)
            case Heading() | Landscape() | PageBreak() if isinstance(after, Landscape):
                shown[-1] = _joined(block, after)
            case _:
                shown.append(block)
    return tuple(
        replace(block, content=tuple(_with_needed_breaks(block.content)))
        if isinstance(block, Landscape)
        else block
        for block in reversed(shown)
    )


def _joined(block: Heading | Landscape | PageBreak, after: Landscape) -> Landscape:
    """Turned paper with what stands right before it: a heading comes after a page break between them."""
    if isinstance(block, Heading) and isinstance(after.content[0], PageBreak):
        return replace(after, content=(after.content[0], block, *after.content[1:]))
    before = block.content if isinstance(block, Landscape) else (block,)
    return replace(after, content=(*before, *after.content))


def _with_needed_breaks(content: tuple[Block, ...]) -> Iterator[Block]:
    """Without the page breaks at both ends, and those before what begins a page by itself: a chapter, a 部, or another break."""
    begins = True
    for block, after in zip(content, (*content[1:], None), strict=True):
        if isinstance(block, PageBreak):
            is_needed = after is not None and not _begins_page(after)
            if begins or not is_needed:
                continue
        begins = False
        yield block


def _begins_page(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Heading) and block.level <= contract.CHAPTER)
