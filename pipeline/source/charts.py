"""A グラフ: what its attributes ask for, and a table of names and numbers → a chart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.charts import PERCENT, Chart, ChartKind, Series
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.chart_checks import check_chart
from pipeline.source.tables import CsvFile, csv_rows

# The rows of a table, the first of which names its columns, each with its place. Its first column names the rows.
Rows = Sequence[tuple[Location, Sequence[str]]]
Result = tuple[Chart | None, tuple[Problem, ...]]

_NUMBER = re.compile(r"([-−△▲+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)")
_NOTHING = frozenset(("", "-", "－", "―", "—", "–", "‐", "…"))
_SHOWN = 20  # characters of a value


class Order(StrEnum):
    """The order of categories; the value is what the author writes."""

    AS_WRITTEN = ""
    FALLING = "大きい順"
    RISING = "小さい順"
    BACKWARDS = "逆順"


_VALUES = {"あり": True, "なし": False, "": None}
_SIGNS = {"": "-", "-": "-", "△": "△", "▲": "▲"}


@dataclass(frozen=True)
class Wanted:
    """What the attributes of a chart ask for. `columns`, `rows` and `lines` are names, empty where all are meant, or the last."""

    kind: ChartKind
    unit: str
    second_unit: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    lines: tuple[str, ...]
    order: Order
    shows_values: bool | None
    negative: str
    description: str


@dataclass(frozen=True)
class _Row:
    """A row of the table: its name, and the cells of the columns that are drawn."""

    location: Location
    name: str
    cells: tuple[str, ...]


def read_chart(attributes: Mapping[str, str], file: CsvFile | None, place: Location) -> Result:
    """The chart of a div with these attributes at this place, and what is wrong with it. Without a file (one that can't be read was
    told) there is none."""
    wanted, problems = read_wanted(attributes, place)
    if not attributes.get("csv"):
        wrong = "グラフに、数の入ったファイルがありません"
        problems.append(
            Problem(place, Code.CHART_EMPTY, wrong, 'csv="data/….csv" と、CSVファイルの名前を書いてください')
        )
    if wanted is None or file is None:
        return None, tuple(problems)
    rows, wrong_rows = csv_rows(file.name, file.text)
    if wrong_rows:
        return None, (*problems, *wrong_rows)
    return chart_of(wanted, [(Location(file.name, line), row) for line, row in rows], place)


def read_wanted(attributes: Mapping[str, str], place: Location) -> tuple[Wanted | None, list[Problem]]:
    """What attributes ask for; None where they ask for what there is not."""
    problems = [
        *_unknown(attributes, "種類", [each.value for each in ChartKind], place, needed=True),
        *_unknown(attributes, "順", [each.value for each in Order if each], place),
        *_unknown(attributes, "値", ["あり", "なし"], place),
        *_unknown(attributes, "負", ["-", "△", "▲"], place),
        *_pointless(attributes, place),
    ]
    if problems:
        return None, problems
    wanted = Wanted(
        kind=ChartKind(attributes["種類"]),
        unit=_unit(attributes.get("単位", "")),
        second_unit=_unit(attributes.get("右の単位", "")),
        columns=_names(attributes.get("列", "")),
        rows=_names(attributes.get("行", "")),
        lines=_names(attributes.get("折れ線", "")),
        order=Order(attributes.get("順", "")),
        shows_values=_VALUES[attributes.get("値", "")],
        negative=_SIGNS[attributes.get("負", "")],
        description=attributes.get("説明", "").strip(),
    )
    return wanted, []


def _unknown(
    attributes: Mapping[str, str], key: str, known: Sequence[str], place: Location, needed: bool = False
) -> Iterator[Problem]:
    value = attributes.get(key, "")
    if value in known or (not value and not needed):
        return
    message = f'{key}="{value}" は使えません' if value else f"グラフに{key}がありません"
    hint = f'使えるのは {"、".join(known)} です（例: {key}="{known[0]}"）'
    yield Problem(place, Code.MD_ATTRIBUTE, message, hint)


def _pointless(attributes: Mapping[str, str], place: Location) -> Iterator[Problem]:
    """Attributes of a second axis, on a chart that has none."""
    if attributes.get("種類") != ChartKind.BARS_AND_LINES:
        for key in ("折れ線", "右の単位"):
            if key in attributes:
                yield Problem(
                    place,
                    Code.MD_ATTRIBUTE,
                    f"「{key}」は、種類が「{ChartKind.BARS_AND_LINES}」のグラフだけの属性です",
                    f'種類="{ChartKind.BARS_AND_LINES}" とするか、消してください',
                )


def _unit(written: str) -> str:
    return PERCENT if written.strip() == "%" else written.strip()


def _names(written: str) -> tuple[str, ...]:
    """Names in a row: parted by 、 or commas, else by blanks."""
    names = re.split("[、，,]" if re.search("[、，,]", written) else r"\s+", written)
    return tuple(each.strip() for each in names if each.strip())


def chart_of(wanted: Wanted, table: Rows, place: Location) -> Result:
    """The chart of a table whose cells are text, as its author wrote them, and what is wrong with it."""
    (head_place, head), *body = table
    names = [name.strip() for name in head[1:]]
    problems = [*_nameless(head_place, names, body), *_unnamed(wanted, names, body, place)]
    if problems or not names:
        return None, tuple(problems or [_without_numbers(head_place)])
    chosen = [names.index(each) for each in wanted.columns] or range(len(names))
    rows = _ordered(wanted, [_Row(at, row[0], tuple(row[each + 1] for each in chosen)) for at, row in body])
    series_names = [names[each] for each in chosen]
    if problems := list(_no_numbers(rows, series_names)):
        return None, tuple(problems)
    chart = _drawn(wanted, rows, series_names)
    wrong = tuple(check_chart(chart, [row.location for row in rows], place))
    return (None if wrong else chart), wrong


def _without_numbers(place: Location) -> Problem:
    return Problem(
        place,
        Code.CHART_EMPTY,
        "グラフの元の表に、数の列がありません",
        "１列目に項目（年度、年齢など）を、２列目から後に数を書き、１行目にその名前を書いてください",
    )


def _nameless(head: Location, names: Sequence[str], body: Rows) -> Iterator[Problem]:
    """Columns and rows without a name, and columns of one name, by which nobody could tell them apart."""
    for at, name in enumerate(names):
        if not name:
            hint = "凡例に出る名前を書いてください"
            yield Problem(head, Code.CHART_SERIES, f"グラフの元の表の{at + 2}列目に名前がありません", hint)
        elif name in names[:at]:
            hint = "１行目の名前を、互いに違うものにしてください"
            yield Problem(head, Code.CHART_SERIES, f"グラフの元の表に「{name}」の列が二つあります", hint)
    for location, row in body:
        if not row[0].strip():
            yield Problem(
                location,
                Code.CHART_SERIES,
                "この行に項目の名前がありません",
                "１列目に、軸や凡例に出る名前（年度、年齢など）を書いてください",
            )


def _unnamed(wanted: Wanted, names: Sequence[str], body: Rows, place: Location) -> Iterator[Problem]:
    """Names in attributes that the table does not have."""
    rows = [row[0].strip() for _, row in body]
    for key, asked, known in (
        ("列", wanted.columns, names),
        ("折れ線", wanted.lines, wanted.columns or names),
        ("行", wanted.rows, rows),
    ):
        for name in asked:
            if name not in known:
                listed = "、".join(known[:10])
                hint = did_you_mean(name, known) or f"グラフの元の表にあるのは {listed} です"
                yield Problem(
                    place, Code.MD_ATTRIBUTE, f"{key}の「{name}」という{_CALLED[key]}がありません", hint
                )
            elif asked.count(name) > 1:
                yield Problem(
                    place, Code.MD_ATTRIBUTE, f"{key}に「{name}」が二度あります", "一つにしてください"
                )


_CALLED = {"列": "列", "折れ線": "列", "行": "行"}


def _ordered(wanted: Wanted, rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows that are drawn, in their order; those that are sorted go by the first column that is drawn."""
    named = {row.name.strip(): row for row in rows}
    chosen = [named[name] for name in wanted.rows] if wanted.rows else list(rows)
    match wanted.order:
        case Order.AS_WRITTEN:
            return chosen
        case Order.BACKWARDS:
            return chosen[::-1]
        case Order.FALLING | Order.RISING:
            known = [row for row in chosen if isinstance(_value(row.cells[0]), Decimal)]
            ordered = sorted(
                known, key=lambda row: _value(row.cells[0]) or 0, reverse=wanted.order is Order.FALLING
            )
            return [*ordered, *(row for row in chosen if row not in known)]


