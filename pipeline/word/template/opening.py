"""A template taken in and checked: read once, and kept from run to run as long as its file stays what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.characters import uncommon
from pipeline.model.contract import ITEM_NUMBERS, Contract
from pipeline.model.numbers import Scheme
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.word.markup.styles import Styles, read_styles
from pipeline.word.template.controls import check_controls
from pipeline.word.template.divisions import part_divisions
from pipeline.word.template.heads import check_heads, heads_over
from pipeline.word.template.intake import take_in
from pipeline.word.template.low_lines import check_low_lines
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
from pipeline.word.template.tags import read_tags, texts_of
from pipeline.word.template.template import Template
from pipeline.word.template.template_fields import check_fields
from pipeline.word.template.text_samples import check_text_samples
from pipeline.word.template.watermark import check_watermarks

if TYPE_CHECKING:
    from pipeline.word.markup.accents import Accents


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
    texts = tuple((part.kind, text) for part in tagged for text in texts_of(part.root, tabs=True))
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
        heads_over(parts["word/document.xml"], contract),
        with_samples=taken.data if samples else b"",
        accents=_accents(parts["word/styles.xml"], styles),
        uncommon=any(True for _, text in texts for _ in uncommon(text)),
    )


def _accents(root: etree._Element, styles: Styles) -> Accents | None:
    if ("character", "色分け") not in styles.ids:
        return None
    from pipeline.word.markup.accents import read_accents

    return read_accents(root)


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
