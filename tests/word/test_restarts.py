"""Levels that don't begin anew after all above them (w:lvlRestart, 17.9.10): every document counts them as Word does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.compare.compare import compare
from pipeline.documents.numbers import numbers_sheets
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Versions
from pipeline.resolve.plan import resolve
from pipeline.resolve.typed_numbers import typed_numbers
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.layout.projects import edited_templates, small_project
from tests.layout.test_restarts import NUMBERING, restarting
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, SUMMARY_YAML, load
from tests.templates import opened

TEXT = """\
# 本文 {#sec-text}

## 一 {#sec-one}

[](#policy-a)の[](#direction-a)、[](#measure-b)です。

::: {.要約 #sum-text}
[](#policy-a)と[](#measure-b)です。
:::

## 二

### 甲

### 乙
"""
FILES = {
    CHAPTER: TEXT,
    "summary.yaml": f"{SUMMARY_YAML}  - 題: 本文\n    内容: [{{要約: sum-text}}]\n",
    "framework.yaml": FRAMEWORK_YAML.replace(
        "            関連する施策: [見守り事業]\n",
        "            関連する施策: [見守り事業]\n            関連する取組: [measure-b]\n",
    ),
}
# What w:lvlRestart says of levels, and the numbers that the first policy, direction and last measure then have: as they stand.
CASES = [
    ({}, ("第１節", "１", "(2)")),
    ({"level1": 0}, ("第３節", "１", "(2)")),
    ({"level2": 0}, ("第１節", "３", "(2)")),
    ({"level2": 1}, ("第１節", "１", "(2)")),
    ({"level1": 0, "level2": 0, "level3": 0}, ("第３節", "３", "(2)")),
    ({"level1": 9, "level2": 3}, ("第１節", "１", "(2)")),
]


def project(folder: Path, levels: dict[str, int]) -> Project:
    templates = edited_templates(folder / "templates", {"plan": (NUMBERING, restarting(**levels))})
    return small_project(folder, FILES, templates)


@pytest.mark.parametrize(("levels", "labels"), CASES, ids=str)
def test_documents_agree_on_numbers_that_run_on(
    levels: dict[str, int], labels: tuple[str, str, str], tmp_path: Path
) -> None:
    """Headings by the independent reader's count; contents, references, 概要 and 体系図 show the same."""
    documents = make(project(tmp_path, levels), ("plan", "summary", "framework"), None, quiet).documents
    plan, summary, framework = (checks.read(each.name, each.docx) for each in documents)
    policy, direction, measure = labels
    titles = {plan.body.paragraphs[each.at].text: plan.number(each.at) for each in plan.headings}
    found = [titles[title] for title in ("安心なまち", "支え合いの推進", "相談")]
    assert [number and number.text for number in found] == list(labels)
    texts = [each.text for each in plan.body.paragraphs]
    lines = [text.rpartition("\t")[0] for text in texts if "\t" in text]
    assert {f"{policy}\t安心なまち", f"{direction}\t支え合いの推進"} <= set(lines)
    full = f"第２章{policy}{direction}{measure}"
    assert f"第２章{policy}の第２章{policy}{direction}、{full}です。" in texts
    assert f"第２章{policy}と{full}です。" in "".join(each.text for each in summary.body.paragraphs)
    sheet = "".join("".join(each.text.split()) for each in framework.body.paragraphs)
    for label, title in zip(labels, ("安心なまち", "支え合いの推進", "相談"), strict=True):
        assert f"{label}{title}" in sheet


@pytest.mark.parametrize("levels", [{"level1": 0}, {"level1": 0, "level2": 0}, {"level2": 1}], ids=str)
def test_versions_are_compared_by_numbers_that_run_on(levels: dict[str, int], tmp_path: Path) -> None:
    """A section that is put in before moves all that are counted on: in the list of numbers, and in the redline both ways."""
    template = opened("plan", (project(tmp_path, levels).templates / "plan.docx").read_bytes())
    assert template.scheme
    after = {**FILES, CHAPTER: TEXT.replace("## 二", "## 新しい節\n\n文章です。\n\n### 新しい項\n\n## 二")}
    before, now = (resolve(load(files), template.scheme) for files in (FILES, after))
    comparison = compare((before, plan_content(before)), (now, plan_content(now)))
    renumbered = {each.after.id: (each.before.number, each.after.number) for each in comparison.renumbered}
    expected = {
        identity: (target.number, now.targets[identity].number)
        for identity, target in before.targets.items()
        if target.number != now.targets[identity].number
    }
    assert renumbered == expected
    assert ("policy-a" in expected) is (levels.get("level1") == 0)
    sheet, _ = numbers_sheets(comparison, typed_numbers(now), now, Versions("前", "後"))
    assert len(sheet.rows) >= len(expected)
    assert wrong_in_redline(before, now, template) == []
