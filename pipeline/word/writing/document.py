"""Counters and collections of one document while its markup is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.model.content import DocumentContent
from pipeline.model.contract import ITEM_NUMBERS
from pipeline.model.inlines import Role
from pipeline.model.keeping import Keep, anew
from pipeline.model.numbers import Target
from pipeline.model.share import Share
from pipeline.word.markup.oxml import list_number
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.markers import ListShape
from pipeline.word.writing.stops import Stops

if TYPE_CHECKING:
    from pipeline.word.charts.parts import ChartParts
    from pipeline.word.markup.accents import Accents


@dataclass
class Draft:
    """The state of one document in the making: unique numbers, footnotes, lists.

    `list_shapes` are the template's lists by the list style's name. `share` is for work that may be shared, `layouts` has
    what is known of tables. `link_to` and `picture_of` register a relationship with the package and return its id; `charts` are
    those that it has. `accents` are the colours that the template has for the framework's branches, `branch` is that
    of what is being written (0 where it is in none). `keep` knows what was written of texts before. `width` is that of the text (twips), in which footnotes stand. `stops` are those of
    the lines of contents by their styles, and `begins` is where titles begin in styles whose numbers got more room than the template's.
    """

    content: DocumentContent
    styles: Styles
    list_shapes: Mapping[str, ListShape]
    next_list: int
    next_note: int
    share: Share
    layouts: KnownLayouts
    link_to: Callable[[str], str]
    picture_of: Callable[[bytes], str]
    charts: Callable[[], ChartParts]
    keep: Keep = anew
    accents: Accents | None = None
    branch: int = 0
    width: int = 0
    next_bookmark: int = 1
    next_picture: int = 1
    notes: list[str] = field(default_factory=list)
    lists: dict[int, str] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    items: int = 0
    stops: Mapping[str, Stops] = field(default_factory=dict)
    begins: Mapping[str, int] = field(default_factory=dict)

    @property
    def digit_width(self) -> int:
        """The width of a half-width digit of running text: half an em."""
        return self.styles.sizes[Role.BODY.value] * 5

    @property
    def looks(self) -> tuple[object, ...]:
        """What the look of text depends on that refers to nothing, beside the text and its place."""
        return self.styles, self.accents, self.branch, bool(self.content.tracked), *self.content.joints

    @property
    def targets(self) -> Mapping[str, Target]:
        return self.content.targets

    def in_branch(self, markup: str, branch: int) -> str:
        """Markup in the colours of a branch, where the template has such."""
        return self.accents.recoloured(markup, branch) if self.accents and branch else markup

    @property
    def dark(self) -> str:
        """The dark colour of the branch that is being written, if it has one."""
        return self.accents.dark_of(self.branch) if self.accents and self.branch else ""

    def list_number(self) -> int:
        self.next_list += 1
        return self.next_list - 1

    def item_list(self) -> int:
        """The number of the one list that numbers the framework's items."""
        if not self.items:
            self.items = self.list_number()
            shape = self.list_shapes[ITEM_NUMBERS]
            self.lists[self.items] = list_number(self.items, shape.abstract, 0, 1, 0)
        return self.items

    def note_number(self) -> int:
        self.next_note += 1
        return self.next_note - 1

    def bookmark_number(self) -> int:
        self.next_bookmark += 1
        return self.next_bookmark - 1

    def picture_number(self) -> int:
        self.next_picture += 1
        return self.next_picture - 1

    def repeated(self, markup: str) -> int:
        """How often this document has shown a chart with this markup before."""
        self.repeats[markup] = self.repeats.get(markup, -1) + 1
        return self.repeats[markup]

    def mention_number(self, bookmark: str) -> int:
        """The number of `bookmark`'s next mention in this document, from 1."""
        self.mentions[bookmark] = self.mentions.get(bookmark, 0) + 1
        return self.mentions[bookmark]
