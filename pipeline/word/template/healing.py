"""Healing: what other programs write otherwise than Word does, brought into Word's form before it is read.

Nothing of it changes how a template looks: names of parts and styles, marks around text, tags in pieces.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model.characters import without_spelled_out
from pipeline.model.contract import Contract
from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.styles import value_of
from pipeline.word.template.parts import (
    MAIN,
    RELATIONSHIP,
    TYPES,
    Parts,
    is_external,
    kind_of,
    rels_of,
    source_of,
    target_of,
)
from pipeline.word.template.slot_breaks import set_apart
from pipeline.word.template.tags import TAG, paragraphs_with

_STYLES = "word/styles.xml"
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
# The parts that are read by their names.
_NAMED = ("styles", "numbering", "settings", "footnotes")
# What marks text as something and does not change it (17.5.1).
_MARKING = (w("smartTag"), w("customXml"))
_OF_MARKING = (w("smartTagPr"), w("customXmlPr"))
# The ids of a template's bookmarks begin here.
_OWN_IDS = 1_000_000
# What follows w:lang among run properties (17.3.2.28).
_AFTER_LANGUAGE = frozenset(map(w, ("eastAsianLayout", "specVanish", "oMath", "rPrChange")))
# Characters that nobody sees: autocorrection, and text from elsewhere, brings them along.
_UNSEEN = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFE0E, 0xFE0F, 0xFEFF)
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Names that are looked for beside those of a contract.
_OTHERS = ("Normal", "TOC Heading")


# Parts


def usual_names(parts: Parts) -> dict[str, str]:
    """The parts that bear other names than Word on a desk gives them (document2.xml, from Word in a browser) → their names."""
    main = _target(parts, "", "officeDocument")
    if posixpath.dirname(main) != "word" or main not in parts:
        return {}
    found = {main: MAIN, rels_of(main): rels_of(MAIN)}
    for kind in _NAMED:
        if part := _target(parts, main, kind):
            found |= {part: f"word/{kind}.xml", rels_of(part): rels_of(f"word/{kind}.xml")}
    return {
        old: new
        for old, new in found.items()
        if old != new
        and old in parts
        and new not in parts
        and posixpath.dirname(old) == posixpath.dirname(new)
    }


def _target(parts: Parts, source: str, kind: str) -> str:
    links = parts.get(rels_of(source) if source else "_rels/.rels")
    for each in links.iter(RELATIONSHIP) if links is not None else ():
        if kind_of(each) == kind and not is_external(each):
            return target_of(source, each)
    return ""


def rename_parts(parts: dict[str, etree._Element], names: Mapping[str, str]) -> set[str]:
    """Gives parts other names, and follows them in all relationships and content types; the parts that are others now."""
    for name, root in parts.items():
        if name.endswith(".rels"):
            source = source_of(name)
            for each in root.iter(RELATIONSHIP):
                if not is_external(each) and (new := names.get(target_of(source, each))):
                    each.set("Target", f"/{new}")
    for each in parts[TYPES].iter("{*}Override"):
        if new := names.get(each.get("PartName", "").lstrip("/")):
            each.set("PartName", f"/{new}")
    for old, new in names.items():
        parts[new] = parts.pop(old)
    return {TYPES, *(name for name in parts if name.endswith(".rels"))} if names else set()


# Text


def heal(parts: Parts, contract: Contract) -> set[str]:
    """Brings styles and text into Word's form; the names of the parts that are others now."""
    changed = {name for name, root in parts.items() if _is_markup(name) and put_in_order(root)}
    changed |= {name for name, root in parts.items() if _STORY.fullmatch(name) and _heal_story(root)}
    if MAIN in parts and _free(parts[MAIN], parts.get(_STYLES), contract):
        changed.add(MAIN)
    if _STYLES in parts:
        renamed, said = _name_styles(parts[_STYLES], contract), _say_language(parts[_STYLES])
        changed |= {_STYLES} if renamed or said else set()
    return changed


def _is_markup(name: str) -> bool:
    return bool(_STORY.fullmatch(name)) or name in ("word/styles.xml", "word/numbering.xml")


def _free(document: etree._Element, styles: etree._Element | None, contract: Contract) -> bool:
    """Makes room for what the program writes: ids of bookmarks, of which it counts its own from one, and slots that stand
    in nothing but content controls and hold no breaks."""
    bookmarks = list(document.iter(w("bookmarkStart"), w("bookmarkEnd")))
    for each in bookmarks:
        identity = each.get(w("id"), "")
        if identity.isdecimal() and int(identity) < _OWN_IDS:
            each.set(w("id"), str(int(identity) + _OWN_IDS))
    slots = list(paragraphs_with(document, contract.slots))
    controls = dict.fromkeys(control for slot in slots for control in _controls_around(slot))
    for control in controls:
        content = control.find(w("sdtContent"))
        for child in list(content) if content is not None else ():
            control.addprevious(child)
        remove(control)
    return any((bookmarks, controls, set_apart(slots, styles)))


