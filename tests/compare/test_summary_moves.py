"""What stands elsewhere in the 概要 now is told as that, once."""

from __future__ import annotations

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.report import report
from pipeline.documents.changes import changed_places
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison
from tests.properties.documents import resolved
from tests.small_plan import FOLDER, small_plan

HEAD = "概要:\n"
AIM = "  - 題: 目的\n    内容:\n      - 要約: sum-purpose\n"
OWN = "      - 文章: 市民と共に進める計画です。\n"
PILLARS = "  - 題: 柱\n    内容:\n"
FIRST = "      - 小見出し: 一つ目\n        文章: 見守りの輪を地域に広げます。\n"
SECOND = "      - 小見出し: 二つ目\n        文章: 相談の窓口を各地区に置きます。\n"
SUMMARY = f"{HEAD}{AIM}{OWN}{PILLARS}{FIRST}{SECOND}"


def compared(summary: str) -> Comparison:
    old, new = (resolved(small_plan({"summary.yaml": text})) for text in (SUMMARY, summary))
    return compare((old, plan_content(old)), (new, plan_content(new)))


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        (f"{HEAD}{PILLARS}{FIRST}{SECOND}{AIM}{OWN}", ["題　目的（移動）"]),
        (f"{HEAD}{AIM}{OWN}{PILLARS}{SECOND}{FIRST}", ["小見出し　二つ目（移動）"]),
        (f"{HEAD}{AIM}{PILLARS}{FIRST}{SECOND}{OWN}", ["文章　市民と共に進める計画です。（移動）"]),
        (
            f"{HEAD}{AIM}{PILLARS}{FIRST}{SECOND}{OWN}".replace("市民と共に進める計画", "市民と共に歩む計画"),
            ["文章　市民と共に進める計画です。→（なし）", "文章　（なし）→市民と共に歩む計画です。"],
        ),
        (
            f"{HEAD}{PILLARS}{FIRST}{SECOND}{AIM}{OWN}      - 文章: 新しい文章です。\n",
            ["題　目的（移動）", "文章　（なし）→新しい文章です。"],
        ),
    ],
    ids=["section", "item with a subheading", "item to another section", "short and edited", "and new"],
)
def test_what_moved_within_the_summary_is_told_once(summary: str, told: list[str]) -> None:
    """A section and a subheading with all that moved with it; what is new beside it by itself."""
    lines = report(compared(summary))
    assert lines == [
        f"概要で変わる所（{len(told)}件）",
        *(f"  概要の節　{line}（{FOLDER}/summary.yaml）" for line in told),
    ]


def test_tables_of_changes_say_that_it_moved() -> None:
    """Of a section each line."""
    places = changed_places(compared(f"{HEAD}{PILLARS}{FIRST}{SECOND}{AIM}{OWN}"))
    assert [str(place.kind) for place in places] == ["移動", "移動", "移動"]
