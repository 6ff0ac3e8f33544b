"""Any plan with 部 put over its chapters: sound documents, and redlines from one grouping of them to another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.plan import plan_content
from pipeline.model.contract import DIVISION
from pipeline.model.numbers import ResolvedPlan, TargetKind
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.verification import inspection
from pipeline.word.compose import compose
from pipeline.word.template.template import Template
from tests.divisions import templates_anew
from tests.goldens import TEMPLATES
from tests.kept import parse
from tests.properties.plans import Shapes, fewer
from tests.properties.sources import Plan
from tests.properties.writing import files_of
from tests.redlines import wrong_in_redline
from tests.small_plan import FOLDER
from tests.templates import opened

PLANS = Shapes().plans
# Where a 部 begins, of as many chapters as there are; the first of them always begins one.
BREAKS = st.lists(st.booleans(), min_size=4, max_size=4)
RUN_ON, ANEW = "run on", "anew"


@cache
def templates() -> Mapping[str, Template]:
    """The suite's template, and one in whose one list chapters begin anew in each 部."""
    with TemporaryDirectory() as folder:
        anew = templates_anew(Path(folder) / "templates")
        return {
            name: opened("plan", (path / "plan.docx").read_bytes())
            for name, path in ((RUN_ON, TEMPLATES), (ANEW, anew))
        }


def grouped(plan: Plan, breaks: list[bool]) -> dict[str, bytes]:
    """The plan's files, its chapters in 部."""
    files = files_of(plan)
    text = files["plan.yaml"].decode()
    alone = "".join(f"  - {chapter.file}\n" for chapter in plan.chapters)
    lines = []
    for number, chapter in enumerate(plan.chapters):
        if number == 0 or breaks[number]:
            lines.append(f"  - 部: 第{number}の題\n    id: part-{chapter.id}\n    章:\n")
        lines.append(f"      - {chapter.file}\n")
    assert f"章:\n{alone}" in text
    return {**files, "plan.yaml": text.replace(f"章:\n{alone}", f"章:\n{''.join(lines)}").encode()}


def numbered(files: Mapping[str, bytes], name: str) -> ResolvedPlan:
    scheme = templates()[name].scheme
    assert scheme is not None
    return resolve(load_plan(files, parse, FOLDER), scheme)


@pytest.mark.parametrize("name", [RUN_ON, ANEW])
@fewer(4)
@given(plan=PLANS, breaks=BREAKS)
def test_nothing_is_wrong_with_a_plan_in_divisions(name: str, plan: Plan, breaks: list[bool]) -> None:
    """The independent reader counts, compares and follows everything."""
    resolved = numbered(grouped(plan, breaks), name)
    docx = compose(plan_content(resolved), templates()[name])
    assert inspection.inspect({"plan": docx}, resolved)() == []


@fewer(4)
@given(plan=PLANS, breaks=BREAKS)
def test_numbers_that_run_on_are_those_without_divisions(plan: Plan, breaks: list[bool]) -> None:
    """And so are the ids that the program makes."""
    before, after = numbered(files_of(plan), RUN_ON), numbered(grouped(plan, breaks), RUN_ON)
    divisions = {
        each.id
        for each in after.targets.values()
        if each.kind is TargetKind.HEADING and each.level == DIVISION
    }
    assert len(divisions) == 1 + sum(breaks[1 : len(plan.chapters)])
    assert {name: target for name, target in after.targets.items() if name not in divisions} == before.targets


@pytest.mark.parametrize("name", [RUN_ON, ANEW])
@fewer(4)
@given(plan=PLANS, one=BREAKS, other=BREAKS)
def test_a_redline_from_one_grouping_to_another_is_both_plans(
    name: str, plan: Plan, one: list[bool], other: list[bool]
) -> None:
    """Accepted the later one, rejected the earlier one."""
    before, after = (numbered(grouped(plan, breaks), name) for breaks in (one, other))
    assert wrong_in_redline(before, after, templates()[name]) == []
