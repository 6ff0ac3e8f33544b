"""Lists whose levels don't begin anew after all levels above them (17.9.10, w:lvlRestart): LibreOffice begins them anew.

In the layout copy a heading that it would count otherwise gets a w:num of its own that says its number (17.9.26); what follows
in the same abstract list goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pipeline.model.xml_names import w


@dataclass
class _List:
    """An abstract list of which a level begins anew otherwise: where levels start, after which of those above (0 for none) they
    begin anew, and how far they are counted, as Word counts and as LibreOffice does."""

    abstract: str
    starts: Mapping[int, int]
    restarts: Mapping[int, int]
    word: dict[int, int] = field(default_factory=dict)
    office: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> int | None:
        """The number of the next paragraph at a level, where LibreOffice would have another one."""
        number = self._counted(self.word, level, self.restarts)
        other = self._counted(self.office, level, {})
        self.office[level] = number
        return number if number != other else None

    def _counted(self, counts: dict[int, int], level: int, restarts: Mapping[int, int]) -> int:
        counts[level] = counts[level] + 1 if level in counts else self.starts[level]
        for lower in [each for each in counts if each > level]:
            if level < restarts.get(lower, lower):
                del counts[lower]
        return counts[level]


def say_numbers(document: etree._Element, styles: etree._Element, numbering: etree._Element | None) -> bool:
    """Say the numbers of headings that LibreOffice would count otherwise; `numbering` gets a w:num for each. Whether it has
    a list with such levels."""
    lists = _lists(numbering) if numbering is not None else {}
    if not lists or numbering is None:
        return False
    places = dict(_places(styles, numbering, lists))
    free = max(int(num.get(w("numId"), "0")) for num in numbering.iterfind(w("num"))) + 1
    for paragraph in document.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        style = _value(properties, "pStyle") if properties is not None else ""
        if properties is None or style not in places or properties.find(w("numPr")) is not None:
            continue
        found, level, indent = places[style]
        number = found.next(level)
        if number is not None:
            numbering.append(_started(free, found.abstract, level, number))
            properties.insert(1, _element("numPr", ilvl=level, numId=free))
            if indent is not None and properties.find(w("ind")) is None:
                properties.append(deepcopy(indent))  # the level's own would else come before the style's
            free += 1
    return True


def _lists(numbering: etree._Element) -> dict[str, _List]:
    """By w:num; all that share an abstract list count together."""
    found: dict[str, _List] = {}
    for abstract in numbering.iterfind(w("abstractNum")):
        levels = {int(level.get(w("ilvl"), "0")): level for level in abstract.iterfind(w("lvl"))}
        said = {index: _value(level, "lvlRestart") for index, level in levels.items()}
        restarts = {index: int(text) for index, text in said.items() if text.isdigit() and int(text) < index}
        if restarts:
            starts = {index: int(_value(level, "start") or "0") for index, level in levels.items()}
            identity = abstract.get(w("abstractNumId"), "")
            found[identity] = _List(identity, starts, restarts)
    nums = {num.get(w("numId"), ""): _value(num, "abstractNumId") for num in numbering.iterfind(w("num"))}
    return {number: found[abstract] for number, abstract in nums.items() if abstract in found}


def _places(
    styles: etree._Element, numbering: etree._Element, lists: Mapping[str, _List]
) -> Iterator[tuple[str, tuple[_List, int, etree._Element | None]]]:
    """By style, the list in which its paragraphs stand, their level, and the indent that the style itself has."""
    by_id = {style.get(w("styleId"), ""): style for style in styles.iterfind(w("style"))}
    tied = {_value(level, "pStyle"): int(level.get(w("ilvl"), "0")) for level in numbering.iter(w("lvl"))}
    for identity in by_id:
        indent: etree._Element | None = None
        for each in _chain(identity, by_id):
            style = by_id[each]
            indent = style.find(f"{w('pPr')}/{w('ind')}") if indent is None else indent
            number = style.find(f"{w('pPr')}/{w('numPr')}")
            if number is not None:
                level = int(_value(number, "ilvl") or tied.get(each, 0))
                if (found := lists.get(_value(number, "numId"))) and level in found.starts:
                    yield identity, (found, level, indent)
                break


def _chain(identity: str, by_id: Mapping[str, etree._Element]) -> Iterator[str]:
    """A style and those that it is based on."""
    seen = set[str]()
    while identity in by_id and identity not in seen:
        yield identity
        seen.add(identity)
        identity = _value(by_id[identity], "basedOn")


def _started(number: int, abstract: str, level: int, start: int) -> etree._Element:
    """A w:num of the same list that says at which number a level starts."""
    num = etree.Element(w("num"), {w("numId"): str(number)})
    num.append(_element("abstractNumId", abstract))
    override = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): str(level)})
    override.append(_element("startOverride", start))
    return num


def _element(tag: str, value: str | int | None = None, **children: int) -> etree._Element:
    element = etree.Element(w(tag), {w("val"): str(value)} if value is not None else {})
    element.extend([_element(name, child) for name, child in children.items()])
    return element


def _value(element: etree._Element, name: str) -> str:
    found = element.find(w(name))
    return found.get(w("val"), "") if found is not None else ""
