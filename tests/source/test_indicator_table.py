"""Indicators of the whole plan in one CSV."""

from __future__ import annotations

import re

import pytest

from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from tests.small_plan import load, places, problems_with
from tests.source.test_declaration import DECLARED

# The plan without its own indicators, which have to be somewhere.
FRAMEWORK = re.sub(r"        指標:\n.*\n", "", DECLARED.replace("形: 指標, 任意: はい", "形: 指標")).replace(
    "基本理念:", "指標の表: data/indicators.csv\n基本理念:"
)
CSV = """\
id,名,単位,基準年度,基準値,目標年度,目標値,方向
policy-a,訪問の割合,％,令和５年度,96.2,令和11年度,100,増やす
policy-a,相談の件数,件,,,令和11年度,"1,200",
"""


def changes(table: str = CSV, framework: str = FRAMEWORK) -> dict[str, str]:
    return {"framework.yaml": framework, "data/indicators.csv": table}


def test_a_row_is_an_indicator_of_the_item_that_it_names() -> None:
    """In their order; what is empty is left out."""
    _, policy, *_ = load(changes()).framework.walk()
    (value,) = (value for value in policy.values if value.kind.key == "指標")
    assert [[plain_text(cell) for cell in row] for row in value.rows] == [
        ["訪問の割合", "％", "令和５年度", "96.2", "令和11年度", "100", "増やす"],
        ["相談の件数", "件", "", "", "令和11年度", "1,200", ""],
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("policy-a,訪問", "policy-x,訪問", ("ref.missing", "data/indicators.csv:2")),
        ("policy-a,訪問", "work-a,訪問", ("ref.kind", "data/indicators.csv:2")),
        ("96.2", "約96", ("schema.value", "data/indicators.csv:2")),
        ("100,増やす", "90,増やす", ("schema.value", "data/indicators.csv:2")),
        ("方向", "向き", ("schema.unknown-key", "data/indicators.csv:1")),
        (",目標値", ",単位", ("schema.missing-key", "data/indicators.csv:1")),
        ('令和11年度,"1,200"', ",", ("schema.missing-key", "data/indicators.csv:3")),
        ("policy-a,相談の件数,件,", "policy-a,相談の件数,", ("table.ragged", "data/indicators.csv:3")),
        ("訪問の割合", "**訪問**", ("md.leftover", "data/indicators.csv:2")),
    ],
)
def test_what_is_wrong_is_told_at_its_row(old: str, new: str, found: tuple[str, str]) -> None:
    """With the messages that framework.yaml would give."""
    assert CSV.count(old) >= 1
    assert found in places(problems_with(changes(CSV.replace(old, new, 1))))


def test_an_item_has_its_indicators_at_one_place() -> None:
    """Two lists of one item would be printed as one."""
    both = DECLARED.replace("基本理念:", "指標の表: data/indicators.csv\n基本理念:")
    (first, second) = problems_with(changes(framework=both))
    assert (first.code, second.code) == (Code.ID_DUPLICATE, Code.ID_DUPLICATE)


def test_a_table_that_is_not_there_is_told() -> None:
    """At its name in framework.yaml."""
    found = places(problems_with({"framework.yaml": FRAMEWORK}))
    assert [code for code, _ in found] == ["file.missing"]


def test_a_table_that_is_no_text_is_told() -> None:
    """Saved in another encoding than UTF-8."""
    found = places(problems_with({"framework.yaml": FRAMEWORK, "data/indicators.csv": CSV.encode("cp932")}))
    assert found
    assert all(place.startswith("data/indicators.csv") for _, place in found)
