"""What has to stand in the documents, told from what the drafter wrote: each paragraph with its place, in order.

Numbers are Word's and left out here; so are references, whose text is not the drafter's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.properties.sources import (
    Bold,
    Break,
    Chapter,
    Definition,
    Figure,
    Heading,
    Landscape,
    Listed,
    Listing,
    Measure,
    Note,
    Para,
    Passage,
    Piece,
    Plan,
    Prose,
    Quote,
    Ruby,
    Table,
    parts_of,
)


class Line(NamedTuple):
    """A paragraph: `place` is 文章, 題 (a caption), セル or 注 (a footnote, after what it is a note to)."""

    place: str
    text: str


def printed(plan: Plan, ruby: bool = True) -> list[Line]:
    """The plan's paragraphs from the first chapter to the end of the appendix."""
    return [
        line for chapter in (*plan.chapters, *plan.appendix) for line in _Printer(plan, ruby).chapter(chapter)
    ]


def printed_front(plan: Plan, ruby: bool = True) -> list[Line]:
    """The paragraphs before the contents list."""
    return [line for chapter in plan.front for line in _Printer(plan, ruby).chapter(chapter)]


def printed_summary(plan: Plan, ruby: bool = True) -> list[Line]:
    """The summary's paragraphs."""
    lines: list[Line] = []
    printer = _Printer(plan, ruby)
    passages = [part for part in parts_of(plan.parts) if isinstance(part, Passage)]
    for passage in passages:
        lines.append(Line("文章", passage.title))
        lines += [Line("文章", printer.text(prose)) for prose in (*passage.paragraphs, *passage.points)]
    return lines


def printed_framework(
    plan: Plan, label: Callable[[str], str], ruby: bool = True, tab: str = "\t"
) -> list[Line]:
    """The cells of the 体系図 under its header row; `label` tells an id's number as it stands there."""
    printer = _Printer(plan, ruby)
    texts: list[str] = []

    def titled(identity: str, title: str) -> str:
        number = label(identity)
        return f"{number}{tab}{title}" if number else title

    for policy in plan.policies:
        texts += [label(policy.id), policy.title]
        for direction in policy.directions:
            texts += [direction.label, titled(direction.id, direction.title)]
            for measure in direction.measures:
                texts.append(titled(measure.id, measure.title))
                texts += map(printer.text, (measure.challenge, measure.response))
                texts += [f"・{printer.text(program)}" for program in measure.programs]
    return [Line("セル", text) for text in texts if text]


class _Printer:
    """`ruby` says whether the text under furigana is told."""

    def __init__(self, plan: Plan, ruby: bool) -> None:
        self.plan = plan
        self.ruby = ruby

    def text(self, prose: Prose) -> str:
        """Prose as a reader sees it, without notes."""
        return "".join(map(self._shown, prose))

    def _shown(self, part: Any) -> str:
        match part:
            case str():
                return part
            case Bold(text):
                return text
            case Ruby(base, _):
                return base if self.ruby else ""
            case Break(text):
                return f"\n{text}"
            case _:
                assert isinstance(part, Note), "a reference's text is not the drafter's"
                return ""

    def chapter(self, chapter: Chapter) -> Iterator[Line]:
        yield Line("文章", chapter.title)
        for piece in chapter.pieces:
            yield from self._piece(piece)

    def _lines(self, prose: Prose, place: str = "文章", before: str = "") -> Iterator[Line]:
        yield Line(place, before + self.text(prose))
        yield from (Line("注", self.text(part.prose)) for part in prose if isinstance(part, Note))

    def _piece(self, piece: Piece) -> Iterator[Line]:
        match piece:
            case Heading(title=title):
                yield Line("文章", title)
            case Para(prose) | Quote(prose):
                yield from self._lines(prose)
            case Definition(term, prose):
                yield Line("文章", term)
                yield from self._lines(prose)
            case Listed():
                yield from self._listed(piece)
            case Table():
                yield from self._lines(piece.caption.prose, "題")
                for cell in (cell for row in piece.rows for cell in row if not isinstance(cell, str)):
                    yield from self._lines(cell, "セル")
                yield from self._under(piece.note)
            case Figure(caption, _, note):
                yield from self._lines(caption.prose, "題")
                yield from self._under(note)
            case Landscape(pieces):
                for inner in pieces:
                    yield from self._piece(inner)
            case Listing(name):
                yield from {"施策": self._policies, "用語解説": self._terms, "改訂履歴": self._history}[
                    name
                ]()
            case _:
                pass

    def _under(self, note: str) -> Iterator[Line]:
        if note:
            yield Line("文章", f"資料：{note}")

    def _listed(self, block: Listed) -> Iterator[Line]:
        for item in block.items:
            yield from self._lines(item.prose)
            if item.more:
                yield from self._lines(item.more)
            if item.inner:
                yield from self._listed(item.inner)

    def _policies(self) -> Iterator[Line]:
        for policy in self.plan.policies:
            yield Line("文章", policy.title)
            yield from self._lines(policy.introduction) if policy.introduction else ()
            for direction in policy.directions:
                yield Line("文章", direction.title)
                yield from self._lines(direction.introduction) if direction.introduction else ()
                for measure in direction.measures:
                    yield Line("文章", measure.title)
                    yield from self._measure(measure)

    def _measure(self, measure: Measure) -> Iterator[Line]:
        programs: Prose = ()
        for program in measure.programs:
            programs = (*programs, "、", *program) if programs else program
        for label, prose in (
            ("課題認識", measure.challenge),
            ("対応方針", measure.response),
            ("関連する施策", programs),
        ):
            yield Line("セル", label)
            yield from self._lines(prose, "セル")

    def _terms(self) -> Iterator[Line]:
        for number, term in enumerate(self.plan.terms, 1):
            yield Line("文章", f"{term.word}（{'あ' * number}）")
            yield from self._lines(term.meaning)

    def _history(self) -> Iterator[Line]:
        yield from (Line("セル", title) for title in ("年月", "内容"))
        for prose in self.plan.revisions:
            yield Line("セル", "令和３年３月")
            yield from self._lines(prose, "セル")
