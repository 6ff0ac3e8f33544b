"""readings.yaml: what it may say, and what is told of what it can't."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import TermEntry
from pipeline.model.inlines import Text
from pipeline.model.readings import Readings, RubyLevel
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.readings.load import glossary_readings, read_readings
from pipeline.readings.schema import READINGS


def read(text: str) -> Readings:
    found = read_readings({READINGS: text.encode()}, "plan_source")
    assert found is not None
    return found


def problem(text: str) -> Problem:
    with pytest.raises(PlanErrors) as raised:
        read(text)
    (only,) = raised.value.problems
    return only


def test_a_plan_without_the_file_has_no_readings() -> None:
    assert read_readings({}, "plan_source") is None


def test_words_are_confirmed_or_not_and_may_be_read_otherwise_at_places() -> None:
    found = read(
        "ルビを振る漢字: 小学４年までに習わない漢字\n読み:\n  人気: にんき\n場所ごとの読み:\n  sec-a:\n    人気: ひとけ\n"
        "未確認:\n  甲野: 振らない\n"
    )
    assert found.level is RubyLevel.BEYOND_4
    assert [(each.word, each.kana, each.confirmed, each.location.line) for each in found.words.values()] == [
        ("甲野", "振らない", False, 8),
        ("人気", "にんき", True, 3),
    ]
    assert found.at["sec-a"]["人気"].kana == "ひとけ"


def test_the_glossarys_readings_win() -> None:
    """Its authors wrote them. A term without kanji needs none."""
    terms = [
        TermEntry("t", term, kana, (Text(""),), Location("glossary.yaml", 2))
        for term, kana in (("要支援者", "ようしえんしゃ"), ("ケア", "けあ"))
    ]
    found = read("読み:\n  要支援者: かなめ\n").over(glossary_readings(terms))
    assert {word: each.kana for word, each in found.words.items()} == {"要支援者": "ようしえんしゃ"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("読み:\n  市: 市\n", Code.SCHEMA_VALUE, 2),
        ("読み:\n  市: ・し\n", Code.SCHEMA_VALUE, 2),
        ("読み:\n  町: まち\n  市：し\n", Code.YAML_FULLWIDTH_COLON, 3),
        ("読み:\n  市：し  # 例\n", Code.YAML_FULLWIDTH_COLON, 2),
        ("読み:\n  市:し\n  町: まち\n", Code.YAML_COLON_BLANK, 2),
        ("読み:\n  市:　し\n", Code.YAML_FULLWIDTH_SPACE, 2),
        ("ルビを振る漢字: 全部\n", Code.SCHEMA_VALUE, 1),
        ("よみ:\n  市: し\n", Code.SCHEMA_UNKNOWN_KEY, 1),
        ("読み:\n  市: し\n  市: いち\n", Code.YAML_DUPLICATE_KEY, 3),
        ("読み:\n  市: し\n未確認:\n  市: いち\n", Code.READING_TWICE, 4),
    ],
)
def test_what_can_not_be_is_told_at_its_line(text: str, code: Code, line: int) -> None:
    told = problem(text)
    assert (told.code, told.location.line) == (code, line)
    assert told.hint
