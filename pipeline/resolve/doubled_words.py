"""Words around references that are a part of what these show, and would be printed twice: 第第３章章."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.inlines import Reference, Variant
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.problems import Code, Location, Problem, Words
from pipeline.resolve.texts import REFERENCE, PlacedText, texts_of

_OPENS, _CLOSES = "\ufdd1", "\ufdd2"
# What this finds is seldom there: it is compiled where a word stands right beside a reference, or つつ behind a number.
_DOUBLED = (
    rf"(?:^|\W|[ぁ-ん、。])(?P<before>{one_of('表', '図', '第', '資料')}){_OPENS}(?=(?P=before))"
    rf"|(?P<end>[章節]){_CLOSES}(?P=end)(?!{one_of(*'立目電約水度減')})|(?P<title>「[^「」]+」){_CLOSES}(?P=title)"
    rf"|(?:{KANJI_DIGIT}|[1-9１-９])(?P<things>つ)つ(?=の|。|、|に|を|で|が|は)"
)
_BESIDE = (*(f"{word}{REFERENCE}" for word in "表図第料"), *(f"{REFERENCE}{word}" for word in "章節「"))
_DIGITS = frozenset("一二三四五六七八九十123456789１２３４５６７８９")
_SHOWN = (Variant.NUMBER, Variant.NUMBER_TITLE)


def doubled_words(resolved: ResolvedPlan, texts: Sequence[PlacedText]) -> Iterator[Problem]:
    """Each as a warning, with what would be printed; `texts` are the plan's, with a sign for each reference."""
    beside = any(word in text for text, _ in texts for word in _BESIDE)
    if not beside and not any(map(_says_things_twice, (text for text, _ in texts if "つつ" in text))):
        return

    def shown(reference: Reference) -> str:
        target = resolved.targets.get(reference.target)
        if not target or not target.number or reference.variant not in _SHOWN:
            return REFERENCE
        title = f"「{target.title}」" * (reference.variant is Variant.NUMBER_TITLE)
        return f"{_OPENS}{target.number}{title}{_CLOSES}"

    for text, location in texts_of(resolved, shown):
        for found in re.finditer(_DOUBLED, text) if _CLOSES in text or "つつ" in text else ():
            yield _doubled(found, text, location)


def _says_things_twice(text: str) -> bool:
    return any(before[-1:] in _DIGITS for before in text.split("つつ")[:-1])


def _doubled(found: re.Match[str], text: str, location: Location) -> Problem:
    group = found.lastgroup or ""
    word, is_before = found[group], group == "before"
    begin, end = text.rfind(_OPENS, 0, found.start() + 1), text.find(_CLOSES, found.end())
    around = text[found.start(group) : end] if is_before else text[begin : found.end()]
    if group == "things":
        around, hint = (
            found.group(),
            "「.一つ」と「.１つ」の数には「つ」が付いています。後の「つ」を消してください",
        )
    else:
        hint = f"参照は、番号の全体を示します。{'前' if is_before else '後'}の{_quoted(word)}を消してください"
    printed = around.replace(_OPENS, "").replace(_CLOSES, "")
    ahead = re.sub(
        f"{_OPENS}.*?{_CLOSES}", "", text[: found.start(group) if is_before else found.end() - len(word)]
    )
    return Problem(
        location,
        Code.REF_TYPED_NUMBER,
        f"{_quoted(word)}が重なって、「{printed}」と出ます",
        hint,
        warning=True,
        about=Words(word, ahead.count(word)),
    )


def _quoted(word: str) -> str:
    return word if word.startswith("「") else f"「{word}」"
