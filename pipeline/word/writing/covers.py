"""A cover that stays one page: what its text takes more, the spaces give that place it."""

from __future__ import annotations

from operator import itemgetter

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.covers import cover_of
from pipeline.word.markup.sections import text_area
from pipeline.word.markup.styles import Styles
from pipeline.word.writing.heights import height_above


def fit_cover(document: etree._Element, root: etree._Element, styles: Styles) -> None:
    """Lower the spaces that place the text of a cover, where that became higher than its page by a long title, large letters or furigana;
    `root` is that of the styles. Each gives half of itself at most, small ones first: the greatest may have a drawing above it."""
    if not (cover := cover_of(document, root)):
        return
    width, height = text_area(cover.section)
    over = height_above(cover.end, styles, width) + styles.default_pitch - height
    for paragraph, space in sorted(cover.spaces.items(), key=itemgetter(1)):
        if over > 0 and space:
            less = min(over, space // 2)
            _set_space_above(paragraph, space - less)
            over -= less


def _set_space_above(paragraph: etree._Element, twips: int) -> None:
    properties = paragraph.find(w("pPr"))
    assert properties is not None, "what is placed says so, or has a style that does"
    if properties.find(w("spacing")) is None:
        etree.SubElement(properties, w("spacing"))
        put_in_order(paragraph)
    for spacing in properties.findall(w("spacing")):
        spacing.set(w("before"), str(twips))
