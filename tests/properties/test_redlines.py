"""Random pairs of plans: accepting a redline gives the new one, rejecting it the old one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tests.properties.documents import resolved, template
from tests.properties.plans import fewer
from tests.properties.sources import VISION, Chapter, Heading, Listed, Listing, Para, Piece, Plan, Prose
from tests.properties.test_edits import SHAPES, Edits
from tests.properties.writing import files_of
from tests.redlines import wrong_in_redline

_NUMBER = st.integers(0, 99)
_Kind = TypeVar("_Kind", Para, Listed, Heading, Listing)


class Revisions(Edits):
    """A plan that is edited step by step, and compared with what it was in the beginning."""

    @initialize(plan=SHAPES.plans)
    def begin(self, plan: Plan) -> None:
        super().begin(plan)
        self.first = resolved(files_of(plan))

    @rule(pick=_NUMBER, place=_NUMBER)
    def divide(self, pick: int, place: int) -> None:
        """A paragraph, or an item, is divided."""
        found = [each for each in self._running() if _dividable(_prose(each[2]))]
        if found:
            chapter, at, piece = found[pick % len(found)]
            one, other = _divided(_prose(piece), place)
            if isinstance(piece, Listed):
                first, *rest = piece.items
                halves = replace(first, prose=one, more=(), inner=None), replace(first, prose=other)
                self._put(chapter, at, 1, replace(piece, items=(*halves, *rest)))
            else:
                self._put(chapter, at, 1, Para(one), Para(other))

    @rule(pick=_NUMBER)
    def join(self, pick: int) -> None:
        """A paragraph is put together with the next one."""
        found = [
            (chapter, at, one, other)
            for chapter in self.plan.parts
            for at, (one, other) in enumerate(pairwise(chapter.pieces))
            if isinstance(one, Para) and isinstance(other, Para) and _may_change(one) and _may_change(other)
        ]
        if found:
            chapter, at, one, other = found[pick % len(found)]
            self._put(chapter, at, 2, Para((*one.prose, *other.prose)))

    @rule(pick=_NUMBER, steps=st.integers(1, 3))
    def move_within(self, pick: int, steps: int) -> None:
        """A paragraph or a list stands a little later in its chapter."""
        if found := self._running():
            chapter, at, piece = found[pick % len(found)]
            between = chapter.pieces[at + 1 : at + 1 + steps]
            self._put(chapter, at, 1 + len(between), *between, piece)

    @rule(pick=_NUMBER, by=st.integers(1, 3))
    def turn_items(self, pick: int, by: int) -> None:
        """The first items of a list come last."""
        if found := [each for each in self._pieces(Listed) if len(each[2].items) > 1]:
            chapter, at, piece = found[pick % len(found)]
            by %= len(piece.items)
            self._put(chapter, at, 1, replace(piece, items=(*piece.items[by:], *piece.items[:by])))

    @rule(pick=_NUMBER, deeper=st.booleans())
    def rank(self, pick: int, deeper: bool) -> None:
        """A heading is one level lower or higher, where no measures stand under it."""
        listed = {chapter.id for chapter, _, _ in self._pieces(Listing)}
        if found := [each for each in self._pieces(Heading) if each[0].id not in listed]:
            chapter, at, piece = found[pick % len(found)]
            level = max(2, min(6, piece.level + (1 if deeper else -1)))
            self._put(chapter, at, 1, replace(piece, level=level))

    @invariant()
    def documents_are_right(self) -> None:
        """Only what the redline says is looked at here."""
        assert wrong_in_redline(self.first, resolved(files_of(self.plan)), template("plan")) == []

    def _pieces(self, kind: type[_Kind]) -> list[tuple[Chapter, int, _Kind]]:
        return [
            (chapter, at, piece)
            for chapter in self.plan.parts
            for at, piece in enumerate(chapter.pieces)
            if isinstance(piece, kind)
        ]

    def _running(self) -> list[tuple[Chapter, int, Para | Listed]]:
        return [*self._pieces(Para), *self._pieces(Listed)]

    def _put(self, chapter: Chapter, at: int, count: int, *pieces: Piece) -> None:
        """Put pieces in the place of so many."""
        self._change(chapter, (*chapter.pieces[:at], *pieces, *chapter.pieces[at + count :]))


def _prose(piece: Para | Listed) -> Prose:
    return piece.items[0].prose if isinstance(piece, Listed) else piece.prose


def _may_change(piece: Para) -> bool:
    """The vision stands in the text as it is in the framework."""
    return piece.prose != (VISION,)


def _dividable(prose: Prose) -> bool:
    return prose != (VISION,) and any(isinstance(each, str) and len(each) > 1 for each in prose)


def _divided(prose: Prose, place: int) -> tuple[Prose, Prose]:
    """A text in two, within a run of words."""
    runs = [at for at, each in enumerate(prose) if isinstance(each, str) and len(each) > 1]
    at = runs[place % len(runs)]
    words = prose[at]
    assert isinstance(words, str)
    cut = 1 + place % (len(words) - 1)
    return (*prose[:at], words[:cut]), (words[cut:], *prose[at + 1 :])


TestRevisions = Revisions.TestCase
TestRevisions.settings = fewer(4)
