"""The values of YAML files that are Markdown: where they stand, and what each has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, stands_on_sheets
from pipeline.model.floats import Float, PositionDiagram
from pipeline.model.forms import Field, Form
from pipeline.model.inlines import Paragraph
from pipeline.model.levels import Levels
from pipeline.model.prose import Prose
from pipeline.source import schema
from pipeline.source.field_values import cell_name
from pipeline.source.framework_schema import EntryFile, FrameworkFile
from pipeline.source.schema_values import SelfDescribing, Strict
from pipeline.source.yaml_positions import Path


class Room(StrEnum):
    """What a value can hold, as messages say it."""

    PARAGRAPH = "一つの段落の文章"
    BLOCKS = "文章、一覧、表、図"
    SHEET = "文章、一覧、用語の説明、表、図、枠"


@dataclass(frozen=True)
class Markdown:
    """A value that is Markdown, where it stands in its file."""

    path: Path
    text: str
    room: Room = Room.PARAGRAPH
    needed: bool = True

    def holds(self, found: Sequence[Block]) -> bool:
        """Whether what was read is of the kind that can stand here."""
        match self.room:
            case Room.PARAGRAPH:
                return len(found) == 1 and isinstance(found[0], Paragraph)
            case Room.SHEET:
                return all(stands_on_sheets(block) for block in found)
            case Room.BLOCKS:
                return all(
                    isinstance(block, Prose)
                    or (isinstance(block, Float) and not isinstance(block.body, PositionDiagram))
                    for block in found
                )


def markdown_values(model: Strict) -> Iterator[Markdown]:
    """Every value of a file that is Markdown."""
    match model:
        case schema.PlanFile():
            for i, revision in enumerate(model.revisions):
                yield Markdown(("改訂履歴", i, "内容"), revision.content)
        case FrameworkFile():
            yield from _of_items(model.items, (model.LEVELS[0].name,), model.LEVELS)
        case schema.GlossaryFile():
            for i, term in enumerate(model.terms):
                yield Markdown(("用語", i, "説明"), term.meaning)
        case SelfDescribing():
            yield from (Markdown(path, text) for path, text in model.paragraphs())
            yield from (Markdown(path, text, Room.SHEET) for path, text in model.prose())
        case schema.SummaryFile():
            for i, section in enumerate(model.sections):
                for j, item in enumerate(section.items):
                    if item.text:
                        yield Markdown(("概要", i, "内容", j, "文章"), item.text, Room.SHEET)
        case schema.PositionFile():
            pass
        case _:
            raise AssertionError(f"nobody said what of {type(model).__name__} is Markdown")


def _of_items(entries: Sequence[EntryFile], path: Path, levels: Levels) -> Iterator[Markdown]:
    level, *inner = levels
    for number, entry in enumerate(entries):
        at = (*path, number)
        for field in level.fields:
            yield from _of_field(field, entry.value(field), (*at, field.key))
        if inner:
            yield from _of_items(entry.children, (*at, inner[0].name), tuple(inner))


def _of_field(field: Field, value: Any, path: Path) -> Iterator[Markdown]:
    match field.form:
        case Form.TEXT:
            yield Markdown(path, value, Room.BLOCKS, field.needed)
        case Form.WORD:
            if value:
                yield Markdown(path, value)
        case Form.NAMES:
            for number, text in enumerate(value):
                yield Markdown((*path, number), text)
        case Form.ROWS:
            for number, row in enumerate(value):
                yield from _of_cells(row, [column.name for column in field.columns], (*path, number))
        case Form.INDICATORS:
            for number, indicator in enumerate(value):
                yield Markdown((*path, number, "名"), indicator.name)
        case Form.PAIRS:
            if value:
                yield from _of_cells(value, field.labels, path)
        case Form.CHOICE | Form.NUMBERS | Form.REFERENCES:
            pass  # values, numbers and ids are no Markdown
        case _:
            assert_never(field.form)


def _of_cells(row: Strict, names: Sequence[str], path: Path) -> Iterator[Markdown]:
    """The cells of a row, or the texts of pairs, by their names; the empty ones are none."""
    for at, name in enumerate(names):
        if text := getattr(row, cell_name(at)):
            yield Markdown((*path, name), text)
