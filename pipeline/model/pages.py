"""Pages: what a template may be set in, and what was measured once a document was laid out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import inf

from pipeline.frozen import dataclass
from pipeline.model.fonts import Fallbacks
from pipeline.problems import Code

MM_IN_POINT = 25.4 / 72
TWIPS_IN_POINT = 20  # Word's unit of length


@dataclass(frozen=True)
class Paper:
    """A sheet of paper as it is used; lengths in millimetres."""

    name: str  # A3横
    width: float
    height: float


# Width and height of a sheet that stands upright, in millimetres (ISO 216; B: JIS P 0138).
_SIZES = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "B4": (257.0, 364.0), "B5": (182.0, 257.0)}
PAPERS = {
    f"{name}{way}": Paper(f"{name}{way}", *(size if way == "縦" else size[::-1]))
    for name, size in _SIZES.items()
    for way in ("縦", "横")
}
_ROUNDING = 1.0  # millimetres


def paper_name(width: float, height: float) -> str:
    """The name of a page of this size."""
    for paper in PAPERS.values():
        if abs(paper.width - width) < _ROUNDING and abs(paper.height - height) < _ROUNDING:
            return paper.name
    return f"{width:.0f}×{height:.0f}mm"


@dataclass(frozen=True)
class Setting:
    """The setting of a sheet: text size in points, line spacing as a multiple of it, cell margins in millimetres."""

    size: float
    line: float
    padding: float

    def __str__(self) -> str:
        return f"{self.size:g}pt"


@dataclass(frozen=True)
class Fit:
    """The declarations of a template: its paper, the most pages that it may take (0: any number), and how far it may
    be squeezed: text sizes in points, the largest first (none: not at all), and for line spacing and cell margins the
    most and the least. `reserve` is how much of the last page stays free, in lines of ordinary text: other programs than
    the one that measures may need a little more room. What the template's fonts lack is set in its `fallbacks`.
    `least_cell` is the smallest size (points) in which tables may be set that are too wide else. `continued` is
    what is said behind the title of a table that goes on over a page; empty where that is not repeated."""

    file: str
    paper: Paper
    pages: int
    sizes: tuple[float, ...] = ()
    line: tuple[float, float] = (1.0, 1.0)
    padding: tuple[float, float] = (0.0, 0.0)
    reserve: float = 1.0
    fallbacks: Fallbacks = Fallbacks()
    least_cell: float = 7.5
    continued: str = ""

    def setting(self, size: float, tightness: float) -> Setting:
        """The setting in this size, from 0, the widest lines and margins, to 1, the narrowest."""

        def between(most: float, least: float) -> float:
            return round(most - (most - least) * tightness, 3)

        return Setting(size, between(*self.line), between(*self.padding))


@dataclass(frozen=True)
class Page:
    """A page of a laid-out document: its number, its size in millimetres, and whether the number stands on it."""

    label: str
    width: float
    height: float
    numbered: bool = True


COVER = "表紙"


def page_names(pages: Sequence[Page]) -> list[str]:
    """The name of each page: its number, or 表紙 before the first one that bears a number."""
    first = next((index for index, page in enumerate(pages) if page.numbered), 0)
    return [COVER if index < first else page.label for index, page in enumerate(pages)]


HANGING = frozenset("、。，．,.")


@dataclass(frozen=True)
class Fault:
    """Something on a page that a reader would stumble over.

    `page` counts from 0; `near` is the bookmark before it, or empty; `text` is what it is about: a paragraph, or the
    characters. `missing` is what is cut off of it, and `part` names the part of the template where it is mended.
    """

    code: Code
    page: int
    near: str
    text: str
    missing: str = ""
    part: str = ""


@dataclass(frozen=True)
class Stretch:
    """The pages up to one where a section begins a new page, or the columns up to a break of theirs: how many, and how far down
    the last of them is used, in points."""

    pages: int
    used: float


@dataclass(frozen=True)
class PageFacts:
    """The measures of one laid-out document.

    `places` has the page (from 0) of every bookmark. `used` is how far down the last page the body reaches, its last
    line included, and `room` how tall a page's text area is, in points: what is free on a sheet follows from both. On a page
    with `columns`, each is used for its part. `stretches` are those before the last one, `ended` the columns before breaks.
    `missing` are the font families that the document asks for and the machine lacks: the facts are then not
    reliable.
    """

    pages: tuple[Page, ...]
    places: Mapping[str, int]
    used: float
    room: float
    faults: tuple[Fault, ...]
    missing: tuple[str, ...] = ()
    columns: int = 1
    stretches: tuple[Stretch, ...] = ()
    ended: tuple[Stretch, ...] = ()

    def with_fault(self, code: Code) -> PageFacts:
        """The same with a fault of the document as a whole."""
        return replace(self, faults=(*self.faults, Fault(code, 0, "", "")))

    def without(self, codes: Collection[Code]) -> PageFacts:
        """The same without faults of these kinds."""
        if not codes:
            return self
        return replace(self, faults=tuple(each for each in self.faults if each.code not in codes))

    @property
    def without_hanging(self) -> frozenset[str]:
        """The paragraphs of which nothing is missing on the pages but marks that hang at ends of lines (JIS X 4051)."""
        cut = (each for each in self.faults if each.code is Code.PAGE_CUT and each.missing)
        return frozenset(each.text for each in cut if set(each.missing) <= HANGING)

    @property
    def labels(self) -> dict[str, str]:
        """The page number that stands where each bookmark is."""
        return {name: self.pages[page].label for name, page in self.places.items()}

    @property
    def height(self) -> float:
        """The height of the text on all pages together, in points."""
        return (len(self.pages) - 1) * self.room + self.used

    def free(self, limit: int) -> float:
        """The free height on so many pages, in points; what stands on pages beyond them is negative. Where sections begin
        new pages, it is what is free on the fullest of those before, if that is less, and so with columns that end with a break."""
        before = (self.room - each.used for each in self.stretches)
        column = min((self.room - each.used for each in self.ended), default=inf)
        return min(min(limit * self.room - self.height, *before, inf) * self.columns, column)
