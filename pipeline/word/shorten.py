"""Which texts to shorten, and by how much, so that a sheet that is too long gets low enough."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from lxml import etree

from pipeline.model.blocks import Block, Grid, ListBlock
from pipeline.model.edition import Edition, Part, Sheet
from pipeline.model.inlines import Paragraph
from pipeline.model.shown import shown_text
from pipeline.problems import Location
from pipeline.word.grid_layout import lay_out, passage_of
from pipeline.word.oxml import w
from pipeline.word.sections import SectionBreaks
from pipeline.word.template import Template
from pipeline.word.widths import FULL, Passage, count_lines

_TWIPS = 20  # in a point


@dataclass(frozen=True)
class Shortening:
    """A text, how many characters it has, and how many of them to take out."""

    location: Location
    text: str
    length: int
    characters: int


@dataclass(frozen=True)
class Advice:
    """What to shorten, the longest text first; `enough` says whether that makes the sheet low enough."""

    texts: tuple[Shortening, ...]
    enough: bool


@dataclass
class _Text:
    """A paragraph as it is, and as it would be once it is shortened."""

    paragraph: Paragraph
    text: str
    whole: Passage
    passage: Passage

    @property
    def cut(self) -> int:
        """How many characters to take out."""
        share = 1 - self.passage.length / self.whole.length if self.whole.length else 0.0
        return ceil(len(self.text) * share)


@dataclass
class _Cell:
    """Paragraphs in a width; `extra` is height beside theirs. Lengths in twips."""

    row: int
    width: int
    extra: int
    texts: list[_Text]

    @property
    def height(self) -> int:
        return sum(text.passage.height(self.width) for text in self.texts) + self.extra

    @property
    def longest(self) -> _Text:
        return max(self.texts, key=lambda text: text.passage.length)


def advise(edition: Edition, template: Template, excess: float) -> Advice:
    """What to shorten so that the document gets `excess` points lower, in the setting of this template."""
    cells, floors = _cells(edition, template)
    missing = excess * _TWIPS
    while missing > 0:
        offers = [offer for row in range(len(floors)) if (offer := _offer(cells, row, floors[row]))]
        if not offers:
            break
        _, lower, cuts = max(offers, key=lambda offer: offer[0])
        for text, passage in cuts:
            text.passage = passage
        missing -= lower
    texts = [text for cell in cells for text in cell.texts]
    return Advice(tuple(_shortenings(texts)), missing <= 0)


def _shortenings(texts: Sequence[_Text]) -> Iterator[Shortening]:
    for text in sorted(texts, key=lambda text: -len(text.text)):
        if text.cut and text.paragraph.location:
            yield Shortening(text.paragraph.location, text.text, len(text.text), text.cut)


def _offer(
    cells: Sequence[_Cell], row: int, floor: int
) -> tuple[int, int, list[tuple[_Text, Passage]]] | None:
    """One line less in the cells that make a row as high as it is: the length of their longest text, the height
    that is gained, and the texts with what they become. None where the row can't get lower."""
    own = [cell for cell in cells if cell.row == row]
    top = max((cell.height for cell in own), default=0)
    if top <= floor:
        return None
    tall = [cell for cell in own if cell.height == top]
    cuts = []
    for cell in tall:
        text = cell.longest
        shorter = _line_less(text.passage, cell.width)
        if shorter is None or text.paragraph.location is None:
            return None
        cuts.append((text, shorter))
    gain = min(text.passage.pitch for text, _ in cuts)
    rest = max((cell.height for cell in own if cell not in tall), default=0)
    lower = top - max(top - gain, rest, floor)
    return max(len(text.text) for text, _ in cuts), lower, cuts


def _line_less(passage: Passage, width: int) -> Passage | None:
    """The longest beginning of a text that takes one line less; None where it has one line."""
    breaks = passage.lines[-1]
    scale = FULL / passage.size
    room = (width - passage.first) * scale, (width - passage.rest) * scale
    lines = count_lines(breaks, *room)
    fitting = [index for index in range(len(breaks)) if count_lines(breaks[: index + 1], *room) < lines]
    return replace(passage, lines=(*passage.lines[:-1], breaks[: fitting[-1] + 1])) if fitting else None


def _cells(edition: Edition, template: Template) -> tuple[list[_Cell], list[int]]:
    """The texts of a document by rows, and the least height of each row; a text in no table is a row of its own."""
    (slot,) = edition.slots.values()
    width = _text_width(template)
    if isinstance(slot, Sheet):
        return _sheet_cells(edition, template, slot.grid, width)
    assert isinstance(slot, Part), "contents lists have no limit"
    texts = [_text(edition, template, paragraph) for paragraph in _paragraphs(slot.blocks)]
    return [_Cell(row, width, 0, [text]) for row, text in enumerate(texts)], [0] * len(texts)


def _sheet_cells(
    edition: Edition, template: Template, grid: Grid, width: int
) -> tuple[list[_Cell], list[int]]:
    layout = lay_out(template.styles, edition.targets, grid, width)
    padding = template.styles.paddings[grid.style]
    cells = [
        _Cell(
            row,
            layout.widths[column] - padding.left - padding.right,
            padding.top + padding.bottom,
            [_text(edition, template, paragraph) for paragraph in cell.content],
        )
        for row, line in enumerate(grid.rows)
        for column, cell in enumerate(line)
        if cell and not cell.vertical and cell.rowspan == cell.colspan == 1
    ]
    return cells, list(layout.least_heights)


def _text(edition: Edition, template: Template, paragraph: Paragraph) -> _Text:
    passage = passage_of(template.styles, edition.targets, paragraph)
    return _Text(paragraph, shown_text(paragraph.content, edition.targets), passage, passage)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _paragraphs(item)


def _text_width(template: Template) -> int:
    """The width of the text, in twips, in the section with which the template ends."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return SectionBreaks(list(document.iter(w("sectPr")))[-1]).width
