"""Paragraphs whose characters stand closer, where one short word would else stand on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.frozen import dataclass
from pipeline.model.inlines import Inline, Reference, Text, Variant, has_ruby, walk_inlines
from pipeline.model.text_widths import FULL
from pipeline.word.markup.styles import Indents, is_proportional
from pipeline.word.measuring.advances import KNOWN_FONTS
from pipeline.word.measuring.icons import measured_text
from pipeline.word.measuring.runts import closer
from pipeline.word.writing.document import Draft

# The beginning of a run of text, up to where its spacing stands (17.3.2.35): behind its style.
_RUN = re.compile(r"<w:r>(?:<w:rPr>(<w:rStyle [^>]*/>)?(.*?)</w:rPr>)?(?=<w:t[ >])")


def taken_in(
    draft: Draft,
    markup: str,
    content: Sequence[Inline],
    style: str,
    width: int,
    indents: Indents | None = None,
    in_cell: bool = False,
) -> str:
    """The markup of a paragraph's inlines, closer where that helps in lines of this width (twips), less the indents of its style or
    its own.

    Of most fonts whose characters have widths of their own those are not known.
    """
    lines = lines_of(draft, content, style, width, indents)
    if lines is None:
        return markup
    em, joints = draft.styles.sizes[style] * 10, draft.content.joints
    twips = closer(lines.text, lines.first, lines.rest, em, joints, not in_cell, lines.font)
    return set_apart(markup, -twips) if twips else markup


@dataclass(frozen=True)
class Lines:
    """A text, the widths of its lines in hundredths of an em, and its font, where characters have widths of their own in it."""

    text: str
    first: float
    rest: float
    font: str


def lines_of(
    draft: Draft, content: Sequence[Inline], style: str, width: int, indents: Indents | None
) -> Lines | None:
    """What tells where the lines of a paragraph end; nothing where it has one, or that can't be told."""
    styles = draft.styles
    own = indents or styles.indents[style]
    em = styles.sizes[style] * 10
    first = (width - own.first) * FULL / em
    text = measured_text(content, draft.targets)
    if len(text) * FULL <= first:  # as in most cells
        return None
    font = styles.fonts[style] if is_proportional(styles.fonts[style]) else ""
    unknown = font and (font not in KNOWN_FONTS or styles.latin[style] not in (font, ""))
    if unknown or "\n" in text or "\t" in text or not _is_plain(content):
        return None
    return Lines(text, first, (width - own.rest) * FULL / em, font)


def _is_plain(content: Sequence[Inline]) -> bool:
    """Whether what a paragraph shows is as wide as its text: furigana may be wider, and numbers of pages change."""
    return all(isinstance(each, Text) for each in content) or not (
        has_ruby(content)
        or any(isinstance(each, Reference) and each.variant is Variant.PAGE for each in walk_inlines(content))
    )


def set_apart(markup: str, twips: int) -> str:
    """The runs of a text with so much more between its characters (17.3.2.35)."""
    spacing = f'<w:spacing w:val="{twips}"/>'
    return _RUN.sub(lambda run: f"<w:r><w:rPr>{run[1] or ''}{spacing}{run[2] or ''}</w:rPr>", markup)
