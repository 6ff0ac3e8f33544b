"""Inlines → runs, links, fields and footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from pipeline.frozen import dataclass, replace
from pipeline.model.inlines import (
    Anchor,
    Changed,
    Emphasis,
    Inline,
    InlinePicture,
    LineBreak,
    Link,
    Mention,
    Note,
    Reference,
    Role,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    Variant,
    has_ruby,
)
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.reference_text import said_text, title_brackets
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import note_field, number_field, page_field, text_field, title_field
from pipeline.word.markup.styles import Indents
from pipeline.word.measuring.icons import icon_height
from pipeline.word.writing.document import Draft
from pipeline.word.writing.kept_markup import text_markup
from pipeline.word.writing.last_lines import taken_in

# The character style of what differs from another version.
CHANGED = "変更箇所"
# Half-width digits that stand together upright in vertical text, with the brackets around them: 12, (1).
_UPRIGHT = re.compile(r"(\([0-9]{1,2}\)|(?<![0-9])[0-9]{1,3}(?![0-9]))")


@dataclass(frozen=True)
class _Look:
    """What the runs of inlines look like: the id of their character style, whether they are raised, and vertical."""

    style: str = ""
    align: str = ""
    vertical: bool = False
    room: int = 0  # the width of the cell, in twips

    @property
    def properties(self) -> str:
        return oxml.run_properties(self.style, align=self.align) if self.style or self.align else ""


def write_inlines(
    draft: Draft, content: Iterable[Inline], around: str, vertical: bool = False, room: int = 0
) -> str:
    """The markup of inlines that stand in a paragraph; `around` is the name of its style, `room` the width of its cell in twips."""
    if isinstance(content, tuple) and len(content) == 1 and not vertical and isinstance(content[0], Text):
        return oxml.text_run(content[0].text)  # as most cells have
    look = _Look(vertical=vertical, room=room)
    return "".join([_inline(draft, inline, around, look) for inline in content])


def write_text(
    draft: Draft,
    content: Sequence[Inline],
    around: str,
    width: int,
    indents: Indents | None = None,
    in_cell: bool = False,
) -> str:
    """The same in lines of this width (twips), less the indents of the paragraph's style or its own: closer where a short word would
    be alone on the last one, but never in a redline, which marks as changed what looks otherwise."""
    room = width if in_cell else 0
    if draft.content.tracked:
        return write_inlines(draft, content, around, room=room)

    def written() -> str:
        markup = write_inlines(draft, content, around, room=room)
        return taken_in(draft, markup, content, around, width, indents, in_cell)

    own = (indents.first, indents.rest) if indents else ()
    return text_markup(draft, content, written, around, width, in_cell, *own)


def line_height(draft: Draft, content: Iterable[Inline], around: str) -> int:
    """The fixed height (twips) that a paragraph's lines need for its furigana; 0 where the style's own is enough, or grows by itself."""
    if around not in draft.styles.fixed or not has_ruby(content):
        return 0
    needed = draft.styles.pitch(around, ruby=True)
    return needed if needed > draft.styles.lines[around] else 0


def _inline(draft: Draft, inline: Inline, around: str, look: _Look) -> str:
    def inside(content: Iterable[Inline], own: _Look) -> str:
        return "".join(_inline(draft, child, around, own) for child in content)

    def styled(content: Iterable[Inline], name: str) -> str:
        return inside(content, replace(look, style=draft.styles.character(name)))

    match inline:
        case Text(text):
            return _vertical_text(text, look) if look.vertical else oxml.text_run(text, look.properties)
        case Strong(content):
            return styled(content, "Strong")
        case Emphasis(content):
            return styled(content, "Emphasis")
        case Changed(content):
            return styled(content, CHANGED)
        case Superscript(content):
            return inside(content, replace(look, align="superscript"))
        case Subscript(content):
            return inside(content, replace(look, align="subscript"))
        case LineBreak():
            return oxml.break_run()
        case Ruby(base, reading):
            return oxml.ruby_run(base, reading, draft.styles.sizes[around], look.properties)
        case InlinePicture():
            return _picture(draft, inline, around, look.room)
        case Link(url, content):
            return oxml.external_link(draft.link_to(url), styled(content, "Hyperlink"))
        case Reference(variant=Variant.OWN_TEXT):
            anchor = draft.targets[inline.target].bookmark
            return oxml.internal_link(anchor, styled(inline.content, "Hyperlink"))
        case Reference():
            return _reference(draft, draft.targets[inline.target], inline.variant, look, inside)
        case Note():
            return _note(draft, inline)
        case Anchor(identity, content):
            anchor = draft.targets[identity].bookmark
            return oxml.bookmark(draft.bookmark_number(), anchor, inside(content, look))
        case Mention(target, content):
            name = f"see_{draft.mention_number(target)}_{target}"
            return oxml.bookmark(draft.bookmark_number(), name, inside(content, look))
        case _:
            assert_never(inline)


def _picture(draft: Draft, picture: InlinePicture, around: str, room: int) -> str:
    """A picture as high as its line lets it be, or as wide as its part of the cell."""
    image = draft.content.images[picture.path]
    if picture.width:
        width = picture.width * room
        height = width * image.height / image.width
    else:
        height = icon_height(draft.styles, around)
        width = height * image.width / image.height
    return oxml.picture_run(
        draft.picture_of(image.data),
        draft.picture_number(),
        picture.path.rsplit("/", 1)[-1],
        said_text(picture.alt, draft.targets),
        round(width * oxml.EMU_PER_TWIP),
        round(height * oxml.EMU_PER_TWIP),
    )


def _vertical_text(text: str, look: _Look) -> str:
    pieces = _UPRIGHT.split(text)
    return "".join(
        oxml.text_run(piece, oxml.run_properties(look.style, upright=bool(index % 2), align=look.align))
        for index, piece in enumerate(pieces)
    )


def _reference(
    draft: Draft,
    target: Target,
    variant: Variant,
    look: _Look,
    runs: Callable[[Iterable[Inline], _Look], str],
) -> str:
    """`runs` writes those of the target's title."""
    match variant:
        case Variant.TITLE:
            return title_field(target.title_bookmark, runs(target.shown_title, look))
        case Variant.NUMBER_TITLE:
            before, after = (oxml.text_run(each, look.properties) for each in title_brackets(target.title))
            title = _reference(draft, target, Variant.TITLE, look, runs)
            return _number_reference(target, look.properties) + before + title + after
        case Variant.PAGE:
            missing = max(draft.content.page_digits - len(target.page), 0)
            spread = missing * draft.digit_width // max(len(target.page), 1)
            wide = oxml.run_properties(look.style, spread=spread, align=look.align)
            return page_field(target.bookmark, target.page, wide)
        case Variant.NUMBER | Variant.OWN_TEXT:
            return _number_reference(target, look.properties)


