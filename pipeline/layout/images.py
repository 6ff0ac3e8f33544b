"""A picture of every page: what README, the guide and the eye look at."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL.Image import Dither

from pipeline.invocation import command
from pipeline.problems import Code, MachineError
from pipeline.system.held_files import once_free

PAGES = "pages"
_POINTS_IN_INCH = 72
_COLOURS = 256


def draw_pages(folder: Path, names: Sequence[str], dpi: int) -> list[str]:
    """Draw the PDFs in `folder` into its folder pages/, anew: NAME-01.png and so on. The files' names come back.

    Raises MachineError if there is no PDF, or no room for the pictures.
    """
    pdfs = [path for name in names if (path := folder / f"{name}.pdf").is_file()]
    if not pdfs:
        raise MachineError(
            Code.PAGES_MISSING,
            f"{folder} にPDFがありません",
            f"先に {command('plan')} でPDFを作ってください（LibreOfficeが要ります）",
        )
    beside = folder / f".{PAGES}.new"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        drawn = [name for path in pdfs for name in _draw(path, beside, dpi)]
        once_free(lambda: _drop(folder / PAGES))
        once_free(lambda: beside.rename(folder / PAGES))
    except OSError as error:
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{folder / PAGES} に書き込めません（{error.strerror or error}）",
            "フォルダーの中の画像を閉じ、書き込めるか、空きがあるかを確かめてください",
        ) from error
    return drawn


def _drop(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


def _draw(path: Path, folder: Path, dpi: int) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        digits = max(len(str(len(document))), 2)
        names = []
        for number, page in enumerate(document, 1):
            names.append(f"{path.stem}-{number:0{digits}}.png")
            picture = page.render(scale=dpi / _POINTS_IN_INCH).to_pil()
            # A page has few colours: a palette makes the file a third as large, and nobody sees the difference.
            picture.quantize(_COLOURS, dither=Dither.NONE).save(folder / names[-1], optimize=True)
        return names
