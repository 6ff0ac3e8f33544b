"""Estimates of a sheet's height without laying it out: true to a line or two."""

from __future__ import annotations

from pipeline.model.blocks import blocks_in
from pipeline.model.content import DocumentContent, FrameworkRows, Part, Slot
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.template.template import Template
from pipeline.word.writing.heights import height_of
from pipeline.word.writing.pagination_hints import SlotSpace, stand
from pipeline.word.writing.slot_spaces import spaces_in


def estimated_height(content: DocumentContent, template: Template) -> float:
    """The height in twips of what stands in a document's slots, what stands in columns for its share of them; what the template
    has around them is not counted."""
    spaces = spaces_in(template, content)
    return sum(
        _height(slot, content, template.styles, spaces[name]) / len(spaces[name].columns)
        for name, slot in content.slots.items()
    )


def _height(slot: Slot, content: DocumentContent, styles: Styles, space: SlotSpace) -> float:
    if isinstance(slot, FrameworkRows):
        return lay_out(styles, content.targets, slot.grid, space.width).height
    assert isinstance(slot, Part), "contents lists have no limit"
    return sum(
        height_of(blocks_in(placed.leaf), content, styles, placed.width)
        for placed in stand(slot.blocks, space)
    )
