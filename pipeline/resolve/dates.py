"""Dates in running text that no calendar has, and periods that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model.eras import Stated, stated_dates
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Problem
from pipeline.resolve.texts import texts_of

# What stands between the two ends of a period.
_TO = re.compile(r"\s*(?:から|より|[〜～~－―–-])\s*")


def date_problems(resolved: ResolvedPlan) -> Iterator[Problem]:
    """Each as a warning: a text may quote what others wrote."""
    for text, location in texts_of(resolved):
        if "年" not in text:
            continue
        dates = list(stated_dates(text))
        for stated in dates:
            if stated.wrong and not (stated.fiscal and _is_possible_elsewhere(stated)):
                wrong = stated.wrong
                yield Problem(location, wrong.code, wrong.message, wrong.hint, warning=True)
        for first, last in pairwise(dates):
            if _is_period(text, first, last) and first.first and last.last and last.last < first.first:
                yield Problem(
                    location,
                    Code.DATE_ORDER,
                    f"「{text[first.begin : last.end]}」は、終わりが初めより前です",
                    "初めと終わりが逆になっていないか、年を取り違えていないかを見てください",
                    warning=True,
                )


def _is_possible_elsewhere(stated: Stated) -> bool:
    """Whether an earlier plan may have called a year so: 平成32年度 was written before 令和 began."""
    return stated.first is not None


def _is_period(text: str, first: Stated, last: Stated) -> bool:
    between = _TO.fullmatch(text, first.end, last.begin)
    said = between and between.group().strip() in ("から", "より")
    return bool(between) and (not said or text.startswith("まで", last.end))
