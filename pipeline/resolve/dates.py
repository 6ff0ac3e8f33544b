"""Dates and times in running text that no calendar or clock has, weekdays that are another day's, and periods that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.model.eras import ERAS, HALF_WIDTH, WEEKDAYS, Stated, WrongDay, digits, stated_dates, weekday
from pipeline.model.numerals import value_of
from pipeline.model.odd_dates import usual_date
from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.problems import Code, Problem
from pipeline.resolve.clock_times import wrong_times
from pipeline.resolve.texts import PlacedText, with_what_is_ahead, words_at

# What stands between the two ends of a period.
_TO = re.compile(rf"\s*{one_of('から', 'より', *'〜～~－―–-')}\s*")
# A day of any year: no month has more days. (月日 of a 年 are looked at with that.)
_DAY = re.compile(r"(?<![0-9０-９年])[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?!間)")
_WEEKDAY = re.compile(f"[（(]({one_of(*WEEKDAYS)})(?:曜日?)?{one_of(*'）・', '[)]')}")
# A day that its months' numbers could be: R3.2.30, 令和3.2.30, 2021.2.30.
_SHORT = (
    rf"(?:{one_of(*(era.name for era in ERAS))}(?:元|[0-9]{{1,2}})|(?<![A-Za-z0-9])[RHS][0-9]{{1,2}}|(?<![0-9./])[12][0-9]{{3}})"
    r"(?P<by>[./])(?:0?[1-9]|1[0-2])(?P=by)(?:0[1-9]|[12][0-9]|3[01]|[1-9])(?![0-9]|[./][0-9])"
)
_NUMBERS = "[0-9][./][0-9]{1,2}[./][0-9]"
_HALF_WIDTH = HALF_WIDTH | {ord("．"): ".", ord("／"): "/"}
# Behind a period; compiled where there is one.
_YEARS = rf"(?:まで)?(?:の|、|[（(])?(?P<n>[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}})(?:{one_of(*'かカヵヶケ箇')}年|年間|年計画)"
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def date_problems(texts: Iterable[PlacedText]) -> Iterator[Problem]:
    """Each as a warning: a text may quote what others wrote."""
    for text, location, ahead in with_what_is_ahead(texts):
        for wrong, begin, end in (*_wrong_dates(text), *_wrong_short_dates(text), *wrong_times(text)):
            about = words_at(text, begin, end, ahead)
            yield Problem(location, wrong.code, wrong.message, wrong.hint, warning=True, about=about)


def _wrong_dates(text: str) -> Iterator[tuple[WrongDay, int, int]]:
    """Mistakes in dates, and the places of the text between which each stands."""
    if "年" not in text and "月" not in text:
        return
    dates = list(stated_dates(text))
    for stated in dates:
        # What an earlier plan called a year: 平成32年度 was written before 令和 began.
        if stated.wrong and not (stated.fiscal and stated.other_era):
            yield stated.wrong, stated.begin, stated.end
        elif not stated.wrong:
            yield from ((wrong, stated.begin, stated.end) for wrong in _wrong_weekday(text, stated))
    for first, last in pairwise(dates):
        if _is_period(text, first, last) and first.first and last.last and last.last < first.first:
            wrong = WrongDay(
                Code.DATE_ORDER,
                f"「{text[first.begin : last.end]}」は、終わりが初めより前です",
                "初めと終わりが逆になっていないか、年を取り違えていないかを見てください",
            )
            yield wrong, first.begin, last.end
        elif _is_period(text, first, last):
            yield from _wrong_years(text, first, last)

    for found in _DAY.finditer(text):
        month, day = map(int, re.findall(r"\d+", found.group()))
        if not (1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]):
            wrong = WrongDay(
                Code.DATE_CALENDAR,
                f"「{found.group()}」という日はありません",
                "月と日を、暦で確かめてください",
            )
            yield wrong, *found.span()


def _wrong_short_dates(text: str) -> Iterator[tuple[WrongDay, int, int]]:
    """Mistakes in dates like R3.2.30 and 2021/2/30, told as those of 令和３年２月30日 are."""
    if not ("." in text or "/" in text or "．" in text or "／" in text):
        return
    plain = text.translate(_HALF_WIDTH)
    for found in re.finditer(_SHORT, plain) if re.search(_NUMBERS, plain) else ():
        usual = usual_date(found.group())
        for stated in stated_dates(usual):
            if stated.text == usual and (wrong := stated.wrong):
                message = wrong.message.replace(usual, text[found.start() : found.end()])
                yield replace(wrong, message=message), *found.span()


def _wrong_years(text: str, first: Stated, last: Stated) -> Iterator[tuple[WrongDay, int, int]]:
    """A count of years behind a period of fiscal years that is neither theirs nor how far they are apart: ５年間で10％ counts from
    the end of the first."""
    said = re.compile(_YEARS).match(text, last.end) if first.fiscal and last.fiscal else None
    if said and first.first and last.first:
        apart = last.first.year - first.first.year
        number = int(said["n"]) if said["n"][0].isdigit() else value_of(said["n"])
        if number not in (apart, apart + 1):
            wrong = WrongDay(
                Code.COUNT_WRONG,
                f"「{text[first.begin : said.end()]}」とありますが、{digits(apart + 1)}年間です",
                "期間と年数のどちらが正しいかを確かめてください",
            )
            yield wrong, first.begin, said.end()


def _wrong_weekday(text: str, stated: Stated) -> Iterator[WrongDay]:
    said = _WEEKDAY.match(text, stated.end)
    if said and stated.first and stated.first == stated.last and said[1] != weekday(stated.first):
        yield WrongDay(
            Code.DATE_WEEKDAY,
            f"「{stated.text}（{said[1]}）」の曜日が違います",
            f"{stated.text}は{weekday(stated.first)}曜日です。日付と曜日のどちらが正しいか、確かめてください",
        )


def _is_period(text: str, first: Stated, last: Stated) -> bool:
    between = _TO.fullmatch(text, first.end, last.begin)
    said = between and between.group().strip() in ("から", "より")
    return bool(between) and (not said or text.startswith("まで", last.end))
