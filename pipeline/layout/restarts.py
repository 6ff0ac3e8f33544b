"""Numbers of headings that LibreOffice counts or writes otherwise than Word.

A level may begin anew after other levels than all above it (17.9.10, w:lvlRestart), and may write all numbers in it in Arabic figures
(17.9.4, w:isLgl): LibreOffice knows neither. In the layout copy a heading that it would number otherwise gets a w:num of its own that says
its number (17.9.26); what follows in the same abstract list goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import field

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.layout.ancestry import ancestry, by_id
from pipeline.model.xml_names import is_on, w

_DECIMAL = "decimal"


@dataclass
class _Counts:
    """How far the levels of an abstract list are counted, as Word counts and as LibreOffice does."""

    word: dict[int, int] = field(default_factory=dict)
    office: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _List:
    """A w:num of an abstract list of which a level begins anew otherwise, or writes its numbers so: where its levels start, and after
    which of those above (0 for none) they begin anew. All of one abstract list are counted together; `overrides` are levels of its own,
    `legal` those that write all numbers in Arabic figures."""

    abstract: str
    overrides: Mapping[int, etree._Element]
    starts: Mapping[int, int]
    restarts: Mapping[int, int]
    counts: _Counts
    legal: Mapping[int, etree._Element]

    def next(self, level: int) -> int | None:
        """The number of the next paragraph at a level, where LibreOffice would have another one."""
        number = self._counted(self.counts.word, level, self.restarts)
        other = self._counted(self.counts.office, level, {})
        self.counts.office[level] = number
        return number if number != other else None

    def written(self, level: int) -> etree._Element | None:
        """The level of the paragraph that was counted last, with its number as it is written, where that is in Arabic figures alone."""
        if level not in self.legal:
            return None
        own = deepcopy(self.legal[level])
        text = own.find(w("lvlText"))
        if text is not None:
            counts = {str(index + 1): str(count) for index, count in self.counts.word.items()}
            text.set(
                w("val"), re.sub("%([1-9])", lambda found: counts.get(found[1], ""), text.get(w("val"), ""))
            )
        return own

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
        number, written = found.next(level), found.written(level)
        if number is not None or written is not None:
            numbering.append(_started(free, found, level, number, written))
            properties.insert(1, _element("numPr", ilvl=level, numId=free))
            if indent is not None and properties.find(w("ind")) is None:
                properties.append(deepcopy(indent))  # the level's own would else come before the style's
            free += 1
    return True


def _lists(numbering: etree._Element) -> dict[str, _List]:
    """By w:num those of abstract lists of which a level begins anew otherwise, or writes its numbers so."""
    abstracts = {each.get(w("abstractNumId"), ""): each for each in numbering.iterfind(w("abstractNum"))}
    counts = {identity: _Counts() for identity in abstracts}
    lists = {}
    for num in numbering.iterfind(w("num")):
        abstract = _followed(abstracts, _value(num, "abstractNumId"))
        if abstract in abstracts:
            own = _levels(*num.iterfind(w("lvlOverride")))
            levels = {**_levels(abstracts[abstract]), **own}
            starts = {index: int(_value(level, "start") or "0") for index, level in levels.items()}
            overrides = num.iterfind(f"{w('lvlOverride')}/{w('startOverride')}/..")
            starts |= {_index(each): int(_value(each, "startOverride")) for each in overrides}
            lists[num.get(w("numId"), "")] = _List(
                abstract, own, starts, _restarts(levels), counts[abstract], _legal(levels)
            )
    otherwise = {each.abstract for each in lists.values() if each.restarts or each.legal}
    return {number: each for number, each in lists.items() if each.abstract in otherwise}


def _followed(abstracts: Mapping[str, etree._Element], identity: str) -> str:
    """The abstract list that has the levels: another one where the first is that of a list style (17.9.21, 17.9.27)."""
    link = _value(abstracts[identity], "numStyleLink") if identity in abstracts else ""
    return next(
        (name for name, each in abstracts.items() if link and _value(each, "styleLink") == link), identity
    )


def _levels(*holders: etree._Element) -> dict[int, etree._Element]:
    return {_index(level): level for holder in holders for level in holder.iterfind(w("lvl"))}


def _restarts(levels: Mapping[int, etree._Element]) -> dict[int, int]:
    said = {index: _value(level, "lvlRestart") for index, level in levels.items()}
    return {index: int(text) for index, text in said.items() if text.isdigit() and int(text) < index}


def _legal(levels: Mapping[int, etree._Element]) -> dict[int, etree._Element]:
    """The levels that write numbers in Arabic figures which would have another form."""
    formats = {str(index + 1): _value(level, "numFmt") for index, level in levels.items()}
    return {
        index: level
        for index, level in levels.items()
        if is_on(level.find(w("isLgl")))
        and any(
            formats.get(each, _DECIMAL) != _DECIMAL
            for each in re.findall("%([1-9])", _value(level, "lvlText"))
        )
    }


def _index(element: etree._Element) -> int:
    return int(element.get(w("ilvl"), "0"))


def _places(
    styles: etree._Element, numbering: etree._Element, lists: Mapping[str, _List]
) -> Iterator[tuple[str, tuple[_List, int, etree._Element | None]]]:
    """By style, the list in which its paragraphs stand, their level, and the indent that the style itself has."""
    known = by_id(styles)
    tied = {_value(level, "pStyle"): _index(level) for level in numbering.iter(w("lvl"))}
    for identity in known:
        indent: etree._Element | None = None
        for style in ancestry(identity, known):
            indent = style.find(f"{w('pPr')}/{w('ind')}") if indent is None else indent
            number = style.find(f"{w('pPr')}/{w('numPr')}")
            if number is not None:
                level = int(_value(number, "ilvl") or tied.get(style.get(w("styleId"), ""), 0))
                if (found := lists.get(_value(number, "numId"))) and level in found.starts:
                    yield identity, (found, level, indent)
                break


def _started(
    number: int, found: _List, level: int, start: int | None, written: etree._Element | None
) -> etree._Element:
    """A w:num of the same list that says at which number a level starts, or how it is written."""
    own = {**found.overrides, **({level: written} if written is not None else {})}
    num = etree.Element(w("num"), {w("numId"): str(number)})
    num.append(_element("abstractNumId", found.abstract))
    for index in sorted({level, *own}):
        override = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): str(index)})
        if index == level and start is not None:
            override.append(_element("startOverride", start))
        if index in own:
            override.append(deepcopy(own[index]))
    return num


def _element(tag: str, value: str | int | None = None, **children: int) -> etree._Element:
    element = etree.Element(w(tag), {w("val"): str(value)} if value is not None else {})
    element.extend([_element(name, child) for name, child in children.items()])
    return element


def _value(element: etree._Element, name: str) -> str:
    found = element.find(w(name))
    return found.get(w("val"), "") if found is not None else ""
