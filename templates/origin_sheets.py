"""What the three templates look like: their lists, their paragraph, character and table styles, one row each.

Only `origin.py` uses this. Lengths are points (tab stops and cell margins: millimetres).
"""

from __future__ import annotations

from dataclasses import replace

from origin_styles import (
    ACCENT,
    ALL_SIDES,
    GOTHIC,
    GREY,
    MINCHO,
    OUTER_SIDES,
    PGOTHIC,
    SHADE,
    Char,
    Level,
    Line,
    Para,
    Style,
    Tab,
    TableLook,
)

FULL, HALF, CIRCLE, KANA = "decimalFullWidth", "decimal", "decimalEnclosedCircle", "aiueoFullWidth"

# Titles hang a little further out than the number and one blank, so that two digits fit as well (第１０章, (10)).
PLAN_LISTS = {
    "見出し": (
        Level(FULL, "第%1章", 77, 77, "heading 1"),
        Level(FULL, "第%2節", 68, 60, "heading 2"),
        Level(FULL, "%3", 27, 27, "heading 3"),
        Level(HALF, "(%4)", 27, 27, "heading 4"),
        Level(KANA, "%5", 31.5, 21, "heading 5"),
        Level(KANA, "(%6)", 52.5, 31.5, "heading 6"),
    ),
    "資料見出し": (
        Level(FULL, "資料%1", 77, 77, "資料見出し 1"),
        # In parentheses: 資料１(1) can't be misread, as 資料１１ could.
        Level(HALF, "(%2)", 29, 29, "資料見出し 2"),
        Level(KANA, "%3", 22, 22, "資料見出し 3"),
        Level(KANA, "(%4)", 31.5, 31.5, "資料見出し 4"),
        Level(CIRCLE, "%5", 42, 21, "資料見出し 5"),
        Level("lowerRoman", "%6", 42, 21, "資料見出し 6"),
    ),
    "点リスト": (
        Level("bullet", "・", 31.5, 15.75, "点リスト"),
        Level("bullet", "－", 47.25, 15.75),
        Level("bullet", "・", 63, 15.75),
    ),
    "番号リスト１": (
        Level(FULL, "%1", 31.5, 21.75, "番号リスト１"),
        Level(FULL, "%2", 52.5, 21.75),
        Level(FULL, "%3", 73.5, 21.75),
    ),
    "番号リスト①": (
        Level(CIRCLE, "%1", 31.5, 21, "番号リスト①"),
        Level(CIRCLE, "%2", 52.5, 21),
        Level(CIRCLE, "%3", 73.5, 21),
    ),
    "番号リスト(1)": (
        Level(HALF, "(%1)", 31.5, 21.75, "番号リスト(1)"),
        Level(HALF, "(%2)", 52.5, 21.75),
        Level(HALF, "(%3)", 73.5, 21.75),
    ),
    # Of 部: beside that of chapters, so that these run on through all 部.
    "部見出し": (Level(FULL, "第%1部", 117, 117, "部見出し"),),
}
SUMMARY_LISTS = {
    "点リスト": (
        Level("bullet", "・", 19, 9.5, "点リスト"),
        Level("bullet", "－", 31, 12),
        Level("bullet", "・", 40.5, 9.5),
    ),
    # With the bracket that the heading's sample closes.
    "概要見出し": (Level(FULL, "《%1　", 6.5, 0, "概要見出し", tab=False),),
}

LIGHT = "F6F9FA"  # behind the text of boxes
CENTRED = Para(align="center")
UNDERLINE = {"bottom": Line(2.25, ACCENT, 4)}
BAR = {"left": Line(4.5, ACCENT, 4)}


def character(name: str, identifier: str, char: Char, priority: int, gallery: bool = True) -> Style:
    """A character style."""
    base = "Default Paragraph Font"
    return Style(name, identifier, char, base=base, priority=priority, gallery=gallery, kind="character")


