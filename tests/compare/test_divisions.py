"""Versions that differ in their 部: put in, taken out, retitled, moved, and chapters that are in another one now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.causes.check import check_causes, since
from pipeline.causes.cover import causes_of
from pipeline.compare.compare import compare
from pipeline.compare.report import report
from pipeline.documents.changed_lines import unit_sign
from pipeline.documents.numbers import numbers_sheets
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison, StepKind, Versions
from pipeline.model.numbers import ResolvedPlan, Scheme
from pipeline.problems import Code
from pipeline.resolve.typed_numbers import typed_numbers
from pipeline.word.template.template import Template
from tests.divisions import (
    ANEW,
    FILES,
    GENERAL,
    NEXT,
    NOW,
    PARTICULAR,
    RUN_ON,
    STYLES,
    TEXT,
    plan_yaml,
    templates_anew,
)
from tests.goldens import TEMPLATES
from tests.layout.projects import edited_templates
from tests.redlines import wrong_in_redline
from tests.small_plan import MEASURES, PLAN_YAML, resolved
from tests.templates import opened
from tests.word.test_divisions import kept_with_next

TWO = plan_yaml((*GENERAL, (TEXT, NOW)), (*PARTICULAR, (MEASURES, NEXT)))
ALONE = PLAN_YAML.replace(f"  - {MEASURES}\n", f"  - {NOW}\n  - {MEASURES}\n  - {NEXT}\n")
SHIFTED = plan_yaml((*GENERAL, (TEXT,)), (*PARTICULAR, (NOW, MEASURES, NEXT)))
RETITLED = TWO.replace("部: 総論", "部: 基本構想")
UNNAMED = RETITLED.replace("    id: part-general\n", "")
SWAPPED = plan_yaml((*PARTICULAR, (MEASURES, NEXT)), (*GENERAL, (TEXT, NOW)))
PARTED = plan_yaml((*GENERAL, (TEXT, NOW)), (*PARTICULAR, (MEASURES,)), ("推進", "part-last", (NEXT,)))
# References by number would need one to be there; text that stays is looked at here.
BASE = {**FILES, NOW: "# 現状 {#sec-now}\n\n## 人口 {#sec-people}\n\n[](#sec-next)です。\n"}


def version(plan: str, scheme: Scheme = RUN_ON, files: Mapping[str, str] | None = None) -> ResolvedPlan:
    return resolved({**BASE, **(files or {}), "plan.yaml": plan}, scheme)


def differences(before: str, after: str, scheme: Scheme = RUN_ON) -> Comparison:
    one, other = version(before, scheme), version(after, scheme)
    return compare((one, plan_content(one)), (other, plan_content(other)))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (TWO, TWO, ["二つの版に違いはありません。"]),
        (ALONE, TWO, ["新設（2件）", "  第１部　総論", "  第２部　各論"]),
        (TWO, ALONE, ["削除（2件）", "  第１部　総論", "  第２部　各論"]),
        (TWO, RETITLED, ["題の変更（1件）", "  第１部　総論→基本構想"]),
        (TWO, UNNAMED, ["題の変更（1件）", "  第１部　総論→基本構想"]),
        (TWO, SHIFTED, ["移動（1件）", "  第２章　現状（第１部「総論」→第２部「各論」）"]),
        (SHIFTED, TWO, ["移動（1件）", "  第２章　現状（第２部「各論」→第１部「総論」）"]),
        (TWO, PARTED, ["新設（1件）", "  第３部　推進"]),
        (PARTED, TWO, ["削除（1件）", "  第３部　推進"]),
    ],
    ids=[
        "same",
        "come",
        "gone",
        "retitled",
        "retitled without an id",
        "chapter moved",
        "chapter moved back",
        "parted",
        "joined",
    ],
)
def test_what_is_told_of_divisions_where_chapters_run_on(before: str, after: str, told: list[str]) -> None:
    """A 部 is told by itself: the chapters that stand where they stood are none that moved."""
    assert report(differences(before, after)) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            TWO,
            SHIFTED,
            [
                *("移動（1件）", "  第１部第２章→第２部第１章　現状", "番号だけの変更（9件）"),
                *("  第１部第２章第１節→第２部第１章第１節　人口", "  第２部第１章→第２部第２章　施策"),
            ],
        ),
        (
            TWO,
            PARTED,
            ["新設（1件）", "  第３部　推進", "番号だけの変更（3件）", "  第２部第２章→第３部第１章　推進"],
        ),
    ],
    ids=["chapter moved", "parted"],
)
def test_what_is_told_of_divisions_where_chapters_begin_anew(
    before: str, after: str, told: list[str]
) -> None:
    """Numbers follow, and are told as such."""
    assert report(differences(before, after, ANEW))[: len(told)] == told


def test_tables_say_from_which_division_a_chapter_moved_where_its_number_does_not() -> None:
    """第２章 is 第２章 on both sides."""
    (change,) = differences(TWO, SHIFTED).changes
    assert unit_sign(change) == "（第１部「総論」から移動）"
    (change,) = differences(TWO, SHIFTED, ANEW).changes
    assert unit_sign(change) == "（移動）"


def test_divisions_that_change_places_move_with_their_chapters() -> None:
    """In one order or the other, nothing is new or gone."""
    kinds = {kind.value for change in differences(TWO, SWAPPED).changes for kind in change.kinds}
    assert kinds == {"移動"}


def test_a_division_is_called_so_in_the_list_of_numbers() -> None:
    """番号対照表: what has come, and what is numbered otherwise."""
    comparison = differences(
        TWO, plan_yaml(("前史", "part-new", (TEXT,)), (*GENERAL, (NOW,)), (*PARTICULAR, (MEASURES, NEXT)))
    )
    after = version(TWO)
    sheet, _ = numbers_sheets(comparison, typed_numbers(after), after, Versions("前", "後"))
    shown = [
        ["".join(mark.text for mark in cell) for cell in row[:4] if isinstance(cell, tuple)]
        for row in sheet.rows
    ]
    rows = [row for row in shown if row[0] == "部"]
    assert rows == [
        ["部", "第１部", "第２部", "総論"],
        ["部", "第２部", "第３部", "各論"],
        ["部", "（新設）", "第１部", "前史"],
    ]


def test_a_cause_of_a_division_is_one_of_all_that_stands_in_it() -> None:
    """その下の全てを含みます."""
    changes = """\