def _controls_around(slot: etree._Element) -> Iterator[etree._Element]:
    """The content controls in which a slot stands, and those around rows and cells of its table: a row may repeat in one."""
    yield from slot.iterancestors(w("sdt"))
    for table in slot.iterancestors(w("tbl")):
        yield from (each for each in table.iter(w("sdt")) if each.find(f"{w('sdtContent')}/{w('p')}") is None)


def _heal_story(root: etree._Element) -> bool:
    marking = list(root.iter(*_MARKING))
    for each in marking:
        _unwrap(each)
    healed = [_drop_unseen(each) for each in root.iter(w("t"))]
    healed += [_join_tags(paragraph) for paragraph in root.iter(w("p"))]
    return bool(marking) or any(healed)


def _drop_unseen(text: etree._Element) -> bool:
    """Takes out what nobody sees and can mean, as it is dropped from the source; whether there was any."""
    seen = without_spelled_out(text.text or "")
    if seen == (text.text or ""):
        return False
    text.text = seen
    return True


def _unwrap(element: etree._Element) -> None:
    """Leaves what an element holds in its place."""
    parent = element.getparent()
    assert parent is not None, "only the root has no parent"
    for child in list(element):
        if child.tag not in _OF_MARKING:
            element.addprevious(child)
    parent.remove(element)


def _join_tags(paragraph: etree._Element) -> bool:
    """Puts each tag that lies in several pieces into its first, without characters that nobody sees; whether there was one.

    Whatever stands between the pieces stays: a content control, say, which then holds nothing of the tag, or all of it.
    """
    pieces = [each for each in paragraph.iter(w("t")) if next(each.iterancestors(w("p")), None) is paragraph]
    texts = [each.text or "" for each in pieces]
    if "{" not in "".join(texts):
        return False
    joined = [TAG.sub(lambda tag: tag[0].translate(_UNSEEN), text) for text in _joined(texts)]
    for piece, old, new in zip(pieces, texts, joined, strict=True):
        if old != new:
            piece.text = new
            piece.set(_SPACE, "preserve")
    return joined != texts


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """The same texts with each tag whole in the piece in which it begins."""
    whole = "".join(texts)
    tags = [tag.span() for tag in TAG.finditer(whole)]
    begin = 0
    for text in texts:
        end = begin + len(text)
        # What of this piece is no tag that began before it, and the rest of the tag that does not end in it.
        first = next((stop for start, stop in tags if start < begin < stop), begin)
        last = next((stop for start, stop in tags if begin <= start < end < stop), end)
        yield whole[first:last] if first < end or last > end else ""
        begin = end


# Styles


def _say_language(root: etree._Element) -> bool:
    """Says that text is Japanese where the defaults don't: the documents are, whatever program saved their template."""
    defaults = _first_child(root, "docDefaults")
    holder = _first_child(_first_child(defaults, "rPrDefault"), "rPr")
    language = holder.find(w("lang"))
    if language is None:
        language = etree.Element(w("lang"))
        later = next((each for each in holder if each.tag in _AFTER_LANGUAGE), None)
        holder.append(language) if later is None else later.addprevious(language)
    if language.get(w("eastAsia"), "").lower() == "ja-jp":
        return False
    language.set(w("eastAsia"), "ja-JP")
    return True


def _first_child(parent: etree._Element, name: str) -> etree._Element:
    """The child of a name, a new one where there is none."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0, found)
    return found


def _name_styles(root: etree._Element, contract: Contract) -> bool:
    """Gives styles the names that the contract has for them where only the case differs, as Word itself reads names.

    A name that is a style's second one counts as well: Word keeps it where somebody gave the style another.
    """
    wanted = {
        "paragraph": (*contract.paragraphs, *_OTHERS),
        "character": contract.characters,
        "table": contract.tables,
    }
    changed = False
    for kind, names in wanted.items():
        styles = [each for each in root.findall(w("style")) if each.get(w("type")) == kind]
        there = {value_of(style, w("name")) for style in styles}
        for name in (name for name in names if name not in there):
            style = next((each for each in styles if name.casefold() in _names_of(each)), None)
            label = style.find(w("name")) if style is not None else None
            if label is not None:
                label.set(w("val"), name)
                changed = True
    return changed


def _names_of(style: etree._Element) -> set[str]:
    aliases = value_of(style, w("aliases")).replace(";", ",").split(",")
    return {" ".join(name.split()).casefold() for name in (value_of(style, w("name")), *aliases)} - {""}
