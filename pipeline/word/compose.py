"""A document's content merged into its template: the finished .docx."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.part import XmlPart
from lxml import etree

from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part, Redline, Slot
from pipeline.model.contract import THUMB_INDEX
from pipeline.model.floats import Grid
from pipeline.model.keeping import Keep, anew
from pipeline.model.plan import LineNumbers
from pipeline.model.share import Share, alone
from pipeline.model.xml_names import w
from pipeline.problems import raise_if_any
from pipeline.word.markup.line_ends import keep_joints
from pipeline.word.markup.missing_styles import lacking_styles
from pipeline.word.markup.oxml import DECLARATIONS, footnotes
from pipeline.word.markup.package import pack
from pipeline.word.markup.placeholders import remove, replace_by_sign, splice
from pipeline.word.markup.sections import SectionBreaks, ShownInstead, number_lines, section_of
from pipeline.word.markup.smaller import used_styles
from pipeline.word.markup.styles import Styles
from pipeline.word.markup.text import text_of
from pipeline.word.markup.version_mark import add_mark
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.running import appendix_styles, show_fields
from pipeline.word.template.template import SLOT_MARK, Template, render
from pipeline.word.template.watermark import add_watermark
from pipeline.word.writing.appendix import part_appendix
from pipeline.word.writing.body import BodyWriter
from pipeline.word.writing.contents import listed_lines, write_caption_list, write_contents
from pipeline.word.writing.covers import fit_cover
from pipeline.word.writing.document import Draft
from pipeline.word.writing.heights import height_above
from pipeline.word.writing.notes import in_document_order
from pipeline.word.writing.number_rooms import fit_numbers
from pipeline.word.writing.pagination_hints import SlotSpace, in_branches, place
from pipeline.word.writing.sheet import fill_sheet
from pipeline.word.writing.slot_spaces import slot_spaces
from pipeline.word.writing.stops import fit_stops, fit_titles, set_stops
from pipeline.word.writing.titles import break_titles

if TYPE_CHECKING:
    from pipeline.model.fonts import Fallbacks
    from pipeline.word.charts.parts import ChartParts
    from pipeline.word.tracked.redline import RedlineWriter

_TERMS = "http://purl.org/dc/terms/"
_MAIN = "word/document.xml"


def compose(
    content: DocumentContent,
    template: Template,
    share: Share = alone,
    layouts: KnownLayouts | None = None,
    keep: Keep = anew,
) -> bytes:
    """The bytes of the document. The same content and template give the same bytes, however the work is shared and
    whatever is known of the tables' `layouts`, to which those that are found are added, or of texts by `keep`."""
    rendered = render(template, content.tags)
    document: Document = rendered.docx
    notes = _footnotes_part(document)
    draft = Draft(
        content=content,
        # In a redline a table is one, whatever pages it stands on: what was and what is would be parted otherwise.
        styles=replace(template.styles, continued="") if content.tracked else template.styles,
        list_shapes=template.lists,
        share=share,
        layouts=(layouts or KnownLayouts()).within(template.data, template.styles.least),
        next_list=_next_list(document),
        next_note=_next_note(notes),
        link_to=lambda url: document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        picture_of=lambda data: document.part.get_or_add_image(io.BytesIO(data))[0],
        accents=template.accents,
        charts=cache(partial(_charts, document, template.fallbacks)),
        keep=keep,
    )
    _part_appendix(document, content, template.styles)
    steps = _steps(document, content, template.styles)
    _number_lines(document, content)
    if content.leaves > 1:
        _number_leaves(document, content, template.styles)
    if content.watermark:
        add_watermark(document, content.watermark, template.styles.fonts.get("Normal", ""))
    raise_if_any(show_fields(_stories(document), content, template.styles, template.file))
    _fit_stops(document, draft, is_sheet=template.contract.columns > 0)
    if _has_numbering(document):
        numbering = _numbering(document)
        draft.begins = fit_numbers(document.styles.element, numbering, template.styles, content)
    break_titles(document.element.body, document.styles.element, template.styles, content)
    fit_cover(document.element, document.styles.element, template.styles)
    if content.own_words:
        _read_own_words(document, content, template.styles)
    pieces = _fill_slots(document, draft, steps)
    _add_lists(document, draft)
    document.styles.element.extend(used_styles(draft.styles, pieces.values()))
    _set_properties(document, content)
    settings = _settings(document) if any(content.joints) else None
    if settings is not None:
        keep_joints(settings, *content.joints)
    body = splice(document.part.blob, pieces)
    if draft.accents:
        document.styles.element.extend(draft.accents.styles_in(body.decode()))
    raise_if_any(lacking_styles(body, draft.notes, content, template.file))
    if notes is None and draft.notes:
        notes = _new_footnotes_part(document)
    finished = {_MAIN: body}
    if notes is not None:
        finished[_MAIN], finished[notes.partname.membername] = _with_notes(body, notes, draft)
    if content.uncommon or template.uncommon:
        finished |= _in_fallback_fonts(document, finished, template)
    add_mark(document.part.package, content.name, finished)
    return pack(document.part.package, finished)


