"""Pictures: PNG and JPEG as Word and LibreOffice show them, and what is wrong with all others."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from docx.image.image import Image as DocxImage

from pipeline.model import limits
from pipeline.model.picture_files import PNG_SIGNATURE, is_plain_png, without_metadata
from pipeline.model.plan import Image
from pipeline.problems import Code, Location, Problem

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_MOST_SIDE = 65_535  # what JPEG can hold
_ORIENTATION = 0x0112
_QUALITY = 95
_SMALLER = "画像の編集ソフトで、横を3,000画素ほどに縮めて保存し直してください。A4の紙には、それで足ります"
_SAVE = "PNGかJPEGで保存し直してください"
# How files of other kinds begin: at which byte, with what, and what their kind is called.
_OTHERS = (
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (4, b"ftyp", "HEIC（スマートフォンの写真）などの形"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "Photoshopの形"),
    (40, b" EMF", "EMF"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF"),
)
# An APP1 segment with an empty Exif directory (JEITA CP-3451, 4.5): it says nothing, also not of the colours.
_EXIF = b"\xff\xe1" + struct.pack(">H", 22) + b"Exif\0\0MM\0*" + struct.pack(">IHI", 8, 0, 0)


class _Unusable(Exception):
    """A picture that can't be used as it is; the message goes on after its name."""


def read_image(file: str, data: bytes, location: Location) -> Image | Problem:
    """The picture in a file, upright; or what is wrong with it, told of the figure at `location`."""
    if len(data) > limits.IMAGE:
        return limits.too_large(file, limits.IMAGE, _SMALLER)
    try:
        return _read(data)
    except _Unusable as error:
        wrong, hint = error.args
    except Exception:  # Pillow and python-docx raise whatever a damaged picture makes them stumble over
        kind = _kind(data)
        wrong = f"{kind}なので使えません" if kind else "画像として読めません"
        hint = _SAVE
    return Problem(location, Code.IMAGE_FORMAT, f"「{file.partition('/')[2]}」は{wrong}", hint)


def _read(data: bytes) -> Image:
    # Pillow takes longer to load than all pictures of a plan to read: it looks at those alone that need it.
    upright = without_metadata(data) if is_plain_png(data) else _looked_at(data)
    known = DocxImage.from_blob(upright)
    _check_size(known.px_width, known.px_height)
    return Image(upright, known.px_width, known.px_height)


def _check_size(width: int, height: int) -> None:
    if not width * height <= limits.PIXELS or max(width, height) > _MOST_SIDE:
        most = f"{limits.PIXELS // 100_000_000}億画素、一辺{_MOST_SIDE:,}画素まで"
        raise _Unusable(f"画素が多すぎます（{most}）", _SMALLER)


def _looked_at(data: bytes) -> bytes:
    """The picture whole, upright, and with nothing beside it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes and damaged Exif, which are looked at here
        with _opened(data) as picture:
            _check_size(*picture.size)
            if picture.format == "PNG" and getattr(picture, "n_frames", 1) > 1:
                raise _Unusable("動く画像なので使えません", "見せたい一枚を、PNGかJPEGで保存してください")
            turned = _turned(picture) if _orientation(picture) > 1 else None
        if turned is None:
            _look_for_damage(data)
    upright = without_metadata(turned or data)
    return upright if picture.format == "PNG" else _with_marker(upright)


def _opened(data: bytes) -> ImageFile:
    """The picture, by what reads its kind. (`PIL.Image.open` would load what reads five.)"""
    if data.startswith(PNG_SIGNATURE):
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile(io.BytesIO(data))
    from PIL.JpegImagePlugin import jpeg_factory

    return jpeg_factory(io.BytesIO(data))


def _kind(data: bytes) -> str:
    """The name of a kind of picture other than PNG and JPEG, or an empty string."""
    if b"<svg" in data[:1000]:
        return "SVG"
    return next((kind for at, mark, kind in _OTHERS if data[at : at + len(mark)] == mark), "")


def _look_for_damage(data: bytes) -> None:
    """Raise something if the picture is cut off or damaged: PNG has sums for that, JPEG is read in its smallest size."""
    with _opened(data) as picture:
        if picture.format == "PNG":
            picture.verify()
        else:
            picture.draft(picture.mode, (1, 1))
            picture.load()


def _orientation(picture: ImageFile) -> int:
    """The camera's orientation (Exif, JEITA CP-3451, 4.6.4); 1 where nothing is said, or nothing that can be read."""
    if "exif" not in picture.info:
        return 1
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # whatever damaged Exif makes Pillow stumble over
        return 1
    return value if value in range(1, 9) else 1


def _turned(picture: ImageFile) -> bytes:
    """The picture with its pixels as the camera was held: Word and LibreOffice show them as they lie in the file."""
    from PIL.ImageOps import exif_transpose
    from PIL.JpegImagePlugin import get_sampling

    is_png = picture.format == "PNG"
    sampling = -1 if is_png else get_sampling(picture)
    kept = {key: picture.info[key] for key in ("icc_profile", "dpi") if key in picture.info}
    upright = exif_transpose(picture)
    written = io.BytesIO()
    if is_png:
        upright.save(written, "PNG", **kept)
    else:
        upright.save(written, "JPEG", quality=_QUALITY, subsampling=sampling, **kept)
    return written.getvalue()


def _with_marker(jpeg: bytes) -> bytes:
    """The same JPEG for python-docx, which knows those alone that begin with a JFIF or an Exif segment."""
    return jpeg if jpeg[6:10] in (b"JFIF", b"Exif") else jpeg[:2] + _EXIF + jpeg[2:]
