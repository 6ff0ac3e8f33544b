"""What a drafter waits for in the preview: from a file that was saved to the changed page in the browser, to a picture of the
page in view as it prints, and to checked Word files."""

from __future__ import annotations

import gc
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from playwright.sync_api import Page, sync_playwright

from benchmarks.clock import RunFailed
from benchmarks.workshop import Workshop, open_workshop
from pipeline.preview.session import Session
from pipeline.workspace.project import Project

# How often the chapters of prose are there, and what is to be reached, in milliseconds: the page at p95, the files at p50.
SIZES = ((1, 150, 200), (10, 250, 700))
EDITS, CHECKS, WARMING = 60, 30, 3
# Pictures are waited for with the shipped plan alone: until all pages of the longer one have followed, minutes go by.
PICTURES, MOST_PICTURED = 20, 700
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Whoever writes saves again after a while, not at once.
_PAUSE = 0.4
_WAITING, _LAYING = 30_000, 120_000  # milliseconds
# Notes the time at which a text is first there.
_WATCH = """() => {
  window.found = {};
  window.watch = (words) => {
    const look = () => {
      if (!(words in window.found) && document.body.textContent.includes(words)) window.found[words] = Date.now();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    look();
  };
}"""
# Notes the time at which the page in the middle has another picture, which is as new as the text.
_WATCH_PICTURE = """() => {
  const sheets = document.getElementById("sheets");
  window.watchPicture = () => {
    const { top, height } = sheets.getBoundingClientRect();
    const figure = [...sheets.children].find((each) => each.getBoundingClientRect().bottom > top + height / 2);
    const before = figure.dataset.drawn;
    window.pictured = 0;
    window.figure = figure;
    const observer = new MutationObserver(() => {
      if (figure.dataset.drawn === before || figure.classList.contains("old")) return;
      window.pictured = Date.now();
      observer.disconnect();
    });
    observer.observe(figure, { attributes: true });
  };
}"""
_SHOWN = (
    "() => ({ page: Number(window.figure.dataset.index), picture: window.figure.querySelector('img').src })"
)
_SETTLED = """() => {
  const figures = [...document.querySelectorAll("#sheets figure[data-near]")];
  const drawn = figures.length && figures.every((each) => each.dataset.drawn === each.dataset.wanted);
  return drawn && !document.getElementById("paper-state").classList.contains("old");
}"""


@dataclass(frozen=True)
class Waits:
    """One length of plan: milliseconds from saving until the session has the page, until the browser shows it, until it has a picture of
    the page in view as it prints, and until its Word files are finished and checked."""

    times: int
    characters: int
    most_shown: int
    most_checked: int
    ready: Sequence[float]
    shown: Sequence[float]
    pictured: Sequence[float]
    checked: Sequence[float]


def measure_preview() -> Iterator[Waits]:
    """Every length, each as soon as it is there."""
    for times, most_shown, most_checked in SIZES:
        with open_workshop(times) as workshop:
            sentence = _Sentence(workshop)
            shown = _in_browser(workshop, sentence)
            pictured = _as_printed(workshop, sentence) if times == 1 else []
            ready, checked = _in_session(workshop, sentence)
            characters = sum(len(path.read_text("utf-8")) for path in workshop.chapters)
            yield Waits(times, characters, most_shown, most_checked, ready, shown, pictured, checked)


class _Sentence:
    """A sentence in the middle of the plan, and what is written behind it."""

    def __init__(self, workshop: Workshop) -> None:
        self.file = next(path for path in workshop.chapters if "{#sec-situation}" in path.read_text("utf-8"))
        # Outside of everything that has a frame, and so is shown on the chapter's page.
        text = self.file.read_text("utf-8")
        plain = re.sub(r"(?ms)^(:::+).*?^\1$", lambda framed: "\n" * framed[0].count("\n"), text)
        line = next(number for number, each in enumerate(plain.split("\n")) if each.endswith("ます。"))
        self.lines = text.split("\n")
        self.line, self.number = line, 0

    def save(self) -> str:
        """Save it with other words, which come back."""
        self.number += 1
        words = f"（{self.number}回目）"
        edited = [*self.lines]
        edited[self.line] = edited[self.line].removesuffix("。") + f"{words}。"
        self.file.write_text("\n".join(edited), "utf-8")
        return words


