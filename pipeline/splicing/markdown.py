"""A Markdown text → its passages, each with its units, and the frame in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from typing import Any

from pipeline.frozen import dataclass
from pipeline.problems import Location
from pipeline.source.fragment import Fragment, Node, line_range, ranges_of
from pipeline.source.markdown import MarkdownText, Parse, prepared_text
from pipeline.source.plain import plain_document
from pipeline.splicing.mapped import Refused
from pipeline.splicing.units import Form, Styled, Unit, Units, with_soft_breaks

# How an item of a list in a cell begins (source/cells.py).
_ITEM = re.compile(r"(?:-[ 　]+|・[ 　]*|\d{1,3}\. +|\d{1,2}\) +|\(\d{1,3}\) +)")


@dataclass(frozen=True)
class Container:
    """A list, an item, a quote, a div, a table: its name, its lines as those of a passage, and where it begins in the frame."""

    name: str
    lines: tuple[int, int]
    begins: int


@dataclass(frozen=True)
class Passage:
    """One text: its units, the lines of the source (from 0, to the one behind the last) of its block, and its place in the frame.

    `item` numbers the item of a list that it begins (-1: none); `cell` is its table's number, its row and column. `around` are
    the containers in which it stands, the outermost first.
    """

    units: tuple[Unit, ...]
    styled: tuple[Styled, ...]
    lines: tuple[int, int]
    place: int
    kind: str
    item: int = -1
    cell: tuple[int, int, int] = (-1, -1, -1)
    around: tuple[Container, ...] = ()

    @property
    def text(self) -> str:
        """What is printed, without what is written elsewhere."""
        return "".join(unit.text for unit in self.units)

    @property
    def start(self) -> int:
        return self.units[0].start if self.units else -1


@dataclass(frozen=True)
class Parsed:
    """A text's passages in reading order, and its frame: all that is said of blocks, with a mark where each passage stands."""

    text: str
    passages: tuple[Passage, ...]
    frame: tuple[str, ...]

    @property
    def line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))


LEAF = "¶"


def parse_markdown(text: str, parse: Parse) -> Parsed:
    """A text as pandoc reads it for the program. Raises Refused where it can't be read."""
    whole = MarkdownText(text, lambda line, column: Location("", line, column), "")
    fragment, _, safe = prepared_text(whole, {})
    document = plain_document(safe) or next(iter(parse([safe])))
    if document is None or fragment.problems:
        raise Refused("原稿のこの文章を読み取れません")
    reader = _Reader(
        fragment, list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0)), [], []
    )
    reader.blocks(document["blocks"], (0, 1))
    return Parsed(text, tuple(reader.passages), tuple(reader.frame))


