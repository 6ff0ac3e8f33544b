"""Advice for a sheet that does not fit: chosen by its real lines, proved by laying it out before it is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from pipeline.fitting.bench import Bench, Tried
from pipeline.fitting.candidates import Writer
from pipeline.frozen import dataclass, replace
from pipeline.layout.engine import Engine
from pipeline.layout.rounds import Candidate
from pipeline.model.content import DocumentContent
from pipeline.model.inlines import Inlines, Text, has_ruby
from pipeline.model.pages import TWIPS_IN_POINT, PageFacts
from pipeline.model.reference_text import shown_text
from pipeline.problems import Location
from pipeline.word.fitting.shorten import HeldUp, cuts_for, held_up
from pipeline.word.fitting.shortened import cut, cut_content, paragraphs_of, parts_of, with_contents

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
class _Proof:
    """The characters to take out by paragraph, blanks left out, whether it was proved that they are enough, and what is lacking else."""

    removed: dict[int, int]
    enough: bool
    left: float = 0.0


def can_advise(writer: Writer, candidate: Candidate, facts: PageFacts) -> bool:
    """Whether it can be told what to shorten: where sections begin new pages, or breaks leave it open how many columns what stands
    between them may take, nobody knows what is too long."""
    parts, pages = len(facts.ended) + 1, writer.fits[candidate.name].pages
    breaks = max(parts_of(writer.content(candidate.name)), default=0)
    return (
        not facts.stretches
        and parts == breaks + 1
        and (parts == 1 or (pages == 1 and parts == facts.columns))
    )


def advise(writer: Writer, engine: Engine, candidate: Candidate, tell: Callable[[str], None]) -> Advice:
    """Advice for shortening a sheet to fit the setting of this candidate: sentences, and only where they don't suffice
    the vertical titles that hold their rows up, and other titles and names."""
    tell("収まらない文書の、短くする所を探しています")
    bench = Bench(writer, engine, candidate, tell, {})
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
    bench: Bench, content: DocumentContent, first: Tried, begun: Mapping[int, int], named: bool = False
) -> _Proof:
    """The characters to take out beside those `begun` with, titles and names among them where these are `named` too: as long
    as they are not enough, more are taken."""
    parts = parts_of(content)
    removed, latest = dict(begun), [first]
    if begun:
        latest = bench.tried(_shortened(content, begun), begun)
    elif not first.exactly:
        removed, parts = _least(bench, content, first, named)
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


def _least(
    bench: Bench, content: DocumentContent, first: Tried, named: bool
) -> tuple[dict[int, int], list[int]]:
    """The fewest characters to take out so that what stands beyond the columns finds room: a share of it is enough where something was
    pushed on as a whole, and what stands before that gives nothing. With them, as parts, what may be shortened (0)."""
    count = len(paragraphs_of(content))

    def parts(begin: int) -> list[int]:
        return [int(place < begin) for place in range(count)]

    def step(share: float, begin: int) -> dict[int, int]:
        lacking = replace(first, lacks=(first.excess * share,))
        return _more(lacking, parts(begin), named)[0]

    def least(trials: Sequence[tuple[float, int]]) -> tuple[float, int] | None:
        steps = {trial: step(*trial) for trial in trials}
        fits = bench.fits([_with_less(content, each) for each in steps.values()])
        fitting = (trial for trial, fit in zip(trials, fits, strict=True) if fit)
        return min(fitting, key=lambda trial: sum(steps[trial].values()), default=None)

    begins = [0, count // 2, count * 3 // 4]
    found = least([(share / 4, begin) for begin in begins for share in range(1, 5)])
    if found is None:
        return step(1.0, 0), parts(0)
    share, begin = found
    found = least([(share - less / 16, begin) for less in range(1, 4)]) or found
    return step(*found), parts(begin)


def _together(removed: Mapping[int, int], more: Mapping[int, int]) -> dict[int, int]:
    return {place: removed.get(place, 0) + more.get(place, 0) for place in {**removed, **more}}


def _title_cuts(bench: Bench, content: DocumentContent, first: Tried) -> dict[int, int]:
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


def _more(tried: Tried, parts: Sequence[int], named: bool) -> tuple[dict[int, int], bool]:
    """The characters to take off texts, and whether that might be enough; at the least a line's worth of what is fullest."""
    stacks = {each.paragraph: each for column in tried.outline.columns for each in column.stacks}
    more: dict[int, int] = {}
    possible = True
    for part, lack in enumerate(tried.lacks):
        if lack <= 0 and lack < tried.excess:
            continue
        outline = tried.outline.within({place for place, own in enumerate(parts) if own == part})
        excess = max(lack / tried.columns * TWIPS_IN_POINT, 1.0)
        cuts, enough = cuts_for(outline, excess, named)
        more |= {place: stacks[place].cost(cut) for place, cut in cuts.items()}
        possible &= enough
    return more, possible


def _shortened(content: DocumentContent, removed: Mapping[int, int]) -> list[DocumentContent]:
    """The sheet with so much taken out of its texts, in four ways: wherever it is taken out, lines break a little
    differently."""
    ways = (None, _cut_before_closing, _cut_in_the_middle, _cut_at_start)
    return [_with_less(content, removed, way) for way in ways]


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


def _cut_in_the_middle(text: str, characters: int) -> str:
    kept = len("".join(text.split())) - characters
    end = len(cut(text, kept // 2 + characters))
    return text[:end] + cut(text[end:][::-1], characters)[::-1]


def _cut_at_start(text: str, characters: int) -> str:
    mark = _mark_of(text)
    return mark + cut(text[len(mark) :][::-1], characters)[::-1]


def _mark_of(text: str) -> str:
    """What stands before a title or a name that nobody wrote there: its number, or the mark of a list."""
    number, tab, _ = text.rpartition("\t")
    return number + tab if tab else text[: text.startswith("・")]
