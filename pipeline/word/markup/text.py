"""The text of paragraphs as it stands in their markup."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import w


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(w("t")))
