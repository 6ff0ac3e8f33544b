"""Texts for voice codes: sentences with their notes, no longer than a code holds, each beginning with its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.editions.heard import heard, sentences_of
from pipeline.editions.said import NOTE, Line, Sayer, Sort
from pipeline.editions.voice import EMPTY, MOST, codes_of, file_of, joined, sentences
from pipeline.layout.text_pages import pages_of
from pipeline.model.content import DocumentContent
from pipeline.model.floats import Float, FloatKind, Picture
from pipeline.model.inlines import Text
from pipeline.problems import Location


def texts(*lines: Line) -> list[str]:
    return [each.text for each in sentences(lines)]


def test_a_note_is_said_behind_the_words_that_have_its_mark() -> None:
    """Whoever listens has no foot of the page."""
    line = Line(Sort.TEXT, f"法{NOTE}に基づきます。続きです。", notes=(("1", "平成の法です。"),))
    assert texts(line) == ["法（注1、平成の法です）に基づきます。", "続きです。"]


def test_notes_of_cells_come_behind_their_row() -> None:
    """Amid its numbers they would part them."""
    assert texts(Line(Sort.ROW, "人口は、10", notes=(("2", "推計"),))) == ["人口は、10。", "注2、推計。"]


def test_a_number_is_said_before_its_title_and_every_line_ends() -> None:
    """Else two headings would be one sentence."""
    assert texts(Line(Sort.HEADING, "目的", "第１節", 2)) == ["第１節　目的。"]


def test_full_stops_in_quotation_marks_end_no_sentence() -> None:
    """「…。」 goes on."""
    assert sentences_of("「はい。」と言います（そうです。）。次です。") == [
        "「はい。」と言います（そうです。）。",
        "次です。",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("令和３年度〜令和７年度", "令和３年度から令和７年度"),
        ("△4.2％", "マイナス4.2パーセント"),
        ("※ 推計です", "注、推計です"),
        ("→　計画など", "矢印の先は、計画など"),
        ("1,234人〜うわさ", "1,234人〜うわさ"),
        ("・見守り事業", "見守り事業"),
        ("事業は、・見守り、・相談・助言", "事業は、見守り、相談・助言"),
    ],
)
def test_signs_are_said_in_words(written: str, said: str) -> None:
    """Programs that read aloud leave them out."""
    assert heard(written) == said


def test_a_page_that_one_code_holds_has_one() -> None:
    """It begins with its page."""
    (code,) = codes_of("3ページ", ["文です。"])
    assert (code.text, code.parts) == ("3ページ。文です。", 1)


def test_a_page_without_text_says_so() -> None:
    """A page that is left out is taken for a lost one."""
    assert codes_of("4ページ", [])[0].text == f"4ページ。{EMPTY}"


def test_a_longer_page_is_divided_where_a_sentence_ends() -> None:
    """Each code says which of them it is."""
    codes = codes_of("5ページ", ["あ" * 299 + "。"] * 4)
    assert [code.text[:15] for code in codes] == [
        "5ページ、２つのうち１つ目。あ",
        "5ページ、２つのうち２つ目。あ",
    ]
    assert all(code.text.endswith("。") for code in codes)
    assert list(file_of(codes)) == ["1_5ページ（1-2）", "2_5ページ（2-2）"]


def test_no_code_ends_with_what_opens_the_next() -> None:
    """Titles go with what is under them, and what a row is about with what it says of that."""
    lines = [
        Line(Sort.TEXT, "あ" * 500 + "。"),
        Line(Sort.BEGIN, "改正", "表１－１　"),
        Line(Sort.ROW, f"区分：主な内容。平成29年の改正は、{'い' * 400}"),
    ]
    first, second = codes_of("3ページ", joined(sentences(lines)))
    assert first.text.endswith("あ。")
    assert second.text.startswith(
        "3ページ、２つのうち２つ目。表１－１　改正。区分：主な内容。平成29年の改正は、"
    )
    assert joined(sentences([Line(Sort.HEADING, "目的", "第１節", 2)])) == ["第１節　目的。"]


@given(st.lists(st.integers(1, 2000), max_size=30))
def test_no_code_is_too_long_and_nothing_is_lost(lengths: list[int]) -> None:
    """However long sentences are."""
    said = [f"{'字' * length}。" for length in lengths]
    codes = codes_of("12ページ", said)
    assert all(len(code.text) <= MOST for code in codes)
    assert "".join(code.text.partition("。")[2] for code in codes) == ("".join(said) or EMPTY)


def test_sentences_are_found_on_the_pages_where_they_begin() -> None:
    """In the order of the document, whatever headers and numbers of pages stand between; what is not found stays with what is before."""
    pages = ["題\n目的です。次の\n1", "題\n文です。目的です。\n2", "題\n終わり\n3"]
    assert list(pages_of(["目的です。", "次の文です。", "図の説明", "目的です。", "終わり"], pages)) == [
        0,
        0,
        0,
        1,
        2,
    ]


def test_a_figure_with_its_number_in_its_title_is_called_one_once() -> None:
    """So is each in documents beside the plan, which have no numbers of their own."""
    here = Location("documents.yaml")
    picture = Picture("a.png", (Text("説明"),), 1.0)
    content = DocumentContent("leaflet", "概要版", "", "", {}, {})
    for title, said in (("図２－１　推移", ("", "図２－１　推移")), ("推移", ("図　", "推移"))):
        figure = Float(FloatKind.FIGURE, "", (Text(title),), picture, (), here, numbered=False)
        begin, *_ = Sayer(content).blocks([figure])
        assert (begin.label, begin.text) == said
