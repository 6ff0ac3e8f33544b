"""Titles of the template that take several lines: their ends are put in as line breaks, which all programs read alike.

Titles are what the template says itself with the plan's names in it, where lines are not filled: centred lines, and those in Word's
styles for titles. They stand in the body, not in tables or boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from pipeline.model.content import DocumentContent
from pipeline.model.text_widths import FULL, text_width
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import SectionBreaks, section_of
from pipeline.word.markup.styles import Styles, ancestry, is_proportional, value_of

_NAMES = ("計画名", "計画期間", "基本理念")
_TITLES = ("Title", "Subtitle")
_FILLED = ("both", "distribute")
_SHOWN = (w("t"), w("tab"))
# What divides lines itself, or takes a place in them that is not known here.
_OTHERS = tuple(map(w, ("br", "cr", "drawing", "pict", "object", "fldChar", "fldSimple", "sdt")))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " 　"
_HALF_POINT = 10  # twips


def break_titles(
    body: etree._Element, root: etree._Element, styles: Styles, content: DocumentContent
) -> None:
    """Break the titles of a body whose slots are not filled yet; `root` is that of its styles."""
    by_id = {each.get(w("styleId"), ""): each for each in root.findall(w("style"))}
    names = {identity: name for (kind, name), identity in styles.ids.items() if kind == "paragraph"}
    said = [value for name in _NAMES if (value := content.tags.get(name, ""))]
    for paragraph in body.findall(w("p")):
        text = _text(paragraph)
        if not any(each in text for each in said) or next(paragraph.iter(*_OTHERS), None) is not None:
            continue
        identity = value_of(paragraph, f"{w('pPr')}/{w('pStyle')}")
        chain = [paragraph, *(ancestry(by_id[identity], by_id) if identity in by_id else ())]
        name = names.get(identity, "")
        if name in _TITLES or _alignment(chain) == "center":
            places = sorted(_places(paragraph, text, name, chain, styles, content), reverse=True)
            for place in places:
                _break(paragraph, place)
            if places and _alignment(chain) in _FILLED:
                _set_left(paragraph)


def _places(
    paragraph: etree._Element,
    text: str,
    style: str,
    chain: Sequence[etree._Element],
    styles: Styles,
    content: DocumentContent,
) -> Iterator[int]:
    """Where the lines of a title begin. One that is nothing but the plan's name is divided as its author did, at least."""
    em = (_greatest_size(paragraph) or styles.sizes[style]) * _HALF_POINT
    indents = styles.indents[style]
    room = (SectionBreaks(section_of(paragraph)).width - max(indents.first, indents.rest)) * FULL / em
    spread = next(filter(None, map(_spread, chain)), 0) * FULL / em
    proportional = is_proportional(styles.fonts[style])
    name = content.tags["計画名"]
    begins = [text.find(name) + place for place in content.name_breaks] if name in text else []
    own = begins if text in (name, f"{name}{content.tags['段階表示']}") else []
    yield from own
    for begin, end in zip([0, *own], [*own, len(text)], strict=True):
        line = text[begin:end]
        if text_width(line.replace("\t", "　"), proportional) + spread * len(line) <= room:
            continue
        from pipeline.word.measuring.titles import title_lines  # few titles take several lines

        wanted = tuple(place - begin for place in begins if begin < place < end)
        city, stage = content.tags["市名"], content.tags["段階表示"]
        places = title_lines(line, room, proportional, spread, (city,), wanted, stage)
        yield from (begin + place for place in places)


def _break(paragraph: etree._Element, place: int) -> None:
    """Put in a line break at a place of the text, instead of blanks around it."""
    at, before = 0, None
    for shown in list(paragraph.iter(*_SHOWN)):
        text = shown.text or "" if shown.tag == w("t") else "\t"
        if at < place < at + len(text):
            after = etree.Element(w("t"), {_SPACE: "preserve"})
            after.text = text[place - at :].lstrip(_BLANKS)
            shown.addnext(after)
            after.addprevious(etree.Element(w("br")))
            shown.text = text[: place - at].rstrip(_BLANKS)
            return
        if at == place:
            shown.addprevious(etree.Element(w("br")))
            for each, stripped in ((before, str.rstrip), (shown, str.lstrip)):
                if each is not None and each.tag == w("t"):
                    each.text = stripped(each.text or "", _BLANKS)
            return
        at, before = at + len(text), shown


def _text(paragraph: etree._Element) -> str:
    return "".join((each.text or "") if each.tag == w("t") else "\t" for each in paragraph.iter(*_SHOWN))


def _alignment(chain: Iterable[etree._Element]) -> str:
    return next(filter(None, (value_of(each, f"{w('pPr')}/{w('jc')}") for each in chain)), "")


def _spread(owner: etree._Element) -> int:
    """What a style puts after each character, or the first run of a paragraph (17.3.2.35), in twips."""
    paths = (f"{w('rPr')}/{w('spacing')}", f"{w('r')}/{w('rPr')}/{w('spacing')}")
    return int(next(filter(None, (value_of(owner, path) for path in paths)), 0))


def _greatest_size(paragraph: etree._Element) -> int:
    """The size of its largest run that has one of its own, in half-points."""
    sizes = paragraph.findall(f"{w('r')}/{w('rPr')}/{w('sz')}")
    return max((int(each.get(w("val"), "0")) for each in sizes), default=0)


def _set_left(paragraph: Any) -> None:
    """Lines with an end of their own would be filled, too (17.3.1.13)."""
    paragraph.get_or_add_pPr().get_or_add_jc().set(w("val"), "left")
