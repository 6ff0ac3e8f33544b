"""What a plan may be: every shape that a drafter can give it, as strategies of Hypothesis.

Read from below: a plan is chapters of pieces, with prose in them, and measures beside. Ids and the targets of
references are given once the shape is there (`settled`), so that each reference leads to something.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tests.properties.settling import settled
from tests.properties.sources import (
    LEFT,
    UP,
    VISION,
    Bold,
    Break,
    Caption,
    Chapter,
    Definition,
    Diagram,
    Direction,
    Figure,
    Heading,
    Item,
    Landscape,
    Listed,
    Listing,
    Measure,
    Note,
    PageBreak,
    Para,
    Passage,
    Piece,
    Plan,
    Policy,
    Prose,
    Quote,
    Ref,
    Ruby,
    Table,
    Term,
)
from tests.properties.words import PLAIN

# What lists put before their items by themselves.
_MARK = re.compile(r"\s*(?:[・･•‣①-⑳⑴-⒇]|[(（]?[0-9０-９]{1,2}[.．)）])")

Texts = st.SearchStrategy[str]
VARIANTS = ("", "題", "番号と題", "頁", "文字")


@dataclass(frozen=True)
class Shapes:
    """Plans with texts from `texts`, headings from `titles` and values of YAML from `names`; or without references."""

    texts: Texts = PLAIN
    titles: Texts = PLAIN
    names: Texts = PLAIN
    referring: bool = True

    # Prose: text, and things with text between them

    @cached_property
    def line(self) -> st.SearchStrategy[Prose]:
        """What may stand everywhere: text, bold, ruby, references."""
        return self._mixed(*self._things)

    @cached_property
    def prose(self) -> st.SearchStrategy[Prose]:
        """A line that may have footnotes."""
        return self._mixed(*self._things, self._notes)

    @cached_property
    def paragraph(self) -> st.SearchStrategy[Prose]:
        """Prose that may go on in a new line."""
        return self._mixed(*self._things, self._notes, st.builds(Break, self.texts))

    @cached_property
    def _things(self) -> list[st.SearchStrategy[Any]]:
        references = st.builds(Ref, st.integers(0, 99), st.sampled_from(VARIANTS))
        return [
            st.builds(Bold, self.texts),
            st.builds(Ruby, self.texts, st.just("よみ")),
            *([references, references] if self.referring else []),
        ]

    @cached_property
    def _notes(self) -> st.SearchStrategy[Note]:
        return st.builds(Note, self.line, named=st.booleans())

    def _mixed(self, *things: st.SearchStrategy[Any]) -> st.SearchStrategy[Prose]:
        more = st.lists(st.tuples(st.one_of(*things), self.texts, st.booleans()), max_size=2)
        return st.builds(_joined, self.texts, more)

    # Pieces of a chapter

    @cached_property
    def headings(self) -> st.SearchStrategy[Heading]:
        return st.builds(Heading, st.integers(2, 6), self.titles, st.sampled_from((True, True, True, False)))

    @cached_property
    def lists(self) -> st.SearchStrategy[Listed]:
        """Of all kinds, to three levels; an item may go on in a second paragraph."""
        lists = self._lists(st.none())
        for _ in range(2):
            lists = self._lists(st.one_of(st.none(), st.none(), lists))
        return lists

    def _lists(self, inner: st.SearchStrategy[Listed | None]) -> st.SearchStrategy[Listed]:
        more = st.one_of(st.just(()), st.just(()), self.prose)
        said = self.paragraph.filter(_has_no_mark)
        items = st.lists(st.builds(Item, said, more, inner), min_size=1, max_size=3).map(tuple)
        return st.builds(Listed, st.sampled_from(("-", "#.", "#)", "(#)")), st.integers(1, 12), items)

    @cached_property
    def captions(self) -> st.SearchStrategy[Caption]:
        return st.builds(Caption, self.prose.filter(_is_no_note))

    @cached_property
    def under(self) -> Texts:
        """The source under a table or figure, or none."""
        return st.one_of(st.just(""), self.texts)

    @cached_property
    def tables(self) -> st.SearchStrategy[Table]:
        return _tables(self)

    @cached_property
    def figures(self) -> st.SearchStrategy[Figure]:
        return st.builds(Figure, self.captions, self.texts, self.under)

    @cached_property
    def text_pieces(self) -> st.SearchStrategy[Piece]:
        """What may stand in every chapter, also in one without a number."""
        return st.one_of(
            self.headings,
            self.headings,
            st.builds(Para, self.paragraph),
            self.lists,
            st.builds(Quote, self.paragraph),
            st.builds(Definition, self.texts, self.prose),
            st.builds(PageBreak),
            self.passages,
        )

    @cached_property
    def passages(self) -> st.SearchStrategy[Passage]:
        return st.builds(
            Passage,
            st.lists(self.line, min_size=1, max_size=2).map(tuple),
            st.lists(self.line, max_size=2).map(tuple),
            self.names,
        )

    @cached_property
    def pieces(self) -> st.SearchStrategy[Piece]:
        flat = st.one_of(self.text_pieces, self.tables, self.figures)
        turned = st.lists(flat.filter(lambda piece: not isinstance(piece, Passage)), min_size=1, max_size=3)
        return st.one_of(self.text_pieces, flat, st.builds(Landscape, turned.map(tuple)))

    # Chapters and the framework

    @cached_property
    def numbered(self) -> st.SearchStrategy[Chapter]:
        return st.builds(Chapter, self.titles, st.lists(self.pieces, max_size=8).map(tuple))

    @cached_property
    def chapters(self) -> st.SearchStrategy[Chapter]:
        """With a number, or without one and without tables and figures."""
        return st.one_of(self.numbered, self.numbered, self.numbered, self.bare.map(_unnumbered))

    @cached_property
    def bare(self) -> st.SearchStrategy[Chapter]:
        return st.builds(Chapter, self.titles, st.lists(self.text_pieces, max_size=4).map(tuple))

    @cached_property
    def measures(self) -> st.SearchStrategy[Measure]:
        programs = st.lists(self.prose, min_size=1, max_size=2).map(tuple)
        related = st.lists(st.builds(Ref, st.integers(0, 99)), max_size=2 * self.referring).map(tuple)
        return st.builds(Measure, self.names, self.prose, self.prose, programs, related)

    @cached_property
    def policies(self) -> st.SearchStrategy[Policy]:
        introduction = st.one_of(st.just(()), self.prose)
        measures = st.lists(self.measures, min_size=1, max_size=3).map(tuple)
        directions = st.builds(Direction, self.names, self.names, introduction, measures)
        return st.builds(
            Policy, self.names, introduction, st.lists(directions, min_size=1, max_size=2).map(tuple)
        )

    @cached_property
    def plans(self) -> st.SearchStrategy[Plan]:
        return _plans(self)


@st.composite
def _tables(draw: st.DrawFn, shapes: Shapes) -> Table:
    """Two to four columns, up to three header rows; in head and body a block of cells may be merged."""
    head, below, width = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(2, 4))
    csv = draw(st.sampled_from((False, False, True)))
    # A CSV file is no Markdown, and whole numbers in it get separators.
    values = shapes.names.filter(lambda text: not text.isdecimal()).map(lambda text: (text,))
    # What begins with one of these is an item of a list.
    cells = (values if csv else shapes.prose).filter(lambda prose: not str(prose[0]).startswith(("・", "-")))
    rows: list[list[Prose | str]] = [[draw(cells) for _ in range(width)] for _ in range(head + below)]
    for top, height in ((0, head), (head, below)):
        left, right = draw(st.integers(0, width - 1)), draw(st.integers(0, width - 1))
        for row in range(draw(st.integers(1, height))):
            for column in range(left, right + 1):
                if row or column > left:
                    rows[top + row][column] = LEFT if column > left else UP
    return Table(draw(shapes.captions), tuple(map(tuple, rows)), head, draw(shapes.under), csv)


@st.composite
def _plans(draw: st.DrawFn, shapes: Shapes) -> Plan:
    """Chapters, the one with the measures among them, perhaps a preface, an appendix, a glossary, a history."""
    chapters = draw(st.lists(shapes.chapters, max_size=3))
    chapters.insert(draw(st.integers(0, len(chapters))), draw(_holders(shapes)))
    if shapes.referring and draw(st.booleans()):
        first = next(number for number, chapter in enumerate(chapters) if chapter.numbered)
        diagram = Diagram(draw(shapes.captions))
        chapters[first] = replace(chapters[first], pieces=(*chapters[first].pieces, diagram))
    words = shapes.names.map("用語{}".format)
    terms = draw(st.lists(st.builds(Term, words, shapes.prose), max_size=3, unique_by=_same_term))
    revisions = draw(st.lists(shapes.prose, max_size=2))
    appendix = draw(st.lists(shapes.numbered, max_size=2))
    appendix += [Chapter("用語解説", (Listing("用語解説"),))] if terms else []
    appendix += [Chapter("改訂履歴", (Listing("改訂履歴"),))] if revisions else []
    plan = Plan(
        chapters=tuple(chapters),
        policies=tuple(draw(st.lists(shapes.policies, min_size=1, max_size=2))),
        front=tuple(draw(st.lists(shapes.bare, max_size=1))),
        appendix=tuple(appendix),
        terms=tuple(terms),
        revisions=tuple(revisions),
        stage=draw(st.sampled_from(("骨子", "素案", "案", "最終案", "策定"))),
    )
    return settled(plan, draw(st.integers(0, 2)))


def _same_term(term: Term) -> str:
    """What is equal for terms that the plan takes as one."""
    return "".join(unicodedata.normalize("NFKC", term.word).split()).casefold()


@st.composite
def _holders(draw: st.DrawFn, shapes: Shapes) -> Chapter:
    """The chapter with the measures; the plan's vision and at least one passage stand there."""
    before = draw(st.lists(shapes.pieces, max_size=2))
    pieces = (Para((VISION,)), *before, Listing("施策"), draw(shapes.passages))
    return Chapter(draw(shapes.titles), pieces)


def _unnumbered(chapter: Chapter) -> Chapter:
    return replace(chapter, numbered=False)


def fewer(by: int) -> settings:
    """For tests that take long: a share of the profile's examples."""
    return settings(max_examples=max(settings().max_examples // by, 1))


def _joined(first: str, rest: list[tuple[Any, str, bool]]) -> Prose:
    """Text, and things with text after each; some stand between blanks (what pandoc leaves out would join them)."""
    prose: list[Any] = [first]
    for thing, text, apart in rest:
        if apart and not isinstance(thing, Break | Ruby | Note):
            prose[-1] += " "
            text = f" {text}"
        prose += [thing, text]
    return tuple(prose)


def _has_no_mark(prose: Prose) -> bool:
    """An item that begins with a mark would have two, which is told."""
    return not _MARK.match(str(prose[0]))


def _is_no_note(prose: Prose) -> bool:
    """A caption that begins like a note under a table would be one."""
    return not str(prose[0]).startswith(("資料：", "※", "注："))
