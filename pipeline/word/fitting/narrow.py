"""Tables too narrow for their numbers and words, contents lists for their titles, told before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.model.blocks import blocks_in, walk_blocks
from pipeline.model.content import CaptionList, Contents, DocumentContent, Part
from pipeline.model.floats import Float, Grid, GridCell, Table
from pipeline.model.inlines import plain_text
from pipeline.model.pages import MM_IN_POINT, TWIPS_IN_POINT
from pipeline.model.share import Share, alone
from pipeline.model.text_widths import JOINER
from pipeline.problems import Code, Location, Problem
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.measuring.numbers import Split
from pipeline.word.template.template import Template
from pipeline.word.writing.boxes import width_in
from pipeline.word.writing.contents import listed_lines
from pipeline.word.writing.laying import laid_out
from pipeline.word.writing.pagination_hints import SlotSpace, stand
from pipeline.word.writing.slot_spaces import spaces_in
from pipeline.word.writing.stops import fit_stops


def too_narrow(
    content: DocumentContent, template: Template, share: Share = alone, layouts: KnownLayouts | None = None
) -> Iterator[Problem]:
    """The tables of a document in which a number or a word would be broken in its cell, and the styles of its lists without room for titles.

    Tables are laid out for it, which may be shared; `layouts` has those that are known, and gets the others.
    """
    places = spaces_in(template, content)
    yield from _crowded_lists(content, template, places)
    tables = list(_tables(content, template, places))
    known = (layouts or KnownLayouts()).within(template.data, template.styles.least)
    bodies = [(each.body, each.width) for each in tables]
    found = laid_out(bodies, template.styles, content.targets, share, known)
    drawn: dict[tuple[object, ...], list[_Broken]] = {}
    for table, layout in zip(tables, found, strict=True):
        if split := layout.split:
            broken = _Broken(table, split, layout.smaller)
            if isinstance(table.body, Grid):
                drawn.setdefault(broken.of_items, []).append(broken)
            else:
                yield _problem(broken, f"表の{split.column}列目", table.location, _what_helps(broken))
    for column in drawn.values():
        yield _in_items(column, template)


@dataclass(frozen=True)
class _Wide:
    """A table, the place where it is written, the width it has (twips), and the space that there is. That of an item's fields is
    a grid, and is written nowhere."""

    location: Location
    body: Table | Grid
    width: int
    space: SlotSpace


@dataclass(frozen=True)
class _Broken:
    """What would be broken in a table, although its text is `smaller` than its styles' by so many half-points."""

    table: _Wide
    split: Split
    smaller: int

    @property
    def cells(self) -> Grid:
        assert isinstance(self.table.body, Grid)
        return self.table.body

    @property
    def of_items(self) -> tuple[object, ...]:
        """What the same column of other items' tables has in common with it."""
        return (self.cells.widths, self.split.column, self.split.is_number, self.head)

    @property
    def head(self) -> str:
        """The words over its cell, or else left of it; none where there are no such."""
        row, column = self.split.row, self.split.column - 1
        above = [each[column] for each in self.cells.rows[:row]]
        beside = self.cells.rows[row][:column]
        heads = (
            cell for cell in (*reversed(above), *reversed(beside)) if cell and (cell.heads or cell.shade)
        )
        return next((_text_of(cell) for cell in heads), "")

    @property
    def location(self) -> Location | None:
        """The place of what is broken."""
        cell = self.cells.rows[self.split.row][self.split.column - 1]
        places = (each.location for each in cell.content if each.location) if cell else ()
        return next(iter(places), None)


def _text_of(cell: GridCell) -> str:
    return "".join(plain_text(each.content) for each in cell.content)


