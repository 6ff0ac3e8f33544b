"""Furigana put over the words of what a document shows: headings, text, cells, captions, notes, diagrams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    ColumnBreak,
    Columns,
    Heading,
    ItemText,
    Landscape,
    ListingPlace,
    PageBreak,
    Passage,
    TermEntry,
)
from pipeline.model.charts import Chart
from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part, Redline, Slot
from pipeline.model.floats import (
    Float,
    FloatBody,
    Flow,
    FrameworkTree,
    Grid,
    GridRow,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import (
    Inlines,
    Note,
    Paragraph,
)
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote
from pipeline.model.readings import Readings, RubyLevel
from pipeline.problems import Location
from pipeline.readings.inflected import Forms, forms_of_all
from pipeline.readings.inlines import BETWEEN, Rebuilt, closed_up, flat
from pipeline.readings.pieces import Piece
from pipeline.readings.placing import Found, find


def with_ruby(
    content: DocumentContent, readings: Readings, level: RubyLevel | None = None
) -> DocumentContent:
    """A document with furigana over its words, by `level` or the list's own; those that its author wrote stay.

    Lists of contents, and references that show what stands elsewhere, are left as they are: they hold no text of their own.
    """
    over = RubyOver(readings, level)
    return replace(content, slots={name: over.slot(slot) for name, slot in content.slots.items()})


def blocks_with_ruby(
    blocks: Iterable[Block], readings: Readings, level: RubyLevel | None = None
) -> tuple[Block, ...]:
    """The same of blocks in their order."""
    return RubyOver(readings, level).blocks(blocks)


def inlines_with_ruby(content: Inlines, readings: Readings, level: RubyLevel | None = None) -> Inlines:
    """The same of one text."""
    return RubyOver(readings, level).inlines(content)


@dataclass(frozen=True)
class InText:
    """A text in which words were looked for: as it is printed, the innermost id around it, where it is written, and what was found."""

    text: str
    id: str
    location: Location | None
    found: Found


class RubyOver:
    """One pass over blocks in reading order: `ids` are those of the headings above, and of what is named around, `seen` what was found."""

    def __init__(self, readings: Readings, level: RubyLevel | None = None) -> None:
        self.readings = readings
        self.level = level or readings.level
        self.headings: list[tuple[int, str]] = []
        self.around: list[str] = []
        self.place: Location | None = None
        self.known: dict[frozenset[str], Forms] = {}
        self.seen: list[InText] = []

    def slot(self, slot: Slot) -> Slot:
        match slot:
            case Part(blocks):
                return replace(slot, blocks=self.blocks(blocks))
            case FrameworkRows(grid, heads=heads):
                own = self._grid(grid)
                return replace(slot, grid=own, heads=tuple(map(self._row, heads)))
            case Redline():
                raise ValueError("furigana are for what stands, not for two versions of it")
            case Contents() | CaptionList():
                return slot
            case _:
                assert_never(slot)

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading(content=content):
                self._enter(block)
                return replace(block, content=self.inlines(content))
            case ListBlock() | Quote():
                return self._prose(block)
            case Definitions(items):
                return replace(
                    block, items=tuple((self.inlines(term), self._proses(said)) for term, said in items)
                )
            case Aligned(content=content):
                return replace(block, content=tuple(map(self._paragraph, content)))
            case Landscape(content) | Columns(content) | Beside(content):
                return replace(block, content=self.blocks(content))
            case Box() | Passage() | Float() | TermEntry():
                return self._within(block)
            case ItemText(values):
                return replace(
                    block,
                    values=tuple(
                        replace(
                            value,
                            blocks=self.blocks(value.blocks),
                            rows=tuple(tuple(map(self.inlines, row)) for row in value.rows),
                        )
                        for value in values
                    ),
                )
            case Grid():
                return self._grid(block)
            case PageBreak() | ColumnBreak() | ListingPlace():
                return block
            case _:
                assert_never(block)

    def _enter(self, heading: Heading) -> None:
        self.place = heading.location
        while self.headings and self.headings[-1][0] >= heading.level:
            self.headings.pop()
        self.headings.append((heading.level, heading.id))

    def _within(self, block: Box | Passage | Float | TermEntry) -> Block:
        self.around.append(block.id)
        self.place = block.location
        try:
            match block:
                case Box(title=title, content=content):
                    return replace(block, title=self.inlines(title), content=self.blocks(content))
                case Passage(content=content):
                    return replace(block, content=self.blocks(content))
                case TermEntry(meaning=meaning):
                    return replace(block, meaning=self.inlines(meaning))
                case Float(caption=caption, body=body, notes=notes):
                    return replace(
                        block,
                        caption=self.inlines(caption),
                        body=self._body(body),
                        notes=tuple(map(self.inlines, notes)),
                    )
                case _:
                    assert_never(block)
        finally:
            self.around.pop()

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        self.place = paragraph.location or self.place
        return replace(paragraph, content=self.inlines(paragraph.content))

    def _prose(self, block: Prose | Quote) -> Prose | Quote:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Quote(content):
                return replace(block, content=self._proses(content))
            case ListBlock(items=items):
                return replace(block, items=tuple(map(self._proses, items)))
            case _:
                assert_never(block)

    def _proses(self, blocks: Iterable[Prose]) -> tuple[Prose, ...]:
        found = (self._prose(block) for block in blocks)
        return tuple(each for each in found if not isinstance(each, Quote))

    def _body(self, body: FloatBody) -> FloatBody:
        match body:
            case Table(rows=rows, unit=unit):
                cells = tuple(
                    tuple(cell and replace(cell, content=self._proses(cell.content)) for cell in row)
                    for row in rows
                )
                return replace(body, unit=self.inlines(unit), rows=cells)
            case Grid():
                return self._grid(body)
            case Flow(steps):
                own = self._prose(steps)
                assert isinstance(own, ListBlock)
                return replace(body, steps=own)
            case Pictures(items):
                return replace(body, items=tuple((picture, self.inlines(title)) for picture, title in items))
            case Picture() | Chart() | PositionDiagram() | FrameworkTree():
                return body
            case _:
                assert_never(body)

    def _grid(self, grid: Grid) -> Grid:
        flow = tuple(replace(each, again=tuple(map(self._row, each.again))) for each in grid.flow)
        return replace(grid, rows=tuple(map(self._row, grid.rows)), flow=flow)

    def _row(self, row: GridRow) -> GridRow:
        return tuple(
            cell and replace(cell, content=tuple(map(self._paragraph, cell.content))) for cell in row
        )

    def inlines(self, content: Inlines) -> Inlines:
        """A text with furigana over its words; what stands in its notes is a text of its own."""
        printed = "".join(flat(content))
        text = closed_up(printed)
        found = find(text, self._forms(), self.level)
        if text.strip(BETWEEN + "\n"):
            self.seen.append(InText(text, self._id(), self.place, found))
        pieces = [piece for word in found.words for piece in word.pieces]
        if text != printed:
            pieces = [Piece(each.start * 2, each.end * 2 - 1, each.kana) for each in pieces]
        return Rebuilt(pieces, self._note).all(content)

    def _note(self, note: Note) -> Note:
        self.place = note.location
        return replace(note, content=tuple(map(self._paragraph, note.content)))

    def _id(self) -> str:
        return next(filter(None, (*self.around[::-1], *(each for _, each in self.headings[::-1]))), "")

    def _forms(self) -> Forms:
        every = (*self.around, *(each for _, each in self.headings))
        ids = frozenset(each for each in every if each in self.readings.at)
        if ids not in self.known:
            self.known[ids] = forms_of_all(self.readings.there(ids).words)
        return self.known[ids]
