"""What a style, a table style and a list are, and the parts `styles.xml` and `numbering.xml` made of them.

Only `origin.py` uses this. Lengths are points, unless a name says otherwise; styles refer to each other by the name that Word
shows. Child order: ECMA-376 part 1, 17.3.1.26 (pPr), 17.3.2.28 (rPr), 17.7.4.17 (style), 17.9.6 (lvl).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from origin_package import Element, Part, el, flag, mm, pt

MINCHO = "BIZ UD明朝 Medium"
GOTHIC = "BIZ UDゴシック"
PGOTHIC = "BIZ UDPゴシック"

ACCENT = "1F4A5C"  # a quiet blue-green: 9.6:1 on white, nearly black in a copy
SHADE = "E6EDF0"  # behind header and label cells
PALE = "F2F6F7"  # behind rows and columns that are set off
GREY = "8A969C"  # thin table lines

# The theme's palette, which Word offers first.
ACCENTS = (ACCENT, GREY, "5B7A86", "3D3D3D", "A3B4BB", "6B6B6B")
COLORS = {
    **{"dk1": "000000", "lt1": "FFFFFF", "dk2": ACCENT, "lt2": SHADE},
    **{f"accent{number}": color for number, color in enumerate(ACCENTS, start=1)},
    **{"hlink": ACCENT, "folHlink": ACCENT},
}

OUTER_SIDES = ("top", "left", "bottom", "right")
ALL_SIDES = (*OUTER_SIDES, "insideH", "insideV")


@dataclass(frozen=True)
class Line:
    """A border: its width, and its gap to the text."""

    width: float
    color: str
    gap: int = 0


@dataclass(frozen=True)
class Tab:
    """A tab stop, `at` millimetres from the margin."""

    at: float
    align: str = "left"
    leader: str | None = None

    def element(self) -> Element:
        """`w:tab`."""
        return el("tab", val=self.align, leader=self.leader, pos=mm(self.at))


@dataclass(frozen=True)
class Char:
    """Character properties; None is left to the style underneath."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    color: str | None = None
    spread: float | None = None
    raised: bool = False
    plain_link: bool = False
    underlined: bool = False

    def element(self) -> Element | None:
        """`w:rPr`, or None where nothing is set."""
        half_points = None if self.size is None else round(self.size * 2)
        children = [
            self.font and el("rFonts", ascii=self.font, eastAsia=self.font, hAnsi=self.font, cs=self.font),
            flag("b", self.bold),
            flag("bCs", self.bold),
            self.color and el("color", val=self.color),
            el("spacing", val=pt(self.spread)) if self.spread is not None else None,
            el("sz", val=half_points) if half_points else None,
            el("szCs", val=half_points) if half_points else None,
            el("u", val="single" if self.underlined else "none")
            if self.underlined or self.plain_link
            else None,
            el("vertAlign", val="superscript") if self.raised else None,
        ]
        return _filled("rPr", children)


@dataclass(frozen=True)
class Para:
    """Paragraph properties; None is left to the style underneath. `line` is exact; 0 means as high as the content.
    What is kept with the next is kept whole: Word would split it, LibreOffice would not.

    `number` is (list name, level); a name of "" takes the number of the style underneath away. `hanging` 0 ends a hanging indent
    of the style underneath; `together` leaves no gap between paragraphs of this style.
    """

    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break: bool | None = None
    number: tuple[str, int] | None = None
    uncounted: bool | None = None  # no line for line numbers
    borders: Mapping[str, Line] = field(default_factory=dict)
    shade: str | None = None
    tabs: Sequence[Tab] = ()
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    first_chars: int | None = None
    together: bool | None = None
    align: str | None = None
    level: int | None = None

    def element(self, num_ids: Mapping[str, int]) -> Element | None:
        """`w:pPr`, or None where nothing is set."""
        children = [
            flag("keepNext", self.keep_next),
            flag("keepLines", self.keep_lines or self.keep_next),
            flag("pageBreakBefore", self.page_break),
            self._number(num_ids),
            flag("suppressLineNumbers", self.uncounted),
            _filled("pBdr", _borders(self.borders)),
            el("shd", val="clear", color="auto", fill=self.shade) if self.shade else None,
            _filled("tabs", [tab.element() for tab in self.tabs]),
            self._spacing(),
            self._indent(),
            flag("contextualSpacing", self.together),
            el("jc", val=self.align) if self.align else None,
            el("outlineLvl", val=self.level) if self.level is not None else None,
        ]
        return _filled("pPr", children)

    def _number(self, num_ids: Mapping[str, int]) -> Element | None:
        if self.number is None:
            return None
        name, level = self.number
        return el("numPr", el("ilvl", val=level), el("numId", val=num_ids[name] if name else 0))

    def _spacing(self) -> Element | None:
        rule = None if self.line is None else "exact" if self.line else "auto"
        line = None if self.line is None else pt(self.line) or 240
        before, after = (None if gap is None else pt(gap) for gap in (self.before, self.after))
        return _attributed("spacing", before=before, after=after, line=line, lineRule=rule)

    def _indent(self) -> Element | None:
        left, right = (None if gap is None else pt(gap) for gap in (self.left, self.right))
        hanging = pt(self.hanging) if self.hanging else None
        if self.first_chars is None:
            return _attributed(
                "ind", left=left, right=right, hanging=hanging, firstLine=0 if self.hanging == 0 else None
            )
        # firstLine is only what a reader that ignores firstLineChars falls back to.
        return el("ind", firstLineChars=self.first_chars * 100, firstLine=self.first_chars * 210)


