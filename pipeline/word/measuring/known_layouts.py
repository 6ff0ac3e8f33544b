"""Layouts of tables that were found before, by a digest of everything that they depend on.

Column widths take most of the writing. What a table shows seldom changes from one run to the next, or from one round of page
numbers to the next.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from itertools import chain

from pipeline.frozen import dataclass
from pipeline.model.floats import Cell, Grid, GridCell, Table, texts_of_body
from pipeline.model.inlines import Mention, Reference, Role, has_ruby, lines_of, plain_text, walk_inlines
from pipeline.model.keeping import Keep, While, anew
from pipeline.model.numbers import Target
from pipeline.model.prose import ListBlock
from pipeline.word.measuring.columns import Floor
from pipeline.word.measuring.grid_layout import Fold, GridLayout
from pipeline.word.measuring.icons import wide_text

# So many layouts a process holds that is kept.
_MOST_KEPT = 10_000


@dataclass(frozen=True)
class _Asked:
    """The key of a table, which is held with it: none takes its place in memory."""

    key: str
    table: Table | Grid
    targets: Mapping[str, Target]


@dataclass(frozen=True)
class KnownLayouts:
    """Layouts of former runs, and those that this one used. `salt` is what all of them depend on: program and template.

    `keys` are those that this run asked for: a table is looked at before it is written, and again as it is.
    """

    before: dict[str, GridLayout] = field(default_factory=dict)
    used: dict[str, GridLayout] = field(default_factory=dict)
    salt: str = ""
    keeping: Keep = field(default=anew, compare=False)
    keys: dict[tuple[str, int, int, int], _Asked] = field(default_factory=dict, compare=False)

    def within(self, template: bytes, least: int = 0) -> KnownLayouts:
        """The same for the tables of documents that are made with a template, the smallest text in them of `least` half-points."""
        return replace(self, salt=f"{self.salt}{hashlib.sha256(template).hexdigest()} {least}")

    def key(self, table: Table | Grid, width: int, targets: Mapping[str, Target]) -> str:
        """The digest of a table that is `width` twips wide."""
        asked = self.salt, width, id(table), id(targets)
        if asked not in self.keys:
            self.keys[asked] = _Asked(self._kept_key(table, width, targets), table, targets)
        return self.keys[asked].key

    def _kept_key(self, table: Table | Grid, width: int, targets: Mapping[str, Target]) -> str:
        referred = None if self.keeping is anew else self.keeping(_referred, table)
        if referred is None:
            return self._key(table, width, targets)
        found = [targets.get(each) for each in referred]
        shown = [(each, each is not None and each.in_division) for each in found]
        return self.keeping(While, table, width, self.salt).or_made(
            shown, lambda: self._key(table, width, targets)
        )

    def _key(self, table: Table | Grid, width: int, targets: Mapping[str, Target]) -> str:
        shown = repr((self.salt, width, table.widths, *_said(table, targets)))
        return hashlib.sha256(shown.encode()).hexdigest()

    def recall(self, table: Table | Grid, width: int, targets: Mapping[str, Target]) -> GridLayout | None:
        """The layout of a table that was laid out before."""
        if not self.used and not self.before:
            return None  # its key can wait: laying out the first one does not
        key = self.key(table, width, targets)
        layout = self.used.get(key) or self.before.get(key)
        if layout:
            self.used[key] = layout
        return layout

    def keep(
        self, table: Table | Grid, width: int, targets: Mapping[str, Target], layout: GridLayout
    ) -> None:
        self.used[self.key(table, width, targets)] = layout

    def next(self) -> KnownLayouts:
        """For another run of a process that is kept: what this one used, and what former ones did, since documents that stay the same
        ask for nothing; not without end."""
        known = {**self.before, **self.used}
        return replace(self, before=known if len(known) < _MOST_KEPT else self.used, used={}, keys={})

    def stored(self) -> bytes:
        """What was used, for the next run: none in which a number is broken, since that stops a run."""
        used = {key: _as_json(layout) for key, layout in self.used.items() if not layout.split}
        return json.dumps(used).encode()


def read_known(stored: bytes, salt: str) -> KnownLayouts:
    """What a run has stored; nothing where that can't be read."""
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        return KnownLayouts({key: _read(*kept) for key, kept in json.loads(stored).items()}, salt=salt)
    return KnownLayouts(salt=salt)


def _referred(table: Table | Grid) -> tuple[str, ...] | None:
    """The ids to which a table's text refers; None where it shows words of other documents."""
    texts = tuple(chain.from_iterable(map(walk_inlines, texts_of_body(table))))
    if any(isinstance(each, Mention) for each in texts):
        return None
    return tuple(dict.fromkeys(each.target for each in texts if isinstance(each, Reference)))


def _said(table: Table | Grid, targets: Mapping[str, Target]) -> Iterator[object]:
    """What a table's layout depends on, width and styles aside."""
    if isinstance(table, Table):
        yield table.head_rows, [align.value for align in table.aligns]
    else:
        yield table.head_rows, table.style, table.heights
    for row in table.rows:
        for cell in row:
            yield cell and (cell.colspan, cell.rowspan, *_texts(cell, targets))


def _texts(cell: Cell | GridCell, targets: Mapping[str, Target]) -> Iterator[object]:
    if isinstance(cell, Cell):
        for each in cell.content:
            yield each.kind.value if isinstance(each, ListBlock) else ""
        for line in lines_of(cell.text):
            yield wide_text(line, targets)
            yield has_ruby(line)
        return
    yield cell.vertical, cell.low
    for paragraph in cell.content:
        yield paragraph.role, [wide_text(line, targets) for line in lines_of(paragraph.content)]
        yield has_ruby(paragraph.content)
        if paragraph.role is Role.DIAGRAM_TEXT:
            yield plain_text(paragraph.content)  # which tells how far its lines hang


def _as_json(layout: GridLayout) -> object:
    floors = [(floor.row, floor.rows, floor.height) for floor in layout.floors]
    return (
        layout.widths,
        layout.least_heights,
        layout.height,
        layout.added,
        floors,
        sorted(layout.low_rows),
        layout.smaller,
        layout.rows,
        [(fold.row, fold.column, fold.paragraph, fold.places) for fold in layout.folds],
    )


def _read(
    widths: list[int],
    least_heights: list[int],
    height: float,
    added: int,
    floors: list[tuple[int, int, float]],
    low_rows: list[int],
    smaller: int,
    rows: list[int],
    folds: list[tuple[int, int, int, list[int]]],
) -> GridLayout:
    return GridLayout(
        tuple(widths),
        tuple(least_heights),
        height,
        added,
        tuple(Floor(*floor) for floor in floors),
        frozenset(low_rows),
        smaller=smaller,
        rows=tuple(rows),
        folds=tuple(Fold(row, column, number, tuple(places)) for row, column, number, places in folds),
    )
