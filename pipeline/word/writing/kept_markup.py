"""Markup that a process that is kept has written before: what counts nothing is the same while it shows the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.model.floats import Grid, Item
from pipeline.model.inlines import (
    Changed,
    Emphasis,
    Inline,
    LineBreak,
    Reference,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    walk_inlines,
)
from pipeline.model.keeping import While, anew
from pipeline.word.writing.document import Draft

# All others are counted (notes, bookmarks), or stand in the package as well (links, pictures).
_UNCOUNTED = (Text, LineBreak, Strong, Emphasis, Changed, Superscript, Subscript, Ruby, Reference)

Ids = tuple[str, ...]


def text_markup(draft: Draft, content: Sequence[Inline], make: Callable[[], str], *around: object) -> str:
    """What `make` writes of a text, which depends on nothing but it, what it refers to, the look and what is `around` it."""
    if draft.keep is anew:
        return make()
    return _markup(draft, draft.keep(_referred, content), make, content, *around)


def grid_markup(draft: Draft, grid: Grid, make: Callable[[], str], *around: object) -> str:
    """The same of a grid."""
    if draft.keep is anew:
        return make()
    return _markup(draft, draft.keep(_referred_in, grid), make, grid, *around)


def _markup(draft: Draft, referred: Ids | None, make: Callable[[], str], *values: object) -> str:
    if referred is None:
        return make()
    targets = [draft.targets[each] for each in referred]
    if any(_referred(each.raised_title) != () for each in targets):
        return make()
    shown = draft.content.page_digits, [(each, each.in_division) for each in targets]
    return draft.keep(While, *draft.looks, *values).or_made(shown, make)


def _referred(content: Iterable[Inline]) -> Ids | None:
    """The ids to which inlines refer; None where any is counted."""
    found = []
    for each in walk_inlines(content):
        if not isinstance(each, _UNCOUNTED):
            return None
        if isinstance(each, Reference):
            found.append(each.target)
    return tuple(dict.fromkeys(found))


def _referred_in(grid: Grid) -> Ids | None:
    """The same of a grid. Items are counted by their lists."""
    found: dict[str, None] = {}
    for paragraph in (each for row in grid.rows for cell in row if cell for each in cell.content):
        referred = None if isinstance(paragraph, Item) else _referred(paragraph.content)
        if referred is None:
            return None
        found.update(dict.fromkeys(referred))
    return tuple(found)
