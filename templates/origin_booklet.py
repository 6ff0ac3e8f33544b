"""The script that first made the booklet look (冊子), of templates in the usual one, in templates/samples/booklet/.

`make new LOOK=冊子` gives them to a plan. Each is a template as it stands beside this file, restyled as staff would in Word: other
styles, colours for the branches, running heads for two sides with a mark at the edge, a cover with a picture. Running this
overwrites them:

    python templates/origin_booklet.py
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree
from origin_booklet_cover import cover_picture
from origin_kinds import KINDS
from origin_package import RELATIONSHIPS, TYPES, ZIP_DATE, Element, R, W, el, mm, text_run, to_bytes
from origin_styles import ALL_SIDES, GOTHIC, MINCHO, PGOTHIC, Char, Line, Para

# Dark and light: of the plan itself, and of what stands under the first, second … item. White text on each dark one, and each dark
# one on white and on its light one, has a contrast of more than 4.5 to 1 (WCAG 2.1, 1.4.3).
OWN = ("24425C", "E9EFF5")
ITEMS = (
    ("0B6E4F", "E3F2EC"),
    ("9C4A00", "FBEEDF"),
    ("1F5FA8", "E4EDF8"),
    ("8A2A6B", "F7E7F1"),
    ("5E5F00", "F1F1DA"),
    ("5A3E9D", "ECE7F6"),
)
WHITE = "FFFFFF"

THICK = {"bottom": Line(1.5, OWN[0], 2)}
BLOCK = {
    **{side: Line(5, OWN[0], 1) for side in ("top", "bottom")},
    **{side: Line(6, OWN[0], 3) for side in ("left", "right")},
}
PLATE = {**{side: Line(3.5, OWN[1], 1) for side in ("top", "bottom")}, "left": Line(9, OWN[0], 5)}
EDGE = {"left": Line(4.5, OWN[0], 5)}

# What is changed in styles of paragraphs, by their names; what is not said stays.
PARAGRAPHS: Mapping[str, tuple[Char, Para]] = {
    "部見出し": (Char(PGOTHIC, 30, True, OWN[0]), Para(borders=THICK, before=230, line=44)),
    "heading 1": (Char(PGOTHIC, 21, True, WHITE), Para(borders=BLOCK, shade=OWN[0], after=20, line=32)),
    "heading 2": (
        Char(PGOTHIC, 15, True, OWN[0]),
        Para(borders=PLATE, shade=OWN[1], before=18, after=9, line=23),
    ),
    "heading 3": (Char(PGOTHIC, 12.5, True), Para(borders=THICK, before=16, after=6, line=19)),
    "heading 4": (Char(PGOTHIC, 11.5, True, OWN[0]), Para(borders=EDGE, before=14, after=5, line=17)),
    "heading 5": (Char(PGOTHIC, 10.5, True, OWN[0]), Para(before=9, after=3, line=18)),
    "caption": (Char(PGOTHIC, 10, True, OWN[0]), Para()),
    "用語": (Char(PGOTHIC, 10.5, True, OWN[0]), Para()),
    "表見出し": (Char(PGOTHIC, bold=True, color=WHITE), Para()),
    "取組見出し": (Char(PGOTHIC, bold=True, color=OWN[0]), Para()),
    "図中見出し": (Char(PGOTHIC, 9.5, True, OWN[0]), Para()),
    "概要見出し": (
        Char(PGOTHIC, bold=True, color=WHITE),
        # The band begins at the margin, and the text within it.
        Para(
            borders={
                side: Line(2, OWN[0], space) for side, space in (("top", 0), ("left", 4), ("bottom", 0))
            },
            shade=OWN[0],
            left=6,
        ),
    ),
    "概要小見出し": (Char(bold=True, color=OWN[0]), Para()),
    "体系図見出し": (Char(bold=True, color=WHITE), Para()),
    "体系図方針": (Char(bold=True, color=WHITE), Para()),
    "体系図略称": (Char(bold=True, color=OWN[0]), Para()),
}
COVER: Mapping[str, tuple[Char, Para]] = {
    "Title": (Char(PGOTHIC, 32, True, OWN[0]), Para(before=400, line=46, align="left")),
    "Subtitle": (Char(PGOTHIC, 18, color=OWN[0]), Para(before=2, line=26, align="left")),
    "表紙の段階": (Char(PGOTHIC, 12), Para(align="left")),
    "表紙の期間": (Char(PGOTHIC, 14), Para(before=10, align="left")),
    "表紙の年月": (Char(PGOTHIC, 13), Para(align="left")),
    "表紙の市名": (Char(PGOTHIC, 20, True, spread=4), Para(align="left")),
    "header": (Char(PGOTHIC, 8.5, color="4A555E"), Para()),
    "footer": (Char(PGOTHIC, 11, True, OWN[0]), Para()),
}
LINES = {side: Line(0.5, "C3CBD2") for side in ALL_SIDES}
RULED = {**LINES, "top": Line(1.25, OWN[0]), "bottom": Line(1.25, OWN[0])}
BOXED = {side: Line(1, OWN[0]) for side in ALL_SIDES}
# Of tables: their lines, and what shades the first row and the first column.
TABLES: Mapping[str, tuple[Mapping[str, Line], str]] = {
    "計画の表": (RULED, OWN[0]),
    "取組の表": (RULED, OWN[1]),
    "体系図": (RULED, OWN[0]),
    "位置付け図": (BOXED, OWN[1]),
}
# The mark at the edge: as wide and as high as this, in millimetres, the first one so far from the page's upper edge.
MARK_WIDTH, MARK_HEIGHT, FIRST_MARK = 11.0, 22.0, 38.0
MARK_LINES = 5


class Docx:
    """The parts of a template, which are changed in place."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.trees = {
            name: etree.fromstring(content)
            for name, content in self.files.items()
            if name.endswith((".xml", ".rels"))
        }

    @property
    def document(self) -> Element:
        return self.trees["word/document.xml"]

    @property
    def styles(self) -> Element:
        return self.trees["word/styles.xml"]

    def style(self, name: str) -> Element | None:
        return next((each for each in self.styles.iter(_w("style")) if _value(each, "name") == name), None)

    def add_part(self, name: str, kind: str, content: Element | bytes) -> str:
        """A part beside the document; the id of its relationship."""
        identity = "rId_" + name.replace(".", "_").replace("/", "_")
        if isinstance(content, bytes):
            self.files[f"word/{name}"] = content
        else:
            self.trees[f"word/{name}"] = content
            types = self.trees["[Content_Types].xml"]
            found = f"/word/{name}"
            if not any(each.get("PartName") == found for each in types):
                kind_of = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
                etree.SubElement(types, f"{{{TYPES}}}Override", PartName=found, ContentType=kind_of)
        links = self.trees["word/_rels/document.xml.rels"]
        etree.SubElement(
            links, f"{{{RELATIONSHIPS}}}Relationship", Id=identity, Type=f"{R}/{kind}", Target=name
        )
        return identity

    def data(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in (*self.files, *(name for name in self.trees if name not in self.files)):
                entry = zipfile.ZipInfo(name, date_time=ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(
                    entry, to_bytes(self.trees[name]) if name in self.trees else self.files[name]
                )
        return buffer.getvalue()


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _value(element: Element, name: str) -> str:
    found = element.find(_w(name))
    return found.get(_w("val"), "") if found is not None else ""


# Styles


def restyle(docx: Docx, own: Mapping[str, tuple[Char, Para]]) -> None:
    """Styles of paragraphs and tables as above, the rest in the same two colours; and the colours of the branches."""
    _recolour(docx)
    for name, (char, para) in {**PARAGRAPHS, **own}.items():
        style = docx.style(name)
        if style is not None:
            _merge(style, "pPr", para.element({}), dropped=("pBdr", "shd") if name in own else ())
            _merge(style, "rPr", char.element())
    for name, (lines, shade) in TABLES.items():
        style = docx.style(name)
        if style is not None:
            _restyle_table(style, lines, shade)
    docx.styles.append(_swatch("色分け", *OWN))
    docx.styles.extend(_swatch(f"色分け {number}", *pair) for number, pair in enumerate(ITEMS, 1))


def _recolour(docx: Docx) -> None:
    """The accent and the shade of a template become those of the look, fonts with serifs those without."""
    styles = (docx.style(name) for name in ("計画の表", "体系図", "位置付け図"))
    table = next(each for each in styles if each is not None)
    line, shade = table.find(f".//{_w('top')}"), table.find(f".//{_w('tblStylePr')}//{_w('shd')}")
    assert line is not None
    assert shade is not None
    swap = {line.get(_w("color"), ""): OWN[0], shade.get(_w("fill"), ""): OWN[1]}
    for name, tree in docx.trees.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            for each in tree.iter():
                for key, value in each.attrib.items():
                    if value in swap:
                        each.set(key, swap[value])
                    elif value == MINCHO:
                        each.set(key, GOTHIC)
    theme = docx.trees["word/theme1.xml"]
    accents = (OWN, *ITEMS[:5])
    palette = {
        "dk2": OWN[0],
        "lt2": OWN[1],
        **{f"accent{place}": dark for place, (dark, _) in enumerate(accents, 1)},
    }
    for each in theme.iter():
        name = etree.QName(each).localname
        if name in palette and len(each):
            each[0].set("val", palette[name])


def _merge(style: Element, tag: str, changes: Element | None, dropped: Sequence[str] = ()) -> None:
    """Put properties in place of those of the same names in a style."""
    holder = style.find(_w(tag))
    if holder is None:
        holder = etree.Element(_w(tag))
        after = [_w(each) for each in ("name", "basedOn", "next", "link", "uiPriority", "qFormat", "pPr")]
        style.insert(max((style.index(each) for each in style if each.tag in after), default=-1) + 1, holder)
    for each in [*(changes if changes is not None else ()), *(etree.Element(_w(name)) for name in dropped)]:
        old = holder.find(each.tag)
        if (old is not None and each.tag == _w("spacing")) or (old is not None and each.tag == _w("rFonts")):
            old.attrib.update(each.attrib)
        elif old is not None:
            holder.replace(old, each)
        else:
            holder.append(each)
    for name in dropped:
        for old in holder.findall(_w(name)):
            holder.remove(old)
    order = _P_ORDER if tag == "pPr" else _R_ORDER
    holder[:] = sorted(holder, key=lambda each: order.index(etree.QName(each).localname))


_P_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "textAlignment",
    "outlineLvl",
    "rPr",
]
_R_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "strike",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "u",
    "bdr",
    "shd",
    "vertAlign",
    "em",
    "lang",
    "eastAsianLayout",
]


