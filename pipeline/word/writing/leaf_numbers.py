"""What leaves of a sheet that takes several pages say at their foot: which one each is, of how many (１／３)."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from pipeline.model.numerals import fullwidth
from pipeline.model.xml_names import w
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import field
from pipeline.word.markup.running_parts import show
from pipeline.word.markup.styles import Styles

_FOOTER, _STYLE = "footerReference", "footer"
_CENTRED = f'{oxml.SINGLE_LINES}<w:jc w:val="center"/>'
# Full-width digits, which is what Word's switch asks for.
_FULL = "\\* DBCHAR"


def number_leaves(document: Document, styles: Styles, count: int) -> None:
    """Have each page say at the foot which of `count` it is, in live fields, if the template says nothing there itself: leaves get
    into disorder."""
    sections = list(document.element.body.iter(w("sectPr")))
    if any(section.find(w(_FOOTER)) is not None for section in sections):
        return
    package = document.part.package
    text = f"{field(f'PAGE {_FULL}', fullwidth(1))}{oxml.text_run('／')}{field(f'NUMPAGES {_FULL}', fullwidth(count))}"
    style = styles.paragraph(_STYLE if ("paragraph", _STYLE) in styles.ids else "Normal")
    footer = parse_xml(f"<w:ftr {oxml.DECLARATIONS}>{oxml.paragraph(style, text, _CENTRED)}</w:ftr>")
    part = XmlPart(package.next_partname("/word/footer%d.xml"), CONTENT_TYPE.WML_FOOTER, footer, package)
    show(sections[0], _FOOTER, "default", document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTER))
