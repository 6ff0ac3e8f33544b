"""What a drafter types stays the character that it is, though pandoc normalises what it reads."""

from __future__ import annotations

import pytest

from pipeline.model.inlines import Note, Ruby, Strong
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    MEASURES,
    TEXTS,
    inlines_of,
    places,
    problems_in,
    problems_with,
    text_of,
)

# 塚, 神, 朗 as names write them, か and ハ with marks of their own, é of two, Korean letters, and the joiner itself.
CHANGING = (
    "\ufa10",
    "\ufa19",
    "\uf929",
    "\U0002f81a",
    "か\u3099",
    "ハ\u309a",
    "e\u0301",
    "\u1112\u1161\u11ab",
    "\u034f",
)


@pytest.mark.parametrize("written", CHANGING)
def test_characters_that_normalisation_would_change_stay(written: str) -> None:
    """Alone, after others, in bold beside punctuation, and with others that change."""
    assert text_of(f"あ{written}い") == f"あ{written}い"
    assert (
        text_of(f"これは**「{written}」**という{''.join(CHANGING)}")
        == f"これは「{written}」という{''.join(CHANGING)}"
    )


@pytest.mark.parametrize("written", CHANGING)
def test_bold_text_may_begin_and_end_with_any_character(written: str) -> None:
    """Characters that pandoc takes for punctuation meet letters outside."""
    _, bold, _ = inlines_of(f"あ**{written}い{written}**う")
    assert isinstance(bold, Strong)


@pytest.mark.parametrize("invisible", ["\u200b", "\u00ad", "\u2060", "\u200d"])
def test_invisible_characters_do_not_keep_bold_from_being_read(invisible: str) -> None:
    """Copied from web pages, and seen by nobody."""
    assert text_of(f"あ**{invisible}い{invisible}**う") == f"あ{invisible}い{invisible}う"


def test_readings_keep_their_characters() -> None:
    """They are no text but an attribute."""
    assert inlines_of('[塚]{ruby="つか\u3099"}')[0] == Ruby("塚", "つか\u3099")


def test_places_after_such_characters_are_right() -> None:
    """Of footnotes, whose names are read there, and of problems."""
    notes = [
        inline
        for inline in inlines_of("か\u3099[^fn-a]き\u3099[^fn-b]\n\n[^fn-a]: 一\n\n[^fn-b]: 二")
        if isinstance(inline, Note)
    ]
    assert [note.id for note in notes] == ["fn-a", "fn-b"]
    assert places(problems_in("か\u3099と[^fn-c]")) == [("md.leftover", f"{CHAPTER}:3:4")]


def test_the_vision_is_found_in_text_that_spells_it_the_same() -> None:
    """YAML and Markdown are read alike."""
    vision = "\ufa19の住むまち"
    changes = {
        "framework.yaml": FRAMEWORK_YAML.replace("支え合うまち", vision),
        MEASURES: TEXTS[MEASURES].replace("支え合うまち", vision),
    }
    assert problems_with(changes) == []
