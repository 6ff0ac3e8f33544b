"""What pages draw, held against the Word documents: the numbers of charts, in their tables and in the drawings, and the words of diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from .charts import Series, series_of
from .findings import Finding
from .html_edition import Edition, finding
from .html_pages import Page, classes_of, squeezed, text_of
from .names import Element
from .reading import Reading
from .story import paragraphs_of

# The style of tables in which Word draws diagrams, and that of arrowheads and of words between their boxes.
_DRAWN, _MARK = "位置付け図", "図中矢印"
# What a table shows where there is no value.
_NOTHING = "…"
_NUMBER = re.compile(r"(\D?)(\d+(?:\.\d+)?)")
# What only says in words what is drawn in Word.
_WORDS = frozenset(("joins", "told"))


class _Chart(NamedTuple):
    """A chart of a page: the heads and the rows of its table, and for each of its drawings what is said of what is drawn."""

    page: str
    id: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    drawings: tuple[tuple[str, ...], ...]


def check_drawn(edition: Edition) -> Iterator[Finding]:
    """Charts have the numbers of Word's, one by one, and diagrams its words."""
    yield from _check_document(edition.of_plan, edition.plan)
    for page in edition.pages:
        reading = edition.readings.get(edition.documents.get(page.name, ""))
        if reading:
            yield from _check_document((page,), reading)


def _check_document(pages: Sequence[Page], reading: Reading) -> Iterator[Finding]:
    yield from _check_charts([each for page in pages for each in _charts(page)], reading)
    yield from _check_diagrams(pages, reading)


# Charts


def _check_charts(shown: Sequence[_Chart], reading: Reading) -> Iterator[Finding]:
    printed = [list(series_of(tree)) for tree in _printed(reading)]
    if len(shown) != len(printed):
        message = f"グラフが{len(shown)}あります。{reading.name}には{len(printed)}あります"
        yield finding(shown[0].page if shown else "", "html.chart", "グラフ", message)
        return
    for chart, series in zip(shown, printed, strict=True):
        wrong = next(chain(_wrong_in_table(chart, series), _wrong_in_drawings(chart, series)), "")
        if wrong:
            yield finding(chart.page, "html.chart", chart.id, f"グラフの{wrong}")


def _printed(reading: Reading) -> Iterator[Element]:
    """The chart parts of a document, in reading order."""
    related = reading.package.relationships.get(reading.body.part, {})
    for picture in reading.body.pictures:
        target = related.get(picture.chart) if picture.chart else None
        tree = reading.package.trees.get(target.target) if target else None
        if tree is not None:
            yield tree


def _charts(page: Page) -> Iterator[_Chart]:
    for figure in page.figures:
        if "chart" in classes_of(figure):
            numbers = figure.getnext()
            rows = [] if numbers is None else [tuple(map(text_of, row)) for row in numbers.iter("tr")]
            drawings = tuple(tuple(_said(svg)) for svg in figure.iter("svg"))
            heads = rows[0] if rows else ()
            yield _Chart(page.name, figure.get("id", ""), heads, tuple(rows[1:]), drawings)


def _said(svg: Element) -> Iterator[str]:
    """What is said of each thing that is drawn: category, series and value."""
    for shape in svg.iter("rect", "path"):
        yield from (squeezed("".join(each.itertext())) for each in shape.iterchildren("title"))


def _wrong_in_table(chart: _Chart, series: Sequence[Series]) -> Iterator[str]:
    names = [squeezed(each) for _, each in sorted(series[0].categories.items())] if series else []
    rows = [row[0] for row in chart.rows]
    if rows != names:
        yield f"項目が「{'、'.join(rows)}」です。Wordでは「{'、'.join(names)}」です"
        return
    for column, one in enumerate(series, 1):
        head = chart.heads[column] if column < len(chart.heads) else ""
        if not (head == squeezed(one.name) or head.startswith(f"{squeezed(one.name)}（")):
            yield f"系列が「{head}」です。Wordでは「{one.name}」です"
        for at, row in enumerate(chart.rows):
            value, cell = one.values.get(at), row[column] if column < len(row) else ""
            if not _agrees(cell, value, one):
                yield f"「{row[0]}」の「{one.name}」が「{cell}」です。Wordでは「{value or _NOTHING}」です"


def _agrees(cell: str, value: str | None, series: Series) -> bool:
    """Whether a cell shows a value of the chart; those of a pyramid's left side are negative there, and shown without a sign."""
    if value is None:
        return cell == _NOTHING
    found = _NUMBER.fullmatch(cell.replace(",", ""))
    if not found:
        return False
    number = -float(found[2]) if found[1] else float(found[2])
    turned = all(float(each) <= 0 for each in series.values.values())
    return number == float(value) or (turned and number == -float(value))


def _wrong_in_drawings(chart: _Chart, series: Sequence[Series]) -> Iterator[str]:
    """Each value is drawn once in each drawing, with its unit behind it; a slice of nothing may be left out."""
    wanted = [
        (f"{chart.rows[at][0]}{squeezed(one.name)}{chart.rows[at][column]}", float(value) == 0)
        for column, one in enumerate(series, 1)
        for at, value in one.values.items()
    ]
    if not chart.drawings:
        yield "図がありません"
    for drawn in chart.drawings:
        left = list(drawn)
        for text, is_nothing in wanted:
            own = re.compile(rf"{re.escape(text)}[^\d.,]*")
            found = next((each for each in left if own.fullmatch(each)), None)
            if found is not None:
                left.remove(found)
            elif not is_nothing:
                yield f"図に「{text}」が描かれていません"
        yield from (f"図に「{each}」が描かれていますが、表にはありません" for each in left)


# Diagrams


def _check_diagrams(pages: Sequence[Page], reading: Reading) -> Iterator[Finding]:
    """Every line in Word's diagrams stands in one of the pages', and the other way round."""
    printed = set(_printed_lines(reading))
    shown = [(page, line) for page in pages for figure in page.figures for line in _lines(figure)]
    for page, text in shown:
        if text not in printed:
            yield finding(
                page.name, "html.diagram", "図", f"図の「{text[:60]}」は、{reading.name}にありません"
            )
    for text in sorted(printed - {text for _, text in shown}):
        home = pages[0].name if len(pages) == 1 else ""
        yield finding(
            home, "html.diagram", "図", f"{reading.name}の図の「{text[:60]}」が、ページにありません"
        )


def _printed_lines(reading: Reading) -> Iterator[str]:
    tables = (each for each in reading.body.tables if reading.styles.name(each.style) == _DRAWN)
    for table in tables:
        for paragraph in paragraphs_of((table,)):
            text = squeezed(paragraph.text)
            if text and reading.style_name(paragraph) != _MARK:
                yield text


def _lines(figure: Element) -> Iterator[str]:
    """The lines of what a figure draws beside charts: paragraphs, boxes that hold nothing else, names of columns."""
    for drawing in figure.iter("div"):
        if classes_of(drawing) & {"diagram", "pictures"}:
            yield from filter(None, _words(drawing))


def _words(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.get("aria-hidden") or classes_of(element) & _WORDS:
        return
    if "levels" in classes_of(element):
        yield from map(text_of, element)
    elif element.tag == "p" or ("node" in classes_of(element) and element.find(".//p") is None):
        yield text_of(element)
    else:
        for child in element:
            yield from _words(child)
