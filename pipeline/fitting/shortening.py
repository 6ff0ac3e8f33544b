"""Advice for a sheet that does not fit: chosen by its real lines, proved by laying it out before it is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from pipeline.fitting.candidates import Writer
from pipeline.frozen import dataclass
from pipeline.layout.endless import PrintedPage, endless, read_page
from pipeline.layout.engine import Engine
from pipeline.layout.rounds import Candidate, Wanted
from pipeline.model.content import DocumentContent
from pipeline.model.inlines import Inlines, Text, has_ruby
from pipeline.model.pages import TWIPS_IN_POINT, PageFacts
from pipeline.model.reference_text import shown_text
from pipeline.problems import Location
from pipeline.word.compose import compose
from pipeline.word.fitting.shorten import HeldUp, Outline, cuts_for, held_up, outline_of
from pipeline.word.fitting.shortened import cut, cut_content, paragraphs_of, with_contents

# How often more is taken off where what was proposed does not suffice.
_MOST_ROUNDS = 8
_CLOSING = "。．.）)」』"


@dataclass(frozen=True)
class Shortening:
    """A text, and how many of its characters to take out."""

    location: Location
    text: str
    characters: int


@dataclass(frozen=True)
class Advice:
    """By how much a sheet is too high, in points, its reserve included, and what helps.

    `texts` are to be shortened, those that give most for a character first; `enough` says that the sheet was laid out so
    and fitted. `titles` are vertical titles that make their rows higher. `documents` are what was laid out for it, with the PDFs
    that it was read from.
    """

    excess: float
    texts: tuple[Shortening, ...]
    enough: bool
    titles: tuple[HeldUp, ...]
    documents: Mapping[bytes, bytes]


@dataclass(frozen=True)
class _Tried:
    """The trial of a text: whether the sheet fits, by how many points it is too high, and its lines."""

    fits: bool
    excess: float
    outline: Outline


@dataclass(frozen=True)
class _Bench:
    """A bench on which versions of a sheet are laid out, in the setting of one candidate."""

    writer: Writer
    engine: Engine
    candidate: Candidate
    tell: Callable[[str], None]
    documents: dict[bytes, bytes]

    def tried(self, contents: Sequence[DocumentContent], shortened: Mapping[int, int]) -> list[_Tried]:
        """All of them by one run: on their own paper, and on paper without an end."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        real = [compose(content, template) for content in contents]
        high = [endless(document) for document in real]
        laid = self.engine.lay_out([Wanted(each) for each in (*real, *high)], self.tell)
        facts = [each for each in laid if each]
        self.documents.update(
            {**dict.fromkeys(real, b""), **{each: self.engine.pdf_of(each) for each in high}}
        )
        return [
            _Tried(
                self.writer.fitted(self.candidate, facts[index]),
                self._excess(facts[index], facts[index + len(real)]),
                outline_of(content, template, _lines(read_page(self.documents[high[index]])), shortened),
            )
            for index, content in enumerate(contents)
        ]

    def outline(self, content: DocumentContent) -> Outline:
        """The outline of a sheet, by estimate."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        return outline_of(content, template, lambda text: None)

    def _excess(self, real: PageFacts, high: PageFacts) -> float:
        """By how much a sheet is too high: by what it takes where nothing is pushed to a next page."""
        room = self.writer.fits[self.candidate.name].pages * real.room
        height = high.height if len(high.pages) == 1 else real.height
        return height + self.writer.reserve(self.candidate) - room


def advise(writer: Writer, engine: Engine, candidate: Candidate, tell: Callable[[str], None]) -> Advice:
    """Advice for shortening a sheet to fit the setting of this candidate: sentences, and only where they don't suffice
    the vertical titles that hold their rows up."""
    tell("収まらない文書の、短くする所を探しています")
    bench = _Bench(writer, engine, candidate, tell, {})
    content = writer.content(candidate.name)
    (first,) = bench.tried([content], {})
    titles = tuple(held_up(first.outline, content))
    removed, enough = _proved(bench, content, first, {})
    if not enough and titles:
        shorter = _title_cuts(bench, content, first)
        with_titles, enough = _proved(bench, content, first, shorter)
        removed = with_titles if enough else removed
    paragraphs = paragraphs_of(content)
    found = []
    for place, characters in removed.items():
        text, location = shown_text(paragraphs[place].content, content.targets), paragraphs[place].location
        if location:
            found.append(Shortening(location, text, len(text) - len(cut(text, characters))))
    found.sort(key=lambda each: each.characters)
    return Advice(first.excess, tuple(found), enough, titles, bench.documents)


def _proved(
    bench: _Bench, content: DocumentContent, first: _Tried, begun: Mapping[int, int]
) -> tuple[dict[int, int], bool]:
    """The characters to take out by paragraph, blanks left out, beside those `begun` with, and whether it was proved that
    they are enough: as long as they are not, more are taken."""
    removed, latest = dict(begun), [first]
    if begun:
        latest = bench.tried(_shortened(content, begun), begun)
    for _ in range(_MOST_ROUNDS):
        if all(each.fits for each in latest):
            return removed, True
        more, possible = _more(latest[0].outline, max(each.excess for each in latest))
        if not more:
            break
        removed = {place: removed.get(place, 0) + more.get(place, 0) for place in {**removed, **more}}
        latest = bench.tried(_shortened(content, removed), removed)
        if not possible:
            break
    return removed, all(each.fits for each in latest)


def _title_cuts(bench: _Bench, content: DocumentContent, first: _Tried) -> dict[int, int]:
    """The needed cuts of vertical titles, in characters, the worst first, so that the sheet is low enough or none of them
    holds its rows up any more."""
    cuts: dict[int, int] = {}
    goal = first.outline.height({}) - first.excess * TWIPS_IN_POINT
    for title in held_up(first.outline, content):

        def helps(characters: int, place: int = title.paragraph) -> bool:
            shorter = _with_less(content, {**cuts, place: characters})
            outline = bench.outline(shorter)
            return outline.height({}) <= goal or all(
                each.paragraph != place for each in held_up(outline, shorter)
            )

        lengths = range(1, len("".join(title.text.split())))
        cuts[title.paragraph] = bisect_left(lengths, True, key=helps) + 1
    return cuts


def _more(outline: Outline, excess: float) -> tuple[dict[int, int], bool]:
    """The characters to take off texts, and whether that might be enough; at the least a line's worth."""
    cuts, possible = cuts_for(outline, max(excess * TWIPS_IN_POINT, 1.0))
    stacks = {each.paragraph: each for column in outline.columns for each in column.stacks}
    return {place: stacks[place].cost(cut) for place, cut in cuts.items()}, possible