@dataclass(frozen=True)
class Style:
    """A paragraph style, or with `kind` "character" a character style.

    `priority` orders Word's list of recommended styles; `gallery` puts it among the quick styles. A name of Word's own is written
    in English, as Word stores it; our own are Japanese.
    """

    name: str
    id: str
    char: Char = Char()
    para: Para = Para()
    base: str | None = "Normal"
    next: str | None = None
    priority: int = 50
    gallery: bool = True
    default: bool = False
    kind: str = "paragraph"

    def element(self, ids: Mapping[str, str], num_ids: Mapping[str, int]) -> Element:
        """`w:style`."""
        return el(
            "style",
            el("name", val=self.name),
            el("basedOn", val=ids[self.base]) if self.base else None,
            el("next", val=ids[self.next]) if self.next else None,
            el("uiPriority", val=self.priority),
            el("qFormat") if self.gallery else None,
            self.para.element(num_ids) if self.kind == "paragraph" else None,
            self.char.element(),
            type=self.kind,
            default=1 if self.default else None,
            customStyle=None if self.name.isascii() else 1,
            styleId=self.id,
        )


@dataclass(frozen=True)
class TableLook:
    """A table style: lines, cell margins in millimetres, shading of the header row and of the first column; `align` is
    where text stands in a cell that is higher than it, `shade` the colour behind all cells. `parts` says that totals, rows that head
    others, and what is shaded have looks of their own."""

    name: str
    id: str
    borders: Mapping[str, Line]
    margins: tuple[float, float]  # above and below, left and right
    shade_row: bool = False
    shade_column: bool = False
    parts: bool = False
    align: str = "center"
    shade: str = ""
    priority: int = 60

    def element(self) -> Element:
        """`w:style` of a table."""
        vertical, horizontal = (mm(margin) for margin in self.margins)
        margins = {"top": vertical, "left": horizontal, "bottom": vertical, "right": horizontal}
        return el(
            "style",
            el("name", val=self.name),
            el("basedOn", val="TableNormal"),
            el("uiPriority", val=self.priority),
            el("qFormat"),
            el(
                "tblPr",
                el("tblInd", w=0, type="dxa"),
                _filled("tblBorders", _borders(self.borders)),
                el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in margins.items())),
            ),
            el(
                "tcPr",
                el("shd", val="clear", color="auto", fill=self.shade) if self.shade else None,
                el("vAlign", val=self.align),
            ),
            _shaded("firstRow") if self.shade_row else None,
            _shaded("firstCol") if self.shade_column else None,
            *(_parts() if self.parts else ()),
            type="table",
            customStyle=1,
            styleId=self.id,
        )


@dataclass(frozen=True)
class Level:
    """One level of a list: its format, its text, where its title starts and how far the number hangs out; without a `tab` the
    title stands right behind the number."""

    format: str
    text: str
    left: float
    hanging: float
    style: str | None = None
    tab: bool = True

    def element(self, index: int, ids: Mapping[str, str]) -> Element:
        """`w:lvl`."""
        return el(
            "lvl",
            el("start", val=1),
            el("numFmt", val=self.format),
            el("pStyle", val=ids[self.style]) if self.style else None,
            el("suff", val="tab" if self.tab else "nothing"),
            el("lvlText", val=self.text),
            el("lvlJc", val="left"),
            el(
                "pPr",
                el("tabs", el("tab", val="num", pos=pt(self.left))) if self.tab else None,
                el("ind", left=pt(self.left), hanging=pt(self.hanging)),
            ),
            el("rPr", el("rFonts", hint="eastAsia")),
            ilvl=index,
        )


