"""部 and chapters in one multilevel list: parted where nothing in it depends on 部.

In one list Word puts the number of a 部 before every number in full context (`REF \\w`, 17.16.5.51). Where chapters run on
through all 部 (w:lvlRestart 0, 17.9.10) that is not what readers look for: 第３章 is 第３章, in whatever 部 it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from pipeline.model.contract import BODY_HEADINGS, DIVISION_HEADING
from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.styles import value_of
from pipeline.word.template.numbering import Numbering
from pipeline.word.template.parts import Parts

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_LINKS = ("nsid", "tmpl", "styleLink", "numStyleLink")


def part_divisions(parts: Parts) -> set[str]:
    """Give 部 a list of their own where chapters run on through them, as if the template had two lists; the names of the
    parts that this changes."""
    root = parts.get(_NUMBERING)
    if root is None:
        return set()
    numbering = Numbering(parts[_STYLES], root)
    own, chapters = (numbering.list_of(name) for name in (DIVISION_HEADING, BODY_HEADINGS[0]))
    if own is None or chapters != (own[0], 1) or own[1] != 0:
        return set()
    abstract = numbering.abstract_of(own[0])
    if abstract is None or not _run_on(numbering.levels(own[0])):
        return set()
    _give_list(parts[_STYLES], numbering, root, abstract, own[0])
    return {_STYLES, _NUMBERING, *_move_up(parts, numbering, abstract)}


def _run_on(levels: Mapping[int, etree._Element]) -> bool:
    """Whether no level below the first begins anew after it or shows its number."""
    if value_of(levels.get(1, etree.Element("none")), w("lvlRestart")) != "0":
        return False
    return not any(
        value_of(level, w("lvlRestart")) == "1" or "%1" in value_of(level, w("lvlText"))
        for index, level in levels.items()
        if index
    )


def _give_list(
    styles: etree._Element, numbering: Numbering, root: etree._Element, abstract: etree._Element, number: str
) -> None:
    """A list of one level for 部, like the first level of the list that they have with chapters."""
    copy = deepcopy(abstract)
    identity = str(_free(numbering.abstracts))
    copy.set(w("abstractNumId"), identity)
    for each in list(copy):
        if etree.QName(each).localname in _LINKS or (each.tag == w("lvl") and _index(each)):
            copy.remove(each)
    for kind in copy.findall(w("multiLevelType")):
        kind.set(w("val"), "singleLevel")
    root.findall(w("abstractNum"))[-1].addnext(copy)
    num = deepcopy(numbering.nums[number])
    num.set(w("numId"), str(_free(numbering.nums)))
    for override in num.findall(w("lvlOverride")):
        if _index(override):
            num.remove(override)
    for link in num.findall(w("abstractNumId")):
        link.set(w("val"), identity)
    root.findall(w("num"))[-1].addnext(num)
    _number_by(numbering.styles[DIVISION_HEADING], num.get(w("numId"), ""))


def _number_by(style: etree._Element, number: str) -> None:
    """Let a style have the first level of a list."""
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.SubElement(style, w("pPr"))
        put_in_order(style)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    numbered = etree.SubElement(properties, w("numPr"))
    for name, value in (("ilvl", "0"), ("numId", number)):
        etree.SubElement(numbered, w(name), {w("val"): value})
    put_in_order(properties)


def _move_up(parts: Parts, numbering: Numbering, abstract: etree._Element) -> set[str]:
    """Take the first level out of a list: all others stand one further up. The names of the parts whose paragraphs did."""
    lists = {number for number in numbering.nums if numbering.abstract_of(number) is abstract}
    for holder in (abstract, *(numbering.nums[number] for number in lists)):
        for each in [*holder.findall(w("lvl")), *holder.findall(w("lvlOverride"))]:
            if _index(each):
                _raise(each)
            else:
                holder.remove(each)
    changed = set()
    for name, root in parts.items():
        for level in root.iter(w("ilvl")):
            numbered = level.getparent()
            if numbered is not None and value_of(numbered, w("numId")) in lists:
                level.set(w("val"), str(max(int(level.get(w("val"), "0")) - 1, 0)))
                changed.add(name)
    return changed


def _raise(element: etree._Element) -> None:
    """A level, or what overrides one, one further up."""
    for level in element.iter(w("lvl"), w("lvlOverride")):
        level.set(w("ilvl"), str(_index(level) - 1))
    for text in element.iter(w("lvlText")):
        shown = re.sub("%([2-9])", lambda found: f"%{int(found[1]) - 1}", text.get(w("val"), ""))
        text.set(w("val"), shown)
    for restart in list(element.iter(w("lvlRestart"))):
        restart.set(w("val"), str(max(int(restart.get(w("val"), "0")) - 1, 0)))


def _index(element: etree._Element) -> int:
    return int(element.get(w("ilvl"), "0"))


def _free(taken: Mapping[str, object]) -> int:
    return max((int(each) for each in taken if each.isdigit()), default=0) + 1
