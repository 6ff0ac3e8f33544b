"""WordprocessingML as text: the one place where raw XML is written, fields aside (fields.py).

Everything here returns markup; text is escaped where it enters, and prefixes other than w: are declared where they are used. Children stand in the order of the
schema's sequences (ECMA-376 Part 1, annex A). Lengths are in twips (1/20 pt) unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model.xml_names import R, W

NAMESPACES = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
# Only watermarks need these, so no other part declares them.
_VML = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
_DECLARED = {prefix: f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()}
DECLARATIONS = " ".join(_DECLARED.values())
EMU_PER_TWIP = 635
LINE_NUMBER_GAP = 284  # half a centimetre between text and line numbers
NO_BORDER = 'w:val="nil"'
SIDES = ("top", "left", "bottom", "right")
LOW_MARGINS = '<w:tcMar><w:top w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/></w:tcMar>'
# keepNext alone lets Word split the paragraph itself (17.3.1.15): LibreOffice moves it whole, so both are told to.
KEEP_NEXT = "<w:keepNext/><w:keepLines/>"
PART_FROM_NEXT = '<w:keepNext w:val="0"/>'
NEW_PAGE = "<w:pageBreakBefore/>"
# Of a paragraph whose style begins a page.
PAGE_BREAK = "<w:pageBreakBefore/>"
NO_PAGE_BREAK = '<w:pageBreakBefore w:val="0"/>'
# Every look of the style's is written out by us, so that header rows of two rows and label columns agree with it.
TABLE_LOOK = (
    '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)


LOW = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
# Word's shape type for a word on a straight line (plain text WordArt).
_WORD_ART = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    + "".join(
        f'<v:f eqn="{each}"/>'
        for each in (
            *("sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3"),
            *("if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6"),
            *("mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5"),
        )
    )
    + '</v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def escape(text: str) -> str:
    """Text as it stands in an element. (xml.sax.saxutils would load half of the standard library.)"""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quoteattr(text: str) -> str:
    """Text as an attribute's value, with its quotes; line ends and tabs would else be read as blanks."""
    if text.isalnum():  # as ids of styles are
        return f'"{text}"'
    quoted = escape(text).replace('"', "&quot;")
    return '"' + quoted.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;") + '"'


def run_properties(style: str = "", upright: bool = False, spread: int = 0, align: str = "") -> str:
    """`style` is a character style's id; `upright` sets characters side by side in vertical text (縦中横); `spread` is put
    after each character; `align` is superscript or subscript (17.3.2.42)."""
    inner = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    inner += f'<w:spacing w:val="{spread}"/>' if spread else ""
    inner += f'<w:vertAlign w:val="{align}"/>' if align else ""
    if upright:
        inner += '<w:eastAsianLayout w:id="1" w:vert="1"/>'
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def text_run(text: str, properties: str = "") -> str:
    """A run of text; a tab character becomes w:tab."""
    if not text:
        return ""
    pieces = [
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t")
    ]
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def break_run() -> str:
    return "<w:r><w:br/></w:r>"


def page_break_run() -> str:
    return '<w:r><w:br w:type="page"/></w:r>'


def column_break_run() -> str:
    return '<w:r><w:br w:type="column"/></w:r>'


