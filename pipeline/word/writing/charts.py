"""A chart in running text: its parts, and the drawing that shows them."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from pipeline.excel import Column, write_columns
from pipeline.model.characters import uncommon
from pipeline.model.chart_words import described
from pipeline.model.charts import Chart
from pipeline.model.fonts import Fallbacks
from pipeline.model.inlines import Role
from pipeline.word.charts.chart import chart_markup, format_code, values_as_drawn
from pipeline.word.charts.frame import Lettering, frame_of
from pipeline.word.charts.markup import CHARTS, SHEET
from pipeline.word.charts.parts import WORKBOOK
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import Styles, is_proportional
from pipeline.word.writing.document import Draft

TWIPS_IN_POINT = 20
# The part of a page that a chart takes at most: its title stands on the same one.
_HIGHEST = 0.85


def write_chart(draft: Draft, chart: Chart, width: int, page: int) -> str:
    """The run that shows a chart in text that is `width` twips wide, on pages that are `page` twips high; 0 where that is not known."""
    charts = draft.charts()
    lettering = _with_all_characters(_lettering(draft.styles), chart, charts.fallbacks)
    highest = page * _HIGHEST / TWIPS_IN_POINT if page else inf
    frame = frame_of(chart, width / TWIPS_IN_POINT, lettering, highest)
    markup = chart_markup(chart, frame, lettering, charts.palette.led_by(draft.dark), WORKBOOK)
    relationship = charts.add(markup, _workbook(chart), draft.repeated(markup))
    number = draft.picture_number()
    return oxml.chart_run(
        CHARTS,
        relationship,
        number,
        f"グラフ {number}",
        chart.description or described(chart),
        width * oxml.EMU_PER_TWIP,
        round(frame.height * TWIPS_IN_POINT) * oxml.EMU_PER_TWIP,
    )


def chart_height(styles: Styles, chart: Chart, width: int) -> float:
    """The height of a chart in text that is `width` wide, both in twips."""
    return frame_of(chart, width / TWIPS_IN_POINT, _lettering(styles)).height * TWIPS_IN_POINT


def _lettering(styles: Styles) -> Lettering:
    """The lettering of charts: that of the style in whose paragraphs they stand."""
    name = Role.CHART.value
    font = styles.fonts[name]
    return Lettering(font, styles.latin[name], styles.sizes[name] / 2, is_proportional(font))


def _with_all_characters(lettering: Lettering, chart: Chart, fallbacks: Fallbacks) -> Lettering:
    """The lettering in the first fallback font that has every character of a chart which the style's lacks: names in a chart have
    one font."""
    rare = {each for word in chart.words for _, each in uncommon(word)}
    if not rare:
        return lettering
    from pipeline.word.glyphs.repertoires import has  # seldom wanted

    lacking = [each for each in rare if not has(lettering.font, each)]
    if not lacking:
        return lettering
    families = fallbacks.of(lettering.font)
    found = next((family for family in families if all(has(family, each) for each in lacking)), "")
    return replace(lettering, font=found, latin=found, stands_in=lettering.font) if found else lettering


def _workbook(chart: Chart) -> bytes:
    """The workbook of a chart's numbers, as the chart refers to its cells."""
    values = values_as_drawn(chart)
    columns = [
        Column(series.name, numbers, format_code(chart, series))
        for series, numbers in zip(chart.series, values, strict=True)
    ]
    return write_columns(SHEET, chart.categories, columns)
