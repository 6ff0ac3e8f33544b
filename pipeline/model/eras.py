"""Days in the Japanese calendar: 令和２年12月１日（火）, read and written.

Eras by the edicts that began them (元号法 for the last two); on the day on which one ends and the next begins, the next
counts. 明治 is read from 1873 on: days before were counted by another calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pipeline.frozen import dataclass
from pipeline.model.folded import unspaced
from pipeline.model.numerals import fullwidth
from pipeline.model.patterns import one_of
from pipeline.problems import Code

WEEKDAYS = "月火水木金土日"
EXAMPLE = "令和２年12月１日（火）"


@dataclass(frozen=True)
class Era:
    """An era: its first day, and the year of ours in which its first year fell."""

    name: str
    first: date
    begun: int


ERAS = (
    Era("明治", date(1873, 1, 1), 1868),
    Era("大正", date(1912, 7, 30), 1912),
    Era("昭和", date(1926, 12, 25), 1926),
    Era("平成", date(1989, 1, 8), 1989),
    Era("令和", date(2019, 5, 1), 2019),
)
_WRITTEN = re.compile(
    rf"(?P<era>{one_of(*(era.name for era in ERAS))})(?P<year>元|[0-9]{{1,2}})年"
    rf"(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日(?:\((?P<weekday>{one_of(*WEEKDAYS)})(?:曜日?)?\))?"
)
_WESTERN = re.compile(r"([0-9]{4})(?:年|-|/|\.)([0-9]{1,2})(?:月|-|/|\.)([0-9]{1,2})日?(?:\(.*\))?")


# A day, a month, a year or a fiscal year, wherever it stands; a year of ours may be added in brackets, before 年 or after it.
_ERA_NAMES = "|".join(era.name for era in ERAS)
_STATED = re.compile(
    rf"(?:(?P<era>{_ERA_NAMES})(?P<year>元|[0-9]{{1,2}})(?:\((?P<added>[0-9]{{4}})年?\))?"
    rf"|(?<![0-9])(?P<ours>[12][0-9]{{3}})(?:\((?:(?P<added_era>{_ERA_NAMES})(?P<added_year>元|[0-9]{{1,2}}))年?\))?)"
    rf"(?P<fiscal>年度|年)(?:\((?:(?P<later>[0-9]{{4}})|(?P<later_era>{_ERA_NAMES})(?P<later_year>元|[0-9]{{1,2}}))(?P=fiscal)?\))?"
    r"(?:(?P<month>[0-9]{1,2})月(?!間)(?:(?P<day>[0-9]{1,2})日(?!間))?)?"
)
HALF_WIDTH = str.maketrans("０１２３４５６７８９（）", "0123456789()")


@dataclass(frozen=True)
class Stated:
    """A date that a text states, as it is written, with its place in the text; `first` and `last` are the days that it spans."""

    text: str
    begin: int
    end: int
    fiscal: bool
    first: date | None
    last: date | None
    wrong: WrongDay | None = None
    other_era: bool = False  # of another era than it says; over by then, or not begun


@dataclass(frozen=True)
class WrongDay:
    """The fault of a text that is no day: what to tell its author, and what to do."""

    code: Code
    message: str
    hint: str


def read_day(text: str) -> date | WrongDay:
    """The day that a text names. Digits and brackets may be of either width, the weekday may be left out."""
    plain = unspaced(text)
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        western = _WESTERN.fullmatch(plain)
        known = _day(*map(int, western.groups())) if western else None
        hint = (
            f"「{write_day(known)}」のように"
            if known and known >= ERAS[0].first
            else f"「{EXAMPLE}」のように"
        )
        return WrongDay(
            Code.DATE_FORM,
            f"「{text}」は、日付として読めません",
            f"{hint}、年号を使って書いてください（曜日はなくても構いません）",
        )
    era = next(era for era in ERAS if era.name == found["era"])
    year = 1 if found["year"] == "元" else int(found["year"])
    day = _day(era.begun + year - 1, int(found["month"]), int(found["day"])) if year else None
    if day is None:
        return WrongDay(
            Code.DATE_CALENDAR, f"「{text}」という日はありません", "月と日を、暦で確かめてください"
        )
    if day < ERAS[0].first:
        return WrongDay(
            Code.DATE_CALENDAR,
            f"「{text}」は、今の暦になる前の日です",
            "明治６年１月１日からの日付を書いてください",
        )
    if era_of(day) is not era:
        return WrongDay(
            Code.DATE_CALENDAR, f"「{text}」は、{era.name}ではありません", f"正しくは「{write_day(day)}」です"
        )
    if found["weekday"] and found["weekday"] != weekday(day):
        return WrongDay(
            Code.DATE_WEEKDAY,
            f"「{text}」の曜日が違います",
            f"{write_day(day, with_weekday=False)}は{weekday(day)}曜日です。日付と曜日のどちらが正しいか、確かめてください",
        )
    return day


def stated_dates(text: str) -> Iterator[Stated]:
    """The days, months and years that a text states, those that no calendar has among them."""
    before = None
    for found in _STATED.finditer(text.translate(HALF_WIDTH)):
        written = text[found.start() : found.end()]
        first, last = _span(found)
        wrong = _wrong(written, found, first, last)
        other = wrong is None and _is_of_another_era(found, first, last)
        if other and first and last:
            wrong = _other_era(written, found["era"], first, last)
        fiscal = found["fiscal"] == "年度"
        stated = Stated(written, found.start(), found.end(), fiscal, first, last, wrong, other)
        yield replace(stated, wrong=wrong or _otherwise(text, before, stated)) if before else stated
        before = stated


def _otherwise(text: str, said: Stated, again: Stated) -> WrongDay | None:
    """What is wrong where a date is said again in brackets, by the other way of counting years: 令和３年３月（2022年３月）."""
    brackets = text[said.end : again.begin], text[again.end : again.end + 1]
    if brackets not in (("（", "）"), ("(", ")")) or said.text[0].isdigit() == again.text[0].isdigit():
        return None
    if not (said.first and said.last and again.first and again.last):
        return None
    apart = said.last < again.first or again.last < said.first
    return _disagree(text[said.begin : again.end + 1]) if apart else None


def _disagree(written: str) -> WrongDay:
    return WrongDay(
        Code.DATE_CALENDAR,
        f"「{written}」の年号と西暦が合いません",
        "どちらが正しいかを、暦で確かめてください",
    )


def _span(found: re.Match[str]) -> tuple[date | None, date | None]:
    """The first and the last day of what is stated; None where there is no such day."""
    year = _year_of(found["era"], found["year"]) if found["era"] else int(found["ours"])
    month = int(found["month"] or 0)
    if found["fiscal"] == "年度":
        return _day(year, 4, 1), _day(year + 1, 3, 31)
    if found["day"]:
        day = _day(year, month, int(found["day"]))
        return day, day
    if found["month"]:
        first = _day(year, month, 1)
        return first, first and (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return _day(year, 1, 1), _day(year, 12, 31)


def _year_of(era: str, year: str) -> int:
    begun = next(each.begun for each in ERAS if each.name == era)
    return begun - 1 + (1 if year == "元" else int(year))


def _wrong(written: str, found: re.Match[str], first: date | None, last: date | None) -> WrongDay | None:
    """The mistake in a date: no such day, another era's, or a year in brackets that is another one."""
    if first is None or last is None or found["year"] == "0":
        no_year = found["year"] == "0" or not (found["day"] or found["month"])
        what = "年" if no_year else "日" if found["day"] else "月"
        return WrongDay(
            Code.DATE_CALENDAR, f"「{written}」という{what}はありません", "年、月、日を、暦で確かめてください"
        )
    years = (
        found[name] or (found[f"{name}_era"] and _year_of(found[f"{name}_era"], found[f"{name}_year"]))
        for name in ("added", "later")
    )
    if any(year and int(year) != first.year for year in years):
        return _disagree(written)
    return None