Lists = Mapping[str, Sequence[Level]]


def numbering(lists: Lists, ids: Mapping[str, str]) -> Part:
    """`numbering.xml`: the first list has numId 1, and so on."""
    abstract = [
        el(
            "abstractNum",
            el("nsid", val=f"4B45{number:04X}"),
            el("multiLevelType", val="multilevel"),
            el("tmpl", val=f"4B49{number:04X}"),
            *(level.element(index, ids) for index, level in enumerate(levels)),
            abstractNumId=number,
        )
        for number, levels in enumerate(lists.values())
    ]
    instances = [el("num", el("abstractNumId", val=number), numId=number + 1) for number in range(len(lists))]
    return Part("numbering.xml", "numbering", el("numbering", *abstract, *instances))


def default_style(kind: str, name: str, identifier: str, *properties: Element) -> Element:
    """One of the default styles that every Word file has and no one uses by name."""
    hidden = (el("uiPriority", val=99), el("semiHidden"), el("unhideWhenUsed"))
    return el("style", el("name", val=name), *hidden, *properties, type=kind, default=1, styleId=identifier)


def styles(font: str, size: float, sheet: Sequence[Style], tables: Sequence[TableLook], lists: Lists) -> Part:
    """`styles.xml`: the document's own font and size, then Word's four default styles, then the sheet and the tables."""
    ids = style_ids(sheet)
    num_ids = {name: number for number, name in enumerate(lists, start=1)}
    # Latin text is marked as English, as Word does in Japan: marked as Japanese, numbers break at the end of a line.
    language = el("lang", val="en-US", eastAsia="ja-JP", bidi="ar-SA")
    run_defaults = Char(font=font, size=size).element()
    assert run_defaults is not None
    run_defaults.append(language)
    switches = {"widowControl": 1, "kinsoku": 1, "overflowPunct": 1, "autoSpaceDE": 0, "autoSpaceDN": 0}
    paragraph_defaults = el("pPr", *(el(tag, val=value) for tag, value in switches.items()))
    no_margins = el("tblCellMar", *(el(side, w=0, type="dxa") for side in OUTER_SIDES))
    hidden = {"defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0}
    root = el(
        "styles",
        el("docDefaults", el("rPrDefault", run_defaults), el("pPrDefault", paragraph_defaults)),
        el("latentStyles", defLockedState=0, **hidden, count=376),
        *(style.element(ids, num_ids) for style in sheet if style.default),
        default_style("character", "Default Paragraph Font", ids["Default Paragraph Font"]),
        default_style(
            "table", "Normal Table", "TableNormal", el("tblPr", el("tblInd", w=0, type="dxa"), no_margins)
        ),
        default_style("numbering", "No List", "NoList"),
        *(style.element(ids, num_ids) for style in sheet if not style.default),
        *(table.element() for table in tables),
    )
    return Part("styles.xml", "styles", root)


def style_ids(sheet: Sequence[Style]) -> dict[str, str]:
    """Style id by the name that Word shows."""
    return {"Default Paragraph Font": "DefaultParagraphFont", **{style.name: style.id for style in sheet}}


def _filled(tag: str, children: Sequence[Element | str | None]) -> Element | None:
    """The element with these children, or None where there are none."""
    present = [child for child in children if child is not None and not isinstance(child, str)]
    return el(tag, *present) if present else None


def _attributed(tag: str, **attributes: str | int | None) -> Element | None:
    return el(tag, **attributes) if any(value is not None for value in attributes.values()) else None


def _borders(lines: Mapping[str, Line]) -> list[Element]:
    """The sides that have a line, in the order Word wants."""
    return [
        el(side, val="single", sz=round(line.width * 8), space=line.gap, color=line.color)
        for side, line in ((side, lines[side]) for side in ALL_SIDES if side in lines)
    ]


def _shaded(part: str, fill: str = SHADE, line: float = 0) -> Element:
    """A part of a table: its colour, and the width of the line above it."""
    borders = _filled("tcBorders", _borders({"top": Line(line, ACCENT)})) if line else None
    shade = el("shd", val="clear", color="auto", fill=fill) if fill else None
    return el("tblStylePr", el("tcPr", borders, shade), type=part)


def _parts() -> list[Element]:
    """Totals under a line; rows that head others, and rows and columns that are set off, by their colour."""
    return [
        _shaded("lastRow", "", 1),
        _shaded("band1Vert", PALE),
        _shaded("band1Horz", PALE),
        _shaded("band2Horz", PALE, 0.75),
    ]
