"""Temporary folders of runs that were killed: the next run removes them, and no other's."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from pipeline.layout.cache import LayoutCache
from pipeline.layout.engine import find_engine
from pipeline.layout.office_tempdir import PREFIX, PROFILE, clear_abandoned, workshop
from pipeline.system.locks import acquire, release
from tests.layout.projects import emptied


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def folder_with(path: Path, *names: str) -> Path:
    """A folder that holds files of these names in its profile, or nothing at all."""
    path.mkdir()
    for name in names:
        file = path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    return path


@pytest.mark.parametrize("names", [(f"{PROFILE}/a", "in/0.docx"), ("in/0.docx",), ("said",)])
def test_what_a_killed_run_left_is_removed(temporary: Path, names: tuple[str, ...]) -> None:
    """Also where it was killed while it cleared away itself."""
    folder_with(temporary / f"{PREFIX}dead", *names)
    pipe = Path("/tmp", f"OSL_PIPE_0_{PREFIX}dead")
    pipe.touch()
    clear_abandoned()
    assert emptied(temporary)
    assert not pipe.exists()


def test_the_folder_of_a_run_that_lives_stays(temporary: Path) -> None:
    """Its lock says so; and what was made this moment has none yet, but nothing in it either."""
    new = folder_with(temporary / f"{PREFIX}new")
    living = folder_with(temporary / f"{PREFIX}living", f"{PROFILE}/a")
    lock = acquire(living)
    assert lock is not None
    with workshop() as first, workshop() as second:
        clear_abandoned()
        assert all(folder.is_dir() for folder in (new, living, first / PROFILE, second / PROFILE))
    release(lock)
    shutil.rmtree(living)


def test_other_things_with_such_a_name_stay(temporary: Path) -> None:
    """A file, or somebody's folder that is called after the program."""
    (temporary / f"{PREFIX}notes").write_text("mine")
    folder_with(temporary / "keikaku-2026", "a")
    clear_abandoned()
    assert (temporary / f"{PREFIX}notes").is_file()
    assert (temporary / "keikaku-2026" / "a").is_file()


def test_a_run_that_does_not_start_libreoffice_clears_away_too(office: Path, temporary: Path) -> None:
    """All is known where a run was killed after it had measured: nothing would ever go there."""
    folder_with(temporary / f"{PREFIX}dead", f"{PROFILE}/a", "out/0.pdf")
    assert find_engine(LayoutCache(temporary / "cache")) is not None
    assert emptied(temporary)
