"""Another stage than plan.yaml's for one run: what follows it, what is kept, what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.commands.screen import Exit
from pipeline.model.plan import Profile
from pipeline.model.stages import Stage
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from pipeline.workspace.up_to_date import digest_inputs, read_inputs
from tests.commands import run
from tests.goldens import DOCUMENTS, quiet
from tests.hostile.projects import write_project
from tests.small_plan import PLAN_YAML

DATED = PLAN_YAML.replace("段階: 案", "段階: {名称: 案, 日付: 令和２年11月20日, 会議: 第２回策定委員会}")


def shown(project: Project) -> dict[str, str]:
    """What the reader sees in each document."""
    documents = make(project, DOCUMENTS, None, quiet).documents
    return {each.name: checks.project(checks.read(each.name, each.docx)) for each in documents}


@pytest.mark.parametrize("stage", list(Stage))
def test_another_stage_gives_what_plan_yaml_would_give_with_it(stage: Stage, tmp_path: Path) -> None:
    """In all three documents: cover, header, titles, properties, watermark."""
    project = write_project(tmp_path / "a")
    written = write_project(tmp_path / "b", {"plan.yaml": PLAN_YAML.replace("段階: 案", f"段階: {stage}")})
    assert shown(replace(project, stage=stage)) == shown(written)


def test_date_and_meeting_belong_to_the_stage_that_plan_yaml_says(tmp_path: Path) -> None:
    """案 was shown in that meeting; 最終案 was not."""
    project = write_project(tmp_path, {"plan.yaml": DATED})
    assert "第２回策定委員会" in shown(project)["plan"]
    assert shown(replace(project, stage=Stage.PROPOSAL)) == shown(project)
    other = shown(replace(project, stage=Stage.FINAL_PROPOSAL))["plan"]
    assert "第２回策定委員会" not in other
    assert "令和２年11月20日" not in other


def test_a_profile_at_its_own_stage_is_itself() -> None:
    """Nothing is lost by asking for what is there."""
    profile = Profile("計画", "市", "令和３年度", "令和７年度", Stage.DRAFT, "", "", (), "令和２年", "委員会")
    assert profile.at(Stage.DRAFT) is profile
    assert profile.at(Stage.PROPOSAL) == replace(
        profile, stage=Stage.PROPOSAL, stage_date="", stage_meeting=""
    )


def test_runs_at_two_stages_are_not_taken_for_one_another(tmp_path: Path) -> None:
    """What an unchanged run is known by holds the stage."""
    project = write_project(tmp_path)
    stages = (None, *Stage)
    files = read_inputs(project)
    digests = {digest_inputs(replace(project, stage=each), files, DOCUMENTS, "") for each in stages}
    assert len(digests) == len(stages)


def test_one_run_at_another_stage_leaves_the_next_one_at_the_plans_own(tmp_path: Path) -> None:
    """Each is made when it is asked for, is kept while it is asked for again, and says so."""
    project = write_project(tmp_path)

    def stages() -> set[str]:
        files = [project.output / f"{name}.docx" for name in DOCUMENTS]
        return {
            checks.read(file.name, file.read_bytes()).properties["subject"].split("　")[1] for file in files
        }

    ended = run(project, "quick")
    assert (ended.exit_code, stages(), "段階は" in ended.stdout) == (Exit.DONE, {"案"}, False)
    ended = run(project, "quick", "--stage", "素案")
    assert (ended.exit_code, stages()) == (Exit.DONE, {"素案"})
    assert "段階は「素案」にしました" in ended.stdout
    assert "作りました" in ended.stdout
    ended = run(project, "quick", "--stage", "素案")
    assert "変わった所がない" in ended.stdout
    assert "段階は「素案」にしました" in ended.stdout
    ended = run(project, "quick")
    assert (ended.exit_code, stages(), "作りました" in ended.stdout) == (Exit.DONE, {"案"}, True)


@pytest.mark.parametrize("command", ["plan", "quick", "summary", "framework", "check"])
def test_an_unknown_stage_is_told_with_those_there_are(command: str, tmp_path: Path) -> None:
    """Before anything is read or written."""
    project = write_project(tmp_path)
    ended = run(project, command, "--stage", "（案）")
    assert (ended.exit_code, ended.stdout) == (Exit.USE, "")
    assert "「（案）」という段階はありません" in ended.stderr
    assert "骨子、素案、案、最終案、策定" in ended.stderr
    assert not project.output.exists()


def test_check_looks_at_the_stage_that_is_asked_for(tmp_path: Path) -> None:
    """With nothing written."""
    project = write_project(tmp_path)
    ended = run(project, "check", "--stage", "策定")
    assert (ended.exit_code, ended.stdout) == (Exit.DONE, "問題はありません。\n")
    assert not project.output.exists()
