"""Counts of what the plan itself counts, typed by hand (三つの基本方針, 21の取組) and wrong: nothing keeps them right.

A number above the plan's own can't be that of a part of it. One below may be, so it is told only where the sentence speaks of
the whole; and none where it speaks of another plan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache

from pipeline.frozen import dataclass
from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.counts import CHAPTERS, Counts, Form, count_all, write_count
from pipeline.model.inlines import plain_text
from pipeline.model.levels import numbers_of
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.model.plan import Framework
from pipeline.problems import Code, Location, Problem
from pipeline.resolve.texts import REFERENCE, PlacedText, words_at

_NUMBER = f"(?P<n>[0-9０-９]{{1,3}}|(?:百|{KANJI_DIGIT}){{1,5}})"
_NO_NUMBER_BEFORE = "(?<![0-9０-９一二三四五六七八九十百数約第表図期年月日成和正.．,，－-])"
# What follows what is counted, and makes it a part of another word: 取組状況, 章立て, 取組み.
_WORD_ENDS = rf"(?!み|(?!{one_of(*'及並又等全各別', '[ぁ-ん]')})\w)"
_CHAPTERS = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<cn>{one_of(*'一二三四五六七八九', '[1-9１-９]')})[ 　]?つの[ 　]?(?P<chapters>章)(?!(?![ぁ-ん])\w)"
    rf"|全(?P<can>[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}})(?P<call>章)(?!(?!{one_of(*'構立かでとのをにはが')})\w)"
    rf"|{_NO_NUMBER_BEFORE}(?P<cof>[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}})(?P<of>章)(?=から(?:[成な][りるっ]|構成)|で(?:構成|成)|構成|立て)"
)


@dataclass(frozen=True)
class _Vocabulary:
    """What texts call the plan's levels, with the levels' own names, and the patterns by which they count their items."""

    names: Mapping[str, str]
    things: tuple[str, ...]  # of which any count has one in it
    counted: re.Pattern[str]  # 三つの基本方針
    # 基本方針は三つです; 取組は、全部で21です; 取組（全21件）; and, which may be a part, 基本方針の三つ, 取組の数（21）, 取組21件
    said: re.Pattern[str]
    ordinal: re.Pattern[str]  # 第４の基本方針; 第１から第４までの基本方針


@cache
def _vocabulary(levels: tuple[str, ...]) -> _Vocabulary:
    # 施策の基本方向 is 基本方向, too.
    names = {level.rpartition("の")[2]: level for level in levels} | {level: level for level in levels}
    called = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    things = rf"(?P<what>{called}){_WORD_ENDS}"
    return _Vocabulary(
        names,
        (*names, CHAPTERS),
        re.compile(rf"{_NO_NUMBER_BEFORE}{_NUMBER}[ 　]?(?P<things>つ|個|項目|件|本|本柱)?の?[ 　]?{things}"),
        re.compile(
            rf"(?:^|[。、「\s]|計画(?:の|では?)|総)(?P<what>{called}|{CHAPTERS})(?:(?:の?数)?(?P<link>[はがをの])、?(?:次の|以下の|全部で|全体で|合わせて)?|[（(]全"
            rf"|(?P<bare>の?数[（(：]|[（(]?(?=[0-9０-９]{{1,3}}(?:個|項目|件|本))))"
            rf"{_NUMBER}(?P<things>つ|個|項目|件|本)?(?=です|であ|とし|とな|あり|から成|からな|に整理|を?(?:定め|掲げ|設け|置[きく])|[）)]|(?<=[つ個目件本])(?:[。、]|$))"
        ),
        re.compile(
            rf"(?:第(?:[0-9０-９]|{KANJI_DIGIT})+{one_of('から', *'〜～－-')})?第{_NUMBER}(?:まで)?の{things}"
        ),
    )


_OWN = ("本計画", "この計画", "当計画", "本プラン", "このプラン")
# What follows is compiled where a wrong number is found, which is seldom.
# Whose things those of a sentence may be, if not this plan's.
_FOREIGN = (
    r"(?:(?![ぁ-ん])\w|[」』])(?:計画|プラン|ビジョン)(?!期間|的|策定|年度|書)|(?:国|県|都|道|府|市|町|村|他|前|旧|次)の(?:基本)?計画"
    r"|前回|前期|次期|これまで|従来|従前|かつて|以前|昨年|当初|他市|他の市|近隣|各市|県内|全国|国(?=[のはがで、])|[都道府県](?=[のはがで、])"
    r"|(?:^|[ぁ-ん]|\W)(?:県|都|国)が|社会福祉協議会|社協|審議会|委員会|法律|第[0-9０-９]+条|法(?=[にでのは第])|条例|大綱|指針|戦略|プラン|ビジョン"
    r"|白書|答申|提言|報告書|手引|マニュアル|ガイドライン|冊子|概要版|アンケート|(?![ぁ-ん])\w法(?:では|に|の)"
)
# What makes a part of the things that stand after it.
_PART = (
    rf"(?:うち、?|これら|この|その|残る|残りの|残った|新たな|新しい|新規の?|重点|重要な|主な|主要な|特に|関連する|同じ|各|いずれかの|両方の|対象となる|含む|属する|{REFERENCE}の?)"
    rf"(?:の|、)?$|(?:この|その|同じ)(?:方針|方向|基本方針|基本方向|部|章|節|分野)[^。]*$|第(?:[0-9０-９]|{KANJI_DIGIT})+[章節部編][^。]*$|(?:総論|各論|資料編)[^。]*$"
)
_NAMED = r"[」』](?:の|では|には|など|に係る|に関する)[^。、]*$"
# Things that are not in the plan, or no more.
_CHANGED = "廃止|統合|追加|終了|完了|中止|休止|新設|縮小|削除|除外|見直"
_OTHER = (
    r"(?:ほかの|他の|別の|以外の|新たな|新たに)$|(?:(?:この|その)(?:ほか|他)|それ以外|(?:ほか|他|別)に)[はも]?、?[^、。]*$"
    rf"|(?:{_CHANGED})(?:し|す|さ)\w{{0,4}}$|(?:実施|達成)し(?:た|てきた)$|(?:加え|除い|終え|やめ)た$|評価が[^、。]*$"
)
_OTHER_AFTER = rf"も|[をはが][^、。]{{0,8}}(?:{_CHANGED}|加え|終え|やめ)"
# So many of them in each of something.
_EACH = (
    r"(?:ごと|毎(?![日年月週朝晩回])|それぞれ|につき|[当あ]たり|各(?!種|位|論)(?:(?![ぁ-ん])\w){1,12}(?=[にでの])|(?:どの|いずれの)[^、。]{1,12}も)"
    r"[にでのは]{0,2}、?[^、。]*$"
)
_EACH_AFTER = "を?(?:ずつ|それぞれ)"
_WHOLE_BEFORE = r"(?:全て?の?|全部で|全体で|合わせて|あわせて|総数)$"
_WHOLE_AFTER = r"を?(?:定め|掲げ|設け|設定|置[きくい]|柱|整理|体系|区分)|(?:に|へ)(?:整理|体系|区分|分け)|(?:から|により|で|を)(?:構成|なる|なり|成る|成り)|の(?:下|もと)に|からな"
_HEADING_WHOLE = r"(?:次の|以下の)$"


@dataclass(frozen=True)
class _Count:
    """A typed count in its sentence."""

    text: str
    begin: int
    end: int
    number: int
    what: str
    form: Form
    ordinal: bool = False
    said: bool = False
    may_be_part: bool = False


def count_problems(resolved: ResolvedPlan, texts: Iterable[PlacedText]) -> Iterator[Problem]:
    """Each wrong count as a warning, with what is right and how to have it counted."""
    plan = resolved.plan
    framework = plan.framework
    levels = tuple(level.name for level in framework.levels)
    words = _vocabulary(levels)
    counts = count_all(len(plan.chapters), levels, framework.items, len(plan.glossary))
    own = (*_OWN, plan.profile.name)
    parts = _parts(framework)
    for text, location in dict.fromkeys((*texts, *_titles(resolved))):
        begin = 0
        for sentence in re.split("(?<=。)", text) if _has_one(words.things, text) else ():
            found = [*_found(sentence, words)] if _has_one(words.things, sentence) else []
            for count in found:
                if count.number != counts[count.what] and _speaks_of_all(
                    sentence, count, found, counts, parts, own, levels[0]
                ):
                    about = words_at(text, begin + count.begin, begin + count.end)
                    yield replace(_wrong(count, counts, location), about=about)
            begin += len(sentence)


def _has_one(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _wrong(count: _Count, counts: Counts, location: Location) -> Problem:
    right = counts[count.what]
    write = f"{f' .{count.form}' if count.form else ''}"
    if count.ordinal:
        return Problem(
            location,
            Code.COUNT_WRONG,
            f"「{count.text}」とありますが、この計画の{count.what}は{write_count(right, Form.DIGITS)}です",
            "番号を確かめてください。参照にすると、番号は自動で付きます。ほかの計画のことなら、その名前を同じ文に書いてください",
            warning=True,
        )
    return Problem(
        location,
        Code.COUNT_WRONG,
        f"「{count.text}」とありますが、この計画の{count.what}は{write_count(right, count.form)}です",
        f'数を自動で入れるには、数を []{{.数{write} of="{count.what}"}} と書きます。一部やほかの計画のことなら、それと分かる言葉を同じ文に書いてください',
        warning=True,
    )


def _found(sentence: str, words: _Vocabulary) -> Iterator[_Count]:
    for found in words.counted.finditer(sentence):
        # Without の only digits are a count: 三取組 is a word of nobody's.
        number = found["n"]
        if "の" not in found.group()[: found.start("what") - found.start()] and not number[0].isdigit():
            continue
        yield _count(found, number, words.names[found["what"]], found["things"] == "つ")
    for found in _CHAPTERS.finditer(sentence):
        number = found["cn"] or found["can"] or found["cof"]
        yield _count(found, number, CHAPTERS, bool(found["cn"]), said=not found["cn"])
    for found in words.said.finditer(sentence):
        what = words.names.get(found["what"], CHAPTERS)
        count = _count(found, found["n"], what, found["things"] == "つ", said=True)
        begin, may_be_part = found.start("what"), found["link"] == "の" or found["bare"] is not None
        yield replace(count, text=sentence[begin : found.end()], begin=begin, may_be_part=may_be_part)
    for found in words.ordinal.finditer(sentence):
        count = _count(found, found["n"], words.names[found["what"]], False)
        yield replace(count, form=Form.DIGITS, ordinal=True)


def _count(found: re.Match[str], number: str, what: str, with_things: bool, said: bool = False) -> _Count:
    form = _form(number, with_things)
    return _Count(found.group(), found.start(), found.end(), _value(number), what, form, said=said)


def _value(number: str) -> int:
    """The value of digits of either width or of kanji."""
    plain = unicodedata.normalize("NFKC", number)
    if plain.isdecimal():
        return int(plain)
    value = digit = 0
    for sign in plain:
        if unit := {"十": 10, "百": 100}.get(sign):
            value, digit = value + max(digit, 1) * unit, 0
        else:
            digit = "一二三四五六七八九".index(sign) + 1
    return value + digit


def _form(number: str, things: bool) -> Form:
    is_kanji = not number[0].isdigit()
    if things:
        return Form.KANJI_THINGS if is_kanji else Form.THINGS
    return Form.KANJI if is_kanji else Form.DIGITS


def _speaks_of_all(
    sentence: str,
    count: _Count,
    found: list[_Count],
    counts: Counts,
    parts: Set[tuple[str, int]],
    own: tuple[str, ...],
    outermost: str,
) -> bool:
    """Whether a count that is not the plan's own number was meant to be."""
    before, after = sentence[: count.begin], sentence[count.end :]
    is_own = _has_one(own, before)
    if not (is_own or count.ordinal) and (count.what, count.number) in parts:  # as most are
        return False
    if count.ordinal and count.what != outermost:  # 第３の取組 may be the third that the text speaks of
        return False
    if count.number <= 1 or not _is_of_all(before, after, count, found, counts, is_own, outermost):
        return False
    of_others = re.sub("|".join(map(re.escape, own)), "", sentence)
    return not (
        re.search(_FOREIGN, of_others)
        or re.search(f"{_OTHER}|{_EACH}", before)
        or re.match(f"{_OTHER_AFTER}|{_EACH_AFTER}", after)
    )


