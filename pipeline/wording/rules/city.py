"""The city's own words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.profile import CityWord, Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source
from pipeline.wording.rules.names import LAWS
from pipeline.wording.texts import Names, Span, Text

_KANJI = Expression("[一-龥々]")
# What other words a city's own may be part of, and what the state calls so in short.
_OTHERS = (
    "障害物",
    "障害とな",
    "障害にな",
    "障害を取り除",
    "障害を除",
    "障害年金",
    "障害福祉計画",
    "障害児福祉計画",
    "障害者雇用率",
    "障害手当金",
    *(
        f"{what}障害"
        for what in (
            "通信",
            "電波",
            "システム",
            "ネットワーク",
            "機器",
            "交通",
            "通行",
            "受信",
            "回線",
            "サーバー",
        )
    ),
    "こども大綱",
    "こどもの日",
    "こども園",
    "こども110番",
    "こども１１０番",
    "こどもエコクラブ",
    "こどもまんなか",
    "こども誰でも通園",
    "子供・若者白書",
    "放課後子供教室",
)


def _other_forms(text: Text, profile: Profile) -> Iterator[Found]:
    """Forms that the city does not write, but in phrases in which they stay, and within its own."""
    for word in profile.words:
        if any(each in text.text for each in word.wrong):
            stay = list(Names((word.right, *word.kept, *LAWS, *_OTHERS)).spans(text.text))
            for begin, end in Names(word.wrong).spans(text.text):
                if not (_touches((begin, end), stay) or _is_of_a_compound(text.text, begin, end)):
                    yield Found(begin, end, text.text[begin:end], word.right)


def _is_of_a_compound(text: str, begin: int, end: int) -> bool:
    """Whether one kanji stands with others: 街 in 商店街."""
    around = text[max(begin - 1, 0) : begin] + text[end : end + 1]
    return (
        end - begin == 1 and bool(_KANJI.compiled.match(text, begin)) and bool(_KANJI.compiled.search(around))
    )


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and begin < span[1] for begin, end in others)


_CHILDREN = Profile(
    words=(
        CityWord("子ども", ("子供", "こども"), ("こども基本法",)),
        CityWord("障がい", ("障害",), ("障害者基本法",)),
    )
)

RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_CITY_WORD,
        "市の言葉",
        Source.CITY,
        "",
        Level.SURE,
        (
            Example("子供と障害のある人", "子どもと障がいのある人", profile=_CHILDREN),
            Example("こども基本法と障害者基本法による。", profile=_CHILDREN),
            Example("障害者総合支援法と身体障害者手帳", profile=_CHILDREN),
            Example("通信障害と障害物、障害年金、こども家庭センター", profile=_CHILDREN),
            Example(
                "街のにぎわいと商店街",
                "まちのにぎわいと商店街",
                profile=Profile(words=(CityWord("まち", ("街",)),)),
            ),
            Example("子供と子ども"),
        ),
        find=_other_forms,
        says="市では、「{wrong}」を「{right}」と書きます",
        keeps="「そのままの語句」、名前の中、法律や制度の名前（障害者総合支援法、身体障害者手帳）、ほかの意味の語（通信障害）",
    ),
)
