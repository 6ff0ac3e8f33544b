"""What was deleted, and is still spoken of in the later version, is told where it is."""

from __future__ import annotations

import re

import pytest

from pipeline.causes.spoken import still_spoken_of
from pipeline.problems import Code
from pipeline.resolve.texts import printed_texts_of
from pipeline.source.words import place_words
from tests.small_plan import CHAPTER, FOLDER, FRAMEWORK_YAML, chapter, expect, resolved

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
    after = resolved({"framework.yaml": later, CHAPTER: chapter(text), "data/a.csv": "年度,件数\nR1,1\n"})
    return list(still_spoken_of(before, after, printed_texts_of(after)))


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
        "交流の支援を進めます。",
        "また、交流の支援などを進めます。",
        "見守り、交流の支援、相談を進めます。",
        "集いの場（交流の支援を含みます。）です。",
        "第１に　交流の支援　です。",
    ],
)
def test_a_deleted_title_is_told_where_it_still_stands(text: str) -> None:
    """In brackets however short it is, in the text where it is long enough to be nothing else; one of several words also where it is
    no part of something longer."""
    problems = spoken(text)
    expect(problems, Code.REF_DELETED_TITLE, f"{CHAPTER}:3:1", "framework.yaml", "削除")
    assert problems[0].warning
    assert problems[0].about
    assert problems[0].about.text in text


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
        "身近な交流の支援を進めます。",
        "住民の交流の支援を進めます。",
        "世代間交流の支援を進めます。",
        "出会いや交流の支援を進めます。",
        "見守り・交流の支援を進めます。",
        "交流の支援員を置きます。",
        "交流の支援事業を進めます。",
        "交流の支援し合う関係です。",
    ],
)
def test_words_that_are_no_title_are_silent(text: str) -> None:
    """Short titles without brackets are common words, in round ones and alone where they are one word; so are parts of longer ones."""
    assert not spoken(text)


def test_a_short_title_of_a_section_is_no_title_alone() -> None:
    """Rows of tables are called so, too (計画の期間)."""
    section = "## 計画の期間 {#sec-period}\n\n文です。\n"
    before = resolved({CHAPTER: chapter(section)})
    after = resolved({CHAPTER: chapter("計画の期間\n\n５年間（計画の期間）です。")})
    assert not list(still_spoken_of(before, after, printed_texts_of(after)))


def test_a_title_that_something_has_is_not_gone() -> None:
    """It moved to another id."""
    assert not spoken(f"「{TITLE}」を進めます。", FRAMEWORK_YAML + MEASURE.replace("measure-c", "measure-z"))


EVERYWHERE = """\
「交流の支援」に力を入れます[^a]。

- 交流の支援のとおり

::: {.表 #tbl-q}
題（交流の支援）

| 交流の支援 | 値 |
|---|---|
| 交流の支援を図る | 交流の支援 |

※ 交流の支援による。
:::

::: {.グラフ #fig-c 種類="棒" csv="data/a.csv" 説明="交流の支援の推移です。"}
件数
:::

## 「交流の支援」の今後 {#sec-later}

[^a]: 交流の支援による。
"""


def test_every_place_is_told_where_it_stands() -> None:
    """In paragraphs, notes, items, titles, cells, charts and headings, each by its words."""
    problems = spoken(EVERYWHERE)
    text = chapter(EVERYWHERE)
    files = {CHAPTER: text.encode()}
    told = [str(each.location) for each in place_words(problems, files, FOLDER)]
    lines = [
        number for number, line in enumerate(text.splitlines(), 1) for _ in re.findall("交流の支援", line)
    ]
    assert sorted(int(each.split(":")[1]) for each in told) == lines
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    "text", ["交流の支援と見守りを進めます。", f"「交流の支援と見守り」と{TITLE}の推進を進めます。"]
)
def test_a_title_that_is_there_and_holds_one_that_is_gone_is_itself(text: str) -> None:
    """A measure that was joined with another."""
    joined = MEASURE.replace(TITLE, "交流の支援と見守り") + MEASURE.replace(TITLE, f"{TITLE}の推進").replace(
        "measure-c", "measure-g"
    )
    assert not spoken(text, FRAMEWORK_YAML + joined.replace("measure-c", "measure-h"))
