"""What no paragraph shows and readers meet all the same: what is read aloud in the place of pictures, words in charts, names of fields
and titles that templates set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.blocks import Heading, walk
from pipeline.model.charts import Chart
from pipeline.model.floats import Float, pictures_of
from pipeline.model.inlines import InlinePicture, Inlines
from pipeline.model.numbers import ResolvedPlan
from pipeline.passages.files import Files
from pipeline.passages.model import Kind, Origin
from pipeline.passages.printed import printed_parts
from pipeline.problems import Location
from pipeline.source.survey_attributes import QUESTION
from pipeline.source.tables import csv_cells
from pipeline.wording.texts import Span, Text

# Files of values → the ways to those that are shown by a template or in a drawing, or of which the program makes heads.
_VALUES = {
    "framework.yaml": re.compile(r"基本理念|欄/.*(?:名|列/\d+|項目/\d+|選択肢/\d+)"),
    "summary.yaml": re.compile(r"概要/\d+/題"),
    "documents.yaml": re.compile(r"文書/\d+/題"),
    "position.yaml": re.compile(r".*(?:題|見出し|名称|性格|主体|項目/\d+|[上下左右]/\d+(?:/\d+)?)"),
}


def unprinted_texts(resolved: ResolvedPlan, files: Files) -> Iterator[Text]:
    """These texts of the plan, in their order. They are set as they fit, or no sentences of the running text: cells and notes to these."""
    identity = ""
    for node in walk((*resolved.front, *resolved.body, *resolved.appendix)):
        if isinstance(node, Heading):
            identity = node.id
        elif isinstance(node, InlinePicture):
            yield _said(node.alt, node.location, identity, resolved, files)
        elif isinstance(node, Float):
            yield from _in_float(node, resolved, files)
    yield from _values(files)


def _in_float(block: Float, resolved: ResolvedPlan, files: Files) -> Iterator[Text]:
    """What is said of a chart or of pictures; each picture knows what stands before it."""
    if isinstance(block.body, Chart):
        yield from _in_chart(block.body, block.location, block.id, files)
        return
    ahead = ""
    for picture in pictures_of(block.body):
        text = _said(picture.alt, block.location, block.id, resolved, files, ahead)
        yield text
        ahead += text.text


def _values(files: Files) -> Iterator[Text]:
    """Values by their ways; those with references in them are others'."""
    for name, way in _VALUES.items():
        if yaml := files.yaml(name):
            for path, value in yaml.scalars():
                if way.fullmatch("/".join(map(str, path))) and "](" not in value:
                    yield Text(value, yaml.origin(path), Kind.LABEL, *yaml.id_around(path))


def _said(
    alt: Inlines, location: Location, identity: str, resolved: ResolvedPlan, files: Files, ahead: str = ""
) -> Text:
    """What is read aloud in the place of a picture."""
    words, made = "", list[Span]()
    for part, is_made in printed_parts(alt, resolved.targets):
        if is_made:
            made.append((len(words), len(words) + len(part)))
        words += part
    return Text(words, _origin(location, files), Kind.SOURCE, identity, made=tuple(made), ahead=ahead)


def _in_chart(chart: Chart, location: Location, identity: str, files: Files) -> Iterator[Text]:
    """What a chart's div says of it, and the names of its rows and columns where its file has them; those of a survey it counts."""
    here = _origin(location, files)
    for words in (chart.description, chart.unit, chart.second_unit):
        yield Text(words, here, Kind.SOURCE, identity)
    file = files.text(here.file)
    opening = file.opening(here.line) if file else {}
    if QUESTION in opening or not (name := opening.get("csv", "")):
        return
    data = files.text(name)
    rows = [each for each in csv_cells(name, data.text)[0] if any(each[1])] if data else []
    names = [
        *((0, column, each.name) for each in chart.series for column in _columns(rows, each.name)),
        *((row, 0, each) for each in chart.categories for row in _rows(rows, each)),
    ]
    for row, column, words in names:
        yield Text(words, Origin(name, rows[row][0], 0, "", row, column), Kind.CELL, identity)


def _columns(rows: list[tuple[int, list[str]]], name: str) -> Iterator[int]:
    return (at for at, each in enumerate(rows[0][1] if rows else ()) if at and each == name)


def _rows(rows: list[tuple[int, list[str]]], name: str) -> Iterator[int]:
    return (at for at, (_, row) in enumerate(rows) if at and row[0] == name)


def _origin(location: Location, files: Files) -> Origin:
    return Origin(files.name(location), location.line, location.column)
