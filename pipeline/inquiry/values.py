"""A field's value as cells show it: running text in lines, references as what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from pipeline.frozen import dataclass
from pipeline.inquiry.model import Column, Holds, Part, Value
from pipeline.model.blocks import Block, FieldValue
from pipeline.model.forms import Field, Form
from pipeline.model.inlines import Inlines, Paragraph
from pipeline.model.numbers import Target
from pipeline.model.prose import ListBlock, Prose, mark_of
from pipeline.model.reference_text import shown_text
from pipeline.problems import Location
from pipeline.source.yaml_positions import Document, Path

TITLE = "題"
_INDENT = "　"
_DRAWN = "表や図などがあるため、この表では直せません。直す所は連絡欄に書いてください"
_IDS = "ほかの項目への参照なので、この表では直せません。直す所は連絡欄に書いてください"
_NUMBERS_BETWEEN = "、"
INDICATOR_HEADS: Mapping[str, tuple[str, ...]] = {
    "名": ("名",),
    "単位": ("単位",),
    "基準年度": ("基準", "年度"),
    "基準値": ("基準", "値"),
    "目標年度": ("目標", "年度"),
    "目標値": ("目標", "値"),
    "方向": ("方向",),
}
# Where the cells of an indicator stand in its row (`FieldValue.rows`).
_INDICATOR_CELLS = ("名", "単位", "基準年度", "基準値", "目標年度", "目標値", "方向")


@dataclass(frozen=True)
class Reader:
    """Reads values of framework.yaml as they are written, and as the plan shows them."""

    document: Document
    targets: Mapping[str, Target]

    def written(self, path: Path) -> Any:
        """What is written there; None where nothing is."""
        value: Any = self.document.value
        for key in path:
            try:
                value = value[key]
            except (LookupError, TypeError):  # nothing stands there, or something of another kind
                return None
        return value

    def line(self, path: Path, target: str, text: str) -> Value:
        """A value of one line; nothing where the text is empty."""
        place = self.document.locate(path)
        written = self.written(path)
        parts = (Part(text, "", target, place),) if text else ()
        return Value(parts, _source(written, text), target, place)

    def shown(self, content: Inlines) -> str:
        return shown_text(content, self.targets)

    def text(self, blocks: Sequence[Block], path: Path, target: str) -> Value:
        """Running text."""
        place = self.document.locate(path)
        written = self.written(path)
        closed = _DRAWN if any(not isinstance(block, Paragraph | ListBlock) for block in blocks) else ""
        parts = tuple(self._parts(blocks, target, place, ""))
        shown = "\n".join(part.mark + part.text for part in parts)
        return Value(parts, _source(written, shown), target, place, closed)

    def _parts(
        self, blocks: Sequence[Block | Prose], target: str, place: Location, indent: str
    ) -> Iterator[Part]:
        for block in blocks:
            match block:
                case Paragraph(content, location=location):
                    yield Part(self.shown(content), indent, target, location or place)
                case ListBlock(kind, start, items):
                    for number, item in enumerate(items, start):
                        mark = indent + mark_of(kind, number)
                        first, *more = self._parts(item, target, place, indent + _INDENT)
                        yield Part(first.text, mark, target, first.location)
                        yield from more
                case _:
                    yield Part("（表・図など）", indent, target, place)

    def listed(self, rows: Sequence[tuple[Inlines, ...]], path: Path, target: str) -> Value:
        """Texts, one a line."""
        parts = tuple(
            Part(self.shown(content), "", f"{target}/{number}", self.document.locate((*path, number - 1)))
            for number, (content, *_) in enumerate(rows, 1)
        )
        written = self.written(path)
        lines = "\n".join(map(str, written)) if isinstance(written, list) else ""
        return Value(
            parts, _source(lines, "\n".join(part.text for part in parts)), target, self.document.locate(path)
        )


def _source(written: Any, shown: str) -> str:
    """What is written, where some of it may be a reference, which shows a number; else what is shown."""
    return written if isinstance(written, str) and "[" in written else shown


def columns_of(field: Field) -> tuple[Column, ...]:
    """The columns that a field has in the table of its level: none where it has a table of its own."""
    match field.form:
        case Form.TEXT:
            return (Column(field.key, Holds.TEXT, needed=field.needed, key=field.key),)
        case Form.WORD:
            return (Column(field.key, Holds.WORDS, needed=field.needed, key=field.key),)
        case Form.NAMES:
            return (Column(field.key, Holds.LIST, needed=field.needed, key=field.key),)
        case Form.CHOICE:
            return (Column(field.key, Holds.CHOICE, field.values, field.needed, field.key),)
        case Form.NUMBERS:
            return (Column(field.key, Holds.NUMBERS, needed=field.needed, key=field.key),)
        case Form.REFERENCES:
            return (Column(field.key, Holds.FIXED, key=field.key),)
        case Form.PAIRS:
            return tuple(
                Column(f"{field.key}：{label}", Holds.WORDS, key=field.key) for label in field.labels
            )
        case Form.ROWS | Form.INDICATORS:
            return ()
        case _:
            assert_never(field.form)


def values_of(
    reader: Reader, field: Field, value: FieldValue | None, path: Path, target: str
) -> tuple[Value, ...]:
    """The values of `columns_of` a field, whether or not the item says anything there; `path` and `target` lead to it."""
    rows = value.rows if value else ()
    match field.form:
        case Form.TEXT:
            return (reader.text(value.blocks if value else (), path, target),)
        case Form.WORD | Form.CHOICE:
            return (reader.line(path, target, reader.shown(rows[0][0]) if rows else ""),)
        case Form.NAMES:
            return (reader.listed(rows, path, target),)
        case Form.NUMBERS:
            return (_numbers(reader, path, target),)
        case Form.REFERENCES:
            return (_closed(reader.listed(rows, path, target), _IDS),)
        case Form.PAIRS:
            said = {reader.shown(label): reader.shown(content) for label, content in rows}
            return tuple(
                reader.line((*path, label), f"{target}/{label}", said.get(label, ""))
                for label in field.labels
            )
        case Form.ROWS | Form.INDICATORS:
            return ()
        case _:
            assert_never(field.form)


def _closed(value: Value, why: str) -> Value:
    return Value(value.parts, value.source, value.target, value.location, why)


def _numbers(reader: Reader, path: Path, target: str) -> Value:
    """Whole numbers in one line: what shows them may be pictures. One alone may be written without brackets."""
    written = reader.written(path)
    place = reader.document.locate(path)
    if isinstance(written, str):
        return Value((Part(written, "", target, place),), written, target, place, between=_NUMBERS_BETWEEN)
    numbers = written if isinstance(written, list) else []
    parts = tuple(
        Part(str(each), "", f"{target}/{number}", reader.document.locate((*path, number - 1)))
        for number, each in enumerate(numbers, 1)
    )
    return Value(parts, _NUMBERS_BETWEEN.join(map(str, numbers)), target, place, between=_NUMBERS_BETWEEN)


def row_values(
    reader: Reader, field: Field, content: tuple[Inlines, ...], path: Path, target: str
) -> tuple[Value, ...]:
    """The values of one row of a field of rows or of indicators; `path` and `target` lead to that row."""
    shown = [reader.shown(each) for each in content]
    if field.form is Form.ROWS:
        names = [column.name for column in field.columns]
        return tuple(
            reader.line((*path, name), f"{target}/{name}", text)
            for name, text in zip(names, shown, strict=True)
        )
    said = dict(zip(_INDICATOR_CELLS, shown, strict=True))
    return tuple(
        reader.line((*path, *keys), "/".join((target, *keys)), said[head])
        for head, keys in INDICATOR_HEADS.items()
    )


def tabled_values(content: tuple[Inlines, ...], place: Location, item: str) -> tuple[Value, ...]:
    """The same of an indicator that stands in the table of indicators, whose names are no Markdown."""
    said = dict(zip(_INDICATOR_CELLS, (shown_text(each, {}) for each in content), strict=True))
    return tuple(
        Value(
            (Part(said[head], "", f"{item}/{head}", place),) if said[head] else (),
            said[head],
            f"{item}/{head}",
            place,
        )
        for head in INDICATOR_HEADS
    )


def columns_of_rows(field: Field) -> tuple[Column, ...]:
    """The columns of a table of its own that a field of rows or of indicators has."""
    if field.form is Form.ROWS:
        return tuple(
            Column(column.name, Holds.CHOICE if column.values else Holds.WORDS, column.values, needed=at == 0)
            for at, column in enumerate(field.columns)
        )
    from pipeline.source.indicators import Aim

    return tuple(
        Column(
            head,
            Holds.CHOICE if head == "方向" else Holds.NUMBER if head.endswith("値") else Holds.WORDS,
            tuple(Aim) if head == "方向" else (),
            needed=head in ("名", "目標年度", "目標値"),
        )
        for head in INDICATOR_HEADS
    )
