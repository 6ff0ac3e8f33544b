"""The words of a template among what fills its slots: a cover, heads of lists, an imprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.model.content import DocumentContent, FrameworkRows, Slot
from pipeline.model.inlines import Paragraph, plain_text

BODY = "本文"
_TAG = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def in_order(content: DocumentContent, texts: Iterable[tuple[str, str]]) -> Iterator[str | Slot]:
    """The paragraphs of a template's body as they are printed, and the slots between them; `texts` come with the part in which each
    stands. What stands over a sheet's columns is said with these."""
    heads = {plain_text(each.content) for each in _heads(content.slots.values())}
    for part, text in texts:
        if part != BODY or text in heads:
            continue
        slot = next((tag for tag in _TAG.findall(text) if tag in content.slots), None)
        if slot is not None:
            yield content.slots[slot]
        elif (filled := filled_in(text, content.tags)).strip():
            yield filled.strip().replace("\t", "　")


def _heads(slots: Iterable[Slot]) -> Iterator[Paragraph]:
    for slot in slots:
        if isinstance(slot, FrameworkRows):
            yield from (each for row in slot.heads for cell in row if cell for each in cell.content)


def filled_in(text: str, tags: Mapping[str, str]) -> str:
    """A paragraph of a template as it is printed; nothing of one in which a slot stands, or a tag of a sample."""
    if any(tag not in tags for tag in _TAG.findall(text)):
        return ""
    return _TAG.sub(lambda tag: tags[tag[1]], text)
