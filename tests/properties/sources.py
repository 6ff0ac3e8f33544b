"""A plan as a drafter thinks of it.

Nothing here is the pipeline's: what a plan says (`pieces`, ids, references) is known before the pipeline reads it,
so that tests can tell what has to come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeAlias, TypeVar

VISION = "支え合うまち"
UP, LEFT = "^^", "<<"


@dataclass(frozen=True)
class Bold:
    text: str


@dataclass(frozen=True)
class Ruby:
    base: str
    reading: str


@dataclass(frozen=True)
class Break:
    """A line break, and the text of the next line."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A reference: `pick` chooses among the targets that there are, `target` is the one that was chosen.

    `variant` is 題, 番号と題, 頁, 文字 (a link with text of its own), or empty for the number.
    """

    pick: int
    variant: str = ""
    target: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote; one without an id has a mark that is a number."""

    prose: Prose
    id: str = ""
    named: bool = True


Prose: TypeAlias = tuple["str | Bold | Ruby | Break | Ref | Note", ...]


@dataclass(frozen=True)
class Heading:
    level: int
    title: str
    numbered: bool = True
    id: str = ""


@dataclass(frozen=True)
class Para:
    prose: Prose


@dataclass(frozen=True)
class Item:
    """An item of a list; `more` is a second paragraph, `inner` a list within."""

    prose: Prose
    more: Prose = ()
    inner: Listed | None = None


@dataclass(frozen=True)
class Listed:
    """A list; `mark` is `-`, or what stands around a number: `#.`, `#)`, `(#)`."""

    mark: str
    start: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Quote:
    prose: Prose


@dataclass(frozen=True)
class Definition:
    term: str
    prose: Prose


@dataclass(frozen=True)
class Caption:
    prose: Prose


@dataclass(frozen=True)
class Table:
    """A table; a cell is prose, or `UP` or `LEFT`. With `csv` it stands in a file of its own."""

    caption: Caption
    rows: tuple[tuple[Prose | str, ...], ...]
    head: int = 1
    note: str = ""
    csv: bool = False
    id: str = ""


@dataclass(frozen=True)
class Figure:
    caption: Caption
    alt: str
    note: str = ""
    id: str = ""


@dataclass(frozen=True)
class Diagram:
    caption: Caption
    id: str = ""


@dataclass(frozen=True)
class Landscape:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Passage:
    """A passage for the summary: paragraphs, then points."""

    paragraphs: tuple[Prose, ...]
    points: tuple[Prose, ...] = ()
    title: str = "要点"
    id: str = ""


@dataclass(frozen=True)
class Listing:
    """Where 施策, 用語解説 or 改訂履歴 stands."""

    name: str


Piece: TypeAlias = (
    Heading
    | Para
    | Listed
    | Quote
    | Definition
    | Table
    | Figure
    | Diagram
    | Landscape
    | PageBreak
    | Passage
    | Listing
)


@dataclass(frozen=True)
class Chapter:
    title: str
    pieces: tuple[Piece, ...]
    numbered: bool = True
    id: str = ""

    @property
    def file(self) -> str:
        return f"chapters/{self.id}.md"


@dataclass(frozen=True)
class Measure:
    title: str
    challenge: Prose
    response: Prose
    programs: tuple[Prose, ...]
    related: tuple[Ref, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Direction:
    title: str
    label: str
    introduction: Prose
    measures: tuple[Measure, ...]
    id: str = ""


@dataclass(frozen=True)
class Policy:
    title: str
    introduction: Prose
    directions: tuple[Direction, ...]
    id: str = ""


@dataclass(frozen=True)
class Term:
    word: str
    meaning: Prose
    id: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole plan. The chapter that holds the measures is one of `chapters`."""

    chapters: tuple[Chapter, ...]
    policies: tuple[Policy, ...]
    front: tuple[Chapter, ...] = ()
    appendix: tuple[Chapter, ...] = ()
    terms: tuple[Term, ...] = ()
    revisions: tuple[Prose, ...] = ()
    name: str = "みどり市地域福祉計画"
    stage: str = "案"

    @property
    def parts(self) -> tuple[Chapter, ...]:
        return (*self.front, *self.chapters, *self.appendix)


Node = TypeVar("Node")


def rebuilt(node: Node, change: Callable[[Any], Any]) -> Node:
    """The same tree, each of its parts put through `change` once what it holds has been."""
    if isinstance(node, tuple):
        return tuple(rebuilt(each, change) for each in node)  # type: ignore[return-value]
    if is_dataclass(node) and not isinstance(node, type):
        held = {each.name: rebuilt(getattr(node, each.name), change) for each in fields(node)}
        node = replace(node, **held)
    return change(node)  # type: ignore[no-any-return]


def parts_of(node: Any) -> Iterator[Any]:
    """Every dataclass of a tree, containers before what they hold."""
    if isinstance(node, tuple):
        for each in node:
            yield from parts_of(each)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from parts_of(getattr(node, field.name))


def references(node: Any) -> list[Ref]:
    """Every reference of a tree."""
    return [each for each in parts_of(node) if isinstance(each, Ref)]
