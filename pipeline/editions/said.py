"""What a document shows, in sentences that can be heard: references in words, notes in their places, tables row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import assert_never

from pipeline.editions.drawings import boxes_of
from pipeline.editions.records import Record, records_of
from pipeline.editions.sheet import sheet_blocks
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
    walk,
)
from pipeline.model.chart_words import called
from pipeline.model.charts import Chart
from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part, Redline, Slot
from pipeline.model.floats import (
    Float,
    FloatBody,
    Flow,
    FrameworkTree,
    Grid,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Span,
    Text,
)
from pipeline.model.numerals import write_number
from pipeline.model.prose import Definitions, ListBlock, ListKind, Prose, Quote, mark_of, paragraphs_of
from pipeline.model.raised import with_raised_spelled
from pipeline.model.reference_text import reference_text
from pipeline.problems import Location


class Sort(Enum):
    """What a line is, for editions that mark it."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    BEGIN = "the title of a table, a figure or a box"
    ROW = "a row of a table, or what a figure shows"
    END = "the end of a table, a figure or a box"
    CONTENTS = "a line of contents"


@dataclass(frozen=True)
class Line:
    """A line: what it says, with its notes by their numbers; `label` is what stands before it (a number, a mark),
    `level` that of a heading or of an item. Where a page has it otherwise, it begins with `printed` there."""

    sort: Sort
    text: str
    label: str = ""
    level: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    printed: str = ""


# The place of a note in a text that is not parted yet.
NOTE = "\ufdd2"
_SHEET_LEVELS = {Role.SHEET_POLICY: 1, Role.SHEET_DIRECTION: 2, Role.SHEET_MEASURE: 3}


