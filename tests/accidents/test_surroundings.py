"""Machines that are set up in other ways: their language, their console, their clock, the names of their folders."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.accidents.builds import ALL, CITIES, DOCX, Place, new_place
from tests.layout.projects import contents_of, emptied

JAPANESE = "計画 の 案（１）#50%"
# Read by Python before anything else: what the clock of this process says.
CLOCK = "import time\nshift = {then} - time.time()\nnow = time.time\ntime.time = lambda: now() + shift\n"


def built(place: Place) -> dict[str, bytes]:
    """The documents of a place."""
    code, said = place.build()
    assert code == 0, said
    return contents_of(place.output)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents as any other machine makes them."""
    return built(new_place(tmp_path_factory.mktemp("accidents") / "usual"))


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp932"},
        {
            "LC_ALL": "tr_TR.UTF-8",
            "TZ": "America/Los_Angeles",
            "PYTHONHASHSEED": "7",
            "COLUMNS": "20",
            "TERM": "dumb",
        },
    ],
    ids=["ascii console", "cp932 console", "Turkish and elsewhere"],
)
def test_another_locale_or_console_makes_the_same_documents(
    environment: dict[str, str], usual: dict[str, bytes], tmp_path: Path
) -> None:
    """Byte for byte."""
    assert built(replace(new_place(tmp_path / "own"), environment=environment)) == usual


@pytest.mark.parametrize("console", ["cp932", "ascii"])
def test_problems_can_be_told_on_any_console(console: str, tmp_path: Path) -> None:
    """What it has no sign for is told by its number, and no error: here 𠮷, which is not in Windows' Japanese code."""
    place = new_place(tmp_path)
    chapter = place.source / "chapters" / "01-text.md"
    chapter.write_text("# 本文\n\n[](#sec-𠮷野)\n", "utf-8")
    place = replace(place, environment={"PYTHONIOENCODING": console, "PYTHONUTF8": "0", "LC_ALL": "C"})
    process = place.start()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"[ref.missing]" in said
    assert b"(U+20BB7)" in said
    assert b"Traceback" not in said
    assert console == "ascii" or "参照先はありません" in said.decode("cp932")


@pytest.mark.parametrize("then", [0, 4_102_444_800], ids=["1970", "2100"])
def test_a_clock_that_is_wrong_does_not_matter(then: int, usual: dict[str, bytes], tmp_path: Path) -> None:
    """A battery that is empty: zip files know nothing before 1980. The clock is that of the process, and of its files."""
    place = new_place(tmp_path / "own")
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(CLOCK.format(then=then))
    for path in tmp_path.joinpath("own").rglob("*"):
        os.utime(path, (then, then))
    place = replace(place, environment={"PYTHONPATH": str(tmp_path / "clock")})
    assert built(place) == usual
    for path in place.output.rglob("*"):
        os.utime(path, (then, then))
    place.write(CITIES[1])
    built(place)
    assert place.cities() == dict.fromkeys(DOCX, CITIES[1])


@pytest.mark.skipif(sys.platform == "win32", reason="この名前は、Windowsでは使えません")
def test_a_path_with_blanks_and_japanese_is_a_path(usual: dict[str, bytes], tmp_path: Path) -> None:
    """And with signs that mean something in addresses; without pages."""
    assert built(new_place(tmp_path / JAPANESE)) == usual


@pytest.mark.skipif(sys.platform == "win32", reason="この名前は、Windowsでは使えません")
def test_libreoffice_works_in_a_folder_with_such_a_name(office: Path, tmp_path: Path) -> None:
    """Its profile and temporary files lie there, since TMPDIR says so."""
    place = new_place(tmp_path / f"{JAPANESE}{'長い名前' * 12}", pages=True)
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp932"}
    built(replace(place, environment=environment))
    assert place.cities() == dict.fromkeys(ALL, CITIES[0])
    assert emptied(place.temporary)
