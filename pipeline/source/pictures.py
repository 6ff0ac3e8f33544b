"""Pictures of a figure, each with what is written behind it: its own small title."""

from __future__ import annotations

from pipeline.model.floats import Picture
from pipeline.model.inlines import Inline, InlinePicture, Inlines, LineBreak, Text, plain_text
from pipeline.source.inlines import InlineReader

TitledPicture = tuple[Picture, Inlines]


def titled_pictures(reader: InlineReader, content: Inlines) -> list[TitledPicture]:
    """The pictures of a paragraph with their titles; none where words stand before the first."""
    found: list[tuple[Picture, list[Inline]]] = []
    pictures = (picture for picture, _ in reader.pictures)
    for inline in content:
        if isinstance(inline, InlinePicture):
            found.append((next(pictures), []))
        elif found:
            found[-1][1].append(inline)
        elif plain_text((inline,)).strip():
            return []
    return [(picture, _stripped(title)) for picture, title in found]


def _stripped(title: list[Inline]) -> Inlines:
    """A title without the blanks and line ends around it."""
    inlines = tuple(title)
    while inlines and _is_blank(inlines[0]):
        inlines = inlines[1:]
    while inlines and _is_blank(inlines[-1]):
        inlines = inlines[:-1]
    if inlines and isinstance(inlines[0], Text):
        inlines = (Text(inlines[0].text.lstrip()), *inlines[1:])
    if inlines and isinstance(inlines[-1], Text):
        inlines = (*inlines[:-1], Text(inlines[-1].text.rstrip()))
    return inlines


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
