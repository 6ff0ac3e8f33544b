"""Headings and terms of a document as its template's samples (ひな形) show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.documents.samples import Said, filled
from pipeline.frozen import replace
from pipeline.model.blocks import Block, with_inner
from pipeline.model.inlines import Inlines, Paragraph, Role
from pipeline.model.prose import Definitions, Prose
from pipeline.model.samples import HEAD, MEANING, SUBHEAD, TERM, TITLE, WORD, Sample
from pipeline.problems import Location

_HEADS: Mapping[str, str] = {Role.SUMMARY_HEAD: HEAD, Role.SUMMARY_SUBHEAD: SUBHEAD}


def as_sampled(blocks: Iterable[Block], samples: Iterable[Sample]) -> tuple[Block, ...]:
    """Blocks with their headings and terms as these samples have them; what has no sample stays as it is."""
    return tuple(_sampled(blocks, {sample.level: sample for sample in samples}))


def _sampled(blocks: Iterable[Block], samples: Mapping[str, Sample]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph(content, role) if sample := samples.get(_HEADS.get(role, "")):
                yield from _lines(sample, {TITLE: content}, block.location)
            case Definitions(items) if sample := samples.get(TERM):
                for term, explanation in items:
                    yield from _entry(sample, term, explanation)
            case _:
                yield with_inner(block, lambda inner: _sampled(inner, samples))


def _lines(sample: Sample, said: Mapping[str, Inlines], location: Location | None) -> Iterator[Paragraph]:
    for line in sample.lines:
        for paragraph in filled(line, lambda tag: Said((said[tag.field],) if said[tag.field] else ())):
            yield replace(paragraph, location=location)


def _entry(sample: Sample, term: Inlines, explanation: Sequence[Prose]) -> Iterator[Block]:
    """A term with the paragraph that explains it; what else explains it stands under that."""
    first, *more = (
        explanation if explanation and isinstance(explanation[0], Paragraph) else (None, *explanation)
    )
    meaning = first.content if isinstance(first, Paragraph) else ()
    location = first.location if isinstance(first, Paragraph) else None
    yield from _lines(sample, {WORD: term, MEANING: meaning}, location)
    for block in more:
        if isinstance(block, Paragraph):
            yield replace(block, role=Role.TERM_TEXT)
        elif block is not None:
            yield block
