"""Small Word files, as one program or another writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.receive.edits import Edits
from pipeline.receive.finding import find_edits
from pipeline.receive.package import open_package
from pipeline.receive.reading import read_returned
from pipeline.receive.returned import Returned

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": _W,
        "r": _R,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_ROOTS = {
    "footnotes": "footnotes",
    "comments": "comments",
    "header": "hdr",
    "commentsExtended": "commentsEx",
    "image": "p",
}
BY = 'w:id="7" w:author="担当者Ａ" w:date="2026-11-29T10:00:00Z"'


def docx(body: str, /, **parts: str) -> bytes:
    """A Word file with this markup in its body, and in the parts that are named by their relationships' kinds."""
    prefixed = {kind: "w15" if kind == "commentsExtended" else "w" for kind in parts}
    links = "".join(f'<Relationship Id="r{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    files = {
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document2.xml"/>'
        ),
        "word/document2.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document2.xml.rels": _relationships(links),
        **{
            f"word/{kind}.xml": f"<{prefixed[kind]}:{_ROOTS[kind]} {_NAMESPACES}>{markup}</{prefixed[kind]}:{_ROOTS[kind]}>"
            for kind, markup in parts.items()
        },
    }
    return packed({name: text.encode() for name, text in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return target.getvalue()


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'


def strict(docx: bytes) -> bytes:
    """The same as 完全 Open XML ドキュメント, whose names are in namespaces of their own."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return packed({name: _strict(package.read(name).decode()).encode() for name in package.namelist()})


def _strict(text: str) -> str:
    return text.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
    )


def p(*content: str, mark: str = "", properties: str = "") -> str:
    """A paragraph: text as it is, markup as it is; `mark` is what was done to its end (ins, del)."""
    end = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{end}</w:pPr>{''.join(map(_run, content))}</w:p>"


def _run(content: str) -> str:
    return content if content.startswith("<") else r(content)


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str) -> str:
    """Inserted text."""
    return f"<w:ins {BY}>{r(text)}</w:ins>"


def gone(text: str) -> str:
    """Deleted text."""
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(instruction: str, result: str) -> str:
    """A field and its result; an empty one has none."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    shown = r(result) if result else ""
    return f"{kinds[0]}<w:r><w:instrText> {instruction} </w:instrText></w:r>{kinds[1]}{shown}{kinds[2]}"


def table(*rows: tuple[str, ...] | str) -> str:
    """A table of paragraphs; a row may be markup of its own."""
    return f"<w:tbl>{''.join(each if isinstance(each, str) else row(*each) for each in rows)}</w:tbl>"


def row(*cells: str, change: str = "") -> str:
    """A row; `change` is what was done to it (ins, del)."""
    properties = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{_cell(each)}</w:tc>' for each in cells)}</w:tr>"


def _cell(content: str) -> str:
    return content if content.startswith("<w:p>") else p(content)


def read(data: bytes) -> Returned:
    """A file, read."""
    return read_returned(open_package("戻り.docx", data))


def edits(sent: bytes, returned: bytes) -> Edits:
    """What differs between two files."""
    return find_edits(read(sent), read(returned))
