"""Lines of a template's sample filled with what an item says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.documents.cells import enumeration
from pipeline.documents.items import IN_ROWS, cells_of, contents_of, indicator_parts
from pipeline.frozen import dataclass
from pipeline.model.blocks import FieldValue
from pipeline.model.forms import IN_COLUMNS, Form
from pipeline.model.inlines import Inlines, LineBreak, Paragraph, Strong, Text, plain_text
from pipeline.model.samples import Bold, ItemTag, Part, SampleLine


@dataclass(frozen=True)
class Said:
    """What a tag stands for, in lines; `names` may stand one behind the other in one line."""

    lines: tuple[Inlines, ...] = ()
    names: bool = False


NOTHING = Said()
_EMPTY_BRACKETS = r"（\s*）|\(\s*\)|〔\s*〕|［\s*］|「\s*」|【\s*】"


def filled(line: SampleLine, said: Callable[[ItemTag], Said]) -> tuple[Paragraph, ...]:
    """The paragraphs that a line becomes: none where it has tags of which none says anything.

    A mark before the only tag (・) is repeated before each of its lines; other text stands before the first, or after
    the last of them.
    """
    values = {tag: said(tag) for tag in line.tags}
    if values and not any(value.lines for value in values.values()):
        return ()
    match line.parts:
        case (str(mark), ItemTag() as tag) if mark.strip() and not any(map(str.isalnum, mark)):
            lines = [(Text(mark), *each) for each in values[tag].lines]
        case parts:
            lines = [()]
            for part in _spoken(parts, values):
                first, *more = _in_line(values[part]) if isinstance(part, ItemTag) else (_words(part),)
                lines[-1] += first
                lines += more
    return tuple(Paragraph(each, line.style) for each in lines)


def _words(part: str | Bold) -> Inlines:
    """Words of a sample, in which Shift+Enter begins a new line."""
    if isinstance(part, Bold):
        return (Strong(_words(part.text)),)
    first, *more = part.split("\n")
    return (Text(first), *(inline for each in more for inline in (LineBreak(), Text(each))))


def _spoken(parts: Iterable[Part], values: Mapping[ItemTag, Said]) -> Iterator[Part]:
    """The parts without tags that say nothing, and without the brackets in which such a one stood alone."""
    words = ""
    for part in parts:
        if isinstance(part, str):
            words = re.sub(_EMPTY_BRACKETS, "", words + part) if words else part
        elif isinstance(part, Bold) or values[part].lines:
            yield from filter(None, (words,))
            yield part
            words = ""
    yield from filter(None, (words,))


def _in_line(said: Said) -> tuple[Inlines, ...]:
    return ((enumeration(said.lines),) if said.names else said.lines) or ((),)


def turns(values: Iterable[FieldValue | None]) -> int:
    """How often a line or a row stands that names parts of these values: once for each row of one that has columns."""
    return max((len(each.rows) for each in values if each and each.kind.form in IN_COLUMNS), default=1)


def said_of(value: FieldValue | None, part: str = "", row: int = 0) -> Said:
    """What a field's value says, or a part of it: of one of its `row`s where it has columns."""
    if not value:
        return NOTHING
    form = value.kind.form
    if part and form is Form.PAIRS:
        return Said(tuple(text for label, text in value.rows if plain_text(label) == part))
    if part:
        cell = _parts(value, row)[part]
        return Said((cell,)) if cell else NOTHING
    if form in IN_ROWS:
        return Said(tuple(_side_by_side(cells_of(value, row)) for row in value.rows))
    return Said(contents_of(value), names=not value.blocks)


def _side_by_side(cells: tuple[Inlines, ...]) -> Inlines:
    """The cells of a row in one line."""
    first, *others = filter(None, cells)
    return (*first, *(inline for cell in others for inline in (Text("　"), *cell)))


def _parts(value: FieldValue, row: int) -> dict[str, Inlines]:
    """The cells of a row by the names of their columns."""
    cells = value.rows[row]
    if value.kind.form is Form.INDICATORS:
        return indicator_parts(cells)
    return {column.name: cell for column, cell in zip(value.kind.columns, cells, strict=True)}
