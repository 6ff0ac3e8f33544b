"""Pages as they will print: laid out in the background while somebody looks at them, and drawn as they come into view."""

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


@dataclass(frozen=True)
class Sheets:
    """A document on its pages: `key` changes with what they show."""

    key: str
    pdf: bytes
    told: Mapping[str, Any]


class Paper:
    """The pages as they were last laid out, of which version of the text, and how far the next ones are."""

    def __init__(self, project: Project, say: Callable[[str, Mapping[str, Any]], None]) -> None:
        self.project = project
        self._say = say
        self._sheets: dict[str, Sheets] = {}
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
            "problems": self._problems,
            "documents": [{**each.told, "key": each.key} for each in self._sheets.values()],
        }

    def changed(self, version: int) -> None:
        """The text has another version: these pages are older."""
        self._now = version
        self._wake.set()
        self._say("paper", self.state)

    def wanted(self) -> None:
        """Somebody looks at pages."""
        self._wake.set()

    async def follow(self, anybody: Callable[[], bool]) -> None:
        """Lay out what has changed, while anybody looks."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await asyncio.sleep(_QUIET)
            if anybody() and self._of != self._now and not self._missing:
                await self._lay_out()

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
        self._show("")

    def _show(self, step: str) -> None:
        self._step = step
        self._say("paper", self.state)

    async def picture(self, key: str, page: int, width: int) -> bytes:
        """A page as a PNG; nothing where there is no such page any more. Raises Gone."""
        sheets = next((each for each in self._sheets.values() if each.key == key), None)
        if sheets is None or not 0 <= page < len(sheets.told["pages"]):
            return b""
        asked = {"job": "picture", "key": key, "page": page, "width": max(WIDTHS[0], min(width, WIDTHS[1]))}
        pdf = b"" if key in self._drawn else sheets.pdf
        self._drawn.add(key)
        try:
            _, png = await self._drawing.ask(asked, _nobody, pdf)
        except Gone:
            self._drawn.clear()  # a new process knows none
            raise
        return png

    async def end(self) -> None:
        """End both processes, and LibreOffice with them."""
        await asyncio.gather(self._layout.end(), self._drawing.end())


def _sheets(answer: Mapping[str, Any], pdfs: bytes) -> Any:
    at = 0
    for told, length in zip(answer["documents"], answer["lengths"], strict=True):
        pdf = pdfs[at : at + length]
        at += length
        if pdf:
            yield told["name"], Sheets(f"{told['name']}-{hashlib.sha256(pdf).hexdigest()[:16]}", pdf, told)


def _nobody(step: str) -> None:
    """Hears of a step, and does nothing."""
