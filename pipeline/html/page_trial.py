"""A page that a template makes of trial values: its elements are closed, and its text stands where readers look for it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from pipeline.html.loads import check_page
from pipeline.problems import Code, Location, Problem

# The id of what stands in place of a page's text.
MARK = "trial"
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# Elements that may stay open by the standard (HTML, 13.1.2.4): what comes next closes them.
_OPTIONAL = frozenset(
    [
        "html",
        "head",
        "body",
        "li",
        "dt",
        "dd",
        "p",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rt",
        "rp",
    ]
)


def check_tried(file: str, tried: str) -> Iterator[Problem]:
    """What is wrong with a page made of trial values, beside what its template shows already."""
    yield from (
        Problem(Location(file), each.code, each.message, each.hint)
        for each in check_page(file, tried, ())
        if each.code is Code.TEMPLATE_NETWORK
    )
    reader = _Shape()
    reader.feed(tried)
    reader.close()
    if reader.wrong:
        yield Problem(
            Location(file),
            Code.TEMPLATE_SYNTAX,
            f"{reader.wrong} の初めと終わりの数が合いません",
            "開いた要素を、同じ順に閉じてください",
        )
    elif reader.text_in != "main":
        yield Problem(
            Location(file),
            Code.TEMPLATE_TAG_MISSING,
            "{{ 本文 }} が <main> のすぐ中にありません",
            '<main id="本文" tabindex="-1">{{ 本文 }}</main> の形で、一度だけ書いてください',
        )


class _Shape(HTMLParser):
    """Finds the first element that is closed where it was not open, or stays open, and in which one the text stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong = ""
        self.text_in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("id") == MARK:
            self.text_in = "" if self.text_in else self.open[-1] if self.open else ""
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in _OPTIONAL:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong = self.wrong or f"<{tag}>"

    def close(self) -> None:
        super().close()
        left = [tag for tag in self.open if tag not in _OPTIONAL]
        self.wrong = self.wrong or (f"<{left[-1]}>" if left else "")
