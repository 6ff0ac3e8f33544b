"""A reference to what is gone is told with what that was, by whatever is kept of the plan as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.problems import Code, PlanErrors, Problem
from pipeline.workflows.prepare import prepare
from pipeline.workspace.former_names import former_names
from pipeline.workspace.project import RECORDED, Project
from pipeline.workspace.versions import current_version, keep_snapshot
from tests.goldens import TEMPLATES, quiet
from tests.small_plan import CHAPTER, MEASURES, TEXTS, Changes, small_plan

SECTION = "## 次 {#sec-next}\n\n文です。\n"
BEFORE = f"# 本文 {{#sec-text}}\n\n続きは[](#sec-next)です。\n\n{SECTION}"
ALONE = "# 本文 {#sec-text}\n\n続きです。\n"
AFTER = BEFORE.replace(SECTION, "")
WAS = "「sec-next」という参照先は、もうありません。前は、第１章第１節「次」でした"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "plan_source", TEMPLATES, tmp_path / "build")


def write(project: Project, changes: Changes) -> None:
    for name, data in small_plan(changes).items():
        path = project.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read(project: Project, text: str) -> None:
    """What a command begins with, of the plan with this chapter. Raises PlanErrors."""
    write(project, {CHAPTER: text})
    prepare(project, quiet)


def told(project: Project, text: str = AFTER) -> Problem:
    """The one thing that is wrong with the plan with this chapter."""
    with pytest.raises(PlanErrors) as raised:
        read(project, text)
    (problem,) = raised.value.problems
    assert problem.code is Code.REF_MISSING
    return problem


def snapshot(project: Project, name: str, text: str, time: int) -> None:
    write(project, {CHAPTER: text})
    path, _ = keep_snapshot(project, name, current_version(project))
    os.utime(path, (time, time))


def in_the_last_run(project: Project) -> None:
    read(project, BEFORE)


def in_an_earlier_run(project: Project) -> None:
    read(project, BEFORE)
    read(project, ALONE)


def in_a_snapshot(project: Project) -> None:
    snapshot(project, "素案", BEFORE, 1)


def in_the_newest_snapshot_that_has_it(project: Project) -> None:
    snapshot(project, "骨子", BEFORE.replace("## 次", "## 元の題"), 1)
    snapshot(project, "素案", BEFORE, 2)
    snapshot(project, "案", ALONE, 3)


def in_the_record(project: Project) -> None:
    record(project, "sec-next\t見出し2\t第１章第１節\t次\n")


def in_the_last_run_otherwise_than_elsewhere(project: Project) -> None:
    record(project, "sec-next\t見出し2\t第３章\t記録の題\n")
    snapshot(project, "素案", BEFORE.replace("## 次", "## 元の題"), 1)
    read(project, BEFORE)


def beside_a_damaged_snapshot(project: Project) -> None:
    snapshot(project, "素案", BEFORE, 1)
    (project.source.parent / "snapshots" / "案.zip").write_bytes(b"PK")


def record(project: Project, text: str) -> None:
    path = project.source.parent / RECORDED / "outline.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "kept",
    [
        in_the_last_run,
        in_an_earlier_run,
        in_a_snapshot,
        in_the_newest_snapshot_that_has_it,
        in_the_record,
        in_the_last_run_otherwise_than_elsewhere,
        beside_a_damaged_snapshot,
    ],
    ids=lambda kept: kept.__name__,
)
def test_what_is_gone_is_told_with_what_it_was(project: Project, kept: Callable[[Project], None]) -> None:
    """The newest that knows it tells, and each run says the same."""
    kept(project)
    assert told(project).message == WAS
    assert "削除したのなら" in told(project).hint


def test_what_has_another_id_now_is_told_with_that(project: Project) -> None:
    """The reference needs nothing else."""
    read(project, BEFORE)
    problem = told(project, BEFORE.replace("{#sec-next}", "{#sec-second}"))
    assert (problem.message, "今のidは sec-second です" in problem.hint) == (WAS, True)


def test_what_a_summary_stands_for_is_told_as_well(project: Project) -> None:
    """It is no reference, and its section went all the same."""
    measures = str(TEXTS[MEASURES]).replace("#sum-purpose", '#sum-purpose of="sec-next"')
    write(project, {CHAPTER: BEFORE, MEASURES: measures})
    prepare(project, quiet)
    write(project, {CHAPTER: ALONE, MEASURES: measures})
    with pytest.raises(PlanErrors) as raised:
        prepare(project, quiet)
    (problem,) = raised.value.problems
    assert problem.code is Code.REF_MISSING
    assert problem.message == (
        "要約「sum-purpose」が要約する「sec-next」は、もう計画にありません。前は、第１章第１節「次」でした"
    )
    assert "要約も消して" in problem.hint


@pytest.mark.parametrize("gone", ["build", "plan"])
def test_what_nothing_knows_is_guessed(project: Project, gone: str) -> None:
    """Where build/ was cleared, and of an id that never was: snapshots that refer to it do not have it."""
    snapshot(project, "素案", ALONE.replace("続き", "sec-next"), 1)
    if gone == "build":
        read(project, BEFORE)
        shutil.rmtree(project.output)
    else:
        read(project, ALONE)
    assert told(project).message == "「sec-next」という参照先はありません"


def test_another_plan_of_the_same_build_knows_nothing_of_it(project: Project) -> None:
    """As it is where examples are made beside the office's own plan."""
    read(project, BEFORE)
    other = Project(project.source.parent / "other", TEMPLATES, project.output)
    assert "もう" not in told(other).message
    assert told(project).message == WAS


def test_the_record_is_read_by_ids(project: Project) -> None:
    """Number and title, as make golden wrote them; nothing where it never did, or another program did."""
    assert former_names(project) == {}
    record(project, "sec-a\t見出し2\t第１章第１節\t「我が事」の節\nfn-a\t脚注\t1\t\n")
    assert former_names(project) == {"sec-a": "第１章第１節『「我が事」の節』", "fn-a": "脚注1"}
    record(project, "sec-a 第１章\n")
    assert former_names(project) == {}


@pytest.mark.parametrize("stored", ["[]", "{", '{"plan_source": [1]}'])
def test_damaged_names_are_as_good_as_none(project: Project, stored: str) -> None:
    """Whoever wrote them."""
    read(project, BEFORE)
    (project.cache / "names" / "names.json").write_text(stored, "utf-8")
    assert "もう" not in told(project).message
    read(project, BEFORE)
    assert told(project).message == WAS
