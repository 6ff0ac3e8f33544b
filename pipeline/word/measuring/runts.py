"""Paragraphs whose last line is one short word (ます。): closer by a little, they are a line shorter.

Where lines turn out to end elsewhere, characters stand closer by at most 0.3 points for nothing.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.model.text_widths import FULL
from pipeline.word.measuring.broken_lines import BrokenText, broken, widths_in

# The longest last line that is taken in, in hundredths of an em.
_RUNT = 4 * FULL
# The most that characters stand closer, in twips: 0.3 points.
_MOST = 6
# What a line may lose at its end, because of what must not stand there.
_LOSS = 2 * FULL


@lru_cache(maxsize=16384)
def closer(
    text: str, first: float, rest: float, em: int, joints: tuple[str, str], hangs: bool, font: str = ""
) -> int:
    """By how many twips characters stand closer, so that a paragraph of `text` has no short word on its last line: 0 where it has none,
    or where so little does not help.

    `first` and `rest` are the widths of its lines in hundredths of an em, `em` is that in twips; `joints` are characters at which no
    line begins, and none ends, beside those at which none ever does. `font` is one whose characters have widths of their own. `hangs` says whether marks hang out of lines, which LibreOffice lets them do in no cell.
    """
    if len(text) * FULL <= first or rest <= _RUNT:
        return 0
    widths = widths_in(font, text)
    over = sum(widths) - first
    if over <= 0:
        return 0
    if _RUNT < over % rest < rest - (over // rest + 1) * _LOSS:
        return 0
    shown = broken(widths, text, joints, hangs)
    count, runt = _last(shown, first, rest)
    if count < 2 or runt > _RUNT:
        return 0
    enough = (each for each in range(1, _MOST + 1) if _last(shown, first, rest, each * FULL / em)[0] < count)
    found = next(enough, 0)
    return min(found + 1, _MOST) if found else 0  # programs round


def _last(text: BrokenText, first: float, rest: float, less: float = 0) -> tuple[int, float]:
    """How many lines a text takes, and how wide the last one is."""
    lines = list(text.lines(first, rest, less))
    return len(lines), lines[-1].width
