"""Sheets of any size: a summary as long as wanted, a framework with as many measures as wanted."""

from __future__ import annotations

from tests.small_plan import MEASURES, TEXTS, Changes


def framework_of(rows: int, text: str = "課題です。", policy: str = "安心なまち") -> Changes:
    """A plan with a framework of this many measures, two to a direction, each with this text as its issue."""
    lines = [
        "基本理念: 支え合うまち",
        "基本方針:",
        "  - id: policy-a",
        f"    題: {policy}",
        "    施策の基本方向:",
    ]
    for row in range(rows):
        if row % 2 == 0:
            lines += [
                f"      - id: direction-{row}",
                f"        略称: 方向{row}",
                f"        題: 推進{row}",
                "        取組:",
            ]
        lines += [
            f"          - id: measure-{row}",
            f"            題: 取組{row}番",
            f"            課題認識: {text}",
            "            対応方針: 方針です。",
            f"            関連する施策: [事業{row}番]",
        ]
    return {"framework.yaml": "\n".join(lines) + "\n"}


def summary_of(sentences: int) -> Changes:
    """A plan whose summary has this many sentences, one a paragraph."""
    text = "\n\n".join(f"これは{number}番目の要約の文章です。" for number in range(sentences))
    return {MEASURES: str(TEXTS[MEASURES]).replace("目的です。", text)}