def _restyle_table(style: Element, lines: Mapping[str, Line], shade: str) -> None:
    properties = style.find(_w("tblPr"))
    borders = properties.find(_w("tblBorders")) if properties is not None else None
    if borders is not None:
        borders[:] = [
            el(side, val="single", sz=round(lines[side].width * 8), space=0, color=lines[side].color)
            for side in ALL_SIDES
        ]
    for each in style.iter(_w("tblStylePr")):
        for shading in each.iter(_w("shd")):
            is_head = each.get(_w("type")) in ("firstRow", "firstCol")
            shading.set(_w("fill"), shade if is_head else OWN[1])


def _swatch(name: str, dark: str, light: str) -> Element:
    """A character style that shows a pair of colours: that of its text, and that behind it."""
    return el(
        "style",
        el("name", val=name),
        el("basedOn", val="DefaultParagraphFont"),
        el("uiPriority", val=70),
        el("qFormat"),
        el("rPr", el("color", val=dark), el("shd", val="clear", color="auto", fill=light)),
        type="character",
        customStyle=1,
        styleId="Accent" + (name.rpartition(" ")[2] if " " in name else "0"),
    )


# The plan: two sides, a mark at the edge, a cover


def _field(instruction: str, cached: str) -> list[Element]:
    code = el("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, separate, end = (el("r", el("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, el("r", code), separate, text_run(cached), end]


