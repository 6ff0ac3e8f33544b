"""Values as Excel shows them by a cell's number format (ECMA-376 Part 1, 18.8.31), in its Japanese edition.

The formats of offices are known: digits, thousands, decimals, percent, dates in both calendars, times, words around them. What is not
(fractions, conditions, powers of ten) is said to be unknown rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipeline.model.eras import ERAS, WEEKDAYS, era_of

GENERAL = "General"
Moment = datetime | time
# Formats that have a number and no code, or another code in Japan than elsewhere.
JAPANESE: Mapping[int, str] = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 57), "[$-411]ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), '[$-411]ggge"年"m"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[\$(?P<symbol>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|黒|赤|青|緑|黄|白|紫|水)\]"
    r"|(?P<general>General|G/標準|標準)"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>yyyy|yy|ggg|gg|g|ee|e|mmmm|mmm|mm|m|dddd|ddd|dd|d|aaaa|aaa|hh|h|ss|s|\.0+(?=\D|$))"
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]+)?,*)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = ("quoted", "escaped", "symbol")
_PLAIN = set("-+/:.,() %$@")  # and all that is no ASCII
_LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}


def shown(value: Any, code: str) -> str | None:
    """The text of a number, day or time in this format; None where the format is one that is not known."""
    if isinstance(value, datetime | time):
        return _moment(value, _section(code, 1))
    if isinstance(value, timedelta):
        return _elapsed(value, _section(code, 1))
    number = Decimal(str(value))
    section = _section(code, -1 if number < 0 else 1 if number > 0 else 0)
    if "@" in _literals(section):  # a cell of text shows a number as it is
        text = _number(number, GENERAL)
        return None if text is None else shown_text(text, section)
    own_sign = len(_sections(code)) > 1 and number < 0
    return _number(abs(number) if own_sign else number, section)


def shown_text(text: str, code: str) -> str:
    """Text in a format that puts words around it (第@号)."""
    section = next((each for each in _sections(code) if "@" in each), "@")
    return "".join(text if word == "@" else word for word in _literals(section))


def _sections(code: str) -> list[str]:
    return re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', code)[: code.count(";") + 1] or [""]


def _section(code: str, sign: int) -> str:
    """The part of a format for positive numbers, negative ones, or zero."""
    sections = _sections(code)
    wanted = {1: 0, -1: 1, 0: 2}[sign]
    return sections[wanted] if wanted < len(sections) else sections[0]


def _literals(section: str) -> Iterator[str]:
    """The words of a section, and its @."""
    for found in _TOKEN.finditer(section):
        if found.lastgroup in _WORDS:
            yield found[found.lastgroup]
        elif found.lastgroup == "blank":
            yield " "
        elif found.lastgroup == "other":
            yield found[0]


def _literal(found: re.Match[str]) -> str | None:
    """A token's shown text, whatever the value is; None for one that shows some of it, or that is not known."""
    match found.lastgroup:
        case "quoted" | "escaped" | "symbol":
            return found[found.lastgroup]
        case "blank":
            return " "
        case "fill" | None:
            return ""
        case "other" if found[0] in _PLAIN or not found[0].isascii():
            return found[0]
        case _:
            return None


# Numbers


def _number(number: Decimal, section: str) -> str | None:
    percent = section.count("%")
    parts: list[str] = []
    digits = 0
    for found in _TOKEN.finditer(section):
        match found.lastgroup:
            case "general":
                digits += 1
                parts.append(_general(abs(number)))
            case "digits":
                digits += 1
                parts.append(_digits(abs(number) * 100**percent, found[0]))
            case _ if (text := _literal(found)) is not None:
                parts.append(text)
            case _:
                return None
    if digits > 1:
        return None
    return ("-" if number < 0 else "") + "".join(parts)


def _general(number: Decimal) -> str:
    """12, not 12.0; eleven digits at the most, as a cell has."""
    whole = number.to_integral_value()
    if number == whole:
        return str(int(whole))
    return f"{float(number):.10g}" if number >= Decimal("0.0001") else f"{float(number):.10f}".rstrip("0")


