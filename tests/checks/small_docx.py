"""Builds small Word files out of raw XML, so that a test sees every element that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

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
_ids = count(1)


def level(
    ilvl: int, fmt: str, text: str, style: str = "", start: int = 1, extra: str = "", before: str = ""
) -> str:
    """A w:lvl; `before` goes before w:pStyle (lvlRestart), `extra` after it (isLgl)."""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{before}{tied}{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    """A w:abstractNum."""
    return (
        f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(identity: int, abstract_id: int, *overrides: str) -> str:
    """A w:num."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def start_override(ilvl: int, start: int) -> str:
    """A w:lvlOverride that sets where a level starts."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


HEADING_LEVELS = (
    level(0, "decimalFullWidth", "第%1章", "1"),
    level(1, "decimalFullWidth", "第%2節", "2"),
    level(2, "decimalFullWidth", "%3", "3"),
    level(3, "decimal", "(%4)", "4"),
)
APPENDIX_LEVELS = (
    level(0, "decimalFullWidth", "資料%1", "a1"),
    level(1, "decimalFullWidth", "%2", "a2"),
)
LIST_LEVELS = (level(0, "decimal", "(%1)", "l1"), level(1, "aiueoFullWidth", "%2"))
NUMBERING = (
    abstract(0, *HEADING_LEVELS)
    + abstract(1, *APPENDIX_LEVELS)
    + abstract(2, *LIST_LEVELS)
    + abstract(3, level(0, "bullet", "・", "l2"))
    + num(1, 0)
    + num(2, 1)
    + num(3, 2)
    + num(4, 3)
    + num(5, 2, start_override(0, 1))
    + num(6, 2, start_override(0, 1))
)


def style(identity: str, name: str, kind: str = "paragraph", properties: str = "", based_on: str = "") -> str:
    """A w:style; `properties` is the inside of its w:pPr."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def numbered(num_id: int, outline: int | None = None) -> str:
    """The inside of a style's w:pPr that ties it to a list."""
    level_xml = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return f'<w:numPr><w:numId w:val="{num_id}"/></w:numPr>{level_xml}'


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + "".join(style(str(each), f"heading {each}", properties=numbered(1, each - 1)) for each in range(1, 5))
    + "".join(
        style(f"a{each}", f"資料見出し {each}", properties=numbered(2, each - 1)) for each in range(1, 3)
    )
    + style("u1", "見出し番号なし", properties='<w:outlineLvl w:val="0"/>')
    + "".join(style(f"t{each}", f"toc {each}") for each in range(1, 4))
    + style("tf", "table of figures")
    + style("b", "Body Text")
    + style("cap", "caption")
    + style("l1", "番号リスト(1)", properties=numbered(3))
    + style("l2", "点リスト", properties=numbered(4))
    + style("ti", "Title")
    + style("hd", "header")
    + style("fn", "footnote text")
    + style("st", "Strong", "character")
    + style("tb", "計画の表", "table")
)


def run(text: str, properties: str = "") -> str:
    """A run; tabs and line breaks in `text` become elements."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = [
        "<w:tab/>"
        if each == "\t"
        else "<w:br/>"
        if each == "\n"
        else f'<w:t xml:space="preserve">{each}</w:t>'
        for each in _split(text)
    ]
    return f"<w:r>{inner}{''.join(pieces)}</w:r>"


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if character in "\t\n" or not pieces or pieces[-1] in ("\t", "\n"):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def mark(kind: str) -> str:
    """A w:fldChar in its run."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(instruction: str) -> str:
    """A field's instruction in its run."""
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def ref(instruction: str, result: str) -> str:
    """A complex field with its cached result."""
    return mark("begin") + code(instruction) + mark("separate") + run(result) + mark("end")


def bookmark(name: str, content: str) -> str:
    """A bookmark around content."""
    identity = next(_ids)
    return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identity}"/>'


def p(content: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{tied}{properties}</w:pPr>" if tied or properties else ""
    return f"<w:p>{inner}{content if content.startswith('<') or not content else run(content)}</w:p>"


def heading(depth: int, text: str, name: str = "", style: str = "") -> str:
    """A numbered heading with a bookmark over its text."""
    content = text if text.startswith("<") else run(text)
    return p(bookmark(name, content) if name else content, style or str(depth))


def item(text: str, num_id: int | None = None, ilvl: int = 0, style: str = "l1") -> str:
    """A list paragraph, of a list of its own where `num_id` is given."""
    own = "" if num_id is None else f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return p(text, style, own)


def caption(label: str, name: str, chapter: str, figure: str, title: str, sequence: str = r"\s 1") -> str:
    """表２－１　title, with a bookmark over label and number."""
    number = (
        run(label)
        + ref(r"STYLEREF 1 \s", chapter)
        + run("－")
        + ref(rf"SEQ {label} \* DBCHAR {sequence}", figure)
    )
    return p(bookmark(name, number) + run(f"　{title}"), "cap")


def entry(
    style: str, number: str, title: str, anchor: str, page: str = "－", before: str = "", after: str = ""
) -> str:
    """A line of a contents list."""
    front = f"{number}\t" if number else ""
    line = run(f"{front}{title}\t") + ref(rf"PAGEREF {anchor} \h", page)
    return p(f'{before}<w:hyperlink w:anchor="{anchor}">{line}</w:hyperlink>{after}', style)


def contents(instruction: str, *entries: tuple[str, str, str, str]) -> str:
    """A TOC field over its entries: (style, number, title, bookmark)."""
    lines = []
    for place, each in enumerate(entries):
        before = mark("begin") + code(instruction) + mark("separate") if place == 0 else ""
        after = mark("end") if place == len(entries) - 1 else ""
        lines.append(entry(*each, before=before, after=after))
    return "".join(lines)


def cell(content: str, span: int = 1, merge: str = "", direction: str = "") -> str:
    """A table cell; text that is no XML becomes a paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    turned = f'<w:textDirection w:val="{direction}"/>' if direction else ""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{spanned}{merged}{turned}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """A table row."""
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(widths: tuple[int, ...], *rows: str) -> str:
    """A table in style 計画の表; widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    properties = '<w:tblPr><w:tblStyle w:val="tb"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(
    identity: int, alt: str, embed: str = "rImage", width: int = 3_600_000, height: int = 1_800_000
) -> str:
    """An inline picture in its run; the size in EMU."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{identity}" name="図" '
        f'descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{embed}"/></pic:blipFill>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def note_reference(identity: int) -> str:
    """A footnote's reference in its run."""
    return f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'


def footnote(identity: int, text: str) -> str:
    """A w:footnote with the mark of its number."""
    return f'<w:footnote w:id="{identity}">{p("<w:r><w:footnoteRef/></w:r>" + run(f" {text}"), "fn")}</w:footnote>'


def section(
    references: str = "", width: int = 11906, height: int = 16838, extra: str = "", pages: str = ""
) -> str:
    """A w:sectPr; A4 upright unless told otherwise."""
    orient = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:sectPr>{references}{extra}<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="850" w:footer="850"/>{pages}'
        "</w:sectPr>"
    )


def shown(kind: str, relationship: str) -> str:
    """A header or footer reference."""
    return f'<w:{kind}Reference w:type="default" r:id="{relationship}"/>'


@dataclass
class Small:
    """What goes into the file; `headers` and `footers` are contents by relationship id."""

    body: str
    styles: str = STYLES
    numbering: str = NUMBERING
    footnotes: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    footers: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""
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
