"""A text as the program reads it, and the place in its file of each of its characters.

A file may begin with a mark, end its lines in two characters, and hold some that nobody can see: none of these is in the text, and
all stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.frozen import dataclass
from pipeline.model.characters import invisible

# The span of a text, and what is to stand there.
Edit = tuple[int, int, str]


class Refused(Exception):
    """A splice that can't be made surely: the reason, for whoever has to do it by hand."""


@dataclass(frozen=True)
class Mapped:
    """A text, where each of its characters begins and ends in the file, and where an empty text would stand."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    empty_at: int = 0

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The span in the file of a span of the text."""
        if begin < end:
            return self.starts[begin], self.ends[end - 1]
        if begin < len(self.starts) and (not begin or self.text[begin - 1] == "\n"):
            at = self.starts[begin]  # behind the indent that a value's lines have
        else:
            at = self.ends[begin - 1] if begin else self.empty_at
        return at, at


def file_text(raw: str) -> Mapped:
    """The text of a file, of which `raw` are all characters."""
    hidden = frozenset(invisible(raw))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(raw):
        character = raw[at]
        width = 2 if raw.startswith("\r\n", at) else 1
        if at not in hidden:
            characters.append("\n" if character == "\r" else character)
            starts.append(at)
            ends.append(at + width)
        at += width
    return Mapped("".join(characters), starts, ends, len(raw))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits that do not overlap; of two insertions at one place the first comes first."""
    pieces: list[str] = []
    done = 0
    for begin, end, new in sorted(edits, key=lambda each: each[:2]):
        if begin < done:
            raise Refused("直す所が重なっています")
        pieces += text[done:begin], new
        done = end
    return "".join((*pieces, text[done:]))


def as_replacements(edits: Iterable[Edit]) -> list[Edit]:
    """The same edits, those at one place as one: what takes the place of a word stands in its span."""
    result: list[Edit] = []
    for begin, end, new in sorted(edits, key=lambda each: each[:2]):
        if result and result[-1][0] == result[-1][1] == begin:
            result[-1] = (begin, end, result[-1][2] + new)
        else:
            result.append((begin, end, new))
    return result
