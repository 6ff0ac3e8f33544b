"""Files far larger than any plan's: told by their limit, and never read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import limits
from pipeline.problems import Code
from tests.hostile.projects import make, problems_of, write_project
from tests.small_plan import CHAPTER, PLAN_YAML, chapter

CSV_TABLE = '::: {.表 #tbl-a csv="data/a.csv"}\n題\n:::'
FIGURE = "::: {.図 #fig-a}\n![説明](figures/a.png)\n\n題\n:::"
LARGE = 50_000_000


def enlarge(path: Path, size: int) -> None:
    """A file with a hole in it: large, and quick to make."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("file", "text", "limit"),
    [
        ("plan_source/plan.yaml", "", "1MB"),
        ("plan_source/framework.yaml", "", "1MB"),
        (f"plan_source/{CHAPTER}", "", "5MB"),
        ("plan_source/data/a.csv", CSV_TABLE, "5MB"),
        ("plan_source/figures/a.png", FIGURE, "30MB"),
        ("templates/plan.docx", "", "30MB"),
        ("templates/summary.yaml", "", "1MB"),
    ],
)
def test_a_file_of_50_megabytes_is_told_with_its_limit(
    tmp_path: Path, file: str, text: str, limit: str
) -> None:
    """A film under the name of a chapter, a scan that was never made smaller."""
    project = write_project(tmp_path, {CHAPTER: chapter(text)})
    enlarge(tmp_path / file, LARGE)
    (problem,) = problems_of(project)
    assert (problem.code, str(problem.location)) == (Code.FILE_TOO_LARGE, file)
    assert f"{limit}まで" in problem.message
    assert "ください" in problem.hint


def test_a_large_file_that_nothing_uses_is_no_matter(tmp_path: Path) -> None:
    """The originals of pictures lie beside them; no more of them is read than shows their size."""
    project = write_project(tmp_path)
    enlarge(tmp_path / "plan_source" / "figures" / "a.psd", LARGE)
    assert make(project)
    assert len(project.read_source()["figures/a.psd"]) == limits.LARGEST + 1


def test_text_up_to_the_limit_is_read(tmp_path: Path) -> None:
    """The limit is the last size that is welcome; a comment fills the file."""
    filled = PLAN_YAML + "#" * (limits.YAML - len(PLAN_YAML.encode()))
    assert make(write_project(tmp_path / "a", {"plan.yaml": filled}))
    (problem,) = problems_of(write_project(tmp_path / "b", {"plan.yaml": f"{filled}#"}))
    assert problem.code is Code.FILE_TOO_LARGE