@dataclass(frozen=True)
class Sayer:
    """Reads the content of one document, whose notes have numbers of this format (ST_NumberFormat)."""

    content: DocumentContent
    note_format: str = "decimal"

    @cached_property
    def numbers(self) -> Mapping[Location, str]:
        """The numbers of notes, by the places where they are written."""
        parts = (slot.blocks for slot in self.content.slots.values() if isinstance(slot, Part))
        notes = (each for blocks in parts for each in walk(blocks) if isinstance(each, Note))
        return {each.location: write_number(at, self.note_format) for at, each in enumerate(notes, 1)}

    def lines(self, slot: Slot) -> Iterator[Line]:
        """The lines of a slot, in the order in which it is printed."""
        match slot:
            case Part(blocks):
                yield from self.blocks(blocks)
            case FrameworkRows():
                yield from self.blocks(sheet_blocks(slot))
            case Contents(entries):
                for entry in entries:
                    yield self._entry(entry.label, entry.title, entry.page)
            case CaptionList(entries=entries):
                for entry in entries:
                    yield self._entry(entry.label, entry.title, entry.page)
            case Redline():
                raise ValueError("editions are of what stands, not of two versions of it")
            case _:
                assert_never(slot)

    def _entry(self, label: str, title: str, page: str) -> Line:
        return Line(Sort.CONTENTS, f"{title}、{page}ページ", label, printed=f"{label}{title}")

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Line]:
        match block:
            case Paragraph(role=role) if role in _SHEET_LEVELS:
                yield self._said(Sort.HEADING, block.content, level=_SHEET_LEVELS[Role(role)])
            case Paragraph(role=(Role.SUMMARY_HEAD | Role.DOCUMENT_HEAD)):
                yield self._said(Sort.HEADING, block.content, level=1)
            case Paragraph(role=(Role.SUMMARY_SUBHEAD | Role.MEASURE_LABEL | Role.SHEET_HEAD) as role):
                yield self._said(Sort.HEADING, block.content, level=2 if role == Role.SUMMARY_SUBHEAD else 5)
            case Paragraph() | ListBlock() | Quote():
                yield from self._prose((block,))
            case Heading():
                target = self.content.targets.get(block.id)
                yield self._said(
                    Sort.HEADING,
                    block.content,
                    target.label if target else "",
                    block.level,
                )
            case Definitions(items):
                for term, explanation in items:
                    yield self._said(Sort.HEADING, term, level=5)
                    yield from self._prose(explanation)
            case TermEntry(term=term, meaning=meaning):
                yield Line(Sort.HEADING, f"{term}{block.shown_reading}", level=5)
                yield self._said(Sort.TEXT, meaning)
            case Aligned(content=content):
                yield from self._prose(content)
            case Box(title=title, content=content):
                yield self._said(Sort.BEGIN, title, f"{block.kind.value}　" if title else block.kind.value)
                yield from self.blocks(content)
                yield Line(Sort.END, f"{block.kind.value}終わり")
            case Landscape(content) | Columns(content) | Passage(content=content) | Beside(content):
                yield from self.blocks(content)
            case Float():
                yield from self._float(block)
            case Grid():
                yield from self._records(block)
            case PageBreak() | ColumnBreak() | ListingPlace():
                pass
            case ItemText():
                raise AssertionError("a document's content has this as what it shows")
            case _:
                assert_never(block)

    def _prose(self, blocks: Iterable[Prose | Quote], depth: int = 0) -> Iterator[Line]:
        for block in blocks:
            match block:
                case Paragraph(content):
                    yield self._said(Sort.TEXT, content)
                case Quote(content):
                    yield from self._prose(content)
                case ListBlock(items=items):
                    for number, item in enumerate(items, block.start):
                        yield from self._item(block.kind, number, item, depth)
                case _:
                    assert_never(block)

    def _item(self, kind: ListKind, number: int, item: Sequence[Prose], depth: int) -> Iterator[Line]:
        first, *more = item or (Paragraph(()),)
        label = "" if kind is ListKind.BULLET else mark_of(kind, number).strip()
        if isinstance(first, Paragraph):
            yield self._said(Sort.ITEM, first.content, label, depth)
        else:
            more = [first, *more]
        yield from self._prose(more, depth + 1)

    # Tables and figures

    def _float(self, block: Float) -> Iterator[Line]:
        number = self.content.captions.get(block.id) if block.numbered else None
        label = f"{block.kind.value}{number.shown}" if number else block.kind.value
        # Documents beside the plan have the number in the title itself.
        titled = self.text(block.caption).startswith(block.kind.value)
        yield self._said(Sort.BEGIN, block.caption, "" if titled else f"{label}　")
        yield from self._body(block.body)
        for note in block.notes:
            yield self._said(Sort.TEXT, note)
        yield Line(Sort.END, f"{label if number else block.kind.value}終わり")

    def _body(self, body: FloatBody) -> Iterator[Line]:
        match body:
            case Table(unit=unit):
                if unit:
                    yield self._said(Sort.TEXT, unit)
                yield from self._records(body)
            case Grid(draws=Pictures(items)):
                for picture, title in items:
                    yield Line(Sort.ROW, self.text(picture.alt))
                    if title:
                        yield self._said(Sort.ROW, title)
            case Grid(heights=heights) if heights or body.draws:
                yield from self._drawing(body)
            case Grid():
                yield from self._records(body)
            case Picture(alt=alt):
                yield Line(Sort.ROW, self.text(alt))
            case Chart():
                yield from _of_chart(body)
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("a document's content has what is drawn here")
            case _:
                assert_never(body)

    def _drawing(self, grid: Grid) -> Iterator[Line]:
        """What a drawing shows in words, and those of its boxes that these leave out."""
        told = _squeezed("".join((grid.alt, *grid.joins)))
        yield Line(Sort.ROW, grid.alt)
        for box in boxes_of(grid):
            texts = [self.text(each.content) for each in box.content]
            if not all(_squeezed(text) in told for text in texts):
                yield Line(Sort.ROW, "、".join(texts), box.arrow)
        yield from (Line(Sort.ROW, each) for each in grid.joins)

    def _records(self, table: Table | Grid) -> Iterator[Line]:
        for record in records_of(table):
            yield self._record(record)

    def _record(self, record: Record) -> Line:
        """A row as sentences: what it is about, and each of its cells after the heads over it."""
        notes: list[tuple[str, str]] = []
        names = "、".join(self._in_row(each, notes) for each in record.names)
        said = []
        for field in record.fields:
            head = "、".join(self._in_row(each, notes) for each in field.heads)
            value = self._value(field.content, notes)
            # A text of sentences stands under its head, what is no sentence completes it.
            joint = "。" if value.endswith("。") else "は、"
            said.append(f"{head}{joint}{value}" if head else value)
        begins = record.names[0] if record.names else record.fields[0].content
        return Line(
            Sort.ROW,
            "。".join(filter(None, (names, *(each.rstrip("。") for each in said)))),
            notes=tuple(notes),
            printed=self.text(_first(begins)).replace(NOTE, ""),
        )

    def _in_row(self, content: Inlines, notes: list[tuple[str, str]]) -> str:
        text, own = self._with_notes(content)
        notes += own
        return text.replace(NOTE, "")

    def _value(self, content: Sequence[Prose], notes: list[tuple[str, str]]) -> str:
        texts = [self._in_row(each, notes) or "なし" for each in _marked(content)]
        return "、".join(texts).replace("。、", "。")

    # Texts

    def _said(self, sort: Sort, content: Inlines, label: str = "", level: int = 0) -> Line:
        text, notes = self._with_notes(content)
        return Line(sort, text, label, level, tuple(notes))

    def _with_notes(self, content: Inlines) -> tuple[str, list[tuple[str, str]]]:
        return self.text(content), [self._note(each) for each in _notes(content)]

    def _note(self, note: Note) -> tuple[str, str]:
        text = "".join(self.text(each.content).replace(NOTE, "") for each in note.content)
        return self.numbers.get(note.location, ""), text

    def text(self, content: Iterable[Inline]) -> str:
        """The text of inlines as it is heard, with a `NOTE` where the mark of one stands."""
        return "".join(self._parts(with_raised_spelled(tuple(content))))

    def _parts(self, content: Iterable[Inline]) -> Iterator[str]:
        for inline in content:
            match inline:
                case Text(text):
                    yield text.replace("\t", "　")
                case Ruby(base):
                    yield base
                case LineBreak():
                    yield "　"
                case InlinePicture(alt=alt):
                    yield from self._parts(alt)
                case Note():
                    yield NOTE
                case Reference(content=own) if own:
                    yield from self._parts(own)
                case Reference(target, variant):
                    shown = self.content.targets.get(target)
                    yield reference_text(shown, variant) if shown else ""
                case _:
                    assert isinstance(inline, Span)
                    yield from self._parts(inline.content)


