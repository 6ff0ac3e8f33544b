"""The morphological analyser: words of a text with their readings and parts of speech, where SudachiPy is installed.

It comes with its dictionary as wheels (the extra `wording`), asks nothing of the network, and is ready in a twentieth of a second.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.problems import Code, MachineError

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

PACKAGES = "sudachipy sudachidict_small"
# A text longer than this is more than the analyser takes at once, in bytes of UTF-8.
_MOST = 45_000


@dataclass(frozen=True)
class Word:
    """A word of a text: where it begins, how it is written, its reading in katakana (empty where nobody knows one), its part of
    speech from the kind to the detail (名詞, 固有名詞, 地名, 一般), and the form under which dictionaries have it, with its reading."""

    start: int
    text: str
    reading: str
    kinds: tuple[str, ...]
    plain: str
    plain_reading: str
    known: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def is_installed() -> bool:
    """Whether there is an analyser: nothing is loaded for that."""
    return find_spec("sudachipy") is not None and find_spec("sudachidict_small") is not None


class Analyser:
    """One dictionary, kept open."""

    def __init__(self, dictionary: Dictionary, tokenizer: Tokenizer) -> None:
        self._dictionary = dictionary
        self._tokenizer = tokenizer

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text, in their order; all its characters are in one of them."""
        found: list[Word] = []
        for start, part in _parts(text):
            found += (_word(each, start) for each in self._tokenizer.tokenize(part))
        return tuple(found)

    def entries(self, text: str) -> tuple[Word, ...]:
        """Every word that the dictionary has in this spelling."""
        return tuple(_word(each, 0) for each in self._dictionary.lookup(text))


@cache
def analyser() -> Analyser:
    """The analyser. Raises MachineError where it is not installed."""
    if not is_installed():
        raise MachineError(
            Code.MACHINE_ANALYSER,
            "言葉を読み分けるための SudachiPy が、入っていません",
            f"python -m pip install {PACKAGES} で入れてください（辞書も入ります。後は、ネットワークを使いません）。"
            "入れられないパソコンやキットでは、入れられるパソコンで作った readings.yaml を、原稿のフォルダーに写せば足ります",
        )
    from sudachipy import Dictionary

    dictionary = Dictionary(dict="small")
    return Analyser(dictionary, dictionary.tokenizer())


def _parts(text: str) -> list[tuple[int, str]]:
    """A text in parts that the analyser takes, which end with sentences."""
    if len(text.encode("utf-8", "replace")) <= _MOST:
        return [(0, text)]
    parts, start = [], 0
    step = _MOST // 4
    while start < len(text):
        end = min(start + step, len(text))
        end = (text.rfind("。", start, end) + 1 or end) if end < len(text) else end
        parts.append((start, text[start:end]))
        start = end
    return parts


def _word(found: Morpheme, start: int) -> Word:
    kinds = tuple(each for each in found.part_of_speech() if each != "*")
    known = not found.is_oov() or "数詞" in kinds
    reading = found.reading_form() if known else ""
    plain = found.dictionary_form_morpheme()
    return Word(
        start + found.begin(), found.surface(), reading, kinds, plain.surface(), plain.reading_form(), known
    )
