"""Fields of templates whose text is the plan's: its title, names and numbers of chapters (ECMA-376 Part 1, 17.16.5).

Word fills in again on every page what headers show; what is written here is what stands there until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.content import DocumentContent, Part, Redline
from pipeline.model.contract import heading_style
from pipeline.model.fields import (
    PLAIN_FORMATS,
    Form,
    Running,
    StoryField,
    fields_in,
    number_shown,
    read_running,
    style_called,
    words_of,
)
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import Styles
from pipeline.word.markup.text import text_of

_PROPERTIES = ("TITLE", "SUBJECT", "AUTHOR")


def formats_of(field: StoryField) -> set[str]:
    words = words_of(field.instruction)
    return {words[at + 1][1].upper() for at, (switch, _) in enumerate(words[:-1]) if switch == "*"}


def property_of(field: StoryField) -> str | None:
    """The property that a field shows, in capitals."""
    words = [word.upper() for switch, word in words_of(field.instruction) if not switch]
    words = [word for word in words if word not in PLAIN_FORMATS]
    name = words[1] if words[0] == "DOCPROPERTY" and len(words) == 2 else words[0] if len(words) == 1 else ""
    return name if name in _PROPERTIES and formats_of(field) <= PLAIN_FORMATS else None


def style_name(asks: Running, styles: Styles) -> str | None:
    """The name of the paragraph style that a field asks for."""
    by_name = {name.lower(): name for kind, name in styles.ids if kind == "paragraph"}
    return style_called(asks.style, by_name)


def appendix_styles(content: DocumentContent) -> frozenset[str]:
    """The names of the styles that headings of the appendix have."""
    return frozenset(
        heading_style(each.level, appendix, each.by_style)
        for each, appendix in _headings(content)
        if appendix
    )


def show_fields(
    roots: Iterable[etree._Element], content: DocumentContent, styles: Styles, file: str
) -> Iterator[Problem]:
    """Write what fields show into their results; what is to be shown and is not in the plan comes back as problems.

    `roots` are the body, and the document's headers and footers. Word fills in again what differs from page to page.
    """
    body, *margins = roots
    properties = {"TITLE": content.title, "SUBJECT": content.subject, "AUTHOR": content.author}
    headings = {
        heading_style(each.level, appendix, each.by_style): each
        for each, appendix in reversed(list(_headings(content)))
    }
    missing: dict[str, None] = {}
    for root in (body, *margins):
        for field in fields_in(root):
            name = property_of(field) if field.name else None
            if name:
                field.show(properties[name])
            elif (asks := read_running(field.instruction)) and asks.kind == "STYLEREF" and root is not body:
                text = _shown(asks, headings, content, styles, body)
                if text:
                    field.show(text)
                else:
                    missing[asks.style] = None
    for style in missing:
        yield Problem(
            Location(file),
            Code.TEMPLATE_FIELD,
            f"ヘッダーかフッターの STYLEREF「{style}」が示す段落が、この計画にありません",
            "その様式の見出しを原稿に入れるか、フィールドを消してください。Wordでは「指定したスタイルは使われていません」と出ます",
        )


def _headings(content: DocumentContent) -> Iterator[tuple[Heading, bool]]:
    """The headings of a document's content in order, and whether they stand in the appendix."""
    for slot in content.slots.values():
        part = slot.after if isinstance(slot, Redline) else slot
        if isinstance(part, Part):
            yield from (
                (each, part.appendix) for each in walk_blocks(part.blocks) if isinstance(each, Heading)
            )


def _shown(
    asks: Running,
    headings: Mapping[str, Heading],
    content: DocumentContent,
    styles: Styles,
    body: etree._Element,
) -> str:
    """A field's text on the first page: of the plan's first heading in the style, else of the template's first paragraph."""
    name = style_name(asks, styles)
    if name and name in headings:
        return number_shown(content.targets[headings[name].id], asks.form)
    own = paragraphs_in(body, styles.ids.get(("paragraph", name or ""), ""))
    return next(filter(None, map(text_of, own)), "") if asks.form is Form.TEXT else ""


def paragraphs_in(body: etree._Element, style: str) -> Iterator[etree._Element]:
    """The paragraphs of a template that have a style themselves, by its id."""
    for paragraph in body.iter(w("p")) if style else ():
        own = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if own is not None and own.get(w("val")) == style:
            yield paragraph
