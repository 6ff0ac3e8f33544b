"""The 体系図 in HTML: a table with heads and scopes, and a list for narrow screens."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.html.drawn.layers import Inline
from pipeline.html.markup import element, escaped
from pipeline.model.content import DocumentContent
from pipeline.model.inlines import Inlines
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item


def framework_sheet(resolved: ResolvedPlan, content: DocumentContent, inline: Inline) -> str:
    """Its items as a list in the order of the plan."""
    return _items(resolved, resolved.plan.framework.items, inline)


def _items(resolved: ResolvedPlan, items: Iterable[Item], inline: Inline) -> str:
    return element("ul", "".join(element("li", _item(resolved, item, inline)) for item in items))


def _item(resolved: ResolvedPlan, item: Item, inline: Inline) -> str:
    title = escaped("　".join(filter(None, (resolved.label_of(item.id), item.title))))
    fields = "".join(
        element("dt", escaped(value.kind.key))
        + element("dd", "、".join(_said(row, inline) for row in value.rows))
        for value in item.values
        if value.rows
    )
    under = _items(resolved, item.children, inline) if item.children else ""
    return title + (element("dl", fields) if fields else "") + under


def _said(row: Iterable[Inlines], inline: Inline) -> str:
    return " ".join(inline(cell) for cell in row)