def _problem(broken: _Broken, column: str, location: Location, hint: str) -> Problem:
    split = broken.split
    what = "数値" if split.is_number else "語"
    small = f"（文字を{broken.smaller / 2:g}pt小さくしても）" if broken.smaller else ""
    return Problem(
        location,
        Code.PAGE_NUMBER_SPLIT if split.is_number else Code.PAGE_WORD_SPLIT,
        f"{column}が狭く、{what}「{split.text.replace(JOINER, '').strip()}」が途中で折り返されます{small}。"
        f"要る幅は{_mm(split.own):.1f}mm、あるのは{_mm(split.room):.1f}mmです",
        hint,
        warning=not split.is_number,
    )


def _in_items(column: Sequence[_Broken], template: Template) -> Problem:
    """One column of the tables of items' fields, in some of which it is too narrow: told once, with the worst."""
    worst = max(column, key=lambda each: each.split.own - each.split.room)
    others = f"（ほか{len(column) - 1}か所）" if len(column) > 1 else ""
    named = f"の{worst.split.column}列目" + (f"（「{worst.head}」）" if worst.head else "")
    if not any(cell and cell.look is not None for row in worst.cells.rows for cell in row):
        hint = f"文章を短くするか、欄の列を減らすか、テンプレートの .yaml の「表の文字の最小」を小さくしてください{others}"
        return _problem(worst, f"欄の表{named}", worst.location or Location(template.file), hint)
    written = f"。折り返される所: {worst.location}{others}" if worst.location else ""
    hint = f"Wordで、ひな形のその列を広くするか、文字を小さくしてください{written}"
    return _problem(worst, f"ひな形の表{named}", Location(template.file), hint)


def _tables(content: DocumentContent, template: Template, places: Mapping[str, SlotSpace]) -> Iterator[_Wide]:
    """The tables that the author wrote, and those of items' fields; drawings are looked at by themselves."""
    for name, slot in content.slots.items():
        for placed in stand(slot.blocks, places[name]) if isinstance(slot, Part) else ():
            width = width_in(placed, template.styles)
            for block in walk_blocks(blocks_in(placed.leaf)):
                if isinstance(block, Float) and isinstance(block.body, Table):
                    yield _Wide(block.location, block.body, width, places[name])
                elif isinstance(block, Grid) and not block.heights:
                    yield _Wide(Location(template.file), block, width, places[name])


def _crowded_lists(
    content: DocumentContent, template: Template, places: Mapping[str, SlotSpace]
) -> Iterator[Problem]:
    slots = [
        (slot, places[name].width)
        for name, slot in content.slots.items()
        if name in places and isinstance(slot, Contents | CaptionList)
    ]
    for lines in listed_lines(slots):
        stops = fit_stops(template.styles, lines)
        if stops.is_crowded:
            number = f"（最も長い番号は「{stops.widest}」）" if stops.widest else ""
            yield Problem(
                Location(template.file),
                Code.TEMPLATE_CONTENTS,
                f"目次の様式「{stops.style}」では、字下げと番号が大きく、題とページ番号の入る幅がありません{number}",
                f"Wordで、様式「{stops.style}」の字下げとタブを小さくするか、見出しの番号を短くするか、余白を狭くしてください",
            )


def _what_helps(broken: _Broken) -> str:
    split, width, space = broken.split, broken.table.width, broken.table.space
    lacking = _mm(split.needed - width)
    if broken.table.body.widths:
        less = "" if lacking <= 0 else f"。表の全体でも約{lacking:.0f}mm足りません"
        return f"widths のその列の割合を大きくするか、widths を消してください（幅が自動で決まります）{less}"
    for wider, div, what in (
        (space.turned_width, "{.横長}", "横長のページ"),
        (space.fold_out_width, '{.横長 用紙="A3"}', "A3の折り込み"),
    ):
        if width < wider and split.needed <= wider:
            return f"表を「:::: {div}」で囲むと、{what}に収まります。列を減らすか、表を分けることもできます"
    return (
        f"約{lacking:.0f}mm足りません。列を減らすか、表を分けるか、行と列を入れ替えてください。"
        "テンプレートの .yaml の「表の文字の最小」を小さくすることもできます"
    )


def _mm(twips: int) -> float:
    return twips / TWIPS_IN_POINT * MM_IN_POINT
