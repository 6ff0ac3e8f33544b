"""Paragraphs in the styles of their roles, and the gaps around tables."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.inlines import Inline, Paragraph, Role
from pipeline.word.markup import oxml
from pipeline.word.writing.document import Draft
from pipeline.word.writing.even_lines import evened, spread
from pipeline.word.writing.inlines import line_height, write_text
from pipeline.word.writing.spread_lines import unfilled


def write_paragraph(
    draft: Draft, paragraph: Paragraph, width: int, properties: str = "", after: int = 0
) -> str:
    """A paragraph in a text so wide (twips); `after` is the space after it, where it is not the style's."""
    content = write_text(draft, paragraph.content, paragraph.role, width)
    properties += spacing(draft, paragraph.content, paragraph.role, after)
    if paragraph.role in draft.content.even_titles:
        properties += evened(draft, paragraph.content, paragraph.role, width)
        content = spread(draft, content, paragraph.content, paragraph.role, width)
    else:
        properties += unfilled(draft, paragraph.content, paragraph.role, width)
    return oxml.paragraph(draft.styles.paragraph(paragraph.role), content, properties)


def spacing(draft: Draft, content: Sequence[Inline], style: str, after: int = 0) -> str:
    """Its lines as high as what stands in them."""
    return oxml.spacing(after, line_height(draft, content, style))


def gap(draft: Draft, properties: str = "") -> str:
    """A small space around a table. Without a paragraph between them, Word makes two tables one."""
    return oxml.paragraph(draft.styles.paragraph(Role.GAP), "", properties)