def _read_own_words(document: Document, content: DocumentContent, styles: Styles) -> None:
    from pipeline.word.writing.own_words import put_readings  # of one edition alone

    put_readings(document.element.body, content.own_words, styles)


def _number_leaves(document: Document, content: DocumentContent, styles: Styles) -> None:
    from pipeline.word.writing.leaf_numbers import number_leaves  # of editions alone

    number_leaves(document, styles, content.leaves)


def _in_fallback_fonts(
    document: Document, finished: Mapping[str, bytes], template: Template
) -> dict[str, bytes]:
    """The parts with text, with what their fonts lack in others."""
    from pipeline.word.glyphs.fallback import in_fallback_fonts  # seldom wanted

    stories = {
        each.target_part.partname.membername: each.target_part.blob
        for each in document.part.rels.values()
        if each.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    }
    styles = document.styles.element
    return {
        name: in_fallback_fonts(data, styles, template.fallbacks)
        for name, data in {**stories, **finished}.items()
    }


def _charts(document: Document, fallbacks: Fallbacks) -> ChartParts:
    from pipeline.word.charts.parts import ChartParts

    return ChartParts(document, fallbacks)


def _part_appendix(document: Document, content: DocumentContent, styles: Styles) -> None:
    marks = {name: mark for mark, name in _marks(document.element.body)}
    used = appendix_styles(content)
    if used and marks.keys() >= {"本文", "資料編"}:
        part_appendix(document, marks["本文"], marks["資料編"], styles, used)


def _steps(
    document: Document, content: DocumentContent, styles: Styles
) -> Mapping[etree._Element, tuple[ShownInstead, ...]]:
    """What chapters show of a thumb index, by the properties of their section; a redline shows none."""
    if ("paragraph", THUMB_INDEX) not in styles.ids or content.tracked:
        return {}
    from pipeline.word.writing.thumb_index import steps_in

    return steps_in(document, content, styles, _marks(document.element.body))


def _stories(document: Document) -> Iterator[etree._Element]:
    """The document, its headers and its footers."""
    yield document.element
    for relationship in document.part.rels.values():
        if relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relationship.target_part.element


def _number_lines(document: Document, content: DocumentContent) -> None:
    """Number the lines of the sections whose text wants it; landscape parts take that on from them."""
    for section in document.element.body.iter(w("sectPr")):
        number_lines(section, LineNumbers.NONE)
    for mark, name in _marks(document.element.body):
        slot = content.slots.get(name)
        part = slot.after if isinstance(slot, Redline) else slot
        if isinstance(part, Part) and part.line_numbers is not LineNumbers.NONE:
            number_lines(section_of(mark), part.line_numbers)


def _fit_stops(document: Document, draft: Draft, is_sheet: bool) -> None:
    """Fit the tab stops of contents lists, and of the template's own lines, to the page."""
    root, body = document.styles.element, document.element.body
    slots = [
        (slot, SectionBreaks(section_of(mark)).width)
        for mark, name in _marks(body)
        if isinstance(slot := draft.content.slots.get(name), Contents | CaptionList)
    ]
    draft.stops = {lines.style: fit_stops(draft.styles, lines) for lines in listed_lines(slots)}
    for stops in draft.stops.values():
        set_stops(root, draft.styles, stops)
    fit_titles(body, root, draft.styles, is_sheet)


def _fill_slots(
    document: Document, draft: Draft, steps: Mapping[etree._Element, tuple[ShownInstead, ...]]
) -> dict[str, str]:
    """Leave a sign where each slot's mark stands; what is to go there is returned by the slot's name.

    The body is the greatest part of a document: as text it goes in once, at the end, and no tree is made of it.
    """
    pieces: dict[str, str] = {}
    sections: dict[int, SectionBreaks] = {}
    redlines = _redline_writer(draft) if draft.content.tracked else None
    marks = dict(_marks(document.element.body))
    in_text = {mark: name for mark, name in marks.items() if mark.getparent() is document.element.body}
    spaces = slot_spaces(in_text, draft.content)
    for mark, name in marks.items():
        slot = draft.content.slots[name]
        if isinstance(slot, FrameworkRows):
            fill_sheet(draft, mark, slot.grid, slot.parted)
            continue
        section = section_of(mark)
        breaks = sections.setdefault(id(section), SectionBreaks(section, steps=steps.get(section, ())))
        if redlines and isinstance(slot, Redline):
            pieces[name] = redlines.write(slot, breaks, spaces[name])
        else:
            above = height_above(mark, draft.styles, spaces[name].width) if _is_paged(slot) else 0
            pieces[name] = _markup(draft, slot, breaks, spaces[name], above)
        if not pieces[name]:
            _remove_title(mark, draft)
        replace_by_sign(mark, name)
    for breaks in sections.values():
        breaks.settle()
    if redlines:
        redlines.finish()
    return pieces


