"""The text of a leaf in lines, one a paragraph, item, row, caption or note, as they are compared and shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Beside,
    Box,
    Leaf,
    NamedBlock,
    TermEntry,
    Turn,
    Within,
    children,
    pictures_in,
)
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Float,
    FloatKind,
    Flow,
    FrameworkTree,
    Grid,
    GridCell,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import Inline, LineBreak, Note, Reference, Role, Text, plain_text, walk_inlines
from pipeline.model.lines import PARAGRAPH_END, Line
from pipeline.model.numbers import Target
from pipeline.model.patterns import NEGATIVE, one_of
from pipeline.model.plan import Image
from pipeline.model.raised import with_raised_spelled
from pipeline.model.reference_text import said_text, shown_text

_BETWEEN_CELLS, _BETWEEN_LINES = "｜", " "
_DIGIT = one_of(r"[\d,.]", *"，．")
_NEGATIVE = re.compile(rf"{NEGATIVE}(?=\d{_DIGIT}*[%％]?\Z)")
# A reference in a line's source: what it points to, and how it shows that.
REFERENCE = re.compile("\ufdd0(?P<target>[^ ]*) (?P<variant>[^\ufdd1]*)\ufdd1")
# The name by which others point to something is no part of what it says: ids that the program makes follow the titles above.
_UNSAID = "id"


@dataclass(frozen=True)
class Reader:
    """Reads the leaves of one version. `targets` say what its references show, `images` what its pictures are; `called` has the
    names that the other version has for what is called otherwise in this one."""

    targets: Mapping[str, Target]
    images: Mapping[str, Image]
    called: Mapping[str, str] = field(default_factory=dict)

    def lines(self, leaf: Leaf) -> tuple[Line, ...]:
        """The lines of a leaf, its footnotes last."""
        return tuple(self._lines(leaf))

    def text(self, leaf: Leaf) -> str:
        return "\n".join(line.text for line in self.lines(leaf))

    def signature(self, leaf: Leaf) -> str:
        """Equal for leaves that their author wrote alike: references by what they point to, wherever it stands."""
        own = unnamed(leaf) if isinstance(leaf, Box | Beside) else leaf
        said = repr(_bare(own, self.called))
        # What shows pictures has their kind in it.
        return said + "".join(self._picture(leaf)) if Picture.__name__ in said else said

    def _picture(self, leaf: Leaf) -> Iterator[str]:
        if isinstance(leaf, Turn):
            return
        block = unnamed(leaf) if isinstance(leaf, Box) else leaf.block if isinstance(leaf, Within) else leaf
        for path, _ in pictures_in([block]):
            yield hashlib.sha256(self.images[path].data).hexdigest()

    def _lines(self, leaf: Leaf) -> Iterator[Line]:
        match leaf:
            case TermEntry():
                yield plain_line("", f"{leaf.term}（{leaf.reading}）")
                yield from self._content(leaf.meaning)
            case Float():
                yield from self._float(leaf)
            case Grid():
                yield from self._grid(leaf)
            case Box():
                yield from self._box(leaf)
            case Beside():
                for block in leaf.text:
                    yield from self._lines(block)
            case Within(block):
                yield from self._lines(block)
            case Turn():
                pass
            case _:
                for child in children(leaf):
                    yield from self._content(child) if isinstance(child, tuple) else self._lines(child)

    def _box(self, box: Box) -> Iterator[Line]:
        """A box without what is named in it, whose lines are its own."""
        yield from self._content(box.title, "囲みの題") if box.title else ()
        for block in unnamed(box).content:
            yield from self._lines(block)

    def _content(self, content: Iterable[Inline], label: str = "") -> Iterator[Line]:
        content = tuple(content)
        yield self.line(label, content)
        for inline in walk_inlines(content):
            if isinstance(inline, Note):
                for paragraph in inline.content:
                    yield self.line("脚注", paragraph.content)

    def line(self, label: str, *contents: Iterable[Inline]) -> Line:
        """One line of one or more cells."""
        said = [self._said(content) for content in contents]
        return Line(
            label,
            _BETWEEN_CELLS.join([shown for shown, _ in said]),
            _BETWEEN_CELLS.join([written for _, written in said]),
        )

    def _said(self, content: Iterable[Inline]) -> tuple[str, str]:
        """What a text shows, and its source."""
        spelled = with_raised_spelled(content)
        return shown_text(spelled, self.targets), plain_text(spelled, self._written)

    def _written(self, reference: Reference) -> str:
        """The stand-in for a reference in a line's source: nothing that text could say."""
        target = self.called.get(reference.target, reference.target)
        return f"\ufdd0{target} {reference.variant}\ufdd1"

    def around(self, block: Float) -> tuple[list[Line], list[Line]]:
        """The lines of a table or figure above and below its body."""
        caption = list(self._content(block.caption, f"{block.kind.value}の題"))
        notes = [line for note in block.notes for line in self._content(note)]
        if isinstance(block.body, Table) and block.body.unit:
            caption.append(self.line("", block.body.unit))
        return (caption, notes) if block.kind is FloatKind.TABLE else ([], [*caption, *notes])

    def _float(self, block: Float) -> Iterator[Line]:
        above, below = self.around(block)
        yield from above
        match block.body:
            case Table():
                yield from self._table(block.body)
            case Grid():
                yield from self._grid(block.body)
            case Picture(alt=alt):
                yield self.line("図の説明", alt)
            case Chart():
                yield from _chart(block.body)
            case Pictures(items):  # in a passage; those of chapters are drawn already
                yield from (self.line("図の説明", each.alt, title) for each, title in items)
            case PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("a document's content has what is drawn here")
            case _:
                assert_never(block.body)
        yield from below

    def _table(self, table: Table) -> Iterator[Line]:
        """Rows, each cell with what the head says over it; a cell that is merged with those below it is a line of its own."""
        heads = [said_text(head, self.targets) for head in _heads(table)]
        for row in table.rows[: table.head_rows]:
            yield self.line("", *(one_line(cell.text) for cell in row if cell))
        for row in table.rows[table.head_rows :]:
            cells = [(column, cell) for column, cell in enumerate(row) if cell]
            merged = [[each] for each in cells if each[1].rowspan > 1]
            for group in (*merged, [each for each in cells if each[1].rowspan == 1]):
                yield self._cells([(heads[column], one_line(cell.text)) for column, cell in group])

    def _cells(self, cells: Sequence[tuple[str, Sequence[Inline]]]) -> Line:
        """Cells with their heads. What the heads say was not written in this line."""
        said = [(head, *self.cell(cell)) for head, cell in cells]
        shown = [f"{head}：{text}" if head else text for head, text, _ in said if text]
        return Line("", "　".join(shown), _BETWEEN_CELLS.join([written for _, _, written in said]))

    def cell(self, content: Iterable[Inline]) -> tuple[str, str]:
        """What a cell shows, and what was written in it: equal for numbers below zero, whatever their sign."""
        shown, written = self._said(content)
        return shown, _by_value(written)

    def _drawing(self, grid: Grid) -> Iterator[Line]:
        """A line for each box, and for what only the lines between them say."""
        boxes = [cell for row in grid.rows for cell in row if cell and cell.border]
        yield from (self.line("", *(each.content for each in box.content)) for box in boxes)
        yield from (plain_line("つながり", each) for each in grid.joins)

    def _grid(self, grid: Grid) -> Iterator[Line]:
        if grid.heights:
            yield from self._drawing(grid)
            return
        for row in grid.rows:
            cells = [cell for cell in row if cell and any(each.content for each in cell.content)]
            if cells and _are_labelled(cells):
                for label, cell in zip(cells[::2], cells[1::2], strict=True):
                    words = "".join(plain_text(each.content) for each in label.content)
                    for paragraph in cell.content:
                        yield from self._content(paragraph.content, words)
            else:
                # Arrows say nothing of their own, wherever they stand.
                said = [
                    each for cell in cells for each in cell.content if each.role is not Role.DIAGRAM_ARROW
                ]
                if said:
                    yield self.line("", *(each.content for each in said))


