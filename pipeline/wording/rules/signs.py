"""Signs: dashes, brackets, full stops, percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.problems import Code
from pipeline.wording.profile import Profile, Wave
from pipeline.wording.rule import Example, Found, Level, Rule, Source, most_frequent
from pipeline.wording.texts import Text

_WAVES = (Wave.WAVE.value, Wave.TILDE.value)


def _mixed_waves(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """The sign of the fewer, or what the city does not write."""
    counts = Counter(dict.fromkeys(_WAVES, 0))
    for text in texts:
        counts.update(each for each in text.text if each in _WAVES)
    right = most_frequent(counts) if profile.wave is Wave.AS_MOST else profile.wave.value
    for text in texts:
        for at, sign in enumerate(text.text):
            if sign in _WAVES and sign != right:
                yield text, Found(at, at + 1, sign, right)


RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_WAVE_DASH,
        "波線の混在",
        Source.PLAN,
        "",
        Level.SURE,
        (
            Example("10時〜12時\n13時〜15時\n９時～10時", "10時〜12時\n13時〜15時\n９時〜10時"),
            Example("10時～12時", "10時～12時"),
        ),
        find_in_all=_mixed_waves,
        says="波線が「{wrong}」と「{right}」の二通りあります。多い方の「{right}」にそろえてください",
        keeps="どちらか一方だけのとき",
    ),
)
