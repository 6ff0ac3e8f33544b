"""Blocks → the children of a page's main element, each with its id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from pipeline.html.drawn.diagrams import branch_class
from pipeline.html.floats import write_float, write_grid
from pipeline.html.inlines import write_inlines, write_title
from pipeline.html.lists import class_of, write_list, write_paragraph, write_prose
from pipeline.html.markup import (
    APART,
    attributes,
    element,
    escaped,
    share,
    with_attribute,
    with_class,
    without_places,
)
from pipeline.html.site import PageBlock
from pipeline.html.writing import Writing
from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    BoxKind,
    ColumnBreak,
    Columns,
    Heading,
    ItemText,
    Landscape,
    ListingPlace,
    PageBreak,
    Passage,
    TermEntry,
    place_of,
    walk,
)
from pipeline.model.floats import Float, Grid, Picture
from pipeline.model.inlines import Inlines, Paragraph, Role
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote
from pipeline.problems import Location

# The deepest heading that HTML has.
_DEEPEST = 6
_BOXES = {BoxKind.COLUMN: "column", BoxKind.FRAME: "frame"}
# Lines of documents beside the plan that head what stands under them.
_SUBHEADS = frozenset[str]((Role.SUMMARY_SUBHEAD,))
_HEADS = frozenset[str]((Role.SUMMARY_HEAD, Role.DOCUMENT_HEAD)) | _SUBHEADS


class BlockWriter:
    """Writes the blocks of one page, whose own heading is of `top` level in the plan."""

    def __init__(self, writing: Writing, top: int) -> None:
        self.writing = writing
        self.top = top
        self._taken: dict[str, int] = {}
        self._nameless = 0
        self._under_head = False
        self._under = ""  # the id of the last heading
        items = writing.resolved.plan.framework.items
        self._branches = {item.id: place for place, item in enumerate(items, 1)}
        self._branch, self._level = 0, 0  # that under which one is, and the level of its heading

    def write(self, blocks: Iterable[Block]) -> Iterator[PageBlock]:
        """Each block, but those that are nothing but a place on paper."""
        for entries, group in groupby(_on_one_sheet(blocks), lambda block: isinstance(block, TermEntry)):
            if entries:
                terms = [each for each in group if isinstance(each, TermEntry)]
                yield self.block(self._terms(terms), terms[0].location, f"terms{APART}{terms[0].id}")
            else:
                for each in group:
                    if isinstance(each, Heading):
                        self._enter(each)
                    if markup := self._markup(each):
                        block = self.block(markup, _origin(each), getattr(each, "id", ""))
                        yield replace(block, markup=with_class(block.markup, branch_class(self._branch)))

    def _enter(self, heading: Heading) -> None:
        """Know under which of the framework's outermost items one is from this heading on."""
        if heading.id in self._branches:
            self._branch, self._level = self._branches[heading.id], heading.level
        elif heading.level <= self._level:
            self._branch = 0

    def block(self, markup: str, origin: Location | None, identity: str = "") -> PageBlock:
        """A child of main: what has no id is named by what it says."""
        said = without_places(markup)
        name = self._once(identity or f"b{APART}{hashlib.sha256(said.encode()).hexdigest()[:10]}")
        if self.writing.marked:
            markup = with_attribute(markup, attributes(data_block=name))
        return PageBlock(name, markup, origin)

    def _once(self, name: str) -> str:
        """A name that nothing else of the page has."""
        self._taken[name] = self._taken.get(name, 0) + 1
        return name if self._taken[name] == 1 else f"{name}{APART}{self._taken[name]}"

    def _markup(self, block: Block) -> str:
        writing = self.writing
        match block:
            case Paragraph(role=role) if role in _HEADS:
                return self._line_as_head(block)
            case Paragraph():
                return write_paragraph(writing, block)
            case Heading():
                return self._heading(block)
            case ListBlock():
                return write_list(writing, block)
            case Quote(content):
                return element("blockquote", write_prose(writing, content))
            case Definitions(items):
                return self._definitions(items)
            case TermEntry():
                return self._terms([block])
            case Float():
                self._nameless += not block.id
                return write_float(writing, block, self._nameless)
            case Grid():
                return self._grid(block)
            case Aligned(role, content):
                return element("div", write_prose(writing, content), class_=class_of(role))
            case Box():
                return self._box(block)
            case Beside():
                return self._beside(block)
            case Columns(content):
                return element("div", self._inside(content), class_="columns")
            case Landscape(content):
                return element("div", self._inside(content), class_="wide")
            case PageBreak() | ColumnBreak():
                return ""
            case ItemText() | Passage() | ListingPlace():
                raise AssertionError("a document's content has these as what it shows")
            case _:
                assert_never(block)

    def _inside(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._markup, blocks))

    def _heading(self, heading: Heading) -> str:
        writing = self.writing
        level = min(max(heading.level - self.top, 0) + 1, _DEEPEST)
        self._under = heading.id
        label = writing.resolved.label_of(heading.id)
        number = f"{element('span', escaped(label), class_='number')}　" if label else ""
        title = element("span", write_title(writing, heading.content), class_="title")
        return element(f"h{level}", number + title, writing.at(heading.location), id=heading.id)

    def _line_as_head(self, line: Paragraph) -> str:
        """A heading of a document beside the plan. Where it has but subheadings, no level is left out above these."""
        self._under_head |= line.role not in _SUBHEADS
        level = 3 if line.role in _SUBHEADS and self._under_head else 2
        text = write_inlines(self.writing, line.content)
        identity = self._once(f"head{APART}{hashlib.sha256(text.encode()).hexdigest()[:10]}")
        self._under = identity
        return element(f"h{level}", text, self.writing.at(line.location), id=identity)

    def _definitions(self, items: Iterable[tuple[Inlines, tuple[Prose, ...]]]) -> str:
        pairs = (
            element("dt", write_inlines(self.writing, term))
            + element("dd", write_prose(self.writing, explanation))
            for term, explanation in items
        )
        return element("dl", "".join(pairs), class_="definitions")

    def _terms(self, entries: Iterable[TermEntry]) -> str:
        writing = self.writing
        pairs = (
            element(
                "dt",
                element("dfn", escaped(each.term)) + escaped(each.shown_reading),
                writing.at(each.location),
                id=each.id,
            )
            + element("dd", write_inlines(writing, each.meaning))
            for each in entries
        )
        return element("dl", "".join(pairs), class_="terms")

    def _grid(self, grid: Grid) -> str:
        self._nameless += 1
        name = f"table{APART}{self._nameless}"
        # What has no caption is read aloud by the name of what it stands under.
        return write_grid(self.writing, grid, name, extra=attributes(aria_labelledby=self._under))

    def _box(self, box: Box) -> str:
        title_id = f"{box.id}{APART}title" if box.id else ""
        title = (
            element("p", write_inlines(self.writing, box.title), id=title_id, class_="box-title")
            if box.title
            else ""
        )
        return element(
            "div",
            title + self._inside(box.content),
            self.writing.at(box.location),
            id=box.id,
            class_=f"box {_BOXES[box.kind]}",
            role="group",
            aria_labelledby=title_id,
            aria_label="" if title_id else box.kind.value,
        )

    def _beside(self, block: Beside) -> str:
        """The picture fills its side, which has the picture's share of the width."""
        side = "left" if isinstance(block.content[0], Float) else "right"
        body = block.picture.body
        assert isinstance(body, Picture), "one picture stands beside text"
        whole = replace(block.picture, body=replace(body, width=1))
        picture = element("div", self._markup(whole), class_=f"side {share(body.width)}")
        text = element("div", self._inside(block.text), class_="text")
        shown = picture + text if side == "left" else text + picture
        return element("div", shown, class_=f"beside picture-{side}")


def _on_one_sheet(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in one sequence: turned paper is a matter of paper."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from _on_one_sheet(block.content)
        else:
            yield block


def _origin(block: Block) -> Location | None:
    """Where a block is written, or the first of what it holds."""
    return next((place for node in walk((block,)) if (place := place_of(node)) and place.line), None)
