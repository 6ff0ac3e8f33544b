"""A chart → the markup of its part, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import pi
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.chart_axes import BAR_GAP, has_legend, names_slices
from pipeline.model.charts import PERCENT, Chart, ChartKind, Series
from pipeline.word.charts import markup
from pipeline.word.charts.frame import Frame, Lettering
from pipeline.word.charts.looks import Palette

# Axes have numbers of their own within a chart: of names and of values, and those of the second pair.
_NAMES, _VALUES, _SECOND_NAMES, _SECOND_VALUES = 1, 2, 3, 4
# How far the middle of a label is from its point, and how high a label is, in sizes of its letters.
_LABEL = 1.1
_TURNED, _LEVEL = '<a:bodyPr rot="-5400000" vert="horz"/>', '<a:bodyPr rot="0" vert="horz"/>'


def chart_markup(chart: Chart, frame: Frame, lettering: Lettering, palette: Palette, workbook: str) -> str:
    """The chart part's text; `workbook` is the relationship of the workbook that has its numbers (workbook.py)."""
    drawn = _Drawn(chart, frame, lettering, palette)
    content = (
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{markup.plot_layout(frame)}{drawn.plot()}</c:plotArea>'
        + (markup.legend(drawn.text(), frame.legend) if has_legend(chart) else "")
    )
    return markup.chart_space(content, lettering, palette.text, workbook)


def values_as_drawn(chart: Chart) -> tuple[tuple[Decimal | None, ...], ...]:
    """The numbers of each series as the chart has them: in a pyramid those of the left side are negative, and shown without a sign."""
    if chart.kind is not ChartKind.PYRAMID:
        return tuple(each.values for each in chart.series)
    left, right = chart.series
    return tuple(-each if each else each for each in left.values), right.values


def format_code(chart: Chart, series: Series) -> str:
    """How Word and Excel show the numbers of a series (18.8.31)."""
    return _code(chart, chart.decimals_of(series))


def _code(chart: Chart, decimals: int) -> str:
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    if chart.kind is ChartKind.PYRAMID:
        return f"{plain};{plain}"
    return plain if chart.negative == "-" else f'{plain};"{chart.negative}"{plain}'


def column_letter(index: int) -> str:
    """The letter of the column of a series in the workbook; there are at most twelve."""
    return chr(ord("B") + index)


