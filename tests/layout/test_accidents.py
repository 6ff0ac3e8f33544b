"""LibreOffice on a machine that lacks something, or is used for something else at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.commands.run_report import page_notes
from pipeline.layout import engine as engines
from pipeline.problems import Code
from tests.goldens import ROOT
from tests.layout.printed import read_printed
from tests.layout.projects import ALL, contents_of, emptied, finish, small_project
from tests.small_plan import CHAPTER

BUILD = [sys.executable, "-m", "pipeline", "plan"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linuxの仕組みで確かめます")


# Fonts


@pytest.fixture
def without_fonts(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has DejaVu and no Japanese font at all."""
    dejavu = Path("/usr/share/fonts/truetype/dejavu")
    if not dejavu.is_dir():
        pytest.skip(f"{dejavu} がありません")
    text = f"<fontconfig><dir>{dejavu}</dir><cachedir>{tmp_path / 'fonts'}</cachedir></fontconfig>"
    (tmp_path / "fonts.conf").write_text(text)
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setattr(engines, "configuration", lambda missing=(): text)


@linux
def test_without_the_fonts_everything_is_made_and_called_unsure(without_fonts: None, tmp_path: Path) -> None:
    """Faults are warnings only: with other fonts a page may overflow that does not, or the other way round."""
    text = "# 本文 {#sec-text}\n\n文章です。\n\n::: {.改頁}\n:::\n\n::: {.改頁}\n:::\n\n終わりです。\n"
    built = finish(small_project(tmp_path, {CHAPTER: text})).built
    assert {document.name for document in built.documents} == set(ALL)
    for document in built.documents:
        assert document.pdf
        assert document.facts is not None
        assert any(name.startswith("BIZ UD") for name in document.facts.missing)
    assert Code.PAGE_BLANK in {problem.code for problem in built.warnings}
    assert all(problem.warning for problem in built.warnings)
    assert any("書体がない" in line for line in page_notes(built.documents, wanted=True))


# Others at work


def build_elsewhere(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    """A build of the small plan by a process of its own."""
    project = small_project(folder)
    folders = ["--source", project.source, "--templates", project.templates, "--output", output]
    return subprocess.Popen(
        [*BUILD, *map(str, folders)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def test_builds_at_once_do_not_disturb_each_other(office: Path, tmp_path: Path) -> None:
    """Two into one folder and a third beside them: each ends well, and the files are whole."""
    outputs = [tmp_path / name for name in ("shared", "shared", "own")]
    running = [build_elsewhere(tmp_path / str(number), output) for number, output in enumerate(outputs)]
    for process in running:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
    shared, own = contents_of(tmp_path / "shared"), contents_of(tmp_path / "own")
    assert set(shared) == {f"{name}.{kind}" for name in ALL for kind in ("docx", "pdf")}
    for name in ALL:
        assert shared[f"{name}.docx"] == own[f"{name}.docx"]
        assert read_printed(shared[f"{name}.pdf"]).texts == read_printed(own[f"{name}.pdf"]).texts


@pytest.fixture
def open_office(office: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A LibreOffice that somebody has open, with a profile of their own."""
    profile = tmp_path / "profile"
    command = [
        str(office),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nodefault",
    ]
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(100):
        if (profile / "user" / "registrymodifications.xcu").exists():
            break
        time.sleep(0.1)
    yield process
    os.killpg(process.pid, 9)
    process.wait()


@linux
def test_a_libreoffice_that_is_open_goes_on_undisturbed(
    open_office: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    """Neither is it ended, nor does it take the work of ours."""
    assert finish(small_project(tmp_path), ("plan",)).built.runs == 1
    assert open_office.poll() is None


def test_nothing_of_ours_is_left_behind(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file, and in build/ the documents and the cache alone."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    project = finish(small_project(tmp_path), ("plan",)).project
    assert emptied(temporary)
    assert sorted(path.name for path in project.output.iterdir()) == [".cache", "plan.docx", "plan.pdf"]
