"""Items that stand in no chapter: other documents show them, so their changes are told as well."""

from __future__ import annotations

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison
from tests.resolve.test_items import PLACE
from tests.small_plan import MEASURES, TEXTS, resolved
from tests.source.test_declaration import DECLARED


def compared(old: str, new: str) -> Comparison:
    """Two versions of a plan whose items stand nowhere, the second after one change."""
    chapter = TEXTS[MEASURES].replace(PLACE, "")
    before, after = (
        resolved({MEASURES: chapter, "framework.yaml": text})
        for text in (DECLARED, DECLARED.replace(old, new))
    )
    return compare((before, plan_content(before)), (after, plan_content(after)))


def test_a_change_of_such_an_item_is_told_by_its_field() -> None:
    """With the words as they were and as they are."""
    (change,) = compared("事業名: 産後ケア, 担当課: 健康課", "事業名: 産後ケア, 担当課: 福祉課").changes
    assert (change.unit.what, change.unit.title, change.unit.number) == ("基本施策", "妊娠の支援", "")
    (pair,) = change.lines
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.label, pair.before.text, pair.after.text) == (
        "主な事業",
        "産後ケア｜健康課｜新規",
        "産後ケア｜福祉課｜新規",
    )


def test_its_title_and_short_label_are_told_too() -> None:
    """The sheet shows them."""
    (change,) = compared("略称: 妊娠", "略称: 出産").changes
    assert [(pair.before.label if pair.before else "") for pair in change.lines] == ["略称"]