def _is_of_another_era(found: re.Match[str], first: date | None, last: date | None) -> bool:
    """Whether no day of what is stated is of the era that it names: 平成31年 and 令和元年 are the same year."""
    eras = {era_of(day).name for day in (first, last) if day and day >= ERAS[0].first}
    return bool(found["era"] and eras and found["era"] not in eras)


def _other_era(written: str, era: str, first: date, last: date) -> WrongDay:
    right = era_of(first if first >= ERAS[0].first else last)
    year = first.year - right.begun + 1
    rest = re.sub(r"^.*?(?=年)", "", written)
    return WrongDay(
        Code.DATE_CALENDAR,
        f"「{written}」は、{era}ではありません",
        f"正しくは「{right.name}{'元' if year == 1 else digits(year)}{rest}」です",
    )


def write_day(day: date, with_weekday: bool = True) -> str:
    """The day as it stands in running text: one digit full-width, two half-width; the first year is 元年."""
    era = era_of(day)
    year = day.year - era.begun + 1
    text = f"{era.name}{'元' if year == 1 else digits(year)}年{digits(day.month)}月{digits(day.day)}日"
    return f"{text}（{weekday(day)}）" if with_weekday else text


def era_of(day: date) -> Era:
    """The era of a day, from the first one of the Gregorian calendar in Japan on."""
    return [era for era in ERAS if era.first <= day][-1]


def weekday(day: date) -> str:
    """月, 火 and so on."""
    return WEEKDAYS[day.weekday()]


def days_between(first: date, last: date) -> int:
    """The number of days of a period, its first and its last one counted."""
    return (last - first).days + 1


def digits(number: int) -> str:
    """A number in running text: one digit full-width, more half-width."""
    return fullwidth(number) if number < 10 else str(number)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
