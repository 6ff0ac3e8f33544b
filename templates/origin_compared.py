"""The script that first made templates/comparison.docx, changes.docx and received.docx. Running it overwrites the files:

python templates/origin_compared.py
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from origin import A4, FONTS, document, paragraph, section
from origin_package import Part, el, font_table, package, page_field, reference, settings, theme
from origin_sheets import CENTRED, FRAMED, character, shared
from origin_styles import ACCENT, COLORS, GOTHIC, Char, Line, Para, Style, TableLook, styles

TITLE = Para(borders={"bottom": Line(1.5, ACCENT, 4)}, line=24, align="center")
SUBTITLE = Para(before=6, line=17, align="center")
LEGEND = Para(before=2, line=13, align="right")
COMPARED_SHEET = (
    *(style for style in shared(Char(GOTHIC, 10.5), 17, GOTHIC, Char(bold=True)) if "図中" not in style.name),
    Style("Title", "Title", Char(size=16, bold=True, color=ACCENT), TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", para=SUBTITLE, priority=3),
    Style("凡例", "Legend", Char(size=9), LEGEND, priority=4),
    Style("footer", "Footer", Char(size=9.5), Para(line=13, align="center"), priority=99, gallery=False),
    Style("図表の間", "FloatGap", Char(size=6), Para(line=9), next="Body Text", priority=36),
    Style("表文字", "TableText", Char(size=9.5), Para(line=14, align="left"), priority=37),
    Style("表見出し", "TableHeading", Char(bold=True), CENTRED, "表文字", priority=37),
    Style("新旧の題", "ComparedTitle", Char(bold=True), base="表文字", next="表文字", priority=38),
    character("変更箇所", "Changed", Char(underlined=True), 23),
)
# 受領一覧 has a table for each chapter, under its title.
HEAD = Para(keep_next=True, before=8, after=3, line=17)
RECEIVED_SHEET = (
    *COMPARED_SHEET,
    Style("文書見出し", "DocumentHeading", Char(size=11, bold=True), HEAD, next="Body Text", priority=9),
    Style("表中央", "TableCentred", para=Para(align="center"), base="表文字", priority=37),
)
COMPARED_TABLE = TableLook("新旧の表", "ComparedTable", FRAMED, (0.7, 1.5), shade_row=True, align="top")


def compared(title: str, legend: str, slot: str, sheet: Sequence[Style] = COMPARED_SHEET) -> bytes:
    """A4 on its side: a title, what the signs mean, and the place for the table."""
    footer = Part("footer1.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))
    content = document(
        paragraph("Title", title),
        paragraph("Subtitle", "{{ 計画名 }}{{ 段階表示 }}（{{ 計画期間 }}）"),
        paragraph("Legend", legend),
        paragraph("Normal", slot),
        section(reference("footerReference", footer), size=A4[::-1], margin=18, pages=("decimal", 1)),
    )
    parts = (
        styles(GOTHIC, 10.5, sheet, (COMPARED_TABLE,), {}),
        settings(with_footnotes=False),
        footer,
        font_table(FONTS[1:2]),
        theme(GOTHIC, GOTHIC, COLORS),
    )
    return package(content, parts, f"{{{{ 計画名 }}}}{{{{ 段階表示 }}}}　{title}")


if __name__ == "__main__":
    folder = Path(__file__).parent
    legend = "下線は変わった部分、（略）は変わらない部分です。番号だけが変わった所は、番号対照表に示します。"
    (folder / "comparison.docx").write_bytes(compared("新旧対照表", legend, "{{ 新旧対照表 }}"))
    legend = "下線は変わった部分、「…」は変わらないので省いた部分です。"
    (folder / "changes.docx").write_bytes(compared("修正箇所一覧", legend, "{{ 修正箇所一覧 }}"))
    legend = "下線は変わった部分です。採否は、受領一覧のExcelか、原稿の review.yaml に書きます。"
    (folder / "received.docx").write_bytes(compared("受領一覧", legend, "{{ 受領一覧 }}", RECEIVED_SHEET))
