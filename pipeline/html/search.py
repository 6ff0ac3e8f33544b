"""What is searched: each heading with the text under it, as a script that works from a folder as well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from pipeline.html.markup import APART
from pipeline.html.site import INDEX_VARIABLE, Page, PageKind, SearchEntry
from pipeline.model.keeping import Keep, anew

_HEADING = re.compile(r'<h([1-6])(?:[^>]*? id="([^"]*)"[^>]*|[^>]*)>(.*?)</h\1>', re.DOTALL)
_TERM = re.compile(r'<dt[^>]*? id="([^"]*)"[^>]*>(.*?)</dt><dd>(.*?)</dd>', re.DOTALL)
_NUMBER = re.compile(r'<span class="number">(.*?)</span>　?')
# What is heard or seen beside the text itself: readings, marks of notes, labels that a drawing says once more.
_BESIDE = re.compile(
    r"<rt>.*?</rt>|<rp>.*?</rp>|<sup class=\"note-mark\">.*?</sup>|<title[^>]*>.*?</title>|<summary>.*?</summary>",
    re.DOTALL,
)
# Elements within a line; all others part words.
_INLINE = re.compile(r"</?(?:a|span|strong|em|ruby|sup|sub|dfn|mark|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def search_entries(pages: Iterable[Page], keep: Keep = anew) -> Iterator[SearchEntry]:
    """An entry for each heading of all pages but those that only lead to others, and one for each term."""
    for page in pages:
        if page.kind not in (PageKind.INDEX, PageKind.SEARCH):
            yield from keep(_entries_of, page)


def _entries_of(page: Page) -> tuple[SearchEntry, ...]:
    return tuple(_of_page(page))


def _of_page(page: Page) -> Iterator[SearchEntry]:
    to, number, title, texts = page.name, page.number, page.title, list[str]()
    for block in page.blocks:
        heading = _HEADING.match(block.markup)
        if heading and heading[1] != "1":
            yield SearchEntry(to, number, title, _where(page, to), _joined(texts))
            to = f"{page.name}#{heading[2]}" if heading[2] else page.name
            found = _NUMBER.search(heading[3])
            number, title = _text(found[1]) if found else "", _text(_NUMBER.sub("", heading[3]))
            texts = []
        elif not heading and block.id.startswith(f"terms{APART}"):
            for identity, term, meaning in _TERM.findall(block.markup):
                yield SearchEntry(f"{page.name}#{identity}", "", _text(term), page.called, _text(meaning))
        elif not heading:
            texts.append(_text(block.markup))
    yield SearchEntry(to, number, title, _where(page, to), _joined(texts))


def _where(page: Page, to: str) -> str:
    return page.called if "#" in to else ""


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))


def _text(markup: str) -> str:
    """Markup as text: words stay whole, and paragraphs apart."""
    shown = _TAG.sub(" ", _INLINE.sub("", _BESIDE.sub("", markup)))
    return " ".join(unescape(shown).split())


def search_script(entries: Iterable[SearchEntry], keep: Keep = anew) -> bytes:
    """The script that puts them into a page: a list of objects with to, number, title, where and text."""
    listed = ",\n".join(keep(_as_json, entry) for entry in entries)
    return f"globalThis.{INDEX_VARIABLE} = [\n{listed}\n];\n".encode()


def _as_json(e: SearchEntry) -> str:
    told = {"to": e.to, "number": e.number, "title": e.title, "where": e.where, "text": e.text}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
