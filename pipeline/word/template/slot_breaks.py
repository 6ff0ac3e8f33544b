"""Breaks in the paragraphs of slots: text takes their place, so that a break needs one of its own, or is told.

Word leaves the end of a section with the paragraph in which the caret stood, and LibreOffice puts breaks of pages behind the paragraph
before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.model.xml_names import is_on, w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.placeholders import remove

# The style of the paragraphs that end sections and hold nothing else, in our own templates.
_END = "節の終わり"
_PAGE_BREAK = ("page", "column")  # 17.18.3
# What else goes with a slot's paragraph, and would not be missed before it is printed.
_LOST = {
    **dict.fromkeys(map(w, ("drawing", "pict", "object")), "図や図形"),
    **dict.fromkeys(map(w, ("footnoteReference", "endnoteReference")), "脚注"),
}


def set_apart(slots: Sequence[etree._Element], styles: etree._Element | None) -> bool:
    """Give the breaks behind the tags of slots, which are their paragraphs, places of their own; whether there was any."""
    ended = [_end_section(each, styles) for each in slots]
    broken = [_turn_page(each, slots) for each in slots]
    return any((*ended, *broken))


def lost_with(slot: etree._Element) -> Iterator[str]:
    """What goes with a slot's paragraph when text takes its place, by what Word calls it."""
    if is_on(slot.find(f"{w('pPr')}/{w('pageBreakBefore')}")) or next(_breaks(slot), None) is not None:
        yield "改ページか段区切り"
    yield from dict.fromkeys(_LOST[str(each.tag)] for each in slot.iter(*_LOST))


def _breaks(slot: etree._Element) -> Iterator[etree._Element]:
    return (each for each in slot.iter(w("br")) if each.get(w("type")) in _PAGE_BREAK)


def _end_section(slot: etree._Element, styles: etree._Element | None) -> bool:
    """The end of a section in a low paragraph behind its slot (17.6.18); whether there was one."""
    section = slot.find(f"{w('pPr')}/{w('sectPr')}")
    if section is None:
        return False
    end = etree.Element(w("p"))
    properties = etree.SubElement(end, w("pPr"))
    if style := _named(styles, _END):
        etree.SubElement(properties, w("pStyle"), {w("val"): style})
    else:
        low = {w("before"): "0", w("after"): "0", w("line"): "20", w("lineRule"): "exact"}
        etree.SubElement(properties, w("spacing"), low)
    remove(section)
    properties.append(section)
    slot.addnext(end)
    return True


def _named(styles: etree._Element | None, name: str) -> str:
    """The id of the style with a name; nothing where there is none."""
    found = (
        styles.iterfind(f"{w('style')}/{w('name')}[@{w('val')}='{name}']/..") if styles is not None else ()
    )
    return next((style.get(w("styleId"), "") for style in found), "")


def _turn_page(slot: etree._Element, slots: Sequence[etree._Element]) -> bool:
    """A break of the page behind a slot as one before the paragraph that follows, if that is none of a slot; whether it was."""
    following = slot.getnext()
    runs = [each for each in slot.iter(w("t"), w("br")) if each.tag == w("br") or (each.text or "").strip()]
    last = runs[-1] if runs else None
    if last is None or last.tag != w("br") or last.get(w("type")) != "page":
        return False
    if following is None or following.tag != w("p") or following in slots:
        return False
    remove(last)
    properties = following.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        following.insert(0, properties)
    etree.SubElement(properties, w("pageBreakBefore"))
    put_in_order(following)
    return True
