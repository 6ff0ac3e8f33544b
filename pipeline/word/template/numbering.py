"""numbering.xml, looked up through the styles that use it (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.markup.styles import ancestry, value_of
from pipeline.word.template.markers import ListShape, read_level


class Numbering:
    """The lists of a template, and the styles that lead to them."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self.styles = {value_of(style, w("name")): style for style in styles.findall(w("style"))}
        self.by_id = {style.get(w("styleId"), ""): style for style in self.styles.values()}
        root = numbering if numbering is not None else etree.Element(w("numbering"))
        self.abstracts = {a.get(w("abstractNumId"), ""): a for a in root.findall(w("abstractNum"))}
        self.nums = {num.get(w("numId"), ""): num for num in root.findall(w("num"))}

    def list_of(self, style_name: str) -> tuple[str, int] | None:
        """The numId and level (from 0) that a style's paragraphs have, or None if they have none."""
        own = self.styles.get(style_name)
        for style in ancestry(own, self.by_id) if own is not None else ():
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                number = value_of(found, w("numId"))
                if number not in self.nums:
                    return None
                level = value_of(found, w("ilvl"))
                return number, int(level) if level else self._linked_level(number, style)
        return None

    def abstract_of(self, number: str) -> etree._Element | None:
        """The w:abstractNum behind a w:num, through a list style if there is one (17.9.21, 17.9.27)."""
        abstract = self.abstracts.get(value_of(self.nums[number], w("abstractNumId")))
        link = value_of(abstract, w("numStyleLink")) if abstract is not None else ""
        if not link:
            return abstract
        return next((a for a in self.abstracts.values() if value_of(a, w("styleLink")) == link), None)

    def list_shape(self, style_name: str) -> ListShape:
        """The list of a list style."""
        link = self.list_of(style_name)
        abstract = self.abstract_of(link[0]) if link else None
        assert link is not None, "missing_lists found none"
        assert abstract is not None, "missing_lists found none"
        levels = self.levels(link[0])
        return ListShape(
            abstract.get(w("abstractNumId"), ""), tuple(read_level(levels[index]) for index in sorted(levels))
        )

    def levels(self, number: str) -> dict[int, etree._Element]:
        """The levels of a w:num by index, its own overrides before the abstract's."""
        abstract = self.abstract_of(number)
        levels = {} if abstract is None else {_index(level): level for level in abstract.findall(w("lvl"))}
        for override in self.nums[number].findall(w("lvlOverride")):
            level = override.find(w("lvl"))
            if level is not None:
                levels[_index(override)] = level
        return levels

    def start_of(self, number: str, index: int, level: etree._Element) -> int:
        for override in self.nums[number].findall(w("lvlOverride")):
            start = override.find(w("startOverride"))
            if _index(override) == index and start is not None:
                return int(start.get(w("val"), "1"))
        return int(value_of(level, w("start")) or "0")

    def _linked_level(self, number: str, style: etree._Element) -> int:
        """Word leaves w:ilvl out of a style where the level's own w:pStyle says it."""
        for index, level in self.levels(number).items():
            if value_of(level, w("pStyle")) == style.get(w("styleId")):
                return index
        return 0


def _index(element: etree._Element) -> int:
    return int(element.get(w("ilvl"), "0"))