@dataclass
class _Reader:
    """One pass over pandoc's blocks."""

    fragment: Fragment
    line_starts: list[int]
    passages: list[Passage]
    frame: list[str]
    items: int = 0
    tables: int = 0
    around: tuple[Container, ...] = ()

    def blocks(self, nodes: Iterable[Node], lines: tuple[int, int], item: int = -1) -> None:
        for node in nodes:
            self._block(node, lines, item)
            if node["t"] not in ("Null",):
                item = -1

    def _block(self, node: Node, lines: tuple[int, int], item: int) -> None:
        content: Any = node.get("c")
        match node["t"]:
            case "Div" if dict(content[0][2]).get("wrapper"):
                self.blocks(content[1], self._lines(content[0], lines), item)
            case "Para" | "Plain":
                self._leaf(content, lines, "paragraph", item)
            case "Header":
                self.frame.append(f"Header {content[0]} {_named(content[1])}")
                self._leaf(content[2], self._lines(content[1], lines), "heading")
            case "BulletList":
                self._list("Bullet", content, lines)
            case "OrderedList":
                (start, style, delimiter), items = content
                self._list(f"Ordered {start} {style['t']} {delimiter['t']}", items, lines)
            case "BlockQuote":
                self._within("Quote", content, lines)
            case "Div":
                self._within(f"Div {_named(content[0])}", content[1], self._lines(content[0], lines))
            case "DefinitionList":
                self._definitions(content, lines)
            case "Table":
                self._table(content, lines)
            case kind:
                self.frame.append(f"{kind} {content!r}")

    def _lines(self, attributes: Any, around: tuple[int, int]) -> tuple[int, int]:
        if not ranges_of(attributes):
            return around
        first, end = line_range(attributes)
        last_column = max(end for _, end in ranges_of(attributes))[1]
        return first - 1, end - 1 + (last_column > 1)

    def _within(self, name: str, nodes: Iterable[Node], lines: tuple[int, int]) -> None:
        with self._inside(name, lines):
            self.blocks(nodes, lines)

    @contextmanager
    def _inside(self, name: str, lines: tuple[int, int]) -> Iterator[None]:
        before = self.around
        self.around = (*before, Container(name, lines, len(self.frame)))
        self.frame.append(f"<{name}>")
        yield
        self.frame.append(f"</{name}>")
        self.around = before

    def _list(self, name: str, items: Sequence[Sequence[Node]], lines: tuple[int, int]) -> None:
        # Pandoc says of a list that it ends where the next block begins.
        with self._inside(name, (lines[0], self._lines_of_item(items[-1], lines)[1])):
            for item in items:
                number, self.items = self.items, self.items + 1
                with self._inside("item", self._lines_of_item(item, lines)):
                    self.blocks(item, lines, number)

    def _lines_of_item(self, item: Sequence[Node], lines: tuple[int, int]) -> tuple[int, int]:
        """The lines of an item: those of the blocks that tell theirs."""
        own = [self._lines_in_item(node, lines) for node in item if node["t"] == "Div"]
        return (min(each[0] for each in own), max(each[1] for each in own)) if own else lines

    def _lines_in_item(self, node: Node, lines: tuple[int, int]) -> tuple[int, int]:
        attributes, inner = node["c"]
        begin, end = self._lines(attributes, lines)
        match inner:
            case [{"t": "BulletList", "c": items}] | [{"t": "OrderedList", "c": [_, items]}]:
                return begin, self._lines_of_item(items[-1], (begin, end))[1]
            case _:
                return begin, end

    def _definitions(self, entries: Any, lines: tuple[int, int]) -> None:
        for term, explanations in entries:
            with self._inside("term", lines):
                self._leaf(term, lines, "term")
                for each in explanations:
                    self._within("explanation", each, lines)

    def _table(self, content: Any, lines: tuple[int, int]) -> None:
        attributes, _, columns, head, bodies, _ = content
        lines = self._lines(attributes, lines)
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
        with self._inside(f"table {[align['t'] for align, _ in columns]}", lines):
            for r, row in enumerate(rows):
                line = lines[0] + r + (r > 0)
                with self._inside("row", (line, line + 1)):
                    for c, cell in enumerate(row[1]):
                        self._cell(cell[4], lines, (self.tables, r, c))
        self.tables += 1

    def _cell(self, blocks: Sequence[Node], lines: tuple[int, int], place: tuple[int, int, int]) -> None:
        nodes: Any = []
        for block in blocks:
            while block["t"] == "Div":
                block = block["c"][1][0]
            nodes = block["c"]
        line = lines[0] + place[1] + (place[1] > 0)
        self._leaf(nodes, (line, line + 1), "cell", cell=place)

    def _leaf(
        self,
        nodes: Iterable[Node],
        lines: tuple[int, int],
        kind: str,
        item: int = -1,
        cell: tuple[int, int, int] = (-1, -1, -1),
    ) -> None:
        units = Units(self.fragment, self.line_starts, kind == "cell", [], [], [])
        units.read(nodes)
        self.frame.append(LEAF)
        found = tuple(with_soft_breaks(units.found))
        place = len(self.passages)
        self.passages.append(Passage(found, tuple(units.styled), lines, place, kind, item, cell, self.around))
        for note in units.notes:
            with self._inside("note", lines):
                for node in note:
                    self._note(node, lines)

    def _note(self, node: Node, around: tuple[int, int]) -> None:
        """A note's paragraph, whose block tells no lines of its own."""
        before = len(self.passages)
        self._block(node, around, -1)
        for at in range(before, len(self.passages)):
            passage = self.passages[at]
            if passage.units:
                first, last = (self._line_of(unit.start) for unit in (passage.units[0], passage.units[-1]))
                self.passages[at] = replace(passage, lines=(first, last + 1), kind="note", item=-1)

    def _line_of(self, index: int) -> int:
        return self.fragment.text.count("\n", 0, index)


def _named(attributes: Any) -> str:
    identity, classes, pairs = attributes
    return repr((identity, classes, [pair for pair in pairs if pair[0] not in ("data-pos", "wrapper")]))


def lines_in_cell(passage: Passage) -> Iterator[Passage]:
    """The lines of a cell as passages: each is a paragraph, or an item of a list without its mark."""
    line: list[Unit] = []
    for unit in (*passage.units, None):
        if unit is not None and unit.form is not Form.BREAK:
            line.append(unit)
            continue
        text = "".join(each.text for each in line)
        mark = _ITEM.match(text)
        skip = mark.end() if mark else 0
        yield replace(passage, units=tuple(line[skip:]), styled=())
        line = []
