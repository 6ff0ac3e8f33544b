"""Damage to fields, bookmarks, references, captions and contents lists."""

from __future__ import annotations

from .mutations import NUMBERING, STYLES, Mutation, edit, more, recached, remade
from .small_text import p, ref

_BEGIN, _SEPARATE, _END = (f'<w:fldChar w:fldCharType="{each}"/>' for each in ("begin", "separate", "end"))
_ONE_ID_OPEN_TWICE = "".join(f'<w:bookmarkStart w:id="990" w:name="{name}"/>' for name in ("x", "y"))
_TWO_OF_ONE_ID = "".join(
    f'<w:bookmarkStart w:id="990" w:name="{name}"/><w:bookmarkEnd w:id="990"/>' for name in ("x", "y")
)

# The four that the design names, and their kin.
NAMED = [
    Mutation(
        "docx.ref-stale",
        "a changed numId in a style",
        edit(
            '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>',
            '<w:numId w:val="2"/></w:numPr>',
            STYLES,
        ),
        "この計画は",
        "第２章第１節",
    ),
    Mutation(
        "docx.toc-entry", "a changed numId in the list", edit('"第%2節"', '"第%2項"', NUMBERING), "計画の目的"
    ),
    Mutation(
        "docx.bookmark-missing", "a dropped bookmark", edit('"policy_safe"/>', '"gone"/>'), says="policy_safe"
    ),
    Mutation(
        "docx.ref-stale",
        "a stale reference",
        recached(r"REF policy_safe \w \h", "第３章第１節"),
        "この計画は",
    ),
    Mutation("docx.field-structure", "a field without its begin", edit(_BEGIN, "")),
    Mutation(
        "docx.field-structure", "a field without its separator", edit(_SEPARATE, ""), says="命令の中に文字"
    ),
    Mutation("docx.field-structure", "a field without its end", edit(_END, ""), says="終わりがありません"),
]

FIELDS = [
    Mutation(
        "docx.field-structure", "code outside", more("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>")
    ),
    Mutation(
        "docx.field-structure",
        "no separator and no result",
        more(f"<w:p><w:r>{_BEGIN}</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>{_END}</w:r></w:p>"),
        says="区切りと結果",
    ),
    Mutation("docx.field-structure", "two separators", edit(_SEPARATE, _SEPARATE * 2), says="区切り"),
    Mutation("docx.field-instruction", "an empty instruction", edit(r" NOTEREF fn_law \h ", " "), "見守りは"),
    Mutation(
        "docx.field-instruction", "half an instruction", edit(r" NOTEREF fn_law \h ", " NOT "), "見守りは"
    ),
    Mutation("docx.field-instruction", "no bookmark named", edit(r" NOTEREF fn_law \h ", r" NOTEREF \h ")),
    Mutation("docx.field-empty", "no cached result", recached(r"REF measure_advice \n \h", ""), "見守りは"),
    Mutation(
        "docx.field-empty", "a fldSimple without content", more('<w:p><w:fldSimple w:instr="PAGE"/></w:p>')
    ),
    Mutation("docx.field-dirty", "dirty", edit('"begin"', '"begin" w:dirty="true"')),
    Mutation("docx.field-dirty", "updateFields", remade(settings="<w:updateFields/><w:compat/>"), "settings"),
]

BOOKMARKS = [
    Mutation(
        "docx.bookmark-unbalanced", "no end", more('<w:p><w:bookmarkStart w:id="990" w:name="x"/></w:p>')
    ),
    Mutation(
        "docx.bookmark-unbalanced", "no start", more('<w:p><w:bookmarkEnd w:id="990"/></w:p>'), says="990"
    ),
    Mutation("docx.bookmark-duplicate", "other case", edit('name="sec_end"', 'name="SEC_Intro"'), "おわりに"),
    Mutation("docx.bookmark-duplicate", "one id for two", more(f"<w:p>{_TWO_OF_ONE_ID}</w:p>"), says="990"),
    Mutation(
        "docx.bookmark-duplicate",
        "one id open twice",
        more(f'<w:p>{_ONE_ID_OPEN_TWICE}<w:bookmarkEnd w:id="990"/></w:p>'),
        says="「y」",
    ),
    Mutation("docx.bookmark-name", "begins with a figure", edit('name="measure_watch"', 'name="1_watch"')),
    Mutation("docx.bookmark-name", "41 characters", edit('name="measure_watch"', f'name="{"m" * 41}"')),
    Mutation("docx.bookmark-name", "a hyphen", edit('name="measure_watch"', 'name="measure-watch"')),
    Mutation(
        "docx.bookmark-missing", "a field as link", more(p(ref(r"HYPERLINK \l lost", "先"))), "先", "lost"
    ),
    Mutation(
        "docx.bookmark-missing", "a link", edit('anchor="sec_purpose"', 'anchor="lost"'), "計画の目的", "lost"
    ),
]

