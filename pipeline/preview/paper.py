"""Pages as they will print: laid out in the background while somebody looks at them, and drawn as they come into view.

After a change the page in view comes first, before page numbers have followed it; then all pages. It is begun as soon as something was
saved, beside the edition's pages; which text it shows is known by the digest of its files.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pipeline.frozen import dataclass
from pipeline.preview.child import Child, Gone
from pipeline.preview.work import told_of
from pipeline.workspace.project import Project

WIDTHS = (200, 3000)  # pixels
_QUIET = 0.3  # seconds without a change until pages are laid out
_AFTER_GLANCE = 1.0  # the same where the page in view is shown already: the next glance would have to wait
_LONG_ENOUGH = 3.0  # seconds for which the check waits for the page in view
_GLANCE = "glance"


@dataclass(frozen=True)
class Sheets:
    """A document on its pages: `key` changes with what they show."""

    key: str
    pdf: bytes
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Glance:
    """A page (from 0) of the document `name`, made `of` the files with this digest."""

    key: str
    pdf: bytes
    name: str
    page: int
    of: str


class Paper:
    """The pages as they were last laid out, of which version of the text, and how far the next ones are."""

    def __init__(
        self, project: Project, say: Callable[[str, Mapping[str, Any]], None], anybody: Callable[[], bool]
    ) -> None:
        self.project = project
        self._say = say
        self._anybody = anybody
        self._sheets: dict[str, Sheets] = {}
        self._glances: list[Glance] = []  # until all pages are as new
        self._glances_of = (
            ""  # the files of those that are shown: others may be of files that nobody has read yet
        )
        self._glanced = ""  # the files that were glanced at last, whatever came of it
        self._view = ("", 0)  # the document and its page (from 0) that somebody looks at
        self._width = WIDTHS[0]  # in which a page was last asked for
        self._picture: tuple[str, int, int, bytes] = ("", 0, 0, b"")  # the glance's, before it is asked for
        self._of = ""  # the digest of the files that the pages show
        self._now = ""
        self._saved = False  # something was, which is to be glanced at
        self._step = ""
        self._problems: list[Any] = []
        self._missing = False
        self._wake = asyncio.Event()
        self._seen = asyncio.Event()
        self._seen.set()
        self._layout, self._drawing = Child(), Child(patience=0)
        self._drawn: set[str] = set()  # the keys of PDFs that the drawing process has

    @property
    def state(self) -> Mapping[str, Any]:
        """What tabs are told of the pages."""
        return {
            "old": self._of != self._now,
            "step": self._step,
            "missing": self._missing,
            "glances": [*map(self._glance_told, self._shown_glances)],
            "problems": self._problems,
            "documents": [{**each.told, "key": each.key} for each in self._sheets.values()],
        }

    def saved(self) -> None:
        """Something was saved, which is being read."""
        self._saved = True
        self._look_first()

    def changed(self, digest: str) -> None:
        """The text is that of the files with this digest: these pages are older."""
        self._now = digest
        self._show_glances()
        self._look_first()
        self._say("paper", self.state)

    @property
    def is_seen(self) -> bool:
        """Whether nobody waits for the page in view."""
        return self._seen.is_set()

    async def seen(self) -> None:
        """Wait until nobody waits for the page in view, or for long enough: what takes others' time is to begin then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONG_ENOUGH):
                await self._seen.wait()

    def _look_first(self) -> None:
        if self._is_glance_due and not self._step:
            self._seen.clear()
        self._wake.set()

    @property
    def _shown_glances(self) -> list[Glance]:
        return [each for each in self._glances if each.of == self._glances_of]

    def _glance_told(self, glance: Glance) -> Mapping[str, Any]:
        return {
            "name": glance.name,
            "key": glance.key,
            "page": glance.page,
            "old": glance.of != self._now,
        }

    def wanted(self) -> None:
        """Somebody looks at pages."""
        self._wake.set()

    def look(self, name: str, page: int) -> None:
        """Somebody looks at a page (from 0) of a document."""
        self._view = name, page

    async def follow(self) -> None:
        """Lay out what has changed, while anybody looks."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._is_glance_due:
                await self._look_at_view()
            self._seen.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(_AFTER_GLANCE if self._shown_glances else _QUIET):
                    await self._wake.wait()
                    continue
            if self._is_due:
                await self._lay_out()

    @property
    def _is_due(self) -> bool:
        return self._anybody() and self._of != self._now and not self._missing

    @property
    def _is_glance_due(self) -> bool:
        new = self._saved or self._now not in (self._of, self._glanced)
        return new and self._anybody() and not self._missing and self._view[0] in self._sheets

    async def _look_at_view(self) -> None:
        """Show the page in view as the files are now, then those beside it. Where that can't be, the layout of all pages tells why."""
        self._saved = False
        name, page = self._view
        self._glanced, glance = await self._glance(name, page, (self._of, self._glanced))
        if glance is None:
            return
        with suppress(Gone):  # then it is drawn when it is asked for
            drawn = await self._png(glance.key, glance.pdf, 0, self._width)
            self._picture = glance.key, 0, self._width, drawn
        self._take(glance)
        self._seen.set()
        for beside in (page + 1, page - 1):
            if 0 <= beside < len(self._sheets[name].told["pages"]) and not self._is_glance_due:
                of, other = await self._glance(name, beside, ())
                if other and of == glance.of:
                    self._take(other)

    async def _glance(self, name: str, page: int, known: Sequence[str]) -> tuple[str, Glance | None]:
        """The digest of the files as they are now, and a page of them; none where there is none, or the digest is `known`."""
        asked = {
            "job": "glance",
            "project": told_of(self.project),
            "name": name,
            "page": page,
            "known": known,
        }
        try:
            answer, pdf = await self._layout.ask(asked, _nobody)
        except Gone:
            return self._now, None
        of = answer.get("of", self._now)
        return of, Glance(_key(f"{_GLANCE}{page}", pdf), pdf, name, page, of) if pdf else None

    def _take(self, glance: Glance) -> None:
        kept = (each for each in self._glances if each.of in (self._glances_of, glance.of))
        self._glances = [*kept, glance]
        self._show_glances()
        if glance.of == self._glances_of:
            self._say("paper", self.state)

    def _show_glances(self) -> None:
        """Show those of the text as it is, if there are any."""
        if any(each.of == self._now for each in self._glances):
            self._glances_of = self._now

    async def _lay_out(self) -> None:
        digest = self._now
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
            self._of = digest
            self._glances = []
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
        at, self._width = pages.index(page), max(WIDTHS[0], min(width, WIDTHS[1]))
        *drawn, png = self._picture
        return png if drawn == [key, at, self._width] else await self._png(key, pdf, at, self._width)

    async def _png(self, key: str, pdf: bytes, at: int, width: int) -> bytes:
        """A page of a PDF, drawn. Raises Gone."""
        asked = {"job": "picture", "key": key, "page": at, "width": width}
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
        for glance in self._glances:
            if glance.key == key:
                return glance.pdf, range(glance.page, glance.page + 1)
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
