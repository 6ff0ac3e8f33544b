"""Disks that are full, or that can't be written to: told, and the documents that were there stay."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.accidents.builds import ALL, CITIES, DOCX, built_place, new_place
from tests.accidents.disks import disk, protect
from tests.accidents.steps import MOST, TOLD, fresh, nothing, put_with, state_of
from tests.layout.projects import contents_of, emptied


def fill(folder: Path, rest: int) -> None:
    """Leave that many kilobytes on a disk."""
    room = os.statvfs(folder)
    (folder / "photographs").write_bytes(bytes(room.f_bavail * room.f_frsize - rest * 1024))


@pytest.mark.parametrize("rest", [0, 32])
def test_a_disk_that_gets_full_keeps_the_documents_before(rest: int, tmp_path: Path) -> None:
    """While the cache is written, or one of the documents: a set has about 40 kilobytes, the cache as much."""
    with disk(tmp_path / "disk") as folder:
        place = built_place(tmp_path / "place", folder / "build")
        before = contents_of(place.output)
        place.write(CITIES[1])
        fill(folder, rest)
        code, said = place.build()
        if code == 0:
            assert place.cities() == dict.fromkeys(DOCX, CITIES[1])
        else:
            assert code == 3
            assert "[output.unwritable]" in said
            assert "空き" in said
            assert contents_of(place.output) == before
        assert place.leftovers() == []
        (folder / "photographs").unlink()
        assert place.build()[0] == 0
        assert place.cities() == dict.fromkeys(DOCX, CITIES[1])


def test_a_disk_that_gets_full_while_pdfs_are_written_keeps_those_before(
    office: Path, tmp_path: Path
) -> None:
    """Word files and PDFs are one set."""
    with disk(tmp_path / "disk") as folder:
        place = built_place(tmp_path / "place", folder / "build", pages=True)
        before = contents_of(place.output)
        place.write(CITIES[1])
        fill(folder, 60)
        code, said = place.build()
        assert (code, contents_of(place.output)) == (3, before), said
        assert "空き" in said
        assert place.leftovers() == []
        (folder / "photographs").unlink()
        assert place.build()[0] == 0
        assert place.cities() == dict.fromkeys(ALL, CITIES[1])


@pytest.mark.parametrize("rest", [0, 1000])
def test_a_full_temporary_folder_is_told(rest: int, office: Path, tmp_path: Path) -> None:
    """It may be another disk than build/'s: full before LibreOffice begins, or while it works."""
    with disk(tmp_path / "disk") as folder:
        place = built_place(tmp_path / "place", pages=True)
        before = contents_of(place.output)
        place.write(CITIES[1])
        fill(folder, rest)
        code, said = replace(place, environment={"TMPDIR": str(folder)}).build()
        (folder / "photographs").unlink()
        if code == 0:
            assert place.cities() == dict.fromkeys(ALL, CITIES[1])
        else:
            assert (code, contents_of(place.output)) == (3, before), said
            assert "[machine.office]" in said
            assert str(folder) in said
        assert emptied(folder)


def test_a_build_folder_that_can_not_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    """Before minutes are spent on documents that have nowhere to go; the same as before is no exception."""
    with disk(tmp_path / "disk") as folder:
        place = new_place(tmp_path / "place", folder / "build")
        assert place.build()[0] == 0
        before = contents_of(place.output)
        protect(folder)
        code, said = place.build()
        assert code == 3
        assert "[output.unwritable]" in said
        assert "原稿を読んでいます" not in said
        assert contents_of(place.output) == before


def test_no_build_folder_can_be_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    """The same message, at once."""
    with disk(tmp_path / "disk") as folder:
        protect(folder)
        place = new_place(tmp_path / "place", folder / "deep" / "build")
        code, said = place.build()
        assert code == 3
        assert "[output.unwritable]" in said
        assert "原稿を読んでいます" not in said


@pytest.mark.skipif(os.name == "nt", reason="POSIXの権限で確かめます")
def test_a_build_folder_of_somebody_else_is_told() -> None:
    """By its permissions, for a user who is not root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = fresh(Path(folder) / "build")
        place.chmod(0o555)
        nobody = (lambda: os.setuid(65534)) if os.geteuid() == 0 else nothing
        assert put_with(place, MOST, nothing, nobody) == TOLD
        assert state_of(place) == "old"


def test_a_source_that_can_not_be_written_to_is_built_all_the_same(tmp_path: Path) -> None:
    """A plan on a disc, or in an archive that is kept as it is: nothing is written beside it."""
    with disk(tmp_path / "disk") as folder:
        place = new_place(folder / "place", tmp_path / "build")
        protect(folder)
        code, said = replace(place, environment={"TMPDIR": str(tmp_path)}).build()
        assert code == 0, said
        assert place.cities() == dict.fromkeys(DOCX, CITIES[0])


def test_a_file_that_the_system_holds_is_named(tmp_path: Path) -> None:
    """As Windows holds one that is open: here it is bound to another place, and can't be replaced."""
    with disk(tmp_path / "disk") as folder:
        place = built_place(tmp_path / "place")
        before = contents_of(place.output)
        place.write(CITIES[1])
        held = place.output / "summary.docx"
        (folder / "held").write_bytes(held.read_bytes())
        subprocess.run(["mount", "--bind", str(folder / "held"), str(held)], check=True)
        try:
            subprocess.run(["mount", "-o", "remount,bind,ro", str(held)], check=True)
            code, said = place.build()
            assert (code, contents_of(place.output)) == (3, before)
            assert "[output.held]" in said
            assert str(held) in said
        finally:
            subprocess.run(["umount", str(held)], check=True)
        assert place.build()[0] == 0
        assert place.cities() == dict.fromkeys(DOCX, CITIES[1])
