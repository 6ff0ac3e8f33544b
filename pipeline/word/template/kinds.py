"""The kind of a file that bears a template's name and is no Word document, told by how it begins."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.system.damaged_zip import DAMAGE

# How files of other kinds begin.
_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0": "古い形式のWord 97-2003 文書（.doc）か、パスワードの付いた文書です",
    b"{\\rtf": "リッチ テキスト（.rtf）です",
    b"%PDF-": "PDFです",
    b"<?xml": "XMLの文書です",
    b"<html": "Webページです",
    b"<!DOCTYPE html": "Webページです",
}
_MACROS, _TEMPLATE = "マクロ有効文書（.docm）です", "Word テンプレート（.dotx）です"
# The content type of the main part, by what it has in it (ECMA-376 Part 1, 11.3.10).
_MAIN_TYPES = {
    "macroEnabledTemplate": "マクロ有効テンプレート（.dotm）です",
    "macroEnabled.main": _MACROS,
    "wordprocessingml.template.main": _TEMPLATE,
    "spreadsheetml": "Excelのブックです",
    "presentationml": "PowerPointのプレゼンテーションです",
}
_STRICT = "http://purl.oclc.org/ooxml/"


def described(data: bytes, parts: Mapping[str, etree._Element]) -> str:
    """A file's description, for a message; empty for a Word document of the usual kind, and for what nobody knows.

    `parts` are its XML parts by name, none where it can't be read that far.
    """
    if not data:
        return "ファイルが空です"
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")
    for beginning, kind in _BEGINNINGS.items():
        if start.lower().startswith(beginning.lower()):
            return kind
    listed = parts.get("[Content_Types].xml")
    types = " ".join(
        each.get("ContentType", "") for each in (listed.iter("{*}*") if listed is not None else ())
    )
    for word, kind in _MAIN_TYPES.items():
        if word in types and not re.search(r"wordprocessingml\.document\.main\+xml", types):
            return kind
    if any(_STRICT in value for value in _main_names(parts)):
        return "「完全 Open XML ドキュメント」の形式です"
    return "" if parts else _in_zip(data)


def _main_names(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """The namespaces of the parts of the text, and the types by which the package leads to them."""
    for name, root in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield str(root.tag)
        elif name == "_rels/.rels":
            yield from (each.get("Type", "") for each in root.iter("{*}*"))


def _in_zip(data: bytes) -> str:
    """Description of a zip that holds no parts of a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if any(each.flag_bits & 1 for each in package.infolist()):
                return "パスワードの付いたZIPファイルです"
            if "mimetype" in names and b"opendocument" in package.read("mimetype"):
                return "OpenDocument（.odt など）です"
    except DAMAGE:
        return ""
    if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
        return "Pagesの文書です"
    return "" if "word/document.xml" in names else "Wordの文書が入っていないZIPファイルです" if names else ""
