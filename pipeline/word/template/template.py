"""Templates: checked against their contract, and filled with what the plan is called.

docxtpl fills the tags; slots come out as marks that the writer finds again. Expressions are sandboxed,
an unknown name is an error, and the plan's own text is never read as a template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.characters import uncommon
from pipeline.model.contract import ITEM_NUMBERS, OPTIONAL_TAGS, Contract
from pipeline.model.fonts import Fallbacks
from pipeline.model.levels import Levels
from pipeline.model.numbers import Scheme
from pipeline.model.samples import Sample, SampleRow
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.word.markup.placeholders import remove
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
from pipeline.word.template.tags import environment, is_nothing_but, read_tags, texts_of
from pipeline.word.template.template_fields import check_fields
from pipeline.word.template.text_samples import check_text_samples
from pipeline.word.template.watermark import check_watermarks

if TYPE_CHECKING:
    from pipeline.word.markup.accents import Accents

# Noncharacters around a slot's name: they can't occur in the plan's text (source/text.py refuses them).
SLOT = "\ufdd0{}\ufdd1"
SLOT_MARK = re.compile("\ufdd0(.*?)\ufdd1")


@dataclass(frozen=True)
class Template:
    """A checked template. `lists` are those of its list styles, by their names; `scheme` is None where the contract asks
    for no headings. `notes` are what its author should know of it; `texts` what it says itself: the paragraphs, each with
    what messages call its part. `samples` are those of items, which `data` is without and `with_samples`, where it has any, is not;
    `item_row` is what stands in each column of its sheet, where it says so; `accents` are its colours for branches, where it has them.
    What its fonts lack is set in its `fallbacks`; it says itself something that they may lack where it is `uncommon`."""

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
    with_samples: bytes = b""
    accents: Accents | None = None
    fallbacks: Fallbacks = Fallbacks()
    uncommon: bool = False


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
    problems += check_low_lines(
        file, styles, (*contract.paragraphs, *(line.style for sample in samples for line in sample.lines))
    )
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
    found = [*check_text_samples(file, samples, contract)]
    raise_if_any([*problems, *(each for each in found if not each.warning)] or check_properties(file, parts))
    lists = {style: numbering.list_shape(style) if style in there else NO_LIST for style in contract.lists}
    if scheme and scheme.items:
        lists[ITEM_NUMBERS] = numbering.list_shape(ITEM_NUMBERS)
    texts = tuple((part.kind, text) for part in tagged for text in texts_of(part.root))
    data = made_portable(taken.data, parts, {*changed, *parted})
    return Template(
        file,
        data,
        contract,
        styles,
        lists,
        scheme,
        (*taken.notes, *(each for each in found if each.warning)),
        texts,
        samples,
        taken.item_row,
        with_samples=taken.data if samples else b"",
        accents=_accents(parts["word/styles.xml"], styles),
        uncommon=any(True for _, text in texts for _ in uncommon(text)),
    )


def _accents(root: etree._Element, styles: Styles) -> Accents | None:
    if ("character", "色分け") not in styles.ids:
        return None
    from pipeline.word.markup.accents import read_accents

    return read_accents(root)


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


def render(template: Template, tags: Mapping[str, str]) -> DocxTemplate:
    """The template with its tags filled; slots are `SLOT` marks."""
    document = _StrictTemplate(io.BytesIO(template.data))
    marks = {slot: SLOT.format(slot) for slot in template.contract.slots}
    document.render({**tags, **marks}, jinja_env=environment(), autoescape=True)
    return document


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but a part that is no XML after rendering is an error, and properties are escaped once."""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        # Not docxtpl's own, which takes {_{ in a value for its sign of {{.
        self.current_rendering_part = part
        source = _without_empty_lines(src_xml, context)
        rendered: str = self.resolve_listing(_compiled(source).render(context))
        etree.fromstring(rendered.encode("utf-8"))
        return rendered

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        super().render_properties(context, environment(autoescape=False))


@lru_cache(maxsize=64)
def _compiled(part: str) -> jinja2.Template:
    """A part of a template, compiled once: a document is written in several settings."""
    return environment().from_string(part)


def _without_empty_lines(markup: str, values: Mapping[str, str]) -> str:
    """A part of the template without the lines that would show nothing but optional tags without a value."""
    unsaid = {name for name in OPTIONAL_TAGS if not values[name]}
    if not any(name in markup for name in unsaid):
        return markup
    root = etree.fromstring(markup.encode())
    for paragraph in list(root.iter(w("p"))):
        if is_nothing_but(paragraph, unsaid):
            remove(paragraph)
    return etree.tostring(root, encoding="unicode")