def shared(body: Char, line: float, strong: str, emphasis: Char) -> tuple[Style, ...]:
    """The styles of every template: prose in `body`, `line` points apart, strong words in bold of the font `strong`."""
    centred = Para(align="center", line=13, before=1, after=1)
    return (
        Style("Normal", "Normal", body, Para(line=line, align="both"), base=None, default=True, priority=0),
        Style("Body Text", "BodyText", para=Para(first_chars=1), priority=1),
        character("Strong", "Strong", Char(font=strong, bold=True), 22),
        character("Emphasis", "Emphasis", emphasis, 20),
        character("Hyperlink", "Hyperlink", Char(plain_link=True), 99, gallery=False),
        Style("図中見出し", "DiagramHeading", Char(PGOTHIC, 9.5, bold=True), centred, priority=41),
        Style("図中文字", "DiagramText", Char(PGOTHIC, 9), Para(line=12, align="left"), priority=41),
        Style(
            "図中矢印",
            "DiagramArrow",
            Char(PGOTHIC, 10, color=ACCENT),
            Para(line=12, align="center"),
            priority=41,
        ),
        # An empty line of one point that carries a section's end.
        Style("節の終わり", "SectionEnd", Char(size=1), Para(line=1), gallery=False, priority=90),
    )


# The full plan: cover, page and colophon.

TITLE = Para(
    borders={side: Line(1.5, ACCENT, 18) for side in ("top", "bottom")}, before=190, line=40, align="center"
)
SUBTITLE = Para(before=34, line=26, align="center")
COVER_STAGE = Para(before=4, line=18, align="center")
COVER_PERIOD = Para(before=14, line=20, align="center")
COVER_DATE = Para(after=10, line=22, align="center")
COVER_CITY = Para(after=16, line=30, align="center")
PAGE_HEAD = Para(borders={"bottom": Line(0.5, GREY, 3)}, line=13, align="right")
PAGE_FOOT = Para(line=13, align="center")
# Both styles of the colophon have this box and no indents, so that Word draws one box around them.
COLOPHON = Para(borders={side: Line(0.5, ACCENT, 8) for side in OUTER_SIDES}, align="left")

