"""A copy of the shipped plan in a temporary folder, and what is timed there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Run, RunFailed, time_process
from benchmarks.longer import write_longer
from pipeline.documents.registry import CONTENTS
from pipeline.layout.fonts import configuration
from pipeline.layout.office import find_office
from pipeline.system import pandoc

_ROOT = Path(__file__).parent.parent
# pandoc as it comes, reading what we read but places, with which it would be slower.
PANDOC = (
    *(str(pandoc.program()), "--quiet", "-f"),
    "commonmark+attributes+fenced_divs+bracketed_spans+footnotes+pipe_tables+definition_lists+fancy_lists",
)
# What an edit changes: words of the same width, so that no page moves.
_BEFORE, _AFTER = "ます。", "ませ。"
# The summary's text stands in some chapters; an edit there would lay out the summary too.
_SUMMARY = "{.要約"
_STAGE = re.compile("^段階: .*$", re.MULTILINE)
_MEASURE = "          - id: measure-"
_REVISED = 20  # sentences


@dataclass(frozen=True)
class Workshop:
    """A folder with plan_source/ and templates/, and build/ once something was built. Modules are compiled in it, or where another one
    has them."""

    folder: Path
    compiled_in: Path | None = None

    @property
    def compiled(self) -> Path:
        return self.compiled_in or self.folder / "compiled"

    def build(self, *command: str, changed: Mapping[str, str] | None = None) -> Run:
        """One run of `python -m pipeline`."""
        return self.run([sys.executable, "-m", "pipeline", *command], changed=changed)

    def run(
        self, command: Sequence[str], packages: Sequence[Path] = (), changed: Mapping[str, str] | None = None
    ) -> Run:
        """One run of a program of ours, with packages of other folders."""
        # Compiled once, as on any machine after the first run; the first run of a workshop is not timed.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.compiled)}
        return time_process(
            command,
            self.folder,
            {"PYTHONPATH": os.pathsep.join(map(str, (_ROOT, *packages))), **compiled, **(changed or {})},
        )

    @property
    def chapters(self) -> list[Path]:
        """The chapters' files."""
        return sorted((self.folder / "plan_source" / "chapters").glob("*.md"))

    def edit(self) -> None:
        """Change one more sentence of a chapter. Raises RunFailed where there is none left."""
        for path in self.chapters:
            text = path.read_text("utf-8")
            if _SUMMARY not in text and _BEFORE in text:
                path.write_text(text.replace(_BEFORE, _AFTER, 1), "utf-8")
                return
        raise RunFailed(f"no chapter has a sentence that ends in {_BEFORE}")

    def install(self, lock: Path) -> Path:
        """A folder with what a peer needs, by its lock file."""
        beside = self.folder / lock.stem
        command = (
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--target",
            str(beside),
        )
        subprocess.run([sys.executable, *command, "-r", str(lock)], check=True, capture_output=True)
        return beside

    def at_stage(self, stage: str) -> None:
        """Say another stage: changes want their causes once a plan is adopted."""
        plan = self.folder / "plan_source" / "plan.yaml"
        plan.write_text(_STAGE.sub(f"段階: {stage}", plan.read_text("utf-8")), "utf-8")

    def revise(self) -> None:
        """What a council wants: sentences edited in many places, and two measures in another order."""
        for _ in range(_REVISED):
            self.edit()
        framework = self.folder / "plan_source" / "framework.yaml"
        head, *measures = framework.read_text("utf-8").split(_MEASURE)
        measures[:2] = reversed(measures[:2])
        framework.write_text(_MEASURE.join([head, *measures]), "utf-8")

    def forget(self) -> None:
        """Leave nothing from before: no documents, no caches."""
        shutil.rmtree(self.folder / "build", ignore_errors=True)

    def convert_with_pandoc(self) -> Run:
        """The peer without layout: the chapters as one Word file, by pandoc alone."""
        target = str(self.folder / "pandoc.docx")
        command = [*PANDOC, *map(str, self.chapters), "-o", target]
        return time_process(command, self.folder / "plan_source", {})

    def convert_bare(self, names: Sequence[str] = tuple(CONTENTS)) -> Run:
        """The peer: the documents in build/ by LibreOffice as it comes, in a new profile, with the same fonts."""
        program = find_office()
        if program is None:
            raise RunFailed("there is no LibreOffice")
        with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
            folder = Path(name)
            (folder / "fonts.conf").write_text(configuration(), "utf-8")
            command = [
                *(str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                *("--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")),
                *(str(self.folder / "build" / f"{name}.docx") for name in names),
            ]
            run = time_process(command, folder, {"FONTCONFIG_FILE": str(folder / "fonts.conf")})
            lacking = [name for name in names if not (folder / "out" / f"{name}.pdf").is_file()]
        if lacking:
            raise RunFailed(f"LibreOffice made no {', '.join(lacking)}")
        return run


@contextmanager
def open_workshop(times: int = 1) -> Iterator[Workshop]:
    """The shipped plan with its chapters of prose `times` times; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        write_longer(_ROOT / "plan_source", folder / "plan_source", times)
        shutil.copytree(_ROOT / "templates", folder / "templates")
        yield Workshop(folder)
