"""Charts in PDFs: drawn with the words that Word shows, and described to those who don't see them."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from pipeline.layout.charts import chart_descriptions
from tests.layout.projects import Finished
from tests.layout.tagged import Element, Tagged, read_tagged

TOLD = (
    "棒と折れ線のグラフ。平成30年度から令和２年度までの3項目。人数は、平成30年度 6,120人、令和２年度 6,288人。"
    "率は、平成30年度 18.1％、令和元年度 18.4％、令和２年度 18.8％。",
    "賛成は61.5％から40.0％の間です。",
)


@pytest.fixture(scope="module")
def plan(everything: Finished) -> Tagged:
    return read_tagged(everything["plan"].pdf)


@pytest.fixture(scope="module")
def charts(plan: Tagged) -> list[Element]:
    return [each for each in plan.root.all("Figure") if each.alt in TOLD]


def test_each_chart_is_a_figure_with_what_it_says_in_word(
    everything: Finished, charts: list[Element]
) -> None:
    """LibreOffice drops it (ISO 14289-1, 7.3): in the order of the document, and each once."""
    assert tuple(each.alt for each in charts) == TOLD
    assert tuple(said for (said,) in chart_descriptions(everything["plan"].docx)) == TOLD


def test_what_a_chart_paints_belongs_to_it(plan: Tagged, charts: list[Element]) -> None:
    """Bars and lines are no artifacts: marked content of the figure, beside its words."""
    assert all(each.holds and "BBox" in str(each.attributes) for each in charts)
    marked = [
        page.Contents.read_bytes()
        for page in plan.pdf.pages
        if b"/Figure<</MCID" in page.Contents.read_bytes()
    ]
    painted = [
        each for page in marked for each in re.findall(rb"/Figure<</MCID \d+>>BDC(.*?)EMC", page, re.DOTALL)
    ]
    assert any(b"\nS" in each for each in painted)


def test_a_chart_shows_its_names_numbers_and_units(everything: Finished) -> None:
    """As they stand in the caches: LibreOffice draws from those."""
    with pdfium.PdfDocument(everything["plan"].pdf) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    shown = re.sub(r"\s", "", text)
    for word in (
        "6,120",
        "6,288",
        "18.4",
        "（人）",
        "（％）",
        "平成30年度",
        "全体（n=1523）",
        "57.8",
        "賛成",
        "100%",
    ):
        assert word in shown, word
