"""The picture on the booklet's cover, drawn: hills behind hills, each in the colour of a branch, under a pale sky."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1488, 1050  # 210 mm by 148 mm at 180 dpi
_SKY = "EDF4F9"


def cover_picture(colours: Sequence[str], dark: str) -> bytes:
    """A PNG of 210 mm by 148 mm, the hills in these colours from the back to the front."""
    width, height = 2 * WIDTH, 2 * HEIGHT
    image = Image.new("RGB", (width, height), _rgb(_SKY))
    draw = ImageDraw.Draw(image)
    draw.ellipse(_circle(width * 0.76, height * 0.28, height * 0.105), fill=_rgb("FFE3A3"))
    for left, top, size in (
        (0.16, 0.2, 0.05),
        (0.22, 0.2, 0.068),
        (0.285, 0.21, 0.047),
        (0.52, 0.12, 0.03),
        (0.56, 0.12, 0.04),
    ):
        draw.ellipse(_circle(width * left, height * top, height * size), fill=(255, 255, 255))
    for place, colour in enumerate(colours):
        tint = _mixed(colour, "FFFFFF", 0.74 - 0.07 * place)
        draw.polygon(_hill(place, len(colours), width, height), fill=tint)
        _trees(draw, place, colour, len(colours), width, height)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True, dpi=(180, 180))
    return buffer.getvalue()


def _line(place: int, count: int, x: float) -> float:
    """How far down a hill's ridge is, as a share of the height."""
    base = 0.46 + 0.5 * place / count
    return (
        base
        - 0.055 * math.sin(math.pi * (1.35 * x + 0.83 * place))
        - 0.022 * math.sin(math.pi * (3.1 * x + 1.7 * place))
    )


def _hill(place: int, count: int, width: int, height: int) -> list[tuple[float, float]]:
    ridge = [(width * step / 200, height * _line(place, count, step / 200)) for step in range(201)]
    return [*ridge, (width, height), (0, height)]


def _trees(draw: ImageDraw.ImageDraw, place: int, colour: str, count: int, width: int, height: int) -> None:
    """Round trees on a ridge, the nearer the larger."""
    tint = _mixed(colour, "FFFFFF", 0.55 - 0.06 * place)
    size = height * (0.012 + 0.004 * place)
    for step in range(5):
        x = (0.11 + 0.23 * step + 0.37 * place) % 1.0
        y = height * _line(place, count, x)
        draw.line([(width * x, y), (width * x, y - 2.2 * size)], fill=tint, width=max(2, round(size / 4)))
        draw.ellipse(_circle(width * x, y - 2.6 * size, size), fill=tint)


def _circle(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _mixed(first: str, second: str, share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(_rgb(first), _rgb(second), strict=True))
    return red, green, blue
