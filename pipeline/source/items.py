"""framework.yaml's items as parts of the Plan, and where Markdown stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.model.blocks import FieldValue
from pipeline.model.forms import Field, Form
from pipeline.model.inlines import InlinePicture, Inlines, Reference, Text, Variant
from pipeline.model.levels import Levels
from pipeline.model.plan import Item
from pipeline.problems import Location
from pipeline.source.field_values import cell_name
from pipeline.source.framework_schema import FRAMEWORK, EntryFile
from pipeline.source.yaml_positions import Path
from pipeline.source.yaml_texts import YamlTexts

if TYPE_CHECKING:
    from pipeline.source.indicator_table import Indicators
    from pipeline.source.indicators import IndicatorFile, PointFile


def build_items(
    texts: YamlTexts, entries: Sequence[EntryFile], path: Path, levels: Levels, indicators: Indicators
) -> Iterator[Item]:
    """The items of the outermost of these levels, with all under them; `path` is that of the list in which they stand.
    `indicators` are those that stand in a table of their own.
    """
    level, *inner = levels
    for number, entry in enumerate(entries):
        at = (*path, number)
        below = (
            build_items(texts, entry.children, (*at, inner[0].name), tuple(inner), indicators)
            if inner
            else ()
        )
        measured = indicators.get(entry.id, ())
        values = (
            _tabled(field, measured)
            if measured and field.form is Form.INDICATORS
            else _field_value(texts, field, entry.value(field), (*at, field.key))
            for field in level.fields
        )
        yield Item(
            entry.id,
            entry.label,
            entry.title,
            level,
            tuple(value for value in values if value),
            tuple(below),
            texts.locate(FRAMEWORK, *at),
            texts.locate(FRAMEWORK, *at, "題"),
        )


def _tabled(field: Field, measured: Sequence[tuple[IndicatorFile, Location]]) -> FieldValue:
    """Indicators of a table, whose names are no Markdown."""
    rows = tuple(((Text(indicator.name),), *_measured(indicator)) for indicator, _ in measured)
    return FieldValue(field, (), rows, measured[0][1])


def _field_value(texts: YamlTexts, field: Field, value: Any, path: Path) -> FieldValue:
    location = texts.locate(FRAMEWORK, *path)
    if field.form is Form.TEXT:
        return FieldValue(field, texts.blocks(FRAMEWORK, *path), (), location)
    return FieldValue(field, (), tuple(_rows(texts, field, value, path)), location)


def _rows(texts: YamlTexts, field: Field, value: Any, path: Path) -> Iterator[tuple[Inlines, ...]]:
    """A value in rows of cells: one cell a row where it is no table."""

    def read(*key: str | int) -> Inlines:
        return texts.inlines(FRAMEWORK, *path, *key)

    match field.form:
        case Form.WORD if value:
            yield (read(),)
        case Form.CHOICE if value:
            yield ((Text(value),),)
        case Form.NAMES:
            yield from ((read(number),) for number in range(len(value)))
        case Form.NUMBERS:
            for at, each in enumerate(value):
                yield (_number(field, each, texts.locate(FRAMEWORK, *path, at)),)
        case Form.REFERENCES:
            for number, identity in enumerate(value):
                place = texts.locate(FRAMEWORK, *path, number)
                variant = Variant.NUMBER_TITLE if field.shows_number else Variant.TITLE
                yield ((Reference(identity, variant, place),),)
        case Form.ROWS:
            for number in range(len(value)):
                yield tuple(read(number, column.name) for column in field.columns)
        case Form.INDICATORS:
            for number, indicator in enumerate(value):
                yield (read(number, "名"), *_measured(indicator))
        case Form.PAIRS if value:
            for at, label in enumerate(field.labels):
                if getattr(value, cell_name(at)):
                    yield (Text(label),), read(label)


def _number(field: Field, number: str, place: Location) -> Inlines:
    """A number, or the picture that shows it and is read aloud as SDGs 3."""
    plain = unicodedata.normalize("NFKC", number)
    path = field.picture_of(plain)
    return (InlinePicture(path, (Text(f"{field.key} {plain}"),), place),) if path else (Text(number),)


def _measured(indicator: IndicatorFile) -> Iterator[Inlines]:
    """The cells of an indicator that follow its name: unit, years and values, and where it is meant to go."""

    def of(point: PointFile | None) -> tuple[str, str]:
        return (point.year, point.value) if point else ("", "")

    aim = indicator.aim.value if indicator.aim else ""
    for text in (indicator.unit, *of(indicator.base), *of(indicator.goal), aim):
        yield (Text(text),) if text else ()
