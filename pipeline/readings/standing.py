"""What is still to be done with a plan's readings: words without one, proposals that nobody has confirmed, lines that serve nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.model.numerals import count_text
from pipeline.model.readings import Reading, Readings
from pipeline.problems import Code, Location, Problem
from pipeline.readings.ruby import InText
from pipeline.readings.schema import CONFIRMED, OPEN, READINGS

# So many words are told one by one, with so many of their places each.
_MOST, _PLACES = 20, 3


@dataclass(frozen=True)
class Standing:
    """The texts in which words stand, by word: those without a reading, and those whose reading nobody has confirmed yet, as they
    are listed; and the lines of the list for which there are no words any more."""

    missing: dict[str, tuple[InText, ...]]
    unconfirmed: dict[Reading, tuple[InText, ...]]
    unused: tuple[Reading, ...]


def standing(seen: Iterable[InText], readings: Readings) -> Standing:
    """How the readings of these texts stand."""
    missing: dict[str, list[InText]] = {}
    used: dict[Reading, list[InText]] = {}
    for text in seen:
        for start, end in text.found.missing:
            missing.setdefault(text.text[start:end], []).append(text)
        for word in text.found.words:
            if word.listed:
                used.setdefault(word.listed, []).append(text)
    every = [*readings.words.values(), *(each for own in readings.at.values() for each in own.values())]
    return Standing(
        {word: tuple(texts) for word, texts in missing.items()},
        {each: tuple(used[each]) for each in readings.words.values() if not each.confirmed and each in used},
        tuple(each for each in every if each.location.file.endswith(READINGS) and each not in used),
    )


def unconfirmed(seen: Iterable[InText], readings: Readings, file: str) -> list[Problem]:
    """What has to be told before furigana leave the house; `file` is what messages call readings.yaml.

    Many words are told together: their list is the file itself.
    """
    found = standing(seen, readings)
    return [
        *_told(
            (
                (texts, f"「{word}」の読みがありません", Code.READING_MISSING)
                for word, texts in found.missing.items()
            ),
            "readings を実行すると、読みの案が加わります。ルビは、まだ付いていません",
            f"ほかに、読みのない言葉が{{}}あります（{file}）",
        ),
        *_told(
            (
                (
                    texts,
                    f"「{each.word}」の読み「{each.kana}」は、まだ確かめられていません",
                    Code.READING_OPEN,
                )
                for each, texts in found.unconfirmed.items()
            ),
            f"{file} の「{OPEN}」から「{CONFIRMED}」に移すと、確かめたものになります",
            f"ほかに、読みを確かめていない言葉が{{}}あります（{file} の「{OPEN}」）",
        ),
    ]


def unused(found: Standing) -> list[Problem]:
    """The lines of the list that serve nothing: nothing takes them away but somebody's own hand."""
    return [
        Problem(
            each.location,
            Code.READING_UNUSED,
            f"「{each.word}」は、この計画では使われていません",
            "要らなければ、この行を消してください。残しておいても構いません",
            warning=True,
        )
        for each in found.unused
    ]


def _told(words: Iterable[tuple[Sequence[InText], str, Code]], hint: str, others: str) -> Iterator[Problem]:
    every = list(words)
    for texts, message, code in every[:_MOST]:
        yield Problem(_place(texts[0]), code, f"{message}{_places(texts)}", hint, warning=True)
    if len(every) > _MOST:
        first, _, code = every[_MOST]
        yield Problem(
            _place(first[0]), code, others.format(f"{count_text(len(every) - _MOST)}語"), hint, warning=True
        )


def _place(text: InText) -> Location:
    return text.location or Location("")


def _places(texts: Sequence[InText]) -> str:
    places = list(dict.fromkeys(str(each.location) for each in texts if each.location))
    if len(texts) == 1:
        return ""
    more = "など" if len(places) > _PLACES else ""
    return f"（{count_text(len(texts))}か所: {'、'.join(places[:_PLACES])}{more}）"
