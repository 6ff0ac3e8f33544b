"""Inlines as one text in which words are found, and with furigana at places of that text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Note,
    Reference,
    Ruby,
    Span,
    Text,
)
from pipeline.readings.pieces import Piece

# In the text in which words are looked for: what stands between words, and parts them.
BETWEEN = "\ufffc"


def flat(content: Iterable[Inline]) -> Iterator[str]:
    """The text of inlines, as many characters as they have; what holds none of this text is one that parts words."""
    for inline in content:
        match inline:
            case Text(text):
                yield text
            case Ruby(base):  # its author's own: no part of another word
                yield BETWEEN * len(base)
            case Reference(content=own) if not own:
                yield BETWEEN
            case LineBreak() | InlinePicture() | Note():
                yield BETWEEN
            case _:
                yield from flat(inline.content)


def closed_up(text: str) -> str:
    """A text without the blanks by which it is spread: 目　次 is 目次."""
    return text[::2] if len(text) > 2 and set(text[1::2]) == {"　"} and len(text) % 2 else text


class Rebuilt:
    """Inlines with pieces of readings at their places in the text that `flat` makes of them."""

    def __init__(self, pieces: Sequence[Piece], with_note: Callable[[Note], Note]) -> None:
        self.pieces = pieces
        self.with_note = with_note
        self.at = 0

    def all(self, content: Inlines) -> Inlines:
        return tuple(each for inline in content for each in self._inline(inline))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text(text):
                yield from self._text(text)
            case Ruby(base):
                self.at += len(base)
                yield inline
            case Reference(content=own) if not own:
                self.at += 1
                yield inline
            case Note():
                self.at += 1
                yield self.with_note(inline)
            case LineBreak() | InlinePicture():
                self.at += 1
                yield inline
            case _:
                assert isinstance(inline, Span | Reference)
                yield replace(inline, content=self.all(inline.content))

    def _text(self, text: str) -> Iterator[Inline]:
        begin, end = self.at, self.at + len(text)
        done = begin
        for piece in self.pieces:
            if begin <= piece.start and piece.end <= end:  # one that two inlines share stands over neither
                if done < piece.start:
                    yield Text(text[done - begin : piece.start - begin])
                yield Ruby(text[piece.start - begin : piece.end - begin], piece.kana)
                done = piece.end
        if done < end or not text:
            yield Text(text[done - begin :])
        self.at = end
