"""Manuscripts for voice codes: what each page says, in texts that one code of the usual size holds.

A code of 18 mm holds about 800 characters of Japanese (Uni-Voice, size M), so a page that says more has several. Each begins
with its page's number, and pages without text say so: whoever listens has to know which page it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from pipeline.editions.heard import heard, sentences_of
from pipeline.editions.said import NOTE, Line, Sort
from pipeline.frozen import dataclass
from pipeline.model.numerals import fullwidth

# The most characters of one code.
MOST = 800
EMPTY = "このページには、文章がありません。"
_ENDS = ("。", "！", "？", "。」", "。』", "。）")


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is heard, and how it begins where it is printed; one that `opens` what follows says nothing without it."""

    text: str
    printed: str
    opens: bool = False


@dataclass(frozen=True)
class Code:
    """The text of one code: `name` is that of its page or section, `part` its place (from 1) among `parts` of them."""

    name: str
    text: str
    part: int = 1
    parts: int = 1


def sentences(lines: Iterable[Line]) -> Iterator[Sentence]:
    """The sentences of lines, notes behind those that have their marks."""
    for line in lines:
        notes = iter(line.notes)
        before = f"{line.label.strip()}　" if line.label.strip() else ""
        if line.sort is Sort.END:
            yield Sentence(_ended(line.text), "")
            continue
        parts = sentences_of(line.text) or [""]
        for index, sentence in enumerate(parts):
            said = "".join(_noted(*next(notes, ("", ""))) if each == NOTE else each for each in sentence)
            plain = sentence.replace(NOTE, "")
            text = heard(f"{before}{said}" if index == 0 else said)
            if text.strip():
                printed = line.printed if index == 0 and line.printed else plain
                yield Sentence(_ended(text.strip()), printed, _opens(line, index, len(parts)))
        for number, left in notes:  # marks in cells, behind their row
            yield Sentence(f"注{number}、{_ended(heard(left))}", "")


def _opens(line: Line, index: int, count: int) -> bool:
    """Titles open what is under them, and what a row is about opens what it says of that."""
    return line.sort in (Sort.HEADING, Sort.BEGIN) or (line.sort is Sort.ROW and index == 0 and count > 1)


def joined(said: Iterable[Sentence]) -> list[str]:
    """The texts of sentences, those that open something with what that is: no code ends with them."""
    texts: list[str] = []
    opened = ""
    for each in said:
        opened += each.text
        if not each.opens:
            texts.append(opened)
            opened = ""
    return [*texts, opened] if opened else texts


def _noted(number: str, text: str) -> str:
    return f"（注{number}、{heard(text).rstrip('。')}）"


def _ended(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}。"


def codes_of(name: str, said: Sequence[str], begin: str = "") -> list[Code]:
    """The codes of a page or section, of which each begins with its name (or `begin`) and ends with a sentence."""
    head = begin or name
    texts = [each for text in said for each in _short(text, MOST - len(head) - 12)]
    count = max(ceil((sum(map(len, texts)) + len(head) + 12) / MOST), 1)
    while True:
        parts = _divided(texts, count)
        codes = [
            Code(name, _with_head(head, part, number, len(parts)), number, len(parts))
            for number, part in enumerate(parts, 1)
        ]
        if all(len(code.text) <= MOST for code in codes):
            return codes
        count += 1


def _with_head(head: str, texts: Sequence[str], number: int, count: int) -> str:
    place = f"、{fullwidth(count)}つのうち{fullwidth(number)}つ目" if count > 1 else ""
    return f"{head}{place}。{''.join(texts) or EMPTY}"


def _divided(texts: Sequence[str], count: int) -> list[list[str]]:
    """Sentences in so many parts of about one length."""
    whole = sum(map(len, texts))
    parts: list[list[str]] = [[]]
    done = 0
    for text in texts:
        if parts[-1] and done + len(text) / 2 > whole * len(parts) / count and len(parts) < count:
            parts.append([])
        parts[-1].append(text)
        done += len(text)
    return parts


def _short(text: str, most: int) -> Iterator[str]:
    """A sentence, parted behind a comma where no code would hold it."""
    while len(text) > most:
        cut = max(text.rfind("、", 0, most), text.rfind("。", 0, most)) + 1 or most
        yield text[:cut]
        text = text[cut:]
    yield text


def file_of(codes: Sequence[Code]) -> Mapping[str, str]:
    """The texts by names of files that stand in the order of pages."""
    digits = len(str(len(codes)))
    return {
        f"{index:0{digits}d}_{code.name}{f'（{code.part}-{code.parts}）' if code.parts > 1 else ''}": code.text
        for index, code in enumerate(codes, 1)
    }