def _chart(chart: Chart) -> Iterator[Line]:
    """What kind of chart it is, and a line for each of its categories, with the value of each series."""
    yield plain_line("グラフの種類", chart.kind.value)
    yield plain_line("グラフの系列", _BETWEEN_CELLS.join(each.name for each in chart.series))
    if units := [each for each in (chart.unit, chart.second_unit) if each]:
        yield plain_line("グラフの単位", _BETWEEN_CELLS.join(units))
    for index, name in enumerate(chart.categories):
        said = [(each.name, chart.said(each, index)) for each in chart.series]
        yield Line(
            name,
            "　".join(f"{series}：{value}" for series, value in said),
            _BETWEEN_CELLS.join(v for _, v in said),
        )
    if chart.description:
        yield plain_line("図の説明", chart.description)


def unnamed(box: Box | Beside) -> Box | Beside:
    """A box without what has a name in it."""
    return replace(box, content=tuple(each for each in box.content if not isinstance(each, NamedBlock)))


def _are_labelled(cells: Sequence[GridCell]) -> bool:
    """Whether the cells of a row are labels, each with its text behind it."""
    return len(cells) % 2 == 0 and all(cell.heads is (at % 2 == 0) for at, cell in enumerate(cells))


def _heads(table: Table) -> Sequence[Sequence[Inline]]:
    """The head's content over each column: the lowest cell there, or nothing."""
    heads: list[Sequence[Inline]] = [()] * len(table.rows[0])
    for row in table.rows[: table.head_rows]:
        for column, cell in enumerate(row):
            if cell:
                heads[column : column + cell.colspan] = [one_line(cell.text)] * cell.colspan
    return heads


