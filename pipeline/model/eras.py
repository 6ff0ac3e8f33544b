"""Days in the Japanese calendar: 令和２年12月１日（火）, read and written.

Eras by the edicts that began them (元号法 for the last two); on the day on which one ends and the next begins, the next
counts. 明治 is read from 1873 on: days before were counted by another calendar.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from pipeline.model.numerals import fullwidth

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
    rf"(?P<era>{'|'.join(era.name for era in ERAS)})(?P<year>元|[0-9]{{1,2}})年"
    rf"(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日?)?\))?"
)
_WESTERN = re.compile(r"([0-9]{4})(?:年|-|/|\.)([0-9]{1,2})(?:月|-|/|\.)([0-9]{1,2})日?(?:\(.*\))?")


@dataclass(frozen=True)
class WrongDay:
    """Why a text is no day: what to tell its author, and what to do."""

    message: str
    hint: str


def read_day(text: str) -> date | WrongDay:
    """The day that a text names. Digits and brackets may be of either width, the weekday may be left out."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
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
            f"「{text}」は、日付として読めません",
            f"{hint}、年号を使って書いてください（曜日はなくても構いません）",
        )
    era = next(era for era in ERAS if era.name == found["era"])
    year = 1 if found["year"] == "元" else int(found["year"])
    day = _day(era.begun + year - 1, int(found["month"]), int(found["day"])) if year else None
    if day is None:
        return WrongDay(f"「{text}」という日はありません", "月と日を、暦で確かめてください")
    if day < ERAS[0].first:
        return WrongDay(f"「{text}」は、今の暦になる前の日です", "明治６年１月１日からの日付を書いてください")
    if era_of(day) is not era:
        return WrongDay(f"「{text}」は、{era.name}ではありません", f"正しくは「{write_day(day)}」です")
    if found["weekday"] and found["weekday"] != weekday(day):
        return WrongDay(
            f"「{text}」の曜日が違います",
            f"{write_day(day, with_weekday=False)}は{weekday(day)}曜日です。日付と曜日のどちらが正しいか、確かめてください",
        )
    return day


def write_day(day: date, with_weekday: bool = True) -> str:
    """The day as it stands in running text: one digit full-width, two half-width; the first year is 元年."""
    era = era_of(day)
    year = day.year - era.begun + 1
    text = f"{era.name}{'元' if year == 1 else digits(year)}年{digits(day.month)}月{digits(day.day)}日"
    return f"{text}（{weekday(day)}）" if with_weekday else text


def era_of(day: date) -> Era:
    """The era of a day. Raises ValueError before 1873."""
    found = [era for era in ERAS if era.first <= day]
    if not found:
        raise ValueError(f"{day} is before the Gregorian calendar in Japan")
    return found[-1]


def weekday(day: date) -> str:
    """月, 火 and so on."""
    return WEEKDAYS[day.weekday()]


def days_between(first: date, last: date) -> int:
    """How many days a period has, its first and its last one counted."""
    return (last - first).days + 1


def digits(number: int) -> str:
    """A number in running text: one digit full-width, more half-width."""
    return fullwidth(number) if number < 10 else str(number)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
