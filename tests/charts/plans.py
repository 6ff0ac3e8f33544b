"""Small plans with charts: one of each kind, with the numbers that such charts show."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.documents.plan import plan_content
from pipeline.model.charts import ChartKind
from pipeline.word.compose import compose
from tests.properties.documents import template
from tests.samples import numbered
from tests.small_plan import CHAPTER, chapter

PEOPLE = "年度,15歳未満,65歳以上\n令和２年度,12345,39358\n令和３年度,12000,39520\n令和４年度,11800,39402\n"
RATES = "年度,認定者数,認定率\n令和２年度,6120,18.1\n令和３年度,6201,18.4\n令和４年度,－,18.8\n"
ANSWERS = "区分,そう思う,思わない,無回答\n全体（n=1523）,63.5,33.4,3.1\n18〜29歳（n=145）,60.0,38.5,1.5\n"
SHARES = "理由,割合\n忙しい,62.5\n方法が分からない,25.0\n無回答,12.5\n"
AGES = "年齢,男,女\n０〜４歳,812,790\n５〜９歳,900,861\n10〜14歳,955,930\n"
BALANCE = "年度,収支\n令和２年度,12.5\n令和３年度,-4.25\n"
NUMBERS: Mapping[ChartKind, tuple[str, str]] = {
    ChartKind.BARS: (BALANCE, '単位="億円" 負="△"'),
    ChartKind.LYING_BARS: (SHARES, '単位="％"'),
    ChartKind.STACKED: (PEOPLE, '単位="人"'),
    ChartKind.SHARES: (ANSWERS, '単位="％"'),
    ChartKind.LINES: (RATES, ""),
    ChartKind.PIE: (SHARES, '単位="％"'),
    ChartKind.BARS_AND_LINES: (RATES, '単位="人" 右の単位="％"'),
    ChartKind.PYRAMID: (AGES, '単位="人"'),
}


def changes(*kinds: ChartKind, **numbers: str) -> dict[str, str]:
    """What the smallest plan needs for charts of these kinds; `numbers` are other ones, by the kind's name."""
    texts, files = [], {}
    for at, kind in enumerate(kinds):
        csv, attributes = NUMBERS[kind]
        files[f"data/{at}.csv"] = numbers.get(kind.name, csv)
        texts.append(
            f'::: {{.グラフ #fig-{at} 種類="{kind}" csv="data/{at}.csv" {attributes}}}\n'
            f"{kind}の題\n\n資料：国勢調査\n:::"
        )
    return {CHAPTER: chapter("\n\n".join(texts)), **files}


def written(changed: Mapping[str, str]) -> bytes:
    """The 本編 of the smallest plan after changes."""
    return compose(plan_content(numbered(template("plan"), changed)), template("plan"))
