"""Words of a phrase, where two phrases differ in some of them alone: 障害の and 障がいの, 訪問などで and 訪問、電話などで."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.frozen import dataclass

# A number with what is counted: never divided, and apart from the phrase around it.
_DIGITS = r"(?:令和|平成|昭和|第)?[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
NUMBER = (
    rf"{_DIGITS}"
    r"(?:か所|か月|か年|か国|ポイント|世帯|千円|万円|億円|年度|年間|年|月|日|人|件|円|歳|章|節|条|項|号|期|回|団体|校|％|%)?"
)
# What a reference to something of the plan is called: never divided either.
REFERENCE = r"[表図][0-9０-９]+(?:[－-][0-9０-９]+)*|[0-9０-９]+(?:\([0-9０-９]+\))+"
_HIRAGANA, _KATAKANA, _KANJI = r"\u3041-\u309f", r"\u30a1-\u30fa\u30fc", r"\u3400-\u9fff々"
_PARTICLES = (
    r"(?:について|において|における|に関する|に対する|に対して|とともに|として|である|でした|です|から|まで|より|など|"
    r"します|しました|して|した|する|され|させ|でき|[はがをにへとでのもや])"
)
# These are compiled where two texts are compared: a build alone has no use for them.
# Where a word may begin: particles behind any word, but に and で behind kana (早めに); a word behind a particle; what is
# written in other letters than what stands before it; 等 and what follows it; and nouns that are put behind a clause.
_BEGINS = (
    rf"(?<=[^{_HIRAGANA}])(?={_PARTICLES}+(?![{_HIRAGANA}])|(?:され|させ|でき))"
    rf"|(?<=[{_HIRAGANA}])(?![にで](?![{_HIRAGANA}]))(?={_PARTICLES}+(?![{_HIRAGANA}]))"
    rf"|(?<=[はがをにへとでのもや])(?=[{_KANJI}{_KATAKANA}])"
    rf"|(?<=[{_KANJI}])(?=[{_KATAKANA}])|(?<=[{_KATAKANA}])(?=[{_KANJI}])|(?=等)|(?<=等)"
    r"|(?<=[うくすつぬぶむるいた])(?=よう|こと|ため|とき|もの|ほか)"
)
_ATOMS = rf"{REFERENCE}|{NUMBER}"
# Of what is left, kana that are no word of their own.
_TORN = rf"(?!{_PARTICLES}+\Z)[{_HIRAGANA}]{{1,2}}"
# What both have between two differences is worth to be kept apart if it is a word.
_IS_WORD = rf"[{_KANJI}{_KATAKANA}0-9０-９]{{2,}}"

_Span = tuple[int, int]


@dataclass(frozen=True)
class _Word:
    """A word in its place. A unit is one only with its number: of 5人 and 15人 nothing is the same."""

    text: str
    number: str
    begin: int = field(compare=False)


def shared_words(before: str, after: str) -> Iterator[tuple[_Span, _Span]]:
    """What two phrases have in common at their beginning, at their end, and of whole words between."""
    one, other = _words(before), _words(after)
    for i, j, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if not size:
            continue
        left, right = _span(one, i, size), _span(other, j, size)
        rest: tuple[str, str] | None
        if (i, j) == (0, 0):
            rest = before[left[1] :], after[right[1] :]
        elif (i + size, j + size) == (len(one), len(other)):
            rest = before[: left[0]], after[: right[0]]
        else:
            rest = ("", "") if re.search(_IS_WORD, before[left[0] : left[1]]) else None
        if rest is not None and not any(re.fullmatch(_TORN, each) for each in rest):
            yield left, right


def _span(words: Sequence[_Word], first: int, size: int) -> _Span:
    last = words[first + size - 1]
    return words[first].begin, last.begin + len(last.text)


def _words(text: str) -> list[_Word]:
    """A phrase in words, as far as one can tell where they begin."""
    begins = {found.start() for found in re.finditer(_BEGINS, text)}
    numbers: dict[int, str] = {}
    for atom in re.finditer(_ATOMS, text):
        begins -= set(range(atom.start(), atom.end()))
        begins |= {atom.start(), atom.end()}
        numeral = re.match(_DIGITS, text[atom.start() :])
        end = atom.start() + (numeral.end() if numeral else 0)
        if numeral and end < atom.end() and not re.fullmatch(REFERENCE, atom.group()):
            begins.add(end)
            numbers[end] = numeral.group()
    cuts = sorted({0, len(text), *begins})
    return [_Word(text[one:other], numbers.get(one, ""), one) for one, other in pairwise(cuts)]
