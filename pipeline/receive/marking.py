"""What people mark instead of writing it: words struck through, underlined, bold or coloured by hand, other furigana, other pictures."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.frozen import dataclass
from pipeline.receive.looks import LOOKS
from pipeline.receive.settled import Line

_PICTURE = "図の差し替え"
_BOLD = frozenset(("b",))


@dataclass(frozen=True)
class _Character:
    text: str
    look: frozenset[str]


def newly_marked(was: Line, now: Line, repeats_styles: bool) -> tuple[str, ...]:
    """What looks otherwise on what stands on both sides of a line that was sent and came back: one text each. Some programs say of a
    whole paragraph what its style says."""
    return (*_looks(was, now, repeats_styles), *_furigana(was, now), *_pictures(was, now))


def _looks(was: Line, now: Line, repeats_styles: bool) -> Iterator[str]:
    before, after = _characters(was), _characters(now)
    new: list[frozenset[str]] = [frozenset()] * len(after)
    one, other = ("".join(each.text for each in side) for side in (before, after))
    if any(each.look for each in after):
        for i, j, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            for at in range(size):
                new[j + at] = after[j + at].look - before[i + at].look
    for look, group in groupby(zip(new, other, strict=True), key=lambda each: each[0]):
        words = "".join(text for _, text in group).strip()
        if look and words and not (repeats_styles and look == _BOLD and words == other.strip()):
            yield f"{'・'.join(LOOKS[name] for name in LOOKS if name in look)}「{words}」"


def _characters(line: Line) -> list[_Character]:
    """The characters of a line that are nobody's result."""
    return [_Character(text, piece.look) for piece in line.pieces if not piece.field for text in piece.text]


def _furigana(was: Line, now: Line) -> Iterator[str]:
    readings = {(piece.text, piece.reading) for piece in was.pieces}
    for piece in now.pieces:
        if piece.reading and (piece.text, piece.reading) not in readings:
            yield f"ふりがな「{piece.text}（{piece.reading}）」"


def _pictures(was: Line, now: Line) -> Iterator[str]:
    """Pictures in the place of as many others."""
    before, after = ([piece.picture for piece in line.pieces if piece.picture] for line in (was, now))
    if len(before) == len(after):
        yield from (_PICTURE for one, other in zip(before, after, strict=True) if one != other)
