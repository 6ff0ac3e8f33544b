"""Numbers of this plan that somebody typed (「第４章第２節」): nothing keeps them right when the plan changes.

What looks like a number is learnt from the plan's own numbers, so it follows the template. Numbers of laws and of other plans
are left alone where their names stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.numbers import DASHES, ResolvedPlan, TargetKind, TypedNumber, plain_number
from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.problems import Code, Problem, Words
from pipeline.resolve.texts import REFERENCE, PlacedText, texts_of, with_what_is_ahead, words_at

_NUMBERED = (TargetKind.HEADING, TargetKind.TABLE, TargetKind.FIGURE)
_ARABIC, _KANJI = "[0-9０-９]+", f"{KANJI_DIGIT}+"
_DIGITS = f"{_ARABIC}|{_KANJI}"
# One of them is in every number, so that most texts need not be searched. (As a class they would take long to compile.)
_ANY_DIGIT = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
_IDEOGRAPH = "\u3005\u3400-\u9fff"
# Letters that are no word with a number behind them. (What is one, kanji and katakana, takes ten times as long to compile.)
_APART = "0-9A-Za-z_０-９Ａ-Ｚａ-ｚぁ-ゟー〇"
# So many pages of something are no place in it.
_PAGE = (
    rf"(?=[0-9０-９])(?<!{one_of('[0-9０-９]', *'全計約各～〜')})(?:[0-9０-９]+)(?:ページ|頁)"
    r"(?=[）)]|」|へ|を(?:参照|御|ご|見|み)|に(?:示|掲|載|記|図|表|ある)|の(?:表|図|とおり)|から|以降|参照)"
)
# What follows is compiled where a number is found, which is seldom.
# What it belongs to, if it stands right before it; in brackets the date and number of a law.
_OWNER = (
    "(?:法|条例|規則|規程|要綱|要領|憲章|計画|プラン|ビジョン|指針|方針|戦略|大綱|報告書|白書|答申|提言|手引|手引き|ガイドライン|マニュアル|[」』])"
    r"(?:[（(][^（）()]*[）)])?(?:の|、|は、|では、|における)?$"
)
_OWN = "(?:この|本)計画(?:の|、|は、|では、|における)?$"
_TITLE = "「([^「」]+)」"
# What stands between numbers of one owner.
_AND = "[、・～〜－-]|及び|並びに|又は|若しくは|から|まで|と|や|の"
_AROUND = 20


def typed_numbers(
    resolved: ResolvedPlan, texts: Sequence[PlacedText] | None = None
) -> tuple[TypedNumber, ...]:
    """Every number of the plan that stands in its text without being a reference, in reading order; `texts` are its
    texts where they are at hand."""
    pattern = _pattern(resolved)
    names = _names(resolved)
    own_name = resolved.plan.profile.name
    return tuple(
        TypedNumber(
            found.group(),
            _around(text, found),
            location,
            target := names.get(plain_number(found.group()), ""),
            words_at(text, *found.span(), ahead).before,
            *_other_title(resolved, text[found.end() :], target),
        )
        for text, location, ahead in with_what_is_ahead(texts_of(resolved) if texts is None else texts)
        if not _ANY_DIGIT.isdisjoint(text)
        for found in _found(pattern, text, own_name)
    )


def typed_number_problems(numbers: Iterable[TypedNumber]) -> list[Problem]:
    """Each as a warning with what to write in its place."""
    return [
        Problem(
            number.location,
            Code.REF_TYPED_NUMBER,
            f"「{number.text}」という番号が、文章に直接書かれています。{_why(number)}",
            f"{_instead(number)}。ほかの計画や法律の番号なら、その名前をすぐ前に書いてください",
            warning=True,
            about=Words(number.text, number.before),
        )
        for number in numbers
    ]


def _why(number: TypedNumber) -> str:
    if number.titled:
        return f"後の「{number.title}」は、この番号のものではありません"
    return "章や表が移っても、この番号は変わりません"


def _instead(number: TypedNumber) -> str:
    if number.titled:
        other = f"[](#{number.titled})" if not number.titled.startswith("auto-") else "{#id} を付けて [](#id)"
        return (
            f"番号と題のどちらが正しいかを確かめてください。「{number.title}」への参照は、{other} と書きます"
        )
    if number.target and not number.target.startswith("auto-"):
        return f"参照にするには、[](#{number.target}) と書きます"
    if number.target:
        return "参照にするには、その見出しや表に {#id} を付け、[](#id) と書きます"
    return "参照にするには、指す所のidを使って [](#id) と書きます"


def _pattern(resolved: ResolvedPlan) -> re.Pattern[str]:
    """The pattern for what reads like one of the plan's numbers, or like a page of it."""
    numbers = (
        number
        for target in resolved.targets.values()
        if target.kind in _NUMBERED
        for number in (target.number, target.label)
        if any("\u3400" <= each <= "\u9fff" for each in number) and re.search(_DIGITS, number)
    )
    # The longest first, so that 第１章第２節 is not read as 第１章.
    ordered = sorted(numbers, key=lambda number: (-len(number), number))
    shapes = "|".join(dict.fromkeys(map(_shape, dict.fromkeys(map(_first_alike, ordered)))))
    # 別表１－１ is no 表１－１.
    whole = [rf"(?:(?=第)|(?<!\w)|(?<=[{_APART}]))(?:{shapes})"] if shapes else []
    return re.compile("|".join((*whole, _PAGE)))


