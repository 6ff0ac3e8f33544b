"""After the proposal: what comes next is compared with it, and what was explained before is not asked for again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.compare import (
    Compared,
    Pair,
    check_answers,
    compare_pair,
    compare_versions,
    consultation_problems,
    pair_problems,
)
from pipeline.workspace.project import Project
from pipeline.workspace.versions import Version, current_version, read_version
from tests.cycle.revision import BEFORE, DAY, EXAMPLE
from tests.goldens import TEMPLATES, quiet

OLD, NEW = "見守りの方法を分かりやすく伝えて", "見守りの方法を広く伝えて"
CAUSE = """  - 箇所: [measure-watch]
    区分: 議会
    根拠: {会議: （記載例）全員協議会, 日付: 令和３年２月24日}
    理由: 言葉を改めました。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The proposal, to be edited."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path / "plan_source", TEMPLATES, tmp_path / "build", keeps_cache=False)


def edit(project: Project, file: str, old: str, new: str) -> None:
    path = project.source / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def proposal() -> Version:
    """The proposal as a version."""
    version = current_version(
        Project(EXAMPLE / "plan_source", TEMPLATES, EXAMPLE / "build", keeps_cache=False)
    )
    return Version("案", version.files, version.folder)


def compared(project: Project, before: Version) -> Compared:
    return compare_versions(project, before, current_version(project), DAY, quiet, quiet)


def pair_of(project: Project, before: Version) -> Pair:
    return compare_pair(project, before, current_version(project), DAY, quiet)


def test_what_was_changed_before_is_not_asked_for_again(project: Project) -> None:
    """Neither its causes nor its answers: opinions were asked for on the draft."""
    assert compared(project, proposal()).warnings == []


def test_an_earlier_cause_is_none_of_a_later_change(project: Project) -> None:
    """The measure was changed once because of an opinion; that says nothing of the second time."""
    edit(project, "framework.yaml", OLD, NEW)
    assert [each.code for each in pair_problems(pair_of(project, proposal()))] == [Code.CAUSE_MISSING]
    edit(project, "changes.yaml", "変更:\n", f"変更:\n{CAUSE}")
    assert pair_problems(pair_of(project, proposal())) == []


def test_against_the_draft_all_causes_count(project: Project) -> None:
    """The adopted plan can be shown against either version."""
    edit(project, "framework.yaml", OLD, NEW)
    edit(project, "changes.yaml", "変更:\n", f"変更:\n{CAUSE}")
    pair = pair_of(project, read_version(project, BEFORE))
    assert [*pair_problems(pair), *consultation_problems(project, pair, asked=True)] == []


def test_answers_are_held_against_the_version_that_is_named(project: Project) -> None:
    """`make answers FROM=` says on which version opinions were asked for."""
    with pytest.raises(PlanErrors) as errors:
        check_answers(project, proposal(), current_version(project), quiet)
    assert {each.code for each in errors.value.problems} == {Code.ANSWER_UNCHANGED}


@pytest.mark.parametrize(("name", "shown"), [("素案", "（案）"), ("案", "（現在の原稿）")])
def test_the_plan_as_it_stands_is_called_by_its_stage(project: Project, name: str, shown: str) -> None:
    """In documents that others see; where the other version is called so, both have to be told apart."""
    version = proposal()
    edit(project, "framework.yaml", OLD, NEW)
    made = compared(project, Version(name, version.files, version.folder))
    assert shown in checks.read("comparison", made.files["comparison.docx"]).body.text
