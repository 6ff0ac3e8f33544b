"""Documents put into build/ in one process, where nothing goes wrong or something is in the way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipeline.problems import Code
from pipeline.workspace import output
from pipeline.workspace.project import Project
from tests.test_project import expect


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
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(output, "_PAUSES", (0, 0, 0))
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
