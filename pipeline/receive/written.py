"""A sent document beside its map: what is known of each of its lines, as it was sent and as the source says it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pipeline.frozen import dataclass
from pipeline.passages.model import DocumentMap, Kind, Passage
from pipeline.passages.pairing import Shown, pair
from pipeline.receive.finding import stories_of
from pipeline.receive.matching import in_step
from pipeline.receive.places import Place
from pipeline.receive.returned import Returned
from pipeline.side_by_side import likeness

_PAGE = "PAGEREF"


@dataclass(frozen=True)
class SentLine:
    """A line of a sent document: its passage (None: the template's own words), its page as far as that was measured (else that of
    what stands over it), the caption of its table, the first cell of its row and that of its column."""

    place: Place
    passage: Passage | None
    page: str = ""
    caption: str = ""
    row: str = ""
    head: str = ""

    @property
    def text(self) -> str:
        return self.place.line.text.strip()


def sent_lines(sent: Returned, found: DocumentMap, measured: Mapping[str, str]) -> list[SentLine]:
    """The lines of a document as it was sent, by the numbers that edits have; `measured` are its pages by bookmarks."""
    body, notes, boxes = stories_of(sent)
    shown = [Shown(place.line.text) for place in chain(body, boxes)]
    text = pair(shown, found.body).passages
    passages = [
        *text[: len(body)],
        *pair([Shown(each.line.text) for each in notes], found.notes).passages,
        *text[len(body) :],
    ]
    lines = list(chain(body, notes, boxes))
    known = {**dict(_listed(body)), **measured}
    pages = [page for story in (body, notes, boxes) for page in _pages(story, known)]
    rows, heads = (_first_cells((getattr(each, key), each) for each in lines) for key in ("row", "column"))
    captions = _captions(passages)
    return [
        SentLine(
            place,
            passage,
            pages[at],
            captions.get(passage.id, "") if passage else "",
            rows.get(place.row, ""),
            heads.get(place.column, ""),
        )
        for at, (place, passage) in enumerate(zip(lines, passages, strict=True))
    ]


def _pages(story: Sequence[Place], known: Mapping[str, str]) -> Iterator[str]:
    """The page of each line: that of its own bookmark, else of the one before it. Nobody knows those of notes and boxes."""
    page = ""
    for line in (place.line for place in story):
        page = next((known[name] for name in line.names if name in known), page)
        yield "" if line.contents else page


def _listed(story: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """The bookmarks in lists of contents, with their pages."""
    for line in (place.line for place in story):
        for piece in line.pieces if line.contents else ():
            words = piece.field.split()
            if words[:1] == [_PAGE] and len(words) > 1 and piece.text.strip().isalnum():
                yield words[1], piece.text.strip()


def _first_cells(lines: Iterable[tuple[tuple[int, ...], Place]]) -> dict[tuple[int, ...], str]:
    """What each row, or column, says first: the name of what it is about."""
    found: dict[tuple[int, ...], str] = {}
    for key, place in lines:
        if key:
            found.setdefault(key, place.line.text.strip().replace("\n", ""))
    return found


def _captions(passages: Iterable[Passage | None]) -> dict[str, str]:
    """The captions of tables and figures, by their ids."""
    return {each.id: each.text for each in passages if each and each.id and each.kind is Kind.CAPTION}


# As the source says it now


@dataclass(frozen=True)
class Now:
    """What the source says now of the passages of a sent document: the passage of today by the number of the line, None where
    it is gone. It says nothing of lines that no passage is of."""

    passages: Mapping[int, Passage | None]


def as_of_now(lines: Sequence[SentLine], today: DocumentMap) -> Now:
    """The lines of a sent document among today's passages."""
    found: dict[int, Passage | None] = {}
    for notes in (False, True):
        own = [
            (at, line.passage)
            for at, line in enumerate(lines)
            if line.passage and line.passage.is_note is notes
        ]
        there = today.notes if notes else today.body
        for i, j in _steps([passage for _, passage in own], there):
            if i is not None:
                found[own[i][0]] = there[j] if j is not None else None
    return Now(found)


def _steps(one: Sequence[Passage], other: Sequence[Passage]) -> Iterator[tuple[int | None, int | None]]:
    """What has the same id and field belongs together, whatever it says now."""
    return in_step(
        [_said(each) for each in one],
        [_said(each) for each in other],
        (),
        lambda i, j: _alike(one[i], other[j]),
    )


def _said(passage: Passage) -> str:
    return "".join(passage.text.split())


def _alike(one: Passage, other: Passage) -> float:
    if (one.kind, one.id, one.key) != (other.kind, other.id, other.key):
        return -1
    return max(likeness(one.text, other.text), 0.4 if one.key else 0)
