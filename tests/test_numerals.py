"""Each number format of Word's lists: its first numbers, its turns, its last one."""

from __future__ import annotations

import pytest

from pipeline.model.numerals import KNOWN_FORMATS, write_number

EXAMPLES = {
    "decimal": {1: "1", 10: "10", 32767: "32767"},
    "decimalHalfWidth": {1: "1", 12: "12"},
    "decimalZero": {1: "01", 9: "09", 10: "10", 100: "100"},
    "decimalFullWidth": {1: "１", 10: "１０", 105: "１０５"},
    "decimalFullWidth2": {1: "１", 10: "１０"},
    "decimalEnclosedCircle": {1: "①", 10: "⑩", 20: "⑳"},
    "aiueo": {1: "ｱ", 44: "ﾜ", 45: "ｦ", 46: "ﾝ"},
    "aiueoFullWidth": {1: "ア", 2: "イ", 6: "カ", 46: "ン"},
    "irohaFullWidth": {1: "イ", 2: "ロ", 3: "ハ", 47: "ス", 48: "ン"},
    "japaneseCounting": {
        1: "一",
        10: "十",
        11: "十一",
        20: "二十",
        100: "百",
        105: "百五",
        1000: "千",
        2111: "二千百十一",
    },
    "ideographDigital": {1: "一", 10: "一〇", 23: "二三"},
    "japaneseDigitalTenThousand": {1: "一", 10: "一〇"},
    "ideographTraditional": {1: "甲", 2: "乙", 10: "癸"},
    "ideographZodiac": {1: "子", 12: "亥"},
    "upperRoman": {1: "I", 4: "IV", 9: "IX", 40: "XL", 1994: "MCMXCIV", 3999: "MMMCMXCIX"},
    "lowerRoman": {1: "i", 8: "viii", 14: "xiv"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 52: "ZZ", 53: "AAA"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa"},
    "none": {1: "", 99: ""},
}
LAST = {
    "decimalEnclosedCircle": 20,
    "aiueo": 46,
    "aiueoFullWidth": 46,
    "irohaFullWidth": 48,
    "japaneseCounting": 9999,
    "ideographTraditional": 10,
    "ideographZodiac": 12,
    "upperRoman": 3999,
    "lowerRoman": 3999,
    "upperLetter": 780,
    "lowerLetter": 780,
}


@pytest.mark.parametrize("number_format", sorted(KNOWN_FORMATS))
def test_numbers_are_written_as_word_writes_them(number_format: str) -> None:
    """Every format that a template may use has its examples here."""
    for number, written in EXAMPLES[number_format].items():
        assert write_number(number, number_format) == written


@pytest.mark.parametrize("number_format", sorted(KNOWN_FORMATS))
def test_a_number_that_has_no_form_is_an_error(number_format: str) -> None:
    """Nothing is made up past the last one, nor below one."""
    last = LAST.get(number_format, 32767)
    assert isinstance(write_number(last, number_format), str)
    for number in (last + 1, 0, -1):
        with pytest.raises(ValueError, match=number_format):
            write_number(number, number_format)


@pytest.mark.parametrize("number_format", sorted(KNOWN_FORMATS - {"none"}))
def test_no_two_numbers_are_written_alike(number_format: str) -> None:
    """Else a reference could mean either."""
    numbers = range(1, min(LAST.get(number_format, 1000), 1000) + 1)
    assert len({write_number(number, number_format) for number in numbers}) == len(numbers)