def _digits(number: Decimal, code: str) -> str:
    """A number by its places: 0 always, # where there is something, commas between thousands."""
    scaled = code.rstrip(",")
    number /= Decimal(1000) ** (len(code) - len(scaled))
    whole, _, fraction = scaled.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    integer, _, decimals = f"{rounded:f}".partition(".")
    least = whole.replace(",", "").replace("#", "").replace("?", "")
    integer = integer.lstrip("0").rjust(len(least), "0")
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    kept = len(fraction.rstrip("#?"))
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    return f"{integer}.{decimals}" if fraction else integer


# Days and times


def _moment(value: Moment, section: str) -> str | None:
    tokens = list(_TOKEN.finditer(section))
    halves = any(each.lastgroup == "half" for each in tokens)
    parts: list[str] = []
    before = ""
    for index, found in enumerate(tokens):
        match found.lastgroup:
            case "half":
                parts.append("PM" if _clock(value).hour >= 12 else "AM")
            case "date":
                word = found[0].lower()
                behind = next(
                    (each[0].lower() for each in tokens[index + 1 :] if each.lastgroup == "date"), ""
                )
                if word in ("m", "mm") and (before.startswith("h") or behind.startswith("s")):
                    word = word.replace("m", "n")  # minutes
                part = _part(value, word, halves)
                if part is None:
                    return None
                parts.append(part)
                before = word
            case _ if (text := _literal(found)) is not None:
                parts.append(text)
            case _:
                return None
    return "".join(parts)


def _clock(value: Moment) -> time:
    return value.time() if isinstance(value, datetime) else value


def _part(value: Moment, word: str, halves: bool) -> str | None:
    """One part of a day or a time; None for a day's part where there is only a time."""
    clock = _clock(value)
    hour = (clock.hour % 12 or 12) if halves else clock.hour
    times = {"h": f"{hour}", "n": f"{clock.minute}", "s": f"{clock.second}"}
    if word[0] in times:
        return times[word[0]].rjust(len(word), "0")
    if not isinstance(value, datetime):
        return None
    day = value.date()
    parts: Mapping[str, Callable[[], str | None]] = {
        "yyyy": lambda: f"{day.year}",
        "yy": lambda: f"{day.year % 100:02}",
        "mm": lambda: f"{day.month:02}",
        "m": lambda: f"{day.month}",
        "dd": lambda: f"{day.day:02}",
        "d": lambda: f"{day.day}",
        "aaaa": lambda: f"{WEEKDAYS[day.weekday()]}曜日",
        "aaa": lambda: WEEKDAYS[day.weekday()],
        "mmm": lambda: day.strftime("%b"),
        "mmmm": lambda: day.strftime("%B"),
        "ddd": lambda: day.strftime("%a"),
        "dddd": lambda: day.strftime("%A"),
    }
    if word in parts:
        return parts[word]()
    return _era_part(day, word)


def _era_part(day: date, word: str) -> str | None:
    """The era and its year, the first of which is 元; None before 明治, where Excel shows none."""
    if day < ERAS[0].first:
        return None
    era = era_of(day)
    year = day.year - era.begun + 1
    eras = {
        "ggg": era.name,
        "gg": era.name[0],
        "g": _LETTERS[era.name],
        "e": "元" if year == 1 else f"{year}",
        "ee": f"{year:02}",
    }
    return eras.get(word)


def _elapsed(value: timedelta, section: str) -> str | None:
    """A length of time: [h]:mm."""
    seconds = round(value.total_seconds())
    parts: list[str] = []
    for found in _TOKEN.finditer(section):
        match found.lastgroup:
            case "elapsed":
                unit = {"h": 3600, "m": 60, "s": 1}[found["elapsed"][0].lower()]
                parts.append(str(seconds // unit).rjust(len(found["elapsed"]), "0"))
                seconds %= unit
            case "date" if found[0].lower() in ("m", "mm", "s", "ss"):
                unit = {"m": 60, "s": 1}[found[0][0].lower()]
                parts.append(str(seconds // unit).rjust(len(found[0]), "0"))
                seconds %= unit
            case _ if (text := _literal(found)) is not None:
                parts.append(text)
            case _:
                return None
    return "".join(parts)