def _is_of_all(
    before: str,
    after: str,
    count: _Count,
    found: list[_Count],
    counts: Counts,
    is_own: bool,
    outermost: str,
) -> bool:
    """Whether it is one of all such things, if not of another plan's."""
    if count.ordinal or count.may_be_part:
        return count.number > counts[count.what]
    is_chapter = count.what == CHAPTERS
    if not is_chapter and count.number > counts[count.what]:
        return True
    if REFERENCE in before or re.search(_PART, before) or (not is_chapter and re.search(_NAMED, before)):
        return False
    return bool(
        is_own
        or count.said
        or re.search(_WHOLE_BEFORE, before)
        or re.match(_WHOLE_AFTER, after)
        or {each.what for each in found if not each.ordinal} - {count.what}
        or not (before.strip() or after.strip())
        or (count.what == outermost and re.search(_HEADING_WHOLE, before))
    )


def _parts(framework: Framework) -> Set[tuple[str, int]]:
    """The numbers that parts of the plan have: so many items of each level in an item of another."""
    names = [level.name for level in framework.levels]
    parts: set[tuple[str, int]] = set()
    for item in framework.walk():
        below = names[names.index(item.level.name) + 1 :]
        parts.update(zip(below, numbers_of(item.children, len(below)), strict=True))
    return parts


def _titles(resolved: ResolvedPlan) -> Iterator[tuple[str, Location]]:
    """Titles of the body and of the summary: no reference can stand in them, but a count can be wrong."""
    for block in walk_blocks((*resolved.front, *resolved.body, *resolved.appendix)):
        if isinstance(block, Heading):
            yield plain_text(block.content), block.location
    for section in resolved.plan.summary:
        yield section.title, section.items[0].piece.location
