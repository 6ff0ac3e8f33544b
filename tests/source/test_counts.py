"""What a plan counts of itself, written by its form: it follows the plan wherever Markdown stands."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Heading
from pipeline.model.counts import Form, count_all, write_count
from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import Memory
from tests.answers import small_answers
from tests.kept import parse
from tests.small_plan import (
    CHAPTER,
    FOLDER,
    FRAMEWORK_YAML,
    MEASURES,
    TEXTS,
    chapter,
    expect,
    load,
    problems_in,
    resolved,
    small_plan,
    text_of,
)

MEASURE = """\
          - id: measure-c
            題: 参加
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [参加事業]
"""


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3, Form.DIGITS, "３"),
        (21, Form.DIGITS, "21"),
        (3, Form.KANJI_THINGS, "三つ"),
        (9, Form.KANJI_THINGS, "九つ"),
        (10, Form.KANJI_THINGS, "10"),
        (21, Form.KANJI_THINGS, "21"),
        (3, Form.THINGS, "３つ"),
        (21, Form.THINGS, "21"),
        (3, Form.KANJI, "三"),
        (21, Form.KANJI, "二十一"),
    ],
)
def test_numbers_are_written_as_in_public_documents(number: int, form: Form, text: str) -> None:
    """One digit full-width, more half-width; つ is said up to nine."""
    assert write_count(number, form) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('[]{.数 of="取組"}の取組', "２の取組"),
        ('[]{.数 .一つ of="取組"}の取組', "二つの取組"),
        ('[]{.数 .１つ of="施策の基本方向"}', "１つ"),
        ('[]{.数 .漢数字 of="章"}章', "二章"),
        ('[]{.数 of="基本方針"}、[]{.数 of="用語"}', "１、１"),
        ('**[]{.数 .一つ of="取組"}の取組**です', "二つの取組です"),
    ],
)
def test_a_count_is_text(markdown: str, text: str) -> None:
    """Of what the files hold."""
    assert text_of(markdown) == text


def test_a_count_follows_wherever_markdown_stands() -> None:
    """Headings, captions, cells, notes, passages, framework.yaml; one measure more, and all of them say so."""
    form = '[]{.数 .一つ of="取組"}の取組'
    markdown = f"## {form}\n\n文[^a]\n\n::: {{.表 #tbl-a}}\n{form}\n\n| {form} |\n|---|\n| {form} |\n:::\n\n[^a]: {form}"
    framework = FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: '{form}'", 1) + MEASURE
    plan = resolved(
        {
            CHAPTER: chapter(markdown),
            "framework.yaml": framework,
            MEASURES: TEXTS[MEASURES].replace("目的です。", f"{form}を定めます。"),
        }
    )
    assert str((plan.body, plan.passages)).count("三つの取組") == 7
    (heading,) = [b for b in plan.body if isinstance(b, Heading) and "取組" in plain_text(b.content)]
    assert plan.targets[heading.id].title == "三つの取組"


def test_what_was_read_before_is_counted_anew() -> None:
    """A chapter that did not change says another number once framework.yaml did."""
    memory = Memory()
    files = {CHAPTER: chapter('[]{.数 of="取組"}の取組')}
    load_plan(small_plan(files), parse, FOLDER, memory)
    plan = load_plan(
        small_plan({**files, "framework.yaml": FRAMEWORK_YAML + MEASURE}),
        parse,
        FOLDER,
        Memory(memory.stored()),
    )
    assert "３の取組" in str(plan.chapters[0].blocks)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ('[]{.数 of="施策"}', ("「施策」", "取組")),
        ("[]{.数}", ("何の数か", "[]{.数")),
        ('[]{.数 .つ of="取組"}', ("書き方", "もしかして: １つ")),
        ('[三つ]{.数 of="取組"}', ("書き方", "[]{.数")),
        ('[]{.数 .一つ .１つ of="取組"}', ("書き方", "一つ")),
        ('[]{.数 of="取組" in="policy-a"}', ("書き方", "[]{.数")),
    ],
)
def test_a_count_that_is_none_is_told(markdown: str, words: tuple[str, str]) -> None:
    """With what can be counted, and how."""
    expect(problems_in(markdown), Code.MD_ATTRIBUTE, f"{CHAPTER}:3:1", *words)


def test_answers_are_no_text_of_the_plan() -> None:
    """They are read before it."""
    text = small_answers.ANSWERS_YAML.replace("窓口は、", "'[]{.数 of=\"取組\"}'", 1)
    text = text.replace(
        "市の考え方: '[]{.数 of=\"取組\"}'広報", '市の考え方: \'[]{.数 of="取組"}広報'
    ).replace("お知らせしていきます。", "お知らせします。'", 1)
    (problem,) = small_answers.problems_with({"answers.yaml": text})
    assert problem.code is Code.MD_PLACE


def test_counts_are_those_of_the_files() -> None:
    """Directions and measures of all policies together."""
    plan = load()
    levels = [level.name for level in plan.framework.levels]
    assert count_all(len(plan.chapters), levels, plan.framework.items, len(plan.glossary)) == {
        "章": 2,
        "基本方針": 1,
        "施策の基本方向": 1,
        "取組": 2,
        "用語": 1,
    }
