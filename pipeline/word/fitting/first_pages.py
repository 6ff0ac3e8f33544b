"""Estimates of the page on which everything will stand, before anything was laid out.

A plan that is first written with numbers as long as they will be does not change where its lines end once they are
known, so it need not be laid out for that. Only the length counts: about is enough.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import field
from math import ceil
from typing import assert_never

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, Heading, Landscape, PageBreak, TermEntry, own_texts, walk_blocks
from pipeline.model.charts import Chart
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
from pipeline.model.inlines import Inline, Note, Role, lines_of, plain_text, walk_inlines
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import text_area
from pipeline.word.template.template import Template

_TWIPS = 10  # of a half-point
_HEADING, _CHAPTER, _CAPTION = 2, 4, 2  # lines that these take, with the space around them
_ROW = 0.3  # of a line, by which a row is higher than its text
_PICTURE = 0.6  # of its width, the height of a usual picture
_CHART = 0.5  # of the text's width, the height of a usual chart
_REFERENCE = "第１章第１節"  # what a reference shows is about as long


def about_pages(plan: ResolvedPlan, template: Template) -> dict[str, str]:
    """The page number of each bookmark of the plan, as good as can be told from the lengths of its texts."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    width, height = text_area(list(document.iter(w("sectPr")))[-1])
    styles = template.styles
    body, cell = Role.BODY.value, Role.CELL.value
    ruler = _Ruler(
        columns=width // (styles.sizes[body] * _TWIPS),
        rows=height // styles.lines[body],
        cell_columns=width // (styles.sizes[cell] * _TWIPS),
        cell_line=styles.lines[cell] / styles.lines[body],
    )
    for part in (plan.front, plan.body, plan.appendix):
        ruler.blocks(part)
    return {
        bookmark: str(ruler.pages[identity])
        for identity, target in plan.targets.items()
        if identity in ruler.pages
        for bookmark in (target.bookmark, target.title_bookmark)
    }


@dataclass
class _Ruler:
    """A ruler for text that is not laid out: pages of `rows` lines of `columns` characters, in tables smaller ones."""

    columns: int
    rows: int
    cell_columns: int
    cell_line: float
    page: int = 1
    line: float = 0
    pages: dict[str, int] = field(default_factory=dict)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in walk_blocks(blocks):
            match block:
                case Heading(level=0 | 1, id=identity):
                    self._turn()
                    self._mark(identity, _CHAPTER)
                case Heading(id=identity):
                    self._mark(identity, _HEADING)
                case PageBreak() | Landscape():
                    self._turn()
                case Float(id=identity, caption=caption, body=body, notes=notes):
                    self._mark(identity, _CAPTION)
                    self._figure(body)
                    for content in (caption, *notes):
                        self._text(content)
                case Grid():
                    self._figure(block)
                case TermEntry(id=identity, meaning=content):
                    self._mark(identity, 1)
                    self._text(content)
                case _:
                    for content in own_texts(block):
                        self._text(content)

    def _mark(self, identity: str, lines: float) -> None:
        """Something that can be referred to, and its own height."""
        self.pages[identity] = self.page
        self._down(lines)

    def _text(self, content: Sequence[Inline]) -> None:
        self._down(_lines(content, self.columns))
        for inline in walk_inlines(content):
            if isinstance(inline, Note):
                self.pages[inline.id] = self.page
                for paragraph in inline.content:
                    self._down(_lines(paragraph.content, self.columns))

    def _figure(self, body: FloatBody) -> None:
        match body:
            case Table(rows=rows):
                self._rows(
                    [[tuple(lines_of(cell.text)) for cell in row if cell] for row in rows], len(body.aligns)
                )
            case Grid(rows=grid_rows, widths=widths):
                self._rows(
                    [[[each.content for each in cell.content] for cell in row if cell] for row in grid_rows],
                    len(widths),
                )
            case Picture(width=share):
                self._down(share * self.columns * _PICTURE)
            case Chart():
                self._down(self.columns * _CHART)
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                pass
            case _:
                assert_never(body)

    def _rows(self, rows: Iterable[Sequence[Iterable[Sequence[Inline]]]], columns: int) -> None:
        width = max(self.cell_columns // max(columns, 1), 1)
        for row in rows:
            highest = max((sum(_lines(each, width) for each in cell) for cell in row), default=1)
            self._down(highest * self.cell_line + _ROW)

    def _down(self, lines: float) -> None:
        self.line += lines
        while self.line > self.rows:
            self.page, self.line = self.page + 1, self.line - self.rows

    def _turn(self) -> None:
        if self.line:
            self.page, self.line = self.page + 1, 0


def _lines(content: Sequence[Inline], columns: int) -> int:
    return max(ceil(len(plain_text(content, lambda reference: _REFERENCE)) / columns), 1)
