"""What picture files tell beside the picture: it does not get into documents, and the picture stays as it is."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from pipeline.model.picture_files import is_plain_png, without_metadata
from tests.small_plan import CHAPTER, chapter, load

FILE = "figures/a.png"
FIGURE = f"::: {{.図 #fig-a}}\n![説明]({FILE})\n\n題\n:::"
SECRET = b"38.123456 Taro"
GPS, MAKER, DESCRIPTION, ORIENTATION = 0x8825, 0x010F, 0x010E, 0x0112
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def drawn(mode: str = "RGB") -> Image.Image:
    """A picture with many colours."""
    image = Image.new("RGB", (64, 48))
    image.putdata([(x * 4, y * 5, x * y % 256) for y in range(48) for x in range(64)])
    return image.convert(mode)


def saved(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or drawn()).save(written, kind, **options)
    return written.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone notes."""
    notes = Image.Exif()
    notes[MAKER] = notes[DESCRIPTION] = SECRET.decode()
    notes[ORIENTATION] = orientation
    notes[GPS] = {1: "N", 2: (38.0, 7.0, 24.4), 29: SECRET.decode()}
    return notes


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """A JPEG with more segments after its first marker."""
    return data[:2] + b"".join(segments) + data[2:]


def with_chunks(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with more chunks before its last."""
    return data[:-12] + b"".join(chunks) + data[-12:]


def embedded(data: bytes) -> bytes:
    """The picture as it goes into documents."""
    return load({CHAPTER: chapter(FIGURE), FILE: data}).images[FILE].data


def text_in_png() -> PngInfo:
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_text("Comment", SECRET.decode() * 20, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), "", "")
    return info


TALKATIVE: dict[str, Callable[[], bytes]] = {
    "JPEG with Exif": lambda: saved("JPEG", exif=exif()),
    "JPEG that is turned": lambda: saved("JPEG", exif=exif(6), comment=SECRET),
    "JPEG with a comment": lambda: saved("JPEG", comment=SECRET),
    "JPEG with XMP": lambda: with_segments(
        saved("JPEG"), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    ),
    "JPEG from Photoshop": lambda: with_segments(saved("JPEG"), segment(0xED, b"Photoshop 3.0\0" + SECRET)),
    "JPEG with notes of its maker": lambda: with_segments(
        saved("JPEG"), segment(0xE4, SECRET), segment(0xE0, b"JFXX\0\x10" + SECRET)
    ),
    "JPEG with notes between scans": lambda: saved("JPEG", progressive=True).replace(
        b"\xff\xda", segment(0xFE, SECRET) + b"\xff\xda"
    ),
    "JPEG with another behind it": lambda: saved("JPEG") + saved("JPEG", exif=exif()),
    "JPEG of many pictures": lambda: saved("MPO", save_all=True, append_images=[drawn()], exif=exif()),
    "CMYK": lambda: saved("JPEG", drawn("CMYK"), exif=exif(), comment=SECRET),
    "PNG with texts": lambda: saved("PNG", pnginfo=text_in_png()),
    "PNG with Exif": lambda: saved("PNG", exif=exif()),
    "PNG that is turned": lambda: saved("PNG", exif=exif(8), pnginfo=text_in_png()),
    "PNG with its time": lambda: with_chunks(saved("PNG"), chunk(b"tIME", bytes(7)), chunk(b"prVt", SECRET)),
    "PNG with something behind it": lambda: saved("PNG") + SECRET,
}


@pytest.mark.parametrize("name", TALKATIVE)
def test_what_a_picture_tells_of_its_maker_is_left_out(name: str) -> None:
    """Where it was taken is nobody's matter; turned pictures are saved anew, all others keep their pixels."""
    data = TALKATIVE[name]()
    found = embedded(data)
    assert SECRET not in found
    assert b"tIME" not in found
    shown, before = Image.open(io.BytesIO(found)), Image.open(io.BytesIO(data))
    assert not set(shown.info) & {"comment", "xmp", "XML:com.adobe.xmp", "Author", "Comment", "photoshop"}
    assert not dict(shown.getexif())
    if "turned" not in name:
        assert (shown.mode, shown.tobytes()) == (before.mode, before.tobytes())


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"icc_profile": COLOURS, "dpi": (300, 300)}),
        ("JPEG", {"restart_marker_blocks": 2}),
        ("PNG", {}),
        ("PNG", {"icc_profile": COLOURS, "dpi": (300, 300)}),
    ],
)
def test_a_picture_that_tells_nothing_keeps_its_bytes(kind: str, options: dict[str, Any]) -> None:
    """Its colours and its size on paper are part of it."""
    data = saved(kind, **options)
    assert without_metadata(data) == data == embedded(data)


@pytest.mark.parametrize("mode", ["1", "P", "L", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_how_it_looks(mode: str) -> None:
    """Palettes, transparency, gamma."""
    image = Image.new(mode, (4, 4)) if mode == "I;16" else drawn(mode)
    data = saved("PNG", image, **({"transparency": 0} if mode == "P" else {}))
    talkative = with_chunks(data, chunk(b"tEXt", b"Author\0" + SECRET))
    assert without_metadata(talkative) == data


@pytest.mark.parametrize("cut", range(2, 60, 7))
def test_a_picture_that_ends_early_ends_there(cut: int) -> None:
    """No hang and no loss: whether it is damaged is looked at before."""
    data = saved("JPEG")
    assert data.startswith(without_metadata(data[:cut])[:2])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_sound_png_is_plain(mode: str) -> None:
    """Of whatever colours, with notes beside it, which are left out, and with what a program left behind it."""
    notes = PngInfo()
    notes.add_text("Software", SECRET.decode())
    assert is_plain_png(saved("PNG", Image.new(mode, (3, 2)), pnginfo=notes, dpi=(96, 96)) + b"rest")


@pytest.mark.parametrize("damage", ["flipped", "left out", "cut off"])
def test_no_png_that_is_damaged_is_plain(damage: str) -> None:
    """Whichever of its bytes it is."""
    sound = saved("PNG", Image.new("RGB", (3, 2)))
    for at, byte in enumerate(sound):
        behind = sound[at + 1 :]
        rest = {"flipped": bytes((byte ^ 0x20,)) + behind, "left out": behind, "cut off": b""}
        assert not is_plain_png(sound[:at] + rest[damage]), at


def test_a_png_that_needs_to_be_looked_at_is_not_plain() -> None:
    """It moves, was taken with a camera, has colours of its own, holds what no reader knows, or is none."""
    moving = saved("PNG", save_all=True, append_images=[drawn().rotate(90)])
    unknown = saved("PNG").replace(chunk(b"IEND", b""), chunk(b"NEWx", b"") + chunk(b"IEND", b""))
    of_a_camera, of_own_colours = saved("PNG", exif=exif(6)), saved("PNG", icc_profile=COLOURS)
    assert not any(map(is_plain_png, (moving, of_a_camera, of_own_colours, unknown, saved("JPEG"), b"")))
