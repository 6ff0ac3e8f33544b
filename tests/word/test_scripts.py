"""Superscripts and subscripts in documents: raised runs wherever a text is printed, characters of their own where it has no looks."""

from __future__ import annotations

import pytest

from pipeline import checks
from pipeline.compare.lines import Reader
from pipeline.documents.marked import inlines, stretches
from pipeline.documents.marked import marks as marked
from pipeline.model.inlines import Changed, Paragraph, Subscript, Superscript, Text
from tests.properties.documents import make
from tests.small_plan import CHAPTER, PNG, chapter, small_plan

TITLED = (
    "## CO~2~の量 {#sec-co}\n\n::: {.表 #tbl-co}\n1m^2^のCO~2~\n\n| 年 | 10^3^t |\n|---|---|\n| 1 | 2 |\n:::\n\n"
    "[](#sec-co){.題}、[](#tbl-co){.番号と題}、注^[](#fn-a)^[^fn-a]、**m^2^**\n\n[^fn-a]: km^2^の注\n\n"
    "::: {.図 #fig-co}\n![10^3^m^2^のCO~2~](figures/a.png)\n\n[](#tbl-co){.題}の図\n:::\n\n"
    "::: {.要約 #sum-co of=sec-co}\n[](#sec-co){.番号と題}\n:::"
)
SUMMARY = "概要:\n  - 題: 目的\n    内容: [{要約: sum-purpose}, {要約: sum-co}]\n"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The projections of a plan that has them everywhere, in which nothing is wrong."""
    made = make(small_plan({CHAPTER: chapter(TITLED), "figures/a.png": PNG, "summary.yaml": SUMMARY}))
    assert not made.findings
    return {name: checks.project(checks.read(name, docx)) for name, docx in made.documents.items()}


def test_they_are_raised_in_text_cells_and_notes(texts: dict[str, str]) -> None:
    """Whatever else the text around them looks like."""
    text = texts["plan"]
    assert "⟨Strong⟩m⟨/⟩⟨Strong上付き⟩2⟨/⟩" in text
    assert "10⟨上付き⟩3⟨/⟩t" in text
    assert "km⟨上付き⟩2⟨/⟩の注" in text


def test_a_heading_is_raised_in_contents_and_references_too(texts: dict[str, str]) -> None:
    """Word copies the look of what a field shows."""
    shown = [line for line in texts["plan"].split("\n") if "CO⟨下付き⟩2⟨/⟩の量" in line]
    assert shown[0].startswith("[toc 2]")
    assert [line for line in shown if "REF sec_co \\h → CO⟨下付き⟩2⟨/⟩の量" in line]


def test_a_caption_is_raised_where_another_caption_shows_it(texts: dict[str, str]) -> None:
    listed = [line for line in texts["plan"].split("\n") if line.startswith("[table of figures]")]
    assert all("1m⟨上付き⟩2⟨/⟩のCO⟨下付き⟩2⟨/⟩" in line for line in listed)
    assert len(listed) == 2


def test_other_documents_raise_titles_too(texts: dict[str, str]) -> None:
    assert "「CO⟨下付き⟩2⟨/⟩の量」" in texts["summary"]


def test_the_number_of_a_note_may_be_raised(texts: dict[str, str]) -> None:
    assert "⟦NOTEREF fn_a \\h → ⟨上付き⟩1⟨/⟩⟧" in texts["plan"]


def test_what_is_read_aloud_has_characters_of_its_own(texts: dict[str, str]) -> None:
    """103m2 would be another area."""
    assert "10³m²のCO₂" in texts["plan"]


def test_compared_lines_have_characters_of_their_own() -> None:
    """Where Unicode has no character the letters stay, and a change of them alone is one of looks."""

    def text(*content: Superscript | Subscript | Text) -> str:
        (line,) = Reader({}, {}).lines(Paragraph(content))
        return line.text

    assert text(Text("m"), Superscript((Text("2"),))) == "m²"
    assert text(Text("NO"), Subscript((Text("x"),)), Superscript((Text("注"),))) == "NOₓ注"


def test_a_comparison_prints_such_characters_raised() -> None:
    """Many fonts lack them."""
    _, after = marked(stretches("広さはm2", "広さはm²とCO₂"))
    assert inlines(after)[-1] == Changed(
        (Text("m"), Superscript((Text("2"),)), Text("とCO"), Subscript((Text("2"),)))
    )
