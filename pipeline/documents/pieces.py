"""Pieces of the plan in other documents: passages, tables, figures, terms and text of their own, as blocks.

Each document is a file of its own, so numbers of the plan are plain text in it, which the reader holds against the plan's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from pipeline.documents.common import as_mentions, prose_as_mentions
from pipeline.documents.plan import shown_blocks
from pipeline.frozen import replace
from pipeline.model.blocks import Aligned, Block, Box, ColumnBreak, TermEntry, walk_blocks
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Cell,
    Float,
    FloatBody,
    Flow,
    FrameworkTree,
    Grid,
    GridCell,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import Inlines, Mention, Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pieces import NextColumn, OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.model.prose import Definitions, Prose

HEADS = {1: Role.SUMMARY_HEAD, 2: Role.SUMMARY_SUBHEAD}
DATA_TABLE = "計画の表"
BOX_ROLES = (Role.COLUMN_TITLE, Role.COLUMN_TEXT, Role.FRAME_TITLE, Role.FRAME_TEXT)


class Reading:
    """One reading of a plan, in which its tables, figures and terms are found by id."""

    def __init__(self, resolved: ResolvedPlan) -> None:
        self.resolved = resolved
        written = walk_blocks((*resolved.front, *resolved.body, *resolved.appendix))
        self.floats = {block.id: block for block in written if isinstance(block, Float)}

    def shown(self, piece: SheetPiece) -> Iterator[Block]:
        """What a piece becomes."""
        match piece:
            case NextColumn():
                yield ColumnBreak()
            case ShownPassage(target):
                yield from self._text(self.resolved.passages[target].content)
            case OwnText(blocks):
                yield from self._text(blocks)
            case ShownFloat(target=target, captioned=captioned, location=location):
                # What is wrong with it here is mended where it is shown.
                block = replace(self.floats[target], location=location)
                drawn = isinstance(block.body, PositionDiagram)
                yield self._float(block, not drawn if captioned is None else captioned)
            case _:
                assert_never(piece)

    def _text(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """What stands in a passage, or in this document alone: tables and figures in it have a title and no number."""
        for block in blocks:
            if isinstance(block, Prose):
                yield from prose_as_mentions((block,), self.resolved.targets)
            elif isinstance(block, Definitions):
                yield Definitions(tuple(map(self._entry, block.items)))
            elif isinstance(block, Float):
                yield self._copy(block, self._mentions(block.caption))
            elif isinstance(block, Box):
                inner = tuple(self._text(block.content))
                yield replace(block, id="", title=self._mentions(block.title), content=inner)
            elif isinstance(block, Aligned):
                lines = (replace(each, content=self._mentions(each.content)) for each in block.content)
                yield replace(block, content=tuple(lines))
            else:
                assert isinstance(block, ColumnBreak), "the reader lets nothing else in"
                yield block

    def _entry(self, entry: tuple[Inlines, tuple[Prose, ...]]) -> tuple[Inlines, tuple[Prose, ...]]:
        term, explanation = entry
        return self._mentions(term), prose_as_mentions(explanation, self.resolved.targets)

    def _float(self, block: Float, captioned: bool) -> Float:
        """A table or figure with its number as plain text: the counter that gives it stands in the plan."""
        return self._copy(block, self._caption(block) if captioned else ())

    def _copy(self, block: Float, caption: Inlines) -> Float:
        (shown,) = shown_blocks((block,), self.resolved)
        assert isinstance(shown, Float), "what is printed for a float is one"
        notes = tuple(self._mentions(note) for note in block.notes)
        return replace(shown, id="", caption=caption, notes=notes, body=self._body(shown.body))

    def _body(self, body: FloatBody) -> FloatBody:
        match body:
            case Table(rows=rows):
                cells = tuple(tuple(map(self._cell, row)) for row in rows)
                return replace(body, rows=cells, unit=self._mentions(body.unit))
            case Picture(alt=alt):
                return replace(body, alt=self._mentions(alt))
            case Grid():
                return self.grid(body)
            case Chart():
                return body
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("what is printed for these is a grid")
            case _:
                assert_never(body)

    def grid(self, grid: Grid) -> Grid:
        """The same with its references as plain text."""
        return replace(grid, rows=tuple(tuple(map(self._drawn, row)) for row in grid.rows))

    def _cell(self, cell: Cell | None) -> Cell | None:
        return cell and replace(cell, content=tuple(prose_as_mentions(cell.content, self.resolved.targets)))

    def _drawn(self, cell: GridCell | None) -> GridCell | None:
        return cell and replace(
            cell, content=tuple(replace(each, content=self._mentions(each.content)) for each in cell.content)
        )

    def _caption(self, block: Float) -> Inlines:
        target = self.resolved.targets[block.id]
        title = self._mentions(block.caption)
        if all(isinstance(inline, Text) for inline in title):
            title = (Mention(target.bookmark, title),)
        if not block.numbered:
            return title
        return (Mention(target.bookmark, (Text(target.number),)), Text("　"), *title)

    def _mentions(self, content: Inlines) -> Inlines:
        return as_mentions(content, self.resolved.targets)

    def terms(self, targets: tuple[str, ...]) -> Definitions:
        """Entries of the glossary: those with these ids, or all."""
        entries = {entry.id: entry for entry in self.resolved.plan.glossary}
        chosen = [entries[each] for each in targets] if targets else list(entries.values())
        return Definitions(tuple((self._term(each), (self._meaning(each),)) for each in chosen))

    def _term(self, entry: TermEntry) -> Inlines:
        target = self.resolved.targets.get(entry.id)  # none in a plan that does not print its glossary
        term = Mention(target.bookmark, (Text(entry.term),)) if target else Text(entry.term)
        return (term, *([Text(entry.shown_reading)] if entry.shown_reading else []))

    def _meaning(self, entry: TermEntry) -> Paragraph:
        return Paragraph(self._mentions(entry.meaning), location=entry.location)
