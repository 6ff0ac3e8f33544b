"""Bold beside Japanese punctuation, which CommonMark alone does not see.

CommonMark decides by the characters around `**` whether it opens or closes (spec 0.31, 6.2), and
`これは**「我が事」**という` fails both tests. An invisible letter inside the marks, U+034F, makes
both pass; it is taken out again, with its effect on columns, once the text is parsed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.source.nfc_guard import JOINER

_RUN = re.compile(r"\\.|\*+")
_ENDS = tuple("、。，．）」』】〕》｝］・：；)]},.;:")
_UNMEANT = (
    "文字としての「*」は、前に「\\」を置いてください（例: 人口\\*1、2\\*3\\*4）。太字なら、** で囲みます"
)
UNEVEN = (
    "「*」の数が前と後で違い、余った「*」が文字のまま残っています",
    "太字は ** で、強調は * で、前と後を同じ数の半角の記号で囲みます。文字としての「*」は、前に「\\」を置いてください",
)
# A word with a mark, and what follows it up to the next one: 人口*と世帯*, 年齢*（65歳以上）は所得*を. In a word of hiragana
# only と and や before another word are surely no part of what is emphasised. Compiled where there is one, which is seldom.
_NOUN = r"[^\W_ぁ-ん]"
_FROM_MARK_TO_MARK = (
    rf"(?:[（(][^）)*]*[）)])?(?:[とやはがをにのでもへ]|から|まで|より|及び|並びに|又は)[^*\n]*{_NOUN}\*"
)
_AND_ANOTHER = rf"[とや]{_NOUN}[^*\n]*{_NOUN}\*"
_ADDRESS = r"(?:://|www\.)[!-~]*(?<!\*)\Z"
_BLOCK_START = re.compile(r"[ ]*(?:[-+*]|\d+[.)]|\(\d+\)|:|>|\||#{1,6}|\[\^[^\]]+\]:)[ ]")


@dataclass(frozen=True)
class Protected:
    """Markdown with joiners, and for each line the columns (from 1) at which they were put."""

    text: str
    joiners: dict[int, tuple[int, ...]]

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def original_column(self, line: int, column: int) -> int:
        """The column in the author's text of a column in the protected text."""
        return column - sum(1 for position in self.joiners.get(line, ()) if position < column)


def protect_emphasis(text: str) -> Protected:
    """Put joiners where a run of `*` would be taken as text because punctuation meets a letter."""
    if "*" not in text:
        return Protected(text, {})
    lines: list[str] = []
    joiners: dict[int, tuple[int, ...]] = {}
    open_runs: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not open_runs and "*" not in line:
            lines.append(line)
            continue
        start = _BLOCK_START.match(line)
        if start or not line.strip():
            open_runs = []
        protected, columns = _protect_line(line, start.end() if start else 0, open_runs)
        lines.append(protected)
        if columns:
            joiners[number] = columns
    return Protected("\n".join(lines), joiners)


def _protect_line(line: str, begin: int, open_runs: list[str]) -> tuple[str, tuple[int, ...]]:
    """One line with its joiners, and their columns; `open_runs` are the runs not closed yet."""
    pieces: list[str] = [line[:begin]]
    columns: list[int] = []
    done = begin

    def joiner() -> None:
        columns.append(sum(map(len, pieces)) + 1)
        pieces.append(JOINER)

    for found in _RUN.finditer(line, begin):
        run = found.group()
        if run.startswith("\\") or len(run) > 3:
            continue
        before = line[found.start() - 1 : found.start()] or " "
        after = line[found.end() : found.end() + 1] or " "
        pieces.append(line[done : found.start()])
        done = found.end()
        if open_runs and open_runs[-1] == run and not before.isspace():
            open_runs.pop()
            if _is_punctuation(before) and _is_letter(after):
                joiner()
            pieces.append(run)
        else:
            pieces.append(run)
            if not after.isspace():
                open_runs.append(run)
                if _is_punctuation(after) and _is_letter(before):
                    joiner()
    pieces.append(line[done:])
    return "".join(pieces), tuple(columns)


def unmeant_emphasis(before: str, inside: str, after: str) -> str:
    """The hint for marks that are read as emphasis and that nobody means so; empty where they are meant.

    `inside` begins with the opening mark, `after` follows the closing one: 人口*1と世帯*2, 2*3*4, a*b*c, 印*、印*, 人口*と世帯*,
    https://example.jp/a*b*.
    """
    if inside.startswith("_"):
        return "強調は * で囲みます。文字としての「_」は、前に「\\」を置いてください"
    if re.search(_ADDRESS, before) and inside.lstrip("*")[:1].isascii():
        return _UNMEANT
    begins, word_before = inside[1:2], before[-1:]
    if inside.startswith("**") or not begins:
        return ""
    in_word = bool(word_before) and _is_letter(word_before)
    multiplies = word_before.isascii() and begins.isascii() and in_word and begins.isalnum()
    repeated = begins == after[:1] and (_is_letter(begins) or inside[1:3] == after[:2])
    unmeant = (
        (begins.isdigit() and in_word)
        or after[:1].isdigit()
        or (multiplies and after[:1].isascii() and after[:1].isalnum())
        or repeated
        or begins in _ENDS
        or (in_word and _runs_to_next_mark(word_before, inside[1:]))
    )
    return _UNMEANT if unmeant else ""


def _runs_to_next_mark(word_before: str, content: str) -> bool:
    """Whether what follows an asterisk goes on after the word before it, up to a word that has one, too."""
    pattern = _FROM_MARK_TO_MARK if re.match(_NOUN, word_before) else _AND_ANOTHER
    return bool(re.match(pattern, content))


def _is_punctuation(character: str) -> bool:
    # Format characters (U+200B …) and what stands in for others are neither letters nor blanks to pandoc.
    return unicodedata.category(character)[0] in "PS" or unicodedata.category(character) in ("Cf", "Co")


def _is_letter(character: str) -> bool:
    return not character.isspace() and not _is_punctuation(character)
