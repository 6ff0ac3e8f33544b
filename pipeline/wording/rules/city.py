"""The city's own words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Code
from pipeline.wording.profile import CityWord, Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source
from pipeline.wording.rules.names import LAWS
from pipeline.wording.texts import Names, Span, Text


def _other_forms(text: Text, profile: Profile) -> Iterator[Found]:
    """Forms that the city does not write, but in phrases in which they stay, and within its own."""
    for word in profile.words:
        if any(each in text.text for each in word.wrong):
            stay = list(Names((word.right, *word.kept, *LAWS)).spans(text.text))
            for begin, end in Names(word.wrong).spans(text.text):
                if not _touches((begin, end), stay):
                    yield Found(begin, end, text.text[begin:end], word.right)


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
            Example("子供と子ども"),
        ),
        find=_other_forms,
        says="市では、「{wrong}」を「{right}」と書きます",
        keeps="「そのままの語句」、名前の中、法律や制度の名前（障害者総合支援法、身体障害者手帳）",
    ),
)
