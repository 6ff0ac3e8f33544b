"""Documents that an office declares: their slots filled with what documents.yaml says, as every other document would be.

Each is a file of its own, so numbers of the plan are plain text in it, which the reader holds against the plan's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.documents.cells import text_line
from pipeline.documents.common import as_mentions, make_content, prose_as_mentions
from pipeline.documents.listed import indicators, rows_of, tree
from pipeline.documents.plan import shown_blocks
from pipeline.documents.text_samples import as_sampled
from pipeline.model.blocks import Block, TermEntry, walk_blocks
from pipeline.model.charts import Chart
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHARACTERS, DIAGRAM_TABLE, Contract
from pipeline.model.declared import (
    Declared,
    Head,
    OwnText,
    Piece,
    ShownFloat,
    ShownIndicators,
    ShownPassage,
    ShownRows,
    ShownTerms,
    ShownTree,
)
from pipeline.model.documents import DocumentKind
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
from pipeline.model.inlines import TEXT_ROLES, Inlines, Mention, Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.prose import Definitions, ListKind, Prose

_HEADS = {1: Role.SUMMARY_HEAD, 2: Role.SUMMARY_SUBHEAD}
DATA_TABLE = "計画の表"


def declared_contract(declared: Declared) -> Contract:
    """A declared document's demands on its template: a slot for each filling, and the styles of what it may show."""
    slots = tuple(filling.slot for filling in declared.fillings)
    return Contract(
        slots=slots,
        needed=slots,
        paragraphs=(*_HEADS.values(), *TEXT_ROLES, *ListKind),
        characters=CHARACTERS,
        tables=(DATA_TABLE, DIAGRAM_TABLE),
        lists=tuple(ListKind),
        text_samples=True,
        declared=str(declared.location),
    )


def declared_content(document: DocumentKind, resolved: ResolvedPlan) -> DocumentContent:
    """What a declared document shows of the plan."""
    assert document.declared is not None, "other documents have a content of their own"
    reading = _Reading(resolved)
    samples = resolved.text_samples.get(document.name, ())
    slots = {
        filling.slot: Part(
            as_sampled((block for piece in filling.pieces for block in reading.shown(piece)), samples)
        )
        for filling in document.declared.fillings
    }
    return make_content(resolved, document, slots)


class _Reading:
    """One reading of a plan, in which its tables, figures and terms are found by id."""

    def __init__(self, resolved: ResolvedPlan) -> None:
        self.resolved = resolved
        written = walk_blocks((*resolved.front, *resolved.body, *resolved.appendix))
        self.floats = {block.id: block for block in written if isinstance(block, Float)}

    def shown(self, piece: Piece) -> Iterator[Block]:
        """What a piece becomes."""
        match piece:
            case Head(text, level, location):
                yield text_line(text, _HEADS[level], location)
            case ShownPassage(target):
                yield from self._prose(self.resolved.passages[target].content)
            case OwnText(blocks):
                yield from self._prose(blocks)
            case ShownFloat(target=target, captioned=captioned):
                yield self._float(self.floats[target], captioned)
            case ShownTerms(targets):
                yield self._terms(targets)
            case ShownTree():
                yield tree(piece, self.resolved)
            case ShownIndicators():
                yield self._grid(indicators(piece, self.resolved))
            case ShownRows():
                for block in rows_of(piece, self.resolved):
                    yield self._grid(block) if isinstance(block, Grid) else block
            case _:
                assert_never(piece)

    def _prose(self, blocks: Iterable[Prose]) -> Iterator[Block]:
        yield from prose_as_mentions(blocks, self.resolved.targets)

    def _float(self, block: Float, captioned: bool) -> Float:
        """A table or figure with its number as plain text: the counter that gives it stands in the plan."""
        (shown,) = shown_blocks((block,), self.resolved)
        assert isinstance(shown, Float), "what is printed for a float is one"
        caption = self._caption(block) if captioned else ()
        notes = tuple(self._mentions(note) for note in block.notes)
        return replace(shown, id="", caption=caption, notes=notes, body=self._body(shown.body))

    def _body(self, body: FloatBody) -> FloatBody:
        match body:
            case Table(rows=rows):
                return replace(body, rows=tuple(tuple(map(self._cell, row)) for row in rows))
            case Picture(alt=alt):
                return replace(body, alt=self._mentions(alt))
            case Grid():
                return self._grid(body)
            case Chart():
                return body
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("what is printed for these is a grid")
            case _:
                assert_never(body)

    def _grid(self, grid: Grid) -> Grid:
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

    def _terms(self, targets: tuple[str, ...]) -> Definitions:
        entries = {entry.id: entry for entry in self.resolved.plan.glossary}
        chosen = [entries[each] for each in targets] if targets else list(entries.values())
        return Definitions(tuple((self._term(each), (self._meaning(each),)) for each in chosen))

    def _term(self, entry: TermEntry) -> Inlines:
        target = self.resolved.targets.get(entry.id)  # none in a plan that does not print its glossary
        term = Mention(target.bookmark, (Text(entry.term),)) if target else Text(entry.term)
        return (term, *([Text(entry.shown_reading)] if entry.shown_reading else []))

    def _meaning(self, entry: TermEntry) -> Paragraph:
        return Paragraph(self._mentions(entry.meaning), location=entry.location)
