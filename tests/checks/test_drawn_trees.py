"""Trees drawn in the plan agree with its framework."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from pipeline.checks import read
from pipeline.checks.drawn_trees import check_drawn_trees
from pipeline.checks.findings import Finding
from pipeline.documents.plan import plan_content
from pipeline.word.compose import compose
from tests.properties.documents import resolved, template
from tests.small_plan import CHAPTER, chapter, small_plan

VISION = "支え合うまち"
ITEMS = ((1, "安心なまち"), (2, "支え合いの推進"), (3, "見守り"), (3, "相談"))
TREES = '::: {.施策の体系 #fig-a}\n体系\n:::\n\n::: {.施策の体系 #fig-b levels="1"}\n柱\n:::'


@cache
def plan() -> bytes:
    return compose(plan_content(resolved(small_plan({CHAPTER: chapter(TREES)}))), template("plan"))


def tree_findings(old: str, new: str = "ほかの取組") -> list[Finding]:
    """What is found where the boxes say something else."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plan())) as package, zipfile.ZipFile(saved, "w") as target:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                text = data.decode()
                begin = text.index("施策の体系。")
                end = text.index("</w:tbl>", text.index("</w:tbl>", begin) + 1)
                data = (
                    text[:begin] + text[begin:end].replace(f"{old}</w:t>", f"{new}</w:t>") + text[end:]
                ).encode()
            target.writestr(name, data)
    return list(check_drawn_trees(read("plan", saved.getvalue()), VISION, ITEMS))


def test_trees_of_the_framework_agree() -> None:
    """All levels, or the outer ones."""
    assert list(check_drawn_trees(read("plan", plan()), VISION, ITEMS)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("相談", "ほか", "agree.tree", "「(2)　ほか」は、計画では「相談」"),
        (VISION, "別の理念", "agree.tree", "「別の理念」"),
        ("(1)　見守り", "(3)　見守り", "agree.number", "「(1)」"),
        ("(2)　相談", "", "agree.tree", "箱は4ですが、計画では5"),
    ],
)
def test_a_box_that_is_another_is_found(old: str, new: str, code: str, words: str) -> None:
    """By its title, by its number, and where it is missing."""
    found = tree_findings(old, new)
    assert code in {each.code for each in found}
    assert any(words in each.message for each in found)
