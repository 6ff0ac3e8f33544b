"""What a worker keeps from plan to plan does nothing to the next one, and ends with it."""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import psutil
import pytest
from lxml import etree

from pipeline.batch.model import Outcome, Result, Task
from pipeline.layout import engine, kept, office
from pipeline.layout.fonts import configuration
from pipeline.layout.office_tempdir import PREFIX, PROFILE
from pipeline.layout.one_run import Asked
from pipeline.layout.quirks import probe
from pipeline.model.xml_names import w
from pipeline.word.template import opening
from pipeline.workflows import batch
from pipeline.workflows.batch import build_all, build_one
from pipeline.workflows.batch_worker import Worker
from pipeline.workspace.project import Project
from tests.batch.test_batch import add_plan
from tests.layout import fake_office
from tests.layout import fake_python as fake
from tests.layout.projects import emptied, with_part
from tests.layout.test_kept import ENDS, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="偽のLibreOfficeは、POSIXのスクリプトです")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker of this process, for one test."""
    made = Worker()
    monkeypatch.setattr(batch, "_WORKER", made)
    yield made
    made.end()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python that stands in for LibreOffice's, and counts its starts."""
    monkeypatch.setattr(kept, "_SYSTEM", tmp_path / "none")
    monkeypatch.setattr(engine, "find_office", lambda: fake_office.fake_office(tmp_path, fake_office.WORKS))
    return fake.fake_python(tmp_path, fake.WORKS)


def pages_of(worker: Worker, folder: Path, *documents: bytes) -> None:
    """What a plan does that has these documents."""
    project = Project(folder / "plan_source", folder / "templates", folder / "build")
    with worker.at_work():
        found = worker.engine(project)
        assert found
        with found:
            found.open()
            # With other fonts than it was opened with it would be started anew.
            made = list(found.office.convert([*map(Asked, documents)], configuration()))
            assert len(made) == len(documents)


class TestLibreOffice:
    """Is kept open from plan to plan."""

    def test_is_started_once(self, worker: Worker, stand_in: Path, tmp_path: Path) -> None:
        for _ in range(3):
            pages_of(worker, tmp_path, b"one", b"two")
        assert fake.starts_of(stand_in) == 1

    def test_is_another_one_after_many_documents(
        self, worker: Worker, stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """But not while a plan is built."""
        monkeypatch.setattr(office, "_MOST_SERVED", 2)
        pages_of(worker, tmp_path, b"one", b"two", b"three")
        assert fake.starts_of(stand_in) == 1
        pages_of(worker, tmp_path, b"one")
        assert fake.starts_of(stand_in) == 2

    def test_is_another_one_after_a_document_that_brought_fonts_along(
        self, worker: Worker, stand_in: Path, tmp_path: Path
    ) -> None:
        """It would set the next plan in them."""
        pages_of(worker, tmp_path, b"PK word/fonts/font1.odttf")
        pages_of(worker, tmp_path, b"one")
        assert fake.starts_of(stand_in) == 2

    def test_that_a_plan_has_lost_is_started_for_the_next(
        self, worker: Worker, stand_in: Path, tmp_path: Path
    ) -> None:
        pages_of(worker, tmp_path, b"one")
        for each in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # what asks for fonts ends by itself
                if each.name() == "python":
                    each.kill()
        pages_of(worker, tmp_path, b"one")
        assert fake.starts_of(stand_in) == 2

    def test_is_asked_anew_where_no_python_could_talk_to_it(
        self, worker: Worker, stand_in: Path, tmp_path: Path
    ) -> None:
        """It may have been killed as it started."""
        fake.fake_python(tmp_path, fake.CAN_NOT_RUN)
        pages_of(worker, tmp_path, b"one")
        fake.fake_python(tmp_path, fake.WORKS)
        pages_of(worker, tmp_path, b"one")
        pages_of(worker, tmp_path, b"one")
        assert fake.starts_of(stand_in) == 2

    def test_ends_with_the_worker_or_when_no_plan_comes(self, stand_in: Path, tmp_path: Path) -> None:
        idle = Worker(idle=0.1)
        pages_of(idle, tmp_path, b"one")
        until = time.monotonic() + 10
        while idle._engine and time.monotonic() < until:
            time.sleep(0.05)
        assert idle._engine is None
        with idle.at_work():
            idle.end()  # it is needed
        pages_of(idle, tmp_path, b"one")
        idle.end()
        assert fake.starts_of(stand_in) == 2


def test_what_workers_leave_that_had_to_be_ended_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders of their LibreOffice."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"{PREFIX}1" / PROFILE).mkdir(parents=True)

    def interrupted(*_: object) -> Iterator[Result]:
        yield Result(Task(tmp_path, "one"), Outcome.BUILT)
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "on_processes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(build_all([Task(tmp_path, "one")], 1, ""))
    assert emptied(tmp_path)


def test_templates_with_the_same_bytes_are_read_once(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each plan remembers them for its own next run all the same."""
    read, opened = list[str](), opening.open_template

    def open_template(file: str, *rest: object) -> object:
        read.append(file)
        return opened(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "open_template", open_template)
    for name in ("one", "two", "three"):
        folder = add_plan(tmp_path, name)
        if name == "three":
            set_in(folder / "templates" / "summary.docx", "游明朝")
        assert build_one(Task(folder, name, measured=False)).outcome.done
    assert sorted(read) == [
        "templates/framework.docx",
        "templates/plan.docx",
        *["templates/summary.docx"] * 2,
    ]
    one, two = (
        (tmp_path / name / "build" / ".cache" / "markdown" / "blocks").read_bytes() for name in ("one", "two")
    )
    assert one == two


def set_in(template: Path, font: str) -> None:
    """Set the Japanese text of a template in another font."""

    def change(root: etree._Element) -> None:
        for fonts in root.iter(w("rFonts")):
            fonts.set(w("eastAsia"), font)

    template.write_bytes(with_part(template.read_bytes(), "word/styles.xml", change))


def offices() -> set[psutil.Process]:
    """Each LibreOffice that this process has started, also that of other tests."""
    return {each for each in psutil.Process().children(recursive=True) if each.name() == "soffice.bin"}


@pytest.mark.usefixtures("office")
def test_a_plan_gets_the_pdfs_that_it_would_get_alone(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the LibreOffice that laid out another one before, with other characters at the ends of lines; then it is gone."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    plans = [add_plan(tmp_path, name) for name in ("alone", "behind")]
    others = offices()
    running = []
    for each in plans:
        assert build_one(Task(each, each.name)).outcome.done
        running.append(offices() - others)
        with worker.at_work():
            assert worker._engine
            ends = list(worker._engine.office.convert([Asked(probe())], configuration(), line_ends=ENDS))
        assert len(ends) == 1
    assert running[0] == running[1]
    assert len(running[0]) == 1
    for name in ("plan", "summary", "framework"):
        alone, behind = (plain(each / "build" / f"{name}.pdf") for each in plans)
        assert alone == behind
    worker.end()
    assert emptied(folder)


def plain(file: Path) -> bytes:
    """A PDF with nothing packed, and without what tells when it was made."""
    saved = io.BytesIO()
    with pikepdf.open(file) as pdf:
        del pdf.docinfo["/CreationDate"], pdf.trailer["/DocChecksum"]
        pdf.save(saved, qdf=True, static_id=True)
    return told(saved.getvalue())
