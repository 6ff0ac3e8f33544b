"""The script that first made the templates of a consultation, as `origin.py` made the three of the plan: comment_guide.docx and
comment_form.docx. Running it overwrites them:

    python templates/origin_comment.py
"""

from __future__ import annotations

from pathlib import Path

from origin import FONTS, cell, document, paragraph, section
from origin_package import (
    Element,
    Part,
    el,
    font_table,
    mm,
    package,
    page_field,
    pt,
    reference,
    settings,
    text_run,
    theme,
)
from origin_sheets import BAR, FULL, PAGE_FOOT, THIN, character, listed, shared
from origin_styles import (
    ACCENT,
    COLORS,
    GOTHIC,
    MINCHO,
    Char,
    Level,
    Line,
    Para,
    Style,
    TableLook,
    numbering,
    style_ids,
    styles,
)

FORM_WIDTHS = (34, 136)  # mm
PURPOSE = (
    "{{ 市名 }}では、「{{ 計画名 }}」（{{ 計画期間 }}）の策定を進めています。この度、計画の{{ 段階 }}を"
    "取りまとめましたので、皆様の御意見を募集します。"
)
WAYS = (
    "意見提出様式に、氏名、住所、該当箇所及び意見を書き、次のいずれかの方法で提出してください。"
    "同じことが書かれていれば、ほかの用紙でも構いません。"
)
HANDLING = (
    "頂いた御意見は、整理した上で、{{ 呼称 }}の考え方と併せて公表します。氏名、住所などの個人情報は公表しません。"
    "御意見に対して、個別には回答しません。"
)
TITLE = Para(borders={"bottom": Line(1.5, ACCENT, 6)}, after=4, line=24, align="center")
SUBTITLE = Para(before=4, after=6, line=17, align="right")
NUMBERED = Para(
    keep_next=True, borders=BAR, before=11, after=4, line=18, align="left", number=("要領見出し", 0), level=0
)
HINT = Para(line=15, align="left")
GAP = 6  # points
BASE = tuple(
    style for style in shared(Char(MINCHO, 10.5), 18, GOTHIC, Char(font=GOTHIC)) if "図中" not in style.name
)
HEAD = (
    Style("Title", "Title", Char(GOTHIC, 16, True, ACCENT), TITLE, next="Subtitle", priority=2),
    Style("Subtitle", "Subtitle", Char(GOTHIC, 11), SUBTITLE, priority=3),
    Style("footer", "Footer", Char(GOTHIC, 9.5), PAGE_FOOT, priority=99, gallery=False),
)
CONTACT = (
    Style(
        "連絡先見出し",
        "ContactLabel",
        Char(GOTHIC, 10, bold=True),
        Para(line=15, align="center"),
        priority=38,
    ),
    Style("連絡先本文", "ContactText", Char(size=10.5), Para(line=15, align="left"), priority=38),
    Style("図表の間", "FloatGap", Char(size=2), Para(line=3), next="Body Text", priority=36),
)
GUIDE_SHEET = (
    *BASE,
    *HEAD,
    *CONTACT,
    Style("要領見出し", "GuideHeading", Char(GOTHIC, 12, True), NUMBERED, next="Body Text", priority=9),
    listed("点リスト", "BulletList"),
)
GUIDE_LISTS = {
    "要領見出し": (Level(FULL, "%1", 26, 26, "要領見出し"),),
    "点リスト": (
        Level("bullet", "・", 33, 16.5, "点リスト"),
        Level("bullet", "－", 49.5, 16.5),
        Level("bullet", "・", 66, 16.5),
    ),
}
FORM_SHEET = (
    *BASE,
    *HEAD,
    *CONTACT,
    Style("様式の項目", "FormLabel", Char(GOTHIC, 11, bold=True), Para(line=16, align="center"), priority=10),
    Style("様式の記入", "FormEntry", Char(MINCHO, 11), Para(line=18, align="left"), priority=10),
    Style("様式の注", "FormHint", Char(GOTHIC, 9), HINT, priority=11),
    character("Placeholder Text", "PlaceholderText", Char(color="666666"), 99, gallery=False),
)
CONTACT_TABLE = TableLook("連絡先の表", "ContactTable", THIN, (0.6, 2), shade_column=True)
FORM_TABLE = TableLook("様式の表", "FormTable", THIN, (1.6, 2), shade_column=True)


def footer() -> Part:
    """The page's number at its foot."""
    return Part("footer1.xml", "footer", el("ftr", paragraph("Footer", *page_field("1"))))


