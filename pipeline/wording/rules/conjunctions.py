"""Conjunctions: which are written in kanji, and which in kana."""

from __future__ import annotations

from pipeline.problems import Code
from pipeline.wording.rule import Row, Rule, Source, words_rule

_IN_KANJI = (
    Row(
        "および",
        "及び",
        ("市民および事業者", "子どもおよび保護者"),
        ("影響が全市におよびました。", "およびごし"),
        not_behind="に|が|は|で",
        not_before="ま|ごし",
    ),
    Row("または", "又は", ("電話または電子メールで",), ("あまたはあれど",), not_behind="あ"),
    Row("ならびに", "並びに", ("市及び県ならびに国",)),
    Row("もしくは", "若しくは", ("市長若しくは副市長もしくは部長",)),
)
_IN_KANA = (
    Row("但し", "ただし", ("但し、市外の方を除きます。",), ("但し書",), not_before="書"),
    Row(
        "従って、",
        "したがって、",
        ("従って、見直しが必要です。",),
        ("方針に従って、進めます。",),
        not_behind="に",
    ),
)

RULES: tuple[Rule, ...] = (
    words_rule(
        Code.WORDING_CONJUNCTION_KANJI,
        "漢字で書く接続詞",
        Source.KANJI,
        "１(2)オ",
        _IN_KANJI,
        keeps="動詞の「およぶ」",
    ),
    words_rule(
        Code.WORDING_CONJUNCTION_KANA,
        "仮名で書く接続詞",
        Source.KANJI,
        "１(2)オ",
        _IN_KANA,
        keeps="「但し書」、動詞の「従う」",
    ),
)
