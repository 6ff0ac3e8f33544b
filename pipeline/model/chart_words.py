"""What a chart says, in words: read aloud in its place where its author wrote nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.charts import Chart, ChartKind, Series

_CALLED = {
    ChartKind.BARS: "棒グラフ",
    ChartKind.LYING_BARS: "横棒グラフ",
    ChartKind.STACKED: "積み上げ棒グラフ",
    ChartKind.SHARES: "割合を示す帯グラフ",
    ChartKind.LINES: "折れ線グラフ",
    ChartKind.PIE: "円グラフ",
    ChartKind.BARS_AND_LINES: "棒と折れ線のグラフ",
    ChartKind.PYRAMID: "人口ピラミッド",
}
# Series and categories that are told one by one; of more, how many there are beside.
_MOST = 6
_FEW = 3


def described(chart: Chart) -> str:
    """What kind of chart it is, from what to what, with the greatest and the least value of each series."""
    return f"{called(chart)}。{told(chart)}"


def called(chart: Chart) -> str:
    """What kind of chart it is."""
    return _CALLED[chart.kind]


def told(chart: Chart) -> str:
    """The same without its kind, for whom that is told apart."""
    return "。".join((_reach(chart), *_sentences(chart))) + "。"


def _reach(chart: Chart) -> str:
    first, last, count = chart.categories[0], chart.categories[-1], len(chart.categories)
    return f"{first}から{last}までの{count}項目" if count > 1 else first


def _sentences(chart: Chart) -> Iterator[str]:
    match chart.kind:
        case ChartKind.PIE:
            yield "、".join(_listed(chart, chart.series[0]))
        case ChartKind.SHARES:
            yield from _rows(chart)
        case _:
            yield from (_told(chart, each) for each in chart.series[:_MOST])
            if (more := len(chart.series) - _MOST) > 0:
                yield f"ほかに{more}系列"


def _listed(chart: Chart, series: Series) -> Iterator[str]:
    for index, name in enumerate(chart.categories):
        yield f"{name} {chart.said(series, index)}"


def _rows(chart: Chart) -> Iterator[str]:
    """What each bar is parted into."""
    for index, name in enumerate(chart.categories[:_MOST]):
        yield f"{name}は、" + "、".join(f"{each.name} {chart.said(each, index)}" for each in chart.series)
    if (more := len(chart.categories) - _MOST) > 0:
        yield f"ほかに{more}項目"


def _told(chart: Chart, series: Series) -> str:
    known = [index for index, value in enumerate(series.values) if value is not None]
    if len(known) <= _FEW:
        return f"{series.name}は、" + "、".join(
            f"{chart.categories[each]} {chart.said(series, each)}" for each in known
        )
    first, last = known[0], known[-1]
    most = max(known, key=lambda index: (series.values[index], -index))
    least = min(known, key=lambda index: (series.values[index], index))
    ends = "、".join(f"{chart.categories[each]}が{chart.said(series, each)}" for each in (first, last))
    return (
        f"{series.name}は、{ends}。最大は{chart.categories[most]}の{chart.said(series, most)}、"
        f"最小は{chart.categories[least]}の{chart.said(series, least)}"
    )