def _shortened(content: DocumentContent, removed: Mapping[int, int]) -> list[DocumentContent]:
    """The sheet with so much taken out of its texts, in three ways: wherever it is taken out, lines break a little
    differently."""
    return [_with_less(content, removed, way) for way in (None, _cut_before_closing, _cut_at_start)]


def _with_less(
    content: DocumentContent, removed: Mapping[int, int], way: Callable[[str, int], str] | None = None
) -> DocumentContent:
    """The sheet with characters taken out of its texts: at their ends, or in another way where no furigana make lines high."""
    paragraphs = paragraphs_of(content)

    def less(place: int, characters: int) -> Inlines:
        inlines = paragraphs[place].content
        if way and not has_ruby(inlines):
            return (Text(way(shown_text(inlines, content.targets), characters)),)
        return cut_content(inlines, content.targets, characters)

    return with_contents(content, {place: less(place, count) for place, count in removed.items()})


def _cut_before_closing(text: str, characters: int) -> str:
    """Its full stop is kept."""
    return cut(text[:-1], characters) + text[-1] if text[-1:] in _CLOSING else cut(text, characters)


def _cut_at_start(text: str, characters: int) -> str:
    return cut(text[::-1], characters)[::-1]


def _lines(page: PrintedPage) -> Callable[[str], tuple[int, ...] | None]:
    """A function telling the lines of a sheet's texts, asked in their order."""
    after = 0

    def lines(text: str) -> tuple[int, ...] | None:
        nonlocal after
        found = page.lines_of(text, after)
        if found is None:
            return None
        after = found[1]
        return found[0]

    return lines
