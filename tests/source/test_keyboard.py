"""YAML from a Japanese keyboard: what is wrong is said where it is, and prose raises no alarm."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import FRAMEWORK_YAML, PLAN_YAML, expect, load, places, problems_with


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("市名: みどり市", "市名：みどり市", "plan.yaml:2:3"),
        ("市名: みどり市", "市名： みどり市", "plan.yaml:2:3"),
        ("市名: みどり市", "市名　：みどり市", "plan.yaml:2:4"),
        ("{開始: 令和３年度,", "{開始：令和３年度,", "plan.yaml:3:10"),
        (" 終了: 令和７年度", " 終了： 令和７年度", "plan.yaml:3:21"),
        ("章:\n", "章：\n", "plan.yaml:6:2"),
        ("  - {年月: 令和３年３月", "  - {年月：令和３年３月", "plan.yaml:12:8"),
        ("基本理念: 支え合うまち", "基本理念：支え合うまち", "framework.yaml:1:5"),
        ("  - id: policy-a", "  - id：policy-a", "framework.yaml:3:7"),
        ("    題: 安心なまち", "    題：安心なまち", "framework.yaml:4:6"),
        ("            課題認識: 課題です。", "            課題認識：課題です。", "framework.yaml:12:17"),
    ],
)
def test_a_full_width_colon_is_named_at_every_depth(right: str, wrong: str, place: str) -> None:
    """The colon behind a known key is found wherever the key stands."""
    problems = problems_with(changed(right, wrong))
    expect(problems, Code.YAML_FULLWIDTH_COLON, place, "全角", "半角の「:」")


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("市名: みどり市", "市名:みどり市", "plan.yaml:2:4"),
        ("{開始: 令和３年度,", "{開始:令和３年度,", "plan.yaml:3:11"),
        ("  - id: policy-a", "  - id:policy-a", "framework.yaml:3:8"),
        ("      - id: direction-a", "      - id:direction-a", "framework.yaml:6:12"),
        ("            対応方針: 方針です。", "            対応方針:方針です。", "framework.yaml:13:18"),
    ],
)
def test_a_missing_blank_after_the_colon_is_named(right: str, wrong: str, place: str) -> None:
    """YAML takes such a line for text, or fails lines later."""
    expect(problems_with(changed(right, wrong)), Code.YAML_COLON_BLANK, place, "空白", "半角の空白を一つ")


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("市名: みどり市", "市名:　みどり市", "plan.yaml:2:4"),
        ("市名: みどり市", "市名:\u00a0みどり市", "plan.yaml:2:4"),
        ("  - chapters/02", "　- chapters/02", "plan.yaml:8:1"),
        ("  - chapters/02", "  -　chapters/02", "plan.yaml:8:4"),
        ("    題: 安心なまち", "　　題: 安心なまち", "framework.yaml:4:1"),
        ("    題: 安心なまち", "  　題: 安心なまち", "framework.yaml:4:3"),
        ("    題: 安心なまち", "\u00a0\u00a0\u00a0\u00a0題: 安心なまち", "framework.yaml:4:1"),
        ("          - id: measure-b", "　　　　　- id: measure-b", "framework.yaml:15:1"),
    ],
)
def test_a_full_width_blank_is_named(right: str, wrong: str, place: str) -> None:
    """Indents, dashes and colons want half-width blanks; a no-break blank from a web page counts as well."""
    expect(problems_with(changed(right, wrong)), Code.YAML_FULLWIDTH_SPACE, place, "半角")


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("  - chapters/02", "\t- chapters/02", "plan.yaml:8:1"),
        ("  - chapters/02", "  -\tchapters/02", "plan.yaml:8:4"),
        ("    題: 安心なまち", "\t題: 安心なまち", "framework.yaml:4:1"),
        ("    題: 安心なまち", "  \t題: 安心なまち", "framework.yaml:4:3"),
    ],
)
def test_a_tab_is_named(right: str, wrong: str, place: str) -> None:
    """Tabs at the beginning of a line, and behind a dash."""
    expect(problems_with(changed(right, wrong)), Code.YAML_TAB, place, "タブ", "半角の空白")


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    """Two full-width colons, and the line that YAML itself would have stumbled over is not told besides."""
    text = FRAMEWORK_YAML.replace("題: 安心", "題：安心").replace("題: 見守り", "題:見守り")
    assert places(problems_with({"framework.yaml": text})) == [
        ("yaml.fullwidth-colon", "framework.yaml:4:6"),
        ("yaml.colon-blank", "framework.yaml:11:15"),
    ]


def test_a_mistake_after_the_place_where_yaml_fails_hides_nothing() -> None:
    """An open quotation mark above a full-width colon is told as well."""
    text = PLAN_YAML.replace("計画名: みどり", '計画名: "みどり" "').replace("段階: 案", "段階：案")
    assert places(problems_with({"plan.yaml": text})) == [
        ("yaml.syntax", "plan.yaml:1:12"),
        ("yaml.fullwidth-colon", "plan.yaml:4:3"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        "|\n              取組：見守りの充実\n              題:安心\n              　字下げした行\n              \t題：タブの行",
        ">\n              取組：見守りの充実\n              題:安心",
        '"一行目\n              取組：二行目\n              題:三行目"',
        "'一行目\n              取組：二行目'",
        "一行目\n              取組：二行目",
        '"取組：見守り"',
        "相談は、https://www.example.jp/?id:1 と 0197:00 です。",
        "見守り：地域で行うもの",
        "課題：次の「題：安心」のとおり",
    ],
    ids=["block", "folded", "double", "single", "plain", "quoted-line", "url", "colon", "inner"],
)
def test_prose_raises_no_alarm(value: str) -> None:
    """Colons, blanks and keys in the text of a value are the author's own words."""
    files = {"framework.yaml": FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: {value}", 1)}
    assert not {code for code, _ in places(problems_with(files)) if code.startswith("yaml.")}


def test_prose_in_a_block_raises_no_alarm_in_a_file_that_fails_elsewhere() -> None:
    """Where YAML can't be read, blocks are told by their indentation."""
    text = FRAMEWORK_YAML.replace(
        "課題認識: 課題です。", "課題認識: |\n              取組：見守り\n\n              題:x", 1
    )
    expect(
        problems_with({"framework.yaml": text.replace("題: 相談", '題: "相談')}),
        Code.YAML_SYNTAX,
        "framework.yaml:19:16",
    )


def test_comments_raise_no_alarm() -> None:
    """What stands behind # is not read."""
    assert load({"plan.yaml": f"# 計画名：覚え書き\n  # 市名:x\n{PLAN_YAML}"})


def changed(right: str, wrong: str) -> dict[str, str]:
    """The file that holds `right`, with `wrong` in its first place."""
    name, text = next(
        (name, text)
        for name, text in (("plan.yaml", PLAN_YAML), ("framework.yaml", FRAMEWORK_YAML))
        if right in text
    )
    return {name: text.replace(right, wrong, 1)}
