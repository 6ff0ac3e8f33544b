"""Years and months of plan.yaml that covers and imprints would print in another form than plans do."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.odd_dates import usual_date
from pipeline.problems import Code, Location, Problem
from pipeline.source import schema
from pipeline.source.yaml_texts import YamlTexts

_PLAN = "plan.yaml"
# What the program or a neighbour says: 令和３年度〜 is followed by another 〜.
_WAVES = "〜～~"
_ENDS = (*_WAVES, "から", "まで")


def date_notices(texts: YamlTexts) -> Iterator[Problem]:
    """Each as a warning: it is printed as it is written."""
    file = texts.model(_PLAN, schema.PlanFile)
    for key, text in (("開始", file.period.start), ("終了", file.period.end)):
        place = texts.locate(_PLAN, "計画期間", key)
        yield from _of_period(text, place) or _of_form(text, place, "年度")
    place = texts.locate(_PLAN, "策定年月")
    yield from _of_fiscal_year(file.date, place) or _of_form(file.date, place, "年")
    for at, revision in enumerate(file.revisions):
        yield from _of_form(revision.date, texts.locate(_PLAN, "改訂履歴", at, "年月"), "年")


def _of_form(text: str, place: Location, bare: str) -> list[Problem]:
    usual = usual_date(text, bare)
    if usual == text:
        return []
    hint = f"書いたとおりに計画に出ます。「{usual}」のように書いてください"
    return [_odd(place, f"「{text}」は、計画に示す年月の形ではありません", hint)]


def _of_period(text: str, place: Location) -> list[Problem]:
    sign = next((sign for sign in _ENDS if sign in (text if sign in _WAVES else text[-2:])), "")
    hint = "初めと終わりの間の「〜」は、自動で付きます。一つの年度だけを書いてください（例: 令和３年度）"
    return [_odd(place, f"「{text}」に「{sign}」があります", hint)] if sign else []


def _of_fiscal_year(text: str, place: Location) -> list[Problem]:
    if not usual_date(text).endswith("年度"):
        return []
    hint = "表紙と奥付に出ます。計画を策定する年と月を書いてください（例: 令和３年３月）"
    return [_odd(place, f"「{text}」は年度で、年月ではありません", hint)]


def _odd(place: Location, message: str, hint: str) -> Problem:
    return Problem(place, Code.DATE_FORM, message, hint, warning=True)
