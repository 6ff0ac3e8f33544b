"""The quirks of this LibreOffice, measured in a tiny document that goes along with the others once."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.model.xml_names import W

if TYPE_CHECKING:
    import pikepdf  # heavy, and loaded where PDFs are read

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_HEIGHT, _MARGIN, _LINE = 2000, 200, 400  # twips
_EM = 200  # twips: ten points


@dataclass(frozen=True)
class Quirks:
    """`low_rows`: a row's least height holds its margins and its upper line, where Word adds them to it.
    `hangs_backwards`: punctuation hangs out of the line where the document says that it must not, and the other way round.
    """

    low_rows: bool
    hangs_backwards: bool


# Those of LibreOffice 7.4: what is assumed until it is measured.
KNOWN = Quirks(low_rows=True, hangs_backwards=True)


def probe() -> bytes:
    """The tiny document: bookmarks q0 to q3 before and after a row, and after a paragraph that may hang and one that may not."""
    sides = "".join(f'<w:{side} w:w="{_MARGIN}" w:type="dxa"/>' for side in ("top", "bottom"))
    row = (
        f'<w:tbl><w:tblPr><w:tblW w:w="2000" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:trPr>'
        f'<w:trHeight w:val="{_HEIGHT}" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>'
        f"</w:tcPr>{_paragraph('', '一')}</w:tc></w:tr></w:tbl>"
    )
    # Ten characters' width, and a full stop behind ten characters.
    full = "一" * 10 + "。"
    body = (
        _paragraph("q0", "一")
        + row
        + _paragraph("q1", full, '<w:overflowPunct w:val="1"/>')
        + _paragraph("q2", full, '<w:overflowPunct w:val="0"/>')
        + _paragraph("q3", "一")
    )
    page = 10 * _EM
    section = (
        f'<w:sectPr><w:pgSz w:w="{page + 2000}" w:h="16838"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" '
        'w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{body}{section}</w:body></w:document>'
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONSHIPS),
            ("word/document.xml", document),
        ):
            package.writestr(zipfile.ZipInfo(name), content)
    return saved.getvalue()


def _paragraph(mark: str, text: str, properties: str = "") -> str:
    """A paragraph of exact lines, with a bookmark at its beginning."""
    bookmark = (
        f'<w:bookmarkStart w:id="{mark[1:]}" w:name="{mark}"/><w:bookmarkEnd w:id="{mark[1:]}"/>'
        if mark
        else ""
    )
    return (
        f'<w:p><w:pPr>{properties}<w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/></w:pPr>'
        f'{bookmark}<w:r><w:rPr><w:rFonts w:eastAsia="BIZ UDゴシック"/><w:sz w:val="{_EM // 10}"/></w:rPr>'
        f"<w:t>{text}</w:t></w:r></w:p>"
    )


def read_quirks(pdf: pikepdf.Pdf) -> Quirks:
    """The quirks told by the places of the marks in the probe's PDF, else the known ones."""
    found = pdf.Root.get("/Dests")
    heights = {name: float(place[3]) for name, place in found.items()} if found is not None else {}
    if not heights.keys() >= {"/q0", "/q1", "/q2", "/q3"}:
        return KNOWN
    line = _LINE / 20
    row = heights["/q0"] - heights["/q1"] - line
    may, may_not = heights["/q1"] - heights["/q2"], heights["/q2"] - heights["/q3"]
    return Quirks(
        low_rows=row < (_HEIGHT + _MARGIN) / 20,
        hangs_backwards=may > may_not + line / 2,
    )
