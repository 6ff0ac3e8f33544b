"""The texts of a sheet to shorten so that it gets lower: the fewest characters for each line saved.

What a sheet is made of is seen as rows of columns, with the lines of each text as they were printed. A text that runs
over by two characters gives a line for two; only then others give one for a whole line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from math import log

from pipeline.frozen import dataclass
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.reference_text import shown_text
from pipeline.problems import Location
from pipeline.word.fitting.shortened import paragraphs_of
from pipeline.word.measuring.columns import Floor
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.passages import passage_of
from pipeline.word.measuring.widths import Passage
from pipeline.word.template.template import Template
from pipeline.word.writing.slot_spaces import spaces_in

# Sentences can be shortened; titles and names are what they are.
_PROSE = (Role.BODY, Role.LIST_MORE, Role.TERM_TEXT, Role.COLUMN_TEXT, Role.FRAME_TEXT, Role.SHEET_TEXT)
# No text is asked to be shorter than so many characters, unless by its last line alone.
SHORTEST = 40
# Steps whose characters for a line differ by less than this factor are alike.
_ALIKE = 1.05
# How many characters each line of a text has, in the order of the texts; None where that is not known.
Lines = Callable[[str], tuple[int, ...] | None]
# How many lines to take off texts, by their place among all paragraphs.
Cuts = Mapping[int, int]


@dataclass(frozen=True)
class Stack:
    """A paragraph in a column: its place among all paragraphs, the characters on each of its lines, and its style's
    measures in twips. `prose` says that it can be shortened, `named` that it is a title or a name, `whole` that it was not shortened yet."""

    paragraph: int
    lines: tuple[int, ...]
    pitch: int
    space: int
    prose: bool
    whole: bool = True
    named: bool = False

    def height(self, cut: int) -> int:
        return (len(self.lines) - cut) * self.pitch + self.space

    def cost(self, cut: int) -> int:
        """The loss of so many lines, in characters."""
        return sum(self.lines[len(self.lines) - cut :])

    def may_lose(self, cut: int, named: bool = False) -> bool:
        """Whether so many lines may go: one always, more as long as enough is left; of what is `named` only where that is asked."""
        left = sum(self.lines) - self.cost(cut)
        return (
            (self.prose or (named and self.named))
            and cut < len(self.lines)
            and (left >= SHORTEST or (self.whole and cut == 1))
        )


@dataclass(frozen=True)
class Column:
    """Paragraphs above one another, over one row or more; `extra` are twips above and below them."""

    row: int
    rows: int
    stacks: tuple[Stack, ...]
    extra: int = 0

    def height(self, cuts: Cuts) -> int:
        return sum(each.height(cuts.get(each.paragraph, 0)) for each in self.stacks) + self.extra


@dataclass(frozen=True)
class Outline:
    """The outline of a sheet: columns in rows, and rows that are held up by vertical text, with that text's paragraph."""

    rows: int
    columns: tuple[Column, ...]
    floors: tuple[tuple[Floor, Paragraph], ...] = ()

    def within(self, paragraphs: Collection[int]) -> Outline:
        """The columns with these paragraphs alone."""
        own = (each for each in self.columns if any(stack.paragraph in paragraphs for stack in each.stacks))
        return replace(self, columns=tuple(own))

    def heights(self, cuts: Cuts) -> list[int]:
        """The height of each row; a column over several rows that they can't hold makes the last of them higher."""
        heights = [0] * self.rows
        for column in sorted(self.columns, key=lambda each: (each.rows > 1, each.row + each.rows)):
            last = column.row + column.rows - 1
            heights[last] += max(0, column.height(cuts) - sum(heights[column.row : last + 1]))
        return heights

    def height(self, cuts: Cuts) -> float:
        heights = self.heights(cuts)
        return sum(heights) + sum(floor.missing(heights) for floor, _ in self.floors)


@dataclass(frozen=True)
class HeldUp:
    """A vertical title that makes its rows higher than all else in them, by so many twips; its place among all paragraphs."""

    paragraph: int
    location: Location | None
    text: str
    height: float


def outline_of(
    content: DocumentContent, template: Template, lines: Lines, shortened: Collection[int] = ()
) -> Outline:
    """The outline of a sheet, in the setting of this template; the texts at these places are `shortened` already. Text in
    columns is as high as its share of them."""
    places = {id(paragraph): place for place, paragraph in enumerate(paragraphs_of(content))}
    spaces = spaces_in(template, content)

    def stack(paragraph: Paragraph, across: float, columns: int) -> Stack:
        passage = passage_of(template.styles, content.targets, paragraph)
        found = lines(shown_text(paragraph.content, content.targets))
        return Stack(
            places[id(paragraph)],
            found or _estimated_lines(passage, across),
            passage.pitch // columns,
            passage.space // columns,
            paragraph.role in _PROSE and paragraph.location is not None,
            places[id(paragraph)] not in shortened,
            paragraph.location is not None,
        )

    sheet = next((name for name, slot in content.slots.items() if isinstance(slot, FrameworkRows)), None)
    if sheet is None:
        stacks = [
            stack(each, spaces[name].width, len(spaces[name].columns))
            for name, slot in content.slots.items()
            for each in paragraphs_of(replace(content, slots={name: slot}))
        ]
        return Outline(len(stacks), tuple(Column(row, 1, (each,)) for row, each in enumerate(stacks)))
    slot = content.slots[sheet]
    assert isinstance(slot, FrameworkRows), "it was looked for"
    grid = slot.grid
    layout = lay_out(template.styles, content.targets, grid, spaces[sheet].width)
    columns, vertical = [], []
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if cell and cell.vertical:
                vertical.append(
                    max(cell.content, key=lambda each: len(shown_text(each.content, content.targets)))
                )
            elif cell:
                across = sum(layout.widths[c : c + cell.colspan])
                stacks = [stack(each, across, 1) for each in cell.content]
                columns.append(Column(r, cell.rowspan, tuple(stacks), layout.added))
    return Outline(len(grid.rows), tuple(columns), tuple(zip(layout.floors, vertical, strict=True)))


