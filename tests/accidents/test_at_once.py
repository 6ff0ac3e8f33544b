"""Several builds at once into one folder: what is there at the end is the set of one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.problems import Code
from pipeline.system import locks
from pipeline.system.locks import acquire, release
from pipeline.workspace import output
from tests.accidents.builds import ALL, CITIES, DOCX, Place, new_place
from tests.accidents.steps import NEW, OLD
from tests.layout.projects import contents_of
from tests.test_project import expect

forks = pytest.mark.skipif(os.name == "nt", reason="フォークできるシステムで確かめます")


def places(folder: Path, count: int, pages: bool = False) -> list[Place]:
    """That many places with one output; every second has the other city's source."""
    made = [new_place(folder / str(number), folder / "build", pages) for number in range(count)]
    for number, place in enumerate(made):
        place.write(CITIES[number % 2])
    return made


def test_builds_at_once_leave_the_documents_of_one_source(tmp_path: Path) -> None:
    """And each ends well."""
    made = places(tmp_path, 4)
    for process in [place.start() for place in made]:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()
    cities = made[0].cities()
    assert set(cities) == DOCX
    assert len(set(cities.values())) == 1
    assert made[0].leftovers() == []


def test_one_with_pdfs_and_one_without_leave_no_pdf_of_the_other(office: Path, tmp_path: Path) -> None:
    """A PDF of the other source would be taken for this one's."""
    first, second = places(tmp_path, 2, pages=True)
    quick = replace(second, options=("--layout", "none"))
    assert first.build()[0] == 0
    for process in (first.start(), quick.start()):
        assert process.wait(timeout=300) == 0
        process.communicate()
    cities = first.cities()
    assert set(cities) in (DOCX, ALL)
    assert len(set(cities.values())) == 1


@forks
def test_those_who_write_take_turns(tmp_path: Path) -> None:
    """Ten processes, twenty times each: at no end is there a mixture."""
    children = []
    for number in range(10):
        child = os.fork()
        if child == 0:
            for _ in range(20):
                output.put(tmp_path, NEW if number % 2 else OLD, {"plan.docx": "plan.pdf"})
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 10
    found = contents_of(tmp_path)
    # What only one of the sets has may stay from before, but for the PDF, which goes with its document.
    one = NEW if found["plan.docx"] == NEW["plan.docx"] else OLD
    assert {name: found.get(name) for name in one} == one
    assert ("plan.pdf" in found) == (one is OLD)


@contextmanager
def somebody_at(folder: Path) -> Iterator[None]:
    """Another one has the folder's lock."""
    folder.mkdir()
    lock = acquire(folder)
    assert lock is not None
    yield
    release(lock)


def test_a_lock_that_is_never_given_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a minute; nothing is written."""
    monkeypatch.setattr(locks, "_PATIENCE", 0.1)
    with somebody_at(tmp_path / "build"), expect(Code.OUTPUT_HELD, "ほかの実行", "終わって"):
        output.put(tmp_path / "build", NEW, {})
    assert not list((tmp_path / "build").glob("*.docx"))
    output.put(tmp_path / "build", NEW, {})
    assert contents_of(tmp_path / "build").keys() >= NEW.keys()


@forks
def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """Whatever ended it: nobody waits for the dead."""
    if (child := os.fork()) == 0:
        assert acquire(tmp_path) is not None
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    lock = acquire(tmp_path)
    assert lock is not None
    release(lock)


def test_a_drive_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network drives know none."""

    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    output.put(tmp_path, NEW, {})
    assert contents_of(tmp_path) == dict(sorted(NEW.items()))
