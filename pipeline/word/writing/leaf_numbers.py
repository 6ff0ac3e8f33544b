"""Page numbers for what is a single sheet no longer."""

from __future__ import annotations

import io

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from pipeline.model.xml_names import w
from pipeline.word.markup.fields import field
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.word.markup.package import pack
from pipeline.word.markup.running_parts import show

_FOOTER = "footerReference"


def with_page_numbers(data: bytes) -> bytes:
    """A template whose pages say at the foot which they are, if it says nothing there itself: leaves get into disorder."""
    document = docx.Document(io.BytesIO(data))
    sections = list(document.element.body.iter(w("sectPr")))
    if any(section.find(w(_FOOTER)) is not None for section in sections):
        return data
    package = document.part.package
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    footer = parse_xml(f"<w:ftr {DECLARATIONS}><w:p>{centred}{field('PAGE', '1')}</w:p></w:ftr>")
    part = XmlPart(package.next_partname("/word/footer%d.xml"), CONTENT_TYPE.WML_FOOTER, footer, package)
    show(sections[0], _FOOTER, "default", document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTER))
    return pack(package, {})
