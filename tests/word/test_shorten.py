"""Advice on what to shorten: the longest first, no more than needed, and it helps."""

from __future__ import annotations

from functools import cache

from pipeline.model.blocks import Grid, GridCell
from pipeline.model.edition import Edition, Part, Sheet, Slot
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.problems import Location
from pipeline.word.shorten import SHORTEST, Advice, advise
from pipeline.word.template import Template, open_template
from tests.goldens import TEMPLATES

SENTENCE = "地域で支え合うまちをつくる。"
LINE = 12.0  # points: less than any line of the templates


@cache
def template(name: str) -> Template:
    """A template as it stands."""
    return open_template(name, (TEMPLATES / f"{name}.docx").read_bytes(), KNOWN_FORMATS)


def paragraph(length: int, line: int, role: Role) -> Paragraph:
    """Sentences of so many characters, written in that line of a file."""
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    return Paragraph((Text(text),), role, Location("a.yaml", line))


def advice(name: str, slot: Slot, excess: float) -> Advice:
    """What is advised for a document of this content that is `excess` points too long."""
    return advise(Edition(name, "", "", "", {}, {"slot": slot}), template(name), excess)


def summary(excess: float, *lengths: int) -> Advice:
    """Advice on a summary with paragraphs of these lengths, one a line of its source."""
    paragraphs = tuple(paragraph(length, line, Role.BODY) for line, length in enumerate(lengths, 1))
    return advice("summary", Part(paragraphs), excess)


def row(*texts: Paragraph) -> tuple[GridCell, ...]:
    return tuple(GridCell((text,)) for text in texts)


def test_the_longest_text_is_shortened_alone_where_that_is_enough() -> None:
    """One line too many: the others are left in peace."""
    (only,) = summary(LINE, 100, 400, 200).texts
    assert (only.location, only.length) == (Location("a.yaml", 2), 400)
    assert 0 < only.characters <= 60


def test_several_texts_are_shortened_to_one_length_the_longest_first() -> None:
    """Fair, and easy to say to the departments."""
    texts = summary(20 * LINE, 500, 90, 620, 480).texts
    assert [text.location.line for text in texts] == [3, 1, 4]
    assert len({text.length - text.characters for text in texts}) == 1


def test_more_excess_asks_for_more() -> None:
    """Never for less."""
    asked = [sum(text.characters for text in summary(n * LINE, 300, 400).texts) for n in range(1, 8)]
    assert asked == sorted(asked)
    assert asked[0] < asked[-1]


def test_where_sentences_are_not_enough_that_is_said() -> None:
    """Nobody is asked for texts shorter than a sentence."""
    found = summary(1000, 100, 100)
    assert not found.enough
    assert all(text.length - text.characters == SHORTEST for text in found.texts)


def test_a_document_without_sentences_has_nothing_to_shorten() -> None:
    """Titles and names are what they are."""
    found = advice("summary", Part((paragraph(200, 1, Role.SUMMARY_HEAD),)), LINE)
    assert found == Advice((), False)


def test_a_sheet_is_laid_out_anew_with_the_shorter_texts() -> None:
    """Cutting the text that makes its row high is what counts."""
    rows = (
        row(paragraph(20, 1, Role.SHEET_MEASURE), paragraph(900, 2, Role.SHEET_TEXT)),
        row(paragraph(20, 3, Role.SHEET_MEASURE), paragraph(60, 4, Role.SHEET_TEXT)),
    )
    found = advice("framework", Sheet(Grid("体系図", (), rows)), LINE)
    assert found.enough
    assert [text.location.line for text in found.texts] == [2]
