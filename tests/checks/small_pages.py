"""The small plan and its two sheets as pages, by hand: what the reader of pages looks at, without a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.checks import Edition, Finding, check_edition, read

from .small_plan import FACTS, framework_docx, plan_docx, summary_docx

_NAME = FACTS.plan_name + FACTS.stage_label
IDS = {
    name: name.replace("_", "-")
    for name in (
        *("sec_intro", "sec_purpose", "tbl_population", "tbl_house", "sec_policy", "policy_safe"),
        *("direction_help", "measure_watch", "measure_advice", "sec_end", "app_terms", "tbl_terms"),
    )
} | {"fn_law": "note.fn-law"}
_CHAPTER_1 = (
    '<h1 id="sec-intro"><span class="number">第１章</span>　<span class="title">計画の策定に当たって</span></h1>'
    '<h2 id="sec-purpose"><span class="number">第１節</span>　<span class="title">計画の目的</span></h2>'
    '<p>この計画は、<a class="reference" href="policy.html#policy-safe">第２章第１節「支え合う地域」</a>'
    '（<a class="page-number" href="policy.html#policy-safe">－</a>ページ）で述べる。'
    '<sup class="note-mark"><a id="ref.fn-law" href="#note.fn-law">1</a></sup>'
    f"基本理念は「{FACTS.vision}」である。</p>"
    '<div id="tbl-population" class="table"><table><caption><span class="number">表１－１</span>　'
    '<span class="title">総人口の推移</span></caption>'
    '<thead><tr><th rowspan="2">区分</th><th colspan="2">総人口</th></tr><tr><th>平成27年</th><th>令和２年</th></tr></thead>'
    '<tbody><tr><th>実数</th><td>118,594</td><td><a class="reference" href="#tbl-population">表１－１</a></td></tr></tbody></table></div>'
    '<figure id="tbl-house"><figcaption><span class="number">表１－２</span>　<span class="title">世帯の推移</span></figcaption>'
    '<img src="house.png" alt="世帯数の折れ線グラフ"></figure>'
    '<ol><li><span class="label">①</span>住民</li><li><span class="label">②</span>事業所</li></ol><p>次の者も含む。</p>'
    "<ol><li>団体<ol><li>学生</li></ol></li></ol><ul><li>点</li></ul>"
    '<h2 class="notes-title">脚注</h2>'
    '<div class="note" id="note.fn-law"><p><a class="back" href="#ref.fn-law">1</a> 昭和26年法律第45号</p></div>'
)
_CHAPTER_2 = (
    '<h1 id="sec-policy"><span class="number">第２章</span>　<span class="title">施策の基本方向</span></h1>'
    '<h2 id="policy-safe"><span class="number">第１節</span>　<span class="title">支え合う地域</span></h2>'
    '<h3 id="direction-help"><span class="number">１</span>　<span class="title">支え合い</span></h3>'
    f'<h4 id="measure-watch"><span class="number">(1)</span>　<span class="title">{FACTS.measures[0]}</span></h4>'
    '<p>見守りは<a href="#measure-advice">(2)</a>とともに行う。<sup class="note-mark"><a id="ref..1" href="#note..1">2</a></sup>'
    '（注<a class="reference" href="intro.html#note.fn-law">1</a>を参照）</p>'
    f'<h4 id="measure-advice"><span class="number">(2)</span>　<span class="title">{FACTS.measures[1]}</span></h4>'
    '<p><a href="https://www.example.jp/">市の案内</a></p>'
    '<h2 class="notes-title">脚注</h2>'
    '<div class="note" id="note..1"><p><a class="back" href="#ref..1">2</a> 民生委員など</p></div>'
)
_END = '<h1 id="sec-end"><span class="title">おわりに</span></h1>'
_TERMS = (
    '<h1 id="app-terms"><span class="number">資料１</span>　<span class="title">用語解説</span></h1>'
    '<div id="tbl-terms" class="table"><table><caption><span class="number">表資料１－１</span>　<span class="title">用語</span></caption></table></div>'
)


def page(kind: str, main: str) -> bytes:
    """A page around its text."""
    return (
        f'<!DOCTYPE html><html lang="ja"><head><title>{_NAME}</title></head><body class="page-{kind}">'
        f"<main>{main}</main></body></html>"
    ).encode()


def pages() -> dict[str, bytes]:
    """The files of the site, in their order."""
    return {
        "house.png": b"",
        "index.html": page("index", '<h1>計画</h1><p><a href="intro.html">第１章</a></p>'),
        "intro.html": page("chapter", _CHAPTER_1),
        "policy.html": page("chapter", _CHAPTER_2),
        "end.html": page("chapter", _END),
        "terms.html": page("appendix", _TERMS),
        "summary.html": page("document", f"<h1>概要</h1><p>基本理念</p><p>{FACTS.vision}</p>"),
    }


def findings(files: Mapping[str, bytes]) -> list[Finding]:
    """What is found in such files, beside the small plan and its summary."""
    readings = {"plan": read("plan.docx", plan_docx()), "summary": read("summary.docx", summary_docx())}
    documents = {"summary.html": "summary"}
    if "framework.html" in files:
        readings["framework"] = read("framework.docx", framework_docx())
        documents["framework.html"] = "framework"
    return check_edition(Edition(files, readings, IDS, documents, FACTS.plan_name, FACTS.stage_label))


@dataclass(frozen=True)
class Damage:
    """A page with something in it replaced, and the code that must tell of it."""

    code: str
    page: str
    old: str
    new: str

    def found(self) -> list[Finding]:
        files = pages()
        text = files[self.page].decode()
        assert self.old in text, f"{self.page} has no {self.old}"
        return findings({**files, self.page: text.replace(self.old, self.new, 1).encode()})


DAMAGED = (
    Damage("html.title", "intro.html", FACTS.stage_label, "（素案）"),
    Damage("html.title", "index.html", FACTS.plan_name, "計画"),
    Damage("html.language", "intro.html", 'lang="ja"', 'lang="en"'),
    Damage("html.main", "intro.html", "<main>", "<main></main><main>"),
    Damage("html.main", "terms.html", '<h1 id="app-terms">', '<h2 id="app-terms">'),
    Damage("html.heading-order", "policy.html", "<h3 id", "<h4 id"),
    Damage("html.id-duplicate", "policy.html", 'id="direction-help"', 'id="policy-safe"'),
    Damage("html.link-missing", "intro.html", 'href="policy.html#policy-safe"', 'href="policy.html#lost"'),
    Damage("html.link-missing", "index.html", "intro.html", "lost.html"),
    Damage("html.file-missing", "intro.html", "house.png", "lost.png"),
    Damage("html.missing", "policy.html", 'id="measure-watch"', 'id="measure-lost"'),
    Damage("html.number", "policy.html", "第１節", "第２節"),
    Damage("html.number", "intro.html", "表１－２", "表１－３"),
    Damage("html.name", "intro.html", "計画の目的", "計画のねらい"),
    Damage("html.name", "intro.html", "世帯の推移", "人口の推移"),
    Damage("html.reference", "intro.html", "第２章第１節「支え合う地域」", "第２章第２節「支え合う地域」"),
    Damage("html.reference", "intro.html", "第２章第１節「支え合う地域」", "第２章第１節「支え合い」"),
    Damage("html.reference", "policy.html", '#note.fn-law">1<', '#note.fn-law">2<'),
    Damage("html.reference", "intro.html", ">－<", ">5<"),
    Damage("html.note", "intro.html", "昭和26年法律第45号", "昭和26年法律第46号"),
    Damage(
        "html.note",
        "policy.html",
        '<a class="back" href="#ref..1">2</a>',
        '<a class="back" href="#ref..1">3</a>',
    ),
    Damage("html.note-way", "policy.html", 'class="back" href="#ref..1"', 'class="back" href="#ref"'),
    Damage("html.text-differs", "policy.html", "とともに行う", "とは別に行う"),
    Damage("html.text-differs", "intro.html", "118,594", "118,595"),
    Damage("html.text-differs", "summary.html", FACTS.vision, "別の理念"),
    Damage("html.text-missing", "intro.html", "<p>次の者も含む。</p>", ""),
    Damage("html.text-missing", "intro.html", "<td>118,594</td>", "<td></td>"),
)
