"""The words of a text as a list has them, and how each is read there."""

from __future__ import annotations

import re

import pytest

from pipeline.readings.unit import Doubt
from pipeline.readings.words import units_of
from pipeline.system.analyser import Analyser, Word, analyser


def read(text: str) -> str:
    """How the words of a text are listed: 支える=ささえる."""
    return " ".join(f"{each.word}={each.kana}" for each in units_of(text, analyser()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("避難行動要支援者", "避難=ひなん 行動=こうどう 要支援者=ようしえんしゃ"),
        ("重層的支援体制", "重層的=じゅうそうてき 支援=しえん 体制=たいせい"),
        ("障がい者への合理的配慮", "障がい者=しょうがいしゃ 合理的=ごうりてき 配慮=はいりょ"),
        ("奥州市の各地区", "奥州市=おうしゅうし 各地区=かくちく"),
        ("令和６年度", "令和=れいわ 年度=ねんど"),
        ("前計画と前の計画", "前計画=ぜんけいかく 前=まえ 計画=けいかく"),
        (
            "生活支援又は相談及び調整",
            "生活=せいかつ 支援=しえん 又=また 相談=そうだん 及び=および 調整=ちょうせい",
        ),
        ("小学校区ごと", "小学校区=しょうがっこうく"),
        ("担い手不足と備えの不足", "担い手=にないて 〜不足=ぶそく 備え=そなえ 不足=ふそく"),
        ("ボランティア数、サービス等", "〜数=すう 〜等=とう"),
    ],
)
def test_a_kanji_alone_is_a_part_of_the_word_beside_it(text: str, words: str) -> None:
    """Since what it is read depends on that; words that join others are no part of them."""
    assert read(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("支え合って行った", "支え合う=ささえあう 行く=いく"),
        ("取組を行った", "取組=とりくみ 行う=おこなう"),
        ("取り組みが多く", "取り組み=とりくみ 多い=おおい"),
    ],
)
def test_verbs_are_listed_by_the_form_of_dictionaries(text: str, words: str) -> None:
    assert read(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("３か月で10人と100本、20日、50％、10万円", ""),
        ("２回目、１歳児、３日間", ""),
        (
            "三か月、一人、三十分、八つ、二十四時間",
            "三か月=さんかげつ 一人=ひとり 三十分=さんじゅっぷん 八つ=やっつ 二十四時間=にじゅうよじかん",
        ),
        ("８０５０問題", "8050=はちまるごうまる 問題=もんだい"),
        ("第３期、500世帯", "第=だい 世帯=せたい"),
        ("三分の一", "三分=さんぶん 一=いち"),
    ],
)
def test_what_numbers_count_is_read_by_rule_and_numbers_in_kanji_are_words(text: str, words: str) -> None:
    assert read(text) == words


def test_places_are_read_as_places_beside_others() -> None:
    """水沢 is すいたく as well."""
    assert (
        read("胆沢、江刺、前沢、衣川、水沢の")
        == "胆沢=いさわ 江刺=えさし 前沢=まえさわ 衣川=ころもがわ 水沢=みずさわ"
    )
    assert read("水沢地域") == "水沢=みずさわ 地域=ちいき"


class Names(Analyser):
    """An analyser for which 甲野 and 乙 are names of people."""

    def __init__(self) -> None:
        """It has no dictionary."""

    def words(self, text: str) -> tuple[Word, ...]:
        found = re.finditer("甲野|乙|氏|委員|　|[^甲乙氏委　]+", text)
        return tuple(
            Word(
                each.start(),
                each[0],
                "コウ",
                ("名詞", "固有名詞", "人名") if each[0] in "甲野乙" else ("名詞",),
                each[0],
                "コウ",
            )
            for each in found
        )

    def entries(self, text: str) -> tuple[Word, ...]:
        return ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲野氏と", ["甲野氏"]),
        ("甲野　乙", ["甲野", "乙"]),
        ("甲野乙", ["甲野乙"]),
        ("甲野委員", ["甲野"]),
        ("甲野の", []),
    ],
)
def test_names_of_people_are_not_read(text: str, names: list[str]) -> None:
    """They read them as they do. A family's name by itself may be that of a place."""
    assert [each.word for each in units_of(text, Names()) if each.doubt is Doubt.NAME] == names


# As plans have them, with what is read otherwise alone: 避難所 じょ, 副読本 どく, 担い手不足 ぶ, 支援係 がかり.
PHRASES_OF_PLANS = [
    "避難所運営訓練=ひなんじょうんえいくんれん",
    "土砂災害警戒区域=どしゃさいがいけいかいくいき",
    "合計特殊出生率=ごうけいとくしゅしゅっしょうりつ",
    "病児・病後児保育=びょうじびょうごじほいく",
    "担い手不足=にないてぶそく",
    "歯科口腔保健=しかこうくうほけん",
    "昼夜間人口比率=ちゅうやかんじんこうひりつ",
    "小中一貫校=しょうちゅういっかんこう",
    "子育て支援係=こそだてしえんがかり",
    "北上川=きたかみがわ",
    "国土強靱化=こくどきょうじんか",
    "副読本=ふくどくほん",
    "市町村障害福祉計画=しちょうそんしょうがいふくしけいかく",
    "住宅確保要配慮者=じゅうたくかくほようはいりょしゃ",
    "夫婦共働き=ふうふともばたらき",
    "保護司会=ほごしかい",
    "文部科学省=もんぶかがくしょう",
    "初年度=しょねんど",
    "前年度比=ぜんねんどひ",
    "年月日=ねんがっぴ",
    "図目次=ずもくじ",
]


@pytest.mark.parametrize("phrase", PHRASES_OF_PLANS)
def test_phrases_of_plans_are_read_as_they_are_said(phrase: str) -> None:
    text, kana = phrase.split("=")
    assert "".join(each.spoken for each in units_of(text, analyser())) == kana


def test_what_stands_in_addresses_is_no_word() -> None:
    assert read("https://例.jp/市民") == ""
