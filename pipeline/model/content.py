"""The content of one document: the value that the writer of Word merges into a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, walk
from pipeline.model.floats import FloatKind, Grid, GridRow
from pipeline.model.inlines import Inlines, Note, Paragraph
from pipeline.model.numbers import CaptionNumber, Target
from pipeline.model.plan import Image, LineNumbers

if TYPE_CHECKING:
    from pipeline.model.comparison import Step


@dataclass(frozen=True)
class Part:
    """Blocks that fill a slot; headings of the appendix have styles and a list of their own."""

    blocks: tuple[Block, ...]
    appendix: bool = False
    line_numbers: LineNumbers = LineNumbers.NONE


@dataclass(frozen=True)
class Entry:
    """A line of a contents list: it links to `bookmark`. `label` is the number, empty where there is none,
    `raised_title` the title where something in it is raised."""

    level: int
    label: str
    title: str
    bookmark: str
    page: str
    raised_title: Inlines = ()


# Unnumbered chapters have a contents style of their own: their titles have no number to stand behind.
UNNUMBERED_LEVEL = 4
# So have 部, which stand above the chapters of level 1.
DIVISION_LEVEL = 5


@dataclass(frozen=True)
class Contents:
    """The contents list, to the level of its deepest entries."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class CaptionList:
    """The list of tables or of figures."""

    kind: FloatKind
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class FrameworkRows:
    """The framework's rows, which go under the header row of the template's own table.

    `depths` are the levels (from 0) whose items the columns show; `heads` what the template says over the columns, where the
    grid has none of its own. Rows that are `parted` go on over pages between the framework's outermost items, or between those
    under one that is said again.
    """

    grid: Grid
    depths: tuple[int, ...] = ()
    heads: tuple[GridRow, ...] = ()
    parted: bool = False


@dataclass(frozen=True)
class Redline:
    """A part as it was and as it is, which goes in once with tracked changes, leaf by leaf as `steps` say."""

    before: Part
    after: Part
    steps: tuple[Step, ...]


Slot = Part | Contents | CaptionList | FrameworkRows | Redline


def paragraphs_of(slot: Slot) -> Iterator[Paragraph]:
    """The paragraphs that a slot shows, those in footnotes and in a sheet's cells among them; lists of contents have none.

    One in a footnote stands where that does, if nothing else is known.
    """
    match slot:
        case Part(blocks):
            for node in walk(blocks):
                if isinstance(node, Paragraph):
                    yield node
                elif isinstance(node, Note):
                    yield from (
                        replace(each, location=each.location or node.location) for each in node.content
                    )
        case FrameworkRows(grid):
            yield from (paragraph for row in grid.rows for cell in row if cell for paragraph in cell.content)
        case Redline(after=part):
            yield from paragraphs_of(part)
        case Contents() | CaptionList():
            pass
        case _:
            assert_never(slot)


@dataclass(frozen=True)
class Tracked:
    """The base of a redline: the earlier content, and who changed it when (as 2021-03-01T00:00:00Z)."""

    before: DocumentContent
    author: str
    date: str


@dataclass(frozen=True)
class TitleRoom:
    """What a style of titles lacks of the text's width at the left, in twips, whether its lines are centred, and whether something is
    drawn around them as wide as the text."""

    left: int
    centred: bool = False
    framed: bool = False


@dataclass(frozen=True)
class DocumentContent:
    """One document: its file name in build/, its properties, the template's tags and its slots; `label` is what messages call
    it.

    References in `slots` point to `targets` and become live fields; documents that are files of their own
    hold no references, only mentions. `page_digits` makes every page reference in running text as wide as so
    many digits, whatever page it shows (0: as wide as it is). The headings with the bookmarks `begun` would stand alone at a
    page's end, if they didn't begin the next one. `watermark` stands behind the text of every page.
    `branches` are the headings of the framework's outermost items, by id, with their places in it (from 1).
    At its `joints` no line begins, and none ends, beside those at which none ever does (`model.kinsoku`).
    `name_breaks` are the places in the plan's name at which its author divides it.
    It may hold characters that a font lacks only where it is `uncommon`. `own_words` are what paragraphs of the template itself
    are printed as, where they have furigana, by their texts without blanks. Titles in the styles of `even_titles` that take several
    lines are parted at their phrases. The pages of one that `counts_leaves` say which they are, where `leaves` says that it takes
    so many (0: one).
    """

    name: str
    title: str
    subject: str
    author: str
    tags: Mapping[str, str]
    slots: Mapping[str, Slot]
    targets: Mapping[str, Target] = field(default_factory=dict)
    captions: Mapping[str, CaptionNumber] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    label: str = ""
    page_digits: int = 0
    begun: tuple[str, ...] = ()
    watermark: str = ""
    branches: Mapping[str, int] = field(default_factory=dict)
    tracked: Tracked | None = None
    uncommon: bool = True
    name_breaks: tuple[int, ...] = ()
    joints: tuple[str, str] = ("", "")
    own_words: Mapping[str, Inlines] = field(default_factory=dict)
    even_titles: Mapping[str, TitleRoom] = field(default_factory=dict)
    counts_leaves: bool = False
    leaves: int = 0
