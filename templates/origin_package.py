"""A Word file from its parts: XML elements, the parts every template shares, and the zip around them.

Only `origin.py` uses this. Part names and content types follow ECMA-376 part 2 (OPC) and part 1, 11.3; the children of every
element stand in the order that its schema type asks for, because Word refuses a file that mixes them up.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = {"w": W, "r": R}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# The oldest date a zip file can hold: the same script then gives the same bytes on any day.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def mm(length: float) -> int:
    """A length in millimetres as twentieths of a point, Word's unit."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """A length in points as twentieths of a point."""
    return round(length * 20)


def el(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """The element `w:tag` with attributes `w:…`; children and attributes that are None are left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        if value is not None:
            element.set(f"{{{W}}}{name}", str(value))
    element.extend([child for child in children if child is not None])
    return element


def flag(tag: str, on: bool | None) -> Element | None:
    """A switch such as `w:keepNext`: None leaves it to the style underneath, False switches it off there."""
    if on is None:
        return None
    return el(tag) if on else el(tag, val=0)


def text_run(text: str, style: str | None = None) -> Element:
    """A run with this text, in the character style with this id."""
    piece = el("t")
    piece.text = text
    piece.set(PRESERVE, "preserve")
    return el("r", el("rPr", el("rStyle", val=style)) if style else None, piece)


def page_field(cached: str) -> list[Element]:
    """The runs of a PAGE field that shows `cached` until Word lays the page out."""
    instruction = el("instrText")
    instruction.text = " PAGE "
    instruction.set(PRESERVE, "preserve")
    begin, separate, end = (el("r", el("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, el("r", instruction), separate, text_run(cached), end]


def to_bytes(root: Element) -> bytes:
    """An XML part as Word writes it: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True)
class Part:
    """A part of `word/`: `name` is its file name, `kind` the end of its relationship and content type."""

    name: str
    kind: str
    root: Element

    @property
    def relationship_id(self) -> str:
        """Its relationship's id, made from its name, so that adding a part changes no other id."""
        return "rId_" + self.name.removesuffix(".xml")


def reference(tag: str, part: Part) -> Element:
    """`w:headerReference` or `w:footerReference` (the default one) to a part."""
    element = el(tag, type="default")
    element.set(f"{{{R}}}id", part.relationship_id)
    return element


COLOR_MAPPING = {
    **{"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"},
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    **{"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"},
}


def settings(with_footnotes: bool) -> Part:
    """Compatibility mode 15, punctuation compressed, no hyphenation, no field updates on opening."""
    options = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
        "useWord2013TrackBottomHyphenation": "0",
    }
    uri = "http://schemas.microsoft.com/office/word"
    compat = [
        el(tag)
        for tag in ("spaceForUL", "doNotLeaveBackslashAlone", "ulTrailSpace", "doNotExpandShiftReturn")
    ]
    compat += [el("compatSetting", name=name, uri=uri, val=value) for name, value in options.items()]
    notes = el("footnotePr", el("footnote", id=-1), el("footnote", id=0)) if with_footnotes else None
    root = el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=420),
        el("characterSpacingControl", val="compressPunctuation"),
        notes,
        el("compat", *compat),
        el("themeFontLang", val="ja-JP", eastAsia="ja-JP"),
        el("clrSchemeMapping", **COLOR_MAPPING),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    )
    return Part("settings.xml", "settings", root)


def footnotes() -> Part:
    """The two notes every Word file has: the rule above footnotes (-1) and above continued ones (0).

    LibreOffice gives the rule 6 pt whatever its paragraph says; Word gives it what it says.
    """
    spacing = el("pPr", el("spacing", before=0, after=0, line=120, lineRule="exact"), el("ind", firstLine=0))
    kinds = ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    notes = [
        el("footnote", el("p", deepcopy(spacing), el("r", el(mark))), type=kind, id=number)
        for number, kind, mark in kinds
    ]
    return Part("footnotes.xml", "footnotes", el("footnotes", *notes))


def font_table(fonts: Iterable[tuple[str, str, str]]) -> Part:
    """The fonts used, as (Windows name in Japanese, the same in English, `fixed` or `variable`)."""
    entries = [
        el(
            "font",
            el("altName", val=english),
            el("charset", val="80"),
            el("family", val="roman" if "明朝" in name else "modern"),
            el("pitch", val=pitch),
            name=name,
        )
        for name, english, pitch in fonts
    ]
    return Part("fontTable.xml", "fontTable", el("fonts", *entries))


def theme(heading_font: str, text_font: str, colors: Mapping[str, str]) -> Part:
    """The theme: the fonts and colours that Word offers first. No style depends on it."""
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface="{name}"/></a:{kind}Font>'
        for kind, name in (("major", heading_font), ("minor", text_font))
    )
    palette = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors.items())
    text = (
        f'<a:theme xmlns:a="{DRAWING}" name="計画"><a:themeElements><a:clrScheme name="計画">{palette}</a:clrScheme>'
        f'<a:fontScheme name="計画">{fonts}</a:fontScheme><a:fmtScheme name="計画"><a:fillStyleLst>{solid * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
    return Part("theme1.xml", "theme", etree.fromstring(text))


CORE_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{{{{ 市名 }}}}</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified>\
<dc:language>ja-JP</dc:language></cp:coreProperties>"""

APP_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Keikaku</Application></Properties>"""


def package(document: Element, parts: Iterable[Part], title: str) -> bytes:
    """The .docx: `document` as the main part, `parts` beside it, `title` (may hold tags) in the properties."""
    parts = tuple(parts)
    main = Part("document.xml", "document", document)
    office = R + "/"
    root_targets = {
        "rId_document": (office + "officeDocument", "word/document.xml"),
        "rId_core": (RELATIONSHIPS + "/metadata/core-properties", "docProps/core.xml"),
        "rId_app": (office + "extended-properties", "docProps/app.xml"),
    }
    word_targets = {part.relationship_id: (office + part.kind, part.name) for part in parts}
    files = {
        "[Content_Types].xml": to_bytes(_content_types((main, *parts))),
        "_rels/.rels": to_bytes(_relationships(root_targets)),
        "word/document.xml": to_bytes(document),
        "word/_rels/document.xml.rels": to_bytes(_relationships(word_targets)),
        **{f"word/{part.name}": to_bytes(part.root) for part in parts},
        "docProps/core.xml": CORE_PROPERTIES.format(title=title).encode(),
        "docProps/app.xml": APP_PROPERTIES.encode(),
    }
    return _zip(files)


def _content_types(parts: Iterable[Part]) -> Element:
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    xml, rels = "application/xml", "application/vnd.openxmlformats-package.relationships+xml"
    for extension, content in (("rels", rels), ("xml", xml), ("png", "image/png"), ("jpeg", "image/jpeg")):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=content)
    overrides = {f"/word/{part.name}": f"{WORD_TYPE}{part.kind}+xml" for part in parts}
    overrides["/word/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides["/word/document.xml"] = WORD_TYPE + "document.main+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["/docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    for name, content in overrides.items():
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=name, ContentType=content)
    return root


def _relationships(targets: Mapping[str, tuple[str, str]]) -> Element:
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for identifier, (kind, target) in targets.items():
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=identifier, Type=kind, Target=target)
    return root


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()
