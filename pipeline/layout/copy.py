"""The copy of a document that LibreOffice lays out.

LibreOffice computes REF and SEQ anew on opening, and not as Word does: in the copy every field but those of
the page itself (PAGE) is the text that it shows, with links kept. Bookmarks get short names that
a PDF can hold, and marks are added where something is to be measured. Headers and footers show what their pages are about by
variables (running.py). What LibreOffice is known to read otherwise than Word is corrected.
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.layout.beginning import cut_behind
from pipeline.layout.charts import mark_charts, words_of_charts
from pipeline.layout.corrections import correct
from pipeline.layout.drawings import describe_drawings
from pipeline.layout.drawn_tables import mark_tables
from pipeline.layout.families import families_of
from pipeline.layout.flatten import flatten
from pipeline.layout.fonts import Fonts
from pipeline.layout.line_ends import keep_numbers_whole, read_line_ends
from pipeline.layout.lines import keep_to_sections
from pipeline.layout.margins import Margins, has_even_pages, read_margins
from pipeline.layout.marks import Marker, Section, Span
from pipeline.layout.note_lines import draw_note_lines
from pipeline.layout.outline import nest_in_divisions
from pipeline.layout.quirks import KNOWN, Quirks
from pipeline.layout.restarts import say_numbers
from pipeline.layout.running import (
    RunningFields,
    Shown,
    ask_for_variables,
    has_running_fields,
    paragraphs_of,
    read_fields,
    set_variables,
    shown_on,
)
from pipeline.layout.script_gaps import has_gaps
from pipeline.layout.texts import Text, TextStyles, read_text_styles, texts_of
from pipeline.model.inlines import Role
from pipeline.model.numbers import Target
from pipeline.model.xml_names import w

_NOTES = "word/footnotes.xml"
_STORIES = ("word/document.xml", _NOTES)
_STYLES = "word/styles.xml"
_SETTINGS = "word/settings.xml"
_NUMBERING = "word/numbering.xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
# What LibreOffice calls the style of a header cell.
ROW_HEAD = "Table Heading"
_LINK = "LayoutLink"
# What a run in a fallback font says.
_HINT = b'w:hint="eastAsia"'
_TEXTS = tuple(map(w, ("document", "footnotes", "hdr", "ftr")))
_NO_FONTS = Fonts({})


@dataclass(frozen=True)
class LayoutCopy:
    """The copy, and what its marks mean. `bookmarks` has the document's own by their names in the copy.

    `is_draft` says that links and marks by which faults are found are lacking, `is_whole` that nothing was left out, `margins` are the headers and footers of each section; `ends` mark the top of the body's last line, which may be lost, and of its last line of text, each with its
    height in points, and `breaks` the same before each break of a column. `charts` are the words in charts, `without_font` the
    characters of which the document says a font, and no font that has them is here; `line_ends` are those at which no line begins,
    and at which none ends, where the document says so, `has_gaps` whether there is one between Japanese text and others.
    """

    data: bytes
    bookmarks: Mapping[str, str]
    sections: tuple[Section, ...]
    headings: tuple[Span, ...]
    rows: tuple[Span, ...]
    margins: tuple[Margins, ...]
    ends: tuple[tuple[str, float], ...]
    breaks: tuple[tuple[str, float], ...]
    families: frozenset[str]
    running: RunningFields
    shown: Shown
    ragged: frozenset[str]
    is_draft: bool
    is_whole: bool
    _stories: tuple[etree._Element, ...]
    _styles: TextStyles
    without_font: frozenset[str] = frozenset()
    line_ends: tuple[str, str] = ("", "")
    has_gaps: bool = True
    charts: tuple[Text, ...] = ()

    # What is looked for on pages is read while LibreOffice makes them.

    @functools.cached_property
    def texts(self) -> tuple[Text, ...]:
        """The paragraphs of the body in order."""
        return tuple(texts_of(self._stories[0], self.bookmarks, self._styles))

    @functools.cached_property
    def everything(self) -> str:
        """All that stands in body and notes, also what is seen nowhere."""
        return "".join(etree.tostring(each, method="text", encoding="unicode") for each in self._stories)

    @functools.cached_property
    def notes(self) -> tuple[Text, ...]:
        """The paragraphs of footnotes in order."""
        document, *others = self._stories
        return tuple(
            each for story in others for each in _notes(story, document, self.bookmarks, self._styles)
        )


def layout_copy(
    docx: bytes,
    quirks: Quirks = KNOWN,
    targets: Mapping[str, Target] = MappingProxyType({}),
    shown_in: Mapping[str, Shown] = MappingProxyType({}),
    ragged: Collection[str] = (),
    draft: bool = False,
    fonts: Fonts = _NO_FONTS,
    behind: Collection[str] = (),
) -> LayoutCopy:
    """The copy of a finished document for a LibreOffice with these quirks.

    `targets` are its own by bookmark, `shown_in` what headers and footers show in copies of a shape, where that is known,
    and `ragged` the paragraphs whose lines are not to be justified; `fonts` are the machine's. A `draft` has the same pages, without what only the
    finished PDF needs: links, and marks by which faults are found. Both take LibreOffice long. The first block in which
    a bookmark begins that is one of those `behind` is left out, and all that follows.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        raw = {name: package.read(name) for name in package.namelist()}
    parts = {
        name: etree.fromstring(data, etree.XMLParser(huge_tree=True))
        for name, data in raw.items()
        if name.startswith("word/") and name.endswith(".xml")
    }
    stories = [parts[name] for name in _STORIES if name in parts]
    # What headers show depends on all that there is.
    is_running = any(map(has_running_fields, parts.values()))
    is_whole = is_running or not cut_behind(stories[0], behind)
    for story in stories:
        flatten(story)
        if draft:
            etree.strip_tags(story, w("hyperlink"))
    hinted = [name for name, root in parts.items() if root.tag in _TEXTS and _HINT in raw[name]]
    without_font: frozenset[str] = frozenset()
    if hinted and fonts.families:
        from pipeline.layout.stand_ins import set_stand_ins  # seldom wanted

        without_font = set_stand_ins([parts[name] for name in hinted], fonts)
    charts = sorted(name for name in parts if name.startswith("word/charts/"))
    if charts and fonts.families:
        from pipeline.layout.stand_ins import set_chart_stand_ins  # for plans with charts alone

        without_font |= set_chart_stand_ins([parts[name] for name in charts], fonts)
    line_ends = read_line_ends(parts.get(_SETTINGS))
    if any(line_ends):
        keep_numbers_whole(stories, {target.number for target in targets.values()}, line_ends)
    keep_to_sections(*stories)
    draw_note_lines(stories[0], parts.get(_NOTES))
    correct(parts[_STYLES], stories, quirks, ragged)
    numbers = say_numbers(stories[0], parts[_STYLES], parts.get(_NUMBERING))
    text_styles = read_text_styles(parts[_STYLES])
    _name_row_heads(parts[_STYLES])
    mark_tables(stories[0], parts[_STYLES])
    mark_charts(stories[0], parts[_STYLES])
    _style_links(parts[_STYLES], stories)
    described = describe_drawings(parts)
    nest_in_divisions(stories[0], targets)
    asking = ask_for_variables(parts)
    marker = Marker(parts[_STYLES])
    marker.rename(stories)
    variables = [each for found in asking.values() for each in found]
    running = (
        read_fields(stories[0], parts[_STYLES], variables, marker, targets) if variables else RunningFields()
    )
    shown = shown_in.get(running.shape) or shown_on(running, None)
    headers = _headers(etree.fromstring(raw[_RELATIONSHIPS]), parts)
    marker.mark(
        stories[0], [name for name, story in headers.items() if "PAGE" in _instructions(story)], draft
    )
    set_variables(paragraphs_of(stories[0]) if variables else (), shown)
    if is_running:
        is_whole = not cut_behind(stories[0], {name for name, own in marker.names.items() if own in behind})
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name, data in raw.items():
            changed = name in (*_STORIES, _STYLES, *asking, *described, *hinted, *charts) or (
                numbers and name == _NUMBERING
            )
            target.writestr(
                zipfile.ZipInfo(name), etree.tostring(parts[name], encoding="utf-8") if changed else data
            )
    return LayoutCopy(
        saved.getvalue(),
        marker.names,
        tuple(marker.sections),
        tuple(marker.headings),
        tuple(marker.rows),
        tuple(read_margins(stories[0], headers, text_styles, has_even_pages(parts.get(_SETTINGS)))),
        marker.ends,
        tuple(marker.breaks),
        families_of(parts),
        running,
        shown,
        frozenset(ragged),
        draft,
        is_whole,
        tuple(stories),
        text_styles,
        without_font,
        line_ends,
        has_gaps(parts[_STYLES]),
        tuple(words_of_charts(stories[0], etree.fromstring(raw[_RELATIONSHIPS]), parts, marker.names)),
    )


