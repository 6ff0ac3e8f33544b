"""The profile: LibreOffice finds in it that it has been started before, and does not do what it does at a first start."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.layout.profile import write_profile
from pipeline.layout.quirks import probe


@pytest.fixture(scope="module")
def started(office: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A profile with which LibreOffice has made a PDF, and how that ended."""
    folder = tmp_path_factory.mktemp("profile")
    document = folder / "probe.docx"
    document.write_bytes(probe())
    write_profile(folder, office, tagged=True)
    # The program itself: what stands before it would start it anew without a word.
    own = office.resolve().parent / "soffice.bin"
    command = [str(own if own.is_file() else office), f"-env:UserInstallation={folder.as_uri()}"]
    ended = subprocess.run(
        [*command, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        capture_output=True,
        check=False,
    )
    assert (folder / "probe.pdf").is_file()
    return folder, ended.returncode


def test_the_graphics_of_the_machine_are_not_tested(started: tuple[Path, int]) -> None:
    """Its hundred test pictures take longer than a short document; it would keep what came of them."""
    folder, _ = started
    assert (folder / "user" / "registrymodifications.xcu").is_file()
    assert not list(folder.rglob("GraphicsRenderTests.log"))


def test_it_is_not_started_anew_for_its_extensions(started: tuple[Path, int]) -> None:
    """81 would ask for that."""
    _, ended = started
    assert ended == 0


def test_an_installation_that_does_not_say_its_build_has_a_profile_without_it(tmp_path: Path) -> None:
    """It starts twice then, and is right all the same."""
    write_profile(tmp_path, tmp_path / "soffice", tagged=True)
    assert [path.name for path in (tmp_path / "user").iterdir()] == ["registrymodifications.xcu"]


@pytest.mark.parametrize("place", ["program/versionrc", "program/version.ini", "Resources/versionrc"])
def test_the_build_is_read_where_each_system_has_it(place: str, tmp_path: Path) -> None:
    """On Linux, on Windows and on macOS, which has it beside the folder of the program."""
    said, program = tmp_path / "office" / place, tmp_path / "office" / "program" / "soffice"
    for path in (said, program, tmp_path / "profile" / "there"):
        path.parent.mkdir(parents=True, exist_ok=True)
    said.write_bytes(b"[Version]\r\nAllLanguages=en-US ja\r\nbuildid=12ab(Build:3)\r\nVendor=x\r\n")
    write_profile(tmp_path / "profile", program, tagged=False)
    assert (tmp_path / "profile" / "user" / "extensions" / "buildid").read_text() == "12ab(Build:3)"
