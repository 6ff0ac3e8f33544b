"""The room of headings' numbers: none comes near its title, however far a plan counts.

A template's lists have the room that first numbers need. Where a plan's own are wider (第１０章, 資料１２), the level is changed
before the text goes in, so that all of its titles begin in line, in Word as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.blocks import Block, Columns, Heading, Landscape
from pipeline.model.content import DocumentContent, Part, Redline
from pipeline.model.contract import ITEM_NUMBERS, heading_style
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.markup.styles import Styles, is_proportional
from pipeline.word.template.markers import ListLevel, moved, read_level
from pipeline.word.template.numbering import Numbering
from pipeline.word.writing.stops import GAP, LEAST_GAP

# Of headings: the name of their style, and the level of the framework's own list that numbers them (0 where their style's does).
_Numbered = tuple[str, int]


def fit_numbers(
    styles: etree._Element, numbering: etree._Element, facts: Styles, content: DocumentContent
) -> dict[str, int]:
    """Give the levels of a document's lists (the roots are those of styles.xml and numbering.xml) the room that its headings'
    numbers need. Returns where the titles of the styles begin whose levels were changed, in twips."""
    lists = Numbering(styles, numbering)
    begins: dict[str, int] = {}
    for (style, item_level), labels in _labels(content).items():
        level = _level(lists, style, item_level)
        around = level.getparent() if level is not None else None
        if level is None or around is None:
            continue
        known = read_level(level)
        if widened := _lacking(known, style, labels, facts):
            around.replace(level, etree.fromstring(moved(known, 0, widened)))
            begins[style] = known.left + widened
    return begins


def _labels(content: DocumentContent) -> Mapping[_Numbered, set[str]]:
    """The numbers that headings show, by what they are numbered by."""
    found: dict[_Numbered, set[str]] = {}
    for heading, appendix in _headings(content):
        target = content.targets.get(heading.id)
        if target and (label := target.label):
            name = heading_style(heading.level, appendix, heading.by_style)
            found.setdefault((name, heading.item_level), set()).add(label)
    return found


def _headings(content: DocumentContent) -> Iterator[tuple[Heading, bool]]:
    """The headings of a document, each with whether it is the appendix's."""
    for slot in content.slots.values():
        part = slot.after if isinstance(slot, Redline) else slot
        if isinstance(part, Part):
            for heading in _in_text(part.blocks):
                yield heading, part.appendix


def _in_text(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Columns | Landscape):
            yield from _in_text(block.content)


def _level(lists: Numbering, style: str, item_level: int) -> etree._Element | None:
    link = lists.list_of(ITEM_NUMBERS if item_level else style)
    return lists.levels(link[0]).get(item_level - 1 if item_level else link[1]) if link else None


def _lacking(level: ListLevel, style: str, labels: Iterable[str], facts: Styles) -> int:
    """How much wider the room of a level's numbers has to be (twips); 0 where its own is enough, and where titles don't hang."""
    em = (level.size or facts.sizes[style]) * 10
    proportional = is_proportional(level.font or facts.fonts[style])
    widest = max(text_width(label, proportional) for label in labels) * em / FULL
    if not level.hanging or level.hanging - widest >= LEAST_GAP * em:
        return 0
    return round(widest + GAP * em) - level.hanging
