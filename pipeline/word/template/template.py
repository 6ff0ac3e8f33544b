"""Checked templates, and how they are filled with what the plan is called.

docxtpl fills the tags; slots come out as marks that the writer finds again. Expressions are sandboxed,
an unknown name is an error, and the plan's own text is never read as a template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import OPTIONAL_TAGS, Contract
from pipeline.model.fonts import Fallbacks
from pipeline.model.levels import Levels
from pipeline.model.numbers import Scheme
from pipeline.model.samples import Sample, SampleRow
from pipeline.model.xml_names import w
from pipeline.problems import Problem, raise_if_any
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.styles import Styles
from pipeline.word.template.markers import ListShape
from pipeline.word.template.tags import environment, is_nothing_but

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
    `item_row` is what stands in each column of its sheet, where it says so, `item_heads` what it says over them; `accents` are its colours for branches, where it has them.
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
    item_heads: tuple[SampleRow, ...] = ()
    with_samples: bytes = b""
    accents: Accents | None = None
    fallbacks: Fallbacks = Fallbacks()
    uncommon: bool = False


def for_levels(template: Template, levels: Levels) -> Template:
    """A template for a plan with these levels: a row of another plan's is left out. Raises PlanErrors where it names what no
    such plan has."""
    if template.item_row is None:
        return template
    from pipeline.word.template.item_row import row_problems

    problems = [*row_problems(template.file, template.item_row, levels)]
    raise_if_any(each for each in problems if not each.warning)
    return replace(template, item_row=None, notes=(*template.notes, *problems)) if problems else template


def render(template: Template, tags: Mapping[str, str]) -> DocxTemplate:
    """The template with its tags filled; slots are `SLOT` marks."""
    document = _StrictTemplate(io.BytesIO(template.data))
    marks = {slot: SLOT.format(slot) for slot in template.contract.slots}
    document.render({**tags, **marks}, jinja_env=environment(), autoescape=True)
    return document


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but a part that is no XML after rendering is an error, and properties are escaped once."""

    def patch_xml(self, src_xml: str) -> str:
        # Most headers and footers have no tags, and need no Jinja.
        return cast(str, super().patch_xml(src_xml)) if "{" in src_xml else src_xml

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        # Not docxtpl's own, which takes {_{ in a value for its sign of {{.
        self.current_rendering_part = part
        source = _without_empty_lines(src_xml, context)
        filled = _compiled(source, True).render(context) if "{" in source else source
        rendered: str = self.resolve_listing(filled)
        etree.fromstring(rendered.encode("utf-8"))
        return rendered

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        super().render_properties(context, _Properties())


class _Properties:
    """The Jinja of a document's properties, each of which docxtpl asks for by itself: most are empty."""

    def from_string(self, source: str) -> jinja2.Template:
        return _compiled(source, False)


@lru_cache(maxsize=64)
def _compiled(part: str, autoescape: bool) -> jinja2.Template:
    """A part of a template, compiled once: a document is written in several settings."""
    return environment(autoescape).from_string(part)


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
