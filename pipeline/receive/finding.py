"""What was edited in a returned file is found line by line of what was sent, tracked or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.receive.edits import CELLS, PARAGRAPHS, Edit, Edits, Extent, What, Who
from pipeline.receive.fields import Results
from pipeline.receive.groups import grouped
from pipeline.receive.marking import newly_marked
from pipeline.receive.matching import match
from pipeline.receive.moves import find_moves
from pipeline.receive.places import Place, places
from pipeline.receive.returned import Item, Returned, Table, Track, Words
from pipeline.receive.settled import Line, SettledItem, lines_in, settle

# It computes all fields anew as it opens a file, and lets nobody type over them; of whole paragraphs it repeats what styles say.
_COMPUTES = "LibreOffice"


def stories_of(sent: Returned) -> list[list[Place]]:
    """The lines of a file, with all changes accepted: those of its text, its notes and its boxes. Edits number those that were sent
    through."""
    return [places(settle(story, accept=True)) for story in sent.stories]


def find_edits(sent: Returned, returned: Returned) -> Edits:
    """What differs between a file as it was sent and as it came back."""
    was, now = ([settle(story, accept=True) for story in file.stories] for file in (sent, returned))
    lines = (line for story in was for line in lines_in(story))
    is_office = returned.program.startswith(_COMPUTES)
    found = _Found(Results(lines, [line.key for story in now for line in lines_in(story)]), is_office)
    for story in zip(was, returned.stories, now, strict=True):
        _Story(found, *story).find()
    found.running = returned.running - sent.running
    if is_office:
        found.fields.clear()
    return found.as_edits()


@dataclass
class _Found:
    """What was found so far."""

    results: Results
    repeats_styles: bool
    edits: list[Edit] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)
    looks: list[int] = field(default_factory=list)
    marked: dict[int, tuple[str, ...]] = field(default_factory=dict)
    line_of: dict[int, int] = field(default_factory=dict)
    contents: bool = False
    running: frozenset[str] = frozenset()
    count: int = 0

    def as_edits(self) -> Edits:
        ordered = sorted(self.edits, key=lambda edit: edit.lines[0] if edit.lines else -1)
        return Edits(
            tuple(ordered),
            self.fields,
            tuple(self.looks),
            self.marked,
            self.line_of,
            self.running,
            self.contents,
        )


class _Story:
    """One story of both files: the lines that were sent, and those that came back with all changes accepted."""

    def __init__(
        self,
        found: _Found,
        was: Sequence[SettledItem],
        returned: Sequence[Item],
        now: Sequence[SettledItem],
    ) -> None:
        self.found = found
        self.base = found.count
        rejected = settle(returned, accept=False)
        self.was, self.now = places(was), places(now)
        found.count += len(self.was)
        self.words = {words.number: (words, tracks) for words, tracks in _numbered(returned, ())}
        old = list(lines_in(rejected))
        pairs = match(was, rejected)
        # Which paragraphs each line of what was sent has become, and from which the lines that are there now come.
        self.sources: dict[int, list[int]] = defaultdict(list)
        self.rejected: dict[int, list[Line]] = defaultdict(list)
        for i, j in pairs:
            self.sources[i] += old[j].sources
            self.rejected[i].append(old[j])
        here = {number: at for at, place in enumerate(self.now) for number in place.line.sources}
        self.links = {
            i: list(dict.fromkeys(here[n] for n in numbers if n in here))
            for i, numbers in self.sources.items()
        }
        self.back: dict[int, list[int]] = defaultdict(list)
        for i in sorted(self.links):
            for at in self.links[i]:
                self.back[at].append(i)

    def find(self) -> None:
        for i in sorted(self.sources):
            for number in self.sources[i]:
                self.found.line_of.setdefault(number, self.base + i)
        gone = [i for i in range(len(self.was)) if not self.links.get(i)]
        come = [at for at in range(len(self.now)) if not self.back.get(at)]
        gone, come = self._without_contents(gone, come)
        gone, come = self._moves(gone, come)
        for i in range(len(self.was)):
            self._compare(i)
        self._deletions(gone)
        self._additions(come)

    # What stands on both sides

    def _compare(self, i: int) -> None:
        now = self.links.get(i, [])
        if not now:
            return
        if self.was[i].line.contents:
            self.found.contents |= _entry(self.was[i].line) != _entry(self.now[now[0]].line)
            return
        before = self.back[now[0]]
        if before[0] != i:
            return  # one of several that were joined: told with the first
        lines = [self.was[each].line for each in before]
        texts = [self._shown(at, lines) for at in now]
        old, new = PARAGRAPHS.join(line.text for line in lines), PARAGRAPHS.join(texts)
        numbers = [n for each in before for n in self.sources[each]]
        told = tuple(self.base + each for each in before)
        if _plain(old) != _plain(new) or len(lines) != len(texts):
            self._add(What.CHANGED, told, old, new, numbers, untracked=self._untracked(before))
            self._mark(i, lines[0], self.now[now[0]].line)
        else:
            self._same(i, numbers, now)

    def _shown(self, at: int, sent: Sequence[Line]) -> str:
        return self.found.results.shown(self.now[at].line, sent)

    def _untracked(self, before: Sequence[int]) -> bool:
        """Whether a line differs from what was sent even with all changes rejected."""
        lines = [self.was[i].line for i in before]
        old = [line for i in before for line in self.rejected[i]]
        texts = dict.fromkeys(self.found.results.shown(line, lines) for line in old)
        return _plain(PARAGRAPHS.join(texts)) != _plain(PARAGRAPHS.join(line.text for line in lines))

    def _same(self, i: int, numbers: Sequence[int], now: Sequence[int]) -> None:
        """A line whose text is as it was: what else was done to it."""
        was, line = self.was[i].line, self.now[now[0]].line
        if edited := self.found.results.edited(line, was):
            self.found.fields[self.base + i] = edited
        self._mark(i, was, line)
        if any(self.words[n][0].looks for n in numbers):
            self.found.looks.append(self.base + i)

    def _mark(self, i: int, was: Line, line: Line) -> None:
        if words := newly_marked(was, line, self.found.repeats_styles):
            self.found.marked[self.base + i] = words

    # What stands on one side

    def _without_contents(self, gone: list[int], come: list[int]) -> tuple[list[int], list[int]]:
        """Lists of contents are made by the program; Word makes them anew as well."""
        kept = (
            [i for i in gone if not self.was[i].line.contents],
            [at for at in come if not self.now[at].line.contents],
        )
        self.found.contents |= (len(kept[0]), len(kept[1])) != (len(gone), len(come))
        return kept

    def _moves(self, gone: list[int], come: list[int]) -> tuple[list[int], list[int]]:
        """What was taken out at one place and put in at another."""
        moves = find_moves(self.was, self.now, gone, come)
        for move in moves:
            sent = [self.was[i].line for i in move.before]
            lines = [self.now[at].line for at in move.after]
            self._add(
                What.MOVED,
                tuple(self.base + i for i in move.before),
                self._said(self.was, move.before, move.extent),
                self._said(self.now, move.after, move.extent, sent),
                [n for line in lines for n in line.sources],
                move.extent,
                untracked=not all(self._is_tracked(line) for line in lines),
                goal=self._goal(move.after[0]),
            )
            for i, line in zip(move.before, lines, strict=False):
                self.found.line_of.update(dict.fromkeys(line.sources, self.base + i))
        taken = {i for move in moves for i in move.before}, {at for move in moves for at in move.after}
        return [i for i in gone if i not in taken[0]], [at for at in come if at not in taken[1]]

    def _deletions(self, gone: Sequence[int]) -> None:
        for extent, group in grouped(self.was, gone):
            text = self._said(self.was, group, extent)
            numbers = [n for i in group for n in self.sources.get(i, ())]
            self._add(
                What.DELETED,
                tuple(self.base + i for i in group),
                text,
                "",
                numbers,
                extent,
                untracked=not all(self.sources.get(i) for i in group),
            )

    def _additions(self, come: Sequence[int]) -> None:
        for extent, group in grouped(self.now, come):
            lines = [self.now[at].line for at in group]
            behind = self._behind(group[0])
            numbers = [n for line in lines for n in line.sources]
            self._add(
                What.ADDED,
                () if behind is None else (behind,),
                "",
                self._said(self.now, group, extent),
                numbers,
                extent,
                untracked=not all(self._is_tracked(line) for line in lines),
                style=lines[0].style if len({line.style for line in lines}) == 1 else "",
            )
            if behind is not None:
                self.found.line_of.update(dict.fromkeys(numbers, behind))

    def _is_tracked(self, line: Line) -> bool:
        return any(piece.tracks for piece in line.pieces) or any(self.words[n][1] for n in line.sources)

    def _said(
        self, side: Sequence[Place], group: Sequence[int], extent: Extent, sent: Sequence[Line] = ()
    ) -> str:
        """The text of several lines, with the results of fields that were sent: those of a row in its cells, rows under each other."""
        shown = {at: self.found.results.shown(side[at].line, sent) for at in group}
        if extent in (Extent.TEXT, Extent.CELL):
            return PARAGRAPHS.join(shown.values())
        rows: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for at, text in shown.items():
            rows[side[at].row].append(text)
        return "\n".join(CELLS.join(cells) for cells in rows.values())

    def _behind(self, at: int) -> int | None:
        """The line of what was sent behind which one stands now."""
        return self._goal(at)[0]

    def _goal(self, at: int) -> tuple[int | None, int]:
        """That line, and how many lines behind it one stands."""
        before = (each for each in range(at - 1, -1, -1) if self.back.get(each))
        found = next(before, None)
        return (None, at + 1) if found is None else (self.base + self.back[found][-1], at - found)

    def _add(
        self,
        what: What,
        lines: tuple[int, ...],
        before: str,
        after: str,
        numbers: Iterable[int],
        extent: Extent = Extent.TEXT,
        *,
        untracked: bool,
        goal: tuple[int | None, int] = (None, 1),
        style: str = "",
    ) -> None:
        tracks = [track for n in numbers for track in _all_tracks(*self.words[n])]
        who = Who(
            tuple(dict.fromkeys(track.author for track in tracks if track.author)),
            max((track.date for track in tracks), default=""),
        )
        self.found.edits.append(
            Edit(what, lines, before, after, who, extent, untracked, goal[0], style, goal[1])
        )


def _numbered(items: Iterable[Item], around: tuple[Track, ...]) -> Iterator[tuple[Words, tuple[Track, ...]]]:
    """Paragraphs with the changes of the rows and cells around them."""
    for item in items:
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from _numbered(cell.items, (*around, *row.tracks, *cell.tracks))
        else:
            yield item, around


def _all_tracks(words: Words, around: tuple[Track, ...]) -> Iterator[Track]:
    for piece in words.pieces:
        if not piece.field:
            yield from piece.tracks
    yield from words.mark
    yield from around


def _plain(text: str) -> str:
    """A text without blanks at its lines' ends, which programs add and drop."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _entry(line: Line) -> str:
    """What a line of a list of contents says without its page."""
    return _plain(line.text.rpartition("\t")[0]).strip()
