"""LibreOffice as a process that can fail in every way a process can: what is left is a message, and nothing else."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pipeline.layout import office, process
from pipeline.layout.office import find_office
from pipeline.layout.one_run import Asked, convert
from pipeline.problems import Code, MachineError
from tests.layout import fake_office as fake
from tests.layout.projects import emptied

posix = pytest.mark.skipif(os.name == "nt", reason="偽のLibreOfficeは、POSIXのスクリプトです")
pytestmark = posix
DOCUMENTS = [Asked(b"one"), Asked(b"two")]


@pytest.fixture(autouse=True)
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files in a folder that the test can look into."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def failure(program: Path, patience: float = 30) -> MachineError:
    """What is said when it fails."""
    with pytest.raises(MachineError) as caught:
        convert(program, DOCUMENTS, patience=patience)
    assert caught.value.code is Code.MACHINE_OFFICE
    assert "LAYOUT=none" in caught.value.hint
    return caught.value


def gone(pid: int) -> bool:
    """Whether a process has ended (or is a dead entry that nobody has fetched yet)."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_one_process_makes_the_pdfs_of_all_documents(tmp_path: Path, workshop: Path) -> None:
    """In their order, and its files are gone afterwards."""
    program = fake.fake_office(tmp_path, fake.WORKS)
    assert len(convert(program, DOCUMENTS)) == 2
    assert fake.runs_of(program) == 1
    assert emptied(workshop)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")
def test_one_that_hangs_is_ended_with_its_children(tmp_path: Path, workshop: Path) -> None:
    """In time, said plainly, and nothing goes on running."""
    program = fake.fake_office(tmp_path, fake.HANGS)
    begin = time.monotonic()
    assert "止めました" in failure(program, patience=2).message
    assert time.monotonic() - begin < 20
    assert gone(int((tmp_path / "child").read_text()))
    assert emptied(workshop)


def test_one_that_dies_is_started_once_more(tmp_path: Path) -> None:
    """LibreOffice does crash now and then."""
    program = fake.fake_office(tmp_path, fake.DIES_ONCE)
    assert len(convert(program, DOCUMENTS)) == 2
    assert fake.runs_of(program) == 2


def test_one_that_dies_again_is_told_with_its_last_words(tmp_path: Path) -> None:
    """Once more, not for ever."""
    program = fake.fake_office(tmp_path, fake.DIES)
    assert "terminate called" in failure(program).message
    assert fake.runs_of(program) == 2


@pytest.mark.parametrize("behaviour", [fake.SAYS_NOTHING, fake.CUTS_SHORT], ids=["nothing", "half"])
def test_a_missing_or_cut_pdf_is_a_failure_even_if_it_says_that_all_is_well(
    behaviour: str, tmp_path: Path
) -> None:
    """LibreOffice ends with 0 where the disk was full, too."""
    assert "PDFを作らずに" in failure(fake.fake_office(tmp_path, behaviour)).message


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    """Deleted since, or not executable."""
    assert "実行できません" in failure(tmp_path / "missing").message


def test_no_room_for_temporary_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is named, since it may be another disk."""
    program = fake.fake_office(tmp_path, fake.WORKS)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") in failure(program).hint


def test_time_allowed_grows_with_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """600 pages take longer than one."""
    monkeypatch.setattr(process, "_SLOWEST", 2)
    program = fake.fake_office(tmp_path, "time.sleep(1); convert()")
    assert len(convert(program, DOCUMENTS, patience=0.5)) == 2


def test_the_profile_is_its_own_and_the_users_is_left_alone(tmp_path: Path, workshop: Path) -> None:
    """A LibreOffice that somebody has open goes on undisturbed."""
    script = f"Path({str(tmp_path / 'arguments')!r}).write_text('\\n'.join(sys.argv)); convert()"
    program = fake.fake_office(tmp_path, script)
    convert(program, DOCUMENTS)
    (profile,) = [each for each in (tmp_path / "arguments").read_text().split("\n") if "UserInst" in each]
    assert profile.startswith(f"-env:UserInstallation={workshop.as_uri()}/keikaku-")


def test_it_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First of all there."""
    program = fake.fake_office(tmp_path, fake.WORKS)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() == program


def test_it_is_found_where_windows_and_macos_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no PATH names it."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert find_office() is None
    windows = tmp_path / "LibreOffice" / "program" / "soffice.com"
    windows.parent.mkdir(parents=True)
    windows.touch()
    assert find_office() == windows
    mac = tmp_path / "soffice"
    mac.touch()
    monkeypatch.setattr(office, "_MAC", mac)
    assert find_office() == mac
