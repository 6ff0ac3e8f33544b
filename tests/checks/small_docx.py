"""Makes docx files out of raw XML, and changes them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from .small_styles import NUMBERING, STYLES
from .small_text import section

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass
class Small:
    """What goes into the file; `headers` and `footers` are contents by relationship id."""

    body: str
    styles: str = STYLES
    numbering: str = NUMBERING
    footnotes: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    footers: Mapping[str, str] = field(default_factory=dict)
    settings: str = "<w:compat/>"
    comments: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    last_section: str = section()

    def build(self) -> bytes:
        """The docx."""
        return zipped(self.parts())

    def parts(self) -> dict[str, bytes]:
        """The parts by name."""
        parts = {
            "word/document.xml": _root("document", f"<w:body>{self.body}{self.last_section}</w:body>"),
            "word/styles.xml": _root("styles", self.styles),
            "word/numbering.xml": _root("numbering", self.numbering),
            "word/settings.xml": _root("settings", self.settings),
            "docProps/core.xml": _core(self.title),
        }
        relationships = {each: (each, f"{each}.xml") for each in ("styles", "numbering", "settings")}
        if self.footnotes:
            parts["word/footnotes.xml"] = _root("footnotes", self.footnotes)
            relationships["notes"] = ("footnotes", "footnotes.xml")
        if self.comments:
            parts["word/comments.xml"] = _root("comments", self.comments)
            relationships["comments"] = ("comments", "comments.xml")
        for kind, tag, contents_by_id in (("header", "hdr", self.headers), ("footer", "ftr", self.footers)):
            for identity, content in contents_by_id.items():
                parts[f"word/{identity}.xml"] = _root(tag, content)
                relationships[identity] = (kind, f"{identity}.xml")
        if "rImage" in self.body:
            parts["word/media/image1.png"] = PNG
            relationships["rImage"] = ("image", "media/image1.png")
        parts["word/_rels/document.xml.rels"] = _rels(relationships, self.links)
        parts["_rels/.rels"] = _rels(
            {
                "rId1": ("officeDocument", "word/document.xml"),
                "rId2": ("metadata/core-properties", "docProps/core.xml"),
            }
        )
        return {"[Content_Types].xml": _types(parts), **parts}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(docx: bytes) -> dict[str, bytes]:
    """The parts of a docx by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(docx: bytes, old: str, new: str, part: str = "word/document.xml", times: int = 1) -> bytes:
    """The docx with the first `times` places of `old` in a part replaced; `old` must be there."""
    parts = unzipped(docx)
    text = parts[part].decode("utf-8")
    assert old in text, f"{old!r} is not in {part}"
    parts[part] = text.replace(old, new, times).encode("utf-8")
    return zipped(parts)


def paged(docx: bytes, page: str) -> bytes:
    """The docx with `page` as the result of every PAGEREF that was not measured."""
    parts = unzipped(docx)
    pattern = r"(PAGEREF (?:(?!－|PAGEREF).)*>)－(?=<)"
    document = re.sub(pattern, rf"\g<1>{page}", parts["word/document.xml"].decode("utf-8"))
    return zipped({**parts, "word/document.xml": document.encode("utf-8")})


def _root(tag: str, content: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {NS}>{content}</w:{tag}>'.encode()
    )


def _core(title: str) -> bytes:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    ).encode()


def _rels(internal: Mapping[str, tuple[str, str]], links: Mapping[str, str] | None = None) -> bytes:
    lines = [
        f'<Relationship Id="{identity}" Type="{REL}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in internal.items()
    ]
    for identity, address in (links or {}).items():
        lines.append(
            f'<Relationship Id="{identity}" Type="{REL}/hyperlink" Target="{address}" TargetMode="External"/>'
        )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'.encode()


def _types(parts: Mapping[str, bytes]) -> bytes:
    kinds = {
        "document": f"{WML}.document.main+xml",
        "core": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = [
        f'<Override PartName="/{name}" ContentType="{kinds.get(stem, f"{WML}.{stem}+xml")}"/>'
        for name in parts
        if name.endswith(".xml")
        for stem in [name.rpartition("/")[2].removesuffix(".xml")]
    ]
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{"".join(overrides)}</Types>'
    ).encode()
