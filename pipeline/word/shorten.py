"""Which texts to shorten, and by how much, so that a sheet that is too long gets low enough."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.model.blocks import Block, Grid, GridCell, ListBlock
from pipeline.model.edition import Edition, Part, Sheet
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.shown import shown_text
from pipeline.problems import Location
from pipeline.word.grid_layout import lay_out, passage_of
from pipeline.word.oxml import w
from pipeline.word.sections import SectionBreaks
from pipeline.word.template import Template

_TWIPS = 20  # in a point
# Sentences can be shortened; titles and names are what they are.
_PROSE = (Role.BODY, Role.LIST_MORE, Role.SHEET_TEXT)
# No text is asked to be shorter than so many characters: then there are too many of them.
SHORTEST = 40


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


@dataclass(frozen=True)
class _Document:
    """A document of one slot, in the setting of its template; `width` is that of its text, in twips."""

    edition: Edition
    template: Template
    width: int

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The sentences that could be shorter."""
        (slot,) = self.edition.slots.values()
        if isinstance(slot, Sheet):
            cells = (cell for row in slot.grid.rows for cell in row if cell)
            found = [paragraph for cell in cells for paragraph in cell.content]
        else:
            assert isinstance(slot, Part), "contents lists have no limit"
            found = list(_paragraphs(slot.blocks))
        return [each for each in found if each.role in _PROSE and each.location]

    def text(self, paragraph: Paragraph) -> str:
        return shown_text(paragraph.content, self.edition.targets)

    def height(self, longest: int) -> float:
        """About how high it is, in twips, if no sentence-holding text has more than `longest` characters."""
        (slot,) = self.edition.slots.values()
        if isinstance(slot, Sheet):
            grid = self._capped_grid(slot.grid, longest)
            return lay_out(self.template.styles, self.edition.targets, grid, self.width).height
        passages = (
            passage_of(self.template.styles, self.edition.targets, self._capped(paragraph, longest))
            for paragraph in self.paragraphs
        )
        return sum(passage.height(self.width) for passage in passages)

    def _capped_grid(self, grid: Grid, longest: int) -> Grid:
        def capped(cell: GridCell | None) -> GridCell | None:
            return cell and replace(cell, content=tuple(self._capped(each, longest) for each in cell.content))

        return replace(grid, rows=tuple(tuple(capped(cell) for cell in row) for row in grid.rows))

    def _capped(self, paragraph: Paragraph, longest: int) -> Paragraph:
        if paragraph.role not in _PROSE:
            return paragraph
        return replace(paragraph, content=(Text(self.text(paragraph)[:longest]),))


def advise(edition: Edition, template: Template, excess: float) -> Advice:
    """What to shorten so that the document gets `excess` points lower, in the setting of this template.

    The longest texts come first: all that are longer than some length are cut to it.
    """
    document = _Document(edition, template, _text_width(template))
    texts = [(each.location, document.text(each)) for each in document.paragraphs if each.location]
    lengths = range(SHORTEST, max((len(text) for _, text in texts), default=0) + 1)
    target = document.height(len(lengths) + SHORTEST) - excess * _TWIPS
    fitting = bisect_right(lengths, target, key=document.height)
    longest = lengths[max(fitting - 1, 0)] if lengths else 0
    cuts = (
        Shortening(location, text, len(text), len(text) - longest)
        for location, text in sorted(texts, key=lambda each: -len(each[1]))
        if lengths and len(text) > longest
    )
    return Advice(tuple(cuts), fitting > 0)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
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
