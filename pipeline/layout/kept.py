"""LibreOffice as a process that is kept open: documents are given to it one after the other, through a Python that can talk to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE
from typing import Any

from pipeline.layout import bridge
from pipeline.layout.office_tempdir import PROFILE, workshop
from pipeline.layout.one_run import Asked, is_whole
from pipeline.layout.process import end, environment, last_words, limit_of, limited, start_of
from pipeline.layout.profile import line_end_characters, tag_settings, write_profile
from pipeline.layout.quirks import probe
from pipeline.system.processes import APART, tie

# What we write passes through the shell to that Python. Whichever of the three ends takes the others along.
_GUARDED = (
    () if os.name == "nt" else ("/bin/sh", "-c", '{ cat; kill -9 0; } | { "$@"; kill -9 0; }', "keikaku")
)
_SYSTEM = Path("/usr/bin/python3")  # where Debian's package python3-uno belongs to
_FONT = b".odttf"  # how the name of an embedded font's part ends (ECMA-376 Part 1, 17.8.1)


class OfficeEnded(Exception):
    """It died, or made no PDF; says how."""


class OfficeLate(Exception):
    """It gave no answer in time, and was ended; says after how many seconds."""

    def __init__(self, limit: float) -> None:
        super().__init__(limit)
        self.limit = limit


class NoBridge(Exception):
    """This Python can't talk to LibreOffice."""


def pythons_of(program: Path) -> Iterator[Path]:
    """The Pythons that may be able to talk to a LibreOffice: its own, where it was installed with one, and the system's."""
    beside = program.resolve().parent
    own = (beside / "python.exe", beside / "python", beside.parent / "Resources" / "python")
    yield from (each for each in (*own, _SYSTEM) if each.is_file())


class KeptOffice:
    """A LibreOffice that was started, and is open until it is closed. `fonts` is its fontconfig file, empty for the system's."""

    def __init__(self, program: Path, python: Path, fonts: str) -> None:
        """Start it; that nothing waits for. Raises OSError."""
        self.fonts = fonts
        self.served = 0  # documents of which it has made a PDF
        self.has_fonts = False  # of documents that brought their own, which it has from then on
        self._ready = False
        self._asked = 0
        with ExitStack() as opening:
            self._folder = opening.enter_context(workshop())
            write_profile(self._folder / PROFILE, program)
            (self._folder / "in").mkdir()
            (self._folder / "out").mkdir()
            script = shutil.copy(bridge.__file__, self._folder)
            said = opening.enter_context((self._folder / "said").open("wb"))
            self._process = subprocess.Popen(
                [*_GUARDED, str(python), script, self._folder.name, *start_of(program, self._folder)],
                stdin=PIPE,
                stdout=PIPE,
                stderr=said,
                cwd=self._folder,
                env=environment(self._folder, fonts),
                **APART,
            )
            tie(self._process)
            opening.callback(end, self._process)
            # The first document takes it long, so that is one for which nobody waits.
            self._ask(Asked(probe()), ("", ""))
            self._closing = opening.pop_all()

    def convert(
        self,
        documents: Sequence[Asked],
        patience: float,
        line_ends: tuple[str, str],
    ) -> Iterator[bytes]:
        """The PDF of each document, as soon as it is made; nothing of one that takes more pages than it may. Raises OfficeEnded,
        OfficeLate, NoBridge; then it is to be closed."""
        numbers = [self._ask(document, line_ends) for document in documents]
        for number, document in zip(numbers, documents, strict=True):
            yield self._answer(number, limit_of(len(document.docx), patience))[0]

    def glance(
        self, document: Asked, patience: float, line_ends: tuple[str, str], page: int
    ) -> tuple[bytes, int]:
        """The PDF of one page of a document (from 1), and how many pages that has. Raises as `convert` does, OfficeEnded also where
        there is no such page."""
        number = self._ask(document, line_ends, str(page))
        return self._answer(number, limit_of(len(document.docx), patience))

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        """End it with all its children, and clear away."""
        self._closing.close()

    def _ask(self, document: Asked, line_ends: tuple[str, str], pages: str = "") -> int:
        number, self._asked = self._asked, self._asked + 1
        self.has_fonts = self.has_fonts or _FONT in document.docx  # names stand in a package as they are
        source, target = self._paths(number)
        source.write_bytes(document.docx)
        request = {
            "id": number,
            "load": str(source),
            "to": str(target),
            "settings": {**dict(tag_settings(document.tagged)), **({"PageRange": pages} if pages else {})},
            "most": document.most,
            "ends": line_end_characters(line_ends),
            "gaps": document.gaps,
        }
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it has gone, which its answer will tell
        return number

    def _answer(self, number: int, limit: float) -> tuple[bytes, int]:
        _, target = self._paths(number)
        with limited(self._process, limit) as late:
            found = self._answer_to(number)
        if late.is_set():
            raise OfficeLate(limit)
        if "made" not in found:
            raise OfficeEnded(found.get("failed", "") or last_words(self._folder))
        pdf = target.read_bytes() if found["made"] else b""
        if found["made"] and not is_whole(pdf):
            raise OfficeEnded("PDF")
        self._clear(number)
        self.served += 1
        return pdf, found.get("pages", 0)

    def _answer_to(self, number: int) -> Mapping[str, Any]:
        """The answer to a request; nothing where none will come. Answers for which nobody waited are passed over."""
        assert self._process.stdout
        for line in self._process.stdout:
            found: dict[str, Any] = json.loads(line)
            if "lacking" in found:
                raise NoBridge(found["lacking"])
            self._ready = self._ready or "ready" in found
            if found.get("id") == number:
                return found
            if "id" in found:
                self._clear(found["id"])
        if not self._ready:
            raise NoBridge(last_words(self._folder))
        return {}

    def _clear(self, number: int) -> None:
        for path in self._paths(number):
            path.unlink(missing_ok=True)

    def _paths(self, number: int) -> tuple[Path, Path]:
        return self._folder / "in" / f"{number}.docx", self._folder / "out" / f"{number}.pdf"
