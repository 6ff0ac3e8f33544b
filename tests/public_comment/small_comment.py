"""The smallest consultation, and short ways to change it."""

from __future__ import annotations

from pathlib import Path

from pipeline.problems import PlanErrors, Problem
from pipeline.public_comment.load import read_comment
from pipeline.public_comment.model import PublicComment
from pipeline.public_comment.schema import COMMENT
from pipeline.workspace.project import Project
from tests.layout.projects import small_project
from tests.small_plan import FOLDER, PLAN_YAML

COMMENT_YAML = """\
期間: {開始: 令和２年12月１日（火）, 終了: 令和３年１月４日（月）}
対象: [市内に住所を有する方, 市内に通勤する方]
提出方法: [郵送, 持参]
提出先: {部署: みどり市福祉課, 郵便番号: 000-0000, 住所: みどり市１番地}
問合せ: {部署: みどり市福祉課, 電話: 000-000-0000}
根拠: みどり市市民参画条例
"""


def with_keys(lines: str) -> str:
    """The smallest consultation in which these lines stand for the keys that they begin with."""
    keys = {line.partition(":")[0] for line in lines.splitlines()}
    rest = [line for line in COMMENT_YAML.splitlines() if line.partition(":")[0] not in keys]
    return "\n".join((*lines.splitlines(), *rest, ""))


def comment_with(lines: str = "") -> PublicComment:
    """What the smallest consultation says after a change. Raises PlanErrors."""
    return read_comment({COMMENT: with_keys(lines).encode()}, FOLDER)


def comment_problems(lines: str) -> list[Problem]:
    """All that is wrong with the smallest consultation after a change."""
    try:
        comment_with(lines)
    except PlanErrors as errors:
        return list(errors.problems)
    return []


def comment_project(folder: Path, comment: str | None = COMMENT_YAML, stage: str = "案") -> Project:
    """A project with the smallest plan at a stage, and a consultation."""
    return small_project(
        folder, {"plan.yaml": PLAN_YAML.replace("段階: 案", f"段階: {stage}"), COMMENT: comment}
    )
