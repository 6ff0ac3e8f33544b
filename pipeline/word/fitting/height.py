"""Estimates of a sheet's height without laying it out: true to a line or two."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.content import DocumentContent, FrameworkRows, Part, Slot
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import SectionBreaks, column_count, section_of
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.template.tags import names_in
from pipeline.word.template.template import Template
from pipeline.word.writing.heights import height_of


@dataclass(frozen=True)
class Space:
    """The space of a slot: the width of its text in twips, and in how many columns that stands."""

    width: int
    columns: int


def estimated_height(content: DocumentContent, template: Template) -> float:
    """The height in twips of what stands in a document's slots, what stands in columns for its share of them; what the template
    has around them is not counted."""
    spaces = spaces_of(template, content.slots)
    return sum(
        _height(slot, content, template.styles, spaces[name].width) / spaces[name].columns
        for name, slot in content.slots.items()
    )


def _height(slot: Slot, content: DocumentContent, styles: Styles, width: int) -> float:
    if isinstance(slot, FrameworkRows):
        return lay_out(styles, content.targets, slot.grid, width).height
    assert isinstance(slot, Part), "contents lists have no limit"
    return height_of(slot.blocks, content, styles, width)


def spaces_of(template: Template, slots: Iterable[str]) -> Mapping[str, Space]:
    """The space of each of these slots, in the section where the template has it, else in that with which it ends."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    last = list(document.iter(w("sectPr")))[-1]
    sections = dict.fromkeys(slots, last)
    for child in document.iterfind(f"{w('body')}/*"):
        sections |= {name: section_of(child) for name in names_in(child) if name in sections}
    return {name: Space(SectionBreaks(each).width, column_count(each)) for name, each in sections.items()}
