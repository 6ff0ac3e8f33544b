"""What a browser does with operations, on lists of blocks: ids and markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.html.site import Page
from pipeline.preview.operations import Operation, Step

Shown = list[tuple[str, str]]
_PLACE = re.compile(r' data-at="[^"]*"')


def shown(page: Page) -> Shown:
    """The blocks of a page that was opened anew."""
    return [(block.id, block.markup) for block in page.blocks]


def applied(blocks: Shown, steps: Iterable[Operation]) -> Shown:
    """The blocks that a browser shows after these steps."""
    page = list(blocks)
    for step in steps:
        ids = [identity for identity, _ in page]
        match step.step:
            case Step.REMOVE:
                del page[ids.index(step.id)]
            case Step.REPLACE:
                page[ids.index(step.id)] = (step.new, step.markup)
            case Step.INSERT:
                page.insert(_behind(ids, step.after), (step.new, step.markup))
            case Step.MOVE:
                block = page.pop(ids.index(step.id))
                page.insert(_behind([identity for identity, _ in page], step.after), block)
            case Step.PLACES:
                at = ids.index(step.id)
                page[at] = (step.id, _placed(page[at][1], step.places))
    return page


def _behind(ids: list[str], after: str) -> int:
    return ids.index(after) + 1 if after else 0


def _placed(markup: str, places: Iterable[str]) -> str:
    following = iter(places)
    return _PLACE.sub(lambda _: f' data-at="{next(following)}"', markup)