def _no_numbers(rows: Sequence[_Row], names: Sequence[str]) -> Iterator[Problem]:
    """Cells that are neither a number nor empty."""
    for row in rows:
        for name, cell in zip(names, row.cells, strict=True):
            if isinstance(_value(cell), str):
                yield Problem(
                    row.location,
                    Code.CHART_VALUE,
                    f"「{row.name}」の「{name}」の「{cell[:_SHOWN]}」は、数ではありません",
                    '単位や注は書かず、数だけにしてください（単位は 単位="人" と書きます）。値がないときは空けるか「－」とします',
                )


def _value(cell: str) -> Decimal | str | None:
    """The number that a cell holds; None where it holds nothing, and its text where that is no number."""
    text = unicodedata.normalize("NFKC", cell).replace(" ", "")
    if cell.strip() in _NOTHING or text in _NOTHING:
        return None
    found = _NUMBER.fullmatch(text)
    if not found:
        return cell
    sign, whole, fraction, _ = found.groups()
    value = Decimal(whole.replace(",", "") + (fraction or ""))
    return -value if sign in ("-", "−", "△", "▲") and value else value


def _drawn(wanted: Wanted, rows: Sequence[_Row], names: Sequence[str]) -> Chart:
    """The chart of rows whose cells are numbers."""
    lines = wanted.lines or (names[-1:] if wanted.kind is ChartKind.BARS_AND_LINES else ())
    series = tuple(
        Series(name, tuple(_number(row.cells[at]) for row in rows), name in lines)
        for at, name in enumerate(names)
    )
    percent = [
        any("%" in unicodedata.normalize("NFKC", row.cells[at]) for row in rows) for at in range(len(names))
    ]
    signed = {each.second for each, found in zip(series, percent, strict=True) if found}
    return Chart(
        kind=wanted.kind,
        categories=tuple(row.name.strip() for row in rows),
        series=series,
        unit=wanted.unit or (PERCENT if False in signed else ""),
        second_unit=wanted.second_unit or (PERCENT if True in signed else ""),
        shows_values=wanted.shows_values,
        negative=wanted.negative,
        description=wanted.description,
    )


def _number(cell: str) -> Decimal | None:
    value = _value(cell)
    assert not isinstance(value, str), "cells that are no numbers were told"
    return value
