"""An item's fields as the template's sample (ひな形) of its level shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import TypeVar

from pipeline.documents.items import IN_ROWS, fits_in_cells, shown_item, shown_value
from pipeline.documents.sample_grid import SampledRow, grid_rows
from pipeline.documents.samples import NOTHING, Said, filled, said_of, turns
from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, FieldValue, ItemText
from pipeline.model.floats import Grid
from pipeline.model.inlines import Paragraph, Reference, Role, Text, Variant
from pipeline.model.levels import LABEL
from pipeline.model.samples import (
    NUMBER,
    TITLE,
    ItemTag,
    Sample,
    SampleCell,
    SampleLine,
    SampleRow,
    SampleTable,
    tags_of,
)

_REFERENCES = {"": Variant.NUMBER_TITLE, TITLE: Variant.TITLE, NUMBER: Variant.NUMBER}
_Piece = TypeVar("_Piece")


def sampled_item(text: ItemText, samples: Iterable[Sample]) -> Iterator[Block]:
    """An item's fields by the sample of its level; without one, as they are shown by default.

    What the sample can't know is shown behind it by default: the fields that an earlier version had.
    """
    sample = next((each for each in samples if each.level == text.level), None)
    if sample is None:
        yield from shown_item(text)
        return
    item = _Item(text)
    for block in item.said(sample.blocks, lambda block: block.tags):
        yield from item.table(block) if isinstance(block, SampleTable) else item.line(block)
    if others := tuple(value for value in text.values if value.kind.key not in sample.fields):
        yield from shown_item(replace(text, values=others))


@dataclass(frozen=True)
class _Item:
    """The item that fills a sample in."""

    text: ItemText

    def said(self, pieces: Sequence[_Piece], tags: Callable[[_Piece], Sequence[ItemTag]]) -> Iterator[_Piece]:
        """Lines, rows or tables without those whose tags say nothing.

        Words alone belong to what stands under them: to all of it up to the next words, or to a row that is repeated.
        """
        rest = list(pieces)
        while rest:
            words = list(takewhile(lambda piece: not tags(piece), rest))
            tagged = list(takewhile(tags, rest[len(words) :]))
            rest = rest[len(words) + len(tagged) :]
            heads_parts = tagged and any(tag.part for tag in tags(tagged[0]))
            if not tagged or any(
                self._says(tags(piece)) for piece in (tagged[:1] if heads_parts else tagged)
            ):
                yield from words
            yield from (piece for piece in tagged if self._says(tags(piece)))

    def _says(self, tags: Iterable[ItemTag]) -> bool:
        return any(self._said(tag).lines for tag in tags)

    def _said(self, tag: ItemTag, turn: int = 0) -> Said:
        value = self.text.value(tag.field)
        if value is not None:
            return said_of(value, tag.part, turn)
        if tag.field == LABEL and self.text.label:
            return Said(((Text(self.text.label),),))
        if tag.field in _REFERENCES:
            place = self.text.values[0].location
            return Said(((Reference(self.text.id, _REFERENCES[tag.field], place),),))
        return NOTHING

    def _turns(self, tags: Iterable[ItemTag]) -> int:
        """How often a row or a line stands: once for each row of the value of which it names columns."""
        return turns(self.text.value(tag.field) for tag in tags if tag.part)

    def _filled(self, line: SampleLine, turn: int = 0) -> Iterator[Paragraph]:
        place = next((value.location for tag in line.tags if (value := self.text.value(tag.field))), None)
        for paragraph in filled(line, lambda tag: self._said(tag, turn)):
            yield replace(paragraph, location=place)

    def _running(self, tags: Iterable[ItemTag]) -> list[FieldValue]:
        """The values among these that stand in no cell: text with lists, tables or figures."""
        values = (self.text.value(tag.field) for tag in dict.fromkeys(tags) if not tag.part)
        return [value for value in values if value and value.blocks and not fits_in_cells(value)]

    # Lines of the text

    def line(self, line: SampleLine) -> Iterator[Block]:
        """A value alone in its line as it is written; one that names columns stands once for each row."""
        value = self._alone(line)
        running = [value] if value else self._running(line.tags)
        if not running:
            for turn in range(self._turns(line.tags)):
                yield from self._filled(line, turn)
            return
        if words := tuple(part for part in line.parts if not isinstance(part, ItemTag)):
            yield from self._filled(SampleLine(words, line.style))
        for each in running:
            yield from (_in_style(block, line.style) for block in shown_value(each))

    def _alone(self, line: SampleLine) -> FieldValue | None:
        """The value that fills its line: text, or a table."""
        match line.parts:
            case (ItemTag(part="") as tag,):
                value = self.text.value(tag.field)
                return value if value and (value.blocks or value.kind.form in IN_ROWS) else None
            case _:
                return None

    # Tables

    def table(self, table: SampleTable) -> Iterator[Block]:
        """The rows that say something; text that stands in no cell comes between two parts of the table."""
        kept = self.said(tuple(enumerate(table.rows)), lambda row: tags_of(row[1]))
        for runs, group in groupby(kept, lambda row: bool(self._running(tags_of(row[1])))):
            if runs:
                for _, row in group:
                    yield from self._under_its_label(row)
            else:
                rows = [
                    SampledRow(at, turn) for at, row in group for turn in range(self._turns(tags_of(row)))
                ]
                heads = sum(row.number < table.head_rows for row in rows)
                yield Grid(table.style, table.widths, grid_rows(table, rows, self._in_cell), heads)

    def _in_cell(self, cell: SampleCell, turn: int) -> Sequence[Paragraph]:
        lines = self.said(cell.lines, lambda line: line.tags)
        return [paragraph for line in lines for paragraph in self._filled(line, turn)]

    def _under_its_label(self, row: SampleRow) -> Iterator[Block]:
        """The values of a row under its words, or each under its name where it has none or there are several."""
        values = [value for tag in dict.fromkeys(tags_of(row)) if (value := self.text.value(tag.field))]
        words = [line for cell in row if cell.heads for line in cell.lines]
        for value in values:
            if words and len(values) == 1:
                yield from (paragraph for line in words for paragraph in self._filled(line))
            else:
                yield Paragraph((Text(value.kind.key),), Role.MEASURE_LABEL, value.location)
            yield from shown_value(value)


def _in_style(block: Block, style: str) -> Block:
    """A block as it stands in the place of a line: its plain paragraphs look like that."""
    if isinstance(block, Paragraph) and block.role == Role.BODY:
        return replace(block, role=style)
    return block
