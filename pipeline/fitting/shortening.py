"""Advice for a sheet that does not fit: chosen by its real lines, proved by laying it out before it is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from pipeline.fitting.candidates import Writer
from pipeline.frozen import dataclass, replace
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
from pipeline.word.fitting.shortened import cut, cut_content, paragraphs_of, parts_of, with_contents

# How often more is taken off where what was proposed does not suffice.
_MOST_ROUNDS = 8
# The shares of what stands beyond its columns that a sheet is first tried to be shortened by.
_SHARES = (0.25, 0.5, 0.75, 1.0)
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

    `texts` are to be shortened, those that give most for a character first, titles and names among them where these `named` too;
    `enough` says that the sheet was laid out so and fitted, else it is still too high by what is `left`. `titles` are vertical titles
    that make their rows higher. `documents` are what was laid out for it, with the PDFs that it was read from.
    """

    excess: float
    texts: tuple[Shortening, ...]
    enough: bool
    titles: tuple[HeldUp, ...]
    documents: Mapping[bytes, bytes]
    left: float = 0.0
    named: bool = False


@dataclass(frozen=True)
class _Tried:
    """The trial of a text: whether the sheet fits, by how many points of its columns each part up to a break of these is too high
    (`exactly` so, or with what was pushed on beside it), and its lines."""

    fits: bool
    lacks: tuple[float, ...]
    exactly: bool
    columns: int
    outline: Outline

    @property
    def excess(self) -> float:
        return max(self.lacks)


