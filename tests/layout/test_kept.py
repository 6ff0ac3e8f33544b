"""LibreOffice kept open: what it makes is what a process of its own makes, and it fails as a process can, without leaving anything."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import pytest

from pipeline.layout import kept
from pipeline.layout.fonts import configuration
from pipeline.layout.kept import pythons_of
from pipeline.layout.office import Office
from pipeline.layout.office_tempdir import PROFILE, pipes_of
from pipeline.layout.one_run import Asked, convert
from pipeline.layout.quirks import probe
from pipeline.problems import Code, MachineError
from tests.accidents.kill import processes_of
from tests.layout import fake_office
from tests.layout import fake_python as fake
from tests.layout.projects import emptied
from tests.layout.test_office import gone

pytestmark = pytest.mark.skipif(os.name == "nt", reason="偽のLibreOfficeは、POSIXのスクリプトです")
DOCUMENTS = [Asked(b"one"), Asked(b"two")]
ENDS = ("、。々」", "「（")


@pytest.fixture(autouse=True)
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files in a folder that the test can look into."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a LibreOffice that works if it is started for each set of documents, and that its own Python may keep open."""
    monkeypatch.setattr(kept, "_SYSTEM", tmp_path / "none")
    fake_office.fake_office(tmp_path, fake_office.WORKS)
    return tmp_path


def made_by(folder: Path, behaviour: str, patience: float = 30) -> list[bytes]:
    """What comes of two documents, one after the other, where the Python behaves so."""
    fake.fake_python(folder, behaviour)
    with Office(folder / "soffice", patience) as opened:
        return [pdf for document in DOCUMENTS for pdf in opened.convert([document])]


def failure(folder: Path, behaviour: str, patience: float = 30) -> MachineError:
    """What is said when it fails."""
    with pytest.raises(MachineError) as caught:
        made_by(folder, behaviour, patience)
    assert caught.value.code is Code.MACHINE_OFFICE
    assert "LAYOUT=none" in caught.value.hint
    return caught.value


def test_one_process_makes_all_there_are_until_it_is_closed(stand_in: Path, workshop: Path) -> None:
    """Also for those who hold it within one who holds it; then all is cleared away."""
    program = fake.fake_python(stand_in, fake.WORKS)
    with Office(stand_in / "soffice") as opened:
        with opened:
            assert len(list(opened.convert(DOCUMENTS))) == 2
        assert list(opened.convert([Asked(b"three")])) == [b"%PDF-1.6 kept\n%%EOF\n"]
        assert fake.starts_of(program) == 1
        (folder,) = workshop.iterdir()
        assert not [*(folder / "in").glob("[1-9]*"), *(folder / "out").glob("[1-9]*")]
    assert emptied(workshop)


def test_it_is_started_before_there_are_documents(stand_in: Path) -> None:
    """And not anew for them, unless they want other fonts."""
    program = fake.fake_python(stand_in, fake.WORKS)
    with Office(stand_in / "soffice") as opened:
        opened.start("")
        list(opened.convert(DOCUMENTS))
        assert fake.starts_of(program) == 1
        list(opened.convert(DOCUMENTS, fonts="<fontconfig/>"))
        assert fake.starts_of(program) == 2


def test_nothing_is_kept_for_those_who_do_not_hold_it(stand_in: Path) -> None:
    """Each set of documents has a process of its own, and what is started early is not."""
    opened = Office(stand_in / "soffice")
    opened.start("")
    assert len(list(opened.convert(DOCUMENTS))) == 2
    assert not (stand_in / "starts").exists()


@pytest.mark.parametrize("behaviour", [fake.HAS_NO_BRIDGE, fake.CAN_NOT_RUN])
def test_without_a_python_that_can_talk_to_it_each_set_has_its_process(
    behaviour: str, stand_in: Path
) -> None:
    """That is found out once."""
    assert len(made_by(stand_in, behaviour)) == 2
    assert fake.starts_of(stand_in / "python") == 1
    assert fake_office.runs_of(stand_in / "soffice") == 2


def test_one_that_dies_is_started_once_more_for_what_is_left(stand_in: Path) -> None:
    """Not for what is made already."""
    assert len(made_by(stand_in, fake.DIES_ONCE)) == 2
    assert fake.starts_of(stand_in / "python") == 2


def test_one_that_dies_again_is_told_with_its_last_words(stand_in: Path, workshop: Path) -> None:
    """Once more for the same documents, not for ever."""
    fake.fake_python(stand_in, fake.DIES)
    with pytest.raises(MachineError, match="terminate called"), Office(stand_in / "soffice") as opened:
        list(opened.convert([*DOCUMENTS, Asked(b"three")]))
    assert fake.starts_of(stand_in / "python") == 2
    assert emptied(workshop)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")
def test_one_that_hangs_after_others_is_ended_with_its_children_and_started_once_more(stand_in: Path) -> None:
    """What it did before may have led to that."""
    assert len(made_by(stand_in, fake.HANGS_ONCE.replace("most=3", "most=2"), patience=3)) == 2
    assert fake.starts_of(stand_in / "python") == 2
    assert gone(int((stand_in / "child").read_text()))


