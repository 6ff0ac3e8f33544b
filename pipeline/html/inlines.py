"""Inlines → running text: references as links, furigana as ruby, marks of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import assert_never

from pipeline.html.markup import attributes, element, escaped, in_phrases, share, with_numbers_whole
from pipeline.html.writing import Writing
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
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    Variant,
)
from pipeline.model.reference_text import reference_content, said_text

Say = Callable[[str], str]


def write_inlines(
    writing: Writing, content: Iterable[Inline], linked: bool = False, say: Say = escaped
) -> str:
    """Inlines of a paragraph; where they are `linked` already, they can't hold links of their own."""
    return "".join(_inline(writing, each, linked, say) for each in content)


def write_title(writing: Writing, content: Iterable[Inline]) -> str:
    """Inlines of a heading, of a caption or of a cell that says little: their lines end at phrases."""
    return write_inlines(writing, content, say=in_phrases)


def _inline(writing: Writing, inline: Inline, linked: bool, say: Say) -> str:
    within = partial(write_inlines, writing, linked=linked, say=say)
    match inline:
        case Text(text):
            return say(text)
        case Strong(content):
            return element("strong", within(content))
        case Emphasis(content):
            return element("em", within(content))
        case Changed(content):
            return element("mark", within(content))
        case Superscript(content):
            return element("sup", within(content))
        case Subscript(content):
            return element("sub", within(content))
        case LineBreak():
            return "<br>"
        case Ruby(base, reading):
            return f"<ruby>{escaped(base)}<rp>（</rp><rt>{escaped(reading)}</rt><rp>）</rp></ruby>"
        case InlinePicture():
            return _picture(writing, inline)
        case Link(url, content):
            return _link(writing, url, content, linked, "external", say)
        case Reference(variant=Variant.OWN_TEXT):
            return _link(writing, writing.to(inline.target), inline.content, linked, "", say)
        case Reference():
            shown = reference_content(writing.resolved.targets[inline.target], inline.variant)
            kind = "page-number" if inline.variant is Variant.PAGE else "reference"
            return _link(writing, writing.to(inline.target), shown, linked, kind, say)
        case Note():
            return _mark(writing, inline, linked) if writing.has_notes else ""
        case Anchor(identity, content):
            return element("span", within(content), id=identity, class_="anchor")
        case Mention(target, content):
            identity = writing.ids.get(target, "")
            return _link(writing, writing.to(identity), content, linked, "reference", say)
        case _:
            assert_never(inline)


def _link(writing: Writing, to: str, content: Iterable[Inline], linked: bool, kind: str, say: Say) -> str:
    """Text that leads somewhere, if there is anything to lead to."""
    if linked or not to:
        return write_inlines(writing, content, linked, say)
    if kind == "reference" and say is escaped:
        say = with_numbers_whole
    return element("a", write_inlines(writing, content, linked=True, say=say), class_=kind, href=to)


def _picture(writing: Writing, picture: InlinePicture) -> str:
    image = writing.resolved.plan.images[picture.path]
    look = f"picture {share(picture.width)}" if picture.width else "icon"
    alt = escaped(said_text(picture.alt, writing.resolved.targets))
    named = attributes(src=writing.images[picture.path], class_=look)
    return f'<img{named} alt="{alt}" width="{image.width}" height="{image.height}">'


def _mark(writing: Writing, note: Note, linked: bool) -> str:
    named = writing.notes.of(note)
    number = escaped(named.number)
    if linked:
        return element("sup", number, id=named.mark, class_="note-mark")
    link = element(
        "a", number, id=named.mark, href=f"#{named.id}", role="doc-noteref", aria_label=f"注{named.number}"
    )
    return element("sup", link, class_="note-mark")
