"""Rounds of writing and laying out, until nothing is left to be written differently.

A page number that is filled in can move the page that it names: then there is another round. It ends: what a
document looks like depends on the numbers only through their widths, so once they have moved three times every
page reference in running text takes the room of the longest number (`digits`). From then on the numbers can't
move anything, and the next round measures what is written.

Once no number moves, headings that stand alone at a page's end begin the next page where the writer knows how (`begun`),
and what that moves is measured again. None of them goes back: so this ends as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model.pages import PageFacts, Setting
from pipeline.problems import Code

# How often numbers may move before references are held at one width, and how many rounds there are at the most.
FREE_MOVES = 3
MOST_ROUNDS = 12
# Bytes of a document whose page numbers can hardly be guessed: those of a dozen pages.
LONG = 50_000


@dataclass(frozen=True)
class Guess:
    """The page numbers with which documents are written: the number by bookmark, and the digits that a reference is wide.

    `begun` are headings that were alone at a page's end: the document's name, and the bookmark. `leaves` are the pages of the other documents
    that take several, for those that say so on each.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    digits: int = 0
    begun: tuple[tuple[str, str], ...] = ()
    leaves: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """One way to set a document. `setting` is None where the template is taken as it stands. Of one that takes more pages than
    `most` nothing else is asked (0: it may take any number)."""

    name: str
    setting: Setting | None
    docx: bytes
    most: int = 0


@dataclass(frozen=True)
class Wanted:
    """A document whose facts are wanted. Of a `draft` no PDF is wanted, nor whether headings and rows are on one page; of one that
    takes more pages than `most` nothing is."""

    docx: bytes
    draft: bool = False
    most: int = 0


# What was measured of each candidate; nothing of one that takes too many pages.
Laid = tuple[tuple[Candidate, PageFacts | None], ...]


@dataclass(frozen=True)
class Settled:
    """The last round's candidates with what was measured in them, and the page numbers that they were written with.

    `moving` has the bookmarks whose pages would not stay; it is empty unless the rounds had to be broken off.
    """

    laid: Laid
    guess: Guess
    rounds: int
    moving: tuple[str, ...]


def settle(
    write: Callable[[Guess, Laid], Sequence[Candidate]],
    lay_out: Callable[[Sequence[Wanted]], Sequence[PageFacts | None]],
    first: Guess,
    numbered: str,
    about: bool = False,
) -> Settled:
    """Write and lay out, until the document `numbered` shows the pages that it has and `write` has no more to try.

    `write` is told what came of the round before. `lay_out` may know a document from earlier: a round in which
    nothing is new costs nothing. Where the `first` guess is `about` right and no more, the first round is never the last, and `numbered`
    is a draft in it, unless it is so short that all numbers may be right.
    """
    guess, rounds, moves, draft = first, 1, 0, about
    candidates = write(guess, ())
    while True:
        found = lay_out(
            [
                Wanted(each.docx, draft and each.name == numbered and len(each.docx) > LONG, each.most)
                for each in candidates
            ]
        )
        laid = tuple(zip(candidates, found, strict=True))
        measured = next(facts.labels for candidate, facts in laid if facts and candidate.name == numbered)
        moving = tuple(name for name, label in measured.items() if guess.pages.get(name) != label)
        moves += bool(moving)
        held = max(map(len, measured.values()), default=0) if moves >= FREE_MOVES and moving else 0
        alone = () if draft or moving else _alone(laid)
        begun = tuple(sorted({*guess.begun, *alone}))
        # What took several pages once goes on saying so, if that is what it took them for.
        leaves = {**(guess.leaves if rounds > 1 else {}), **_several(laid, numbered)}
        following = Guess(measured, max(guess.digits, held), begun, leaves)
        written = write(following, laid)
        settled = [each.docx for each in written] == [each.docx for each in candidates] and not draft
        if settled or rounds == MOST_ROUNDS:
            return Settled(laid, following, rounds, moving if rounds == MOST_ROUNDS else ())
        guess, candidates, rounds, draft = following, written, rounds + 1, False


def _several(laid: Laid, numbered: str) -> Mapping[str, int]:
    """How many pages documents beside the one that is `numbered` take, for those that take several."""
    own = ((each.name, facts) for each, facts in laid if each.setting is None and each.name != numbered)
    counts = {name: len(facts.pages) for name, facts in own if facts}
    return {name: count for name, count in counts.items() if count > 1}


def _alone(laid: Laid) -> Iterator[tuple[str, str]]:
    """The headings that stand alone at a page's end, as `Guess.begun` has them. A sheet of which many settings are tried has other
    pages in each, and where fonts are missing none are certain."""
    for candidate, facts in laid:
        if candidate.setting is None and facts and not facts.missing:
            for fault in facts.faults:
                if fault.code is Code.PAGE_HEADING_ALONE:
                    yield candidate.name, fault.near
