"""Builds in processes of their own, from two sources that every document can be told by."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from pipeline import checks
from tests.goldens import DOCUMENTS, ROOT, TEMPLATES
from tests.small_plan import PLAN_YAML, small_plan

# Each source has the name of its city in every document, and of no other city.
CITIES = ("みどり市", "あおば市")
DOCX = frozenset(f"{name}.docx" for name in DOCUMENTS)
ALL = DOCX | {f"{name}.pdf" for name in DOCUMENTS}


def source_of(city: str) -> dict[str, bytes]:
    """The files of the smallest plan, as one city has it."""
    return small_plan({"plan.yaml": PLAN_YAML.replace(CITIES[0], city)})


@dataclass(frozen=True)
class Place:
    """A folder with a source, templates and build/; what runs there has this folder's tmp/ for temporary files."""

    folder: Path
    output: Path
    options: tuple[str, ...] = ("--layout", "none")
    environment: Mapping[str, str] = field(default_factory=dict)
    name: str = "plan"  # the command

    @property
    def source(self) -> Path:
        return self.folder / "plan_source"

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def written(self) -> Path:
        """The folder of which all files are of one run."""
        return self.output

    @property
    def expected(self) -> frozenset[str]:
        """The files that are there after a run."""
        return DOCX if self.options else ALL

    def write(self, city: str) -> None:
        """Put the source of a city there."""
        for name, data in source_of(city).items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def command(self, *options: str) -> list[str]:
        folders = ["--source", self.source, "--templates", self.templates, "--output", self.output]
        return [sys.executable, "-m", "pipeline", self.name, *map(str, folders), *self.options, *options]

    def start(self, prefix: Sequence[str] = (), **options: object) -> subprocess.Popen[bytes]:
        """A build that has begun."""
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [*prefix, *self.command()],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary), **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )

    def build(self) -> tuple[int, str]:
        """A build to its end: its exit code, and what it said of problems."""
        process = self.start()
        _, said = process.communicate(timeout=300)
        return process.returncode, said.decode("utf-8", "replace")

    def cities(self) -> dict[str, str]:
        """The city that each file tells of. Every file is whole."""
        return {path.name: city_in(path) for path in sorted(self.written.glob("[!.~]*")) if path.is_file()}

    def leftovers(self) -> list[str]:
        """What is there that is neither a document nor what is known from before, and what was half written."""
        halves = {path.name for path in self.output.rglob("*.new")}
        there = {path.name for path in self.written.iterdir()}
        return sorted(there - ALL - self.expected - {".cache"} | halves)


def new_place(folder: Path, output: Path | None = None, pages: bool = False) -> Place:
    """A place with the source of the first city, and nothing built."""
    place = Place(folder, output or folder / "build", () if pages else ("--layout", "none"))
    shutil.copytree(TEMPLATES, place.templates)
    place.temporary.mkdir()
    place.write(CITIES[0])
    return place


def built_place(folder: Path, output: Path | None = None, pages: bool = False) -> Place:
    """A place with the source of the first city, and with all that its build leaves."""
    place = new_place(folder, output, pages)
    shutil.copytree(Path(_workshop(pages).name, "build"), place.output)
    return place


@cache
def _workshop(pages: bool) -> TemporaryDirectory[str]:
    """Where the first city's documents are made, once a process."""
    folder = TemporaryDirectory()
    code, said = new_place(Path(folder.name), pages=pages).build()
    assert code == 0, said
    return folder


def city_in(path: Path) -> str:
    """The one city that a document names. It is whole: the reader finds nothing, the PDF opens."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return city_of(_pdf_text(data))
    assert checks.check_document(checks.read(path.stem, data)) == []
    return city_of(package_text(data))


def city_of(text: str) -> str:
    (city,) = [city for city in CITIES if city in text]
    return city


def package_text(data: bytes) -> str:
    """All XML of a Word file, a workbook, or a zip of some. Each is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None, "damaged"
        parts = {name: package.read(name) for name in package.namelist()}
    return "".join(
        package_text(part) if name.endswith(".docx") else part.decode()
        for name, part in parts.items()
        if name.endswith((".xml", ".docx"))
    )


def _pdf_text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