def _is_paged(slot: Slot) -> bool:
    return isinstance(slot, Part) and any(isinstance(each, Grid) and each.flow for each in slot.blocks)


def _markup(draft: Draft, slot: Slot, breaks: SectionBreaks, where: SlotSpace, above: int) -> str:
    match slot:
        case Part(blocks, appendix):
            leaves = in_branches(place(blocks, where), draft.content.branches)
            draft.width = where.width
            return BodyWriter(draft, breaks, appendix, where.width, above=above).write(leaves)
        case Contents():
            return write_contents(draft, slot)
        case CaptionList():
            return write_caption_list(draft, slot)
        case FrameworkRows() | Redline():
            raise AssertionError("a sheet is filled where it stands, and a redline has a writer of its own")


def _redline_writer(draft: Draft) -> RedlineWriter:
    from pipeline.word.tracked.redline import RedlineWriter

    return RedlineWriter(draft)


def _marks(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The paragraphs that hold a slot's mark, with the slot's name."""
    for paragraph in body.iter(w("p")):
        if name := _slot_of(paragraph):
            yield paragraph, name


def _slot_of(paragraph: etree._Element) -> str:
    """The name of the slot whose mark a paragraph holds, or nothing."""
    found = SLOT_MARK.search(text_of(paragraph))
    return found[1] if found else ""


def _elements(markup: str) -> list[etree._Element]:
    """The elements of a piece of markup; malformed markup is our mistake and raises XMLSyntaxError."""
    return list(etree.fromstring(f"<w:body {DECLARATIONS}>{markup}</w:body>".encode()))


def _remove_title(mark: etree._Element, draft: Draft) -> None:
    """The title over a list that has no entries goes with it."""
    before = mark.getprevious()
    style = before.find(f"{w('pPr')}/{w('pStyle')}") if before is not None else None
    title = draft.styles.ids.get(("paragraph", "TOC Heading"))
    if before is not None and style is not None and title and style.get(w("val")) == title:
        remove(before)


# Numbering and notes


def _next_list(document: Document) -> int:
    numbers = (
        [int(num.get(w("numId"), "0")) for num in _numbering(document).findall(w("num"))]
        if _has_numbering(document)
        else []
    )
    return max(numbers, default=0) + 1


def _has_numbering(document: Document) -> bool:
    return any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in document.part.rels.values())


def _numbering(document: Document) -> etree._Element:
    element: etree._Element = document.part.numbering_part.element
    return element


def _add_lists(document: Document, draft: Draft) -> None:
    """w:num elements stand after the last one there is (17.9.16: before w:numIdMacAtCleanup)."""
    if not draft.lists:
        return
    numbering = _numbering(document)
    last = [*numbering.findall(w("abstractNum")), *numbering.findall(w("num"))][-1]
    for element in reversed(_elements("".join(draft.lists.values()))):
        last.addnext(element)


def _settings(document: Document) -> etree._Element | None:
    """The root of the settings; None where a damaged file says of their part that it is something else."""
    parts = (
        each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.SETTINGS
    )
    part = next(parts, None)
    root: etree._Element | None = None
    if part is None:
        root = document.settings.element
    elif isinstance(part, XmlPart):
        root = part.element
    return root


def _footnotes_part(document: Document) -> PackagePart | None:
    for relationship in document.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part: PackagePart = relationship.target_part
            return part
    return None


def _new_footnotes_part(document: Document) -> PackagePart:
    """A part for the notes of a document whose template has none: other programs than Word leave it out."""
    package = document.part.package
    part = PackagePart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, footnotes().encode(), package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _next_note(notes: PackagePart | None) -> int:
    if notes is None:
        return 1
    return (
        max(int(note.get(w("id"), "0")) for note in etree.fromstring(notes.blob).findall(w("footnote"))) + 1
    )


def _with_notes(body: bytes, notes: PackagePart, draft: Draft) -> tuple[bytes, bytes]:
    """The body as it refers to its footnotes, and their part with them in it."""
    root = etree.fromstring(notes.blob)
    root.extend(_elements("".join(draft.notes)))
    body = in_document_order(body, root)
    return body, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_properties(document: Document, content: DocumentContent) -> None:
    properties = document.core_properties
    properties.title = content.title
    properties.subject = content.subject
    properties.author = content.author
    properties.last_modified_by = content.author
    properties.language = "ja-JP"
    # No dates: what a document says depends on its source alone, and a made-up day would be a false one.
    root = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for name in ("created", "modified"):
        for element in root.findall(f"{{{_TERMS}}}{name}"):
            root.remove(element)
    properties.revision = 1
