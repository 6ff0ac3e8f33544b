"""A word that a plan reads in two ways → longer words for the rarer one, by the kana that stand beside it there and nowhere else: の年 for とし."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.readings.inflected import plain
from pipeline.readings.ruby import InText

# How many kana before and behind a word are looked at, fewer first.
_REACH = ((1, 0), (0, 1), (2, 0), (0, 2), (1, 1), (2, 1), (1, 2), (3, 0))


@dataclass(frozen=True)
class Seen:
    """A place at which a word stands: its text, and from where to where in that."""

    text: InText
    start: int
    end: int

    def around(self, before: int, after: int) -> str:
        """The word with so many characters around it; empty where there are fewer."""
        start, end = self.start - before, self.end + after
        return self.text.text[start:end] if start >= 0 and end <= len(self.text.text) else ""


@dataclass(frozen=True)
class Longer:
    """A longer word, its reading, and where it stands."""

    word: str
    kana: str
    seen: tuple[Seen, ...]


def longer_words(word: str, readings: Mapping[str, Sequence[Seen]], chosen: str) -> Iterator[Longer]:
    """Longer words for all readings but the chosen one, each of which stands for that reading alone; none where kana do not tell."""
    if any(plain(each.around(0, 0)) != word for seen in readings.values() for each in seen):
        return  # a verb, whose forms have kana of their own
    for kana, seen in readings.items():
        left = [] if kana == chosen else list(seen)
        for before, after in _REACH:
            others = {
                each.around(before, after) for own, all_ in readings.items() if own != kana for each in all_
            }
            found: dict[str, list[Seen]] = {}
            for each in left:
                text = each.around(before, after)
                if text and text not in others and _is_kana(text[:before] + text[len(text) - after :]):
                    found.setdefault(text, []).append(each)
            for text, there in found.items():
                left = [each for each in left if each not in there]
                yield Longer(plain(text), text[:before] + kana + text[len(text) - after :], tuple(there))


def _is_kana(text: str) -> bool:
    return bool(text) and all("ぁ" <= each <= "ゖ" for each in text)