def _first_alike(number: str) -> str:
    """第４章第12節 as 第1章第1節, which has the same shape: a plan has many numbers of few."""
    return re.sub(_KANJI, "一", re.sub(_ARABIC, "1", number))


def _shape(number: str) -> str:
    """第４章第２節 as a pattern of all numbers of its kind."""
    kinds = {
        "(": "[（(]",
        ")": "[）)]",
        "（": "[（(]",
        "）": "[）)]",
        **dict.fromkeys(DASHES, one_of(*DASHES)),
    }
    pieces = re.split(f"({_DIGITS})", number)
    shape = ""
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            shape += "".join(kinds.get(each, re.escape(each)) for each in piece)
        elif pieces[index - 1].endswith("第"):
            shape += f"[ 　]?(?:{_DIGITS})[ 　]?"
        else:
            shape += _ARABIC if re.match(_ARABIC, piece) else _KANJI
    if number.count("第") > 1:  # ３章２節
        shape = shape.replace("第", "[ 　]?第?").removeprefix("[ 　]?")
    if number.endswith("部"):
        return f"{shape}(?:(?=第)|(?![{_IDEOGRAPH}]))"  # 第１部会 is no 第１部
    # 資料10点 are no 資料10.
    return shape + (
        "" if pieces[-1] else f"(?!{one_of('[0-9０-９]', '[.．]', *'点件枚冊部頁種個年月日人％%')})"
    )


def _names(resolved: ResolvedPlan) -> dict[str, str]:
    """The id of what has a number."""
    names: dict[str, str] = {}
    for target in resolved.targets.values():
        if target.kind in _NUMBERED and target.number:
            names.setdefault(plain_number(target.number), target.id)
    return names


def _other_title(resolved: ResolvedPlan, behind: str, target: str) -> tuple[str, str]:
    """The title in brackets right behind a number, and what has it, if what has the number does not."""
    titled = re.match(_TITLE, behind)
    others = [each.id for each in resolved.targets.values() if titled and each.title == titled[1]]
    return (titled[1], others[0]) if titled and others and target not in others else ("", "")


def _found(pattern: re.Pattern[str], text: str, own_name: str) -> Iterator[re.Match[str]]:
    """The numbers in a text that are not another's."""
    foreign_end = own_end = -1
    for found in pattern.finditer(text):
        before = text[: found.start()]
        own = (
            re.search(_OWN, before)
            or (own_name in before[-len(own_name) - 5 :] and re.search(_OWNER, before))
            # 第１章「計画の目的」、第２章
            or (own_end >= 0 and re.fullmatch(f"{_TITLE}(?:{_AND})*", text[own_end : found.start()]))
        )
        follows = foreign_end >= 0 and not re.sub(_AND, "", text[foreign_end : found.start()])
        if not own and (follows or re.search(_OWNER, before)):
            foreign_end, own_end = found.end(), -1
        else:
            foreign_end, own_end = -1, found.end()
            yield found


def _around(text: str, found: re.Match[str]) -> str:
    """A number with the words around it."""
    begin, end = max(found.start() - _AROUND, 0), found.end() + _AROUND
    shown = text[begin:end].replace(REFERENCE, "（参照）")
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"
