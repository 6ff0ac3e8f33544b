"""The space of each slot of a document: the widths of its text, in columns those of each, and what stands around it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.blocks import Block, ColumnBreak, Landscape
from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part, Redline
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import (
    SectionBreaks,
    after_in_section,
    before_in_section,
    section_of,
)
from pipeline.word.markup.text import text_of
from pipeline.word.template.tags import names_in
from pipeline.word.template.template import Template
from pipeline.word.writing.pagination_hints import SlotSpace

# The elements that hold a slot, with its name.
Marks = Mapping[etree._Element, str]
# Before a section there is nothing on upright paper.
_TURNED = Landscape(())


def slot_spaces(marks: Marks, content: DocumentContent) -> dict[str, SlotSpace]:
    """The space of each slot in a template whose slots hold what they do in this content. All at once, since a mark says what
    stands beside another one until it is replaced."""
    return {name: _space(mark, marks, content) for mark, name in marks.items()}


def spaces_in(template: Template, content: DocumentContent) -> dict[str, SlotSpace]:
    """The same of a template that is not filled yet; a slot that it has nowhere has the space of its last section."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    children = list(document.iterfind(f"{w('body')}/*"))
    marks = {child: name for child in children for name in names_in(child) if name in content.slots}
    last = SectionBreaks(list(document.iter(w("sectPr")))[-1])
    nowhere = SlotSpace(last.width, last.landscape_width, last.half_width, columns=last.column_widths)
    return {**dict.fromkeys(content.slots, nowhere), **slot_spaces(marks, content)}


def _space(mark: etree._Element, marks: Marks, content: DocumentContent) -> SlotSpace:
    section = SectionBreaks(section_of(mark))
    columns = section.column_widths
    elements_before, elements_after = list(before_in_section(mark)), list(after_in_section(mark))
    before = (_blocks_of(marks.get(each), content) for each in elements_before)
    nearest = next((blocks for blocks in before if blocks != ()), (_TURNED,))
    after = [_blocks_of(marks.get(each), content) for each in elements_after]
    return SlotSpace(
        width=section.width,
        turned_width=section.landscape_width,
        half_width=section.half_width,
        fold_out_width=section.fold_out_width,
        followed=any(each.tag == w("p") and each not in marks for each in mark.itersiblings())
        and not _ends_columns(mark, len(columns)),
        begins=nearest is not None and isinstance(nearest[-1], Landscape),
        ends_section=all(blocks == () for blocks in after),
        columns=columns,
        column=sum(_breaks(elements_before, marks, content)),
        breaks_after=any(_breaks(elements_after, marks, content)),
        height=section.height,
        turned_height=section.landscape_height,
        fold_out_height=section.fold_out_height,
    )


def _ends_columns(mark: etree._Element, columns: int) -> bool:
    """Whether columns end right behind a slot: a table that nothing parts from that LibreOffice puts on the next page."""
    after = mark.getnext()
    if after is None or after.find(f"{w('pPr')}/{w('sectPr')}") is None or text_of(after):
        return False
    return columns > 1


def _breaks(elements: Iterable[etree._Element], marks: Marks, content: DocumentContent) -> Iterator[int]:
    """How often a new column is begun in each of these elements, by what stands in the template or goes into its slot."""
    for element in elements:
        own = sum(each.get(w("type")) == "column" for each in element.iter(w("br")))
        filled = _blocks_of(marks.get(element), content) or ()
        yield own + sum(isinstance(block, ColumnBreak) for block in filled)


def _blocks_of(name: str | None, content: DocumentContent) -> tuple[Block, ...] | None:
    """The blocks of the slot with this name; None where there is none, or one that no blocks fill."""
    slot = content.slots.get(name or "")
    match slot.after if isinstance(slot, Redline) else slot:
        case Part(blocks):
            return blocks
        case Contents() | CaptionList() | FrameworkRows() | None:
            return None
