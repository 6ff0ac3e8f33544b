"""Pictures side by side, each over its own small title: a table without lines, so that titles may be as long as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.contract import DIAGRAM_TABLE
from pipeline.model.floats import Grid, GridCell, Picture, Pictures
from pipeline.model.inlines import InlinePicture, Inlines, Paragraph, Role
from pipeline.model.plan import Image
from pipeline.problems import Location

_NOWHERE = Location("")
# The tallest row, as a part of the text width, as of pictures that stand alone; and what a cell's margins take of it.
_TALLEST, _MARGINS = 0.75, 0.02

TitledPictures = Sequence[tuple[Picture, Inlines]]


def pictures_grid(pictures: Pictures, images: Mapping[str, Image]) -> Grid:
    """The pictures in rows; those of one row are equally high, as wide as that makes them. Titles begin at one height."""
    columns = pictures.columns
    rows = [pictures.items[at : at + columns] for at in range(0, len(pictures.items), columns)]
    shapes = {path: image.width / image.height for path, image in images.items()}
    insides = [shapes[picture.path] for picture, _ in rows[0]] if len(rows) == 1 else [1.0] * columns
    insides = [inside / sum(insides) * (1 - columns * _MARGINS) for inside in insides]
    tallest = max(
        inside / shapes[picture.path]
        for row in rows
        for inside, (picture, _) in zip(insides, row, strict=False)
    )
    scale = min(1.0, _TALLEST / tallest)
    cells = [line for row in rows for line in _lines(row, columns, scale)]
    return Grid(DIAGRAM_TABLE, tuple(inside + _MARGINS for inside in insides), tuple(cells))


def _lines(items: TitledPictures, columns: int, scale: float) -> Iterator[tuple[GridCell, ...]]:
    """A row of pictures, and that of their titles if there are any."""
    yield _filled([Paragraph((_shown(picture, scale),), Role.FIGURE) for picture, _ in items], columns)
    if any(title for _, title in items):
        yield _filled([Paragraph(title, Role.PICTURE_TITLE) for _, title in items], columns)


def _filled(paragraphs: Sequence[Paragraph], columns: int) -> tuple[GridCell, ...]:
    empty = (Paragraph((), Role.PICTURE_TITLE),) * (columns - len(paragraphs))
    return tuple(GridCell((paragraph,), border=False) for paragraph in (*paragraphs, *empty))


def _shown(picture: Picture, scale: float) -> InlinePicture:
    return InlinePicture(picture.path, picture.alt, _NOWHERE, picture.width * scale)
