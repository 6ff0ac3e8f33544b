"""Indicators of a whole plan in one CSV, which staff keep in a sheet: a row each, by the id of the item that it measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.forms import Form
from pipeline.model.levels import walk_items
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.framework_schema import EntryFile, FrameworkFile
from pipeline.source.indicators import IndicatorFile
from pipeline.source.tables import csv_rows
from pipeline.source.validation import validate
from pipeline.source.yaml_positions import Document, Path, Value, ValuePosition

_COLUMNS = ("id", "名", "単位", "基準年度", "基準値", "目標年度", "目標値", "方向")
_NEEDED = ("id", "名", "目標年度", "目標値")

# Indicators by the ids of items, each with its place.
Indicators = Mapping[str, Sequence[tuple[IndicatorFile, Location]]]


def read_indicators(file: str, text: str, framework: FrameworkFile) -> tuple[Indicators, Sequence[Problem]]:
    """The indicators of a CSV, and every problem with them."""
    rows, wrong = csv_rows(file, text)
    if wrong:
        return {}, wrong
    (line, heads), *others = rows
    if problems := _heads(Location(file, line), heads):
        return {}, problems
    entries = {entry.id: entry for entry in walk_items(framework.items)}
    found: dict[str, list[tuple[IndicatorFile, Location]]] = {}
    faults: list[Problem] = []
    for line, row in others:
        said = {head: value for head, value in zip(heads, row, strict=True) if value}
        place = Location(file, line)
        identity = said.pop("id", "")
        if fault := _owner(identity, place, entries):
            faults.append(fault)
            continue
        indicator, problems = validate(IndicatorFile, _document(file, place, said))
        faults += problems
        if indicator:
            found.setdefault(identity, []).append((indicator, place))
    return found, faults


def _heads(place: Location, heads: Sequence[str]) -> list[Problem]:
    unknown = next((head for head in heads if head not in _COLUMNS), None)
    if unknown is not None:
        return [
            Problem(
                place,
                Code.SCHEMA_UNKNOWN_KEY,
                f"指標の表に「{unknown}」という列はありません",
                did_you_mean(unknown, _COLUMNS) or f"列の名前: {'、'.join(_COLUMNS)}",
            )
        ]
    return [
        Problem(
            place,
            Code.SCHEMA_MISSING_KEY,
            f"指標の表に「{needed}」の列がありません",
            f"１行目に列の名前を並べてください: {'、'.join(_COLUMNS)}",
        )
        for needed in _NEEDED
        if needed not in heads
    ]


def _owner(identity: str, place: Location, entries: Mapping[str, EntryFile]) -> Problem | None:
    """What is wrong with the item that a row names, if anything."""
    entry = entries.get(identity)
    if entry is None:
        return Problem(
            place,
            Code.REF_MISSING,
            f"「{identity}」というidの項目は、framework.yamlにありません",
            did_you_mean(identity, entries) or "その指標で測る項目のidを書いてください",
        )
    field = next((field for field in entry.LEVEL.fields if field.form is Form.INDICATORS), None)
    if field is None:
        return Problem(
            place,
            Code.REF_KIND,
            f"「{identity}」は{entry.LEVEL.name}で、指標の欄がありません",
            f"framework.yamlの「欄」の「{entry.LEVEL.name}」に、形が「指標」の欄を足してください",
        )
    if entry.value(field):
        return Problem(
            place,
            Code.ID_DUPLICATE,
            f"「{identity}」の指標が、framework.yamlと指標の表の両方にあります",
            "どちらか一方にまとめてください",
        )
    return None


def _document(file: str, place: Location, said: Mapping[str, str]) -> Document:
    """A row as framework.yaml would have it; all of it stands at the row's place."""
    value: dict[str, Value] = {key: said[key] for key in ("名", "単位", "方向") if key in said}
    for point in ("基準", "目標"):
        parts: dict[str, Value] = {
            key: said[f"{point}{key}"] for key in ("年度", "値") if f"{point}{key}" in said
        }
        if parts or point == "目標":
            value[point] = parts
    paths: list[Path] = [(), *((key,) for key in value)]
    return Document(file, value, {path: ValuePosition(place) for path in paths}, {}, ())
