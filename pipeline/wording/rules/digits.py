"""The width of digits, and how a percentage is written: one way in a plan's running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.profile import Digits, Percent, Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source, most_frequent
from pipeline.wording.texts import Text
from pipeline.wording.whole import whole_of

_FULL = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_HALF = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
# Cells, captions and headings are set as they fit.
_RUNNING = (Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.NOTE)
# What stands before a digit is asked once there is one: digits are searched for many times as fast.
_SINGLE = Expression(
    r"[0-9０-９](?:(?<=[ぁ-んァ-ヶ一-龥々ー、。「」（）・〜～　].)|(?<=^.))(?=[ぁ-んァ-ヶ一-龥々ー％（])(?![万億兆][0-9０-９])"
)
_MANY = Expression(r"[0-9０-９](?<![0-9０-９.,，．].)(?:(?<=[0-9])[0-9]+|(?<=[０-９])[０-９]+)(?![0-9０-９])")

# All numbers, with what stands in them.
_ANY_FULL = Expression(r"[０-９]+(?:[，．][０-９]+)*")
_ANY_HALF = Expression(r"(?<![A-Za-z0-9.,/:+-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9/:-])")
# What is looked for, and whether it is to be full-width.
_ASKED = {
    Digits.AS_MOST: ((_SINGLE, False), (_MANY, False)),
    Digits.SINGLE_FULL: ((_SINGLE, True), (_MANY, False)),
    Digits.HALF: ((_ANY_FULL, False),),
    Digits.FULL: ((_ANY_HALF, True),),
}


def _is_full(digits: str) -> bool:
    return not digits.isascii()


def _digits(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Digits of the other width: what the profile has; where it has nothing, what most of them are, one alone and several by themselves."""
    for pattern, full in _ASKED[profile.digits]:
        places = [
            (text, found)
            for text in texts
            if text.kind in _RUNNING
            for found in pattern.compiled.finditer(text.text)
            if not text.is_silent(*found.span())
        ]
        if profile.digits is Digits.AS_MOST:
            full = 2 * sum(_is_full(found.group()) for _, found in places) > len(places)
        for text, found in places:
            written = found.group()
            if _is_full(written) is not full:
                yield text, Found(*found.span(), written, written.translate(_FULL if full else _HALF))


_PERCENTS = ("パーセント", "％", "%")
_PERCENT = re.compile(r"(?<=[0-9０-９])(?:％|%|パーセント)(?!ポイント)")


def _percent(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    places = [
        (text, found)
        for text in whole_of(texts).having(_PERCENTS)
        if text.kind in _RUNNING
        for found in _PERCENT.finditer(text.text)
        if not text.is_silent(*found.span())
    ]
    counts = Counter(dict.fromkeys(_PERCENTS, 0))
    counts.update(found.group() for _, found in places)
    right = most_frequent(counts) if profile.percent is Percent.AS_MOST else profile.percent.value
    for text, found in places:
        if found.group() != right:
            yield text, Found(*found.span(), found.group(), right)


RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_DIGIT_WIDTH,
        "算用数字の全角と半角",
        Source.OFFICIAL,
        "Ⅰ-4 エ",
        Level.SURE,
        (
            Example("令和６年と７年\n３つ目の5人", "令和６年と７年\n３つ目の５人"),
            Example("令和6年と7年、15人", "令和6年と7年、15人"),
            Example("令和12年と15年、３６人", "令和12年と15年、36人"),
            Example(
                "第１回と第２回は４人\n水を8万8,740リットル", "第１回と第２回は４人\n水を8万8,740リットル"
            ),
            Example("約５％、１，２３４人", "約5％、1,234人", profile=Profile(digits=Digits.HALF)),
            Example(
                "約5％、1,234人（図2-1）",
                "約５％、１，２３４人（図2-1）",
                profile=Profile(digits=Digits.FULL),
            ),
        ),
        find_in_all=_digits,
        says="算用数字の全角と半角が、ほかの所と違います",
        keeps="小数、記号や英字に続くもの、表のセルと題",
    ),
    Rule(
        Code.WORDING_PERCENT,
        "パーセントの書き方",
        Source.PLAN,
        "",
        Level.SURE,
        (
            Example("５％と６％\n７パーセント", "５％と６％\n７％"),
            Example("５％と６％", "５％と６％"),
        ),
        find_in_all=_percent,
        says="「{wrong}」と「{right}」の二通りあります。多い方の「{right}」にそろえてください",
        keeps="表のセルと題。どれを使うかは wording.yaml で決められます",
    ),
)
