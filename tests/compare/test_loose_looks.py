"""What stands in no chapter, and looks otherwise with the same words: the cover's lines, the summary's text, items that stand nowhere."""

from __future__ import annotations

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.report import NOTHING, report
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import LinePair
from tests.compare.test_every_key import BASE
from tests.compare.test_unplaced_items import compared
from tests.small_plan import MEASURES, resolved

_NAME, _PASSAGE, _OWN = "みどり市地域福祉計画", "二つ目の要約です。", "概要だけの文章です。"
FILES = {**BASE, "summary.yaml": f"{BASE['summary.yaml']}      - 文章: {_OWN}\n"}
_TABLE = "::: {.表 .番号なし}\n題\n\n| 年 | 人 |\n|---|--:|\n| 元年 | 10 |\n:::"
_BOX = f':::: {{.枠 題="枠"}}\n文章です。\n\n{_TABLE}\n::::'
LOOKS = {
    "a name on two lines": (
        "plan.yaml",
        _NAME,
        "|\n  みどり市\n  地域福祉計画",
        "改行",
        "みどり市／地域福祉計画",
    ),
    "bold in a passage": (MEASURES, _PASSAGE, "二つ目の**要約**です。", "太字", "「要約」"),
    "a line of a passage": (MEASURES, _PASSAGE, "二つ目の\\\n要約です。", "改行", "「二つ目の／要約です。」"),
    "a list in a passage": (MEASURES, _PASSAGE, f"- {_PASSAGE}", "箇条書きの種類", "・"),
    "bold in own text": ("summary.yaml", _OWN, '"**概要**だけの文章です。"', "太字", "「概要」"),
    "a list in own text": ("summary.yaml", _OWN, f'"- {_OWN}"', "箇条書きの種類", "・"),
}


def changes(file: str, old: str, new: str, files: dict[str, str] = FILES) -> tuple[list[LinePair], list[str]]:
    """The lines that differ, and what is reported."""
    assert files[file].count(old) == 1, old
    before, after = (resolved(each) for each in (files, {**files, file: files[file].replace(old, new)}))
    found = compare((before, plan_content(before)), (after, plan_content(after)))
    return [pair for change in found.changes for pair in change.lines], report(found)


@pytest.mark.parametrize("name", LOOKS)
def test_another_look_is_told_by_its_kind(name: str) -> None:
    """As it is in chapters, and nothing else is."""
    file, old, new, kind, shown = LOOKS[name]
    (pair,), told = changes(file, old, new)
    assert pair.after is not None
    assert (pair.look, pair.after.label) == (True, kind)
    assert shown in pair.after.text
    assert told != [NOTHING]


def test_a_cell_of_a_table_in_the_box_of_a_passage_is_told() -> None:
    """Boxes don't have in them what is named, so such a table is read by itself."""
    files = {**FILES, MEASURES: str(FILES[MEASURES]).replace(_PASSAGE, _BOX)}
    (pair,), _ = changes(MEASURES, "| 元年 | 10 |\n:::\n::::", "| 元年 | 11 |\n:::\n::::", files)
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.text, pair.after.text) == ("年：元年　人：10", "年：元年　人：11")


def test_a_look_of_an_item_that_stands_nowhere_is_told() -> None:
    """The sheet shows it."""
    (change,) = compared("事業名: 産後ケア, ", '事業名: "**産後**ケア", ').changes
    assert [(pair.look, pair.after.text if pair.after else "") for pair in change.lines] == [
        (True, "「産後」")
    ]
