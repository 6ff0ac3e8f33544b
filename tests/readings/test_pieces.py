"""A word's reading stands over its kanji one by one, over a group where no part of it is one kanji's, and over no kana."""

from __future__ import annotations

import pytest

from pipeline.model.kanji import common, grade_of
from pipeline.model.readings import RubyLevel
from pipeline.readings.counters import counted, of_several
from pipeline.readings.pieces import pieces_of


def shown(word: str, kana: str) -> str:
    """取|と/組|く: what stands over what."""
    return "/".join(f"{word[each.start : each.end]}|{each.kana}" for each in pieces_of(word, kana))


@pytest.mark.parametrize(
    ("word", "kana", "over"),
    [
        ("取り組み", "とりくみ", "取|と/組|く"),
        ("取組", "とりくみ", "取|とり/組|くみ"),
        ("障がい", "しょうがい", "障|しょう"),
        ("学校", "がっこう", "学|がっ/校|こう"),
        ("発表", "はっぴょう", "発|はっ/表|ぴょう"),
        ("反応", "はんのう", "反|はん/応|のう"),
        ("人々", "ひとびと", "人|ひと/々|びと"),
        ("三か月", "さんかげつ", "三|さん/月|げつ"),
        (
            "避難行動要支援者",
            "ひなんこうどうようしえんしゃ",
            "避|ひ/難|なん/行|こう/動|どう/要|よう/支|し/援|えん/者|しゃ",
        ),
        ("子ども・若者", "こどもわかもの", "子|こ/若|わか/者|もの"),
        ("8050問題", "はちまるごうまるもんだい", "8050|はちまるごうまる/問|もん/題|だい"),
        ("衣川", "ころもがわ", "衣|ころも/川|がわ"),
    ],
)
def test_each_kanji_has_its_own_reading(word: str, kana: str, over: str) -> None:
    """Forms within words are known as well: がっ of がく, ぴょう of ひょう."""
    assert shown(word, kana) == over


@pytest.mark.parametrize(
    ("word", "kana", "over"),
    [
        ("大人", "おとな", "大人|おとな"),
        ("今日以降", "きょういこう", "今日|きょう/以|い/降|こう"),
        ("一日", "ついたち", "一日|ついたち"),
        ("手伝う", "てつだう", "手伝|てつだ"),
        ("お土産", "おみやげ", "土産|みやげ"),
    ],
)
def test_what_belongs_to_no_single_kanji_stands_over_all_of_them(word: str, kana: str, over: str) -> None:
    assert shown(word, kana) == over


def test_a_mark_in_a_reading_says_what_each_kanji_is_read() -> None:
    assert shown("胆沢", "い・さわ") == "胆|い/沢|さわ"


def test_a_reading_that_does_not_fit_stands_over_the_word() -> None:
    """Without the kana at its ends, which nobody has to be told."""
    assert shown("支える側", "ささえて") == "支える側|ささえて"


@pytest.mark.parametrize(
    ("number", "counter", "before", "kana", "whole"),
    [
        ("１", "本", "", "ぽん", False),
        ("２", "本", "", "ほん", False),
        ("３", "本", "", "ぼん", False),
        ("100", "本", "", "ぽん", False),
        ("1,000", "本", "", "ぼん", False),
        ("4", "分", "", "ぷん", False),
        ("5", "分", "", "ふん", False),
        ("３", "階", "", "がい", False),
        ("10", "人", "", "にん", False),
        ("１", "人", "", "ひとり", True),
        ("20", "日", "４月", "はつか", True),
        ("14", "日", "", "じゅうよっか", True),
        ("1", "日", "４月", "ついたち", True),
        ("1", "日", "", "にち", False),
        ("31", "日", "３月", "にち", False),
        ("3.5", "倍", "", "ばい", False),
    ],
)
def test_counters_change_behind_numbers(
    number: str, counter: str, before: str, kana: str, whole: bool
) -> None:
    """By the last part of the number as it is said."""
    found = counted(number, counter, before)
    assert found is not None
    assert (found.kana, found.whole) == (kana, whole)


def test_months_and_places_are_counted_with_ka() -> None:
    assert (of_several("月"), of_several("所"), of_several("市")) == ("げつ", "しょ", "")


def test_the_grades_have_as_many_kanji_as_the_table_of_2017() -> None:
    """1,026 in all, and 2,136 in common use."""
    grades = [sum(grade_of(each) == grade for each in common()) for grade in range(1, 7)]
    assert grades == [80, 160, 200, 202, 193, 191]
    assert len(common()) == 2136


@pytest.mark.parametrize(
    ("level", "needed"),
    [
        (RubyLevel.ALL, "山岡査蓋訝々"),
        (RubyLevel.BEYOND_1, "岡査蓋訝"),
        (RubyLevel.BEYOND_4, "査蓋訝"),
        (RubyLevel.BEYOND_6, "蓋訝"),
        (RubyLevel.HARD, "訝"),
    ],
)
def test_each_level_leaves_out_what_its_readers_know(level: RubyLevel, needed: str) -> None:
    """山 is taught in the first grade, 岡 in the fourth, 査 in the fifth; 蓋 is in common use, 訝 is not."""
    assert "".join(filter(level.needs, "山岡査蓋訝々ぁA１")) == needed
