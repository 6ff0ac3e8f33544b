"""Characters at which a document begins or ends no line: LibreOffice has them in its profile, for Japanese text alone.

Brackets and digits that are half as wide are Latin text there, which breaks before each bracket: in numbers of references they are
told to be Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from copy import deepcopy

from lxml import etree

from pipeline.model.kinsoku import NEVER_LAST
from pipeline.model.xml_names import w

_JAPANESE = "ja-JP"


def read_line_ends(settings: etree._Element | None) -> tuple[str, str]:
    """What a document's settings say of Japanese text: at which characters no line begins, and at which none ends (17.15.1.58 and
    59); empty where they say nothing."""
    found = (
        []
        if settings is None
        else [
            next(
                (
                    each.get(w("val"), "")
                    for each in settings.findall(w(name))
                    if each.get(w("lang")) == _JAPANESE
                ),
                "",
            )
            for name in ("noLineBreaksBefore", "noLineBreaksAfter")
        ]
    )
    return (found[0], found[1]) if found else ("", "")


def keep_numbers_whole(
    stories: Iterable[etree._Element], numbers: Collection[str], line_ends: tuple[str, str]
) -> None:
    """Take all of a number for Japanese text where a run is nothing else and a part of it would be Latin (第１節１(2)), and digits
    behind a character that ends no line (第22条)."""
    mixed = {number for number in numbers if not number.isascii() and any(each.isascii() for each in number)}
    own = "".join(each for each in line_ends[1] if each not in NEVER_LAST)
    digits = re.compile(f"(?<=[{re.escape(own)}])[0-9]+") if own else None
    for story in stories:
        for text in list(story.iter(w("t"))):
            run = text.getparent()
            if run is None or run.tag != w("r") or not text.text:
                continue
            if text.text in mixed:
                _set_japanese(run)
            elif digits and digits.search(text.text):
                _part(run, text, digits)


def _part(run: etree._Element, text: etree._Element, digits: re.Pattern[str]) -> None:
    """Give digits of a text runs of their own, and what is behind them another one."""
    written = text.text or ""
    for found in reversed(list(digits.finditer(written))):
        after = _split(run, text, found.end())
        own = _split(run, text, found.start())
        _set_japanese(own)
        if not "".join(after.itertext()) and len(after) <= 2:
            after.getparent().remove(after)  # type: ignore[union-attr]


def _split(run: etree._Element, text: etree._Element, at: int) -> etree._Element:
    """Part a run before a place in one of its texts; what is behind that, with all that follows, is a run of its own."""
    written = text.text or ""
    after = etree.Element(run.tag, dict(run.attrib))
    properties = run.find(w("rPr"))
    if properties is not None:
        after.append(deepcopy(properties))
    rest = etree.SubElement(after, text.tag, dict(text.attrib))
    text.text, rest.text = written[:at], written[at:]
    after.extend(list(text.itersiblings()))
    run.addnext(after)
    after.tail, run.tail = run.tail, None
    return after


def _set_japanese(run: etree._Element) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    for each in properties.findall(w("lang")):
        properties.remove(each)
    etree.SubElement(properties, w("lang"), {w("val"): _JAPANESE, w("eastAsia"): _JAPANESE})
