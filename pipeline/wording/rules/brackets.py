"""Brackets: pairs of one width, none alone, and which of them official texts have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.patterns import Pattern, patterns_rule
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Row, Rule, Source, words_rule
from pipeline.wording.texts import Text
from pipeline.wording.whole import whole_of

_PAIRS = {
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "【": "】",
    "［": "］",
    "〔": "〕",
    "《": "》",
    "〈": "〉",
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_OTHER_WIDTH = {"（": "(", "(": "（", "）": ")", ")": "）"}
_SIGN = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSING)))}]")
_PAIR = re.compile("|".join(re.escape(f"{opening}{closing}") for opening, closing in _PAIRS.items()))
# Marks of lists and steps have closing brackets alone: １） ア) a)
_MARK = Expression(r"(?:^|(?<=[\n　、。・ ]))[0-9０-９a-zA-Zａ-ｚァ-ヶ①-⑳一二三四五六七八九十]{1,3}[)）]")


def _is_paired(signs: str) -> bool:
    """Whether brackets go together: pairs, and pairs within pairs."""
    while (others := _PAIR.sub("", signs)) != signs:
        signs = others
    return not signs


def _brackets(text: str) -> Iterator[tuple[int, str, int, str]]:
    """The brackets that do not go together: (place, bracket, place of its partner or -1, the partner)."""
    signs = _SIGN.findall(text)
    if not signs or _is_paired("".join(signs)):  # as nearly all are
        return
    marks = {found.end() - 1 for found in _MARK.compiled.finditer(text)}
    opened: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            opened.append((at, sign))
        elif sign in _CLOSING:
            if opened and opened[-1][1] == _CLOSING[sign]:
                opened.pop()
            elif opened and _OTHER_WIDTH.get(opened[-1][1]) == _CLOSING[sign]:
                yield at, sign, *opened.pop()
            elif at not in marks or opened:
                yield at, sign, -1, ""
    for at, sign in opened:
        yield at, sign, -1, ""


def _mixed(text: Text, profile: Profile) -> Iterator[Found]:
    """The half-width one of a pair, put right as the full-width other."""
    for at, sign, partner, other in _brackets(text.text):
        if partner >= 0:
            half_at, half = (at, sign) if sign.isascii() else (partner, other)
            yield Found(half_at, half_at + 1, half, _OTHER_WIDTH[half])


def _alone(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Those without a partner, which may stand in the next paragraph of a text, or in any later one of a cell."""
    opened: list[tuple[Text, Found]] = []
    last: Text | None = None
    for text in texts:
        if opened:
            waiting = {id(each) for each, _ in opened if last and _may_close(each, last, text)}
            yield from (each for each in opened if id(each[0]) not in waiting)
            opened = [each for each in opened if id(each[0]) in waiting]
        for at, sign, partner, _ in _brackets(text.text):
            if partner < 0 and sign in _PAIRS:
                opened.append((text, Found(at, at + 1, sign)))
            elif partner < 0 and opened and opened[-1][1].wrong == _CLOSING[sign]:
                opened.pop()
            elif partner < 0:
                yield text, Found(at, at + 1, sign)
        last = text
    yield from opened


def _may_close(text: Text, last: Text, following: Text) -> bool:
    return text.goes_on_in(following) and (text is last or following.kind is not Kind.PARAGRAPH)


_HALF_PAIR = Expression(r"\(([^()（）\n]*[ぁ-んァ-ヶ一-龥][^()（）\n]*)\)")
_MARKED = Expression(r"[ァ-ヶ一二三四五六七八九十]{1,3}")


def _half_pairs(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Pairs of half-width brackets around words, where most of the plan's are full-width; those of marks of lists are as they are."""
    whole = whole_of(texts)
    places = [
        (text, begin, match)
        for text, begin, match in (whole.found(_HALF_PAIR.compiled) if whole.has("(") else ())
        if not _MARKED.compiled.fullmatch(match[1])
    ]
    if len(places) < whole.text.count("（"):
        for text, begin, match in places:
            yield text, Found(match.start() - begin, match.end() - begin, match.group(), f"（{match[1]}）")


_ANGLES = (
    Row("≪", "《", ("≪基本目標",)),
    Row("≫", "》", ("基本目標≫",)),
)
_QUOTED_STOP = (
    Pattern(
        r"「[^「」。]*(?P<w>。」)(?=[。、とのがはをもにでやな])",
        "」",
        "。」",
        (
            ("「支え合いたい。」という声", "「支え合いたい」という声"),
            ("「相談したい。」。", "「相談したい」。"),
        ),
        ("「相談したい」という声", "「来たい。でも足がない。」という声", "（以下「計画」という。）"),
    ),
)

RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_BRACKET_WIDTH,
        "全角と半角の括弧の組",
        Source.OFFICIAL,
        "Ⅰ-5(1)ウ",
        Level.SURE,
        (
            Example("令和６年(2024年）", "令和６年（2024年）"),
            Example("令和６年（2024年)", "令和６年（2024年）"),
            Example("(1) 計画（案）", "(1) 計画（案）"),
        ),
        find=_mixed,
        has=("(", ")"),
        says="括弧の組の一方だけが半角の「{wrong}」です。「{right}」にしてください",
        keeps="組になった半角の括弧（(1)、CO(2)）",
        heeds_silence=False,
    ),
    Rule(
        Code.WORDING_BRACKET_MIX,
        "全角と半角の括弧の混在",
        Source.PLAN,
        "",
        Level.SURE,
        (
            Example("計画（案）と要綱（案）\n概要(案)", "計画（案）と要綱（案）\n概要（案）"),
            Example(
                "計画（案）と要綱（案）\n(1) 概要、(ア)、f(x)", "計画（案）と要綱（案）\n(1) 概要、(ア)、f(x)"
            ),
            Example("計画(案)", "計画(案)"),
        ),
        find_in_all=_half_pairs,
        says="半角の括弧「{wrong}」は、ほかの所のように「{right}」と書きます",
        keeps="項目の番号の「(1)」「(ア)」、数や英字を囲むもの、半角の括弧で書いた計画",
    ),
    Rule(
        Code.WORDING_BRACKET_ALONE,
        "閉じない括弧",
        Source.OFFICIAL,
        "Ⅰ-5(1)ウ",
        Level.LIKELY,
        (
            Example("計画（以下「本計画」という。", told=1),
            Example("見守り」を進める。", told=1),
            Example("１）見守り", "１）見守り"),
            Example("計画（以下「本計画」という。）", "計画（以下「本計画」という。）"),
            Example(
                "「相談したい。\nどこへ行けばよいか。」という声",
                "「相談したい。\nどこへ行けばよいか。」という声",
            ),
        ),
        find_in_all=_alone,
        says="括弧「{wrong}」の相手がありません",
        does="括弧を補うか、消してください",
        keeps="項目の番号の「１）」と、次の段落で閉じるもの",
        heeds_silence=False,
    ),
    words_rule(
        Code.WORDING_ANGLE,
        "二重山括弧",
        Source.OFFICIAL,
        "Ⅰ-5(1)キ",
        _ANGLES,
        keeps="「《》」",
    ),
    patterns_rule(
        Code.WORDING_QUOTED_STOP,
        "かぎ括弧の中の終わりの句点",
        Source.OFFICIAL,
        "Ⅰ-5(1)エ",
        _QUOTED_STOP,
        says="文の途中に引いた「…」の終わりの「{wrong}」は、「{right}」とします",
        keeps="幾つかの文を引いたもの、引用だけの段落、（…という。）",
        heeds_silence=False,
    ),
)
