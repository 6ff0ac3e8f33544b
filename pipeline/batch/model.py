"""A plan among many: what is to be built, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.model.stages import Stage
from pipeline.problems import Problem


@dataclass(frozen=True)
class Task:
    """A plan to build: its folder, with plan_source/, templates/ and build/ in it, is called `name` in the report.

    `code` is the 全国地方公共団体コード of its municipality, empty where nobody says it. Without `measured` no page is.
    """

    folder: Path
    name: str
    code: str = ""
    stage: Stage | None = None
    measured: bool = True


class Outcome(StrEnum):
    """What came of a plan; the value is what the report calls it."""

    BUILT = "できました"
    PARTLY = "一部の文書ができません"
    PROBLEMS = "原稿に問題があります"
    MACHINE = "このパソコンの問題です"
    BUG = "プログラムの不具合です"

    @property
    def done(self) -> bool:
        """Whether all documents of the plan are there."""
        return self is Outcome.BUILT


@dataclass(frozen=True)
class Result:
    """A plan that was built, or not: its title, the pages of its documents by their labels (None where they were not measured), and
    all that its author should know. `kept` says that nothing has changed since it was built before; `seconds` are those of then."""

    task: Task
    outcome: Outcome
    title: str = ""
    pages: tuple[tuple[str, int | None], ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    kept: bool = False

    @property
    def errors(self) -> int:
        return len(self.problems) - self.warnings

    @property
    def warnings(self) -> int:
        return sum(problem.warning for problem in self.problems)


def in_order(results: Sequence[Result]) -> list[Result]:
    """By the codes of municipalities; plans without one come last, by their names."""
    return sorted(results, key=lambda each: (not each.task.code, each.task.code, each.task.name))
