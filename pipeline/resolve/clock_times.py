"""Times of day in running text that no clock shows: 25時, ９時60分, 午後15時. How long something takes is none (25時間, 60分), nor is a
ratio (40:60)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.model.eras import HALF_WIDTH, WrongDay
from pipeline.model.patterns import one_of
from pipeline.problems import Code

# What 時 is the beginning of; of 30時 and more it is likely that hours are counted.
_OTHERS = one_of(*"間点限制数代刻期短価差給")
_COUNTED = 30
_HALF_WIDTH = HALF_WIDTH | {ord("："): ":"}


def wrong_times(text: str) -> Iterator[tuple[WrongDay, int, int]]:
    """Mistakes in times, and the places of the text between which each stands."""
    if not any(each in text for each in ("時", "00", "００")):
        return
    for found in _time().finditer(text.translate(_HALF_WIDTH)):
        if _is_wrong(found):
            written = text[found.start() : found.end()]
            wrong = WrongDay(Code.DATE_CALENDAR, f"「{written}」という時刻はありません", _hint(found))
            yield wrong, *found.span()


@cache
def _time() -> re.Pattern[str]:
    """Few plans say at what time anything is."""
    return re.compile(
        rf"(?:(?P<half>午前|午後)|(?<![0-9A-Za-z.,:])(?<!第)(?<!週)(?<!計))(?P<hour>[0-9]{{1,2}})"
        rf"(?:時(?!{_OTHERS}|[0-9]+分間)(?:(?P<minute>[0-9]{{1,2}})分)?|:(?P<past>[0-9]{{2}})(?![0-9:]))"
    )


def _is_wrong(found: re.Match[str]) -> bool:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        return hour > 12 or minute > 59
    if found["past"]:
        return hour > 24 and found["past"] == "00"
    return minute > 59 or (hour > 24 and (bool(found["minute"]) or hour < _COUNTED))


def _hint(found: re.Match[str]) -> str:
    if found["half"]:
        return "「午前」か「午後」の後は12時までです。「午後３時」か「15時」のように書いてください"
    return "時刻は24時まで、分は59分までです。次の日の時刻なら「翌１時」、長さなら「25時間」のように書いてください"
