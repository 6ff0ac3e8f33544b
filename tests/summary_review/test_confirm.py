"""`make confirm` end to end: what is written, what is said, and what a build says before and after."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.commands.documents import plan_command
from pipeline.commands.options import Pages
from pipeline.commands.screen import Exit
from pipeline.commands.source import check_command
from pipeline.commands.versions import confirm_command
from pipeline.workspace.project import Project
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter
from tests.summary_review.passages import passage, summary_of

TEXT = f"早期に相談を受けます。\n\n{passage('sum-a')}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The smallest plan with a second passage."""
    return write_project(tmp_path, {CHAPTER: chapter(TEXT), "summary.yaml": summary_of("sum-a")})


def confirm(project: Project, *ids: str) -> None:
    confirm_command(list(ids), project.source, project.templates, project.output)


def make(project: Project) -> None:
    plan_command(project.source, project.templates, project.output, Pages.NONE)


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.source / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def kept(project: Project) -> str:
    return (project.source / "confirmed.yaml").read_text("utf-8")


def test_the_first_confirmation_records_every_passage(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second one changes nothing, and says so."""
    confirm(project)
    assert "記録しました: sum-a、sum-purpose\n" in capsys.readouterr().out
    first = kept(project)
    assert first.index("sum-a:") < first.index("sum-purpose:")
    confirm(project)
    said = capsys.readouterr().out
    assert "どの要約も本文も、前に記録したときのままです。" in said
    assert "２件の要約の記録があります。" in said
    assert kept(project) == first
    assert [path.name for path in project.source.iterdir() if path.name.startswith(".")] in ([], [".lock"])


def test_a_build_tells_what_was_not_confirmed_until_it_is(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where nothing has changed since the last build; the documents are made all the same."""
    confirm(project)
    edit(project, CHAPTER, "早期に", "早めに")
    for _ in range(2):
        make(project)
        said = capsys.readouterr().err
        assert f"plan_source/{CHAPTER}:5:1: 注意: " in said
        assert f"plan_source/{CHAPTER}:3:1　「早期に」→「早めに」" in said
        assert "[summary.stale]" in said
    assert (project.output / "summary.docx").is_file()
    confirm(project, "sum-a")
    make(project)
    assert "summary.stale" not in capsys.readouterr().err


def test_a_check_tells_the_same_and_that_there_is_no_error(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Notes are no errors."""
    confirm(project)
    check_command(project.source, project.templates, project.output)
    assert "問題はありません。" in capsys.readouterr().out
    edit(project, CHAPTER, "早期に", "早めに")
    check_command(project.source, project.templates, project.output)
    said = capsys.readouterr()
    assert "[summary.stale]" in said.err
    assert "エラーはありません（注意が１件）。" in said.out


def test_at_the_last_stage_nothing_is_made_until_somebody_looked(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """But confirming is possible then."""
    confirm(project)
    edit(project, "plan.yaml", "段階: 案", "段階: 最終案")
    edit(project, CHAPTER, "早期に", "早めに")
    with pytest.raises(SystemExit) as caught:
        make(project)
    assert caught.value.code == Exit.PROBLEMS
    assert "エラー: 要約「sum-a」" in capsys.readouterr().err
    assert not (project.output / "plan.docx").exists()
    confirm(project)
    make(project)
    assert (project.output / "plan.docx").is_file()


def test_of_passages_that_are_named_no_others_are_recorded(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody looked at stays as it was."""
    confirm(project)
    edit(project, CHAPTER, "早期に", "早めに")
    edit(project, "chapters/02-measures.md", "基本理念は、", "理念は、")
    confirm(project, "sum-purpose")
    assert "早期に相談を受けます。" in kept(project)
    assert "      理念は、支え合うまちです。" in kept(project)
    capsys.readouterr()
    make(project)
    assert capsys.readouterr().err.count("[summary.stale]") == 1


def test_a_passage_that_is_gone_leaves_the_record(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the next confirmation, whatever that is of."""
    confirm(project)
    edit(project, CHAPTER, passage("sum-a"), "")
    edit(project, "summary.yaml", "      - 要約: sum-a\n", "")
    capsys.readouterr()
    confirm(project, "sum-purpose")
    assert "要約がなくなったので、記録から消しました: sum-a\n" in capsys.readouterr().out
    assert "sum-a" not in kept(project)


def test_a_passage_that_there_is_not_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest; nothing is written."""
    with pytest.raises(SystemExit) as caught:
        confirm(project, "sum-purpos")
    assert caught.value.code == Exit.PROBLEMS
    said = capsys.readouterr().err
    assert "「sum-purpos」という要約はありません [ref.missing]\n    もしかして: sum-purpose" in said
    assert not (project.source / "confirmed.yaml").exists()


def test_a_plan_with_problems_is_not_confirmed(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Its numbers and texts are not known."""
    edit(project, CHAPTER, "早期に", "[](#nowhere)早期に")
    with pytest.raises(SystemExit):
        confirm(project)
    assert "[ref.missing]" in capsys.readouterr().err
    assert not (project.source / "confirmed.yaml").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_can_not_be_written_to_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a shared drive that one may only read."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SystemExit) as caught:
        confirm(project)
    assert caught.value.code == Exit.MACHINE
    assert "[output.unwritable]" in capsys.readouterr().err


def test_the_record_is_as_good_in_a_project_of_another_name(project: Project) -> None:
    """It names no folder and no line."""
    confirm(project)
    assert "plan_source" not in kept(project)