def _name_row_heads(styles: etree._Element) -> None:
    """LibreOffice tags the cells of header rows as headers, and those whose paragraph has its own style for that."""
    for name in styles.iterfind(f"{w('style')}/{w('name')}"):
        if name.get(w("val")) in (Role.MEASURE_LABEL.value, Role.CONTACT_LABEL.value):
            name.set(w("val"), ROW_HEAD)


def _style_links(styles: etree._Element, stories: Iterable[etree._Element]) -> None:
    """LibreOffice makes a link in the PDF only where text has a character style: an empty one will do."""
    style = etree.SubElement(styles, w("style"), {w("type"): "character", w("styleId"): _LINK})
    etree.SubElement(style, w("name"), {w("val"): _LINK})
    for run in (run for story in stories for link in story.iter(w("hyperlink")) for run in link.iter(w("r"))):
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        if properties.find(w("rStyle")) is None:
            properties.insert(0, etree.Element(w("rStyle"), {w("val"): _LINK}))


def _headers(relationships: etree._Element, parts: Mapping[str, etree._Element]) -> dict[str, etree._Element]:
    """The headers and footers by relationship."""
    named = {each.get("Id", ""): f"word/{each.get('Target')}" for each in relationships}
    found = {identity: parts[name] for identity, name in named.items() if name in parts}
    return {identity: story for identity, story in found.items() if story.tag in (w("hdr"), w("ftr"))}


def _notes(
    story: etree._Element, document: etree._Element, names: Mapping[str, str], styles: TextStyles
) -> Iterator[Text]:
    """The paragraphs of footnotes, each with the bookmark before its mark."""
    near, marked = "", dict[str, str]()
    for each in document.iter(w("bookmarkStart"), w("footnoteReference")):
        if each.tag == w("bookmarkStart"):
            near = names.get(each.get(w("name"), ""), near)
        else:
            marked[each.get(w("id"), "")] = near
    for note in story:
        yield from texts_of(note, names, styles, marked.get(note.get(w("id"), ""), ""))


def _instructions(part: etree._Element) -> list[str]:
    """The names of the fields in a part."""
    complex_fields = (each.text or "" for each in part.iter(w("instrText")))
    simple_fields = (each.get(w("instr"), "") for each in part.iter(w("fldSimple")))
    return [words[0].upper() for text in (*complex_fields, *simple_fields) if (words := text.split())]