def one_line(content: Iterable[Inline]) -> Sequence[Inline]:
    """What a cell says, its lines behind one another."""
    return [Text(_BETWEEN_LINES) if isinstance(each, LineBreak) else each for each in content]


def _by_value(text: str) -> str:
    """A number below zero with the usual sign: △38 is what −38 was."""
    return f"-{text[1:]}" if _NEGATIVE.match(text) else text


def in_one(lines: Sequence[Line]) -> Line:
    """Lines as one, with the ends of its paragraphs in it."""
    if len(lines) == 1:
        return lines[0]
    texts, sources = [line.text for line in lines], [line.source for line in lines]
    return Line(lines[0].label, PARAGRAPH_END.join(texts), PARAGRAPH_END.join(sources))


def plain_line(label: str, text: str) -> Line:
    """A line without references."""
    return Line(label, text, text)


_SIMPLE = frozenset((str, int, bool, float, type(None)))


def _bare(value: Any, called: Mapping[str, str]) -> Any:
    """A value as a plain tree of what it says, with references to what the other version has another name for by that."""
    kind: Any = type(value)
    # Most values are of these kinds.
    if kind in _SIMPLE:
        return value
    if kind is tuple:
        return [_bare(each, called) for each in value]
    if kind is Text:
        return ("", value.text)
    if isinstance(value, Enum):
        return value.value
    if called and kind is Reference:
        value = replace(value, target=called.get(value.target, value.target))
    names = _said(kind)
    return (
        value if names is None else (kind.__name__, *[_bare(getattr(value, name), called) for name in names])
    )


@cache
def _said(kind: Any) -> tuple[str, ...] | None:
    """The fields by which a dataclass says something; None for values of other kinds."""
    if not is_dataclass(kind):
        return None
    return tuple(each.name for each in fields(kind) if each.compare and each.name != _UNSAID)
