"""Markup of a template that layout engines read differently, written so that all of them agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.xml_names import is_on, w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.styles import ancestry, is_default, value_of
from pipeline.word.template.parts import Parts, with_parts

# The rule above footnotes stands in a paragraph. LibreOffice gives it 6 pt whatever it says, Word what it says.
SEPARATOR_SPACING = {"before": "0", "after": "0", "line": "120", "lineRule": "exact"}
_SEPARATORS = ("separator", "continuationSeparator")
# Spaces in lines, or as in HTML, which are stronger than those in points (17.3.1.33).
_STRONGER = ("beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing")
# What follows footnotePr and endnotePr in w:settings and is in every file of Word's (17.15.1.78).
_AFTER_NOTES = frozenset(
    map(
        w,
        (
            "endnotePr",
            "compat",
            "docVars",
            "rsids",
            "themeFontLang",
            "clrSchemeMapping",
            "decimalSymbol",
            "listSeparator",
        ),
    )
)


def made_portable(data: bytes, parts: Parts, changed: Collection[str] = ()) -> bytes:
    """The template with this markup settled; `parts`, its XML parts by name, are changed along with it. Some may be
    `changed` already."""
    changed = {*changed, *_keep_lines(parts), *_settle_separators(parts)}
    return with_parts(data, {name: parts[name] for name in changed}) if changed else data


def _keep_lines(parts: Parts) -> Iterator[str]:
    """Keep the lines of a paragraph together that is kept with the next; the names of the parts that this changes.

    keepNext keeps the next paragraph with "at least part" of this one (17.3.1.15): Word may split it where
    LibreOffice moves it whole.
    """
    styles = {style.get(w("styleId"), ""): style for style in parts["word/styles.xml"].iterfind(w("style"))}
    for name, root in parts.items():
        found = list(root.iter(w("pPr")))
        if sum(_with_lines(each) or _without_refusal(each, styles) for each in found):
            yield name


def _with_lines(properties: etree._Element) -> bool:
    """Whether paragraph properties say keepNext and got a keepLines beside it."""
    kept = properties.find(w("keepNext"))
    if kept is None or not is_on(kept):
        return False
    lines = properties.find(w("keepLines"))
    if lines is None:
        kept.addnext(etree.Element(w("keepLines")))
        return True
    if is_on(lines):
        return False
    del lines.attrib[w("val")]
    return True


def _without_refusal(properties: etree._Element, styles: Mapping[str, etree._Element]) -> bool:
    """Whether paragraph properties switched keepLines off where a style's keepNext is in force; `styles` are by their ids."""
    lines = properties.find(w("keepLines"))
    if lines is None or is_on(lines) or properties.find(w("keepNext")) is not None:
        return False
    base = _base(properties, styles)
    chain = ancestry(base, styles) if base is not None else ()
    kept = next((found for style in chain if (found := style.find(_KEEP_NEXT)) is not None), None)
    if kept is None or not is_on(kept):
        return False
    properties.remove(lines)
    return True


def _base(properties: etree._Element, styles: Mapping[str, etree._Element]) -> etree._Element | None:
    """The style that a paragraph's properties, or a style's, add to; a paragraph that names none has the default one."""
    owner = properties.getparent()
    if owner is not None and owner.tag == w("style"):
        return styles.get(value_of(owner, w("basedOn")))
    if name := value_of(properties, w("pStyle")):
        return styles.get(name)
    return next((style for style in styles.values() if is_default(style)), None)


_KEEP_NEXT = f"{w('pPr')}/{w('keepNext')}"


def _settle_separators(parts: Parts) -> Iterator[str]:
    """Give the rules above notes (17.11.23) their one height, and notes without a rule one; the names of the parts that this
    changes."""
    inherited = {
        name
        for spacing in parts["word/styles.xml"].iter(w("spacing"))
        for name in _STRONGER
        if spacing.get(w(name)) not in (None, "0")
    }
    for name, root in parts.items():
        if root.tag not in (w("footnotes"), w("endnotes")):
            continue
        added = _add_separators(root)
        if added:
            yield from _declare(parts, str(root.tag), added)
        separators = [note for note in root if note.get(w("type")) in _SEPARATORS]
        paragraphs = [paragraph for note in separators for paragraph in note.iter(w("p"))]
        if sum(_settle(paragraph, inherited) for paragraph in paragraphs) or added:
            yield name


def _add_separators(root: etree._Element) -> list[str]:
    """The ids of rules that were not there: Word would draw its own, as high as a line of text."""
    there = {note.get(w("type")) for note in root}
    first = min([0, *(int(note.get(w("id"), "0")) for note in root)])
    added: list[str] = []
    for kind in _SEPARATORS:
        if kind not in there:
            added.append(str(first - 1 - len(added)))
            note = etree.Element(
                root[0].tag if len(root) else w("footnote"), {w("type"): kind, w("id"): added[-1]}
            )
            etree.SubElement(etree.SubElement(etree.SubElement(note, w("p")), w("r")), w(kind))
            root.insert(len(added) - 1, note)
    return added


def _declare(parts: Parts, kind: str, added: Iterable[str]) -> Iterator[str]:
    """Say in the settings which notes are rules (17.11.10); the name of the part that this changes."""
    prefix = kind.removesuffix("s")
    for name, root in parts.items():
        if root.tag == w("settings"):
            held = root.find(f"{prefix}Pr")
            if held is None:
                held = etree.Element(f"{prefix}Pr")
                later = next((each for each in root if each.tag in _AFTER_NOTES), None)
                if later is None:
                    root.append(held)
                else:
                    later.addprevious(held)
            for identity in added:
                etree.SubElement(held, prefix, {w("id"): identity})
            yield name


def _settle(paragraph: etree._Element, inherited: Iterable[str]) -> bool:
    """Whether a paragraph's spacing was another one; what is stronger in a style is taken back."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    spacing = properties.find(w("spacing"))
    wanted = {
        w(name): value for name, value in {**SEPARATOR_SPACING, **dict.fromkeys(inherited, "0")}.items()
    }
    if spacing is not None and dict(spacing.attrib) == wanted:
        return False
    if spacing is None:
        spacing = etree.SubElement(properties, w("spacing"))
        put_in_order(properties)
    spacing.attrib.clear()
    spacing.attrib.update(wanted)
    return True