def test_one_that_hangs_from_the_first_is_told(stand_in: Path, workshop: Path) -> None:
    """Nobody waits twice for that."""
    assert "止めました" in failure(stand_in, fake.HANGS, patience=1).message
    assert fake.starts_of(stand_in / "python") == 1
    assert emptied(workshop)


@pytest.mark.parametrize(("behaviour", "said"), [(fake.CUTS_SHORT, "PDF"), (fake.REFUSES, "Write Code:16")])
def test_a_pdf_that_is_missing_or_cut_is_told(behaviour: str, said: str, stand_in: Path) -> None:
    """After another process had no better luck: where a disk is full, LibreOffice can't write it."""
    message = failure(stand_in, behaviour).message
    assert "PDFを作らずに" in message
    assert said in message
    assert fake.starts_of(stand_in / "python") == 2


def test_no_room_for_temporary_files_is_told(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is named, since it may be another disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(stand_in / "nowhere"))
    assert str(stand_in / "nowhere") in failure(stand_in, fake.WORKS).hint


def test_a_round_that_is_given_up_leaves_nothing_for_the_next(stand_in: Path) -> None:
    """Answers that nobody waits for are passed over."""
    fake.fake_python(stand_in, fake.WORKS)
    with Office(stand_in / "soffice") as opened:
        next(opened.convert([*DOCUMENTS, *DOCUMENTS]))
        assert len(list(opened.convert(DOCUMENTS))) == 2


def test_libreoffices_own_python_is_asked_before_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has it beside the program, macOS among its resources."""
    monkeypatch.setattr(kept, "_SYSTEM", tmp_path / "usr" / "python3")
    program = tmp_path / "office" / "MacOS" / "soffice"
    places = [
        program.parent / "python.exe",
        program.parent.parent / "Resources" / "python",
        tmp_path / "usr" / "python3",
    ]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    assert list(pythons_of(program)) == places


# LibreOffice itself


@pytest.fixture(scope="module")
def bridged(office: Path) -> Path:
    """LibreOffice, where a Python can talk to it. Elsewhere a test is skipped and says so; where CI=true, it fails."""
    asked = [[str(python), "-c", "import uno"] for python in pythons_of(office)]
    if all(subprocess.run(each, capture_output=True, check=False).returncode for each in asked):
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end("LibreOfficeと話せるPythonがありません（Debian、Ubuntuでは: sudo apt install python3-uno）")
    return office


def told(pdf: bytes) -> bytes:
    """A PDF without what tells when it was made."""
    for pattern in (
        rb"/CreationDate\(.*?\)",
        rb"/ID \[.*?\]",
        rb"/DocChecksum /\w+",
        rb"<xmp:CreateDate>.*?<",
    ):
        pdf = re.sub(pattern, b"", pdf, flags=re.DOTALL)
    return pdf


def two_pages() -> bytes:
    """A document with a paragraph on each."""
    document, saved = docx.Document(), io.BytesIO()
    for text in ("一", "二"):
        document.add_paragraph(text).paragraph_format.page_break_before = True
    document.save(saved)
    return saved.getvalue()


def test_pdfs_are_those_of_a_process_of_their_own(bridged: Path, workshop: Path) -> None:
    """To the byte, with tags and without, with other characters at the ends of lines and then again with its own."""
    fonts = configuration()
    with Office(bridged) as opened:
        for tagged, ends in ((True, ENDS), (False, ("", ""))):
            (ours,) = opened.convert([Asked(probe(), tagged)], fonts, ends)
            (alone,) = convert(bridged, [Asked(probe(), tagged)], fonts, line_ends=ends)
            assert told(ours) == told(alone)
        # That its pages are counted first changes nothing.
        counted = opened.convert([Asked(probe(), most=1), Asked(two_pages(), most=1)], fonts)
        assert list(map(told, counted)) == [told(*convert(bridged, [Asked(probe())], fonts)), b""]
    assert emptied(workshop)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")
def test_libreoffice_is_there_once_and_gone_when_it_is_closed(bridged: Path, workshop: Path) -> None:
    """Killed from outside it is started anew; nothing of either is left, and its pipe is nobody else's."""
    with Office(bridged) as opened:
        for _ in range(2):
            list(opened.convert([Asked(probe())]))
            (running,) = (each for each in processes_of(workshop) if name_of(each) == "soffice.bin")
            (folder,) = (each for each in workshop.iterdir() if (each / PROFILE).is_dir())
            (pipe,) = pipes_of(folder)
            assert "SingleOffice" in pipe.name
            os.kill(running, signal.SIGKILL)
        assert len(list(opened.convert([Asked(probe())]))) == 1
    for _ in range(50):
        if not processes_of(workshop):
            break
        time.sleep(0.1)
    assert processes_of(workshop) == []
    assert emptied(workshop)
    assert not pipe.exists()


def name_of(pid: int) -> str:
    """The program of a process."""
    return Path(f"/proc/{pid}/comm").read_text().strip()
