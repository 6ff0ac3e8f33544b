"""SVG as text: what charts are drawn of. Lengths are units of the drawing; colours are the style sheet's, by class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from pipeline.frozen import dataclass
from pipeline.html.markup import escaped
from pipeline.model.text_widths import FULL, character_width, is_wide, may_break

# The height of a line, and how far its baseline is under its middle, in sizes of its letters.
LINE, _BASE = 1.3, 0.36
# The least and the most of an em that is reckoned for what is not full-width, but for the widest: readers choose their own fonts.
_NARROW, _BROAD, _WIDEST = 55, 72, 90


def number(value: float) -> str:
    """A length as it is written: no more digits than a screen can show."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class Pen:
    """Letters of a `size`, and what stands in them."""

    size: float

    def width(self, text: str) -> float:
        """The width of a line, in whichever font of the usual ones it is shown."""
        return _widths(text) * self.size / FULL

    def widest(self, texts: Iterable[str]) -> float:
        return max(map(self.width, texts), default=0.0)

    def lines(self, text: str, room: float) -> list[str]:
        """A text in lines no wider than `room`, and all about as long; a word that is wider is broken anywhere."""
        lines = self._filled(text, room)
        if len(lines) > 1:
            narrower = self.width(text) / len(lines)
            while narrower < room and len(self._filled(text, narrower)) > len(lines):
                narrower += self.size / 2
            lines = self._filled(text, min(narrower, room))
        return lines

    def _filled(self, text: str, room: float) -> list[str]:
        lines, rest = [], text.strip()
        while self.width(rest) > room and len(rest) > 1:
            end = self._end(rest, room)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        return [*lines, rest]

    def _end(self, text: str, room: float) -> int:
        """Where the first line ends: at the last place where it may, if there is one."""
        reached = enumerate(accumulate(map(_width, text[:-1])), 1)
        most = max((at for at, width in reached if width * self.size / FULL <= room), default=1)
        return next((at for at in range(most, 0, -1) if may_break(text[at - 1], text[at])), most)

    def height(self, lines: Sequence[str]) -> float:
        return len(lines) * LINE * self.size

    def write(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        anchor: str = "middle",
        name: str = "",
        turned: bool = False,
    ) -> str:
        """Lines around the middle of their height; `turned` ones are read from below."""
        first = middle - (len(lines) - 1) / 2 * LINE * self.size + _BASE * self.size
        around = f' transform="rotate(-90 {number(x)} {number(middle)})"' if turned else ""
        step = number(LINE * self.size)
        own, *more = (escaped(line) for line in lines)
        content = own + "".join(f'<tspan x="{number(x)}" dy="{step}">{line}</tspan>' for line in more)
        return (
            f'<text x="{number(x)}" y="{number(first)}"{_class(name)} text-anchor="{anchor}"{around}>'
            f"{content}</text>"
        )

    def boxed(self, text: str, x: float, middle: float) -> str:
        """A line in the middle of a box that sets it off from what is behind it."""
        width, height = self.width(text) + self.size * 0.4, self.size * 1.2
        box = rectangle(x - width / 2, middle - height / 2, width, height, "label")
        return box + self.write([text], x, middle)


@lru_cache(maxsize=2048)
def _widths(text: str) -> int:
    return sum(map(_width, text))


@lru_cache(maxsize=2048)
def _width(character: str) -> int:
    if is_wide(character):
        return FULL
    own = character_width(character, True)
    return own if own > _WIDEST else min(max(own, _NARROW), _BROAD)


def rectangle(
    x: float, y: float, width: float, height: float, name: str = "", inner: str = "", look: str = ""
) -> str:
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return _element("rect", place + look, name, inner)


def line(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    place = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return _element("line", place, name)


def path(data: str, name: str = "", inner: str = "", look: str = "") -> str:
    """A path; `look` are further attributes, each behind a blank."""
    return _element("path", f'd="{data}"{look}', name, inner)


def group(content: str, name: str) -> str:
    return f"<g{_class(name)}>{content}</g>"


def title(text: str) -> str:
    """What a pointer that rests on something is told of it."""
    return f"<title>{escaped(text)}</title>"


def _element(tag: str, attributes: str, name: str, inner: str = "") -> str:
    return (
        f"<{tag} {attributes}{_class(name)}>{inner}</{tag}>"
        if inner
        else f"<{tag} {attributes}{_class(name)}/>"
    )


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
