"""Charts held against what their kind can show: how many series, which signs, sums of 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model.charts import PERCENT, Chart, ChartKind, Series
from pipeline.problems import Code, Location, Problem

# More can't be told apart, on whatever paper.
MOST_SERIES = 12
MOST_SLICES = 12
MOST_CATEGORIES = 60
_TOTALS = frozenset(("計", "合計", "総計", "総数", "全体"))
_HUNDRED = Decimal(100)


def check_chart(chart: Chart, rows: Sequence[Location], place: Location) -> Iterator[Problem]:
    """What a chart at this place can't show of its numbers; `rows` are the places of its categories."""
    yield from _check_counts(chart, place)
    yield from _check_empty(chart, place)
    yield from _check_signs(chart, rows)
    yield from _check_totals(chart, rows)
    yield from _check_sums(chart, rows)


def _check_counts(chart: Chart, place: Location) -> Iterator[Problem]:
    count = len(chart.series)
    wanted = {ChartKind.PIE: 1, ChartKind.PYRAMID: 2}.get(chart.kind, count)
    if count != wanted:
        yield Problem(
            place,
            Code.CHART_SERIES,
            f"「{chart.kind}」のグラフになる数の列は{wanted}列ですが、{count}列あります",
            '使う列を 列="男、女" のように選んでください'
            if chart.kind is ChartKind.PYRAMID
            else '使う列を 列="人数" のように選んでください',
        )
    elif count > MOST_SERIES:
        yield Problem(
            place,
            Code.CHART_SERIES,
            f"グラフの系列（数の列）が{count}あります。見分けられるのは{MOST_SERIES}までです",
            '使う列を 列="…、…" と選ぶか、グラフを分けるか、表にしてください',
        )
    if chart.kind is ChartKind.BARS_AND_LINES and len(chart.axes) < 2:
        yield Problem(
            place,
            Code.CHART_SERIES,
            "「棒と折れ線」のグラフに、棒か折れ線になる列がありません",
            '棒になる列を残し、折れ線にする列を 折れ線="…" と書いてください（書かなければ、最後の列です）',
        )
    most = MOST_SLICES if chart.kind is ChartKind.PIE else MOST_CATEGORIES
    if len(chart.categories) > most:
        yield Problem(
            place,
            Code.CHART_SERIES,
            f"グラフの項目（行）が{len(chart.categories)}あります。「{chart.kind}」で読めるのは{most}までです",
            '使う行を 行="…、…" と選ぶか、小さいものを「その他」にまとめるか、グラフを分けてください',
        )


def _check_empty(chart: Chart, place: Location) -> Iterator[Problem]:
    for each in chart.series:
        if not any(True for _ in each.known):
            hint = '値を書くか、列="…" でほかの列を選んでください'
            yield Problem(place, Code.CHART_EMPTY, f"グラフの「{each.name}」に値が一つもありません", hint)
    if chart.kind is ChartKind.PIE and not any(value for each in chart.series for value in each.known):
        yield Problem(
            place,
            Code.CHART_EMPTY,
            "円グラフの値が全て０で、何も描けません",
            "表にするか、値を見直してください",
        )


def _check_signs(chart: Chart, rows: Sequence[Location]) -> Iterator[Problem]:
    """Negative numbers in what shows parts of a whole, and slices without a number."""
    if chart.kind not in (ChartKind.PIE, ChartKind.SHARES, ChartKind.PYRAMID):
        return
    for series, index, value in _values(chart):
        said = f"「{chart.categories[index]}」の「{series.name}」"
        if value is not None and value < 0:
            hint = "値を見直すか、種類を「棒」にしてください"
            wrong = (
                f"{said}が負の数です（{chart.shown(series, value)}）。「{chart.kind}」のグラフには描けません"
            )
            yield Problem(rows[index], Code.CHART_VALUE, wrong, hint)
        elif value is None and chart.kind is ChartKind.PIE:
            hint = '値を書くか、行="…" で、使う行を選んでください'
            yield Problem(
                rows[index], Code.CHART_VALUE, f"{said}に値がありません。円グラフには全ての値が要ります", hint
            )


def _values(chart: Chart) -> Iterator[tuple[Series, int, Decimal | None]]:
    for series in chart.series:
        for index, value in enumerate(series.values):
            yield series, index, value


def _check_totals(chart: Chart, rows: Sequence[Location]) -> Iterator[Problem]:
    """A total that would be drawn beside what it is the total of."""
    if chart.kind is ChartKind.PIE and len(chart.categories) > 2:
        (series,) = chart.series if len(chart.series) == 1 else (None,)
        for index, name in enumerate(chart.categories if series else ()):
            assert series is not None
            if name in _TOTALS and _is_total(series.values, index):
                yield Problem(
                    rows[index],
                    Code.CHART_SUM,
                    f"「{name}」はほかの行の合計で、円グラフに描くと、ほかが半分の大きさになります",
                    'この行を消すか、使う行を 行="…" と選んでください',
                )
    if chart.kind in (ChartKind.STACKED, ChartKind.SHARES) and len(chart.series) > 2:
        for at, each in enumerate(chart.series):
            columns = list(zip(*(one.values for one in chart.series), strict=True))
            if each.name in _TOTALS and all(_is_total(column, at) for column in columns):
                yield Problem(
                    rows[0],
                    Code.CHART_SUM,
                    f"「{each.name}」の列はほかの列の合計で、積み上げると、高さが２倍になります",
                    'ほかの列を 列="…、…" と選んでください',
                )


def _is_total(values: Sequence[Decimal | None], index: int) -> bool:
    total = values[index]
    return total is not None and total == sum(value or 0 for at, value in enumerate(values) if at != index)


def _check_sums(chart: Chart, rows: Sequence[Location]) -> Iterator[Problem]:
    """Percentages of a whole that are not 100 together, but for what rounding each of them leaves."""
    if chart.unit != PERCENT or chart.kind not in (ChartKind.PIE, ChartKind.SHARES):
        return
    parts = (
        [(rows[0], f"「{chart.series[0].name}」", list(chart.series[0].known))]
        if chart.kind is ChartKind.PIE
        else [
            (
                rows[index],
                f"「{name}」",
                [each for one in chart.series if (each := one.values[index]) is not None],
            )
            for index, name in enumerate(chart.categories)
        ]
    )
    step = Decimal(1).scaleb(-chart.decimals_of(chart.series[0])) / 2
    for place, said, values in parts:
        total = sum(values)
        if values and abs(total - _HUNDRED) > step * len(values):
            yield Problem(
                place,
                Code.CHART_SUM,
                f"{said}の割合の合計は{total}％です。「{chart.kind}」のグラフでは100％になります",
                "値を見直してください。複数回答のように100％を超えるものは、種類を「横棒」にします"
                if total > _HUNDRED
                else "足りない分を「その他」「無回答」などとして書くか、割合ではない数なら、単位を直してください",
            )
