"""About how high blocks get, before they are laid out: true to a line or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from lxml import etree

from pipeline.model.blocks import Beside, Block, Box, walk_blocks
from pipeline.model.charts import Chart
from pipeline.model.content import DocumentContent
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
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.prose import Definitions
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import before_in_section
from pipeline.word.markup.styles import Styles
from pipeline.word.markup.text import text_of
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.passages import passage_of
from pipeline.word.writing.boxes import beside_widths, inner_width, title_of
from pipeline.word.writing.data_tables import data_grid

# The tallest that a picture may be, as a share of the text width: half a page of A4.
TALLEST_PICTURE = 0.75


def height_of(blocks: Iterable[Block], content: DocumentContent, styles: Styles, width: int) -> float:
    """The height in twips of blocks in text of this width."""
    return sum(_height(block, content, styles, width) for block in blocks)


def height_above(mark: etree._Element, styles: Styles, width: int) -> int:
    """The height in twips of the paragraphs that a template has before a slot's mark, in its section."""
    names = {identity: name for (kind, name), identity in styles.ids.items() if kind == "paragraph"}
    height = 0
    for element in before_in_section(mark):
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        name = names.get("" if style is None else style.get(w("val"), ""), "Normal")
        height += passage_of(styles, {}, Paragraph((Text(text_of(element)),), name)).height(width)
    return height


def _height(block: Block, content: DocumentContent, styles: Styles, width: int) -> float:
    if isinstance(block, Paragraph):  # as most are
        return passage_of(styles, content.targets, block).height(width)
    if isinstance(block, Box):
        padding = styles.paddings[block.kind.value]
        rows = 2 if block.title else 1
        inner = (*title_of(block), *block.content)
        return rows * (padding.top + padding.bottom) + height_of(
            inner, content, styles, inner_width(styles, block.kind, width)
        )
    if isinstance(block, Beside):
        shown, beside = beside_widths(styles, block, width)
        return max(
            _beside_height(block, content, shown),
            height_of(block.text, content, styles, beside),
        )
    return (
        sum(lay_out(styles, content.targets, grid, width).height for grid in _grids_in(block))
        + sum(passage_of(styles, content.targets, each).height(width) for each in _paragraphs_in(block))
        + (_body_height(block.body, content, styles, width) if isinstance(block, Float) else 0)
    )


def _beside_height(block: Beside, content: DocumentContent, width: int) -> float:
    body = block.picture.body
    assert isinstance(body, Picture), "one picture stands beside text"
    image = content.images[body.path]
    return width * image.height / image.width


def _grids_in(block: Block) -> Iterator[Grid]:
    """Tables, as they are laid out."""
    body = block.body if isinstance(block, Float) else block
    if isinstance(body, Table):
        yield data_grid(body)
    elif isinstance(body, Grid):
        yield body


def _body_height(body: FloatBody, content: DocumentContent, styles: Styles, width: int) -> float:
    """The height of what is drawn under a caption; that of tables is counted as theirs."""
    match body:
        case Picture(path=path, width=share):
            image = content.images[path]
            return min(share * image.height / image.width, TALLEST_PICTURE) * width
        case Chart():
            from pipeline.word.writing.charts import chart_height  # wanted for plans with charts alone

            return chart_height(styles, body, width)
        case Table() | Grid():
            return 0
        case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
            raise AssertionError("a document's content has what is drawn here")
        case _:
            assert_never(body)


def _paragraphs_in(block: Block) -> Iterator[Paragraph]:
    """Paragraphs, those of lists among them, and what stands above and below tables and figures."""
    for each in walk_blocks((block,)):
        if isinstance(each, Paragraph):
            yield each
        elif isinstance(each, Float):
            yield Paragraph(each.caption, Role.CAPTION)
            yield from (Paragraph(note, Role.SOURCE_NOTE) for note in each.notes)
        elif isinstance(each, Definitions):
            yield from (Paragraph(term, Role.TERM) for term, _ in each.items)