def ruby_run(base: str, reading: str, size: int, properties: str = "") -> str:
    """Furigana over `base` (17.3.3.25); `size` is the base text's in half-points."""
    small = max(size // 2, 8)
    return (
        "<w:r>"
        + properties
        + '<w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/>'
        + f'<w:hps w:val="{small}"/><w:hpsRaise w:val="{size - 2}"/><w:hpsBaseText w:val="{size}"/><w:lid w:val="ja-JP"/></w:rubyPr>'
        + f'<w:rt><w:r><w:rPr><w:sz w:val="{small}"/></w:rPr><w:t>{escape(reading)}</w:t></w:r></w:rt>'
        + f"<w:rubyBase><w:r>{properties}<w:t>{escape(base)}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )


def bookmark(number: int, name: str, content: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{content}<w:bookmarkEnd w:id="{number}"/>'


def internal_link(anchor: str, content: str) -> str:
    return f'<w:hyperlink w:anchor={quoteattr(anchor)} w:history="1">{content}</w:hyperlink>'


def external_link(relationship: str, content: str) -> str:
    return f'<w:hyperlink {_DECLARED["r"]} r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """`style` is a paragraph style's id; `properties` are what follows w:pStyle in w:pPr."""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{properties}</w:pPr>{content}</w:p>"


def spacing(after: int = 0, line: int = 0) -> str:
    """The space after a paragraph and the fixed height of its lines (17.3.1.33); 0 leaves either to the style."""
    attributes = f' w:after="{after}"' if after else ""
    attributes += f' w:line="{line}" w:lineRule="exact"' if line else ""
    return f"<w:spacing{attributes}/>" if attributes else ""


SINGLE_LINES = '<w:spacing w:line="240" w:lineRule="auto"/>'


def indent(left: int) -> str:
    return f'<w:ind w:left="{left}" w:firstLine="0"/>'


def hanging(width: int, indent: int = 0) -> str:
    """A first line that stands out by this width, from an indent."""
    return f'<w:ind w:left="{indent + width}" w:hanging="{width}"/>'


def no_tab(position: int) -> str:
    """Within w:tabs: the stop that a style has at this place, taken away (17.3.1.37)."""
    return f'<w:tab w:val="clear" w:pos="{position}"/>'


def smaller_style(identity: str, name: str, base: str, size: int, line: int) -> str:
    """An element of its own: a paragraph style that is `base` in a size of so many half-points, its lines of a fixed height where
    that is not 0."""
    height = f'<w:pPr><w:spacing w:line="{line}" w:lineRule="exact"/></w:pPr>' if line else ""
    return (
        f'<w:style {_DECLARED["w"]} w:type="paragraph" w:customStyle="1" w:styleId={quoteattr(identity)}>'
        f'<w:name w:val={quoteattr(name)}/><w:basedOn w:val={quoteattr(base)}/><w:uiPriority w:val="99"/>'
        f'{height}<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def indents(left: int, right: int) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def room_at_right(width: int) -> str:
    return f'<w:ind w:right="{width}"/>'


AT_LEFT = '<w:jc w:val="left"/>'


def list_properties(numbering: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


def section_paragraph(section: str, properties: str = "") -> str:
    """An empty paragraph, as low as can be and no line to be numbered, that ends a section; `properties` come first in its w:pPr."""
    return f"<w:p><w:pPr>{properties}<w:suppressLineNumbers/>{LOW}{section}</w:pPr></w:p>"


def footnotes() -> str:
    """The root of a footnotes part that has nothing but the rules above the notes (17.11.23), six points high."""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    rules = "".join(
        f'<w:footnote w:type="{rule}" w:id="{number}"><w:p><w:pPr>{spacing}</w:pPr><w:r><w:{rule}/></w:r></w:p></w:footnote>'
        for number, rule in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"<w:footnotes {_DECLARED['w']} {_DECLARED['r']}>{rules}</w:footnotes>"


def header() -> str:
    """The root of a header part that shows nothing."""
    return f"<w:hdr {_DECLARED['w']} {_DECLARED['r']}><w:p><w:pPr>{LOW}</w:pPr></w:p></w:hdr>"


def hidden_paragraph() -> str:
    """An element of its own: an empty paragraph, as low as can be."""
    return f"<w:p {_DECLARED['w']}><w:pPr>{LOW}</w:pPr></w:p>"


def header_reference(kind: str, relationship: str) -> str:
    """An element of its own, of w:sectPr; `kind` is default, first or even (17.18.36)."""
    return (
        f"<w:headerReference {_DECLARED['w']} {_DECLARED['r']} "
        f'w:type="{kind}" r:id={quoteattr(relationship)}/>'
    )


def line_numbers(restart: str) -> str:
    """An element of its own, of w:sectPr (17.6.8): every fifth line; `restart` is newPage or continuous."""
    return (
        f'<w:lnNumType {_DECLARED["w"]} w:countBy="5" w:distance="{LINE_NUMBER_GAP}" w:restart="{restart}"/>'
    )


def watermark_run(number: int, word: str, width: float, height: float, font: str) -> str:
    """A run with WordArt behind the text (ECMA-376 Part 4, 14.1), as Word's own watermarks are: named so that Word
    takes it away as one, turned by 45°, in the middle of the text area. `number` is unique in the document,
    width and height are points."""
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.1f}pt;height:{height:.1f}pt;"
        f"rotation:315;z-index:-{251_658_240 - number};mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _VML.items())
    family = f'font-family:"{font}";' if font else ""
    return (
        f"<w:r {_DECLARED['w']}><w:rPr><w:noProof/></w:rPr><w:pict {declared}>{_WORD_ART}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'alt="" style="{style}" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/>'
        f"<v:textpath style={quoteattr(f'{family}font-size:1pt')} string={quoteattr(word)}/>"
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


def footnote_reference(number: int, style: str) -> str:
    return f'<w:r>{run_properties(style)}<w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, paragraphs: Sequence[str]) -> str:
    return f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'


def footnote_mark(style: str) -> str:
    """The number at the start of a footnote's own text."""
    return f"<w:r>{run_properties(style)}<w:footnoteRef/></w:r>" + text_run("\t")


def list_number(number: int, abstract: str, level: int, start: int, levels: int, own: str = "") -> str:
    """A list of its own: a w:num that starts every level anew (17.9.15), `level` at `start`; `own` is the w:lvl that stands in
    place of the abstract list's at `level` (17.9.8), if any."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{each}"><w:startOverride w:val="{start if each == level else 1}"/>'
        f"{own if each == level else ''}</w:lvlOverride>"
        for each in range(levels)
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val={quoteattr(abstract)}/>{overrides}</w:num>'


def picture_run(relationship: str, number: int, name: str, alt: str, width: int, height: int) -> str:
    """An inline picture (20.4.2.8); width and height in EMU, `number` unique in the document."""
    label = f'id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}'
    return (
        f'<w:r><w:drawing {_DECLARED["wp"]} {_DECLARED["a"]} {_DECLARED["pic"]} {_DECLARED["r"]}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {label}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {label}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def chart_run(
    namespace: str, relationship: str, number: int, name: str, alt: str, width: int, height: int
) -> str:
    """An inline chart (21.2.2.27), whose part has this relationship; `namespace` is that of charts, all else as in `picture_run`."""
    return (
        f'<w:r><w:drawing {_DECLARED["wp"]} {_DECLARED["a"]} {_DECLARED["r"]}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{namespace}">'
        f'<c:chart xmlns:c="{namespace}" r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def table(
    style: str, widths: Sequence[int], rows: Sequence[str], alt: str, title: str = "", indent: int = 0
) -> str:
    """A table of fixed widths, of no style of its own if that is empty; `title` is what its description is headed with."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    description = f"<w:tblCaption w:val={quoteattr(title)}/>" if title else ""
    description += f"<w:tblDescription w:val={quoteattr(alt)}/>" if alt else ""
    return (
        f"<w:tbl><w:tblPr>{f'<w:tblStyle w:val={quoteattr(style)}/>' if style else ''}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_table_indent(indent)}<w:tblLayout w:type="fixed"/>{TABLE_LOOK}{description}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _table_indent(indent: int) -> str:
    return f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""


def framed(sides: Sequence[tuple[str, str, int]], fill: str) -> str:
    """The look of a cell in place of lines around paragraphs: sides with their lines and distances (17.4.66, 17.4.69)."""
    lines = "".join(f'<w:{side} {line} w:space="0"/>' for side, line, _ in sides)
    margins = "".join(f'<w:{side} w:w="{distance}" w:type="dxa"/>' for side, _, distance in sides)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tcBorders>{lines}</w:tcBorders>{shade}<w:tcMar>{margins}</w:tcMar>" if sides else shade


# Of a paragraph whose frame and indents are those of the cell around it.
UNFRAMED = "<w:pBdr>" + "".join(f"<w:{side} {NO_BORDER}/>" for side in SIDES) + "</w:pBdr>"
NO_INDENTS = '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'


def table_row(cells: Sequence[str], header: bool = False, height: int = 0, splits: bool = False) -> str:
    """A row that never splits unless it says so, at least `height` tall; header rows repeat on every page."""
    properties = '<w:cantSplit w:val="off"/>' if splits else "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    properties += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


@dataclass(frozen=True)
class CellLook:
    """The look of a cell: `fill` and `border` as attributes' text of w:shd and of a border side.

    An empty `fill` leaves the cell to the table's style, and so does an empty `border`; else `sides` have it and the others
    none. `lines` are of single sides, as attributes' text, beside which the style draws the others. A `low` cell has no margins
    above and below.
    """

    fill: str = ""
    border: str = ""
    vertical: bool = False
    centred: bool = False
    sides: Collection[str] = SIDES
    low: bool = False
    lines: Mapping[str, str] = field(default_factory=dict)


def table_cell(content: str, width: int, span: int, merge: str, look: CellLook | str) -> str:
    """A cell; `merge` is "restart" or "continue" of a vertical merge or empty, `content` its paragraphs, `look` also markup."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    properties += look if isinstance(look, str) else cell_look(look)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def without_margin(side: str) -> str:
    """The look of a cell without a margin on a side."""
    return f'<w:tcMar><w:{side} w:w="0" w:type="dxa"/></w:tcMar>'


def stacked(first: bool, last: bool) -> str:
    """The look of one of the cells that make one box: lines and margins only above the first and below the last of them."""
    inner = [side for side, edge in (("top", first), ("bottom", last)) if not edge]
    lines = "".join(f"<w:{side} {NO_BORDER}/>" for side in inner)
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in inner)
    return f"<w:tcBorders>{lines}</w:tcBorders><w:tcMar>{margins}</w:tcMar>" if inner else ""


def cell_look(look: CellLook) -> str:
    """The properties of a cell that say what it looks like, in the schema's order (17.4.69)."""
    properties = ""
    if look.border:
        sides = "".join(f"<w:{side} {look.border if side in look.sides else NO_BORDER}/>" for side in SIDES)
        properties += f"<w:tcBorders>{sides}</w:tcBorders>"
    elif any(look.lines.values()):
        sides = "".join(f"<w:{side} {look.lines[side]}/>" for side in SIDES if look.lines.get(side))
        properties += f"<w:tcBorders>{sides}</w:tcBorders>"
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
    properties += LOW_MARGINS if look.low else ""
    properties += '<w:textDirection w:val="tbRl"/>' if look.vertical else ""
    return properties + ('<w:vAlign w:val="center"/>' if look.centred else "")
