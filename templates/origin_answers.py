"""The script that first made templates/answers.docx, as `origin.py` made the three of the plan. Running it overwrites the file:

python templates/origin_answers.py
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from origin import A4, FONTS, document, paragraph, section
from origin_package import Part, el, font_table, package, page_field, reference, settings, theme
from origin_sheets import BAR, CENTRED, FRAMED, NOTE, PLAN_TABLES, shared
from origin_styles import ACCENT, COLORS, GOTHIC, Char, Line, Para, Style, TableLook, styles

TITLE = Para(borders={"bottom": Line(1.5, ACCENT, 4)}, line=24, align="center")
SUBTITLE = Para(before=6, line=17, align="center")
HEAD = Para(keep_next=True, borders=BAR, before=16, after=6, line=18, align="left", level=0)
FOOT = Para(line=13, align="center")
# A sentence of this document always introduces the table under it.
LEAD = Para(first_chars=1, keep_next=True)
SHARED = {style.name: style for style in shared(Char(GOTHIC, 10.5), 17, GOTHIC, Char(bold=True))}
ANSWERS_SHEET = (
    *(SHARED[name] for name in ("Normal", "Strong", "Emphasis", "Hyperlink", "節の終わり")),
    replace(SHARED["Body Text"], para=LEAD),
    Style("Title", "Title", Char(size=16, bold=True, color=ACCENT), TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", para=SUBTITLE, priority=3),
    Style("文書見出し", "DocumentHeading", Char(size=12, bold=True), HEAD, next="Body Text", priority=9),
    Style("footer", "Footer", Char(size=9.5), FOOT, priority=99, gallery=False),
    Style("図表の資料", "SourceNote", Char(size=8.5), NOTE, priority=36),
    Style("図表の間", "FloatGap", Char(size=6), Para(line=9), next="Body Text", priority=36),
    Style("表文字", "TableText", Char(size=9.5), Para(line=14, align="left"), priority=37),
    Style("表見出し", "TableHeading", Char(bold=True), CENTRED, "表文字", priority=37),
    Style("表中央", "TableCentred", para=Para(align="center"), base="表文字", priority=37),
    Style("表数値", "TableNumber", para=Para(align="right"), base="表文字", priority=37),
)
# Opinions and answers stand at the top of their cells: one of them is often much longer than the other.
ANSWERS_TABLES = (
    PLAN_TABLES[0],
    TableLook("回答の表", "AnswersTable", FRAMED, (1, 1.5), shade_row=True, align="top"),
)


def answers() -> bytes:
    """意見の概要と市の考え方: A4 on its side, a title, and the place for its tables."""
    footer = Part("footer1.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))
    content = document(
        paragraph("Title", "意見の概要と{{ 呼称 }}の考え方"),
        paragraph("Subtitle", "{{ 計画名 }}{{ 段階表示 }}（{{ 計画期間 }}）"),
        paragraph("Subtitle", "{{ 市名 }}{{ 担当課 }}"),
        paragraph("Normal", "{{ 意見と市の考え方 }}"),
        section(reference("footerReference", footer), size=A4[::-1], margin=18, pages=("decimal", 1)),
    )
    parts = (
        styles(GOTHIC, 10.5, ANSWERS_SHEET, ANSWERS_TABLES, {}),
        settings(with_footnotes=False),
        footer,
        font_table(FONTS[1:2]),
        theme(GOTHIC, GOTHIC, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}　意見の概要と{{ 呼称 }}の考え方")


if __name__ == "__main__":
    (Path(__file__).parent / "answers.docx").write_bytes(answers())