REFERENCES = [
    Mutation("docx.ref-relative", "a relative reference", edit(r"advice \n", r"advice \r"), "見守りは"),
    Mutation(
        "docx.ref-unnumbered", "a heading", edit(r"REF measure_advice \n", r"REF sec_end \n"), "見守りは"
    ),
    Mutation("docx.ref-unnumbered", "a NOTEREF to text", edit("NOTEREF fn_law", "NOTEREF sec_end")),
    Mutation("docx.ref-stale", "a note's number", recached(r"NOTEREF fn_law \h", "2"), "見守りは", "「1」"),
    Mutation("docx.ref-stale", "a title", recached(r"REF policy_safe \h", "支え合う町"), says="支え合う地域"),
    Mutation(
        "docx.ref-stale", "a caption", recached(r"REF tbl_population \h", "表１－２"), says="「表１－１」"
    ),
    Mutation("docx.ref-stale", "an own number", recached(r"REF measure_advice \n \h", "(1)"), says="「(2)」"),
    Mutation(
        "docx.styleref-stale", "the wrong chapter", recached(r"STYLEREF 1 \s", "９"), "表９－１", "「１」"
    ),
    Mutation("docx.styleref-stale", "an unused style", edit(r"STYLEREF 1 \s", r"STYLEREF 6 \s"), "表１－１"),
    Mutation(
        "docx.seq-stale", "out of count", recached(r"SEQ 表 \* DBCHAR \s 1", "３", 1), "表１－３", "「２」"
    ),
    Mutation("docx.seq-stale", "half-width", recached(r"SEQ 表 \* DBCHAR \s 1", "1"), says="「１」"),
    Mutation("docx.page-text", "a word", recached(r"PAGEREF policy_safe \h", "二十"), "支え合う地域"),
    Mutation("docx.page-differs", "two pages", recached(r"PAGEREF policy_safe \h", "3"), "この計画は"),
]

CONTENTS = [
    Mutation(
        "docx.toc-entry", "a stale title", edit("計画の目的", "計画のねらい"), says="第１節　計画の目的"
    ),
    Mutation("docx.toc-entry", "a stale number", edit("第２章<", "第３章<"), says="第２章　施策"),
    Mutation(
        "docx.toc-entry", "all levels, and some without an entry", edit(r'\o "1-2"', r"\o"), says="支え合い"
    ),
    Mutation("docx.toc-entry", "levels that are no range", edit(r'\o "1-2"', r'\o "上"'), says="支え合い"),
    Mutation("docx.toc-entry", "a heading without an entry", more(p("結び", "u1")), says="「結び」が一覧に"),
    Mutation(
        "docx.toc-entry",
        "an entry too many",
        edit('<w:pStyle w:val="u1"/>', ""),
        "おわりに",
        "文書にありません",
    ),
    Mutation("docx.toc-entry", "a stale caption", edit("総人口の推移", "人口の推移"), "人口の推移", "総人口"),
    Mutation(
        "docx.toc-target", "elsewhere", edit('anchor="sec_purpose"', 'anchor="policy_safe"'), "計画の目的"
    ),
    Mutation(
        "docx.toc-target", "a page elsewhere", edit("PAGEREF sec_purpose", "PAGEREF sec_end"), "計画の目的"
    ),
    Mutation("docx.toc-style", "the wrong level", edit('<w:pStyle w:val="t2"/>', '<w:pStyle w:val="t3"/>')),
    Mutation(
        "docx.toc-style", "a table as heading", edit('<w:pStyle w:val="tf"/>', '<w:pStyle w:val="t1"/>')
    ),
]

ALL_REFERENCES = [*NAMED, *FIELDS, *BOOKMARKS, *REFERENCES, *CONTENTS]
