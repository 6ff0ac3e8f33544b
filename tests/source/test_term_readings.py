"""Readings of terms are kana: by others they would stand in the wrong place."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import GLOSSARY_YAML, expect, problems_with


@pytest.mark.parametrize("reading", ["ﾁｲｷﾌｸｼ", "ちいき福祉", "chiiki", "ちいきふくし−", "ちいきふくか゛"])
def test_a_reading_with_anything_but_kana_is_told(reading: str) -> None:
    """Where it is written, as a warning."""
    problems = problems_with({"glossary.yaml": GLOSSARY_YAML.replace("ちいきふくし", reading)})
    expect(problems, Code.SCHEMA_VALUE, "glossary.yaml:4:9", reading, "ひらがな")
    assert all(problem.warning for problem in problems)


@pytest.mark.parametrize(
    "reading", ["ちいきふくし", "チイキフクシ", "エーアイ", "ちいき・ふくし", "ゔぃじょん", "ちいき ふくし"]
)
def test_kana_of_both_kinds_are_readings(reading: str) -> None:
    """With what stands between words."""
    assert not problems_with({"glossary.yaml": GLOSSARY_YAML.replace("ちいきふくし", reading)})