変更:
  - 箇所: [part-particular]
    区分: 時点修正
    根拠: {日付: 令和２年12月15日}
    理由: 見直しました。
"""
    edited = FILES[NEXT].replace("[](#sec-text)の", "改めて、")
    before = version(TWO)
    after = version(TWO, files={NEXT: edited, "changes.yaml": changes})
    comparison = compare((before, plan_content(before)), (after, plan_content(after)))
    assert not check_causes(comparison, before, since(before, after))
    (change,) = [each for each in comparison.changes if each.unit.id == "sec-body"]
    assert causes_of(change, after.plan.causes)


def test_a_new_division_without_a_cause_is_told_where_it_stands() -> None:
    """In plan.yaml."""
    before, after = version(ALONE), version(TWO)
    comparison = compare((before, plan_content(before)), (after, plan_content(after)))
    problems = check_causes(comparison, before, after)
    assert [(each.code, str(each.location)) for each in problems] == [
        (Code.CAUSE_MISSING, "plan_source/plan.yaml:7:8"),
        (Code.CAUSE_MISSING, "plan_source/plan.yaml:10:8"),
    ]
    assert "部「第１部　総論」の新設" in problems[0].message


@cache
def templates() -> Mapping[str, Template]:
    """The suite's template, and one in whose one list chapters begin anew."""
    with TemporaryDirectory() as folder:
        anew = templates_anew(Path(folder) / "templates")
        return {
            name: opened("plan", (path / "plan.docx").read_bytes())
            for name, path in (("run on", TEMPLATES), ("anew", anew))
        }


@pytest.mark.parametrize("name", ["run on", "anew"])
@pytest.mark.parametrize(
    ("before", "after"),
    [(TWO, RETITLED), (TWO, SHIFTED), (SHIFTED, TWO), (TWO, PARTED), (PARTED, TWO), (TWO, SWAPPED)],
    ids=["retitled", "chapter moved", "moved back", "parted", "joined", "swapped"],
)
def test_redlines_of_divisions_are_both_plans(before: str, after: str, name: str) -> None:
    """Accepted it is the later one, rejected the earlier one, with the numbers of each."""
    template = templates()[name]
    assert template.scheme
    one, other = (version(plan, template.scheme) for plan in (before, after))
    assert wrong_in_redline(one, other, template) == []


@pytest.mark.parametrize(("before", "after"), [(ALONE, TWO), (TWO, ALONE)], ids=["come", "gone"])
def test_redlines_show_divisions_that_have_come_or_are_gone(before: str, after: str) -> None:
    """And nothing else: no chapter is written twice."""
    template = templates()["run on"]
    assert template.scheme
    one, other = (version(plan, template.scheme) for plan in (before, after))
    assert wrong_in_redline(one, other, template) == []
    steps = differences(before, after).steps["本文"]
    assert sum(step.kind is not StepKind.KEPT for step in steps) == 2


@pytest.mark.parametrize(("before", "after"), [(ALONE, TWO), (TWO, SHIFTED), (SHIFTED, TWO)])
def test_redlines_are_both_plans_where_a_division_shares_the_page_of_its_chapter(
    before: str, after: str, tmp_path: Path
) -> None:
    """What begins a page in one version need not in the other."""
    path = edited_templates(tmp_path / "templates", {"plan": (STYLES, kept_with_next)})
    template = opened("plan", (path / "plan.docx").read_bytes())
    one, other = (version(plan) for plan in (before, after))
    assert wrong_in_redline(one, other, template) == []