def guide() -> bytes:
    """意見募集要領: its sections, most of them filled by the program, with what an office may word as it likes."""
    foot = footer()
    content = document(
        paragraph("Title", "{{ 計画名 }}{{ 段階表示 }}"),
        paragraph("Title", "意見募集要領"),
        paragraph("Subtitle", "{{ 市名 }}{{ 担当課 }}"),
        paragraph("GuideHeading", "目的"),
        paragraph("BodyText", PURPOSE),
        paragraph("GuideHeading", "公表する資料"),
        paragraph("Normal", "{{ 公表資料 }}"),
        paragraph("GuideHeading", "意見を提出できる方"),
        paragraph("Normal", "{{ 対象 }}"),
        paragraph("GuideHeading", "募集期間"),
        paragraph("BodyText", "{{ 募集開始 }}から{{ 募集終了 }}まで（{{ 募集日数 }}日間）"),
        paragraph("Normal", "{{ 期間の理由 }}"),
        paragraph("GuideHeading", "提出方法"),
        paragraph("BodyText", WAYS),
        paragraph("Normal", "{{ 提出方法 }}"),
        paragraph("GuideHeading", "提出先"),
        paragraph("Normal", "{{ 提出先 }}"),
        paragraph("GuideHeading", "提出された意見の取扱い"),
        paragraph("BodyText", HANDLING),
        paragraph("GuideHeading", "根拠"),
        paragraph("BodyText", "この意見募集は、{{ 根拠 }}に基づいて行います。"),
        paragraph("GuideHeading", "問合せ先"),
        paragraph("Normal", "{{ 問合せ }}"),
        section(reference("footerReference", foot), margin=24, pages=("decimal", 1)),
    )
    parts = (
        styles(MINCHO, 10.5, GUIDE_SHEET, (CONTACT_TABLE,), GUIDE_LISTS),
        numbering(GUIDE_LISTS, style_ids(GUIDE_SHEET)),
        settings(with_footnotes=False),
        foot,
        font_table(FONTS[:2]),
        theme(GOTHIC, MINCHO, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}　意見募集要領")


def control(number: int, name: str, hint: str, lines: bool = False) -> Element:
    """A content control for plain text (17.5.2): it can be filled in and not taken away; `lines` lets text have several."""
    return el(
        "sdt",
        el(
            "sdtPr",
            el("alias", val=name),
            el("tag", val=name),
            el("id", val=number),
            el("lock", val="sdtLocked"),
            el("showingPlcHdr"),
            el("text", multiLine=1 if lines else None),
        ),
        el("sdtContent", text_run(hint, "PlaceholderText")),
    )


def row(name: str, height: float, entry: Element, top: bool = False) -> Element:
    """A row of the form, at least `height` mm high; `top` is for long texts: they begin at the upper end, and go on on the next
    page."""
    width = el("tcW", w=mm(FORM_WIDTHS[1]), type="dxa")
    place = el("tcPr", width, el("vAlign", val="top" if top else "center"))
    return el(
        "tr",
        el("trPr", None if top else el("cantSplit"), el("trHeight", val=mm(height), hRule="atLeast")),
        cell(FORM_WIDTHS[0], 1, paragraph("FormLabel", name)),
        el("tc", place, paragraph("FormEntry", entry)),
    )


def form() -> bytes:
    """意見提出様式: one page with a table whose right column is filled in."""
    look = {"firstRow": 0, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    table = el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val="FormTable"),
            el("tblW", w=mm(sum(FORM_WIDTHS)), type="dxa"),
            el("tblLayout", type="fixed"),
            el("tblLook", val="0680", **look),
        ),
        el("tblGrid", *(el("gridCol", w=mm(width)) for width in FORM_WIDTHS)),
        row("氏名", 12, control(1, "氏名", "氏名を書いてください（団体のときは、名称と代表者の氏名）")),
        row("住所", 12, control(2, "住所", "住所を書いてください（団体のときは、所在地）")),
        row(
            "該当箇所",
            14,
            control(3, "該当箇所", "意見のある所を書いてください（例：本編○ページ、第○章第○節）"),
        ),
        row(
            "意見",
            115,
            control(4, "意見", "意見と、その理由を書いてください（幾つでも書けます）", lines=True),
            top=True,
        ),
    )
    content = document(
        paragraph("Title", "{{ 計画名 }}{{ 段階表示 }}"),
        paragraph("Title", "意見提出様式"),
        paragraph("Subtitle", "提出期限　{{ 募集終了 }}"),
        table,
        paragraph(
            "FormHint",
            "氏名、住所などの個人情報は公表しません。意見は、整理した上で、{{ 呼称 }}の考え方と併せて公表します。",
            direct=el("spacing", before=pt(GAP)),
        ),
        paragraph("FormHint", "意見が欄に入りきらないときは、欄が広がります。用紙を足しても構いません。"),
        paragraph("FormHint", text_run("提出先", "Strong"), direct=el("spacing", before=pt(GAP))),
        paragraph("Normal", "{{ 提出先 }}"),
        section(margin=20),
    )
    parts = (
        styles(MINCHO, 10.5, FORM_SHEET, (FORM_TABLE, CONTACT_TABLE), {}),
        settings(with_footnotes=False),
        font_table(FONTS[:2]),
        theme(GOTHIC, MINCHO, COLORS),
    )
    return package(content, parts, "{{ 計画名 }}{{ 段階表示 }}　意見提出様式")


if __name__ == "__main__":
    folder = Path(__file__).parent
    for name, make in {"comment_guide": guide, "comment_form": form}.items():
        (folder / f"{name}.docx").write_bytes(make())
