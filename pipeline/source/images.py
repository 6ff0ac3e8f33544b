"""Pictures: PNG and JPEG as Word and LibreOffice show them, and what is wrong with all others."""

from __future__ import annotations

from pipeline.model import limits
from pipeline.model.picture_files import size_of_plain_png, without_metadata
from pipeline.model.plan import Image
from pipeline.problems import Location, Problem


def read_image(file: str, data: bytes, location: Location) -> Image | Problem:
    """The picture in a file, upright; or what is wrong with it, told of the figure at `location`."""
    if len(data) > limits.IMAGE:
        return limits.too_large(file, limits.IMAGE, limits.SMALLER_PICTURE)
    size = size_of_plain_png(data)
    if size and limits.can_be_shown(*size):
        return Image(without_metadata(data), *size)
    from pipeline.source.photographs import (
        read_photograph,  # with Pillow, which most plans' charts don't need
    )

    return read_photograph(file, data, location)