@dataclass(frozen=True)
class _Drawn:
    """A chart with all that decides what it looks like."""

    chart: Chart
    frame: Frame
    lettering: Lettering
    palette: Palette

    def text(self, body: str = "<a:bodyPr/>") -> str:
        return markup.text_properties(self.lettering, self.palette.text, body)

    def plot(self) -> str:
        """What is drawn, and its axes."""
        match self.chart.kind:
            case ChartKind.BARS:
                return self._bars("col", "clustered", "outEnd") + self._axes()
            case ChartKind.STACKED:
                return self._bars("col", "stacked", "ctr") + self._axes()
            case ChartKind.LYING_BARS:
                return self._bars("bar", "clustered", "outEnd") + self._axes()
            case ChartKind.SHARES:
                return self._bars("bar", "percentStacked", "ctr") + self._axes()
            case ChartKind.PYRAMID:
                return self._bars("bar", "clustered", "outEnd") + self._axes()
            case ChartKind.LINES:
                return self._lines(_NAMES, _VALUES) + self._axes()
            case ChartKind.BARS_AND_LINES:
                lines = self._lines(_SECOND_NAMES, _SECOND_VALUES)
                return self._bars("col", "clustered", "inEnd") + lines + self._axes() + self._second_axes()
            case ChartKind.PIE:
                return self._pie()
            case _:
                assert_never(self.chart.kind)

    # Series

    def _named(self, at: int) -> str:
        """The beginning of a series: its number and its name."""
        name = markup.names(f"${column_letter(at)}$1", [self.chart.series[at].name])
        return f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>'

    def _data(self, at: int) -> str:
        """The end of a series: the names of its categories and its numbers."""
        last = len(self.chart.categories) + 1
        letter, series = column_letter(at), self.chart.series[at]
        categories = markup.names(f"$A$2:$A${last}", self.chart.categories)
        values = values_as_drawn(self.chart)[at]
        code = format_code(self.chart, series)
        return (
            f"<c:cat>{categories}</c:cat>"
            f"<c:val>{markup.numbers(f'${letter}$2:${letter}${last}', values, code)}</c:val>"
        )

    def _labels(self, at: int, position: str, boxed: bool, without: Sequence[int] = ()) -> str:
        if not self.frame.shows_values:
            return ""
        code = format_code(self.chart, self.chart.series[at])
        body = _TURNED if self.frame.turned_values else "<a:bodyPr/>"
        return markup.labels(
            position, code, self.text(body), boxed=boxed, without=without or self._too_small(at)
        )

    def _too_small(self, at: int) -> Sequence[int]:
        """The parts of a stack in which a label has no room."""
        series = self.chart.series[at]
        if self.chart.kind is ChartKind.SHARES:
            totals = [
                sum(each or 0 for each in row)
                for row in zip(*(one.values for one in self.chart.series), strict=True)
            ]
            widths = [self.frame.across / float(total) if total else 0 for total in totals]
            needed = [
                self.lettering.width(self.chart.shown(series, each)) if each is not None else 0
                for each in series.values
            ]
        elif self.chart.kind is ChartKind.STACKED:
            scale = self.frame.scales[0]
            widths = [self.frame.down / float(scale.most - scale.least)] * len(series.values)
            needed = [self.lettering.size * 1.1] * len(series.values)
        else:
            return ()
        return [
            index
            for index, value in enumerate(series.values)
            if value is not None and abs(float(value)) * widths[index] < needed[index]
        ]

    def _bars(self, direction: str, grouping: str, position: str) -> str:
        bars = [at for at, each in enumerate(self.chart.series) if not each.second]
        stacked = grouping != "clustered" or self.chart.kind is ChartKind.PYRAMID
        fills = self.palette.fills(len(bars))
        boxed = position in ("ctr", "inEnd")
        series = "".join(
            f"<c:ser>{self._named(at)}{markup.fill(look, self.palette.outline)}"
            f'<c:invertIfNegative val="0"/>{self._labels(at, position, boxed)}{self._data(at)}</c:ser>'
            for at, look in zip(bars, fills, strict=True)
        )
        gap = 15 if self.chart.kind is ChartKind.PYRAMID else round(BAR_GAP * 100)
        overlap = '<c:overlap val="100"/>' if stacked else ""
        return (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{gap}"/>{overlap}<c:axId val="{_NAMES}"/><c:axId val="{_VALUES}"/></c:barChart>'
        )

    def _lines(self, names: int, values: int) -> str:
        is_second = self.chart.kind is ChartKind.BARS_AND_LINES
        lines = [at for at, each in enumerate(self.chart.series) if each.second is is_second]
        hidden = self._hidden(lines)
        series = "".join(
            f"<c:ser>{self._named(at)}{markup.stroke(look, 6)}"
            f"{self._labels(at, 'b' if order % 2 else 't', is_second, hidden[at])}{self._data(at)}"
            '<c:smooth val="0"/></c:ser>'
            for order, (at, look) in enumerate(zip(lines, self.palette.strokes(len(lines)), strict=True))
        )
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
            f'<c:axId val="{names}"/><c:axId val="{values}"/></c:lineChart>'
        )

    def _hidden(self, lines: Sequence[int]) -> dict[int, list[int]]:
        """The points of each line whose label would stand on that of a line before it: every other line has its labels below."""
        scale = self.frame.scales[-1]
        height = self.lettering.size * _LABEL
        hidden: dict[int, list[int]] = {at: [] for at in lines}
        for point in range(len(self.chart.categories)):
            shown: list[float] = []
            for order, at in enumerate(lines):
                value = self.chart.series[at].values[point]
                if value is None:
                    continue
                up = float(value - scale.least) * self.frame.down / float(scale.most - scale.least)
                middle = up - height if order % 2 else up + height
                if all(abs(middle - other) >= height for other in shown):
                    shown.append(middle)
                else:
                    hidden[at].append(point)
        return hidden

    def _pie(self) -> str:
        fills = self.palette.fills(len(self.chart.categories))
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{markup.fill(look, self.palette.outline)}</c:dPt>'
            for at, look in enumerate(fills)
        )
        series = self.chart.series[0]
        as_written = self.chart.unit == PERCENT
        code = format_code(self.chart, series) + '"％"' if as_written else "0.0%"
        parts = ["showCatName"] if names_slices(self.chart) else []
        parts += ["showVal" if as_written else "showPercent"] if self.frame.shows_values else []
        without = self._crowded() if has_legend(self.chart) else ()
        label = markup.labels("outEnd", code, self.text(), " ".join(parts), without=without) if parts else ""
        return (
            f'<c:pieChart><c:varyColors val="1"/><c:ser>{self._named(0)}{points}{label}{self._data(0)}</c:ser>'
            '<c:firstSliceAng val="0"/></c:pieChart>'
        )

    def _crowded(self) -> Sequence[int]:
        """The slices whose label would stand on that of the next one: of two that are too near the smaller one has none."""
        values = [float(each or 0) for each in self.chart.series[0].values]
        around = 2 * pi * (self.frame.across / 2 + self.lettering.size) / sum(values)
        wide = self.lettering.width("00.0%")
        pairs = ((at, (at + 1) % len(values)) for at in range(len(values)))
        near = [pair for pair in pairs if sum(values[each] for each in pair) / 2 * around < wide]
        return sorted({min(pair, key=lambda each: values[each]) for pair in near})

    # Axes

    def _axes(self) -> str:
        chart, frame = self.chart, self.frame
        lying = chart.kind in (ChartKind.LYING_BARS, ChartKind.SHARES, ChartKind.PYRAMID)
        # The first category stands above, but in a pyramid, where the youngest ones are below.
        backwards = lying and chart.kind is not ChartKind.PYRAMID
        turned = _TURNED if frame.turned else _LEVEL
        scale = frame.scales[0]
        shares = chart.kind is ChartKind.SHARES
        code = "0%" if shares else _code(chart, scale.decimals)
        if shares:
            scale = type(scale)(Decimal(0), Decimal(1), Decimal("0.2"))
        names = markup.category_axis(_NAMES, _VALUES, "l" if lying else "b", self.text(turned), backwards)
        title = self._unit(chart.unit, None if lying else (0.002, 0.0)) if not shares else ""
        values = markup.value_axis(
            _VALUES, _NAMES, "b" if lying else "l", scale, code, self.text(), title, at_end=backwards
        )
        return names + values

    def _second_axes(self) -> str:
        scale = self.frame.scales[1]
        unit = self.chart.second_unit
        width = self.lettering.width(f"（{unit}）") + self.lettering.size
        title = self._unit(unit, (1 - width / self.frame.width, 0.0))
        code = _code(self.chart, scale.decimals)
        names = markup.category_axis(_SECOND_NAMES, _SECOND_VALUES, "b", self.text(), hidden=True)
        values = markup.value_axis(
            _SECOND_VALUES, _SECOND_NAMES, "r", scale, code, self.text(), title, second=True
        )
        return values + names

    def _unit(self, unit: str, place: tuple[float, float] | None) -> str:
        if not unit:
            return ""
        properties = markup.run_properties("rPr", self.lettering, self.palette.text)
        return markup.unit_title(unit, properties, place)
