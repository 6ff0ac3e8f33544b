"""Pages as they will print: laid out in the background while somebody looks at them, and drawn as they come into view.

After a change the page in view comes first, before page numbers have followed it; then all pages.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.frozen import dataclass
from pipeline.preview.child import Child, Gone
from pipeline.preview.work import told_of
from pipeline.workspace.project import Project

WIDTHS = (200, 3000)  # pixels
_QUIET = 0.3  # seconds without a change until pages are laid out
_AFTER_GLANCE = 1.0  # the same where the page in view is shown already: the next glance would have to wait
_GLANCE = "glance"


@dataclass(frozen=True)
class Sheets:
    """A document on its pages: `key` changes with what they show."""

    key: str
    pdf: bytes
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Glance:
    """So many pages of the document `name`, the first of them its page `first` (from 0), of a version of the text."""

    key: str
    pdf: bytes
    name: str
    first: int
    count: int
    of: int


class Paper:
    """The pages as they were last laid out, of which version of the text, and how far the next ones are."""

    def __init__(self, project: Project, say: Callable[[str, Mapping[str, Any]], None]) -> None:
        self.project = project
        self._say = say
        self._sheets: dict[str, Sheets] = {}
        self._glance: Glance | None = None  # until all pages are as new
        self._glanced = 0  # the version of the text that was glanced at last, whatever came of it
        self._view = ("", 0)  # the document and its page (from 0) that somebody looks at
        self._of = 0  # the version of the text that they show
        self._now = 0
        self._step = ""
        self._problems: list[Any] = []
        self._missing = False
        self._wake = asyncio.Event()
        self._layout, self._drawing = Child(), Child(patience=0)
        self._drawn: set[str] = set()  # the keys of PDFs that the drawing process has

    @property
    def state(self) -> Mapping[str, Any]:
        """What tabs are told of the pages."""
        return {
            "of": self._of,
            "old": self._of != self._now,
            "step": self._step,
            "missing": self._missing,
            "glance": self._glance_told(),
            "problems": self._problems,
            "documents": [{**each.told, "key": each.key} for each in self._sheets.values()],
        }

    def changed(self, version: int) -> None:
        """The text has another version: these pages are older."""
        self._now = version
        self._wake.set()
        self._say("paper", self.state)

    def _glance_told(self) -> Mapping[str, Any] | None:
        if self._glance is None:
            return None
        shown = self._glance
        pages = [*range(shown.first, shown.first + shown.count)]
        return {"name": shown.name, "key": shown.key, "pages": pages, "old": shown.of != self._now}

    def wanted(self) -> None:
        """Somebody looks at pages."""
        self._wake.set()

    def look(self, name: str, page: int) -> None:
        """Somebody looks at a page (from 0) of a document."""
        self._view = name, page

    async def follow(self, anybody: Callable[[], bool]) -> None:
        """Lay out what has changed, while anybody looks."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._is_due(anybody) and self._view[0] in self._sheets and self._glanced != self._now:
                await self._look_at_one()
            await asyncio.sleep(_AFTER_GLANCE if self._glance else _QUIET)
            # What has changed meanwhile is glanced at first.
            if self._is_due(anybody) and not (self._glance and self._glanced != self._now):
                await self._lay_out()

    def _is_due(self, anybody: Callable[[], bool]) -> bool:
        return anybody() and self._of != self._now and not self._missing

    async def _look_at_one(self) -> None:
        """Show the page in view as the text is now. Where that can't be, the layout of all pages tells why."""
        version, (name, page) = self._now, self._view
        self._glanced = version
        asked = {"job": "glance", "project": told_of(self.project), "name": name, "page": page}
        try:
            answer, pdf = await self._layout.ask(asked, _nobody)
        except Gone:
            return
        if pdf:
            first, count = answer["first"], answer["count"]
            self._glance = Glance(_key(_GLANCE, pdf), pdf, name, first, count, version)
            self._say("paper", self.state)

    async def _lay_out(self) -> None:
        version = self._now
        self._show("始めています")
        asked = {"job": "lay_out", "project": told_of(self.project)}
        try:
            answer, pdfs = await self._layout.ask(asked, self._show)
        except Gone:
            answer, pdfs = {"problems": [{"message": "ページを作れませんでした"}], "failed": True}, b""
        self._missing = bool(answer.get("missing"))
        self._problems = answer.get("problems", [])
        if "documents" in answer:
            self._sheets = dict(_sheets(answer, pdfs))
        # What can't be laid out is not tried again until it changes; the pages that are shown stay marked as old.
        if not answer.get("failed"):
            self._of = version
            self._glance = None
        self._show("")

    def _show(self, step: str) -> None:
        self._step = step
        self._say("paper", self.state)

    async def picture(self, key: str, page: int, width: int) -> bytes:
        """A page as a PNG; nothing where there is no such page any more. Raises Gone."""
        known = self._pdf_of(key)
        if known is None or page not in known[1]:
            return b""
        pdf, pages = known
        at = pages.index(page)
        asked = {"job": "picture", "key": key, "page": at, "width": max(WIDTHS[0], min(width, WIDTHS[1]))}
        pdf = b"" if key in self._drawn else pdf
        self._drawn.add(key)
        try:
            _, png = await self._drawing.ask(asked, _nobody, pdf)
        except Gone:
            self._drawn.clear()  # a new process knows none
            raise
        return png

    def _pdf_of(self, key: str) -> tuple[bytes, range] | None:
        """What is shown by this key: its PDF, and which pages of the document are in it."""
        if (shown := self._glance) and shown.key == key:
            return shown.pdf, range(shown.first, shown.first + shown.count)
        sheets = next((each for each in self._sheets.values() if each.key == key), None)
        return (sheets.pdf, range(len(sheets.told["pages"]))) if sheets else None

    async def end(self) -> None:
        """End both processes, and LibreOffice with them."""
        await asyncio.gather(self._layout.end(), self._drawing.end())


def _sheets(answer: Mapping[str, Any], pdfs: bytes) -> Any:
    at = 0
    for told, length in zip(answer["documents"], answer["lengths"], strict=True):
        pdf = pdfs[at : at + length]
        at += length
        if pdf:
            yield told["name"], Sheets(_key(told["name"], pdf), pdf, told)


def _key(name: str, pdf: bytes) -> str:
    return f"{name}-{hashlib.sha256(pdf).hexdigest()[:16]}"


def _nobody(step: str) -> None:
    """Hears of a step, and does nothing."""
