"""A small plan with one of everything that the reader looks at, and the two sheets beside it. None has a fault."""

from __future__ import annotations

from pipeline.checks import Facts

from .small_docx import Small
from .small_text import (
    bookmark,
    caption,
    cell,
    contents,
    footnote,
    heading,
    item,
    note_reference,
    p,
    picture,
    ref,
    row,
    run,
    section,
    shown,
    table,
    word_art,
)

FACTS = Facts(
    plan_name="第３期みどり市地域福祉計画",
    period="令和３年度～令和７年度",
    stage="案",
    stage_label="（案）",
    vision="共に支え合うまちづくり",
    measures=("見守り体制の充実", "相談窓口の充実"),
    headings=("見守り体制の充実", "相談窓口の充実"),
)

_COVER = (
    p(f"{FACTS.plan_name}{FACTS.stage_label}", "ti")
    + p(FACTS.period)
    + p("", properties=section(shown("header", "rMark")))
)
_FRONT = (
    contents(
        r'TOC \o "1-2" \h \z \t "見出し番号なし,1,資料見出し 1,1"',
        ("t1", "第１章", "計画の策定に当たって", "sec_intro"),
        ("t2", "第１節", "計画の目的", "sec_purpose"),
        ("t1", "第２章", "施策の基本方向", "sec_policy"),
        ("t2", "第１節", "支え合う地域", "policy_safe"),
        ("t1", "", "おわりに", "sec_end"),
        ("t1", "資料１", "用語解説", "app_terms"),
    )
    + contents(
        r'TOC \h \z \c "表"',
        ("tf", "", "表１－１　総人口の推移", "tbl_population"),
        ("tf", "", "表１－２　世帯の推移", "tbl_house"),
    )
    + p(
        "",
        properties=section(shown("footer", "rFoot"), pages='<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'),
    )
)
_TABLE = table(
    (2000, 2000, 2000),
    row(cell("区分", merge="restart"), cell("総人口", span=2), header=True),
    row(cell("", merge="continue"), cell("平成27年"), cell("令和２年"), header=True),
    row(cell("実数", direction="tbRlV"), cell("118,594"), cell(p(ref(r"REF tbl_population \h", "表１－１")))),
)
_CHAPTER_1 = (
    heading(1, "計画の策定に当たって", "sec_intro")
    + heading(2, "計画の目的", "sec_purpose")
    + p(
        run("この計画は、")
        + ref(r"REF policy_safe \w \h", "第２章第１節")
        + run("「")
        + ref(r"REF policy_safe \h", "支え合う地域")
        + run("」（")
        + ref(r"PAGEREF policy_safe \h", "－")
        + run("ページ）で述べる。")
        + bookmark("fn_law", note_reference(1))
        + run("基本理念は「" + FACTS.vision + "」である。"),
        "b",
    )
    + caption("表", "tbl_population", "１", "１", "総人口の推移")
    + _TABLE
    + caption("表", "tbl_house", "１", "２", "世帯の推移")
    + p(picture(1, "世帯数の折れ線グラフ"))
    + item("住民", 5)
    + item("事業所", 5)
    + p("次の者も含む。", "b")
    + item("団体", 6)
    + item("学生", 6, ilvl=1)
    + item("点", style="l2")
)
_CHAPTER_2 = (
    heading(1, "施策の基本方向", "sec_policy")
    + heading(2, "支え合う地域", "policy_safe")
    + heading(3, "支え合い", "direction_help")
    + heading(4, FACTS.measures[0], "measure_watch")
    + p(
        run("見守りは", '<w:rStyle w:val="st"/>')
        + ref(r"REF measure_advice \n \h", "(2)")
        + run("とともに行う。")
        + note_reference(2)
        + run("（注")
        + ref(r"NOTEREF fn_law \h", "1")
        + run("を参照）"),
        "b",
    )
    + heading(4, FACTS.measures[1], "measure_advice")
    + p('<w:hyperlink r:id="rLink">' + run("市の案内") + "</w:hyperlink>", "b")
    + p(bookmark("sec_end", run("おわりに")), "u1")
)
_APPENDIX = heading(1, "用語解説", "app_terms", style="a1") + p(
    bookmark(
        "tbl_terms",
        run("表")
        + ref(r'STYLEREF "資料見出し 1" \n', "資料１")
        + run("－")
        + ref(r"SEQ 資料表 \* DBCHAR \r 1", "１"),
    )
    + run("　用語"),
    "cap",
)
NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" '
    'w:lineRule="exact"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    + footnote(1, "昭和26年法律第45号")
    + footnote(2, "民生委員など")
)


def small_plan() -> Small:
    """The plan, before it is built."""
    return Small(
        body=_COVER + _FRONT + _CHAPTER_1 + _CHAPTER_2 + _APPENDIX,
        footnotes=NOTES,
        headers={
            "rMark": p(word_art(FACTS.stage)),
            "rHead": p(word_art(FACTS.stage) + run(f"{FACTS.plan_name}{FACTS.stage_label}"), "hd"),
        },
        footers={"rFoot": p(ref("PAGE", "1")), "rBodyFoot": p(ref("PAGE", "1"))},
        links={"rLink": "https://www.example.jp/"},
        title=f"{FACTS.plan_name}{FACTS.stage_label}",
        last_section=section(
            shown("header", "rHead") + shown("footer", "rBodyFoot"), pages='<w:pgNumType w:start="1"/>'
        ),
    )


def plan_docx() -> bytes:
    """The plan as docx."""
    return small_plan().build()


def sheet(body: str) -> bytes:
    """A summary or framework: a title, the period, and `body`."""
    title = f"{FACTS.plan_name}{FACTS.stage_label}"
    return marked(p(title, "ti") + p(FACTS.period) + body, title).build()


def marked(body: str, title: str) -> Small:
    """A document of one section with the stage's watermark."""
    headers, last = {"rMark": p(word_art(FACTS.stage))}, section(shown("header", "rMark"))
    return Small(body=body, headers=headers, title=title, last_section=last)


def summary_docx() -> bytes:
    """The 概要, with mentions of the plan: number, title, both, a note, a table, a page."""
    return sheet(
        p(
            run("目的は")
            + bookmark("see_1_sec_purpose", run("第１章第１節"))
            + run("、")
            + bookmark("see_2_policy_safe", run("第２章第１節「支え合う地域」"))
            + run("、")
            + bookmark("see_3_tbl_population", run("表１－１"))
            + bookmark("see_4_tbl_population", run("総人口の推移"))
            + bookmark("see_5_fn_law", run("1"))
            + bookmark("see_6_sec_purpose", run("－"))
        )
        + p(f"基本理念「{FACTS.vision}」")
    )


def framework_docx() -> bytes:
    """The 体系図: one row a measure."""
    rows = [row(cell(f"({place})　{title}"), cell("課題")) for place, title in enumerate(FACTS.measures, 1)]
    return sheet(p(f"基本理念　{FACTS.vision}") + table((3000, 3000), *rows))
