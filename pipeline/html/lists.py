"""Prose: paragraphs and lists of them, each item with the label that it has in print."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.html.inlines import write_inlines
from pipeline.html.markup import element, escaped
from pipeline.html.writing import Writing
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.prose import ListBlock, ListKind, Prose

_KINDS = {
    ListKind.BULLET: "bullets",
    ListKind.PLAIN: "plain",
    ListKind.CIRCLED: "circled",
    ListKind.PARENTHESES: "parentheses",
}
# Paragraphs that look like any other text where they stand.
_USUAL = frozenset(
    (Role.BODY, Role.LIST_MORE, Role.CELL, Role.CELL_HEAD, Role.CELL_NUMBER, Role.CELL_CENTRED)
)
_CLASSES = {role.value: "" if role in _USUAL else role.name.lower().replace("_", "-") for role in Role}


def class_of(role: str) -> str:
    """The class of paragraphs of a role: its English name (source-note); none for the usual ones, nor for a template's own style."""
    return _CLASSES.get(role, "")


def write_prose(writing: Writing, content: Iterable[Prose]) -> str:
    """Paragraphs and lists, one after another."""
    return "".join(
        write_list(writing, each) if isinstance(each, ListBlock) else write_paragraph(writing, each)
        for each in content
    )


def write_paragraph(writing: Writing, paragraph: Paragraph, role: str = "") -> str:
    """A paragraph in its role, or in another one."""
    shown = write_inlines(writing, paragraph.content)
    return element("p", shown, writing.at(paragraph.location), class_=class_of(role or paragraph.role))


def write_list(writing: Writing, block: ListBlock, around: tuple[int, ...] = ()) -> str:
    """A list. Its labels are text, so that they are those of the printed plan in every browser."""
    name = "ul" if block.kind is ListKind.BULLET else "ol"
    items = (
        _item(writing, block, (*around, number), item) for number, item in enumerate(block.items, block.start)
    )
    return element(name, "".join(items), class_=_KINDS[block.kind])


def _item(writing: Writing, block: ListBlock, numbers: tuple[int, ...], item: Iterable[Prose]) -> str:
    label = writing.labels.of(block.kind, numbers)
    first, *more = tuple(item) or (Paragraph(()),)
    marked = element("span", escaped(label), class_="label") if block.kind is not ListKind.BULLET else ""
    place = first.location if isinstance(first, Paragraph) else None
    own = (
        write_inlines(writing, first.content)
        if isinstance(first, Paragraph)
        else write_list(writing, first, numbers)
    )
    rest = "".join(
        write_list(writing, each, numbers) if isinstance(each, ListBlock) else write_paragraph(writing, each)
        for each in more
    )
    return element("li", f"{marked}{own}{rest}", writing.at(place))
