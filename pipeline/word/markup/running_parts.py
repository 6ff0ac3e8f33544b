"""Headers and footers of sections: which are shown, and copies of them for a section that shows something else (17.10)."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import r, w
from pipeline.word.markup.placeholders import remove

_REFERENCES = {"headerReference": RELATIONSHIP_TYPE.HEADER, "footerReference": RELATIONSHIP_TYPE.FOOTER}


@dataclass(frozen=True)
class Reference:
    """The header or footer of one kind that a section shows."""

    tag: str
    kind: str
    part: XmlPart


def references_of(document: Document, section: etree._Element) -> Iterator[Reference]:
    """The headers and footers of a section, those that it has from sections before it too (17.10.1)."""
    shown: dict[tuple[str, str], Reference] = {}
    for each in document.element.body.iter(w("sectPr")):
        for tag in _REFERENCES:
            for reference in each.findall(w(tag)):
                kind = reference.get(w("type"), "default")
                part = document.part.rels[reference.get(r("id"), "")].target_part
                shown[tag, kind] = Reference(tag, kind, part)
        if each is section:
            break
    yield from shown.values()


def copied(document: Document, shown: Reference) -> tuple[XmlPart, str]:
    """A copy of a header or footer, with the id of its relationship."""
    stem = "header" if shown.tag == "headerReference" else "footer"
    package = document.part.package
    name = package.next_partname(f"/word/{stem}%d.xml")
    part = XmlPart(name, shown.part.content_type, parse_xml(etree.tostring(shown.part.element)), package)
    for identity, link in shown.part.rels.items():
        part.load_rel(
            link.reltype,
            link.target_ref if link.is_external else link.target_part,
            identity,
            link.is_external,
        )
    return part, document.part.relate_to(part, _REFERENCES[shown.tag])


def show(section: etree._Element, tag: str, kind: str, relationship: str) -> None:
    """Let a section show another header or footer in place of that of this kind that it has, or has from sections before it."""
    for old in section.findall(w(tag)):
        if old.get(w("type"), "default") == kind:
            remove(old)
    section.insert(0, etree.Element(w(tag), {w("type"): kind, r("id"): relationship}))
