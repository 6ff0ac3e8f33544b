"""What is said of how many items a list has (次の三つ, 上記３点), where the list beside it has others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.blocks import Block, Container, children
from pipeline.model.inlines import Inlines, Paragraph, plain_text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import count_text, value_of
from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.model.prose import ListBlock
from pipeline.problems import Code, Location, Problem
from pipeline.resolve.texts import words_at

_NUMBER = rf"(?P<n>[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}})[ 　]?"
_THINGS = rf"{_NUMBER}{one_of('つ', '点', '項目', '事項')}(?!目|以上|以内|程度|未満|ずつ)"
_AHEAD = re.compile(rf"(?:次|以下|下記)の{_THINGS}")
_ABOVE = re.compile(rf"(?:上記|以上|これら)の?{_THINGS}")
# With another count in the sentence, it is not sure of which the list is.
_ANY = re.compile(rf"{_NUMBER}(?:つ|点|項目|事項|個|本|件|種類)")


def list_count_problems(resolved: ResolvedPlan) -> Iterator[Problem]:
    """Each as a warning: a sentence may speak of something else."""
    passages = tuple(resolved.passages.values())
    for part in (resolved.front, resolved.body, resolved.appendix, passages, resolved.plan.own_texts):
        yield from _among(part)


def _among(written: Iterable[Block | Inlines]) -> Iterator[Problem]:
    """Of blocks that stand one under another, and of those in each of them."""
    blocks = [each for each in written if not isinstance(each, tuple)]
    for at, block in enumerate(blocks):
        if isinstance(block, ListBlock):
            if at and isinstance(before := blocks[at - 1], Paragraph):
                sentence = plain_text(before.content).rstrip("。：: 　").rpartition("。")[2]
                yield from _compared(_AHEAD, sentence, before, _items(blocks[at:]))
            if at + 1 < len(blocks) and isinstance(after := blocks[at + 1], Paragraph):
                sentence = plain_text(after.content).partition("。")[0]
                yield from _compared(_ABOVE, sentence, after, block.start - 1 + len(block.items))
        if isinstance(block, Container):
            yield from _among(children(block))


def _items(blocks: Sequence[Block]) -> int:
    """The items of a list with which blocks begin, and of those lists that go on counting after it."""
    last = 0
    for block in blocks:
        if isinstance(block, ListBlock) and block.start == last + 1:
            last += len(block.items)
    return last


def _compared(said: re.Pattern[str], sentence: str, where: Paragraph, items: int) -> Iterator[Problem]:
    found = said.search(sentence)
    if not found or not where.location or len(_ANY.findall(sentence)) > 1:
        return
    number = found["n"]
    if (int(number) if number[0].isdigit() else value_of(number)) != items:
        yield _wrong(found, where, where.location, items, said is _AHEAD)


def _wrong(found: re.Match[str], where: Paragraph, place: Location, items: int, is_ahead: bool) -> Problem:
    text = plain_text(where.content)
    begin = text.find(found.group())
    return Problem(
        place,
        Code.COUNT_WRONG,
        f"「{found.group()}」とありますが、{'次' if is_ahead else '前'}の一覧の項目は{count_text(items)}です",
        "数か、一覧を直してください。一覧の数でなければ、何の数かが分かる言葉を同じ文に書いてください",
        warning=True,
        about=words_at(text, begin, begin + len(found.group())),
    )