def _estimated_lines(passage: Passage, width: float) -> tuple[int, ...]:
    """Lines of a text that was not found on the page, all but the last of one length."""
    count = round((passage.height(width) - passage.space) / passage.pitch)
    length = max(1, round(passage.length / passage.size))
    each = -(-length // count)
    return (*[each] * (count - 1), max(1, length - each * (count - 1)))


def held_up(outline: Outline, content: DocumentContent) -> list[HeldUp]:
    """The vertical titles that make their rows higher, the worst first."""
    heights = outline.heights({})
    places = {id(paragraph): place for place, paragraph in enumerate(paragraphs_of(content))}
    found = [
        HeldUp(
            places[id(paragraph)], paragraph.location, shown_text(paragraph.content, content.targets), missing
        )
        for floor, paragraph in outline.floors
        if (missing := floor.missing(heights)) > 0
    ]
    return sorted(found, key=lambda each: -each.height)


@dataclass(frozen=True)
class _Step:
    """Cuts that make one row lower: more lines off some texts, what that costs in characters, and what it gives in twips."""

    cuts: dict[int, int]
    cost: int
    gain: float
    left: int  # characters in the shortest of the texts

    @property
    def preference(self) -> tuple[int, int]:
        """Fewest characters for what it gives; of those that ask for about as many, the longer texts first."""
        return round(log(self.cost / self.gain) / log(_ALIKE)), -self.left


def cuts_for(outline: Outline, excess: float, named: bool = False) -> tuple[dict[int, int], bool]:
    """The lines to take off so that the sheet gets `excess` twips lower, the cheapest first, and whether that is enough; titles and
    names lose some only where they are `named`."""
    cuts: dict[int, int] = {}
    steps: list[_Step] = []
    begin = outline.height({})
    while begin - outline.height(cuts) < excess:
        offers = [step for row in range(outline.rows) if (step := _step(outline, cuts, row, named))]
        if not offers:
            return cuts, False
        best = min(offers, key=lambda each: each.preference)
        steps.append(best)
        cuts = _with(cuts, best)
    return _without_needless(outline, steps, begin - excess), True


def _step(outline: Outline, cuts: Cuts, row: int, named: bool) -> _Step | None:
    """A step lowering a row by a line of what is highest in it, None where it is impossible or helps nothing."""
    own = [column for column in outline.columns if column.row <= row < column.row + column.rows]
    single = [column for column in own if column.rows == 1]
    highest = max((column.height(cuts) for column in single), default=0)
    taken: dict[int, int] = {}
    cost, left = 0, 1 << 30
    for column in single:
        if column.height(cuts) < highest:
            continue
        offers = [
            (each.cost(cut) - each.cost(cut - 1), each.paragraph, sum(each.lines) - each.cost(cut))
            for each in column.stacks
            if each.may_lose(cut := cuts.get(each.paragraph, 0) + 1, named)
        ]
        if not offers:
            return None
        cheapest, paragraph, length = min(offers)
        taken[paragraph] = 1
        cost, left = cost + cheapest, min(left, length)
    step = _Step(taken, cost, 0.0, left)
    gain = outline.height(cuts) - outline.height(_with(cuts, step)) if taken else 0.0
    return replace(step, gain=gain) if gain > 0 else None


def _with(cuts: Cuts, step: _Step) -> dict[int, int]:
    return {**cuts, **{each: cuts.get(each, 0) + more for each, more in step.cuts.items()}}


def _without_needless(outline: Outline, steps: list[_Step], target: float) -> dict[int, int]:
    """The cuts of those steps that are needed, once the others are made: the dearest are dropped first."""

    def of(chosen: list[_Step]) -> dict[int, int]:
        cuts: dict[int, int] = {}
        for step in chosen:
            cuts = _with(cuts, step)
        return cuts

    needed = list(steps)
    for step in sorted(steps, key=lambda each: -each.cost):
        last = not any(step.cuts.keys() & later.cuts.keys() for later in needed[needed.index(step) + 1 :])
        fewer = [each for each in needed if each is not step]
        if last and outline.height(of(fewer)) <= target:
            needed = fewer
    return of(needed)
