"""The script that first made the samples in templates/samples/, for documents that an office declares.

An office copies one into templates/ under the name of its document, and changes it in Word. Running this overwrites them:

    python templates/origin_declared.py
"""

from __future__ import annotations

from pathlib import Path

from origin import A4, FONTS, paragraph
from origin_package import (
    Element,
    Part,
    el,
    font_table,
    mm,
    package,
    page_field,
    reference,
    settings,
    theme,
)
from origin_sheets import (
    BANNER,
    CENTRED,
    DIAGRAM_TABLE,
    PLAN_LISTS,
    PLAN_TABLES,
    SHEET_BOX_STYLES,
    SHEET_NOTE,
    SHEET_TITLE,
    SUBHEADING,
    TERM,
    listed,
    shared,
)
from origin_styles import (
    ACCENT,
    COLORS,
    PGOTHIC,
    Char,
    Level,
    Para,
    Style,
    numbering,
    style_ids,
    styles,
)

A4_LANDSCAPE = A4[::-1]
LISTS = {
    "点リスト": (
        Level("bullet", "・", 20, 10, "点リスト"),
        Level("bullet", "－", 32, 12),
        Level("bullet", "・", 42, 10),
    ),
    **{
        name: tuple(
            Level(level.format, level.text, 22 + 20 * depth, 20, level.style)
            for depth, level in enumerate(levels)
        )
        for name, levels in PLAN_LISTS.items()
        if name.startswith("番号リスト")
    },
}
CAPTION = Para(keep_next=True, before=5, after=2, line=12.5, align="center")
SHEET = (
    *shared(Char(PGOTHIC, 10), 14, PGOTHIC, Char(bold=True)),
    Style("Title", "Title", Char(PGOTHIC, 16, True, ACCENT), SHEET_TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", para=Para(before=4, after=4, line=14, align="right"), priority=3),
    Style("footer", "Footer", Char(size=9), Para(line=12, align="center"), priority=99, gallery=False),
    Style("概要見出し", "SummaryHeading", Char(size=11.5, bold=True), BANNER, next="Body Text", priority=9),
    Style("概要小見出し", "SummarySubheading", Char(bold=True), SUBHEADING, next="Body Text", priority=10),
    *(
        listed(name, identifier)
        for name, identifier in (
            ("点リスト", "BulletList"),
            ("番号リスト１", "NumberListFull"),
            ("番号リスト①", "NumberListCircle"),
            ("番号リスト(1)", "NumberListParentheses"),
        )
    ),
    Style("リスト続き", "ListRest", para=Para(left=20), priority=31),
    *SHEET_BOX_STYLES,
    Style("用語", "Term", Char(bold=True), TERM, next="用語の説明", priority=32),
    Style("用語の説明", "TermText", para=Para(left=10), priority=32),
    Style("caption", "Caption", Char(size=9.5, bold=True), CAPTION, next="Body Text", priority=35),
    Style("図表の資料", "SourceNote", Char(size=8.5), SHEET_NOTE, priority=36),
    Style("図表の間", "FloatGap", Char(size=4), Para(line=6), next="Body Text", priority=36),
    Style("図", "Picture", para=Para(keep_next=True, before=4, line=0, align="center"), priority=36),
    Style(
        "グラフ", "Chart", Char(size=8.5), Para(keep_next=True, before=4, line=0, align="center"), priority=36
    ),
    Style("表文字", "TableText", Char(size=9), Para(line=12, align="left"), priority=37),
    Style("表見出し", "TableHeading", Char(bold=True), CENTRED, "表文字", priority=37),
    Style("表中央", "TableCentred", para=Para(align="center"), base="表文字", priority=37),
    Style("表数値", "TableNumber", para=Para(align="right"), base="表文字", priority=37),
)
TABLES = (*PLAN_TABLES, DIAGRAM_TABLE) if DIAGRAM_TABLE not in PLAN_TABLES else PLAN_TABLES


def section(
    *parts: Element,
    kind: str = "nextPage",
    size: tuple[float, float] = A4,
    margin: float = 15,
    columns: int = 1,
) -> Element:
    """`w:sectPr` with this many columns of one width; lengths in mm."""
    width, height = size
    sides = {side: mm(margin) for side in ("top", "right", "bottom", "left")}
    return el(
        "sectPr",
        *parts,
        el("type", val=kind),
        el("pgSz", w=mm(width), h=mm(height), orient="landscape" if width > height else None),
        el("pgMar", **sides, header=mm(margin / 2), footer=mm(margin / 2), gutter=0),
        el("cols", num=columns if columns > 1 else None, space=mm(8)),
        el("docGrid", linePitch=360),
    )


def titled(label: str) -> tuple[Element, Element]:
    """What stands at the head of each: the plan with its stage, its period and city."""
    return (
        paragraph("Title", f"{{{{ 計画名 }}}}{{{{ 段階表示 }}}}　{label}"),
        paragraph("Subtitle", "{{ 計画期間 }}　{{ 市名 }}{{ 担当課 }}"),
    )


def leaflet() -> bytes:
    """Two pages of A4 in two columns, under a title that goes over both."""
    footer = Part("footer1.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))
    foot = reference("footerReference", footer)
    body = (
        *titled("概要版"),
        paragraph("SectionEnd", direct=section(foot)),
        paragraph("Normal", "{{ 表面 }}"),
        paragraph("SectionEnd", direct=section(kind="continuous", columns=2)),
        paragraph("Normal", "{{ 裏面 }}"),
        section(kind="nextPage", columns=2),
    )
    return made("概要版", body, footer)


def briefing() -> bytes:
    """One page of A4."""
    return made("説明資料", (*titled("説明資料"), paragraph("Normal", "{{ 説明 }}"), section()))


def listing() -> bytes:
    """A table over as many pages of turned A4 as it takes."""
    footer = Part("footer1.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))
    body = (
        *titled("事業一覧"),
        paragraph("Normal", "{{ 一覧 }}"),
        section(reference("footerReference", footer), size=A4_LANDSCAPE),
    )
    return made("事業一覧", body, footer)


def made(label: str, body: tuple[Element, ...], *further: Part) -> bytes:
    """The file of a sample."""
    parts = (
        styles(PGOTHIC, 10, SHEET, TABLES, LISTS),
        numbering(LISTS, style_ids(SHEET)),
        settings(with_footnotes=False),
        *further,
        font_table(FONTS[2:]),
        theme(PGOTHIC, PGOTHIC, COLORS),
    )
    return package(el("document", el("body", *body)), parts, f"{{{{ 計画名 }}}}{{{{ 段階表示 }}}}　{label}")


if __name__ == "__main__":
    folder = Path(__file__).parent / "samples"
    folder.mkdir(exist_ok=True)
    for name, make in {"leaflet": leaflet, "briefing": briefing, "programs": listing}.items():
        (folder / f"{name}.docx").write_bytes(make())
