"""The smallest plan that loads, and short ways to change it: what the tests of rules and problems build on.

Nothing here reads plan_source/ or templates/: a city may replace both and keep a green suite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model.blocks import Block
from pipeline.model.inlines import Inline, Paragraph, plain_text
from pipeline.model.numbers import Level, ResolvedPlan, Scheme
from pipeline.model.plan import Plan
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.resolve.notices import notices
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.source.words import place_words
from tests.kept import parse

FOLDER = "plan_source"
PLAN_YAML = """\
計画名: みどり市地域福祉計画
市名: みどり市
計画期間: {開始: 令和３年度, 終了: 令和７年度}
段階: 案
策定年月: 令和３年３月
章:
  - chapters/01-text.md
  - chapters/02-measures.md
資料編:
  - chapters/91-glossary.md
改訂履歴:
  - {年月: 令和３年３月, 内容: 案の作成}
"""
FRAMEWORK_YAML = """\
基本理念: 支え合うまち
基本方針:
  - id: policy-a
    題: 安心なまち
    施策の基本方向:
      - id: direction-a
        略称: 安心
        題: 支え合いの推進
        取組:
          - id: measure-a
            題: 見守り
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [見守り事業]
          - id: measure-b
            題: 相談
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [相談事業]
"""
SUMMARY_YAML = """\
概要:
  - 題: 目的
    内容:
      - 要約: sum-purpose
"""
GLOSSARY_YAML = """\
用語:
  - id: term-welfare
    語: 地域福祉
    読み: ちいきふくし
    説明: 地域の福祉です。
"""
POSITION_YAML = """\
上位計画: {名称: みどり市総合計画, 見出し: 基本方針, 題: 健康なまち}
分野:
  - {題: 地域福祉, 計画: この計画}
この計画: {名称: 地域福祉計画, 性格: 理念計画}
連動: {主体: みどり市社会福祉協議会, 名称: 地域福祉活動計画, 性格: 行動計画, 見出し: 目標, 項目: [一つ目]}
"""
CHAPTER = "chapters/01-text.md"
MEASURES = "chapters/02-measures.md"
TEXTS = {
    "plan.yaml": PLAN_YAML,
    "framework.yaml": FRAMEWORK_YAML,
    "summary.yaml": SUMMARY_YAML,
    "glossary.yaml": GLOSSARY_YAML,
    "position.yaml": POSITION_YAML,
    CHAPTER: "# 本文 {#sec-text}\n\n文章です。\n",
    MEASURES: """\
# 施策 {#sec-measures}

基本理念は、支え合うまちです。

::: {.要約 #sum-purpose}
目的です。
:::

::: {.施策}
:::
""",
    "chapters/91-glossary.md": "# 用語解説 {#sec-glossary}\n\n::: {.用語解説}\n:::\n",
}
# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "5478da63f80f00010101001cb08c990000000049454e44ae426082"
)


def level(text: str, number_format: str = "decimal", **changes: Any) -> Level:
    """A level of a multilevel list that restarts after the level above it, unless told otherwise."""
    index = max(int(digit) for digit in re.findall(r"%([1-9])", text))
    return Level(
        start=changes.get("start", 1),
        format=number_format,
        text=text,
        restart_after=changes.get("restart_after", index - 1),
        legal=changes.get("legal", False),
    )


SCHEME = Scheme(
    body=(
        level("第%1章", "decimalFullWidth"),
        level("第%2節", "decimalFullWidth"),
        level("%3", "decimalFullWidth"),
        level("(%4)"),
        level("%5", "aiueoFullWidth"),
        level("(%6)", "aiueoFullWidth"),
    ),
    appendix=(
        level("資料%1", "decimalFullWidth"),
        level("%2", "decimalFullWidth"),
        level("(%3)"),
        level("%4", "aiueoFullWidth"),
        level("(%5)", "aiueoFullWidth"),
        level("%6", "decimalEnclosedCircle"),
    ),
    note_format="decimal",
)


Changes = Mapping[str, str | bytes | None]


def small_plan(changes: Changes | None = None) -> dict[str, bytes]:
    """The files of the smallest plan; `changes` replace, add, or (None) take away files."""
    files = {**TEXTS, **(changes or {})}
    return {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
        if content is not None
    }


def load(changes: Changes | None = None) -> Plan:
    return load_plan(small_plan(changes), parse, FOLDER)


def resolved(changes: Changes | None = None, scheme: Scheme = SCHEME) -> ResolvedPlan:
    return resolve(load(changes), scheme)


def problems_of(files: Mapping[str, bytes], scheme: Scheme = SCHEME) -> list[Problem]:
    """All that is wrong with a plan, in the order in which the author sees it."""
    try:
        return place_words(notices(resolve(load_plan(files, parse, FOLDER), scheme)), files, FOLDER)
    except PlanErrors as errors:
        return list(errors.problems)


def problems_with(changes: Changes, scheme: Scheme = SCHEME) -> list[Problem]:
    """All that is wrong with the smallest plan after `changes`."""
    return problems_of(small_plan(changes), scheme)


def problems_in(markdown: str, changes: Changes | None = None) -> list[Problem]:
    """All that is wrong with a chapter whose text, under its heading, begins in line 3."""
    return problems_with({CHAPTER: chapter(markdown), **(changes or {})})


def chapter(markdown: str) -> str:
    """The text of a chapter file: its heading, a blank line, and `markdown` from line 3."""
    return f"# 本文 {{#sec-text}}\n\n{markdown}\n"


def blocks_of(markdown: str, changes: Changes | None = None) -> tuple[Block, ...]:
    """What a chapter's text becomes, without the chapter's heading."""
    return load({CHAPTER: chapter(markdown), **(changes or {})}).chapters[0].blocks[1:]


def inlines_of(markdown: str) -> tuple[Inline, ...]:
    """What a chapter's one paragraph becomes."""
    (block,) = blocks_of(markdown)
    assert isinstance(block, Paragraph)
    return block.content


def text_of(markdown: str) -> str:
    """The plain text of a chapter's one paragraph."""
    return plain_text(inlines_of(markdown))


_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def expect(problems: Sequence[Problem], code: Code, place: str, *words: str) -> None:
    """There is one problem, of this code and at this place, and it tells its reader these words in Japanese."""
    assert [(problem.code, str(problem.location)) for problem in problems] == [(code, f"{FOLDER}/{place}")]
    (problem,) = problems
    assert _JAPANESE.search(problem.message)
    assert problem.hint
    for word in words:
        assert word in f"{problem.message}\n{problem.hint}"


def places(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Code and place of each problem, in order: `("md.raw", "chapters/01-text.md:3:1")`."""
    return [(str(problem.code), str(problem.location).removeprefix(f"{FOLDER}/")) for problem in problems]
