"""The text of paragraphs as it stands in their markup, and elements as markup themselves."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from pipeline.model.xml_names import w

_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(w("t")))


def text_with_tabs(paragraph: etree._Element) -> str:
    """The same with the tabs that part it."""
    runs = paragraph.iter(w("r"))
    return "".join(
        (each.text or "") if each.tag == w("t") else "\t"
        for run in runs
        for each in run.iterchildren(w("t"), w("tab"))
    )


def markup_of(element: etree._Element) -> str:
    """An element as it stands where its prefixes are declared already."""
    alone = deepcopy(element)
    alone.tail = None
    return _DECLARATION.sub("", etree.tostring(alone, encoding="unicode"))