def _notes(content: Iterable[Inline]) -> Iterator[Note]:
    for inline in content:
        if isinstance(inline, Note):
            yield inline
        elif isinstance(inline, Span):
            yield from _notes(inline.content)


def _first(content: Sequence[Prose] | Inlines) -> Inlines:
    first = next(iter(content), None)
    if isinstance(first, Paragraph | ListBlock):
        return next((each.content for each in paragraphs_of((first,))), ())
    return content  # type: ignore[return-value]


def _marked(content: Sequence[Prose]) -> Iterator[Inlines]:
    """The paragraphs of a cell, items of lists with their numbers."""
    for block in content:
        if isinstance(block, Paragraph):
            yield block.content
        else:
            for number, item in enumerate(block.items, block.start):
                first, *more = list(_marked(item)) or [()]
                yield first if block.kind is ListKind.BULLET else (Text(mark_of(block.kind, number)), *first)
                yield from more


def _of_chart(chart: Chart) -> Iterator[Line]:
    """A chart: what kind it is, and all of its values."""
    yield Line(Sort.ROW, called(chart))
    for index, name in enumerate(chart.categories):
        values = "、".join(f"{each.name} {chart.said(each, index)}" for each in chart.series)
        yield Line(Sort.ROW, f"{name}は、{values}")


def _squeezed(text: str) -> str:
    return "".join(text.split())
