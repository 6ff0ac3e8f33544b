"""The script that first made the three Word templates.

From now on the .docx files are the source: staff open them in Word and change what they like, and `make plan` never runs this.
It is kept because it says in one place what a fresh set looks like. Running it overwrites the files beside it:

    python templates/origin.py
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from origin_package import (
    Element,
    Part,
    el,
    font_table,
    footnotes,
    mm,
    package,
    page_field,
    reference,
    settings,
    text_run,
    theme,
)
from origin_sheets import (
    DIAGRAM_TABLE,
    FRAMEWORK_SHEET,
    PLAN_LISTS,
    PLAN_SHEET,
    PLAN_TABLES,
    SHEET_TABLE,
    SUMMARY_LISTS,
    SUMMARY_SHEET,
    SUMMARY_TABLES,
)
from origin_styles import COLORS, GOTHIC, MINCHO, PGOTHIC, numbering, style_ids, styles

FONTS = (
    (MINCHO, "BIZ UDMincho Medium", "fixed"),
    (GOTHIC, "BIZ UDGothic", "fixed"),
    (PGOTHIC, "BIZ UDPGothic", "variable"),
)
A4, A3_LANDSCAPE = (210, 297), (420, 297)  # mm
# Widths are mm. Heads have how many columns they stand over, columns their style and tag.
FRAMEWORK_WIDTHS = (14, 12, 32, 46, 120, 114, 58)
FRAMEWORK_HEADER = (
    ("基本方針", 1),
    ("施策の基本方向", 2),
    ("取組", 1),
    ("課題認識", 1),
    ("対応方針", 1),
    ("関連する施策", 1),
)
FRAMEWORK_COLUMNS = (
    ("SheetPolicy", "{{ 基本方針 }}"),
    ("SheetShort", "{{ 施策の基本方向.略称 }}"),
    ("SheetDirection", "{{ 施策の基本方向 }}"),
    ("SheetMeasure", "{{ 取組 }}"),
    ("SheetText", "{{ 取組.課題認識 }}"),
    ("SheetText", "{{ 取組.対応方針 }}"),
    ("SheetProgram", "・{{ 取組.関連する施策 }}"),
)


def paragraph(style: str, *content: str | Element, direct: Element | None = None) -> Element:
    """A paragraph in the style with this id; a text is one run, so that its tags are whole. `direct` goes into its `w:pPr`."""
    runs = [text_run(piece) if isinstance(piece, str) else piece for piece in content]
    return el("p", el("pPr", el("pStyle", val=style), direct), *runs)


def at_foot(width: float = 160) -> Element:
    """A frame `width` mm wide at the foot of the text area: a longer title doesn't push it down. Neighbours with it share it."""
    anchor = {
        "wrap": "notBeside",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "center",
        "yAlign": "bottom",
    }
    return el("framePr", w=mm(width), **anchor)


def section(
    *parts: Element, size: tuple[float, float] = A4, margin: float = 25, pages: tuple[str, int] | None = None
) -> Element:
    """`w:sectPr`: `parts` are its header and footer, `pages` the format and start of its page numbers; lengths in mm."""
    width, height = size
    sides = {side: mm(margin) for side in ("top", "right", "bottom", "left")}
    return el(
        "sectPr",
        *parts,
        el("type", val="nextPage"),
        el("pgSz", w=mm(width), h=mm(height), orient="landscape" if width > height else None),
        el("pgMar", **sides, header=mm(margin / 2), footer=mm(margin / 2), gutter=0),
        el("pgNumType", fmt=pages[0], start=pages[1]) if pages else None,
        el("cols", space=425),
        # No grid: lines have exact heights, which Word and LibreOffice lay out alike.
        el("docGrid", linePitch=360),
    )


def document(*body: Element) -> Element:
    """`w:document`."""
    return el("document", el("body", *body))


MEASURE = ("取組", ("課題認識", "対応方針", "関連する施策", "関連する取組"))


