"""What commands say beside their documents: of a new plan, of pages that were not measured, of faults of the program itself."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner, Result

from pipeline import __version__
from pipeline.checks import Finding
from pipeline.cli import app
from pipeline.commands.screen import Exit, progress, sound
from pipeline.public_comment.schema import COMMENT
from pipeline.start import main
from pipeline.workflows.build import CheckFailure
from pipeline.workflows.public_comment import FOLDER
from pipeline.workspace.project import Project
from tests.commands import run
from tests.goldens import ROOT
from tests.hostile.projects import write_project
from tests.public_comment.small_comment import comment_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The smallest plan."""
    return write_project(tmp_path)


def said(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


class Terminal(io.StringIO):
    """A screen that moves."""

    def isatty(self) -> bool:
        return True


class Gone(io.StringIO):
    """A pipe behind which nobody reads any more."""

    def flush(self) -> None:
        raise BrokenPipeError


def test_a_new_plan_is_told_with_what_to_do_next(tmp_path: Path) -> None:
    """Where it is, where its templates are, and the command that makes its documents."""
    source = tmp_path / "次期計画"
    assert said("new", str(source)).stdout.splitlines() == [
        f"{source} に新しい計画の原稿を作りました。plan.yaml から書き始めてください。",
        f"{tmp_path / 'templates'} に、文書のテンプレートを置きました。",
        f"文書は、make plan SOURCE={source} TEMPLATES={tmp_path / 'templates'} OUTPUT={tmp_path / 'build'} で作れます。",
    ]
    again = said("new", str(source))
    assert again.exit_code == Exit.MACHINE
    assert "project.exists" in again.output


def test_the_schema_is_written_as_it_is_kept(tmp_path: Path) -> None:
    """docs/schema is what the command writes, and nothing else."""
    result = said("schema", str(tmp_path / "schema"))
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "schema").iterdir()}
    assert written == {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "schema").iterdir()}
    assert {Path(line).name for line in result.stdout.splitlines()} == set(written)


def test_the_version_is_told() -> None:
    """By which program a city's documents were made."""
    result = said("--version")
    assert (result.exit_code, result.stdout) == (Exit.DONE, f"keikaku {__version__}\n")


def test_without_libreoffice_it_is_told_how_to_get_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents are made, without PDFs; nothing is said of it where nobody wanted pages."""
    monkeypatch.setattr("pipeline.layout.engine.find_office", lambda: None)
    result = run(project, "plan")
    assert result.exit_code == Exit.DONE
    assert "ページは測っていません" in result.stdout
    assert "LibreOfficeを入れると測れます" in result.stdout
    assert {path.name for path in project.output.glob("[!.]*.*")} == {
        "plan.docx",
        "summary.docx",
        "framework.docx",
    }
    assert "LibreOfficeを入れる" not in run(project, "quick").stdout


def test_a_folder_without_a_plan_is_told_by_every_command_that_makes_documents(tmp_path: Path) -> None:
    """Also where it would first look whether anything changed."""
    project = Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")
    for name in ("plan", "quick", "summary", "check"):
        result = run(project, name)
        assert result.exit_code == Exit.MACHINE
        assert "project.missing" in result.output


def test_a_pdf_that_does_not_agree_with_its_document_any_more_is_told(tmp_path: Path) -> None:
    """Of what residents are given, too."""
    project = comment_project(tmp_path)
    first = run(project, "public-comment", "--layout", "none")
    assert first.exit_code == Exit.DONE, first.output
    folder = project.output / FOLDER
    (folder / "comment_guide.pdf").write_bytes(b"%PDF-1.7")
    text = (project.source / COMMENT).read_text("utf-8")
    (project.source / COMMENT).write_text(text.replace("郵送", "ファックス"), "utf-8")
    result = run(project, "public-comment", "--layout", "none")
    assert result.exit_code == Exit.DONE, result.output
    assert (
        f"{folder / 'comment_guide.pdf'} は、文書と合わなくなったので消しました。"
        in result.stdout.splitlines()
    )
    assert not (folder / "comment_guide.pdf").exists()


def test_pictures_of_pages_are_counted(tmp_path: Path) -> None:
    """With the folder in which they are."""
    with pikepdf.new() as document:
        for _ in range(2):
            document.add_blank_page(page_size=(100, 100))
        document.save(tmp_path / "plan.pdf")
    result = said("images", "--output", str(tmp_path), "--dpi", "20")
    assert result.exit_code == Exit.DONE, result.output
    assert result.stdout == f"{tmp_path / 'pages'} に２枚の画像を作りました。\n"


@pytest.mark.parametrize(("code", "hint"), [("agree.title", True), ("docx.zip", False)])
def test_a_fault_of_the_program_is_told_as_such(
    code: str, hint: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what was found, that nothing was written, and where the author may look first."""
    with pytest.raises(SystemExit) as ended, sound():
        raise CheckFailure([Finding("plan.docx", code, "文書のプロパティ", "題名が違います")])
    told = capsys.readouterr().err
    assert ended.value.code == Exit.BUG
    assert f"plan.docx: 題名が違います [{code}] (文書のプロパティ)" in told
    assert "プログラムの不具合です。文書は前のままです" in told
    assert ("食い違っています" in told) is hint


def test_steps_are_shown_on_one_line_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which moves on; where there is no terminal, each has a line."""
    monkeypatch.setenv("TERM", "xterm")
    for screen, moves in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", screen)
        with progress() as tell:
            tell("原稿を読んでいます")
            tell("文書を作っています")
        told = screen.getvalue()
        assert ("\x1b[" in told) is moves
        assert (told == "原稿を読んでいます\n文書を作っています\n") is not moves
        assert "文書を作っています" in told


@pytest.mark.parametrize(("screen", "code"), [(io.StringIO(), Exit.DONE), (Gone(), 1)])
def test_the_program_ends_with_a_number_also_where_nobody_reads_what_it_says(
    project: Project, monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, code: int
) -> None:
    """`make check | head`, say: no traceback."""
    folders = ("--source", str(project.source), "--templates", str(project.templates))
    monkeypatch.setattr(sys, "argv", ["keikaku", "check", *folders, "--output", str(project.output)])
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(gc, "disable", lambda: None)
    assert main() == code
    assert "問題はありません" in screen.getvalue()
