"""The looks of a chart's series: colours are the template's, and each differs from its neighbours in a black-and-white copy, too."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.frozen import dataclass

# What Word offers first in a document without a theme of its own (20.1.6.2), as greys.
_GREYS = ("404040", "8C8C8C", "595959", "262626", "A6A6A6", "737373")
_BLACK, _WHITE = "000000", "FFFFFF"
# Greatest and least luminance (0 to 1) of dark, middling and light fills: patterns and labels have to stand out from them.
_DARK, _MIDDLE, _LIGHT = (0.0, 0.12), (0.25, 0.4), (0.68, 0.8)


@dataclass(frozen=True)
class Fill:
    """A fill: of one colour, or (20.1.10.33) a pattern of it on white."""

    color: str
    pattern: str = ""


@dataclass(frozen=True)
class Stroke:
    """The line of a series: its colour, its dashes (20.1.10.48), the symbol of its points (21.2.3.27), filled or hollow."""

    color: str
    dash: str
    symbol: str
    hollow: bool


@dataclass(frozen=True)
class Palette:
    """The colours of a chart, as RRGGBB: those that the template's theme calls accents, and its text's."""

    accents: Sequence[str] = _GREYS
    text: str = _BLACK

    def led_by(self, color: str) -> Palette:
        """The same colours, this one before them; unless it is empty."""
        others = [each for each in self.accents if each != color]
        return Palette([color, *others], self.text) if color else self

    def fills(self, count: int) -> Sequence[Fill]:
        """Fills for so many series that lie beside each other."""
        first, second, third, fourth = self.accents[:4]
        return (
            Fill(_within(first, *_DARK)),
            Fill(_within(second, *_DARK), "wdUpDiag"),
            Fill(_within(third, *_LIGHT)),
            Fill(_within(first, *_DARK), "dkHorz"),
            Fill(_WHITE),
            Fill(_within(second, *_DARK), "smGrid"),
            Fill(_within(third, *_MIDDLE)),
            Fill(_within(first, *_DARK), "narVert"),
            Fill(_within(fourth, *_DARK), "diagCross"),
            Fill(_within(first, *_DARK), "wdDnDiag"),
            Fill(_within(second, *_DARK), "ltHorz"),
            Fill(_within(fourth, *_DARK), "dkUpDiag"),
        )[:count]

    def strokes(self, count: int) -> Sequence[Stroke]:
        """Lines for so many series."""
        dark = [_within(each, 0.0, 0.18) for each in self.accents]
        dashes = ("solid", "sysDash", "solid", "lgDash", "sysDot", "dashDot")
        symbols = ("circle", "square", "triangle", "diamond")
        return [
            Stroke(
                dark[at % len(dark)], dashes[at % len(dashes)], symbols[at % len(symbols)], at >= len(dashes)
            )
            for at in range(count)
        ]

    @property
    def outline(self) -> str:
        """The colour around fills."""
        return _within(self.accents[0], *_DARK)


def _within(color: str, least: float, most: float) -> str:
    """A colour of the same hue whose luminance lies within these bounds: darkened towards black, or lightened towards white."""
    own = luminance(color)
    towards, bound = (_BLACK, most) if own > most else (_WHITE, least)
    if least <= own <= most:
        return color
    for step in range(1, 21):
        mixed = _mixed(color, towards, step / 20)
        if (luminance(mixed) - bound) * (1 if towards == _WHITE else -1) >= 0:
            return mixed
    return towards


def _mixed(color: str, other: str, share: float) -> str:
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _channels(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (0, 2, 4)]


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2): 0 is black, 1 white."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (each / 255 for each in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
