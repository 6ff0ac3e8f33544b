"""Two texts side by side: what is marked, what an excerpt keeps, where portions end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.marked import Stretch, excerpt, marks, portions, shortened, stretches

LONG = "市は、地域の見守りを進め、住民の暮らしを支える体制を整えて、関係機関とともに安心なまちを築きます。"


def shown(before: str, after: str, cut: bool = False) -> tuple[str, str]:
    """Both texts with what is marked in 〔〕."""
    parts = stretches(before, after)
    one, other = marks(excerpt(parts) if cut else parts)
    return (
        "".join(f"〔{each.text}〕" if each.changed else each.text for each in one),
        "".join(f"〔{each.text}〕" if each.changed else each.text for each in other),
    )


def test_what_differs_is_marked_on_both_sides() -> None:
    """In phrases."""
    assert shown("早期に進めます。", "早めに進めます。") == ("〔早期に〕進めます。", "〔早めに〕進めます。")


@pytest.mark.parametrize(("before", "after"), [("", "文です。"), ("文です。", "")])
def test_what_stands_on_one_side_alone_is_marked_as_a_whole(before: str, after: str) -> None:
    """And the other side is empty."""
    assert shown(before, after) == tuple(f"〔{text}〕" if text else "" for text in (before, after))


def test_an_excerpt_begins_and_ends_with_a_sentence_that_is_near() -> None:
    """What is far from any difference is left out."""
    before, after = (LONG * 3 + f"次に、市は{word}進めます。" + LONG for word in ("早期に", "早めに"))
    assert shown(before, after, cut=True) == (
        "…次に、市は〔早期に〕進めます。…",
        "…次に、市は〔早めに〕進めます。…",
    )


def test_an_excerpt_of_a_long_sentence_begins_and_ends_between_phrases() -> None:
    """No word is cut in two."""
    text = LONG.replace("。", "、") * 2 + LONG
    before, _ = shown(text.replace("住民", "市民", 2).replace("市民", "住民", 1), text, cut=True)
    assert before == "…市は、地域の見守りを進め、〔市民〕の暮らしを支える体制を整えて…"


def test_something_put_between_sentences_is_shown_with_the_words_before_it() -> None:
    """The other side would else be nothing but signs."""
    assert shown(LONG, LONG + "加えた文です。", cut=True) == (
        "…関係機関とともに安心なまちを築きます。",
        "…関係機関とともに安心なまちを築きます。〔加えた文です。〕",
    )


def test_what_lies_between_two_differences_is_shortened_too() -> None:
    """Both ends of it are kept."""
    middle = "、" + LONG * 2
    before, _ = shown(f"早期に進め{middle}早期に終えます。", f"早めに進め{middle}早めに終えます。", cut=True)
    assert (
        before
        == "〔早期に〕進め、市は、地域の見守りを…関係機関とともに安心なまちを築きます。〔早期に〕終えます。"
    )


def test_a_short_text_is_shown_whole() -> None:
    """Signs that save nothing are not worth it."""
    assert shown("市は早期に進めます。", "市は早めに進めます。", cut=True)[0] == "市は〔早期に〕進めます。"


def test_long_new_text_is_shown_by_its_ends() -> None:
    """Of a whole paragraph the beginning and the end."""
    text = shortened(LONG * 9)
    assert text.startswith("市は、地域の見守りを進め、")
    assert text.endswith("築きます。")
    assert len(text) < 170


def joined(parts: list[list[Stretch]]) -> tuple[str, str]:
    every = [part for portion in parts for part in portion]
    return "".join(part.before for part in every), "".join(part.after for part in every)


TEXTS = st.text(alphabet="あい。市、一", max_size=80)


@given(TEXTS, TEXTS, st.integers(1, 20))
def test_portions_hold_everything_and_are_short(before: str, after: str, most: int) -> None:
    """Nothing is lost or told twice, whatever the texts."""
    parts = list(portions(stretches(before, after), most))
    assert joined(parts) == (before, after)
    for portion in parts:
        assert sum(part.length for part in portion) <= 2 * most


@given(TEXTS, TEXTS)
def test_marks_leave_the_texts_as_they_are(before: str, after: str) -> None:
    """Without their marks both sides are what was compared."""
    one, other = marks(stretches(before, after))
    assert ("".join(each.text for each in one), "".join(each.text for each in other)) == (before, after)


def test_portions_end_with_sentences_where_they_can() -> None:
    """So that both sides of a row say the same things."""
    text = LONG * 8
    for portion in portions(stretches(text, text.replace("住民", "市民", 1)), 100):
        assert "".join(part.after for part in portion).endswith("。")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "担い手の取組は、第４章第２節３「地域福祉を支える人材の育成」に掲げる意識の醸成です。",
            "担い手の取組は、第４章第２節３「地域福祉を支える人材の育成」に掲げる人材の育成です。",
            "…第４章第２節３「地域福祉を支える人材の育成」に掲げる",
        ),
        (
            "市の窓口や相談の場の一覧は、表６－２、図６－１に示すものです。",
            "市の窓口や相談の場の一覧は、表６－２、図６－１に示すとおりです。",
            "…一覧は、表６－２、図６－１に",
        ),
    ],
)
def test_an_excerpt_begins_with_no_part_of_a_reference(before: str, after: str, expected: str) -> None:
    """Nor within what stands in brackets."""
    assert excerpt(stretches(before, after))[0].before.startswith(expected)
