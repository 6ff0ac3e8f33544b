"""Programs that stand in for LibreOffice and fail as it can fail. Each is a script that the tests start for real. And one that is not
started at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.layout.office import Office
from pipeline.layout.one_run import Asked

_HEAD = f"""#!{sys.executable}
import os, subprocess, sys, time
from pathlib import Path
here = Path(__file__).parent
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
files = [Path(name) for name in sys.argv[sys.argv.index("--outdir") + 2:]]
runs = here / "runs"
runs.write_text(runs.read_text() + "x" if runs.exists() else "x")
def convert(data=b"%PDF-1.6 fake\\n%%EOF\\n"):
    out.mkdir(exist_ok=True)
    for file in files:
        (out / (file.stem + ".pdf")).write_bytes(data)
"""
WORKS = "convert()"
HANGS = """
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(here / "child").write_text(str(child.pid))
time.sleep(600)
"""
DIES = "print('terminate called'); os.abort()"
DIES_ONCE = "convert() if len(runs.read_text()) > 1 else os.abort()"
SAYS_NOTHING = "pass"
CUTS_SHORT = "convert(b'%PDF-1.6 half a fi')"


def fake_office(folder: Path, behaviour: str) -> Path:
    """A program in `folder` that behaves so."""
    program = folder / "soffice"
    program.write_text(_HEAD + behaviour + "\n", "utf-8")
    program.chmod(0o755)
    return program


def runs_of(program: Path) -> int:
    """How often it was started."""
    return len((program.parent / "runs").read_text())


class StandIn(Office):
    """LibreOffice that is never started: `made` gives the PDFs of documents."""

    def __init__(self, program: Path, made: Callable[[Sequence[Asked]], Iterator[bytes]]) -> None:
        super().__init__(program)
        self.started = 0
        self._made = made

    def start(self, fonts: str) -> None:
        self.started += 1

    def convert(
        self,
        documents: Sequence[Asked],
        fonts: str = "",
        line_ends: tuple[str, str] = ("", ""),
    ) -> Iterator[bytes]:
        return self._made(documents)