def item_sample(level: str, fields: Sequence[str]) -> Element:
    """What stands under the heading of each item of a level: the names of its fields, and what they say."""
    name, text = widths = (160 * 2 / 11, 160 * 9 / 11)
    rows = (
        el(
            "tr",
            cell(name, 1, paragraph("MeasureLabel", key)),
            cell(text, 1, paragraph("MeasureText", f"{{{{ {level}.{key} }}}}")),
        )
        for key in fields
    )
    look = {"firstRow": 0, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val="MeasureTable"),
            el("tblW", w=sum(map(mm, widths)), type="dxa"),
            el("tblLayout", type="fixed"),
            el("tblLook", val="0680", **look),
        ),
        el("tblGrid", *(el("gridCol", w=mm(width)) for width in widths)),
        *rows,
    )


def plan(level: str, fields: Sequence[str]) -> bytes:
    """The full plan: cover, front matter, body, colophon; and how an item of this level looks."""
    empty_header = Part("header1.xml", "header", el("hdr", paragraph("Normal")))
    empty_footer = Part("footer1.xml", "footer", el("ftr", paragraph("Normal")))
    front_footer = Part("footer2.xml", "footer", el("ftr", paragraph("Footer", *page_field("i"))))
    body_header = Part("header2.xml", "header", el("hdr", paragraph("Header", "{{ 計画名 }}{{ 段階表示 }}")))
    body_footer = Part("footer3.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))
    bare = (reference("headerReference", empty_header), reference("footerReference", empty_footer))
    front = (reference("headerReference", empty_header), reference("footerReference", front_footer))
    numbered = (reference("headerReference", body_header), reference("footerReference", body_footer))
    content = document(
        paragraph("Title", "{{ 計画名 }}"),
        paragraph("Subtitle", "{{ 段階表示 }}"),
        paragraph("CoverStage", "{{ 段階日付 }}"),
        paragraph("CoverStage", "{{ 段階会議 }}"),
        paragraph("CoverPeriod", "{{ 計画期間 }}"),
        paragraph("CoverDate", "{{ 策定年月 }}", direct=at_foot()),
        paragraph("CoverCity", "{{ 市名 }}", direct=at_foot()),
        paragraph("SectionEnd", direct=section(*bare)),
        paragraph("Normal", "{{ 前付 }}"),
        paragraph("TOCHeading", "目　次", direct=el("pageBreakBefore")),
        paragraph("Normal", "{{ 目次 }}"),
        paragraph("TOCHeading", "表目次"),
        paragraph("Normal", "{{ 表目次 }}"),
        paragraph("TOCHeading", "図目次"),
        paragraph("Normal", "{{ 図目次 }}"),
        paragraph("SectionEnd", direct=section(*front, pages=("lowerRoman", 1))),
        paragraph("Normal", "{{ 本文 }}"),
        paragraph("Normal", "{{ 資料編 }}"),
        paragraph("Normal", f"{{{{ {level} }}}}"),
        item_sample(level, fields),
        paragraph("SectionEnd", direct=section(*numbered, pages=("decimal", 1))),
        paragraph("ColophonTitle", "{{ 計画名 }}{{ 段階表示 }}", direct=at_foot(width=110)),
        paragraph("Colophon", "{{ 策定年月 }}", direct=at_foot(width=110)),
        paragraph("Colophon", "発行　{{ 市名 }}{{ 担当課 }}", direct=at_foot(width=110)),
        paragraph("SectionEnd"),
        section(*bare),
    )
    headers = (empty_header, empty_footer, front_footer, body_header, body_footer)
    parts = (
        styles(MINCHO, 10.5, PLAN_SHEET, PLAN_TABLES, PLAN_LISTS),
        numbering(PLAN_LISTS, style_ids(PLAN_SHEET)),
        settings(with_footnotes=True),
        footnotes(),
        *headers,
        font_table(FONTS),
        theme(GOTHIC, MINCHO, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}")


def summary() -> bytes:
    """The summary: a title, one line with city and date, and the place for its text."""
    content = document(
        paragraph("Title", "{{ 計画名 }}{{ 段階表示 }}（{{ 計画期間 }}）概要"),
        paragraph("Subtitle", "{{ 市名 }}　{{ 策定年月 }}{{ 段階表示 }}"),
        paragraph("SummaryHeading", "{{ 見出し.題 }}》"),
        paragraph("TermText", "【{{ 用語.語 }}】{{ 用語.説明 }}"),
        paragraph("Normal", "{{ 概要本文 }}"),
        section(margin=14),
    )
    parts = (
        styles(PGOTHIC, 9.5, SUMMARY_SHEET, SUMMARY_TABLES, SUMMARY_LISTS),
        numbering(SUMMARY_LISTS, style_ids(SUMMARY_SHEET)),
        settings(with_footnotes=False),
        font_table(FONTS[1:]),
        theme(PGOTHIC, PGOTHIC, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}概要")


def cell(width: float, span: int, content: Element, tight: bool = False) -> Element:
    """A table cell, `width` mm wide over `span` columns; `tight` takes away its margins left and right."""
    grid_span = el("gridSpan", val=span) if span > 1 else None
    margins = el("tcMar", *(el(side, w=0, type="dxa") for side in ("left", "right"))) if tight else None
    return el("tc", el("tcPr", el("tcW", w=mm(width), type="dxa"), grid_span, margins), content)


def _column(width: float, style: str, text: str) -> Element:
    """A cell of the row that the program repeats; the outermost level is written from top to bottom."""
    vertical = el("textDirection", val="tbRl") if style == "SheetPolicy" else None
    return el("tc", el("tcPr", el("tcW", w=mm(width), type="dxa"), vertical), paragraph(style, text))


def framework_table(
    widths: Sequence[float], heads: Sequence[tuple[str, int]], columns: Sequence[tuple[str, str]]
) -> Element:
    """The sheet's table: its header row, and the row that says what stands in each column."""
    header, column = [], 0
    for label, span in heads:
        # Without margins 基本方針 fits on one line over the narrow column of vertical text.
        header.append(
            cell(sum(widths[column : column + span]), span, paragraph("SheetHeading", label), tight=True)
        )
        column += span
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val="SheetTable"),
            el("tblW", w=mm(sum(widths)), type="dxa"),
            el("tblLayout", type="fixed"),
            el("tblLook", val="0620", **look),
        ),
        el("tblGrid", *(el("gridCol", w=mm(width)) for width in widths)),
        el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *header),
        el("tr", *(_column(width, *each) for width, each in zip(widths, columns, strict=True))),
    )


