"""The plan's parts, each as one sequence of blocks in which everything stands that will be printed.

第４章's headings come from framework.yaml, the glossary's entries and the revision history from their
files; every heading and float gets an id, since contents lists link to all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from functools import partial

from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Block,
    Box,
    Heading,
    Listing,
    ListingPlace,
    Passage,
    TermEntry,
    walk_blocks,
    with_inner,
)
from pipeline.model.contract import DIVISION, HEADING_LEVELS
from pipeline.model.floats import Float
from pipeline.model.inlines import Text, plain_text
from pipeline.model.keeping import Keep, anew
from pipeline.model.levels import NumberedBy
from pipeline.model.plan import Chapter, Division, Framework, Item, Plan
from pipeline.problems import Code, Problem
from pipeline.resolve.history import revision_history


@dataclass
class Assembler:
    """Puts the parts together; ids that it makes depend on titles alone, so that they stay the same."""

    plan: Plan
    keep: Keep = anew
    made: dict[str, int] = field(default_factory=dict)
    listed: set[str | int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def part(self, chapters: Iterable[Chapter], numbered: bool = True) -> tuple[Block, ...]:
        """One part of the plan. Passages are left out; with `numbered` false no heading has a number."""
        return tuple(
            block
            for chapter in chapters
            for block in (*self._division(chapter.opens), *self._chapter(chapter, numbered))
        )

    def _division(self, division: Division | None) -> Iterator[Heading]:
        if division:
            identity = division.id or made_id("division", (division.title,), self.made)
            yield Heading(DIVISION, (Text(division.title),), identity, True, division.location)

    def _chapter(self, chapter: Chapter, numbered: bool) -> tuple[Block, ...]:
        """A chapter, which knows of others what they list alone: that second place is a problem that the resolver reports."""
        plan, listings = self.plan, self.keep(_listings, chapter.blocks)
        history = revision_history(plan, self.keep) if Listing.HISTORY in listings else ()
        given = (chapter.file, chapter.blocks, numbered, plan.framework, plan.glossary, history)
        assembled = self.keep(_assembled, *given)
        if not (self.listed.isdisjoint(assembled.listed) and self.made.keys().isdisjoint(assembled.made)):
            assembled = _assembled(*given, made=dict(self.made), listed=set(self.listed))
        self.made |= assembled.made
        self.listed |= assembled.listed
        self.problems += assembled.problems
        return assembled.blocks


@dataclass(frozen=True)
class _Assembled:
    """A chapter's blocks, what was made and listed on the way, and what is wrong."""

    blocks: tuple[Block, ...]
    made: Mapping[str, int]
    listed: Set[str | int]
    problems: Sequence[Problem]


def _listings(blocks: tuple[Block, ...]) -> Set[Listing]:
    return {each.listing for each in walk_blocks(blocks) if isinstance(each, ListingPlace)}


def _assembled(
    file: str,
    blocks: tuple[Block, ...],
    numbered: bool,
    framework: Framework,
    glossary: tuple[TermEntry, ...],
    history: tuple[Block, ...],
    made: dict[str, int] | None = None,
    listed: set[str | int] | None = None,
) -> _Assembled:
    """A chapter by itself; `made` and `listed` are those of the chapters before, where it is not."""
    own = _Expansion(framework, glossary, history, made or {}, listed or set())
    expanded = tuple(_inherit_numbering(own.expanded(blocks, (file,)), numbered))
    return _Assembled(expanded, own.made, own.listed, own.problems)


def made_id(kind: str, path: tuple[str, ...], made: dict[str, int]) -> str:
    """An id of titles, and of how many before it were made of the same ones."""
    key = "\n".join((kind, *path))
    made[key] = made.get(key, 0) + 1
    digest = hashlib.sha256(f"{key}\n{made[key]}".encode()).hexdigest()[:12]
    return f"auto-{kind}-{digest}"


@dataclass
class _Expansion:
    """A chapter while its listings are filled and its headings and floats get ids."""

    framework: Framework
    glossary: tuple[TermEntry, ...]
    history: tuple[Block, ...]
    made: dict[str, int]
    listed: set[str | int]
    problems: list[Problem] = field(default_factory=list)

    def expanded(self, blocks: Iterable[Block], path: tuple[str, ...]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Passage():
                    pass
                case Heading():
                    path = (*path[: block.level], plain_text(block.content))
                    yield block if block.id else replace(block, id=made_id("sec", path, self.made))
                case Float():
                    title = plain_text(block.caption)
                    yield (
                        block if block.id else replace(block, id=made_id("float", (*path, title), self.made))
                    )
                case Box(id="", title=title) if title:
                    named = replace(block, id=made_id("box", (*path, plain_text(title)), self.made))
                    yield with_inner(named, partial(self.expanded, path=path))
                case ListingPlace(Listing.ITEMS, of=identity):
                    items = self.framework.branch(identity)
                    self._check_depth(block, items, len(path))
                    yield from self.expanded(self._items(items, len(path)), path)
                case ListingPlace(Listing.GLOSSARY):
                    if self._is_first(Listing.GLOSSARY):
                        yield from self.glossary
                case ListingPlace(Listing.HISTORY):
                    if self._is_first(Listing.HISTORY):
                        yield from self.expanded(self.history, path)
                case _:
                    yield with_inner(block, partial(self.expanded, path=path))

    def _items(self, items: Iterable[Item], level: int) -> Iterator[Block]:
        """Items as headings of this level, each with what it says and the items under it."""
        for item in items:
            # The item itself and not its id: two with one id are a problem, of which both headings tell.
            if not self._is_first(id(item)):
                continue
            # One that is too deep is a problem already; its number need not be another.
            own = 0
            if item.level.numbered_by is NumberedBy.OWN:
                own = self.framework.levels.index(item.level) + 1
            title = (Text(item.title),)
            yield Heading(min(level, HEADING_LEVELS), title, item.id, item.level.numbered, item.location, own)
            yield from item.introduction
            if item.text.values:
                yield item.text
            yield from self._items(item.children, level + 1)

    def _check_depth(self, place: ListingPlace, items: Iterable[Item], level: int) -> None:
        levels = self.framework.levels
        for item in items:
            below = levels[levels.index(item.level) :]
            if level + len(below) - 1 > HEADING_LEVELS:
                deep = below[HEADING_LEVELS - level + 1]
                self.problems.append(
                    Problem(
                        place.location,
                        Code.MD_PLACE,
                        f"ここに置くと、「{deep.name}」の見出しが{HEADING_LEVELS + 1}段目になります",
                        f"見出しは{HEADING_LEVELS}段までです。「施策」を、もっと上の段階の見出しの下に置いてください",
                    )
                )
                return

    def _is_first(self, listed: str | int) -> bool:
        """Whether this is put in for the first time; its second place is a problem that the resolver reports."""
        first = listed not in self.listed
        self.listed.add(listed)
        return first


def _inherit_numbering(blocks: Iterable[Block], numbered: bool) -> Iterator[Block]:
    """Headings under an unnumbered heading have no number either, on whatever paper they stand."""
    without: int | None = None if numbered else 0

    def passed(blocks: Iterable[Block]) -> Iterator[Block]:
        nonlocal without
        for block in blocks:
            if isinstance(block, Heading):
                if without is not None and block.level <= without:
                    without = None
                if without is None and not block.numbered:
                    without = block.level
                own = bool(block.item_level) or without is None
                yield block if block.numbered == own else replace(block, numbered=own)
            else:
                yield with_inner(block, passed)

    return passed(blocks)