def _in_session(workshop: Workshop, sentence: _Sentence) -> tuple[list[float], list[float]]:
    session = Session(_project(workshop))
    try:
        session.update()
        session.check()

        def ready() -> None:
            sentence.save()
            assert session.update().is_now

        def checked() -> None:
            ready()
            assert session.check().checked

        return _timed(ready, EDITS), _timed(checked, CHECKS)
    finally:
        session.end()
        gc.unfreeze()
        gc.enable()


def _timed(step: Callable[[], None], times: int) -> list[float]:
    found = []
    for _ in range(times + WARMING):
        time.sleep(_PAUSE)
        begin = time.perf_counter()
        step()
        found.append((time.perf_counter() - begin) * 1000)
    return found[WARMING:]


def _in_browser(workshop: Workshop, sentence: _Sentence) -> list[float]:
    with _previewed(workshop) as address, _opened(address) as page:
        page.evaluate(_WATCH)
        found = []
        for _ in range(EDITS + WARMING):
            time.sleep(_PAUSE)
            begin = time.time()
            words = sentence.save()
            page.evaluate("(words) => window.watch(words)", words)
            page.wait_for_function("(words) => words in window.found", arg=words, timeout=_WAITING)
            found.append(page.evaluate("(words) => window.found[words]", words) - begin * 1000)
        return found[WARMING:]


def _as_printed(workshop: Workshop, sentence: _Sentence) -> list[float]:
    """Until all pages have followed, nothing is saved again. Raises RunFailed where the page in view is not that with the sentence, or a
    picture does not show that it is another one."""
    words, page_in_view, pictures = "", -1, list[bytes]()
    with _previewed(workshop) as address, _opened(address) as frame:
        page = frame.page  # type: ignore[attr-defined]  # around the frame
        page.evaluate(_WATCH_PICTURE)
        page.click("#as-paper")
        found = []
        for _ in range(PICTURES + WARMING):
            page.wait_for_function(_SETTLED, timeout=_LAYING)
            time.sleep(_PAUSE)
            page.evaluate("() => window.watchPicture()")
            begin = time.time()
            words = sentence.save()
            page.wait_for_function("() => window.pictured", timeout=_LAYING)
            found.append(page.evaluate("() => window.pictured") - begin * 1000)
            shown = page.evaluate(_SHOWN)
            page_in_view = shown["page"]
            pictures.append(page.request.get(shown["picture"]).body())
    if len({*pictures}) < len(pictures):
        raise RunFailed("a picture is that of a page that was not changed")
    workshop.build("plan")
    with pdfium.PdfDocument(workshop.folder / "build" / "plan.pdf") as pdf:
        if words not in "".join(pdf[page_in_view].get_textpage().get_text_bounded().split()):
            raise RunFailed("the sentence is not on the page in view")
    return found[WARMING:]


@contextmanager
def _previewed(workshop: Workshop) -> Iterator[str]:
    """A preview of the workshop's plan, by its address."""
    command = [sys.executable, "-m", "pipeline", "preview", "--no-browser"]
    process = subprocess.Popen(
        [*command, *(f"--{name}={path}" for name, path in _folders(workshop).items())],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        address = next((line.strip() for line in process.stdout if "http://" in line), "")
        if not address:
            raise RunFailed("the preview did not start")
        yield address
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _opened(address: str) -> Iterator[Page]:
    """The frame with the page that is edited, in a browser."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        raise RunFailed("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"{address}#sec-situation.html")
        page.frame_locator("#page").locator("h1").wait_for(timeout=_WAITING)
        frame = next(each for each in page.frames if "edition/sec-situation.html" in each.url)
        yield frame  # type: ignore[misc]  # which answers as a page does
        browser.close()


def _folders(workshop: Workshop) -> dict[str, Path]:
    folder = workshop.folder
    return {"source": folder / "plan_source", "templates": folder / "templates", "output": folder / "build"}


def _project(workshop: Workshop) -> Project:
    folders = _folders(workshop)
    return Project(folders["source"], folders["templates"], folders["output"])


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which so many of a hundred are."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
