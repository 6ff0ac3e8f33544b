"""Pictures and furigana in lines and cells, as they are measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Inlines,
    Ruby,
    Span,
    Text,
    has_ruby,
    is_picture,
    walk_inlines,
)
from pipeline.model.numbers import Target
from pipeline.model.reference_text import shown_text
from pipeline.model.text_widths import JOINER
from pipeline.word.markup.styles import Styles

# Of a line of fixed height so much is above its baseline, in Word and in LibreOffice: what stands higher is cut off.
_ABOVE = 0.8
# In lines that grow with what stands in them, a picture is as high as a character with what is around it.
_OF_CHARACTER = 1.2
# The width of a picture beside words, and of one that fills a part of a cell, in characters.
_ICON, _IN_CELL = "■ ", "■" * 6


def icon_height(styles: Styles, style: str) -> int:
    """The height (twips) of a picture in a line of a paragraph style."""
    if style in styles.fixed:
        return int(_ABOVE * styles.lines[style])
    return int(_OF_CHARACTER * styles.sizes[style] * 10)


def fills_cell(content: Iterable[Inline]) -> bool:
    """Whether a paragraph's picture is part of its cell: its line is as high as that."""
    content = tuple(content)
    return is_picture(content) and any(isinstance(each, InlinePicture) and each.width for each in content)


def measured_text(content: Iterable[Inline], targets: Mapping[str, Target]) -> str:
    """The text of inlines as it is measured: characters stand for pictures, which no text has; what has furigana is not
    parted, and as wide as these, which are half as large."""
    content = tuple(content)
    if len(content) == 1 and isinstance(content[0], Text):  # as most are
        return content[0].text
    pictures = [each for each in walk_inlines(content) if isinstance(each, InlinePicture)]
    sign = _IN_CELL if pictures and fills_cell(content) else _ICON
    return sign * len(pictures) + wide_text(content, targets)


def wide_text(content: Inlines, targets: Mapping[str, Target]) -> str:
    """The text of inlines without pictures, as it is measured."""
    return shown_text(_with_width(content) if has_ruby(content) else content, targets)


def _with_width(content: Iterable[Inline]) -> Inlines:
    return tuple(
        Text(_held_together(each))
        if isinstance(each, Ruby)
        else replace(each, content=_with_width(each.content))
        if isinstance(each, Span)
        else each
        for each in content
    )


def _held_together(ruby: Ruby) -> str:
    beyond = (len(ruby.reading) + 1) // 2 - len(ruby.base)
    return JOINER.join(ruby.base) + "　" * max(beyond, 0)