def _number_reference(target: Target, properties: str) -> str:
    match target.kind:
        case TargetKind.HEADING:
            return number_field(target.bookmark, target.number, properties)
        case TargetKind.NOTE:
            return note_field(target.bookmark, target.number, properties)
        case (
            TargetKind.TABLE
            | TargetKind.FIGURE
            | TargetKind.TERM
            | TargetKind.PROVISION
            | TargetKind.COLUMN
            | TargetKind.FRAME
        ):
            return text_field(target.bookmark, target.number, properties)


def _note(draft: Draft, note: Note) -> str:
    number = draft.note_number()
    mark_style = draft.styles.character("footnote reference")
    paragraph_style = draft.styles.paragraph(Role.FOOTNOTE.value)
    rest = draft.styles.indents[Role.FOOTNOTE].rest
    behind_mark = Indents(rest, rest)
    paragraphs = [
        oxml.paragraph(
            paragraph_style,
            (oxml.footnote_mark(mark_style) if index == 0 else "")
            + write_text(draft, paragraph.content, Role.FOOTNOTE, draft.width, behind_mark),
            oxml.spacing(line=line_height(draft, paragraph.content, Role.FOOTNOTE)),
        )
        for index, paragraph in enumerate(note.content)
    ]
    draft.notes.append(oxml.footnote(number, paragraphs))
    reference = oxml.footnote_reference(number, mark_style)
    if not note.id:
        return reference
    return oxml.bookmark(draft.bookmark_number(), draft.targets[note.id].bookmark, reference)
