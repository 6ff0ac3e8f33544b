"""Drawings compared: a box whose words changed is told by them, and so is how boxes are joined."""

from __future__ import annotations

import pytest

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.source.position_schema import BoxesFile
from pipeline.source.schema_keys import keys_by_model
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, resolved

FLOW = (
    "::: {.流れ図 #fig-a}\n流れ\n\n1. 受け付ける\n2. 確かめる\n   - 急ぐとき\n   - そのほか\n3. 終わる\n:::"
)
TREE = "::: {.施策の体系 #fig-a}\n体系\n:::"
POSITION = "::: {.位置付け図 #fig-a}\n位置付け\n:::"
BOXES = """\
この計画: {名称: みどり市計画, 性格: 基本計画, 示す: [基本理念], 文: [五年の計画]}
上: [総合計画]
左: [人口ビジョン]
右: [{名称: 活動計画, 文: [社会福祉協議会]}]
下: [{名称: 個別の計画, 箱: [母子の計画]}]
つながり:
  - {から: 総合計画, まで: この計画, 形: 矢印}
"""


def told(before: dict[str, str], after: dict[str, str]) -> str:
    was, now = resolved(before), resolved(after)
    (change,) = compare((was, plan_content(was)), (now, plan_content(now))).changes
    return "\n".join(pair.after.shown for pair in change.lines if pair.after)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("確かめる", "調べる", "調べる"),
        ("そのほか", "ほかのとき", "ほかのとき"),
        ("3. 終わる", "3. 見守る\n4. 終わる", "見守る"),
    ],
)
def test_a_step_that_changed_is_told_by_its_words(old: str, new: str, words: str) -> None:
    """Those of other boxes are not."""
    lines = told({CHAPTER: chapter(FLOW)}, {CHAPTER: chapter(FLOW.replace(old, new))})
    assert words in lines
    assert "受け付ける" not in lines


def test_a_tree_follows_the_framework() -> None:
    """A title that changed has changed in the figure, too; nothing else has."""
    before = {CHAPTER: chapter(TREE), "framework.yaml": FRAMEWORK_YAML}
    after = {**before, "framework.yaml": FRAMEWORK_YAML.replace("題: 見守り", "題: 声かけ")}
    was, now = resolved(before), resolved(after)
    found = compare((was, plan_content(was)), (now, plan_content(now))).changes
    lines = [pair.after.shown for change in found for pair in change.lines if pair.after]
    assert "(1)　声かけ" in lines
    assert not any("相談" in each for each in lines)


EDITS = [
    ("この計画", "みどり市計画", "みどり市の計画", "みどり市の計画"),
    ("性格", "基本計画", "理念計画", "（理念計画）"),
    ("示す", "[基本理念]", "[基本理念, 基本方針]", "安心なまち"),
    ("文", "[五年の計画]", "[十年の計画]", "十年"),
    ("名称", "名称: 活動計画", "名称: 実践計画", "実践計画"),
    ("文", "[社会福祉協議会]", "[福祉協議会]", "福祉協議会"),
    ("上", "上: [総合計画]", "上: [県の計画, 総合計画]", "県の計画"),
    ("左", "左: [人口ビジョン]", "左: [人口ビジョン, 防災計画]", "防災計画"),
    ("右", "右: [", "右: [別の計画, ", "別の計画"),
    ("下", "下: [", "下: [下の計画, ", "下の計画"),
    ("箱", "[母子の計画]", "[母子の計画, 父子の計画]", "父子の計画"),
    ("つながり", "形: 矢印}", "形: 矢印}\n  - {から: この計画, まで: 活動計画}", "から「活動計画」へ矢印"),
    ("から", "から: 総合計画, まで: この計画", "から: この計画, まで: 総合計画", "から「総合計画」へ矢印"),
    (
        "まで",
        "から: 総合計画, まで: この計画",
        "から: この計画, まで: 個別の計画",
        "から「個別の計画」へ矢印",
    ),
    ("形", "形: 矢印", "形: 線", "は線"),
]


@pytest.mark.parametrize(("key", "old", "new", "words"), EDITS)
def test_what_changed_in_the_boxes_of_the_position_is_told(key: str, old: str, new: str, words: str) -> None:
    """Each key of position.yaml as boxes."""
    assert BOXES.count(old) == 1, key
    before = {CHAPTER: chapter(POSITION), "position.yaml": BOXES}
    assert words in told(before, {**before, "position.yaml": BOXES.replace(old, new)})


def test_every_key_of_the_boxes_is_tried() -> None:
    """None is forgotten."""
    assert {key for key, *_ in EDITS} == {key for names in keys_by_model(BoxesFile).values() for key in names}
