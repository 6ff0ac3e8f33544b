"""ルビ版: documents with furigana over all that they say, the template's own words and the titles in lists of contents among it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.editions.template_words import filled_in
from pipeline.editions.upright import without_vertical
from pipeline.model.blocks import Heading
from pipeline.model.content import DocumentContent
from pipeline.model.inlines import Inlines, Ruby, Text, plain_text
from pipeline.model.numbers import ResolvedPlan, Target
from pipeline.model.readings import Reading, Readings
from pipeline.readings.ruby import blocks_with_ruby, inlines_with_ruby, with_ruby

# Words that templates say of themselves, where the list has no line for them: nothing else of a plan says them.
_OF_TEMPLATES = {
    word: Reading(word, kana)
    for word, kana in {
        "目次": "もくじ",
        "表目次": "ひょう・もくじ",
        "図目次": "ず・もくじ",
        "発行": "はっこう",
    }.items()
}
# A word that is set wide: 目　次.
_WIDE = re.compile(r"\S(?:[\s　]+\S)+")


def read_content(content: DocumentContent, readings: Readings, words: Iterable[str] = ()) -> DocumentContent:
    """A document's content with furigana; `words` are the paragraphs of its template with tags in them."""
    own = (_closed_up(filled_in(each, content.tags)) for each in words)
    known = replace(readings, words={**_OF_TEMPLATES, **readings.words})
    read = {"".join(each.split()): inlines_with_ruby((Text(each),), known) for each in own if each}
    return replace(
        without_vertical(with_ruby(content, readings)),
        own_words={text: said for text, said in read.items() if any(isinstance(e, Ruby) for e in said)},
    )


def _closed_up(text: str) -> str:
    """A text without the blanks by which a word is set wide."""
    return "".join(text.split()) if _WIDE.fullmatch(text) else text


def with_read_titles(resolved: ResolvedPlan, readings: Readings) -> ResolvedPlan:
    """A plan whose titles have furigana wherever they are shown: in lists of contents, and by references."""
    targets = {identity: _read(target, readings) for identity, target in resolved.targets.items()}
    return replace(resolved, targets=targets)


def _read(target: Target, readings: Readings) -> Target:
    heading = Heading(1, target.shown_title, target.id, False, target.location)
    (read,) = blocks_with_ruby((heading,), readings)
    assert isinstance(read, Heading), "a heading stays one"
    said: Inlines = read.content
    return (
        target
        if plain_text(said) != target.title or said == target.shown_title
        else replace(target, raised_title=said)
    )
