"""Damage by chance to templates: to their bytes, to one part, to one element of a part, and by work on them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random

from lxml import etree

from tests.hostile.mutations import mutated_bytes, mutated_text
from tests.hostile.projects import package_of, parts_of
from tests.hostile.work_mutations import worked_on

VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9",
    "99999999999",
    "x",
    "1.5",
    "12pt",
    "true",
    "第%1章",
    "%9",
    "{{ 市名 }}",
    "&lt;",
    "あ",
)


def mutated_template(random: Random, template: bytes) -> bytes:
    """A template after one accident: to its bytes, to a part of it, or to an element of a part; or after work on it."""
    if random.random() < 0.08:
        return mutated_bytes(random, template)
    try:
        parts = parts_of(template)
    except Exception:  # an accident before this one
        return template
    if random.random() < 0.4:
        worked_on(random, parts)
        return package_of(parts)
    name = random.choice([*parts, *(part for part in parts if part.endswith(_LIKELY) for _ in range(4))])
    if random.random() < 0.06:
        del parts[name]
    elif random.random() < 0.06:
        parts[name] = mutated_text(random, parts[name].decode("utf-8", "replace")).encode()
    else:
        parts[name] = mutated_xml(random, parts[name])
    return package_of(parts)


_LIKELY = ("document.xml", "styles.xml", "numbering.xml")


def mutated_xml(random: Random, data: bytes) -> bytes:
    """A part in which something about one element is another; a part that is no XML as it is."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    element = random.choice([each for each in root.iter() if isinstance(each.tag, str)])
    random.choice(_XML)(random, element, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop(_: Random, element: etree._Element, root: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(_: Random, element: etree._Element, root: etree._Element) -> None:
    if element.getparent() is not None:
        element.addnext(copy.deepcopy(element))


def _move(random: Random, element: etree._Element, root: etree._Element) -> None:
    target = random.choice(list(_outside(element, root)) or [root])
    if element is not root:
        target.insert(random.randint(0, len(target)), element)


def _outside(element: etree._Element, root: etree._Element) -> Iterator[etree._Element]:
    inside = set(element.iter())
    return (each for each in root.iter() if isinstance(each.tag, str) and each not in inside)


def _unwrap(_: Random, element: etree._Element, root: etree._Element) -> None:
    for child in list(element):
        if element.getparent() is not None:
            element.addprevious(child)
    _drop(_, element, root)


def _rename(random: Random, element: etree._Element, root: etree._Element) -> None:
    element.tag = random.choice([each.tag for each in root.iter() if isinstance(each.tag, str)])


def _attribute(random: Random, element: etree._Element, root: etree._Element) -> None:
    holder = (
        element if element.attrib else random.choice([each for each in root.iter() if each.attrib] or [root])
    )
    if not holder.attrib:
        return
    key = random.choice(list(holder.attrib))
    others = [value for each in root.iter(str(holder.tag)) if (value := each.get(key)) is not None]
    holder.set(key, random.choice((*VALUES, *others, *others)))


def _no_attribute(random: Random, element: etree._Element, root: etree._Element) -> None:
    if element.attrib:
        del element.attrib[random.choice(list(element.attrib))]


def _text(random: Random, element: etree._Element, root: etree._Element) -> None:
    holders = [each for each in root.iter() if each.text and each.text.strip()] or [element]
    holder = random.choice(holders)
    changed = mutated_text(random, holder.text or "")
    holder.text = "".join(character for character in changed if character >= " " and character != "\ufffe")


_XML: tuple[Callable[[Random, etree._Element, etree._Element], None], ...] = (
    *(_drop, _drop, _double, _move, _unwrap, _rename, _no_attribute, _text, _text),
    *(_attribute, _attribute, _attribute, _attribute),
)
