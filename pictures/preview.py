"""The preview as a drafter sees it: after an edit, with an error, and pages as they print."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pictures.page import save

_CHAPTER = "plan_source/chapters/01-introduction.md"
_PAGE = "sec-introduction.html"
_WINDOW = {"width": 1180, "height": 640}
_SHOWN = 0.6  # of the window's size: words stay readable in the guide
_COLOURS = 48
_PATIENCE = 120_000  # milliseconds


def draw_preview(root: Path, folder: Path) -> Iterator[Path]:
    """The pictures of the guide, by the worked example; needs LibreOffice and chromium."""
    with tempfile.TemporaryDirectory() as place:
        plan = Path(place)
        for name in ("plan_source", "templates"):
            shutil.copytree(root / name, plan / name)
        with _previewed(root, plan) as page:
            for name, shown in (
                ("preview", _edited),
                ("preview-error", _broken),
                ("preview-paper", _printed),
            ):
                shown(page, plan / _CHAPTER)
                yield _saved(page, folder / f"{name}.png")


@contextmanager
def _previewed(root: Path, plan: Path) -> Iterator[Page]:
    """A window with the preview of a plan."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "preview", "--no-browser"],
        cwd=plan,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        url = next(line.strip() for line in process.stdout if "http://" in line)
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=_WINDOW, color_scheme="light")  # type: ignore[arg-type]
            page.set_default_timeout(_PATIENCE)
            page.goto(f"{url}#{_PAGE}")
            _wait(page, "原稿と同じです")
            yield page
            browser.close()
    finally:
        process.terminate()
        process.wait()


def _wait(page: Page, words: str) -> None:
    page.wait_for_function("words => document.getElementById('status').textContent === words", arg=words)
    page.wait_for_timeout(1500)


def _edited(page: Page, chapter: Path) -> None:
    text = chapter.read_text("utf-8")
    edited = text.replace("一体的に定める計画", "まとめて定める計画")
    chapter.write_text(edited, "utf-8")
    page.frame_locator("#page").get_by_text("まとめて定める").wait_for()
    page.click("#tab-changes")
    page.check("#mark")
    page.click(".mark button")
    page.wait_for_timeout(4000)


def _broken(page: Page, chapter: Path) -> None:
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("[](#sec-vision)", "[](#sec-visoin)"), "utf-8")
    _wait(page, "エラーがあるので、前のページのままです")
    page.click(".problem .place")
    page.wait_for_timeout(700)
    chapter.write_text(text, "utf-8")


def _printed(page: Page, chapter: Path) -> None:
    page.click("#as-paper")
    page.wait_for_function("() => document.querySelector('#paper-state').textContent === '文章と同じです'")
    page.select_option("#document", "summary")
    page.wait_for_function("() => document.querySelector('#sheets img').naturalWidth > 0")
    page.wait_for_timeout(2500)


def _saved(page: Page, path: Path) -> Path:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    size = (round(picture.width * _SHOWN), round(picture.height * _SHOWN))
    small = picture.resize(size, Image.Resampling.LANCZOS)
    save(small.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB"), path)
    return path
