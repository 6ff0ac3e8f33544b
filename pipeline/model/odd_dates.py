"""Years, months and days that are written as no plan prints them: R3.3, 2021-03, 令和３年 ３月, 令和三年三月."""

from __future__ import annotations

import re
from functools import cache

from pipeline.model.eras import ERAS, HALF_WIDTH, digits, stated_dates
from pipeline.model.folded import unspaced
from pipeline.model.numerals import KANJI, value_of
from pipeline.model.patterns import one_of

_INITIALS = {initial: era.name for initial, era in zip("MTSHR", ERAS, strict=True)}


def usual_date(text: str, bare: str = "") -> str:
    """A text that is a date and nothing else as plans print that; any other, and one that is printed so, as it is. `bare` follows
    a year like R3 behind which nothing stands: 年 or 年度."""
    found = _written().fullmatch(_with_digits(unspaced(text).upper()))
    if not found:
        return text
    ours, initial, month, day = found.group("ours", "initial", "month", "day")
    if ours and int(month or 0) > 12:
        return text  # 2021-25 are years
    year = found["year"] or ""
    said = (
        ours
        or f"{found['era'] or _INITIALS[initial]}{'元' if year in ('元', '1', '01') else digits(int(year))}"
    )
    unit = "年" if month else found["unit"] or (bare if initial else "")
    behind = (f"{digits(int(number))}{sign}" for number, sign in ((month, "月"), (day, "日")) if number)
    usual = f"{said}{unit}{''.join(behind)}"
    return text if usual.translate(HALF_WIDTH) == text.translate(HALF_WIDTH) else usual


def runs_backward(first: str, last: str) -> bool:
    """Whether a period ends before it begins; only where both of its ends are dates that can be read."""
    usual = (usual_date(text, "年度") for text in (first, last))
    begins, ends = (next(stated_dates(text if "年" in text else f"{text}年度"), None) for text in usual)
    return bool(begins and ends and begins.first and ends.last and ends.last < begins.first)


@cache
def _written() -> re.Pattern[str]:
    """Only files that are new or changed are asked for it."""
    between = "[-./年]"
    return re.compile(
        rf"(?:(?:(?P<era>{one_of(*_INITIALS.values())})|(?P<initial>[{''.join(_INITIALS)}])[.]?)(?P<year>元|[0-9]{{1,2}})"
        rf"|(?P<ours>[12][0-9]{{3}}))"
        rf"(?:{between}(?P<month>[0-9]{{1,2}})(?:[-./月](?:(?P<day>[0-9]{{1,2}})日?)?)?|(?P<unit>年度?))?"
    )


def _with_digits(text: str) -> str:
    return re.sub(f"{one_of(*KANJI)}+", lambda number: str(value_of(number.group()) or number.group()), text)
