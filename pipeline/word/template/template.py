"""Templates: checked against their contract, and filled with what the plan is called.

A tag is a name and nothing else, so that filling it is replacing; slots come out as marks that the writer finds again. The
plan's own text is never read as a template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import Contract
from pipeline.model.levels import Levels
from pipeline.model.numbers import Scheme
from pipeline.model.samples import Sample, SampleRow
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.word.markup.styles import Styles, read_styles
from pipeline.word.template.controls import check_controls
from pipeline.word.template.divisions import part_divisions
from pipeline.word.template.heads import check_heads
from pipeline.word.template.intake import take_in
from pipeline.word.template.item_row import row_problems
from pipeline.word.template.low_lines import check_low_lines
from pipeline.word.template.markers import ListShape
from pipeline.word.template.numbering import Numbering
from pipeline.word.template.parts import Parts, check_links
from pipeline.word.template.portable import made_portable
from pipeline.word.template.samples import take_samples
from pipeline.word.template.scheme import (
    NO_LIST,
    missing_lists,
    read_scheme,
    shared_lists,
    strange_lists,
    unwanted_numbers,
)
from pipeline.word.template.soundness import check_properties, check_soundness
from pipeline.word.template.tag_places import check_places
from pipeline.word.template.tags import fill, filled, read_tags, texts_of
from pipeline.word.template.template_fields import check_fields
from pipeline.word.template.watermark import check_watermarks

# Noncharacters around a slot's name: they can't occur in the plan's text (source/text.py refuses them).
SLOT = "\ufdd0{}\ufdd1"
SLOT_MARK = re.compile("\ufdd0(.*?)\ufdd1")
# Ids of a template's drawings, which no two may share (20.4.2.5), begin here.
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_DRAWING = 1001
# The properties in which a tag may stand.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


@dataclass(frozen=True)
class Template:
    """A checked template. `lists` are those of its list styles, by their names; `scheme` is None where the contract asks
    for no headings. `notes` are what its author should know of it; `texts` what it says itself: the paragraphs, each with
    what messages call its part. `samples` are those of items, which its text is without; `item_row` is what stands in each
    column of its sheet, where it says so."""

    file: str  # what messages call it
    data: bytes  # as it was taken in: nothing in it tells of those who made it
    contract: Contract
    styles: Styles
    lists: Mapping[str, ListShape]
    scheme: Scheme | None
    notes: tuple[Problem, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    samples: tuple[Sample, ...] = ()
    item_row: SampleRow | None = None


def open_template(file: str, data: bytes, contract: Contract, known_formats: frozenset[str]) -> Template:
    """Read and check a template, which messages call `file`. Raises PlanErrors with everything that is wrong with it."""
    taken = take_in(file, data, contract)
    parts = taken.parts
    if unsound := check_soundness(file, parts, contract):
        raise PlanErrors([*taken.problems, *unsound])
    samples, problems, changed = take_samples(file, parts, contract)
    tagged, found = read_tags(file, parts, contract)
    problems += [*taken.problems, *check_links(file, parts), *found, *check_watermarks(file, parts)]
    problems += check_places(file, tagged, parts["word/styles.xml"], contract)
    problems += list(check_controls(file, parts["word/document.xml"], contract)) or check_heads(
        file, parts, contract, taken.item_row
    )
    styles = read_styles(parts["word/styles.xml"])
    problems += check_low_lines(file, styles, contract)
    problems += check_fields(file, parts, styles, contract)
    there = [name for name in contract.lists if ("paragraph", name) in styles.ids]
    scheme: Scheme | None = None
    try:
        parted = part_divisions(parts) if contract.headings else set()
        numbering = Numbering(parts["word/styles.xml"], parts.get("word/numbering.xml"))
        problems += missing_lists(file, numbering, there)
        problems += strange_lists(file, numbering, there, known_formats)
        if contract.headings:
            scheme, found = read_scheme(file, numbering, _sections(parts), known_formats)
            problems += found
            problems += unwanted_numbers(file, numbering)
            problems += shared_lists(file, numbering, contract.paragraphs)
    except (KeyError, ValueError):
        problems.append(_broken_list(file))
    raise_if_any(problems or check_properties(file, parts))
    lists = {style: numbering.list_shape(style) if style in there else NO_LIST for style in contract.lists}
    texts = tuple((part.kind, text) for part in tagged for text in texts_of(part.root))
    data = made_portable(taken.data, parts, {*changed, *parted})
    return Template(file, data, contract, styles, lists, scheme, taken.notes, texts, samples, taken.item_row)


def for_levels(template: Template, levels: Levels) -> Template:
    """A template for a plan with these levels: a row of another plan's is left out. Raises PlanErrors where it names what no
    such plan has."""
    if template.item_row is None:
        return template
    problems = [*row_problems(template.file, template.item_row, levels)]
    raise_if_any(each for each in problems if not each.warning)
    return replace(template, item_row=None, notes=(*template.notes, *problems)) if problems else template


def scheme_of(file: str, data: bytes, contract: Contract, known_formats: frozenset[str]) -> Scheme:
    """A template's numbering scheme, whatever else may be wrong with it. Raises PlanErrors where that can't be read."""
    parts = take_in(file, data, contract).parts
    try:
        part_divisions(parts)
        numbering = Numbering(parts["word/styles.xml"], parts.get("word/numbering.xml"))
        scheme, problems = read_scheme(file, numbering, _sections(parts), known_formats)
    except (KeyError, ValueError):
        raise PlanErrors([_broken_list(file)]) from None
    raise_if_any(problems)
    return scheme


def _sections(parts: Parts) -> list[etree._Element]:
    return list(parts["word/document.xml"].iter(w("sectPr")))


def _broken_list(file: str) -> Problem:
    """A level that is not there, or a start that is no number: Word writes neither."""
    return Problem(
        Location(file),
        Code.TEMPLATE_LIST,
        "番号のリストが壊れていて、読めません",
        "Wordで開いて保存し直すか、元のテンプレートに戻してください",
    )


def render(template: Template, tags: Mapping[str, str]) -> Document:
    """The template with its tags filled, but for those of its notes; slots are `SLOT` marks."""
    document = docx.Document(io.BytesIO(template.data))
    values = {**tags, **{slot: SLOT.format(slot) for slot in template.contract.slots}}
    for story in stories(document):
        fill(story, values)
    for number, drawing in enumerate(document.element.body.iter(_DRAWING), _FIRST_DRAWING):
        drawing.set("id", str(number))
    for name in _PROPERTIES:
        setattr(document.core_properties, name, filled(getattr(document.core_properties, name), values))
    return document


def stories(document: Document) -> Iterator[etree._Element]:
    """The document, its headers and its footers."""
    yield document.element
    for relationship in document.part.rels.values():
        if relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relationship.target_part.element
