"""Many plans, from their folders to the report: each is built by itself."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import psutil
import pytest
from distributed import LocalCluster

from pipeline.batch.model import Outcome, Result, Task, in_order
from pipeline.batch.plans import tasks_of
from pipeline.commands.screen import Exit
from pipeline.problems import Code
from pipeline.workflows import batch
from pipeline.workflows.batch import build_all, build_one
from tests.commands import command
from tests.goldens import TEMPLATES
from tests.small_plan import CHAPTER, small_plan

GOOD, BAD = "032158良い市", "131016直す市"
DOCUMENTS = ("plan.docx", "summary.docx", "framework.docx")


def add_plan(root: Path, name: str, changes: dict[str, str] | None = None) -> Path:
    folder = root / name
    for path, data in small_plan(changes).items():
        file = folder / "plan_source" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    shutil.copytree(TEMPLATES, folder / "templates")
    return folder


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A plan that is sound, and one with a mistake."""
    root = tmp_path / "計画"
    add_plan(root, GOOD)
    add_plan(root, BAD, {CHAPTER: "# 本文 {#sec-text}\n\n[](#sec-gone)を見ます。\n"})
    return root


def task(folder: Path) -> Task:
    return Task(folder, folder.name, measured=False)


def rows(file: Path) -> list[list[str]]:
    return [*csv.reader(file.read_text("utf-8-sig").splitlines())]


def test_a_bad_plan_stops_no_other_and_the_next_run_goes_on_from_there(plans: Path, tmp_path: Path) -> None:
    words = ("batch", str(plans), "--output", str(tmp_path / "build"), "--layout", "none", "--jobs", "1")
    report = tmp_path / "build" / "batch"
    run = command(*words)
    assert run.exit_code == Exit.PROBLEMS
    assert "できました：１計画、原稿に問題があります：１計画" in run.output
    assert all((plans / GOOD / "build" / name).is_file() for name in DOCUMENTS)
    head, good, bad = rows(report / "report.csv")
    assert (good[0], good[3], bad[0], bad[3]) == ("032158", "できました", "131016", "原稿に問題があります")
    assert "01-text.md:3:" in bad[head.index("初めのエラー")]
    assert [row[4] for row in rows(report / "problems.csv")[1:]] == ["ref.missing"]
    book = openpyxl.load_workbook(report / "report.xlsx")
    assert [sheet.title for sheet in book] == ["計画", "問題"]

    (plans / BAD / "plan_source" / CHAPTER).write_text("# 本文 {#sec-text}\n\n直しました。\n", "utf-8")
    run = command(*words)
    assert run.exit_code == Exit.DONE
    assert [row[head.index("前のまま")] for row in rows(report / "report.csv")[1:]] == ["はい", ""]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made.scheduler_address


def test_a_plan_built_on_a_cluster_has_the_same_bytes(plans: Path, cluster: str, tmp_path: Path) -> None:
    here = add_plan(tmp_path, GOOD)
    results = {each.task.name: each for each in build_all(tasks_of(plans, False), 0, cluster)}
    assert {name: each.outcome for name, each in results.items()} == {
        GOOD: Outcome.BUILT,
        BAD: Outcome.PROBLEMS,
    }
    assert build_one(task(here)).outcome.done
    for name in DOCUMENTS:
        assert (plans / GOOD / "build" / name).read_bytes() == (here / "build" / name).read_bytes()
    # The workers live on, and keep nothing.
    assert not [
        each
        for worker in psutil.Process().children()
        for each in worker.children(recursive=True)
        if "distributed" in " ".join(worker.cmdline()) and "pandoc" in each.name()
    ]


class TestOnePlan:
    """What comes of one plan, and what is kept of it."""

    def test_that_was_built_is_taken_as_it_is(self, tmp_path: Path) -> None:
        folder = add_plan(tmp_path, GOOD)
        first, second = build_one(task(folder)), build_one(task(folder))
        assert (first.kept, second.kept) == (False, True)
        assert replace(second, kept=False) == first

    @pytest.mark.parametrize("name", [*DOCUMENTS, f".cache/{batch.REPORT}/quick.json"])
    def test_is_built_anew_where_something_of_it_is_gone(self, tmp_path: Path, name: str) -> None:
        folder = add_plan(tmp_path, GOOD)
        build_one(task(folder))
        (folder / "build" / name).unlink()
        assert not build_one(task(folder)).kept

    def test_without_a_source_is_told(self, tmp_path: Path) -> None:
        result = build_one(task(tmp_path))
        assert (result.outcome, [str(each.code) for each in result.problems]) == (
            Outcome.MACHINE,
            ["project.missing"],
        )

    def test_in_which_this_program_is_wrong_is_told_with_the_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> None:
            raise RuntimeError("壊れました")

        monkeypatch.setattr(batch, "build", fails)
        (problem,) = (result := build_one(task(add_plan(tmp_path, GOOD)))).problems
        assert (result.outcome, problem.code) == (Outcome.BUG, Code.PROGRAM_BUG)
        assert "RuntimeError: 壊れました" in str(problem)
        assert str(problem.location).startswith("test_batch.py:")


def test_the_report_is_in_the_order_of_codes() -> None:
    """Plans whose municipality nobody says come last."""
    told = [("一", ""), ("二", "131016"), ("三", "01100"), ("四", "")]
    results = [Result(Task(Path(), name, code), Outcome.BUILT) for name, code in told]
    assert [each.task.name for each in in_order(results)] == ["三", "二", "一", "四"]
