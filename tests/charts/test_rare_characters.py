"""Characters in charts that the style's font lacks: all of a chart's words are set in a fallback font, and that is told."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.layout.copy import layout_copy
from pipeline.layout.fonts import Face, Fonts
from pipeline.layout.stand_ins import set_chart_stand_ins
from pipeline.model.charts import ChartKind
from pipeline.problems import Code, Location
from pipeline.verification.fallback_fonts import fallback_notes
from tests.charts.plans import changes, written
from tests.hostile.projects import parts_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RARE = "区分,件数\n𠮷田地区,12\n前沢地区,8\n"
DOCX = written(changes(ChartKind.BARS, BARS=RARE))
PLACE = Location("plan_source/data/0.csv", 2, 1)


def fonts_of(chart: etree._Element) -> set[str]:
    return {each.get("typeface", "") for each in chart.iter(f"{A}latin", f"{A}ea")}


def laid_out(fonts: Mapping[str, tuple[Face, ...]]) -> tuple[set[str], frozenset[str]]:
    """The fonts that the chart has then, and what none has."""
    chart = etree.fromstring(parts_of(DOCX)["word/charts/chart1.xml"])
    left = set_chart_stand_ins([chart], Fonts(dict(fonts)))
    return fonts_of(chart), left


def test_all_words_of_the_chart_are_set_in_the_first_fallback_font_that_has_them() -> None:
    """Names in a chart have one font."""
    chart = etree.fromstring(parts_of(DOCX)["word/charts/chart1.xml"])
    assert fonts_of(chart) == {"游ゴシック"}
    common = parts_of(written(changes(ChartKind.BARS)))["word/charts/chart1.xml"]
    assert fonts_of(etree.fromstring(common)) == {"BIZ UDゴシック"}


def test_that_is_told_where_the_character_is_written() -> None:
    """As of those in text."""
    (note,) = fallback_notes([DOCX], [("𠮷", PLACE)])
    assert (note.code, note.location) == (Code.TEXT_FALLBACK, PLACE)
    assert "游ゴシック" in note.message


def test_in_the_pdf_a_font_of_this_machine_stands_in_or_the_styles_own() -> None:
    """What none has is told."""
    noto = {"Noto Sans CJK JP": (Face("N", "1", "20bb7"),)}
    assert laid_out(noto) == ({"Noto Sans CJK JP"}, frozenset())
    assert laid_out({"BIZ UDゴシック": (Face("B", "1", "20-7e"),)}) == ({"BIZ UDゴシック"}, frozenset("𠮷"))


def test_words_in_charts_are_looked_at_for_characters_at_their_captions() -> None:
    """A box would be printed in their place."""
    (words,) = layout_copy(DOCX).charts
    assert "𠮷田地区" in words.whole
    assert words.near == "fig_0"
