"""Pictures side by side, each over its own small title: a table without lines, so that titles may be as long as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.contract import DIAGRAM_TABLE
from pipeline.model.floats import Grid, GridCell, Picture, Pictures
from pipeline.model.inlines import InlinePicture, Inlines, Paragraph, Role
from pipeline.model.plan import Image
from pipeline.problems import Location

_NOWHERE = Location("")
# The tallest row, as a part of the text width, as of pictures that stand alone.
_TALLEST = 0.75


def pictures_grid(pictures: Pictures, images: Mapping[str, Image]) -> Grid:
    """The pictures in rows; those of one row are equally high, as wide as that makes them."""
    columns = pictures.columns
    rows = [pictures.items[at : at + columns] for at in range(0, len(pictures.items), columns)]
    shapes = {path: image.width / image.height for path, image in images.items()}
    widths = [shapes[picture.path] for picture, _ in rows[0]] if len(rows) == 1 else [1.0] * columns
    tallest = max(
        width / sum(widths) / shapes[picture.path]
        for row in rows
        for width, (picture, _) in zip(widths, row, strict=False)
    )
    scale = min(1.0, _TALLEST / tallest)
    return Grid(DIAGRAM_TABLE, tuple(widths), tuple(_row(row, columns, scale) for row in rows))


def _row(items: Sequence[tuple[Picture, Inlines]], columns: int, scale: float) -> tuple[GridCell, ...]:
    cells = tuple(_cell(picture, title, scale) for picture, title in items)
    empty = GridCell((Paragraph((), Role.PICTURE_TITLE),), border=False)
    return cells + (empty,) * (columns - len(cells))


def _cell(picture: Picture, title: Inlines, scale: float) -> GridCell:
    shown = InlinePicture(picture.path, picture.alt, _NOWHERE, picture.width * scale)
    under = (Paragraph(title, Role.PICTURE_TITLE),) if title else ()
    return GridCell((Paragraph((shown,), Role.FIGURE), *under), border=False)
