"""Paragraphs whose lines are not filled to their ends: one that ends before the number of a reference, which no line parts, would have
its characters far apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.model.inlines import Inline, Reference, has_ruby
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import Indents
from pipeline.word.measuring.broken_lines import broken, widths_in
from pipeline.word.writing.document import Draft
from pipeline.word.writing.last_lines import Lines, lines_of

# How far characters may be apart, in hundredths of an em.
_MOST_APART = 8


def unfilled(
    draft: Draft, content: Sequence[Inline], style: str, width: int, indents: Indents | None = None
) -> str:
    """The alignment (17.3.1.13) of a paragraph in lines of this width (twips), less the indents of its style or its own; nothing where
    its style's will do. Where lines of text with furigana end can't be told. A redline marks as changed what looks otherwise."""
    refers = any(each.__class__ is Reference for each in content)
    if not refers or style not in draft.styles.filled or draft.content.tracked:
        return ""
    if has_ruby(content):
        return oxml.AT_LEFT
    lines = lines_of(draft, content, style, width, indents)
    if lines is None:
        return ""
    return oxml.AT_LEFT if _is_spread(lines, draft.content.joints) else ""


@lru_cache(maxsize=16384)
def _is_spread(lines: Lines, joints: tuple[str, str]) -> bool:
    """Whether characters would be too far apart on any line but the last: a kept process asks it of the same texts again and again."""
    text = broken(widths_in(lines.font, lines.text), lines.text, joints, hangs=True)
    *full, _ = text.lines(lines.first, lines.rest)
    return any(each.room - each.width > _MOST_APART * (each.characters - 1) for each in full)
