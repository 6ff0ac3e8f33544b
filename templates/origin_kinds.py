"""The script that first made the templates of plans of other kinds, in templates/samples/: those that show their levels.

`make new KIND=…` gives them to a plan of the kind. Running this overwrites them:

    python templates/origin_kinds.py
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from origin import framework, plan


@dataclass(frozen=True)
class Kind:
    """The innermost level and its fields, and the columns of the sheet: widths in mm, heads with their columns, styles and tags."""

    level: str
    fields: Sequence[str]
    widths: Sequence[float]
    heads: Sequence[tuple[str, int]]
    columns: Sequence[tuple[str, str]]


KINDS = {
    "children": Kind(
        "取組",
        ("内容", "担当課", "関連する取組"),
        (14, 12, 44, 70, 56, 150, 50),
        (("基本目標", 1), ("基本施策", 2), ("主な事業", 1), ("取組", 1), ("内容", 1), ("担当課", 1)),
        (
            ("SheetPolicy", "{{ 基本目標 }}"),
            ("SheetShort", "{{ 基本施策.略称 }}"),
            ("SheetDirection", "{{ 基本施策 }}"),
            ("SheetProgram", "・{{ 基本施策.主な事業.事業名 }}"),
            ("SheetMeasure", "{{ 取組 }}"),
            ("SheetText", "{{ 取組.内容 }}"),
            ("SheetText", "{{ 取組.担当課 }}"),
        ),
    ),
    "comprehensive": Kind(
        "事業",
        ("内容", "担当課", "区分"),
        (14, 12, 44, 100, 56, 120, 50),
        (("政策", 1), ("施策", 2), ("目指す姿", 1), ("事業", 1), ("内容", 1), ("担当課", 1)),
        (
            ("SheetPolicy", "{{ 政策 }}"),
            ("SheetShort", "{{ 施策.略称 }}"),
            ("SheetDirection", "{{ 施策 }}"),
            ("SheetText", "{{ 施策.目指す姿 }}"),
            ("SheetMeasure", "{{ 事業 }}"),
            ("SheetText", "{{ 事業.内容 }}"),
            ("SheetText", "{{ 事業.担当課 }}"),
        ),
    ),
    "action": Kind(
        "行動",
        ("内容", "主体", "時期", "関連する行動"),
        (14, 82, 170, 60, 70),
        (("基本目標", 1), ("行動", 1), ("内容", 1), ("主体", 1), ("時期", 1)),
        (
            ("SheetPolicy", "{{ 基本目標 }}"),
            ("SheetMeasure", "{{ 行動 }}"),
            ("SheetText", "{{ 行動.内容 }}"),
            ("SheetProgram", "・{{ 行動.主体 }}"),
            ("SheetText", "{{ 行動.時期 }}"),
        ),
    ),
}


if __name__ == "__main__":
    for name, kind in KINDS.items():
        folder = Path(__file__).parent / "samples" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.docx").write_bytes(plan(kind.level, kind.fields))
        (folder / "framework.docx").write_bytes(framework(kind.widths, kind.heads, kind.columns))
