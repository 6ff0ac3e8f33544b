"""Numbers in the formats that Word's lists know (ECMA-376 Part 1, 17.18.59 ST_NumberFormat), and those in kanji read."""

from __future__ import annotations

from collections.abc import Callable

_FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_AIUEO_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_KANJI = "〇一二三四五六七八九"
_DIGITS = {each: at for at, each in enumerate(_KANJI)}
_TENS = {"十": 10, "百": 100, "千": 1000}
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


def fullwidth(number: int) -> str:
    """The number in full-width digits."""
    return str(number).translate(_FULLWIDTH)


def count_text(number: int) -> str:
    """A number in running text: one digit full-width, more half-width, thousands parted."""
    return fullwidth(number) if number < 10 else f"{number:,}"


def circled(number: int) -> str:
    """① to ⑳."""
    return chr(0x2460 + number - 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(_ROMAN_VALUES, _ROMAN_SIGNS, strict=True):
        text += sign * (number // value)
        number %= value
    return text


def _kanji_counting(number: int) -> str:
    """十一, 二十, 百五: as one says it."""
    text = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, value)
        text += ("" if digit == 1 else _KANJI[digit]) + unit if digit else ""
    return text + (_KANJI[number] if number else "")


def _kanji_digits(number: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(number))


def _letter(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(signs: str) -> tuple[Callable[[int], str], int]:
    return (lambda number: signs[number - 1]), len(signs)


# Format → (how to write a number, the largest that has a form of its own).
_FORMATS: dict[str, tuple[Callable[[int], str], int]] = {
    "decimal": (str, 32767),
    "decimalHalfWidth": (str, 32767),
    "decimalZero": (lambda number: f"{number:02d}", 32767),
    "decimalFullWidth": (fullwidth, 32767),
    "decimalFullWidth2": (fullwidth, 32767),
    "decimalEnclosedCircle": (circled, 20),
    "aiueo": _from(_AIUEO_HALF),
    "aiueoFullWidth": _from(_AIUEO),
    "irohaFullWidth": _from(_IROHA),
    "japaneseCounting": (_kanji_counting, 9999),
    "ideographDigital": (_kanji_digits, 32767),
    "japaneseDigitalTenThousand": (_kanji_digits, 32767),
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    "upperRoman": (lambda number: _roman(number).upper(), 3999),
    "lowerRoman": (_roman, 3999),
    "upperLetter": (lambda number: _letter(number).upper(), 780),
    "lowerLetter": (_letter, 780),
    "none": (lambda number: "", 32767),
}

KNOWN_FORMATS = frozenset(_FORMATS)


def write_number(number: int, number_format: str) -> str:
    """The number in a format of `KNOWN_FORMATS`. Raises ValueError where the format has no form for it."""
    write, largest = _FORMATS[number_format]
    if not 1 <= number <= largest:
        raise ValueError(f"{number} in {number_format}")
    return write(number)


def number_or_digits(number: int, number_format: str) -> str:
    """The same, and digits where the format has no form for the number, as Word writes it then."""
    try:
        return write_number(number, number_format)
    except ValueError:
        return str(number)


# What numbers in kanji are written with.
KANJI = frozenset((*_DIGITS, *_TENS, "万", "億"))


def value_of(text: str) -> int | None:
    """The value of a number in kanji (三, 二十四, 二〇五〇); None of anything else."""
    if not text or not set(text) <= KANJI - {"億"}:
        return None
    if set(text) <= _DIGITS.keys():
        return int("".join(str(_DIGITS[each]) for each in text))
    total, below, digit = 0, 0, 0
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each == "万":
            total, below, digit = (total + below + digit or 1) * 10_000, 0, 0
        else:
            below, digit = below + (digit or 1) * _TENS[each], 0
    return total + below + digit
