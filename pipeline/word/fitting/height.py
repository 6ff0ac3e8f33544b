"""Estimates of a sheet's height without laying it out: true to a line or two."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.model.blocks import Block, Grid, walk_blocks
from pipeline.model.content import DocumentContent, FrameworkRows, Part
from pipeline.model.inlines import Paragraph
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import SectionBreaks
from pipeline.word.measuring.grid_layout import lay_out, passage_of
from pipeline.word.template.template import Template


def estimated_height(content: DocumentContent, template: Template) -> float:
    """The height in twips of what stands in a document's slot; what the template has around it is not counted."""
    (slot,) = content.slots.values()
    width = text_width(template)
    styles, targets = template.styles, content.targets
    if isinstance(slot, FrameworkRows):
        return lay_out(styles, targets, slot.grid, width).height
    assert isinstance(slot, Part), "contents lists have no limit"
    grids = (block for block in slot.blocks if isinstance(block, Grid))
    return sum(lay_out(styles, targets, grid, width).height for grid in grids) + sum(
        passage_of(styles, targets, each).height(width) for each in paragraphs_in(slot.blocks)
    )


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Paragraphs, those of lists among them."""
    return (block for block in walk_blocks(blocks) if isinstance(block, Paragraph))


def text_width(template: Template) -> int:
    """The width of the text, in twips, in the section with which the template ends."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return SectionBreaks(list(document.iter(w("sectPr")))[-1]).width
