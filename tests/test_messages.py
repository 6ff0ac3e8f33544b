"""What the terminal shows where there is much to show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.documents import plan_command
from pipeline.commands.options import Pages
from pipeline.commands.screen import Exit, show
from pipeline.problems import Code, Location, Problem
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


def test_what_is_to_be_done_about_several_problems_in_a_row_is_said_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Under the last of them; what is of another code, or is mended otherwise, has its own, as has what comes after that."""
    first, second = "参照を直してください", "題を付けてください"
    told = [
        (Code.REF_MISSING, first),
        (Code.REF_MISSING, first),
        (Code.REF_MISSING, second),
        (Code.REF_NO_TITLE, second),
        (Code.REF_NO_TITLE, ""),
        (Code.REF_NO_TITLE, ""),
        (Code.REF_NO_TITLE, second),
    ]
    problems = [
        Problem(Location("a.md", line), code, "違います", hint) for line, (code, hint) in enumerate(told, 1)
    ]
    expected = f"""\
a.md:1: エラー: 違います [ref.missing]
a.md:2: エラー: 違います [ref.missing]
    {first}
a.md:3: エラー: 違います [ref.missing]
    {second}
a.md:4: エラー: 違います [ref.no-title]
    {second}
a.md:5: エラー: 違います [ref.no-title]
a.md:6: エラー: 違います [ref.no-title]
a.md:7: エラー: 違います [ref.no-title]
    {second}
"""
    show(problems)
    assert capsys.readouterr().err == expected
    show([str(problem) for problem in problems])  # as an earlier run said them
    assert capsys.readouterr().err == expected
