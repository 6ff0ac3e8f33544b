"""What the terminal shows where there is much to show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.documents import plan_command
from pipeline.commands.options import Pages
from pipeline.commands.screen import Exit
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter


def shown(folder: Path, lines: int, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code and what is said of a chapter in which so many lines have HTML."""
    project = write_project(folder, {CHAPTER: chapter("文<br>\n\n" * lines)})
    with pytest.raises(SystemExit) as caught:
        plan_command(project.source, project.templates, project.output, Pages.NONE)
    assert isinstance(caught.value.code, int)
    return caught.value.code, capsys.readouterr().err


def test_of_thousands_of_problems_the_first_are_shown_and_all_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that was pasted from the web: nobody reads 2,000 lines."""
    code, said = shown(tmp_path, 2_000, capsys)
    assert code == Exit.PROBLEMS
    assert len(re.findall(r"エラー: .* \[md.raw\]", said)) == 100
    assert f"{CHAPTER}:3:2: " in said
    assert "ほかに1,900件あります。" in said
    assert "2,000件の問題があります。文書は前のままです。" in said


@pytest.mark.parametrize(("lines", "words"), [(1, "１件の"), (9, "９件の"), (10, "10件の"), (100, "100件の")])
def test_a_hundred_problems_are_all_shown(
    lines: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing said of others."""
    code, said = shown(tmp_path, lines, capsys)
    assert (code, said.count("[md.raw]")) == (Exit.PROBLEMS, lines)
    assert f"{words}問題があります。" in said
    assert "ほかに" not in said
