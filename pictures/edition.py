"""The HTML edition as readers see it: a chapter in a window, and the sheet of the framework on a phone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from pictures.page import save
from pipeline.workflows.html import make_html
from pipeline.workspace.project import Project

_COLOURS = 48
# By the picture: the page, the window, and how much smaller it is shown.
_SHOWN = {
    "html-chapter": ("sec-measures.html", (1180, 760), 0.6),
    "html-phone": ("framework.html", (390, 760), 0.7),
}


def draw_edition(root: Path, folder: Path) -> Iterator[Path]:
    """The pictures of the guide, by the worked example with the pages that were measured in build/; needs chromium."""
    build = root / "build"
    with sync_playwright() as playwright:
        make_html(Project(root / "plan_source", root / "templates", build), lambda step: None)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (page, window, scale) in _SHOWN.items():
            save(_drawn(browser, build / "html" / page, window, scale), folder / f"{name}.png")
            yield folder / f"{name}.png"
        browser.close()


def _drawn(browser: Browser, path: Path, window: tuple[int, int], scale: float) -> Image.Image:
    width, height = window
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(path.as_uri())
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    small = picture.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS)
    return small.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB")
