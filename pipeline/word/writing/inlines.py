"""Inlines → runs, links, fields and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from pipeline.model.inlines import (
    Changed,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Mention,
    Note,
    Reference,
    Role,
    Ruby,
    Strong,
    Text,
    Variant,
    has_ruby,
)
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.reference_text import title_brackets
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import note_field, number_field, page_field, text_field
from pipeline.word.writing.document import Draft

# The character style of what differs from another version.
CHANGED = "変更箇所"
# Half-width digits that stand together upright in vertical text, with the brackets around them: 12, (1).
_UPRIGHT = re.compile(r"(\([0-9]{1,2}\)|(?<![0-9])[0-9]{1,3}(?![0-9]))")


def write_inlines(draft: Draft, content: Iterable[Inline], around: str, vertical: bool = False) -> str:
    """The markup of inlines that stand in a paragraph; `around` is the name of its style."""
    return "".join(_inline(draft, inline, around, "", vertical) for inline in content)


def line_height(draft: Draft, content: Iterable[Inline], around: str) -> int:
    """The fixed height (twips) that a paragraph's lines need for its furigana; 0 where the style's own is enough, or grows by itself."""
    if around not in draft.styles.fixed or not has_ruby(content):
        return 0
    needed = draft.styles.pitch(around, ruby=True)
    return needed if needed > draft.styles.lines[around] else 0


def _inline(draft: Draft, inline: Inline, around: str, style: str, vertical: bool) -> str:
    """`style` is the id of the character style."""
    properties = oxml.run_properties(style)

    def inside(content: Iterable[Inline], own: str) -> str:
        return "".join(_inline(draft, child, around, own, vertical) for child in content)

    match inline:
        case Text(text):
            return _vertical_text(text, style) if vertical else oxml.text_run(text, properties)
        case Strong(content):
            return inside(content, draft.styles.character("Strong"))
        case Emphasis(content):
            return inside(content, draft.styles.character("Emphasis"))
        case Changed(content):
            return inside(content, draft.styles.character(CHANGED))
        case LineBreak():
            return oxml.break_run()
        case Ruby(base, reading):
            return oxml.ruby_run(base, reading, draft.styles.sizes[around], properties)
        case Link(url, content):
            return oxml.external_link(
                draft.link_to(url), inside(content, draft.styles.character("Hyperlink"))
            )
        case Reference(variant=Variant.OWN_TEXT):
            anchor = draft.targets[inline.target].bookmark
            return oxml.internal_link(anchor, inside(inline.content, draft.styles.character("Hyperlink")))
        case Reference():
            return _reference(draft, draft.targets[inline.target], inline.variant, style)
        case Note():
            return _note(draft, inline)
        case Mention(target, content):
            name = f"see_{draft.mention_number(target)}_{target}"
            return oxml.bookmark(draft.bookmark_number(), name, inside(content, style))
        case _:
            assert_never(inline)


def _vertical_text(text: str, style: str) -> str:
    pieces = _UPRIGHT.split(text)
    return "".join(
        oxml.text_run(piece, oxml.run_properties(style, upright=bool(index % 2)))
        for index, piece in enumerate(pieces)
    )


def _reference(draft: Draft, target: Target, variant: Variant, style: str) -> str:
    properties = oxml.run_properties(style)
    number = _number_reference(target, properties)
    title = text_field(target.title_bookmark, target.title, properties)
    match variant:
        case Variant.TITLE:
            return title
        case Variant.NUMBER_TITLE:
            before, after = title_brackets(target.title)
            return number + oxml.text_run(before, properties) + title + oxml.text_run(after, properties)
        case Variant.PAGE:
            missing = max(draft.content.page_digits - len(target.page), 0)
            wide = oxml.run_properties(style, spread=missing * draft.digit_width // max(len(target.page), 1))
            return page_field(target.bookmark, target.page, wide)
        case Variant.NUMBER | Variant.OWN_TEXT:
            return number


def _number_reference(target: Target, properties: str) -> str:
    match target.kind:
        case TargetKind.HEADING:
            return number_field(target.bookmark, target.number, properties)
        case TargetKind.NOTE:
            return note_field(target.bookmark, target.number, properties)
        case TargetKind.TABLE | TargetKind.FIGURE | TargetKind.TERM:
            return text_field(target.bookmark, target.number, properties)


def _note(draft: Draft, note: Note) -> str:
    number = draft.note_number()
    mark_style = draft.styles.character("footnote reference")
    paragraph_style = draft.styles.paragraph(Role.FOOTNOTE.value)
    paragraphs = [
        oxml.paragraph(
            paragraph_style,
            (oxml.footnote_mark(mark_style) if index == 0 else "")
            + write_inlines(draft, paragraph.content, Role.FOOTNOTE),
            oxml.spacing(line=line_height(draft, paragraph.content, Role.FOOTNOTE)),
        )
        for index, paragraph in enumerate(note.content)
    ]
    draft.notes.append(oxml.footnote(number, paragraphs))
    reference = oxml.footnote_reference(number, mark_style)
    if not note.id:
        return reference
    return oxml.bookmark(draft.bookmark_number(), draft.targets[note.id].bookmark, reference)
