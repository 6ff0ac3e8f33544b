"""Pictures that are broken, huge, turned, moving, or not what their names say."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.model.limits import PIXELS
from pipeline.problems import Code, Problem
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import Memory
from tests.hostile.projects import make, parts_of, write_project
from tests.kept import parse
from tests.small_plan import CHAPTER, FOLDER, chapter, expect, load, problems_with, small_plan

FILE = "figures/a.png"
FIGURE = f"::: {{.図 #fig-a}}\n![説明]({FILE})\n\n題\n:::"
RED, BLUE = (255, 0, 0), (0, 0, 255)
UPSIDE_DOWN, ON_ITS_SIDE = 3, 6
ORIENTATION = 0x0112


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A picture whose left half is red, as Pillow saves it."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    written = io.BytesIO()
    image.convert(mode).save(written, kind, **options)
    return written.getvalue()


def turned(orientation: int, kind: str = "JPEG") -> bytes:
    """A picture of which the camera says how it was held."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return picture(kind, exif=exif)


def png(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and has next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def moving() -> bytes:
    """An APNG."""
    return picture("PNG", save_all=True, append_images=[Image.new("RGB", (40, 20), BLUE)])


def problems_of(data: bytes) -> list[Problem]:
    return problems_with({CHAPTER: chapter(FIGURE), FILE: data})


def image_of(data: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """The picture as the plan holds it, and the size that is told to Word."""
    found = load({CHAPTER: chapter(FIGURE), FILE: data}).images[FILE]
    return Image.open(io.BytesIO(found.data)).convert("RGB"), (found.width, found.height)


PNG_FILE, JPEG_FILE = picture("PNG", size=(400, 400)), picture("JPEG", size=(400, 400))
DAMAGED = {
    "PNG cut in its head": PNG_FILE[:30],
    "PNG cut in its pixels": PNG_FILE[: len(PNG_FILE) // 2],
    "PNG without its end": PNG_FILE[:-12],
    "PNG with a wrong sum": PNG_FILE[:60] + bytes([PNG_FILE[60] ^ 1]) + PNG_FILE[61:],
    "JPEG cut in its head": JPEG_FILE[:100],
    "JPEG cut in its pixels": JPEG_FILE[: len(JPEG_FILE) * 3 // 4],
    "no width": png(0, 10),
    "no height": png(10, 0),
    "no size": png(0, 0),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_picture_is_told(name: str) -> None:
    """Word would show half of it, or a red cross."""
    expect(problems_of(DAMAGED[name]), Code.IMAGE_FORMAT, f"{CHAPTER}:3:1", f"「{FILE}」", "PNGかJPEG")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (1, 70_000), (PIXELS // 1000 + 1, 1000)])
def test_a_picture_with_too_many_pixels_is_told_before_it_is_unpacked(size: tuple[int, int]) -> None:
    """100 bytes can say that they are 10 gigabytes."""
    expect(problems_of(png(*size)), Code.IMAGE_FORMAT, f"{CHAPTER}:3:1", "画素が多すぎます", "3,000画素")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("GIF"), "GIF"),
        (picture("WEBP"), "WebP"),
        (picture("TIFF"), "TIFF"),
        (picture("BMP"), "BMP"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7\n", "PDF"),
    ],
)
def test_a_picture_of_another_kind_is_told_by_its_name(data: bytes, kind: str) -> None:
    """The file is called a.png: what counts is what it holds."""
    expect(problems_of(data), Code.IMAGE_FORMAT, f"{CHAPTER}:3:1", f"は{kind}", "PNGかJPEG")


def test_a_picture_that_moves_is_told() -> None:
    """Paper does not."""
    expect(problems_of(moving()), Code.IMAGE_FORMAT, f"{CHAPTER}:3:1", "動く画像", "一枚")


@pytest.mark.parametrize("data", [picture("JPEG"), picture("MPO"), picture("JPEG", progressive=True)])
def test_a_jpeg_under_the_name_of_a_png_is_a_jpeg(tmp_path: Path, data: bytes) -> None:
    """Its content says what it is; MPO is how some cameras and telephones save JPEG."""
    plan = make(write_project(tmp_path, {CHAPTER: chapter(FIGURE), FILE: data}))["plan"]
    assert [name for name in parts_of(plan) if name.startswith("word/media/")] == ["word/media/image1.jpg"]


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_jpeg_of_other_colours_stays_as_it_is(tmp_path: Path, mode: str) -> None:
    """Printers' CMYK begins with Adobe's mark, which python-docx does not know: it gets one that says nothing."""
    data = picture("JPEG", mode)
    plan = make(write_project(tmp_path, {CHAPTER: chapter(FIGURE), FILE: data}))["plan"]
    embedded = parts_of(plan)["word/media/image1.jpg"]
    assert embedded.endswith(data[2:])
    shown = Image.open(io.BytesIO(embedded))
    assert (shown.mode, shown.tobytes()) == (mode, Image.open(io.BytesIO(data)).tobytes())


@pytest.mark.parametrize(("mode", "options"), [("1", {}), ("P", {}), ("LA", {}), ("RGBA", {}), ("I;16", {})])
def test_every_kind_of_png_is_welcome(mode: str, options: dict[str, Any]) -> None:
    """Black and white, palettes, transparency, 16 bits."""
    written = io.BytesIO()
    Image.new(mode, (40, 20)).save(written, "PNG", **options)
    assert problems_of(written.getvalue()) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (40, 20), (5, 10)),
        (UPSIDE_DOWN, (40, 20), (35, 10)),
        (ON_ITS_SIDE, (20, 40), (10, 5)),
        (8, (20, 40), (10, 35)),
    ],
)
def test_a_photograph_stands_as_it_was_taken(
    kind: str, orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    """Telephones note how they were held, which Word and LibreOffice pass over; its upright size is what counts."""
    shown, told = image_of(turned(orientation, kind))
    assert (shown.size, told) == (size, size)
    found = shown.getpixel(red)
    assert isinstance(found, tuple)
    assert found[0] > 200 > found[2]


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xff" * 50])
def test_a_damaged_note_of_the_camera_is_no_matter(exif: bytes) -> None:
    """It stays as it is, or the picture is told: no traceback."""
    assert {problem.code for problem in problems_of(picture("JPEG", exif=exif))} <= {Code.IMAGE_FORMAT}


@pytest.mark.parametrize("exif", [b"garbage", b"Exif\0\0" + b"\xff" * 50])
def test_a_png_with_a_damaged_note_stands_as_it_lies_in_its_file(exif: bytes) -> None:
    """Nothing says how the camera was held."""
    shown, told = image_of(picture("PNG", exif=exif))
    assert shown.size == told == (40, 20)


def test_a_picture_that_is_not_turned_keeps_its_bytes() -> None:
    """Nothing is saved anew, so nothing is lost."""
    for data in (picture("PNG"), picture("JPEG")):
        assert load({CHAPTER: chapter(FIGURE), FILE: data}).images[FILE].data == data


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_the_same_in_the_next_run(kind: str, orientation: int) -> None:
    """Of one that is not turned, its size was kept."""
    files = small_plan({CHAPTER: chapter(FIGURE), FILE: turned(orientation, kind)})
    first = Memory()
    images = load_plan(files, parse, FOLDER, first).images
    next_run = Memory(first.stored())
    assert load_plan(files, parse, FOLDER, next_run).images == images
    assert not next_run.changed
