"""A source that is saved, copied or synchronised while it is read: what is built is what stood there at one moment."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.commands import documents
from pipeline.problems import Code, MachineError
from pipeline.workspace import project as edge
from pipeline.workspace.project import Files, Project
from pipeline.workspace.up_to_date import read_inputs
from tests.accidents.builds import CITIES, new_place, source_of
from tests.commands import run
from tests.hostile.projects import write_project
from tests.test_project import expect

TEMPLATE = "plan.docx"
STATES: tuple[Mapping[str, bytes], ...] = tuple(
    {f"{letter}.md": b"%d" % number * (number + 1) for letter in "abcdefgh"} for number in range(5)
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the first state of a source, and a template."""
    made = Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")
    made.source.mkdir()
    made.templates.mkdir()
    (made.templates / TEMPLATE).write_bytes(b"0")
    save(made, STATES[0])
    return made


def save(project: Project, state: Mapping[str, bytes]) -> None:
    """Each file as an editor saves it: written beside, and renamed."""
    for name, data in state.items():
        beside = project.source.parent / f"{name}.new"
        beside.write_bytes(data)
        os.replace(beside, project.source / name)


def moments() -> list[dict[str, bytes]]:
    """All that stands there at one moment while the states follow each other: the first files are of the next one."""
    names = sorted(STATES[0])
    pairs = [(state, STATES[(number + 1) % len(STATES)]) for number, state in enumerate(STATES)]
    return [
        {name: (new if index < done else old)[name] for index, name in enumerate(names)}
        for old, new in pairs
        for done in range(len(names))
    ]


def change_while_reading(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[int], None], at: str = "d.md"
) -> list[int]:
    """Something happens each time when one file has been read and the next has not; how often comes back as it goes."""
    read, times = edge.begin_of, [0]

    def begin(path: Path) -> bytes:
        data = read(path)
        if path.name == at:
            times[0] += 1
            change(times[0])
        return data

    monkeypatch.setattr(edge, "begin_of", begin)
    monkeypatch.setattr(edge, "_PAUSES", (0, 0, 0, 0))
    return times


def test_a_source_that_changed_once_is_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those of one state."""

    def change(time: int) -> None:
        if time == 1:
            save(project, STATES[1])

    times = change_while_reading(monkeypatch, change)
    assert project.read([TEMPLATE]).source == STATES[1]
    assert times == [2]


@pytest.mark.parametrize("what", ["more", "less", "template", "size alone"])
def test_every_change_counts(what: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that comes or goes, a template, a file with its old time."""

    def change(time: int) -> None:
        if time > 1:
            return
        if what == "more":
            (project.source / "z.md").write_bytes(b"z")
        elif what == "less":
            (project.source / "h.md").unlink()
        elif what == "template":
            (project.templates / TEMPLATE).write_bytes(b"1")
        else:
            before = (project.source / "a.md").stat()
            (project.source / "a.md").write_bytes(b"longer")
            os.utime(project.source / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))

    times = change_while_reading(monkeypatch, change)
    found = project.read([TEMPLATE])
    assert times == [2]
    assert found.source == {path.name: path.read_bytes() for path in project.source.iterdir()}
    assert found.templates == {TEMPLATE: (project.templates / TEMPLATE).read_bytes()}


def test_a_file_that_goes_while_it_is_read_is_none_of_the_source(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor puts its own files beside, and takes them away."""
    read = edge.begin_of

    def begin(path: Path) -> bytes:
        if path.name == "h.md":
            path.unlink()
        return read(path)

    monkeypatch.setattr(edge, "begin_of", begin)
    monkeypatch.setattr(edge, "_PAUSES", (0, 0))
    assert sorted(project.read([TEMPLATE]).source) == [f"{letter}.md" for letter in "abcdefg"]


def test_a_file_that_goes_before_it_is_looked_at_is_none_either(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it end the run."""
    listed, times = Project._files, [0]

    def files(self: Project) -> Iterator[Path]:
        times[0] += 1
        if times[0] == 1:
            yield self.source / "gone.md"
        yield from listed(self)

    monkeypatch.setattr(Project, "_files", files)
    monkeypatch.setattr(edge, "_PAUSES", (0, 0))
    assert project.read([TEMPLATE]).source == STATES[0]


def test_a_file_that_can_not_be_read_is_told_at_once_where_nothing_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is waited for."""
    asked = []

    def begin(path: Path) -> bytes:
        asked.append(path.name)
        raise MachineError(Code.FILE_UNREADABLE, f"{path.name} が読めません", "閉じてください")

    monkeypatch.setattr(edge, "begin_of", begin)
    with expect(Code.FILE_UNREADABLE, TEMPLATE):
        project.read([TEMPLATE])
    assert asked == [TEMPLATE]


def test_a_source_that_never_stands_still_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A synchronisation that goes on."""
    change_while_reading(monkeypatch, lambda time: save(project, STATES[time % len(STATES)]))
    with expect(Code.SOURCE_CHANGING, "plan_source", "何度も変わりました", "同期"):
        project.read([TEMPLATE])


def test_reading_beside_a_writer_gives_one_of_its_states(project: Project) -> None:
    """For real: another thread saves state after state."""
    ends = threading.Event()

    def write() -> None:
        number = 0
        while not ends.wait(0.002):
            number += 1
            save(project, STATES[number % len(STATES)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [project.read([TEMPLATE]).source for _ in range(10)]
    finally:
        ends.set()
        writer.join()
    assert all(source in moments() for source in found)


def test_a_source_that_changes_after_it_was_read_does_not_matter(tmp_path: Path) -> None:
    """What is built is what was read: saved again and again while builds run, every set is of one city."""
    place = new_place(tmp_path)
    ends = threading.Event()

    def write() -> None:
        number = 0
        while not ends.wait(0.15):
            number += 1
            data = source_of(CITIES[number % 2])["plan.yaml"]
            (tmp_path / "beside").write_bytes(data)
            os.replace(tmp_path / "beside", place.source / "plan.yaml")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            assert place.build()[0] == 0
            assert len(set(place.cities().values())) == 1
    finally:
        ends.set()
        writer.join()


def test_what_is_saved_while_documents_are_made_is_in_those_of_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are of the files that were read first, and so is what the next run compares with."""
    project = write_project(tmp_path)

    def read_and_save(project: Project) -> Files | None:
        files = read_inputs(project)
        (project.source / "plan.yaml").write_bytes(source_of(CITIES[1])["plan.yaml"])
        return files

    monkeypatch.setattr(documents, "read_inputs", read_and_save)
    assert "作りました" in run(project, "quick").stdout
    assert CITIES[0].encode() in shown_in(project)
    assert "作りました" in run(project, "quick").stdout
    assert CITIES[1].encode() in shown_in(project)
    assert "変わった所がない" in run(project, "quick").stdout


def shown_in(project: Project) -> bytes:
    """The markup of the plan's body."""
    with zipfile.ZipFile(project.output / "plan.docx") as package:
        return package.read("word/document.xml")
