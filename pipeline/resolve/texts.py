"""Every text of a numbered plan, with the place where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from pipeline.model.blocks import Heading, ItemText, TermEntry, own_texts, place_of, walk_blocks
from pipeline.model.charts import Chart
from pipeline.model.floats import Float, Grid
from pipeline.model.inlines import (
    PROVISION_ROLES,
    Inlines,
    Note,
    Paragraph,
    Reference,
    Text,
    plain_text,
    walk_inlines,
)
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Location, Words

# What stands in a text for a reference.
REFERENCE = "\ufdd0"

PlacedText = tuple[str, Location]


def words_at(text: str, begin: int, end: int, ahead: Sequence[str] = ()) -> Words:
    """The words between two places of a text, and of the texts ahead of it where it begins."""
    words = text[begin:end]
    return Words(words, "\n".join(ahead).count(words) + text.count(words, 0, begin))


def with_what_is_ahead(texts: Iterable[PlacedText]) -> Iterator[tuple[str, Location, Sequence[str]]]:
    """Each text with its place, and with those before it that have the same one, as all of a table have: as many as there are when it
    is asked for."""
    last: Location | None = None
    ahead: list[str] = []
    for text, location in texts:
        if location != last:
            ahead, last = [], location
        yield text, location, ahead
        ahead.append(text)


def _sign(reference: Reference) -> str:
    return REFERENCE


def texts_of(resolved: ResolvedPlan, shown: Callable[[Reference], str] = _sign) -> Iterator[PlacedText]:
    """Every text in which a reference could stand, and where it is written; references are as `shown` has them."""
    heading = Location("")
    for block in walk_blocks(
        (
            *resolved.front,
            *resolved.body,
            *resolved.appendix,
            *resolved.passages.values(),
            *resolved.plan.own_texts,
        )
    ):
        match block:
            case Heading():
                heading = block.location
            case ItemText():
                for value in block.values:
                    for cell in chain(*value.rows) if value.kind.is_written else ():
                        yield from _text(cell, value.location, shown)
            case Paragraph(role=role) if role in PROVISION_ROLES:
                pass  # as somebody else wrote it, with numbers of its own
            case Grid():
                pass  # the revision history, whose rows are looked at where they are written
            case _:
                place = place_of(block) or heading
                for content in own_texts(block):
                    yield from _text(content, place, shown)


def titles_of(resolved: ResolvedPlan) -> Iterator[PlacedText]:
    """What names something, and where: headings, terms, the vision, the short labels of the framework's items."""
    for block in walk_blocks((*resolved.front, *resolved.body, *resolved.appendix)):
        if isinstance(block, Heading):
            yield plain_text(block.content, _sign), block.location
        elif isinstance(block, TermEntry):
            yield block.term, block.location
    framework = resolved.plan.framework
    yield framework.vision, framework.location
    for item in framework.walk():
        yield item.label, item.location


def printed_texts_of(resolved: ResolvedPlan) -> Iterator[PlacedText]:
    """Every text that a document shows: those in which a reference could stand, titles, and words of charts and of the 概要."""
    yield from texts_of(resolved)
    yield from titles_of(resolved)
    parts = (*resolved.front, *resolved.body, *resolved.appendix, *resolved.plan.own_texts)
    for block in walk_blocks(parts):
        if isinstance(block, Float) and isinstance(block.body, Chart):
            yield from ((words, block.location) for words in (*block.body.words, block.body.description))
    for section in resolved.plan.summary:
        yield section.title, section.items[0].piece.location
        yield from ((item.subheading, item.piece.location) for item in section.items)


def _text(content: Inlines, location: Location, shown: Callable[[Reference], str]) -> Iterator[PlacedText]:
    """A text with its references as they are shown, and then its footnotes."""
    if len(content) == 1 and isinstance(content[0], Text):  # as most are
        yield content[0].text, location
        return
    yield plain_text(content, shown), location
    for note in walk_inlines(content):
        if isinstance(note, Note):
            for paragraph in note.content:
                yield (
                    plain_text(paragraph.content, shown),
                    paragraph.location or note.location,
                )
