"""Any edit of a plan: numbers follow, references stay right, ids keep their bookmarks, and what leads nowhere is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.properties.agreement import faults
from tests.properties.documents import Made, make, template
from tests.properties.plans import Shapes, fewer
from tests.properties.settling import KINDS, aimed, levelled, possible, targets
from tests.properties.sources import (
    VISION,
    Chapter,
    Diagram,
    Direction,
    Figure,
    Heading,
    Listing,
    Measure,
    Note,
    Para,
    Passage,
    Piece,
    Plan,
    Ref,
    Table,
    parts_of,
    rebuilt,
    references,
)
from tests.properties.writing import files_of
from tests.small_plan import problems_of

SHAPES = Shapes()
Place = tuple[str, int]  # a chapter's id and a place among its pieces
_NUMBER = st.integers(0, 99)


class Edits(RuleBasedStateMachine):
    """A plan that is edited step by step; a pick chooses among what there is."""

    @initialize(plan=SHAPES.plans)
    def begin(self, plan: Plan) -> None:
        self.plan = plan
        self.new = 0
        self.bookmarks: dict[str, str] = {}

    # Pieces

    @rule(piece=SHAPES.pieces, pick=_NUMBER, place=_NUMBER)
    def insert(self, piece: Piece, pick: int, place: int) -> None:
        chapter = _picked(self._homes(piece), pick)
        at = place % (len(chapter.pieces) + 1)
        named = self._named(piece)
        self._change(chapter, (*chapter.pieces[:at], named, *chapter.pieces[at:]))

    @rule(pick=_NUMBER)
    def delete(self, pick: int) -> None:
        if movable := list(self._movable()):
            identity, at = _picked(movable, pick)
            chapter = self._chapter(identity)
            self._change(chapter, (*chapter.pieces[:at], *chapter.pieces[at + 1 :]))

    @rule(pick=_NUMBER, home=_NUMBER, place=_NUMBER)
    def move(self, pick: int, home: int, place: int) -> None:
        if not (movable := list(self._movable())):
            return
        identity, at = _picked(movable, pick)
        chapter = self._chapter(identity)
        piece = chapter.pieces[at]
        without = replace(chapter, pieces=(*chapter.pieces[:at], *chapter.pieces[at + 1 :]))
        self.plan = _replaced(self.plan, chapter, without)
        chapter = _picked(self._homes(piece), home)
        at = place % (len(chapter.pieces) + 1)
        self._change(chapter, (*chapter.pieces[:at], piece, *chapter.pieces[at:]))

    @rule(pick=_NUMBER, title=SHAPES.titles)
    def rename(self, pick: int, title: str) -> None:
        """A heading, a chapter or a measure gets another title."""
        titled = [part.id for part in parts_of(self.plan) if isinstance(part, Heading | Chapter | Measure)]
        chosen = _picked(titled, pick)
        renamed = Heading | Chapter | Measure
        self._settle(
            rebuilt(
                self.plan,
                lambda part: (
                    replace(part, title=title) if isinstance(part, renamed) and part.id == chosen else part
                ),
            )
        )

    @rule(pick=_NUMBER, to=_NUMBER)
    def retarget(self, pick: int, to: int) -> None:
        """A reference leads to something else."""
        found = list(dict.fromkeys(ref.target for ref in references(self.plan)))
        if not found:
            return
        old, known = _picked(found, pick), targets(self.plan)
        new = _picked(list(known), to)
        notes = {part.id for part in parts_of(self.plan) if isinstance(part, Note)}

        def change(part: Any) -> Any:
            if isinstance(part, Ref) and part.target == old:
                return replace(part, target=new, variant=possible(part.variant, known[new], new in notes))
            return part

        # What may not stand in captions and as 関連する取組 is put right by `aimed`.
        self.plan = aimed(rebuilt(self.plan, change))

    # Chapters and measures

    @rule(chapter=SHAPES.numbered, place=_NUMBER)
    def insert_chapter(self, chapter: Chapter, place: int) -> None:
        chapters = self.plan.chapters
        at = place % (len(chapters) + 1)
        self._settle(replace(self.plan, chapters=(*chapters[:at], self._named(chapter), *chapters[at:])))

    @rule(pick=_NUMBER)
    def delete_chapter(self, pick: int) -> None:
        spare = [
            chapter
            for chapter in self.plan.chapters
            if not _holds_listing(chapter) and _passages(chapter) < _passages(self.plan.parts)
        ]
        if spare:
            gone = _picked(spare, pick)
            self._settle(
                replace(self.plan, chapters=tuple(each for each in self.plan.chapters if each.id != gone.id))
            )

    @rule(pick=_NUMBER, place=_NUMBER)
    def move_chapter(self, pick: int, place: int) -> None:
        chapters = list(self.plan.chapters)
        moved = chapters.pop(pick % len(chapters))
        chapters.insert(place % (len(chapters) + 1), moved)
        self._settle(replace(self.plan, chapters=tuple(chapters)))

    @rule(measure=SHAPES.measures, pick=_NUMBER, place=_NUMBER)
    def insert_measure(self, measure: Measure, pick: int, place: int) -> None:
        direction = _picked([part for part in parts_of(self.plan) if isinstance(part, Direction)], pick)
        at = place % (len(direction.measures) + 1)
        measures = (*direction.measures[:at], self._named(measure), *direction.measures[at:])
        self._settle(_with_measures(self.plan, {direction.id: measures}))

    @precondition(lambda self: len(self.measures) > 1)
    @rule(pick=_NUMBER, home=_NUMBER, keep=st.booleans())
    def move_or_delete_measure(self, pick: int, home: int, keep: bool) -> None:
        """From one direction to the end of another, or out of the plan."""
        directions = [part for part in parts_of(self.plan) if isinstance(part, Direction)]
        source = _picked([each for each in directions if len(each.measures) > 1] or directions, pick)
        moved, *rest = source.measures
        # A measure that is alone can name no other as related to it: two are left.
        if not rest or (not keep and len(self.measures) == 2):
            return
        self.plan = _with_measures(self.plan, {source.id: tuple(rest)})
        if keep:
            target = _picked([part for part in parts_of(self.plan) if isinstance(part, Direction)], home)
            self.plan = _with_measures(self.plan, {target.id: (*target.measures, moved)})
        self._settle(self.plan)

    @property
    def measures(self) -> list[Measure]:
        return [part for part in parts_of(self.plan) if isinstance(part, Measure)]

    # What holds after each step

    @invariant()
    def documents_are_right(self) -> None:
        made = make(files_of(self.plan))
        assert faults(self.plan, made) == []
        self._check_bookmarks(made)

    def _check_bookmarks(self, made: Made) -> None:
        """Ids keep their bookmarks, but for those that looked, or look, like one that came or went."""
        now = {identity: target.bookmark for identity, target in made.resolved.targets.items()}
        changed = {_plain(identity) for identity in self.bookmarks.keys() ^ now.keys()}
        stay = [each for each in self.bookmarks.keys() & now.keys() if _plain(each) not in changed]
        assert {each: now[each] for each in stay} == {each: self.bookmarks[each] for each in stay}
        self.bookmarks = now

    # Steps

    def _settle(self, plan: Plan) -> None:
        """Go on with a plan. What leads nowhere in it is told, and nothing else; then it is put right."""
        plan = _new_aimed(levelled(plan))
        expected = Counter(_broken(plan))
        if expected:
            scheme = template("plan").scheme
            assert scheme is not None
            assert Counter(str(each.code) for each in problems_of(files_of(plan), scheme)) == expected
        self.plan = aimed(plan)

    def _change(self, chapter: Chapter, pieces: tuple[Piece, ...]) -> None:
        self._settle(_replaced(self.plan, chapter, replace(chapter, pieces=pieces)))

    def _named(self, node: Any) -> Any:
        """Something new, with ids of its own."""

        def name(part: Any) -> Any:
            if type(part) not in KINDS or (isinstance(part, Note) and not part.named):
                return part
            self.new += 1
            return replace(part, id=f"new-{KINDS[type(part)]}-{self.new}")

        return rebuilt(node, name)

    def _chapter(self, identity: str) -> Chapter:
        return next(chapter for chapter in self.plan.parts if chapter.id == identity)

    def _homes(self, piece: Piece) -> list[Chapter]:
        """The chapters in which a piece may stand: tables and figures need one with a number."""
        counted = any(isinstance(part, Table | Figure | Diagram) for part in parts_of(piece))
        numbered = [each for each in self.plan.parts if each.numbered and each not in self.plan.front]
        return numbered if counted else list(self.plan.parts)

    def _movable(self) -> Iterator[Place]:
        """The pieces that a plan can be without."""
        passages = _passages(self.plan.parts)
        for chapter in self.plan.parts:
            for at, piece in enumerate(chapter.pieces):
                kept = isinstance(piece, Listing) or piece == Para((VISION,))
                if not kept and not (isinstance(piece, Passage) and passages == 1):
                    yield chapter.id, at


def _picked(choices: Sequence[Any], pick: int) -> Any:
    return choices[pick % len(choices)]


def _plain(identity: str) -> str:
    return identity.replace("-", "_").lower()


def _passages(node: Any) -> int:
    """How many passages of the 概要 stand in it; a plan has at least one."""
    return sum(isinstance(part, Passage) for part in parts_of(node))


def _holds_listing(chapter: Chapter) -> bool:
    return any(isinstance(piece, Listing) for piece in chapter.pieces)


def _replaced(plan: Plan, old: Chapter, new: Chapter) -> Plan:
    def part(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
        return tuple(new if chapter.id == old.id else chapter for chapter in chapters)

    return replace(plan, front=part(plan.front), chapters=part(plan.chapters), appendix=part(plan.appendix))


def _with_measures(plan: Plan, measures: dict[str, tuple[Measure, ...]]) -> Plan:
    def change(part: Any) -> Any:
        if isinstance(part, Direction) and part.id in measures:
            return replace(part, measures=measures[part.id])
        return part

    return rebuilt(plan, change)


def _new_aimed(plan: Plan) -> Plan:
    """The plan whose new references lead somewhere; the old ones stay as they are, whatever became of their targets."""
    right = iter(references(aimed(plan)))

    def aim(part: Any) -> Any:
        if isinstance(part, Ref):
            there = next(right)
            return part if part.target else there
        return part

    return rebuilt(plan, aim)


def _broken(plan: Plan) -> Iterator[str]:
    """The codes of what a plan's references can't show."""
    known = targets(plan)
    for reference in references(plan):
        if reference.target not in known:
            yield "ref.missing"
        elif not known[reference.target] and reference.variant in ("", "番号と題"):
            yield "ref.no-number"


TestEdits = Edits.TestCase
TestEdits.settings = fewer(4)
