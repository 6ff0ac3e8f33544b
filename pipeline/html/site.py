"""The values of the HTML edition: pages of blocks, the way through them, what is searched; plain text in, markup in strings.

Ids in pages are those of the plan (ASCII, as authors wrote them or as they were made), so the page's own template and scripts use
Japanese ones: they never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.problems import Location

INDEX, SEARCH = "index.html", "search.html"
STYLE, INDEX_SCRIPT = "style.css", "search-index.js"
# The name under which `INDEX_SCRIPT` puts a list of entries into the page: what a browser can't fetch from a folder it can run.
INDEX_VARIABLE = "searchIndex"


class PageKind(StrEnum):
    """The kinds of pages; the value is a class of the page's body element."""

    INDEX = "index"
    FRONT = "front"
    DIVISION = "division"
    CHAPTER = "chapter"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    DOCUMENT = "document"
    SHEET = "sheet"
    SEARCH = "search"


@dataclass(frozen=True)
class PageBlock:
    """A child of the page's main element: one element, with all that is in it.

    `id` is the same for as long as the block says the same, whatever changes elsewhere, and no other block of its page has it.
    `origin` is where it is written, where that is known.
    """

    id: str
    markup: str
    origin: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Page:
    """A page; `name` is that of its file: ASCII, and the same while titles change.

    `number` and `title` are its heading's, as text. `document` names the document that it is a part of.
    """

    name: str
    kind: PageKind
    title: str
    blocks: tuple[PageBlock, ...]
    number: str = ""
    document: str = "plan"

    @property
    def called(self) -> str:
        """第１章　計画の策定に当たって: number and title."""
        return "　".join(filter(None, (self.number, self.title)))


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and those under it. `to` is a page's name, with #id where it leads into the page."""

    number: str
    title: str
    to: str
    under: tuple[Entry, ...] = ()

    @property
    def page(self) -> str:
        return self.to.partition("#")[0]


@dataclass(frozen=True)
class SearchEntry:
    """What is found as one: a heading (or a page's beginning, a term) with the text under it. `where` says in what it stands."""

    to: str
    number: str
    title: str
    where: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What every page says of the plan."""

    name: str
    city: str
    stage_label: str
    period: str
    office: str
    watermark: str
    readings: bool  # whether any are written over kanji


@dataclass(frozen=True)
class Site:
    """All pages in reading order, and the files beside them by name. `documents` are the pages of documents beside the plan."""

    facts: Facts
    pages: tuple[Page, ...]
    contents: tuple[Entry, ...]
    documents: tuple[Entry, ...]
    search: tuple[SearchEntry, ...]
    files: Mapping[str, bytes]
    scripts: tuple[str, ...] = ()  # names of those of the files that every page runs, in their order

    def page(self, name: str) -> Page:
        """The page of this name."""
        return next(each for each in self.pages if each.name == name)


@dataclass(frozen=True)
class Looks:
    """How pages look: the Jinja template around each, the style sheet, and the scripts by the names of their files."""

    page: str
    style: bytes
    scripts: Mapping[str, bytes]
    place: str = "templates/html/page.html"  # of the template, as messages call it