PAGE_STYLES = (
    character("line number", "LineNumber", Char(GOTHIC, 7.5), 99, gallery=False),
    Style("header", "Header", Char(GOTHIC, 9), PAGE_HEAD, priority=99, gallery=False),
    Style("footer", "Footer", Char(PGOTHIC, 9.5), PAGE_FOOT, priority=99, gallery=False),
    Style("Title", "Title", Char(GOTHIC, 26, True, ACCENT), TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", Char(GOTHIC, 18), SUBTITLE, priority=3),
    Style("表紙の段階", "CoverStage", Char(GOTHIC, 12), COVER_STAGE, priority=4),
    Style("表紙の期間", "CoverPeriod", Char(GOTHIC, 14), COVER_PERIOD, priority=4),
    Style("表紙の年月", "CoverDate", Char(GOTHIC, 14), COVER_DATE, priority=4),
    Style("表紙の市名", "CoverCity", Char(GOTHIC, 20, spread=4), COVER_CITY, priority=4),
    Style("奥付", "Colophon", Char(GOTHIC, 10), COLOPHON, priority=5),
    Style("奥付の題", "ColophonTitle", Char(size=11, bold=True), base="奥付", next="奥付", priority=5),
)

# The full plan: headings and text.


def heading(level: int, char: Char, para: Para) -> Style:
    """`heading 1` to `heading 6`: numbered by the list of headings, kept with what follows."""
    number = ("見出し", level - 1)
    kept = replace(para, keep_next=True, align="left", number=number, level=level - 1)
    return Style(f"heading {level}", f"Heading{level}", char, kept, next="Body Text", priority=9)


def appendix_heading(level: int) -> Style:
    """`資料見出し 1` to `資料見出し 6`: like the heading of the same level, numbered by a list of its own."""
    name, identifier = f"資料見出し {level}", f"AppendixHeading{level}"
    para = Para(number=("資料見出し", level - 1), level=level - 1)
    return Style(name, identifier, para=para, base=f"heading {level}", next="Body Text", priority=11)


def unnumbered_heading(level: int) -> Style:
    """`見出し番号なし` and `見出し番号なし 2` to `6`: like the heading of the same level, without its number."""
    name = "見出し番号なし" if level == 1 else f"見出し番号なし {level}"
    para = Para(number=("", 0), left=0, hanging=0, level=level - 1)
    identifier = f"HeadingUnnumbered{level}"
    return Style(name, identifier, Char(), para, f"heading {level}", "Body Text", priority=10)


# A page of its own, since chapters begin on a new one.
DIVISION = Para(
    keep_lines=True,
    page_break=True,
    number=("部見出し", 0),
    borders=UNDERLINE,
    before=200,
    line=36,
    align="left",
    level=0,
)
HEADINGS = (
    Style(
        "部見出し", "DivisionHeading", Char(GOTHIC, 26, True, ACCENT), DIVISION, next="heading 1", priority=9
    ),
    heading(1, Char(GOTHIC, 18, True, ACCENT), Para(page_break=True, borders=UNDERLINE, after=18, line=26)),
    heading(2, Char(GOTHIC, 14, True), Para(borders=BAR, before=14, after=6, line=20)),
    heading(3, Char(GOTHIC, 12, True), Para(before=13, after=3, line=18)),
    heading(4, Char(GOTHIC, 11, True), Para(before=12, after=3, line=17)),
    heading(5, Char(GOTHIC, 10.5, True), Para(before=8, after=2, line=18)),
    heading(6, Char(GOTHIC, 10.5), Para(before=6, line=18)),
    *(unnumbered_heading(level) for level in range(1, 7)),
    *(appendix_heading(level) for level in range(1, 7)),
)


def listed(name: str, identifier: str) -> Style:
    """The style of a list's items, linked to the list of the same name."""
    return Style(name, identifier, para=Para(number=(name, 0)), priority=30)


QUOTE = Para(borders={"left": Line(1.5, GREY, 8)}, before=6, after=6, left=21, right=21, together=True)
TERM = Para(keep_next=True, before=6, align="left")
BOX_TITLE = Para(keep_next=True, align="left")
FOOTNOTE = Para(line=13, left=13.5, hanging=13.5)
TEXT_STYLES = (
    listed("点リスト", "BulletList"),
    listed("番号リスト１", "NumberListFull"),
    listed("番号リスト①", "NumberListCircle"),
    listed("番号リスト(1)", "NumberListParentheses"),
    Style("リスト続き", "ListRest", para=Para(left=31.5), priority=31),
    Style("Quote", "Quote", para=QUOTE, priority=29),
    Style("右寄せ", "AlignedRight", para=Para(align="right"), priority=33),
    Style("中央", "AlignedCentre", para=Para(align="center"), priority=33),
    Style("コラムの題", "ColumnBoxTitle", Char(GOTHIC, 11, True, ACCENT), BOX_TITLE, priority=34),
    Style("コラムの文章", "ColumnBoxText", Char(GOTHIC, 10), Para(line=16, first_chars=1), priority=34),
    Style("枠の題", "FrameTitle", Char(GOTHIC, bold=True), BOX_TITLE, priority=34),
    Style("枠の文章", "FrameText", para=Para(first_chars=1), priority=34),
    Style("用語", "Term", Char(GOTHIC, bold=True), TERM, next="用語の説明", priority=32),
    Style("用語の説明", "TermText", para=Para(left=21), priority=32),
    Style("footnote text", "FootnoteText", Char(size=9), FOOTNOTE, priority=99, gallery=False),
    character("footnote reference", "FootnoteReference", Char(raised=True), 99, gallery=False),
)

# The full plan: provisions, each line hanging by one character from the place where its kind begins.
PROVISION_HEAD = Char(GOTHIC, bold=True)
PROVISION_STYLES = (
    Style(
        "条文題名",
        "ProvisionTitle",
        Char(GOTHIC, 12, True),
        Para(keep_next=True, before=12, after=4, left=31.5),
        priority=33,
    ),
    Style("条文公布", "ProvisionPromulgation", para=Para(after=4, align="right"), priority=33),
    Style(
        "条文章",
        "ProvisionChapter",
        PROVISION_HEAD,
        Para(keep_next=True, before=9, after=2, left=31.5),
        priority=33,
    ),
    Style("条文見出し", "ProvisionHeading", para=Para(keep_next=True, before=3, left=10.5), priority=33),
    Style("条文条", "ProvisionArticle", para=Para(left=10.5, hanging=10.5), priority=33),
    Style("条文項", "ProvisionParagraph", base="条文条", priority=33),
    Style("条文号", "ProvisionItem", para=Para(left=21, hanging=10.5), priority=33),
    Style("条文イロハ", "ProvisionSubitem", para=Para(left=31.5, hanging=10.5), priority=33),
    Style("条文細目", "ProvisionDetail", para=Para(left=42, hanging=10.5), priority=33),
    Style(
        "条文附則",
        "ProvisionSupplement",
        para=Para(keep_next=True, before=9, after=2, left=31.5),
        priority=33,
    ),
    Style("条文別表", "ProvisionTable", para=Para(keep_next=True, before=9, after=2), priority=33),
    Style("条文本文", "ProvisionText", para=Para(first_chars=1), priority=33),
)

# The full plan: tables and figures. BIZ UDPゴシック has digits of different widths, so table text has the even BIZ UDゴシック.

CAPTION = Para(keep_lines=True, before=9, after=5, line=15, align="center")
UNIT = Para(keep_next=True, after=2, line=12, align="right")
NOTE = Para(before=3, after=9, line=12, left=17, hanging=17, together=True)
FLOAT_STYLES = (
    Style("caption", "Caption", Char(GOTHIC, 10, True), CAPTION, next="Body Text", priority=35),
    Style("図表の資料", "SourceNote", Char(GOTHIC, 8.5), NOTE, priority=36),
    Style("表の単位", "TableUnit", Char(GOTHIC, 8.5), UNIT, next="Body Text", priority=36),
    Style("図表の間", "FloatGap", Char(size=6), Para(uncounted=True, line=9), next="Body Text", priority=36),
    Style("図", "Picture", para=Para(keep_next=True, before=8, line=0, align="center"), priority=36),
    Style("図の小題", "PictureTitle", Char(GOTHIC, 9), Para(before=2, line=13, align="center"), priority=36),
    Style(
        "グラフ",
        "Chart",
        Char(GOTHIC, 8.5),
        Para(keep_next=True, before=8, line=0, align="center"),
        priority=36,
    ),
    Style("表文字", "TableText", Char(GOTHIC, 9.5), Para(line=13, align="left"), priority=37),
    Style("表見出し", "TableHeading", Char(bold=True), CENTRED, "表文字", priority=37),
    Style("表中央", "TableCentred", para=Para(align="center"), base="表文字", priority=37),
    Style("表数値", "TableNumber", para=Para(align="right"), base="表文字", priority=37),
    Style("取組見出し", "MeasureLabel", Char(bold=True), CENTRED, "表文字", priority=38),
    Style("取組本文", "MeasureText", Char(size=10), Para(line=15), priority=38),
)

# The full plan: contents lists. No right indent: LibreOffice 7.4 drops what stands behind a tab stop outside of it.

PAGE_EDGE = Tab(160, "right", "dot")


def contents_style(level: int, number: float, title: float, char: Char, before: float) -> Style:
    """`toc 1` to `toc 3`, and `toc 5` for 部: the number stands at `number` mm, the title hangs at `title` mm, the page on the
    right edge.

    部, chapters and sections stay with what comes next: none is the last line of a page.
    """
    left, hanging = (length * 72 / 25.4 for length in (title, title - number))
    para = Para(
        keep_next=True if level != 3 else None,
        tabs=(Tab(title), PAGE_EDGE),
        before=before,
        line=15.5,
        left=left,
        hanging=hanging,
        align="left",
    )
    return Style(f"toc {level}", f"TOC{level}", char, para, next="Normal", priority=39, gallery=False)


CHAPTER_ENTRY = Char(GOTHIC, bold=True)
CONTENTS_TITLE = Para(keep_next=True, before=20, after=8, line=24, align="center")
UNNUMBERED_ENTRY = Para(tabs=(PAGE_EDGE,), before=6, line=15.5, align="left")
FLOAT_ENTRY = Para(tabs=(PAGE_EDGE,), line=15.5, left=52.5, hanging=52.5, align="left")
CONTENTS_STYLES = (
    Style(
        "TOC Heading",
        "TOCHeading",
        Char(GOTHIC, 16, True, ACCENT),
        CONTENTS_TITLE,
        next="Normal",
        priority=39,
    ),
    contents_style(1, 0, 18, CHAPTER_ENTRY, 6),
    contents_style(2, 10, 26, Char(), 0),
    contents_style(3, 20, 28, Char(), 0),
    contents_style(5, 0, 22, Char(GOTHIC, 12, True, ACCENT), 12),
    # For unnumbered chapters, whose short titles (はじめに) would stop at the tab where titles stand in toc 1.
    Style("toc 4", "TOC4", CHAPTER_ENTRY, UNNUMBERED_ENTRY, next="Normal", priority=39, gallery=False),
    Style(
        "table of figures", "TableofFigures", Char(), FLOAT_ENTRY, next="Normal", priority=39, gallery=False
    ),
)

PLAN_SHEET = (
    *shared(Char(MINCHO, 10.5), 17, GOTHIC, Char(GOTHIC)),
    *PAGE_STYLES,
    *HEADINGS,
    *TEXT_STYLES,
    *PROVISION_STYLES,
    *FLOAT_STYLES,
    *CONTENTS_STYLES,
)

# The summary: one A4 page.

SHEET_TITLE = Para(borders={"bottom": Line(1.5, ACCENT, 4)}, line=20, align="center")
BANNER = Para(keep_next=True, borders=BAR, shade=SHADE, before=5, after=2, line=14, left=6.5, level=0)
NUMBERED_BANNER = replace(BANNER, number=("概要見出し", 0))
SUBHEADING = Para(keep_next=True, before=2, align="left", level=1)
SHEET_BOX_TITLE = Para(keep_next=True, line=12.75, align="left")
SHEET_CAPTION = Para(keep_next=True, before=4, after=2, line=12, align="center")
SHEET_NOTE = Para(before=2, line=11, left=16, hanging=16)
# Of boxes, of lines at the right or in the middle, and of units over tables.
SHEET_BOX_STYLES = (
    Style(
        "コラムの題", "ColumnBoxTitle", Char(size=9.5, bold=True, color=ACCENT), SHEET_BOX_TITLE, priority=34
    ),
    Style("コラムの文章", "ColumnBoxText", Char(size=9), Para(line=12, first_chars=1), priority=34),
    Style("枠の題", "FrameTitle", Char(bold=True), SHEET_BOX_TITLE, priority=34),
    Style("枠の文章", "FrameText", para=Para(first_chars=1), priority=34),
    Style("右寄せ", "AlignedRight", para=Para(align="right"), priority=33),
    Style("中央", "AlignedCentre", para=Para(align="center"), priority=33),
    Style("表の単位", "TableUnit", Char(size=8), Para(keep_next=True, line=11, align="right"), priority=36),
)
SUMMARY_SHEET = (
    *shared(Char(PGOTHIC, 9.5), 12.75, PGOTHIC, Char(bold=True)),
    Style("Title", "Title", Char(PGOTHIC, 15, True, ACCENT), SHEET_TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", para=Para(before=4, line=13, align="right"), priority=3),
    Style(
        "概要見出し",
        "SummaryHeading",
        Char(size=10.5, bold=True),
        NUMBERED_BANNER,
        next="Body Text",
        priority=9,
    ),
    Style("概要小見出し", "SummarySubheading", Char(bold=True), SUBHEADING, next="Body Text", priority=10),
    listed("点リスト", "BulletList"),
    Style("リスト続き", "ListRest", para=Para(left=19), priority=31),
    Style("用語", "Term", Char(bold=True), TERM, next="用語の説明", priority=32),
    *SHEET_BOX_STYLES,
    # With its label in front, which hangs.
    Style("用語の説明", "TermText", para=Para(left=19, hanging=9.5), priority=32),
    Style("caption", "Caption", Char(size=9, bold=True), SHEET_CAPTION, next="Body Text", priority=35),
    Style("図表の間", "FloatGap", Char(size=4), Para(line=5), next="Body Text", priority=36),
    Style("図", "Picture", para=Para(keep_next=True, before=4, line=0, align="center"), priority=36),
    Style(
        "グラフ", "Chart", Char(size=8.5), Para(keep_next=True, before=4, line=0, align="center"), priority=36
    ),
    Style("図表の資料", "SourceNote", Char(size=8), SHEET_NOTE, priority=36),
    Style("表文字", "TableText", Char(size=8.5), Para(line=11.5, align="left"), priority=37),
    Style("表見出し", "TableHeading", Char(bold=True), Para(align="center"), "表文字", priority=37),
    Style("表中央", "TableCentred", para=Para(align="center"), base="表文字", priority=37),
    Style("表数値", "TableNumber", para=Para(align="right"), base="表文字", priority=37),
)

# The framework: one A3 sheet.

FRAMEWORK_TITLE = Para(tabs=(Tab(396, "right"),), line=20, align="left")
VISION_BOX = {side: Line(0.75, ACCENT, 3 if side in ("top", "bottom") else 6) for side in OUTER_SIDES}
VISION = Para(borders=VISION_BOX, before=5, after=7, line=15, left=6.5, right=6.5, align="left")
FRAMEWORK_SHEET = (
    *shared(Char(PGOTHIC, 9.5), 12, PGOTHIC, Char(bold=True)),
    Style("Title", "Title", Char(PGOTHIC, 16, True, ACCENT), FRAMEWORK_TITLE, priority=2),
    character("体系図の期間", "SheetPeriod", Char(size=11), 3),
    Style("体系図の理念", "SheetVision", Char(size=11), VISION, priority=4),
    Style("体系図見出し", "SheetHeading", Char(bold=True), CENTRED, priority=10),
    Style("体系図方針", "SheetPolicy", Char(size=11, bold=True), Para(line=14, align="center"), priority=11),
    Style("体系図略称", "SheetShort", Char(bold=True), CENTRED, priority=11),
    Style("体系図方向", "SheetDirection", para=Para(left=12, hanging=12, align="left"), priority=11),
    Style("体系図取組", "SheetMeasure", para=Para(left=18, hanging=18, align="left"), priority=11),
    Style("体系図本文", "SheetText", priority=11),
    Style("体系図施策", "SheetProgram", para=Para(left=9.5, hanging=9.5, align="left"), priority=11),
)

# Table styles.

THIN = {side: Line(0.5, GREY) for side in ALL_SIDES}
FRAMED = {**THIN, "top": Line(1, ACCENT), "bottom": Line(1, ACCENT)}
BOXED = {side: Line(0.75, ACCENT) for side in ALL_SIDES}
OUTLINED = {side: Line(0.75, ACCENT) for side in OUTER_SIDES}
DIAGRAM_TABLE = TableLook("位置付け図", "PositionDiagram", BOXED, (0.4, 1.2), shade_row=True)
PLAN_TABLES = (
    TableLook("計画の表", "PlanTable", FRAMED, (0.5, 1.5), shade_row=True, parts=True),
    TableLook("取組の表", "MeasureTable", FRAMED, (1.0, 2), shade_column=True),
    DIAGRAM_TABLE,
    TableLook(
        "コラム", "ColumnBox", OUTLINED, (1.5, 3.5), shade_row=True, align="top", shade=LIGHT, priority=61
    ),
    TableLook("枠", "FrameBox", OUTLINED, (1.5, 3.5), align="top", priority=61),
    TableLook("写真と文", "PictureBeside", {}, (0, 2.5), align="top", priority=61),
)
# In the text of a sheet boxes are as narrow as can be.
SUMMARY_TABLES = (
    DIAGRAM_TABLE,
    PLAN_TABLES[0],
    *(replace(each, margins=(0.6, 1.8)) for each in PLAN_TABLES if each.name in ("コラム", "枠")),
)
SHEET_TABLE = TableLook("体系図", "SheetTable", FRAMED, (0.25, 1), shade_row=True)
