"""What was deleted, and is still spoken of in the later version, is told where it is."""

from __future__ import annotations

import pytest

from pipeline.causes.spoken import still_spoken_of
from pipeline.problems import Code
from pipeline.resolve.texts import texts_of
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, expect, resolved

TITLE = "意識の醸成と住民の活動"
MEASURE = f"""\
          - id: measure-c
            題: {TITLE}
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [啓発事業]
"""
SHORT, PHRASE, NAMES = (
    MEASURE.replace(TITLE, title).replace("measure-c", identity)
    for title, identity in (("啓発", "measure-d"), ("交流の支援", "measure-e"), ("ひとり親家庭", "measure-f"))
)


def spoken(text: str, later: str = FRAMEWORK_YAML):  # type: ignore[no-untyped-def]
    before = resolved({"framework.yaml": FRAMEWORK_YAML + MEASURE + SHORT + PHRASE + NAMES})
    after = resolved({"framework.yaml": later, CHAPTER: chapter(text)})
    return list(still_spoken_of(before, after, texts_of(after)))


@pytest.mark.parametrize(
    "text",
    [
        f"「{TITLE}」を進めます。",
        f"また、{TITLE}を進めます。",
        "「啓発」を進めます。",
        "「ひとり親家庭」を進めます。",
        "集いの場を増やします（交流の支援）。",
        "集いの場を増やします(交流の 支援)。",
        "交流の支援",
    ],
)
def test_a_deleted_title_is_told_where_it_still_stands(text: str) -> None:
    """In brackets however short it is, in the text where it is long enough to be nothing else; one of several words also alone."""
    problems = spoken(text)
    expect(problems, Code.REF_DELETED_TITLE, f"{CHAPTER}:3:1", "framework.yaml", "削除")
    assert problems[0].warning


@pytest.mark.parametrize(
    "text",
    [
        "市民への啓発を進めます。",
        "意識の醸成を進めます。",
        "文章です。",
        "声かけをします（啓発）。",
        "啓発",
        "世帯（ひとり親家庭）です。",
        "ひとり親家庭",
        "交流の支援を進めます。",
        "見守り、交流の支援、相談を進めます。",
        "集いの場（交流の支援を含みます。）です。",
    ],
)
def test_words_that_are_no_title_are_silent(text: str) -> None:
    """Short titles without brackets are common words, in round ones and alone where they are one word."""
    assert not spoken(text)


def test_a_short_title_of_a_section_is_no_title_alone() -> None:
    """Rows of tables are called so, too (計画の期間)."""
    section = "## 計画の期間 {#sec-period}\n\n文です。\n"
    before = resolved({CHAPTER: chapter(section)})
    after = resolved({CHAPTER: chapter("計画の期間\n\n５年間（計画の期間）です。")})
    assert not list(still_spoken_of(before, after, texts_of(after)))


def test_a_title_that_something_has_is_not_gone() -> None:
    """It moved to another id."""
    assert not spoken(f"「{TITLE}」を進めます。", FRAMEWORK_YAML + MEASURE.replace("measure-c", "measure-z"))
