"""Damage to the package, the markup, styles, lists, notes, pictures and sections."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.charts import ChartKind
from tests.charts.plans import changes, written
from tests.drawn import NEEDS_WORDS

from .low_lines import LOW_LINES
from .mutations import (
    DOCUMENT,
    NOTES,
    NUMBERING,
    RELS,
    STYLES,
    Mutation,
    edit,
    list_of,
    more,
    remade,
    with_part,
    without_part,
)
from .small_docx import PNG, changed, unzipped, zipped
from .small_plan import plan_docx, small_plan
from .small_text import p, run, section


def _twice_zipped() -> bytes:
    """The document part twice: a part with a name of the same length is renamed within the zip."""
    parts = {**unzipped(plan_docx()), "word/documenu.xml": b"<a/>"}
    return zipped(parts).replace(b"word/documenu.xml", b"word/document.xml")


def _charted(old: str, new: str) -> Callable[[], bytes]:
    """A plan with a chart, of which text is replaced."""
    return lambda: changed(written(changes(ChartKind.PIE)), old, new, "word/charts/chart1.xml", 1)


def _without_workbook() -> bytes:
    parts = unzipped(written(changes(ChartKind.PIE)))
    name = "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
    assert name in parts
    return zipped({**parts, name: b"no zip"})


def _picture_twice() -> bytes:
    parts = unzipped(plan_docx())
    before, tag, after = parts["word/document.xml"].decode().partition("<w:drawing>")
    picture = tag + after.partition("</w:drawing>")[0] + "</w:drawing>"
    return zipped({**parts, "word/document.xml": (before + picture + tag + after).encode()})


def _without_header() -> bytes:
    """A landscape section begins in 第２章 with headers of its own, which are empty."""
    plan = small_plan()
    before, tag, after = plan.body.rpartition('<w:p><w:pPr><w:pStyle w:val="a1"/>')
    empty = '<w:headerReference w:type="default" r:id="rNone"/>'
    plan.body = before + p("", properties=plan.last_section) + tag + after
    plan.last_section = section(empty)
    plan.headers = {**plan.headers, "rNone": p("")}
    return plan.build()


_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _control(properties: str, content: str = run("書く")) -> str:
    """A paragraph with a content control."""
    kept = f"<w:sdtContent>{content}</w:sdtContent>" if content else ""
    return f"<w:p><w:sdt><w:sdtPr>{properties}</w:sdtPr>{kept}</w:sdt></w:p>"


def _vertical(height: int) -> str:
    """A table whose one row is at least so high (twips), beside seven full-width characters of vertical text."""
    return (
        '<w:tbl><w:tblGrid><w:gridCol w:w="300"/></w:tblGrid><w:tr>'
        f'<w:trPr><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="300"/>'
        f'<w:textDirection w:val="tbRl"/></w:tcPr>{p("地域で支え合うまち"[:7])}</w:tc></w:tr></w:tbl><w:p/>'
    )


PACKAGE = [
    Mutation("docx.zip", "half a file", lambda: plan_docx()[:300]),
    Mutation("docx.zip-duplicate", "two parts of one name", _twice_zipped, "word/document.xml"),
    Mutation("docx.xml", "broken XML", edit("</w:body>", ""), "word/document.xml"),
    Mutation("docx.part-missing", "no styles", edit('/styles"', '/other"', RELS)),
    Mutation(
        "docx.part-orphan", "a part nothing leads to", with_part("word/media/left.png", PNG), "left.png"
    ),
    Mutation(
        "docx.content-type", "a part without a type", with_part("word/media/left.bin", b"?"), "left.bin"
    ),
    Mutation("docx.content-type", "a type without a part", without_part(NOTES), says="footnotes.xml"),
    Mutation(
        "docx.content-type", "no list of types", without_part("[Content_Types].xml"), says="一覧がありません"
    ),
    Mutation("docx.part-missing", "no text", without_part(DOCUMENT), DOCUMENT, "本文"),
    Mutation(
        "docx.relationship-target",
        "relations of no part",
        with_part("word/_rels/lost.xml.rels", _NO_RELATIONS),
        "lost",
    ),
    Mutation(
        "docx.relationship-missing", "an unknown r:id", edit('r:id="rLink"', 'r:id="rLost"'), says="rLost"
    ),
    Mutation("docx.relationship-missing", "an unknown r:embed", edit('r:embed="rImage"', 'r:embed="rLost"')),
    Mutation(
        "docx.relationship-target", "a missing image", without_part("word/media/image1.png"), says="image1"
    ),
    Mutation(
        "docx.relationship-external", "a file", edit("https://www.example.jp/", "file:///c:/a.doc", RELS)
    ),
    Mutation(
        "docx.relationship-external", "a script", edit("https://www.example.jp/", "javascript:a()", RELS)
    ),
]

MARKUP = [
    Mutation(
        "docx.child-order", "order", more(p("x", "", '<w:jc w:val="left"/><w:keepNext/>')), "「x」", "順序"
    ),
    Mutation(
        "docx.child-order", "a property twice", more(p("x", "", "<w:keepNext/><w:keepNext/>")), says="二つ"
    ),
    Mutation("docx.child-order", "a stranger", more(p("x", "", "<w:b/>")), says="置けません"),
    Mutation("docx.child-order", "properties after text", more("<w:p><w:r><w:t>x</w:t><w:rPr/></w:r></w:p>")),
    Mutation(
        "docx.child-order",
        "w:num before w:abstractNum",
        edit(
            "<w:abstractNum ",
            '<w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num><w:abstractNum ',
            NUMBERING,
        ),
        NUMBERING,
    ),
    Mutation("docx.block-empty", "a cell without a paragraph", edit(p("118,594"), ""), "実数"),
    Mutation(
        "docx.block-empty", "a cell that ends with a table", edit(p("118,594"), f"{p('x')}<w:tbl/>"), "x"
    ),
    Mutation(
        "docx.block-empty",
        "a cell that ends with an empty content control",
        edit(p("118,594"), f"{p('x')}<w:sdt><w:sdtPr/></w:sdt>"),
        "x",
    ),
    Mutation(
        "docx.table-grid", "a row without cells", edit("</w:tbl>", "<w:tr/></w:tbl>"), says="4行目にセル"
    ),
    Mutation("docx.table-grid", "a cell too few", edit('<w:gridSpan w:val="2"/>', ""), "区分", "1行目"),
    Mutation(
        "docx.table-grid", "a column without width", edit('<w:gridCol w:w="2000"/>', '<w:gridCol w:w="0"/>')
    ),
    Mutation(
        "docx.table-grid", "no rows", more('<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid></w:tbl>')
    ),
    Mutation(
        "docx.row-height",
        "exact",
        more(
            '<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="9" w:hRule="exact"/></w:trPr>'
            "<w:tc><w:p><w:r><w:t>表の文字</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
        ),
        "表の文字",
        "固定値",
    ),
    Mutation(
        "docx.row-low",
        "a row lower than its vertical text",
        more(_vertical(1399)),
        "地域で支え合う",
        "縦書き",
    ),
    *LOW_LINES,
    Mutation("docx.keep-lines", "of its own", more(p("続く文", "", "<w:keepNext/>")), "続く文", "keepLines"),
    Mutation(
        "docx.keep-lines",
        "by its style",
        edit('"Body Text"/>', '"Body Text"/><w:pPr><w:keepNext/></w:pPr>', STYLES),
        "この計画は",
    ),
    Mutation(
        "docx.keep-lines",
        "switched off where its style keeps it",
        edit('<w:pStyle w:val="b"/>', '<w:pStyle w:val="b"/><w:keepNext/><w:keepLines w:val="0"/>'),
        "この計画は",
    ),
    Mutation("docx.note-separator", "a line of text", edit('w:line="120"', 'w:line="240"', NOTES), NOTES),
    Mutation(
        "docx.note-separator",
        "no rule",
        edit('w:type="separator"', 'w:type="normal"', NOTES),
        NOTES,
        "線がない",
    ),
    Mutation("docx.note-separator", "no height", edit('w:lineRule="exact"', "", NOTES), NOTES),
    Mutation("docx.table-merge", "no start", edit('<w:vMerge w:val="restart"/>', ""), "区分", "2行目"),
    Mutation("docx.text-private", "a sentinel", edit("この計画は、", "この\ue000計画は、"), "計画は"),
    Mutation("docx.text-space", "a blank that Word drops", more("<w:p><w:r><w:t>x </w:t></w:r></w:p>"), "x"),
    Mutation("docx.language", "no Japanese", edit('w:eastAsia="ja-JP"', 'w:eastAsia="en-US"', STYLES)),
]

USES = [
    Mutation(
        "docx.style-missing", "unknown", edit('<w:pStyle w:val="b"/>', '<w:pStyle w:val="bb"/>'), "この計画は"
    ),
    Mutation(
        "docx.style-missing",
        "based on nothing",
        edit('"Body Text"/>', '"Body Text"/><w:basedOn w:val="zz"/>', STYLES),
        says="zz",
    ),
    Mutation(
        "docx.style-type", "on a run", edit('<w:rStyle w:val="st"/>', '<w:rStyle w:val="b"/>'), "見守りは"
    ),
    Mutation("docx.style-type", "two of one id", edit('w:styleId="hd"', 'w:styleId="b"', STYLES)),
    Mutation("docx.num-missing", "an unknown list", edit(list_of(5), list_of(77)), "住民", "77"),
    Mutation(
        "docx.num-missing",
        "no abstract list",
        edit('<w:abstractNumId w:val="3"/>', '<w:abstractNumId w:val="33"/>', NUMBERING),
    ),
    Mutation(
        "docx.num-missing",
        "a style of an unknown list",
        edit('<w:numPr><w:numId w:val="4"/>', '<w:numPr><w:numId w:val="44"/>', STYLES),
        STYLES,
    ),
    Mutation("docx.num-level", "a level that is not there", edit(list_of(6, 1), list_of(6, 7)), "学生"),
    Mutation("docx.num-format", "no such format", edit('"aiueoFullWidth"', '"klingon"', NUMBERING), "学生"),
    Mutation("docx.list-style", "a list of headings", edit(list_of(5), list_of(1)), "住民"),
    Mutation("docx.list-broken", "the next list's id", edit(list_of(5), list_of(6)), "団体"),
    Mutation(
        "docx.note-mismatch",
        "lost",
        edit('<w:footnote w:id="2">', '<w:footnote w:id="3">', NOTES),
        "見守りは",
    ),
    Mutation(
        "docx.note-mismatch", "twice", edit('Reference w:id="2"', 'Reference w:id="1"'), "見守りは", "二度"
    ),
    Mutation(
        "docx.note-mismatch", "without its mark", edit("<w:footnoteRef/>", "", NOTES), NOTES, "印がありません"
    ),
    Mutation("docx.comment-orphan", "no text", more('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>')),
    Mutation("docx.comment-orphan", "no mark", remade(comments=f'<w:comment w:id="1">{p("?")}</w:comment>')),
    Mutation("docx.picture-id", "one id for two", _picture_twice),
    *(
        Mutation(
            "docx.picture-alt",
            f"{what} without",
            more(f"<w:p>{run('図形の前')}{content}</w:p>"),
            "図形の前",
            "代替",
        )
        for what, content in NEEDS_WORDS.items()
    ),
    Mutation("docx.picture-alt", "no alt text", edit('descr="世帯数の折れ線グラフ"', 'descr=" "')),
    Mutation("docx.picture-alt", "no place for alt text", edit("<wp:docPr", "<wp:lost")),
    Mutation("docx.picture-target", "no picture in its frame", edit('<a:blip r:embed="rImage"/>', "")),
    Mutation(
        "docx.chart-data",
        "another number in a chart",
        _charted("<c:v>62.5</c:v>", "<c:v>62.6</c:v>"),
        says="62.6",
    ),
    Mutation("docx.chart-data", "another name in a chart", _charted("<c:v>無回答</c:v>", "<c:v>回答</c:v>")),
    Mutation("docx.chart-data", "a workbook that is none", _without_workbook),
    Mutation("docx.picture-size", "no height", edit('cy="1800000"', 'cy="0"')),
    Mutation("docx.picture-target", "a style sheet as picture", edit("media/image1.png", "styles.xml", RELS)),
    Mutation("docx.section-paper", "upright", edit("<w:pgSz", '<w:pgSz w:orient="landscape"'), "みどり市"),
    Mutation("docx.section-paper", "no paper", edit('<w:pgSz w:w="11906" w:h="16838"/>', "")),
    Mutation("docx.section-paper", "no last section", remade(last_section="")),
    Mutation("docx.section-header", "a lost header", _without_header, "用語解説"),
]

CONTROLS = [
    Mutation("docx.control-id", "two of one id", more(_control('<w:id w:val="1"/>') * 2), says="重なって"),
    Mutation(
        "docx.control-id", "an id that is too large", more(_control('<w:id w:val="2147483648"/>')), "書く"
    ),
    Mutation("docx.control-id", "an id that is no number", more(_control('<w:id w:val="a"/>')), says="「a」"),
    Mutation("docx.control-empty", "nothing between paragraphs", more("<w:sdt><w:sdtPr/></w:sdt>")),
    Mutation(
        "docx.control-empty", "nothing in it", more(_control('<w:alias w:val="氏名"/>', "")), says="氏名"
    ),
    Mutation(
        "docx.control-empty",
        "nothing to click",
        more(_control('<w:tag w:val="住所"/><w:showingPlcHdr/>', run(""))),
        says="住所",
    ),
    Mutation(
        "docx.control-text",
        "a control in a control for text",
        more(_control("<w:text/>", f"<w:sdt><w:sdtContent>{run('書く')}</w:sdtContent></w:sdt>")),
        says="w:sdt",
    ),
    Mutation(
        "docx.control-text",
        "two paragraphs in a control for text",
        more(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('一')}{p('二')}</w:sdtContent></w:sdt>"),
        says="段落",
    ),
    Mutation(
        "docx.child-order",
        "content before properties",
        more(f"<w:p><w:sdt><w:sdtContent>{run('書く')}</w:sdtContent><w:sdtPr/></w:sdt></w:p>"),
        "書く",
    ),
]
STRUCTURE = [*PACKAGE, *MARKUP, *USES, *CONTROLS]
