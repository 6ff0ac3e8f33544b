"""Metadata of the people and machines that made a template, left out: nothing of it is seen on a page.

Properties, paths, ids of editing sessions, what other programs keep in the file. What can be seen, at least on a screen,
is not silently dropped: word/template/traces.py tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import W, w
from pipeline.word.template.parts import (
    RELATIONSHIP,
    Parts,
    is_external,
    kind_of,
    source_of,
    target_of,
)

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# Relationships that are meant without being named in the text (ECMA-376 Part 1, 11.3 and 15.2).
_OF_PACKAGE = frozenset({"officeDocument", "core-properties", "extended-properties"})
_OF_PARTS = frozenset(
    {
        *("styles", "numbering", "settings", "footnotes", "endnotes", "fontTable", "theme"),
        # [MS-ODRAWXML] 2.1: drawings made by SmartArt, the look of charts
        *("diagramDrawing", "chartStyle", "chartColorStyle", "themeOverride"),
    }
)
# What leads to the office's own machines, wherever it leads.
_OF_MACHINES = frozenset({"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"})
# What may be said in the properties: the program writes these anew or takes them out, all others would stay.
_CORE = frozenset({"title", "subject", "creator", "language", "created", "modified"})
_EXTENDED = frozenset({"Application", "AppVersion", "DocSecurity"})
_DROPPED = frozenset(
    map(
        w,
        (
            # comments: the marks of their places
            *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
            # who may edit what; which printer
            *("permStart", "permEnd", "printerSettings"),
            # settings (17.15.1): the template's template, variables, addresses for mail merge, editing sessions
            *("attachedTemplate", "linkStyles", "docVars", "mailMerge", "rsids", "trackRevisions"),
            *("writeProtection", "attachedSchema", "saveThroughXslt", "schemaLibrary", "docId"),
            # asks whoever opens a document whether its fields may be computed: they are right
            "updateFields",
            # hidden where a document is shown as a web page: LibreOffice hides it on paper, Word does not
            "webHidden",
            # what Word would fetch from properties that are no longer there
            "dataBinding",
        ),
    )
) | {
    "{http://schemas.microsoft.com/office/word/2010/wordml}docId",
    "{http://schemas.microsoft.com/office/word/2012/wordml}docId",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
    # the workbook behind a chart, all of its sheets
    f"{_CHART}externalData",
}
_PROTECTION = w("documentProtection")
_PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|\\\\|file:|/(?:Users|home|Volumes)/)")
# Attributes that may tell something: ids of editing sessions, fields that want to be computed, names that are paths.
_TELLING = etree.XPath(
    "//@w:dirty | //@w:*[starts-with(local-name(), 'rsid')] | //@name[contains(., '/') or contains(., '\\')]"
    " | //@title | //@descr | //@alt | //@o:title | //@o:href",
    namespaces={"w": W, "o": "urn:schemas-microsoft-com:office:office"},
)


def without_metadata(parts: Parts, contract: Contract) -> set[str]:
    """Takes it out of the parts' trees; the names of those that are others now."""
    changed = {name for name, root in parts.items() if _is_text(name) and _clean(root, contract)}
    for name, root in parts.items():
        if name.endswith(".rels") and _drop(_unneeded(name, root, parts)):
            changed.add(name)
    for kind, kept in (("core-properties", _CORE), ("extended-properties", _EXTENDED)):
        part = _part_of_package(parts, kind)
        if part in parts and _drop(each for each in parts[part] if _local(each) not in kept):
            changed.add(part)
    return changed


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _clean(root: etree._Element, contract: Contract) -> bool:
    guards = (each for each in root.iter(_PROTECTION) if _guards(each, contract))
    dropped = _drop((*root.iter(*_DROPPED), *guards))
    changed = [_forget(attribute) for attribute in _TELLING(root)]
    return dropped or any(changed)


def _guards(element: etree._Element, contract: Contract) -> bool:
    """Protection of the template itself; a form is protected for those who fill it in."""
    return not (contract.controls and element.get(w("edit")) == "forms")


def _forget(attribute: etree._ElementUnicodeResult) -> bool:
    """Takes the id of an editing session, or the folders of a file, out of an attribute's element."""
    element, name = attribute.getparent(), str(attribute.attrname)
    assert element is not None, "attributes belong to elements"
    if name.startswith(f"{{{W}}}"):
        del element.attrib[name]
    elif _PATH.match(attribute):
        element.set(name, re.split(r"[\\/]", attribute.rstrip("\\/"))[-1])
    else:
        return False
    return True


def _drop(elements: Iterable[etree._Element]) -> bool:
    """Takes elements out of their tree, with runs that hold nothing else; whether there were any."""
    found = list(elements)
    for element in found:
        parent = element.getparent()
        assert parent is not None, "only the root has no parent"
        parent.remove(element)
        if parent.tag == w("r") and all(each.tag == w("rPr") for each in parent):
            around = parent.getparent()
            if around is not None:
                around.remove(parent)
    return bool(found)


def _unneeded(name: str, root: etree._Element, parts: Parts) -> Iterator[etree._Element]:
    """The relationships of a part that nothing in it needs. Those that lead out of the package are told elsewhere."""
    source = source_of(name)
    if source and source not in parts:
        return  # no XML: what it needs is not known
    used = (
        set()
        if not source
        else {value for each in parts[source].iter("{*}*") for value in each.attrib.values()}
    )
    # Building blocks: the words that show in an empty content control, and all that somebody ever kept beside them.
    has_placeholders = bool(source) and parts[source].find(f".//{w('placeholder')}") is not None
    for relationship in root.iter(RELATIONSHIP):
        kind = kind_of(relationship)
        needed = kind in _OF_PACKAGE if not source else kind in _OF_PARTS or relationship.get("Id") in used
        needed = needed or (kind == "glossaryDocument" and has_placeholders)
        if kind in _OF_MACHINES or not (needed or is_external(relationship)):
            yield relationship


def _part_of_package(parts: Parts, kind: str) -> str:
    links = parts["_rels/.rels"].iter(RELATIONSHIP) if "_rels/.rels" in parts else ()
    return next((target_of("", each) for each in links if kind_of(each) == kind), "")


def reachable(parts: Parts) -> set[str]:
    """The names of the parts that can be reached from the package, with their relationships."""
    rels = {source_of(name): name for name in parts if name.endswith(".rels")}
    found: set[str] = {"[Content_Types].xml"}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        name = rels.get(source)
        if name is None or name in found:
            continue
        found.add(name)
        for relationship in parts[name].iter(RELATIONSHIP):
            if not is_external(relationship):
                target = target_of(source, relationship)
                found.add(target)
                waiting.append(target)
    return found
