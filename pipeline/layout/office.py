"""LibreOffice: where it is, and documents given to it, whether it is kept open or started for each set of them."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.layout.failures import no_pdf, not_run, too_slow
from pipeline.layout.kept import KeptOffice, NoBridge, OfficeEnded, OfficeLate, pythons_of
from pipeline.layout.one_run import Asked, convert
from pipeline.layout.process import PATIENCE
from pipeline.system.kit_folder import OFFICE, kit_folder, office_in

if TYPE_CHECKING:
    from pipeline.layout.quirks import Quirks

_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_WINDOWS = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")
# After so many documents, those of forty plans, another process takes the place of the one that is kept: what it has of them is a
# quarter of its memory, and to start it anew costs each plan ten milliseconds.
_MOST_SERVED = 500


def find_office() -> Path | None:
    """The LibreOffice in the kit that runs this, else that of this machine: on the PATH, or where macOS and Windows install it."""
    kit = kit_folder()
    if kit and (found := office_in(kit / OFFICE)):
        return found
    for name in ("soffice", "libreoffice"):
        if there := shutil.which(name):
            return Path(there)
    folders = [Path(os.environ[name]) for name in _WINDOWS if name in os.environ]
    # On Windows soffice.com waits for its end; soffice.exe does not.
    places = [_MAC, *(folder / "LibreOffice" / "program" / "soffice.com" for folder in folders)]
    return next((place for place in places if place.is_file()), None)


def office_version(program: Path) -> str:
    """Text telling one installation of LibreOffice from another, without starting it."""
    real = program.resolve()
    library = next((path for path in (real.parent / "soffice.bin", real) if path.exists()), real)
    state = library.stat()
    return f"{library}\0{state.st_size}\0{state.st_mtime_ns}"


class Office:
    """LibreOffice for documents. Within a `with`, one process is kept open for all of them, if there is a Python that can talk to it;
    else each set of documents has one of its own.

    `patience` are the seconds that a start may take. Not for several threads at once.
    """

    def __init__(self, program: Path, patience: float = PATIENCE) -> None:
        self.program = program
        self._patience = patience
        self._pythons = list(pythons_of(program))  # what may still be able to
        self._kept: KeptOffice | None = None
        self._holders = 0
        self.quirks: dict[str, Quirks] = {}  # those that were measured, by the version

    def __enter__(self) -> Office:
        self._holders += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holders -= 1
        if not self._holders:
            self._close()

    @property
    def is_worn(self) -> bool:
        """Whether other plans are better off with another one: it has made many documents, or one that brought fonts along, or had no
        Python that could talk to it."""
        kept = self._kept
        return not self._pythons or (kept is not None and (kept.has_fonts or kept.served >= _MOST_SERVED))

    def start(self, fonts: str) -> None:
        """Begin to start the process that is kept, since documents are about to come; nothing waits for it. One that is open stays, with
        whatever fonts, until they are there."""
        if self._kept and not self._kept.has_ended:
            return
        with contextlib.suppress(OSError):  # which the documents will tell
            self._open(fonts)

    def convert(
        self,
        documents: Sequence[Asked],
        fonts: str = "",
        line_ends: tuple[str, str] = ("", ""),
    ) -> Iterator[bytes]:
        """The PDF of each document, in their order, each as soon as it is made; nothing of one of which none was made, since it takes
        more pages than it may. `fonts` is a fontconfig file, empty for the system's; `line_ends` are the characters at which no line
        begins, and at which none ends, where documents say them.

        A process that dies is started once more, and so is one that hangs after it has made others. Raises MachineError if there
        is no answer in time, or none at all.
        """
        made, failed = 0, False
        while made < len(documents):
            left = documents[made:]
            try:
                kept = self._open(fonts)
                if kept is None:
                    yield from convert(self.program, left, fonts, self._patience, line_ends)
                    return
                old = kept.served > 0
                for pdf in kept.convert(left, self._patience, line_ends):
                    made += 1
                    yield pdf
            except NoBridge:
                self._close()
                del self._pythons[0]
            except OfficeLate as late:
                self._close()
                if failed or not old:
                    raise too_slow(late.limit) from late
                failed = True
            except OfficeEnded as ended:
                self._close()
                if failed:
                    raise no_pdf(str(ended)) from ended
                failed = True
            except OSError as error:
                self._close()
                raise not_run(error) from error

    def glance(
        self, document: Asked, page: int, fonts: str, line_ends: tuple[str, str] = ("", "")
    ) -> tuple[bytes, int]:
        """The PDF of one page of a document (from 1), and how many pages that has; nothing where it has no such page, or no
        process is open, or that one fails: nothing is tried twice, since what `convert` makes follows."""
        kept = self._kept
        if kept is None or kept.fonts != fonts:
            return b"", 0
        try:
            return kept.glance(document, self._patience, line_ends, page)
        except OfficeEnded:  # of which it has no such page, too
            return b"", 0
        except (NoBridge, OfficeLate, OSError):
            self._close()
            return b"", 0

    def _open(self, fonts: str) -> KeptOffice | None:
        """The process that is kept, started unless it is there; None where there is none to be."""
        if self._kept and (self._kept.fonts != fonts or self._kept.has_ended):
            self._close()
        if self._kept is None and self._holders and self._pythons:
            self._kept = KeptOffice(self.program, self._pythons[0], fonts)
        return self._kept

    def _close(self) -> None:
        kept, self._kept = self._kept, None
        if kept:
            kept.close()
