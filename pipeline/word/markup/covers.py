"""Covers: the page before all others, on which spaces place what stands there."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.word.markup.sections import before_in_section
from pipeline.word.markup.styles import ancestry, is_default, value_of

# A space from here on places something on its page.
PLACING = 1000  # twips


@dataclass(frozen=True)
class Cover:
    """The first section of a document: its paragraphs with the spaces above them (twips), their own or those of their styles, and what
    ends it. `styles` are the ids of their styles, but for that of ordinary text."""

    spaces: Mapping[etree._Element, int]
    styles: frozenset[str]
    end: etree._Element
    section: etree._Element

    @property
    def is_bare(self) -> bool:
        """Whether it has no running lines."""
        return next(self.section.iter(w("headerReference"), w("footerReference")), None) is None


def cover_of(document: etree._Element, styles: etree._Element) -> Cover | None:
    """The cover of a document that has one; both are roots of their parts."""
    section = document.find(f"{w('body')}/{w('p')}/{w('pPr')}/{w('sectPr')}")
    if section is None:
        return None
    end = next(section.iterancestors(w("p")))
    by_id = {each.get(w("styleId"), ""): each for each in styles.findall(w("style"))}
    paragraphs = [each for each in before_in_section(end) if each.tag == w("p")]
    default = next((name for name, style in by_id.items() if is_default(style)), "")
    named = {each: value_of(each, f"{w('pPr')}/{w('pStyle')}") or default for each in paragraphs}
    spaces = {each: _space_above(each, by_id.get(name), by_id) for each, name in named.items()}
    if max(spaces.values(), default=0) < PLACING:
        return None
    return Cover(spaces, frozenset(named.values()) - {default}, end, section)


def _space_above(
    paragraph: etree._Element, style: etree._Element | None, by_id: Mapping[str, etree._Element]
) -> int:
    places = [paragraph, *(ancestry(style, by_id) if style is not None else ())]
    spacings = (each.find(f"{w('pPr')}/{w('spacing')}") for each in places)
    said = (each.get(w("before")) for each in spacings if each is not None)
    return int(next(filter(None, said), "0"))