def _mark(side: str) -> Element:
    """The mark of a chapter at a page's outer edge: lines that fill it, the number on the middle one."""
    frame = el(
        "framePr",
        w=mm(MARK_WIDTH),
        h=mm(MARK_HEIGHT),
        hRule="exact",
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        xAlign=side,
        y=mm(FIRST_MARK),
    )
    breaks = [el("r", el("br")) for _ in range(MARK_LINES - 1)]
    before, after = breaks[: MARK_LINES // 2], breaks[MARK_LINES // 2 :]
    number = _field('STYLEREF "見出し 1" \\n', "第１章")
    return el("p", el("pPr", el("pStyle", val="ThumbIndex"), frame), *before, *number, *after)


def _header(side: str, *content: Element) -> Element:
    return el(
        "hdr", _mark(side), el("p", el("pPr", el("pStyle", val="Header"), el("jc", val=side)), *content)
    )


def _footer(side: str) -> Element:
    return el("ftr", el("p", el("pPr", el("pStyle", val="Footer"), el("jc", val=side)), *_field("PAGE", "1")))


def _mark_style() -> Element:
    spacing = el("spacing", before=0, after=0, line=mm(MARK_HEIGHT / MARK_LINES), lineRule="exact")
    return el(
        "style",
        el("name", val="ツメ"),
        el("basedOn", val="Normal"),
        el("uiPriority", val=71),
        el(
            "pPr",
            el("suppressLineNumbers"),
            el("shd", val="clear", color="auto", fill=OWN[0]),
            spacing,
            el("ind", left=0, right=0, firstLine=0),
            el("jc", val="center"),
        ),
        el(
            "rPr",
            el("rFonts", ascii=PGOTHIC, eastAsia=PGOTHIC, hAnsi=PGOTHIC, cs=PGOTHIC),
            el("b"),
            el("bCs"),
            el("color", val=WHITE),
            el("sz", val=16),
            el("szCs", val=16),
        ),
        type="paragraph",
        customStyle=1,
        styleId="ThumbIndex",
    )


def two_sided(docx: Docx) -> None:
    """Odd pages name their chapter, even pages the plan, each at the outer side; margins are wider at the inner one."""
    docx.styles.append(_mark_style())
    blank = text_run("　")
    chapter = [*_field('STYLEREF "見出し 1" \\n', "第１章"), blank, *_field('STYLEREF "見出し 1"', "章の題")]
    plan = [text_run("{{ 計画名 }}{{ 段階表示 }}")]
    parts = {
        ("headerReference", "default"): docx.add_part("header8.xml", "header", _header("right", *chapter)),
        ("headerReference", "even"): docx.add_part("header9.xml", "header", _header("left", *plan)),
        ("footerReference", "default"): docx.add_part("footer8.xml", "footer", _footer("right")),
        ("footerReference", "even"): docx.add_part("footer9.xml", "footer", _footer("left")),
    }
    sections = list(docx.document.iter(_w("sectPr")))
    body = next(
        each for each in sections if each.find(f"{_w('pgNumType')}[@{_w('fmt')}='decimal']") is not None
    )
    for section in sections:
        shown = parts if section is body else _same_on_both(section)
        for old in [*section.findall(_w("headerReference")), *section.findall(_w("footerReference"))]:
            section.remove(old)
        for (tag, kind), identity in reversed(shown.items()):
            reference = el(tag, type=kind)
            reference.set(f"{{{R}}}id", identity)
            section.insert(0, reference)
    settings = docx.trees["word/settings.xml"]
    zoom = settings.find(_w("zoom"))
    assert zoom is not None
    zoom.addnext(el("mirrorMargins"))
    tab = settings.find(_w("defaultTabStop"))
    assert tab is not None
    tab.addnext(el("evenAndOddHeaders"))
    for section in sections[1:]:
        margins = section.find(_w("pgMar"))
        assert margins is not None
        margins.set(_w("left"), str(mm(26)))
        margins.set(_w("right"), str(mm(24)))


def _same_on_both(section: Element) -> dict[tuple[str, str], str]:
    """The header and footer of a section, for even pages too."""
    shown: dict[tuple[str, str], str] = {}
    for tag in ("headerReference", "footerReference"):
        for each in section.findall(_w(tag)):
            identity = each.get(f"{{{R}}}id", "")
            shown |= {(tag, "default"): identity, (tag, "even"): identity}
    return shown


def with_cover(docx: Docx) -> None:
    """A picture that fills the upper part of the cover, behind the text: an office puts its own in its place."""
    identity = docx.add_part("media/cover.png", "image", cover_picture([pair[0] for pair in ITEMS], OWN[0]))
    title = docx.document.find(f".//{_w('p')}")
    assert title is not None
    width, height = (round(length * 36000) for length in (210, 148))
    drawing = f"""<w:r xmlns:w="{W}" xmlns:r="{R}"><w:drawing>
<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="9001" name="表紙の図" descr="丘の並ぶ風景の模様"/><wp:cNvGraphicFramePr/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:nvPicPr><pic:cNvPr id="9001" name="表紙の図"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
    run = etree.fromstring(re.sub(r">\s+<", "><", drawing))
    title.insert(1, run)


def shade_columns(docx: Docx) -> None:
    """In the sheet's row of tags the outermost level stands on the dark colour, the next one on the light one."""
    row = docx.document.findall(f".//{_w('tr')}")[-1]
    for cell in row.findall(_w("tc")):
        style = cell.find(f".//{_w('pStyle')}")
        name = style.get(_w("val"), "") if style is not None else ""
        fill = {"SheetPolicy": OWN[0], "SheetShort": OWN[1], "SheetDirection": OWN[1]}.get(name)
        properties = cell.find(_w("tcPr"))
        if fill and properties is not None:
            place = [each for each in properties if etree.QName(each).localname in ("tcW", "gridSpan")]
            place[-1].addnext(el("shd", val="clear", color="auto", fill=fill))
            properties.append(el("vAlign", val="center"))


def plan(data: bytes) -> bytes:
    """A plan's template in this look."""
    docx = Docx(data)
    restyle(docx, COVER)
    two_sided(docx)
    with_cover(docx)
    return docx.data()


def framework(data: bytes) -> bytes:
    """A sheet's template in this look."""
    docx = Docx(data)
    restyle(docx, {})
    shade_columns(docx)
    return docx.data()


def sheet(data: bytes) -> bytes:
    """Another document's template in this look."""
    docx = Docx(data)
    restyle(docx, {})
    return docx.data()


if __name__ == "__main__":
    home = Path(__file__).parent
    booklet = home / "samples" / "booklet"
    for source, target in (
        (home, booklet),
        *((home / "samples" / name, booklet / name) for name in KINDS),
    ):
        target.mkdir(parents=True, exist_ok=True)
        (target / "plan.docx").write_bytes(plan((source / "plan.docx").read_bytes()))
        (target / "framework.docx").write_bytes(framework((source / "framework.docx").read_bytes()))
    (booklet / "summary.docx").write_bytes(sheet((home / "summary.docx").read_bytes()))
    (booklet / "samples").mkdir(exist_ok=True)
    for name in ("leaflet", "briefing", "programs"):
        (booklet / "samples" / f"{name}.docx").write_bytes(
            sheet((home / "samples" / f"{name}.docx").read_bytes())
        )