@dataclass(frozen=True)
class _Proof:
    """The characters to take out by paragraph, blanks left out, whether it was proved that they are enough, and what is lacking else."""

    removed: dict[int, int]
    enough: bool
    left: float = 0.0


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
                self._lacks(facts[index], facts[index + len(real)]),
                self._exactly(facts[index], facts[index + len(real)]),
                facts[index].columns,
                outline_of(content, template, _lines(read_page(self.documents[high[index]])), shortened),
            )
            for index, content in enumerate(contents)
        ]

    def outline(self, content: DocumentContent) -> Outline:
        """The outline of a sheet, by estimate."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        return outline_of(content, template, lambda text: None)

    def _lacks(self, real: PageFacts, high: PageFacts) -> tuple[float, ...]:
        """By how much each part of a sheet is too high: by what it takes where nothing is pushed to a next page. Where that goes on
        in other columns or on other pages, only what stands beyond them tells."""
        if not self._exactly(real, high):
            return (-self.writer.free(self.candidate, real),)
        last = high.used * high.columns - (high.columns - 1) * high.room if real.ended else high.height
        taken = (*(each.used for each in high.ended), last)
        return tuple(used + self.writer.reserve(self.candidate) - real.room for used in taken)

    def _exactly(self, real: PageFacts, high: PageFacts) -> bool:
        """Whether each part has one column of one page."""
        fit = self.writer.fits[self.candidate.name]
        return (
            fit.pages * real.columns == len(real.ended) + 1
            and len(high.pages) == 1
            and len(high.ended) == len(real.ended)
        )


def can_advise(writer: Writer, candidate: Candidate, facts: PageFacts) -> bool:
    """Whether it can be told what to shorten: where sections begin new pages, or breaks leave it open how many columns what stands
    between them may take, nobody knows what is too long."""
    parts, pages = len(facts.ended) + 1, writer.fits[candidate.name].pages
    breaks = max(parts_of(writer.content(candidate.name)), default=0)
    return not facts.stretches and (parts == 1 or (pages == 1 and parts == facts.columns == breaks + 1))


def advise(writer: Writer, engine: Engine, candidate: Candidate, tell: Callable[[str], None]) -> Advice:
    """Advice for shortening a sheet to fit the setting of this candidate: sentences, and only where they don't suffice
    the vertical titles that hold their rows up, and other titles and names."""
    tell("収まらない文書の、短くする所を探しています")
    bench = _Bench(writer, engine, candidate, tell, {})
    content = writer.content(candidate.name)
    (first,) = bench.tried([content], {})
    titles = tuple(held_up(first.outline, content))
    proof, named = _proved(bench, content, first, {}), False
    if not proof.enough and titles:
        with_titles = _proved(bench, content, first, _title_cuts(bench, content, first))
        proof = with_titles if with_titles.enough else proof
    if not proof.enough:
        with_names = _proved(bench, content, first, {}, named=True)
        proof, named = (with_names, True) if with_names.enough else (proof, False)
    paragraphs = paragraphs_of(content)
    found = []
    for place, characters in proof.removed.items():
        text, location = shown_text(paragraphs[place].content, content.targets), paragraphs[place].location
        if location:
            written = text[len(_mark_of(text)) :]
            found.append(Shortening(location, written, len(text) - len(cut(text, characters))))
    found.sort(key=lambda each: each.characters)
    return Advice(first.excess, tuple(found), proof.enough, titles, bench.documents, proof.left, named)


def _proved(
    bench: _Bench, content: DocumentContent, first: _Tried, begun: Mapping[int, int], named: bool = False
) -> _Proof:
    """The characters to take out beside those `begun` with, titles and names among them where these are `named` too: as long
    as they are not enough, more are taken."""
    parts = parts_of(content)
    removed, latest = dict(begun), [first]
    if begun:
        latest = bench.tried(_shortened(content, begun), begun)
    elif not first.exactly:
        removed = _least(bench, content, first, named)
        latest = bench.tried(_shortened(content, removed), removed) if removed else latest
    for _ in range(_MOST_ROUNDS):
        if all(each.fits for each in latest):
            return _Proof(removed, True)
        # Wherever the text is shortened it has to fit: what lacks most is mended by its own lines.
        worst = max(latest, key=lambda each: (not each.fits, each.excess))
        more, possible = _more(worst, parts, named)
        if not more:
            break
        removed = _together(removed, more)
        latest = bench.tried(_shortened(content, removed), removed)
        if not possible:
            break
    return _Proof(removed, all(each.fits for each in latest), max(each.excess for each in latest))


def _least(bench: _Bench, content: DocumentContent, first: _Tried, named: bool) -> dict[int, int]:
    """The characters to take out so that what stands beyond the columns finds room there, or a part of it where that is enough: what
    was pushed on as a whole needs less."""
    parts = parts_of(content)
    steps = [
        _more(replace(first, lacks=tuple(lack * share for lack in first.lacks)), parts, named)[0]
        for share in _SHARES
    ]
    tried = bench.tried([_with_less(content, step) for step in steps], steps[-1])
    return next((step for step, each in zip(steps, tried, strict=True) if each.fits), steps[-1])


def _together(removed: Mapping[int, int], more: Mapping[int, int]) -> dict[int, int]:
    return {place: removed.get(place, 0) + more.get(place, 0) for place in {**removed, **more}}


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


def _more(tried: _Tried, parts: Sequence[int], named: bool) -> tuple[dict[int, int], bool]:
    """The characters to take off texts, and whether that might be enough; at the least a line's worth of what is fullest."""
    stacks = {each.paragraph: each for column in tried.outline.columns for each in column.stacks}
    more: dict[int, int] = {}
    possible = True
    for part, lack in enumerate(tried.lacks):
        if lack <= 0 and lack < tried.excess:
            continue
        outline = tried.outline.within({place for place, own in enumerate(parts) if own == part})
        excess = max(lack / tried.columns * TWIPS_IN_POINT, 1.0)
        cuts, enough = cuts_for(outline if len(tried.lacks) > 1 else tried.outline, excess, named)
        more |= {place: stacks[place].cost(cut) for place, cut in cuts.items()}
        possible &= enough
    return more, possible


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
    mark = _mark_of(text)
    return mark + cut(text[len(mark) :][::-1], characters)[::-1]


def _mark_of(text: str) -> str:
    """What stands before a title or a name that nobody wrote there: its number, or the mark of a list."""
    number, tab, _ = text.rpartition("\t")
    return number + tab if tab else text[: text.startswith("・")]


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
