"""The pages that lead to others: the index with its lists, and the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.html.inlines import write_inlines
from pipeline.html.markup import element, escaped, in_phrases
from pipeline.html.site import INDEX, SEARCH, Entry, Facts, Page, PageBlock, PageKind
from pipeline.html.writing import Writing
from pipeline.model.content import CaptionList, DocumentContent
from pipeline.model.content import Entry as Line


def index_page(
    facts: Facts,
    plan: DocumentContent,
    contents: Sequence[Entry],
    documents: Sequence[Entry],
    writing: Writing,
) -> Page:
    """The plan's cover: what it is, all that is in it, its tables and figures, and the documents beside it."""
    blocks = (
        PageBlock("cover", _cover(facts, plan)),
        PageBlock("contents", _listed("目次", _entries(contents), "contents")),
        *(PageBlock(f"list-{kind}", markup) for kind, markup in _captions(plan, writing)),
        *(
            [PageBlock("documents", _listed("ほかの文書", _entries(documents), "documents"))]
            if documents
            else []
        ),
    )
    return Page(INDEX, PageKind.INDEX, facts.name + facts.stage_label, blocks)


def _cover(facts: Facts, plan: DocumentContent) -> str:
    tags = plan.tags
    name = element("span", in_phrases(facts.name, (facts.city,)), class_="plan")
    stage = element("span", escaped(facts.stage_label), class_="stage") if facts.stage_label else ""
    lines = (
        ("計画期間", facts.period),
        ("基本理念", tags.get("基本理念", "")),
        ("段階", " ".join(filter(None, (tags.get("段階日付", ""), tags.get("段階会議", ""))))),
        ("策定年月", tags.get("策定年月", "")),
        ("策定", "　".join(filter(None, (facts.city, facts.office)))),
    )
    said = "".join(element("dt", head) + element("dd", escaped(text)) for head, text in lines if text)
    return element("div", element("h1", name + stage) + element("dl", said, class_="facts"), class_="cover")


def chapters_block(entries: Sequence[Entry]) -> PageBlock:
    """The chapters of a 部 as links, each with its sections."""
    listed = element("nav", _entries(entries), aria_label="この部の章", class_="list-of chapters")
    return PageBlock("chapters", listed)


def _listed(title: str, listed: str, kind: str) -> str:
    return element("section", element("h2", title) + listed, class_=f"list-of {kind}")


def _entries(entries: Sequence[Entry]) -> str:
    items = (
        element(
            "li",
            _line(each.number, escaped(each.title), each.to) + (_entries(each.under) if each.under else ""),
        )
        for each in entries
    )
    return element("ul", "".join(items))


def _line(number: str, title: str, to: str) -> str:
    shown = (element("span", escaped(number), class_="number") + " " if number else "") + element(
        "span", title, class_="title"
    )
    return element("a", shown, href=to)


def _captions(plan: DocumentContent, writing: Writing) -> Iterator[tuple[str, str]]:
    for slot, title in (("表目次", "表の一覧"), ("図目次", "図の一覧")):
        found = plan.slots.get(slot)
        if isinstance(found, CaptionList) and found.entries:
            items = (element("li", _caption(each, writing)) for each in found.entries)
            yield (
                found.kind.name.lower(),
                _listed(title, element("ul", "".join(items)), found.kind.name.lower()),
            )


def _caption(line: Line, writing: Writing) -> str:
    title = (
        write_inlines(writing, line.raised_title, linked=True) if line.raised_title else escaped(line.title)
    )
    return _line(line.label, title, writing.to(writing.ids[line.bookmark]))


def search_page() -> Page:
    """The page on which the script of the site shows what it finds."""
    heading = element("h1", "計画の中を探す")
    form = element(
        "form",
        element("label", "探す言葉", for_="検索の言葉")
        + '<input id="検索の言葉" type="search" name="q" autocomplete="off">'
        + element("button", "探す", type="submit"),
        id="検索",
        role="search",
        action=SEARCH,
        method="get",
    )
    found = element("div", "", id="検索の結果", role="status")
    without = element(
        "noscript",
        element("p", "検索には、ブラウザーのJavaScriptを使います。使えないときは、目次からお探しください。"),
    )
    blocks = (
        PageBlock("heading", heading),
        PageBlock("form", form),
        PageBlock("found", found),
        PageBlock("without", without),
    )
    return Page(SEARCH, PageKind.SEARCH, "計画の中を探す", blocks)
