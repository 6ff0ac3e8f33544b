"""What a document shows → its paragraphs in the order in which they are printed, each with what is around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from pipeline.frozen import dataclass, replace
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
from pipeline.model.content import CaptionList, Contents, FrameworkRows, Part, Redline, Slot
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
    PROVISION_ROLES,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Mention,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Span,
    Text,
    walk_inlines,
)
from pipeline.model.numbers import CaptionNumber, Target
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote, paragraphs_of
from pipeline.model.reference_text import reference_text
from pipeline.passages.model import Kind
from pipeline.problems import Location

_HOLDERS = Heading | Float | Box | TermEntry


@dataclass(frozen=True)
class Printed:
    """A paragraph: `before` is what is printed before its own text and made (a caption's number). `holder` is what is named
    around it, `row` and `column` its cell in a table (-1: in none); `body` is the table or drawing in which it stands. What is
    `quoted` is somebody else's: a quotation, provisions."""

    kind: Kind
    content: Inlines
    location: Location | None
    holder: _HOLDERS | None = None
    row: int = -1
    column: int = -1
    before: str = ""
    body: FloatBody | None = None
    quoted: bool = False


def printed(slot: Slot, captions: Mapping[str, CaptionNumber]) -> Iterator[Printed]:
    """The paragraphs of a slot's text. What stands in footnotes comes behind the paragraph of their marks."""
    match slot:
        case Part(blocks):
            found = _Walk(captions).blocks(blocks)
        case FrameworkRows(grid):
            found = _grid(grid, None)
        case Contents(entries):
            found = (
                Printed(
                    Kind.CONTENTS, (Text("\t".join((each.label, each.title, each.page)).lstrip("\t")),), None
                )
                for each in entries
            )
        case CaptionList(_, entries):
            found = (
                Printed(Kind.CONTENTS, (Text(f"{each.label}　{each.title}\t{each.page}"),), None)
                for each in entries
            )
        case Redline(after=part):
            found = printed(part, captions)
        case _:
            assert_never(slot)
    for each in found:
        yield each
        if each.kind is not Kind.NOTE:
            yield from _notes(each)


def _notes(around: Printed) -> Iterator[Printed]:
    for inline in () if is_plain(around.content) else walk_inlines(around.content):
        if isinstance(inline, Note):
            for paragraph in inline.content:
                place = paragraph.location or inline.location
                yield replace(around, kind=Kind.NOTE, content=paragraph.content, location=place, before="")


@dataclass(frozen=True)
class _Walk:
    """One pass over blocks as they are written."""

    captions: Mapping[str, CaptionNumber]

    def blocks(self, blocks: Iterable[Block], around: _HOLDERS | None = None) -> Iterator[Printed]:
        holder = around
        for block in blocks:
            if isinstance(block, Heading):
                holder = block
            yield from self._block(block, holder)

    def _block(self, block: Block, holder: _HOLDERS | None) -> Iterator[Printed]:
        match block:
            case Paragraph(content, role, location):
                quoted = role in PROVISION_ROLES
                yield Printed(_kind_of(role), content, location, holder, quoted=quoted)
            case Heading(content=content, location=location):
                yield Printed(Kind.HEADING, content, location, block)
            case ListBlock():
                yield from _prose((block,), holder)
            case Quote(content):
                yield from (replace(each, quoted=True) for each in _prose(content, holder))
            case Definitions(items):
                for term, explanation in items:
                    place = next((each.location for each in paragraphs_of(explanation)), None)
                    yield Printed(Kind.TERM, term, place, holder)
                    for each in _prose(explanation, holder):
                        yield replace(each, kind=Kind.MEANING if each.kind is Kind.PARAGRAPH else each.kind)
            case TermEntry(term=term, meaning=meaning, location=location):
                shown = Text(f"{term}{block.shown_reading}")
                yield Printed(Kind.TERM, (shown,), location, block)
                yield Printed(Kind.MEANING, meaning, location, block)
            case Aligned(_, content):
                yield from _prose(content, holder)
            case Box(title=title, content=content):
                if title:
                    yield Printed(Kind.BOX_TITLE, title, block.location, block)
                yield from self.blocks(content, block)
            case Landscape(content) | Columns(content) | Passage(content=content):
                yield from self.blocks(content, holder)
            case Beside():
                picture = self._float(block.picture)
                text = self.blocks(block.text, holder)
                first, second = (picture, text) if block.content[0] is block.picture else (text, picture)
                yield from first
                yield from second
            case Float():
                yield from self._float(block)
            case Grid():
                yield from _grid(block, holder)
            case PageBreak() | ColumnBreak() | ListingPlace():
                pass
            case ItemText():
                raise AssertionError("a document's content has this as what it shows")
            case _:
                assert_never(block)

    def _float(self, block: Float) -> Iterator[Printed]:
        caption = list(self._caption(block))
        body = _body(block.body, block)
        yield from (*caption, *body) if block.titled_above else (*body, *caption)
        for note in block.notes:
            yield Printed(Kind.SOURCE, note, block.location, block)

    def _caption(self, block: Float) -> Iterator[Printed]:
        if block.caption:
            number = self.captions.get(block.id) if block.numbered else None
            before = f"{block.kind.value}{number.shown}　" if number else ""
            yield Printed(Kind.CAPTION, block.caption, block.location, block, before=before)


# Headings of documents beside the plan, which are paragraphs there; and words that stand over what an item says.
_ROLES: Mapping[str, Kind] = {
    Role.SUMMARY_HEAD: Kind.HEADING,
    Role.SUMMARY_SUBHEAD: Kind.HEADING,
    Role.DOCUMENT_HEAD: Kind.HEADING,
    Role.MEASURE_LABEL: Kind.LABEL,
}


# In a grid these name what stands beside or under them.
_HEADS = frozenset((Role.MEASURE_LABEL, Role.CELL_HEAD, Role.SHEET_HEAD))


def _kind_of(role: str) -> Kind:
    return _ROLES.get(role, Kind.PARAGRAPH)


def _prose(blocks: Iterable[Prose], holder: _HOLDERS | None, in_list: bool = False) -> Iterator[Printed]:
    for block in blocks:
        match block:
            case Paragraph(content, _, location):
                yield Printed(Kind.ITEM if in_list else Kind.PARAGRAPH, content, location, holder)
            case ListBlock(items=items):
                for first, *more in filter(None, items):
                    yield from _prose((first,), holder, in_list=True)
                    yield from _prose(more, holder)
            case _:
                assert_never(block)


def _body(body: FloatBody, holder: Float) -> Iterator[Printed]:
    match body:
        case Table(unit=unit):
            if unit:
                yield Printed(Kind.UNIT, unit, holder.location, holder, body=body)
            yield from _table(body, holder)
        case Grid():
            yield from _grid(body, holder)
        case Picture() | Chart():
            pass
        case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
            raise AssertionError("a document's content has what is drawn here")
        case _:
            assert_never(body)


def _table(table: Table, holder: Float) -> Iterator[Printed]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if cell:
                paragraphs = list(paragraphs_of(cell.content)) or [Paragraph(())]
                for each in paragraphs:
                    place = each.location or holder.location
                    yield Printed(Kind.CELL, each.content, place, holder, r, c, body=table)


def _grid(grid: Grid, holder: _HOLDERS | None) -> Iterator[Printed]:
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            for each in cell.content if cell else ():
                yield Printed(Kind.CELL, each.content, each.location, holder, r, c, body=grid)


def is_plain(content: Inlines) -> bool:
    """Whether inlines are a text and nothing else, as most are."""
    return len(content) == 1 and isinstance(content[0], Text)


def printed_text(content: Inlines, targets: Mapping[str, Target]) -> str:
    """The text of inlines as a document shows it, a line break as one; notes are in texts of their own."""
    if len(content) == 1 and isinstance(content[0], Text):
        return content[0].text
    return "".join(text for text, _ in printed_parts(content, targets))


def printed_parts(content: Iterable[Inline], targets: Mapping[str, Target]) -> Iterator[tuple[str, bool]]:
    """The parts of that text, and whether each is what a reference shows, which is not written where it stands."""
    for inline in content:
        match inline:
            case Text(text):
                yield text, False
            case Ruby(base):
                yield base, False
            case LineBreak():
                yield "\n", False
            case Reference(content=own) if own:
                yield from printed_parts(own, targets)
            case Reference(target, variant):
                shown = targets.get(target)
                yield reference_text(shown, variant) if shown else "", True
            case InlinePicture() | Note():
                pass
            case Mention(content=own):
                yield from ((text, True) for text, _ in printed_parts(own, targets))
            case _:
                assert isinstance(inline, Span)
                yield from printed_parts(inline.content, targets)
