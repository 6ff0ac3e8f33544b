"""Number formats: the values at which each of them changes its ways."""

from __future__ import annotations

import pytest

from pipeline.checks.formats import format_number


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("decimal", 10, "10"),
        ("decimalHalfWidth", 10, "10"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalFullWidth2", 9, "９"),
        ("decimalZero", 9, "09"),
        ("decimalZero", 10, "10"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 20, "⒇"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("aiueo", 1, "ｱ"),
        ("aiueo", 44, "ﾜ"),
        ("aiueo", 45, "ｦ"),
        ("aiueoFullWidth", 1, "ア"),
        ("aiueoFullWidth", 46, "ン"),
        ("aiueoFullWidth", 47, "ア"),
        ("iroha", 1, "ｲ"),
        ("irohaFullWidth", 4, "ニ"),
        ("irohaFullWidth", 48, "ン"),
        ("irohaFullWidth", 49, "イ"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 49, "xlix"),
        ("lowerRoman", 0, "0"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 53, "aaa"),
        ("ideographDigital", 10, "一〇"),
        ("ideographDigital", 305, "三〇五"),
        ("japaneseDigitalTenThousand", 12, "一二"),
        ("japaneseCounting", 0, "〇"),
        ("japaneseCounting", 10, "十"),
        ("japaneseCounting", 21, "二十一"),
        ("japaneseCounting", 105, "百五"),
        ("japaneseCounting", 1000, "千"),
        ("japaneseCounting", 10001, "一万一"),
        ("japaneseLegal", 10, "壱拾"),
        ("japaneseLegal", 234, "弐百参拾四"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 1, "甲子"),
        ("ideographZodiacTraditional", 61, "甲子"),
        ("numberInDash", 3, "- 3 -"),
        ("bullet", 3, ""),
        ("none", 3, ""),
    ],
)
def test_a_number_is_written_as_word_writes_it(name: str, value: int, text: str) -> None:
    """The edges of each format: the last of its own characters, and what comes after."""
    assert format_number(value, name) == text


def test_an_unknown_format_is_not_guessed() -> None:
    """The caller tells that it can't compute, rather than comparing with a guess."""
    assert format_number(1, "klingon") is None


@pytest.mark.parametrize("name", ["aiueo", "aiueoFullWidth"])
def test_kana_have_46_letters(name: str) -> None:
    """The set begins again after ン ([MS-OI29500] 2.1.540 c)."""
    letters = [format_number(value, name) for value in range(1, 47)]
    assert len(set(letters)) == 46
    assert format_number(47, name) == letters[0]


@pytest.mark.parametrize("name", ["iroha", "irohaFullWidth"])
def test_iroha_has_48_letters(name: str) -> None:
    """いろは with ん at its end."""
    assert len({format_number(value, name) for value in range(1, 49)}) == 48
