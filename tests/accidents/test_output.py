"""Documents put into build/ in one process, where nothing goes wrong or something is in the way."""

from __future__ import annotations

import os
import stat
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from pipeline.problems import Code
from pipeline.system import held_files, long_paths
from pipeline.workspace import output
from pipeline.workspace.project import Project, begin_of
from tests.test_project import expect


class Held(PermissionError):
    """What Windows says of a file that somebody has open: ERROR_SHARING_VIOLATION."""

    winerror = 32


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose folders don't exist yet."""
    return Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")


def test_documents_are_written_whole(project: Project) -> None:
    """And nothing is left beside them."""
    project.write({"plan.docx": b"1", "summary.docx": b"2"})
    project.write({"plan.docx": b"3"})
    assert {path.name: path.read_bytes() for path in project.output.iterdir()} == {
        "plan.docx": b"3",
        "summary.docx": b"2",
    }


@pytest.mark.parametrize("lock", ["~$plan.docx", "~$an.docx", ".~lock.plan.docx#"])
def test_a_document_that_is_open_is_named_and_nothing_is_written(project: Project, lock: str) -> None:
    """Word and LibreOffice each leave a file of their own."""
    project.write({"plan.docx": b"old", "summary.docx": b"old"})
    (project.output / lock).write_text("")
    with expect(Code.OUTPUT_HELD, "plan.docx", "閉じて", lock):
        project.write({"summary.docx": b"new", "plan.docx": b"new"})
    assert (project.output / "summary.docx").read_bytes() == b"old"


def test_a_document_that_can_not_be_opened_is_named_and_nothing_is_written(project: Project) -> None:
    """A folder in its place behaves like a file that Windows has locked."""
    project.write({"plan.docx": b"old"})
    (project.output / "summary.docx").mkdir()
    with expect(Code.OUTPUT_HELD, "summary.docx"):
        project.write({"plan.docx": b"new", "summary.docx": b"new"})
    assert (project.output / "plan.docx").read_bytes() == b"old"


def test_a_file_in_place_of_the_output_folder_is_told(project: Project) -> None:
    """Nothing is deleted for it."""
    project.output.write_text("mine")
    with expect(Code.OUTPUT_UNWRITABLE, "build"):
        project.write({"plan.docx": b"new"})
    assert project.output.read_text() == "mine"


def test_a_full_disk_is_told_and_leaves_what_was_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents before are whole, and no halves lie about."""

    def fail(path: Path, data: bytes) -> None:
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")

    project.write({"plan.docx": b"old"})
    monkeypatch.setattr(output, "_write_through", fail)
    with expect(Code.OUTPUT_UNWRITABLE, "No space left", "空き"):
        project.write({"plan.docx": b"new"})
    assert [path.name for path in project.output.iterdir()] == ["plan.docx"]
    assert (project.output / "plan.docx").read_bytes() == b"old"


@pytest.mark.parametrize("times", [2, 99])
def test_a_document_that_is_opened_at_the_last_moment_is_waited_for(
    project: Project, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Windows refuses while a scanner reads it; one that stays open is named, and the next run puts what is left."""
    project.write({"plan.docx": b"old"})
    replace, refused = os.replace, [0]

    def refuse(source: Path, target: Path) -> None:
        refused[0] += target.name == "plan.docx"
        if target.name == "plan.docx" and refused[0] <= times:
            raise Held(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(held_files, "PAUSES", (0, 0, 0))
    if times == 2:
        project.write({"plan.docx": b"new"})
    else:
        with expect(Code.OUTPUT_HELD, "plan.docx を新しくできません", "もう一度"):
            project.write({"plan.docx": b"new"})
        monkeypatch.setattr("os.replace", replace)
        output.complete(project.output)
    assert (project.output / "plan.docx").read_bytes() == b"new"


@pytest.mark.parametrize(("number", "told"), [(22, False), (5, True)])
def test_a_drive_that_can_not_make_names_last_is_taken_as_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    """Some network drives; one that fails is told."""
    sync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, "fsync")
        sync(handle)

    monkeypatch.setattr("os.fsync", refuse)
    if told:
        with expect(Code.OUTPUT_UNWRITABLE, "fsync"):
            project.write({"plan.docx": b"new"})
    else:
        project.write({"plan.docx": b"new"})
        assert (project.output / "plan.docx").read_bytes() == b"new"


def test_what_is_the_same_is_not_written_again(project: Project) -> None:
    """Its time says when it last changed."""
    project.write({"plan.docx": b"1", "summary.docx": b"2"})
    before = (project.output / "plan.docx").stat()
    project.write({"plan.docx": b"1", "summary.docx": b"3"})
    after = (project.output / "plan.docx").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_companion_goes_with_the_document_that_it_agreed_with(project: Project) -> None:
    """And stays while that is the same."""
    companions = {"plan.docx": "plan.pdf"}
    project.write({"plan.docx": b"1", "plan.pdf": b"1"}, companions)
    assert project.write({"plan.docx": b"1"}, companions) == ()
    assert project.write({"plan.docx": b"2"}, companions) == ("plan.pdf",)
    assert sorted(path.name for path in project.output.iterdir()) == ["plan.docx"]


@pytest.mark.parametrize("times", [2, 99])
def test_a_document_that_is_held_when_a_run_begins_is_waited_for(
    project: Project, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """A scanner lets go; Word does not, and is named before anything is written."""
    project.write({"plan.docx": b"old"})
    opened, refused = Path.open, [0]

    def refuse(path: Path, mode: str = "r") -> Any:
        refused[0] += mode == "r+b"
        if mode == "r+b" and refused[0] <= times:
            raise Held(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(held_files, "PAUSES", (0, 0, 0))
    with nullcontext() if times == 2 else expect(Code.OUTPUT_HELD, "plan.docx", "閉じて"):
        project.write({"plan.docx": b"new"})
    assert (project.output / "plan.docx").read_bytes() == (b"new" if times == 2 else b"old")


def test_nobody_waits_where_a_file_is_refused_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """On other systems no file is refused for being open: it is a matter of rights."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)

    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(PermissionError):
        held_files.once_free(refuse)
    assert slept == []


def test_a_path_that_windows_can_not_open_is_told_before_anything_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its length, and with the name to shorten; also where it is only while writing that it is too long."""
    folder = project.output / ("とても長い名前の計画のフォルダー" * 3)
    longest = long_paths.length_of(folder / ".writing" / "plan.docx")
    monkeypatch.setattr(long_paths, "longest_path", lambda: longest - 1)
    with expect(Code.PATH_LONG, "plan.docx", f"{longest}字", f"「{folder.name}」"):
        output.put(folder, {"a": b"", "plan.docx": b""}, {})
    assert not folder.exists()
    monkeypatch.setattr(long_paths, "longest_path", lambda: longest)
    output.put(folder, {"plan.docx": b""}, {})


def test_a_file_that_is_too_deep_to_be_read_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lists it, and says that it is not there."""
    deep = project.source / "資料" / "a.csv"
    monkeypatch.setattr(long_paths, "longest_path", lambda: long_paths.length_of(deep) - 1)
    with expect(Code.PATH_LONG, "a.csv", "短く"):
        begin_of(deep)


def test_lengths_are_those_of_utf_16() -> None:
    """As Windows counts them: 𠮷 is two."""
    assert long_paths.length_of(Path("/a𠮷")) == 4
