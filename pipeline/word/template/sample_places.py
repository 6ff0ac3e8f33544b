"""The places of samples (ひな形) in a template's text: where each begins and ends, and the text without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import Contract
from pipeline.model.samples import is_tag_of_item, read_tag
from pipeline.model.xml_names import w
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.styles import value_of
from pipeline.word.markup.text import text_of
from pipeline.word.template.tags import is_one_tag, names_in, names_of

_FRAME = "：:（）()［］[]【】＜＞<>〈〉《》■□◆◇●○・　 "
_SHOWN = tuple(map(w, ("t", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "tab")))


@dataclass
class Place:
    """The elements of a level's sample in their order, each a paragraph or a table of the text."""

    level: str
    elements: list[etree._Element] = field(default_factory=list)
    beginning: etree._Element | None = None  # {{ 取組 }} alone, where the heading stands


def find_places(body: etree._Element, contract: Contract) -> list[Place]:
    """The samples in a template's body, in their order; one that other text parts comes back as two.

    A sample goes from the first paragraph or table with a tag of its level to the last; a paragraph of {{ 取組 }} alone begins
    one as well, and so does the label above its first tag.
    """
    tags = map(read_tag, filter(is_tag_of_item, names_in(body)))
    levels = {tag.level for tag in tags if tag.field} - set(contract.names)
    found: list[Place] = []
    place: Place | None = None
    between: list[etree._Element] = []
    for element in _blocks_of(body, levels) if levels else ():
        if _ends(element, contract):
            place, between = None, []
        elif begun := _begun(element, levels):
            place, between = Place(begun, beginning=element), []
            found.append(place)
        elif level := _level_of(element, levels):
            if place is None or place.level != level:
                place = Place(level, _label_above(element, level))
                between = [each for each in between if each not in place.elements]
                found.append(place)
            place.elements += [*between, element]
            between = []
        elif place is not None:
            between.append(element)
    return found


def _blocks_of(body: etree._Element, levels: set[str]) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body; content controls around those of a sample are taken away."""
    for control in list(body.iterchildren(w("sdt"))):
        content = control.find(w("sdtContent"))
        if content is not None and _level_of(control, levels):
            for child in list(content):
                control.addprevious(child)
            remove(control)
    yield from (each for each in body if each.tag in (w("p"), w("tbl"), w("sectPr"), w("sdt")))


def _ends(element: etree._Element, contract: Contract) -> bool:
    """Whether no sample goes on over an element: a slot, or the end of a section."""
    return (
        element.tag == w("sectPr")
        or _section_of(element) is not None
        or not names_in(element).isdisjoint(contract.slots)
    )


def _section_of(element: etree._Element) -> etree._Element | None:
    return element.find(f"{w('pPr')}/{w('sectPr')}")


def _begun(element: etree._Element, levels: set[str]) -> str:
    """The level whose sample begins with an element, its tag alone in a paragraph; empty for others."""
    text = text_of(element) if element.tag == w("p") else ""
    names = names_of(text)
    return names[0] if is_one_tag(text) and names and names[0] in levels else ""


def _level_of(element: etree._Element, levels: set[str]) -> str:
    """The first level of which an element's tags name a field; empty where none does."""
    texts = (text_of(paragraph) for paragraph in element.iter(w("p")))
    tags = (read_tag(name) for text in texts for name in names_of(text))
    return next((tag.level for tag in tags if tag.field and tag.level in levels), "")


def _label_above(element: etree._Element, level: str) -> list[etree._Element]:
    """The paragraph above a sample's first element, if it says nothing but the name of a field that is tagged there."""
    above = element.getprevious()
    keys = {tag.field for name in names_in(element) if (tag := read_tag(name)).level == level}
    return (
        [above] if above is not None and above.tag == w("p") and text_of(above).strip(_FRAME) in keys else []
    )


def take_out(places: Sequence[Place]) -> None:
    """Takes samples out of the text, and what stood around them for their sake alone: blank paragraphs, a page, a section."""
    for place in places:
        elements = [each for each in (place.beginning, *place.elements) if each is not None]
        before, after = elements[0].getprevious(), elements[-1].getnext()
        for each in elements:
            remove(each)
        while after is not None and _is_blank(after) and not _parts_tables(before, after.getnext()):
            blank, after = after, after.getnext()
            remove(blank)
        if after is not None and (after.tag == w("sectPr") or _is_blank(after, at_end=True)):
            _close(before, after)


def _close(before: etree._Element | None, end: etree._Element) -> None:
    """Takes out the page break before a sample with which a section ended, and the section if that was all of it."""
    if before is not None and _is_blank(before) and _breaks_page(before):
        page, before = before, before.getprevious()
        remove(page)
    if before is None or _section_of(before) is None:
        return
    if end.tag != w("sectPr"):
        remove(end)
        return
    own = _section_of(before)
    assert own is not None, "the section before ends with this paragraph"
    end.addprevious(own)
    remove(end)
    if _is_blank(before) and not _parts_tables(before.getprevious(), own):
        remove(before)


def _parts_tables(before: etree._Element | None, after: etree._Element | None) -> bool:
    """Whether a paragraph has to stand between these: two tables, or a table and the end of the text."""
    return (
        before is not None
        and before.tag == w("tbl")
        and (after is None or after.tag in (w("tbl"), w("sectPr")))
    )


def _is_blank(element: etree._Element, at_end: bool = False) -> bool:
    """Whether a paragraph shows nothing; one that ends a section counts `at_end` alone."""
    return (
        element.tag == w("p")
        and next(element.iter(*_SHOWN), None) is None
        and (at_end == (_section_of(element) is not None))
    )


def _breaks_page(paragraph: etree._Element) -> bool:
    return any(each.get(w("type")) == "page" for each in paragraph.iter(w("br"))) or (
        value_of(paragraph, f"{w('pPr')}/{w('pageBreakBefore')}") not in ("0", "false")
        and paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    )
