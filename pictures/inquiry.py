"""A department's workbook as LibreOffice Calc prints it, for the guide: the first rows of a table of measures."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pictures.page import draw_page, page_with, save
from pipeline.workflows.ask import ask
from pipeline.workspace.project import Project

_NAME = "ask.png"
_DEPARTMENT, _HEAD = "こども政策課", "取組（こども政策課）"
# Of the page: what lies between its edges, and the first rows.
_SHARE = (0.015, 0.05, 0.98, 0.4)
_PATIENCE = 180  # seconds
_DPI = 80


def draw_inquiry(root: Path, folder: Path) -> Iterator[Path]:
    """Draw the workbook of the second example; without Calc (Debian's libreoffice-calc-nogui) the picture stays as it is."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        # What was asked is remembered beside a plan: beside a copy here.
        example, output = Path(name) / "children", Path(name) / "build"
        shutil.copytree(root / "examples" / "children", example)
        ask(Project(example / "plan_source", root / "templates", output), "担当課", lambda _: None)
        book = output / "ask" / f"{_DEPARTMENT}.xlsx"
        pdf = _printed(book, Path(name))
    if pdf is None:
        print(f"{_NAME} is not drawn anew: LibreOffice Calc is not there", file=sys.stderr)
        return
    page = draw_page(pdf, page_with(pdf, _HEAD), _DPI)
    left, top, right, bottom = _SHARE
    box = (int(page.width * left), int(page.height * top), int(page.width * right), int(page.height * bottom))
    save(page.crop(box), folder / _NAME)
    yield folder / _NAME


def _printed(book: Path, folder: Path) -> bytes | None:
    """A workbook as a PDF; None where nothing here can print it."""
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    made = folder / f"{book.stem}.pdf"
    return made.read_bytes() if made.is_file() else None
