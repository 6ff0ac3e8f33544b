"""Texts as documents show them, with what in them is somebody else's: names, quotations, provisions, what the program puts in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from pipeline.frozen import dataclass, replace
from pipeline.passages.model import Kind, Origin
from pipeline.problems import Words

# From a place of a text to another, in characters.
Span = tuple[int, int]

# Characters on each side by which words are found.
_AROUND = 6
# A word in quotation marks is the author's; more than that is what somebody said, or is called.
_WORD = 4
_QUOTED = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』|“[^“”]*”|〝[^〝〟]*〟")
# The title of a law or an ordinance before its number: （平成25年法律第65号）.
_LAW = re.compile(
    r"[^、。（）「」\n]+(?=（(?:明治|大正|昭和|平成|令和)[^（）]{1,8}年[^（）]{0,12}(?:法律|政令|省令|府令|条例|規則|告示|訓令|要綱)[^（）]*第)"
)
# An article of law: 第107条　市町村は、…
_ERA = re.compile(r"（(?:明治|大正|昭和|平成|令和)")
_ARTICLE = re.compile(
    r"第[0-9０-９一二三四五六七八九十百]+条(?:の[0-9０-９一二三四五六七八九十]+)*[　 （].*", re.DOTALL
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#~+:-]+|[\w.+-]+@[\w-]+\.[\w.-]+")
_SENTENCE_END = re.compile(r"[。！？!?](?=[^）」』”〟]|$)|\n")
_OPENING, _CLOSING = "（「『(“〝", "）」』)”〟"


@dataclass(frozen=True)
class Text:
    """A passage as the document shows it. `made` are the spans that the program puts in (numbers, titles that are referred to),
    `silent` those in which nothing is said: these, names, quotations and addresses. `document` is the name of the first that shows it.
    `ahead` is what its cell says before it, and `on_sheet` says that the 体系図 shows it."""

    text: str
    origin: Origin
    kind: Kind = Kind.PARAGRAPH
    id: str = ""
    key: str = ""
    document: str = "plan"
    made: tuple[Span, ...] = ()
    silent: tuple[Span, ...] = ()
    ahead: str = ""
    on_sheet: bool = False

    def is_silent(self, start: int, end: int) -> bool:
        """Whether something of what stands between two places is somebody else's."""
        return any(start < stop and begin < end for begin, stop in self.silent)

    def words(self, start: int, end: int) -> Words:
        """What stands between two places, as its place in the source is found: what the program puts in does not stand there."""
        words = self.text[start:end]
        before = sum(
            not any(begin <= each.start() < stop for begin, stop in self.made)
            for each in re.finditer(re.escape(words), self.text[:start])
        )
        around = self._written(max(start - _AROUND, 0), start, -1), self._written(end, end + _AROUND, 0)
        return Words(words, self.ahead.count(words) + before, self.origin.cell, around)

    def _written(self, start: int, end: int, side: int) -> str:
        """What stands between two places, without line ends and what the program puts in: up to those next to its beginning (0) or
        end (-1)."""
        made = {at for begin, stop in self.made for at in range(max(begin, start), min(stop, end))}
        signs = ("\n" if at in made else each for at, each in enumerate(self.text[start:end], start))
        return "".join(signs).split("\n")[side]

    def goes_on_in(self, other: Text) -> bool:
        """Whether another text, which comes next, is the next paragraph of the same cell, value or running text."""
        own, its = self.origin, other.origin
        if (self.document, self.kind, own.file) != (other.document, other.kind, its.file):
            return False
        if own.row >= 0 or its.row >= 0:
            return own == its
        return own.key == its.key and (bool(own.key) or self.kind is Kind.PARAGRAPH)

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """The spans of its sentences, with their full stops: one within brackets or quotation marks ends none."""
        return tuple(_sentences(self.text))


def _sentences(text: str) -> Iterator[Span]:
    begin = 0
    for found in _SENTENCE_END.finditer(text):
        part = text[begin : found.start()]
        if sum(map(part.count, _OPENING)) <= sum(map(part.count, _CLOSING)):
            yield begin, found.end()
            begin = found.end()
    if text[begin:].strip():
        yield begin, len(text)


class Names:
    """Names that stay as they are, found all at once."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted({*filter(None, names)}, key=lambda each: (-len(each), each))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def spans(self, text: str) -> Iterator[Span]:
        """The places of a text in which one stands."""
        return _spans(self._pattern, text) if self._pattern else iter(())


_NONE = Names(())


def with_silence(text: Text, names: Names, titles: Names = _NONE) -> Text:
    """The text with the spans in which nothing is said. A title is told where it is written, as the whole of a text, and is a name in
    all others."""
    return replace(text, silent=tuple(sorted({*text.made, *_silent(text.text, names, titles)})))


@lru_cache(20_000)
def _silent(text: str, names: Names, titles: Names) -> frozenset[Span]:
    found = {*_quotations(text), *_laws(text), *_addresses(text), *names.spans(text)}
    return frozenset(found | {span for span in titles.spans(text) if span != (0, len(text))})


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(text))


def _laws(text: str) -> Iterator[Span]:
    if _ERA.search(text):  # which is told much sooner than what a title is
        yield from _spans(_LAW, text)
    if article := _ARTICLE.match(text):
        yield article.span()


def _addresses(text: str) -> Iterator[Span]:
    return _spans(_ADDRESS, text) if any(sign in text for sign in ("@", "://", "www.")) else iter(())


def _quotations(text: str) -> Iterator[Span]:
    return (
        ((begin + 1, end - 1) for begin, end in _spans(_QUOTED, text) if end - begin - 2 > _WORD)
        if any(each in text for each in "「『“〝")
        else iter(())
    )


@lru_cache(4)
def names_among(names: tuple[str, ...]) -> Names:
    """The same for the same names."""
    return Names(names)