def framework(
    widths: Sequence[float], heads: Sequence[tuple[str, int]], columns: Sequence[tuple[str, str]]
) -> bytes:
    """The framework: an A3 sheet with a title, the vision and one table."""
    period, label = text_run("{{ 計画期間 }}", "SheetPeriod"), text_run("基本理念", "Strong")
    content = document(
        paragraph("Title", "{{ 計画名 }}{{ 段階表示 }}　体系図", el("r", el("tab")), period),
        paragraph("SheetVision", label, "　「{{ 基本理念 }}」"),
        framework_table(widths, heads, columns),
        paragraph("SectionEnd"),
        section(size=A3_LANDSCAPE, margin=12),
    )
    parts = (
        styles(PGOTHIC, 9.5, FRAMEWORK_SHEET, (SHEET_TABLE, DIAGRAM_TABLE), {}),
        settings(with_footnotes=False),
        font_table(FONTS[1:]),
        theme(PGOTHIC, PGOTHIC, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}　体系図")


if __name__ == "__main__":
    folder = Path(__file__).parent
    (folder / "plan.docx").write_bytes(plan(*MEASURE))
    (folder / "summary.docx").write_bytes(summary())
    (folder / "framework.docx").write_bytes(framework(FRAMEWORK_WIDTHS, FRAMEWORK_HEADER, FRAMEWORK_COLUMNS))
