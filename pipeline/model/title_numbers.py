"""The number that somebody types in front of a title that gets its own by itself."""

from __future__ import annotations

import re

from pipeline.model.numbers import DASHES
from pipeline.model.patterns import KANJI_DIGIT, one_of

_DIGIT, _CAPITAL = "[0-9０-９]", one_of("[A-Z]", "[Ａ-Ｚ]")
_NUMBER = f"{_DIGIT}{{1,2}}"
# 3.11 and 1.5℃ are none, nor are 2 次医療圏, 24 時間, 1 on 1 and 4 R.
_NO_UNIT = (
    f"(?!つの|の|を|からの|℃|[％%]|倍|割|歳|次(?:医療|救急|産業|予防|避難)|時間|年(?:{one_of(*'後間目度問の')}|{_DIGIT})|か{one_of(*'年月所国条')}|万|億"
    rf"|大(?:死因|疾病|重点|要素)|世{one_of(*'代帯')}{one_of(*'交同住近')}|本柱|{one_of(*'市町村区')}{_DIGIT}"
    rf"|月(?:の|末|{_DIGIT})|日(?:の|平均)|人(?:ひと|{_DIGIT})|\w{{1,2}}(?:当た|あた)り|[a-z](?![-ァ-ヶ])|{_CAPITAL}(?!{_CAPITAL}|[a-z]|型))"
)
_MORE = f"(?:{one_of(*'-．‐−－の', '[.]')}{_NUMBER}){{0,3}}"
_SIGN = one_of("[①-⓿❶-➓]", "[㈠-㈩㊀-㊉]", "[㉑-㉟㊱-㊿]", "[㋐-㋾]")
_OPENS, _CLOSES = one_of("[(]", r"\[", *"（《【〔［＜〈"), one_of(r"[]\)]", *"）》】〕］＞〉")
# （一）東西線 is a road's name.
_BRACKETED = f"{_OPENS}(?:{_NUMBER}|[ア-ン]{{1,2}}|{_CAPITAL}|[a-z]|(?!一[)）]){KANJI_DIGIT}{{1,3}}){_CLOSES}"
# Titles that speak of such numbers: ①と②の比較.
_NOT_JOINED = (
    f"(?!(?:{one_of(*'とや・、，～〜－')}|から|及び|並びに|又は|若しくは){one_of('[①-⓿]', '[(（]')})"
)
# What numbers begin with that is a letter among letters.
_NUMERALS = frozenset("第資一二三四五六七八九十IVXivx")
# (Compiled where a title may begin so.)
_TYPED_NUMBER = (
    rf"(?:第(?:{_DIGIT}|{KANJI_DIGIT})+{one_of(*'章節編項款　', '部(?!会)')}|資料{_DIGIT}+|(?:{_BRACKETED}|{_SIGN}){_NOT_JOINED}"
    rf"|{_NUMBER}(?:{_MORE}(?:{one_of('[.,]', *'．、，')}(?!{_DIGIT})|[)）]|　| {_NO_UNIT})|{one_of(*'章節編')}(?=[ 　])|[-－]?[(（]{_NUMBER}[)）])"
    rf"|[0-9]{{1,2}}．[0-9](?=\w)(?!{one_of(_DIGIT, '[A-Za-z]', '[ぁ-ヶ]', *'次倍割度歩時人歳年月日億万千個件点位回階畳坪世車水豪震集追平')})"
    rf"|[ア-ンⅠ-ⅿ](?:{one_of(*'　．）', '[)]', '[.] ')}|[-‐−－]{_NUMBER}[ 　])|{KANJI_DIGIT}{{1,3}}(?:　|[、．](?!{KANJI_DIGIT}))"
    rf"|(?:{one_of('[A-PR-Za-z]', '[Ａ-ＰＲ-Ｚ]')}|[IVX]{{2,4}}|[ivx]{{2,4}})(?:[.] |{one_of('[)]', *'）．　')})(?= ?[^\s!-~])(?! ?{one_of('[ァ-ヶ]', '[Ａ-ｚ]')}))"
)
# 表３－１　題, 【図１】題 and 第１表　題; a title may speak of another's (表１の内訳, 図１及び図２の比較). (Compiled where one begins so.)
_CAPTION_BEGINS = ("表", "図", "グラフ", "別", "第", "【", "［", "[", "（", "(")
_TYPED_CAPTION = (
    rf"(?:[【［\[]|[（(])?(?P<number>(?:第\d+(?:図表|表|図)|別?(?:図表|表|図|グラフ)[ 　]?(?:資料[ 　]?|第)?\d+)"
    rf"(?:(?:{one_of(*DASHES, *'．・', '[.]')}\d+){{1,3}}(?!{one_of(*'及並又若等', '[ぁ-ん]')}|\d)|(?=[\s：:】］\]．.]|[）)]|\Z)))"
)


def typed_number(title: str) -> str:
    """The number that a title begins with; empty where it has none."""
    if title[:2].isalpha() and title[0] not in _NUMERALS:
        return ""
    found = re.match(_TYPED_NUMBER, title)
    return found.group().strip() if found else ""


def number_of_caption(title: str) -> str:
    """The number that a caption's title begins with: 表１ or, as headings have them, １　 and １．; (1) and ① may be parts of a question,
    and 3 大死因 a count."""
    if title.startswith(_CAPTION_BEGINS) and (found := re.match(_TYPED_CAPTION, title)):
        return found["number"]
    number = typed_number(title) if title[:1].isdecimal() else ""
    is_other = number.endswith((")", "）")) or (number.isdecimal() and title[len(number)] == " ")
    return "" if is_other else number
