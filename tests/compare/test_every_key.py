"""Every key of the plan's YAML files: another value in it is told, in the list where a reader looks for it.

The table below names each key of `source/schema.py`; a new key without a line here fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.report import NOTHING, report
from pipeline.documents.plan import plan_content
from pipeline.source import schema
from pipeline.source.framework_schema import framework_file
from pipeline.source.position_schema import BoxesFile
from pipeline.source.schema_keys import keys_by_model
from pipeline.source.schema_values import Strict
from tests.small_plan import (
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    MEASURES,
    PLAN_YAML,
    POSITION_YAML,
    TEXTS,
    resolved,
)

PLAN, SUMMARY, FRAMEWORK = "計画の名称等", "概要で変わる所", "体系図で変わる所"
EDITED, RENAMED, ADDED = "文章などの修正", "題の変更", "新設"
BASE: Mapping[str, str] = {
    "plan.yaml": PLAN_YAML.replace(
        "段階: 案\n",
        "段階: {名称: 案, 日付: 令和３年１月15日, 会議: 第２回策定委員会}\n担当課: 企画課\n"
        "行番号: なし\n新旧対照表の順: 改正前\n前付: [chapters/00-preface.md]\n",
    ).replace("  - chapters/91-glossary.md\n", "  - chapters/91-glossary.md\n  - chapters/92-history.md\n"),
    "framework.yaml": FRAMEWORK_YAML.replace(
        "    題: 安心なまち\n", "    題: 安心なまち\n    説明: 方針の説明です。\n"
    )
    .replace("        題: 支え合いの推進\n", "        題: 支え合いの推進\n        説明: 方向の説明です。\n")
    .replace(
        "            関連する施策: [見守り事業]\n",
        "            関連する施策: [見守り事業]\n            関連する取組: [measure-b]\n",
    ),
    "summary.yaml": """\
概要:
  - 題: 目的
    内容:
      - 小見出し: 初めに
        要約: sum-purpose
      - 要約: sum-second
  - 題: 位置付け
    内容:
      - 図: fig-position
""",
    "glossary.yaml": GLOSSARY_YAML,
    "position.yaml": POSITION_YAML,
    MEASURES: str(TEXTS[MEASURES]).replace(
        "::: {.施策}\n",
        "::: {.要約 #sum-second}\n二つ目の要約です。\n:::\n\n::: {.位置付け図 #fig-position}\n位置付けの図\n:::\n\n"
        "::: {.位置付け図 #fig-again}\n再び位置付けの図\n:::\n\n"
        "::: {.表 #tbl-numbers}\n人数\n\n| 年 | 人 |\n|---|--:|\n| 元年 | 10 |\n:::\n\n::: {.施策}\n",
    ),
    "chapters/00-preface.md": "# はじめに {#sec-preface}\n\nごあいさつです。\n",
    "chapters/92-history.md": "# 改訂の経過 {#sec-history}\n\n::: {.改訂履歴}\n:::\n",
    "chapters/99-new.md": "# 新しい文章 {#sec-new}\n\n新しい文章です。\n",
}


@dataclass(frozen=True)
class Edit:
    """Another value of a key: where, what, and under which head of the report it is told with which words."""

    model: type[Strict]
    key: str
    old: str
    new: str
    head: str
    words: str
    file: str = "plan.yaml"

    def __str__(self) -> str:
        return f"{self.file}:{self.model.__name__}.{self.key}"


def edits() -> Iterator[Edit]:
    of = schema.PlanFile
    yield Edit(
        of,
        "計画名",
        "みどり市地域福祉計画",
        "みどり市福祉計画",
        PLAN,
        "計画名　みどり市地域福祉計画→みどり市福祉計画",
    )
    yield Edit(of, "市名", "市名: みどり市", "市名: あおば市", PLAN, "市名　みどり市→あおば市")
    yield Edit(of, "呼称", "市名: みどり市\n", "市名: みどり市\n呼称: 町\n", PLAN, "呼称　（なし）→町")
    yield Edit(
        of,
        "計画期間",
        "計画期間: {開始: 令和３年度, ",
        "計画期間: {開始: 令和２年度, ",
        PLAN,
        "計画期間　令和３年度",
    )
    yield Edit(
        schema.PeriodFile, "開始", "開始: 令和３年度", "開始: 令和２年度", PLAN, "→令和２年度〜令和７年度"
    )
    yield Edit(
        schema.PeriodFile, "終了", "終了: 令和７年度", "終了: 令和８年度", PLAN, "→令和３年度〜令和８年度"
    )
    yield Edit(of, "段階", "名称: 案", "名称: 素案", PLAN, "段階　案→素案")
    yield Edit(schema.StageFile, "名称", "名称: 案", "名称: 素案", PLAN, "段階　案→素案")
    yield Edit(
        schema.StageFile,
        "日付",
        "令和３年１月15日",
        "令和３年１月16日",
        PLAN,
        "段階の日付　令和３年１月15日→令和３年１月16日",
    )
    yield Edit(
        schema.StageFile,
        "会議",
        "第２回策定委員会",
        "庁内会議",
        PLAN,
        "段階の会議　第２回策定委員会→庁内会議",
    )
    yield Edit(
        of,
        "策定年月",
        "策定年月: 令和３年３月",
        "策定年月: 令和３年４月",
        PLAN,
        "策定年月　令和３年３月→令和３年４月",
    )
    yield Edit(of, "担当課", "担当課: 企画課\n", "", PLAN, "担当課　企画課→（なし）")
    yield Edit(of, "行番号", "行番号: なし", "行番号: 通し", PLAN, "行番号　なし→通し")
    yield Edit(
        of,
        "前付",
        "[chapters/00-preface.md]",
        "[chapters/00-preface.md, chapters/99-new.md]",
        ADDED,
        "新しい文章",
    )
    yield Edit(of, "章", "章:\n", "章:\n  - chapters/99-new.md\n", ADDED, "新しい文章")
    chapters = "章:\n  - chapters/01-text.md\n  - chapters/02-measures.md\n"
    one = "章:\n  - 部: 総論\n    id: part-general\n    章: [chapters/01-text.md, chapters/02-measures.md]\n"
    more = one.replace("[", "[chapters/99-new.md, ")
    yield Edit(schema.DivisionFile, "部", chapters, one, ADDED, "総論")
    yield Edit(schema.DivisionFile, "章", chapters, more, ADDED, "新しい文章")
    yield Edit(of, "資料編", "資料編:\n", "資料編:\n  - chapters/99-new.md\n", ADDED, "新しい文章")
    history = "改訂の経過"
    yield Edit(
        of, "改訂履歴", "改訂履歴:\n", "改訂履歴:\n  - {年月: 令和２年３月, 内容: 初版}\n", EDITED, history
    )
    yield Edit(schema.RevisionFile, "年月", "{年月: 令和３年３月", "{年月: 令和３年５月", EDITED, history)
    yield Edit(schema.RevisionFile, "内容", "内容: 案の作成", "内容: 案を作成", EDITED, history)
    yield from framework_edits()
    yield from summary_edits()
    yield from glossary_edits()
    yield from position_edits()


# The models of framework.yaml and of its levels, outermost first.
LEVEL_FILES = tuple(model for model in keys_by_model(framework_file()) if issubclass(model, Strict))


def framework_edits() -> Iterator[Edit]:
    file = "framework.yaml"
    whole, policy, direction, measure = LEVEL_FILES
    more = "          - {id: measure-c, 題: 増えた取組, 課題認識: 課題です。, 対応方針: 方針です。, 関連する施策: [増えた事業]}\n"
    later = f"      - id: direction-c\n        略称: 増\n        題: 増えた方向\n        取組:\n{more}"
    yield Edit(whole, "基本理念", "支え合うまち", "つながるまち", FRAMEWORK, "基本理念", file)
    yield Edit(
        whole,
        "基本方針",
        "基本方針:\n",
        f"基本方針:\n  - id: policy-c\n    題: 増えた方針\n    施策の基本方向:\n{later}",
        FRAMEWORK,
        "増えた方針",
        file,
    )
    yield Edit(policy, "題", "題: 安心なまち", "題: 安全なまち", FRAMEWORK, "安全なまち（改題）", file)
    yield Edit(policy, "説明", "方針の説明です。", "方針の説明とします。", EDITED, "安心なまち", file)
    yield Edit(
        policy,
        "施策の基本方向",
        "    施策の基本方向:\n",
        f"    施策の基本方向:\n{later}",
        FRAMEWORK,
        "増えた方向",
        file,
    )
    yield Edit(direction, "略称", "略称: 安心", "略称: 安全", FRAMEWORK, "略称　安心→安全", file)
    yield Edit(
        direction, "題", "題: 支え合いの推進", "題: 支え合う推進", FRAMEWORK, "支え合う推進（改題）", file
    )
    yield Edit(direction, "説明", "方向の説明です。", "方向の説明とします。", EDITED, "支え合いの推進", file)
    yield Edit(direction, "取組", "        取組:\n", f"        取組:\n{more}", FRAMEWORK, "増えた取組", file)
    yield Edit(measure, "題", "題: 見守り\n", "題: 声掛け\n", FRAMEWORK, "声掛け（改題）", file)
    first = "題: 見守り\n            課題認識: 課題です。\n            対応方針: 方針です。"
    yield Edit(
        measure, "課題認識", first, first.replace("課題です", "課題でした"), FRAMEWORK, "見守り（修正）", file
    )
    yield Edit(
        measure, "対応方針", first, first.replace("方針です", "方針でした"), FRAMEWORK, "見守り（修正）", file
    )
    yield Edit(measure, "関連する施策", "[見守り事業]", "[見守り活動]", FRAMEWORK, "見守り（修正）", file)
    yield Edit(measure, "関連する取組", "            関連する取組: [measure-b]\n", "", EDITED, "見守り", file)


def summary_edits() -> Iterator[Edit]:
    file = "summary.yaml"
    item = schema.SummaryItemFile
    swapped = "      - 小見出し: 初めに\n        要約: sum-purpose\n      - 要約: sum-second\n"
    other = "      - 小見出し: 初めに\n        要約: sum-second\n      - 要約: sum-purpose\n"
    figure = "  - 題: 位置付け\n    内容:\n      - 図: fig-position\n"
    yield Edit(schema.SummaryFile, "概要", figure, "", SUMMARY, "概要の節　題　位置付け→（なし）", file)
    yield Edit(schema.SummarySectionFile, "題", "題: 目的", "題: 狙い", SUMMARY, "目的→狙い", file)
    yield Edit(
        schema.SummarySectionFile,
        "内容",
        "      - 図: fig-position\n",
        "      - 図: fig-position\n      - 図: fig-again\n",
        SUMMARY,
        "図　（なし）→再び位置付けの図",
        file,
    )
    yield Edit(
        item, "小見出し", "小見出し: 初めに", "小見出し: 目的から", SUMMARY, "小見出し　初めに→目的から", file
    )
    yield Edit(item, "要約", swapped, other, SUMMARY, "要約", file)
    added = "      - 図: fig-position\n"
    for key, value, told in (
        ("表", "tbl-numbers", "表　（なし）→人数"),
        ("文章", "概要だけの文章です。", "文章　（なし）→概要だけの文章です。"),
        ("改段", "はい", "改段　（なし）→ここから次の段"),
    ):
        yield Edit(item, key, added, f"{added}      - {key}: {value}\n", SUMMARY, told, file)
    untitled = f"{added}        題: なし\n"
    yield Edit(item, "題", added, untitled, SUMMARY, "位置付けの図→位置付けの図（題なし）", file)
    breaking = "  - 題: 位置付け\n    改段: はい\n"
    yield Edit(
        schema.SummarySectionFile, "改段", "  - 題: 位置付け\n", breaking, SUMMARY, "ここから次の段", file
    )
    yield Edit(
        item, "図", "図: fig-position", "図: fig-again", SUMMARY, "図　位置付けの図→再び位置付けの図", file
    )


def glossary_edits() -> Iterator[Edit]:
    file, term = "glossary.yaml", schema.TermFile
    new = "用語:\n  - {id: term-new, 語: 増えた語, 読み: ふえたご, 説明: 増えました。}\n"
    yield Edit(schema.GlossaryFile, "用語", "用語:\n", new, ADDED, "増えた語", file)
    yield Edit(term, "語", "語: 地域福祉", "語: 地域の福祉", RENAMED, "地域の福祉", file)
    yield Edit(term, "読み", "読み: ちいきふくし", "読み: ちいきのふくし", EDITED, "地域福祉", file)
    yield Edit(term, "説明", "地域の福祉です。", "地域の福祉のことです。", EDITED, "地域福祉", file)


def position_edits() -> Iterator[Edit]:
    file, figure = "position.yaml", "位置付けの図"
    for model, key, old, new in (
        (schema.PositionFile, "上位計画", "みどり市総合計画", "みどり市の総合計画"),
        (schema.SuperiorFile, "名称", "みどり市総合計画", "みどり市の総合計画"),
        (schema.SuperiorFile, "見出し", "見出し: 基本方針", "見出し: 基本の方針"),
        (schema.SuperiorFile, "題", "題: 健康なまち", "題: 健やかなまち"),
        (schema.PositionFile, "分野", "分野:\n", "分野:\n  - {題: 子ども, 計画: 子ども計画}\n"),
        (schema.FieldFile, "題", "{題: 地域福祉,", "{題: 福祉,"),
        (schema.FieldFile, "計画", "計画: この計画}", "計画: ほかの計画}"),
        (schema.PositionFile, "この計画", "名称: 地域福祉計画", "名称: 福祉計画"),
        (schema.OwnFile, "名称", "名称: 地域福祉計画", "名称: 福祉計画"),
        (schema.OwnFile, "性格", "地域福祉計画, 性格: 理念計画", "地域福祉計画, 性格: 総合計画"),
        (schema.PositionFile, "連動", "主体: みどり市社会福祉協議会", "主体: 社会福祉協議会"),
        (schema.PartnerFile, "主体", "主体: みどり市社会福祉協議会", "主体: 社会福祉協議会"),
        (schema.PartnerFile, "名称", "名称: 地域福祉活動計画", "名称: 福祉活動計画"),
        (schema.PartnerFile, "性格", "活動計画, 性格: 行動計画", "活動計画, 性格: 実践計画"),
        (schema.PartnerFile, "見出し", "見出し: 目標", "見出し: 狙い"),
        (schema.PartnerFile, "項目", "[一つ目]", "[一つ目, 二つ目]"),
    ):
        yield Edit(model, key, old, new, EDITED, figure, file)


# What no reader of the plan sees: ids, which documents don't show (tests/compare/test_notes.py has those of things), and how
# the comparison itself is laid out.
UNSEEN = {
    (schema.PlanFile, "新旧対照表の順"),
    (schema.DivisionFile, "id"),
    *((level, "id") for level in LEVEL_FILES[1:]),
    (LEVEL_FILES[0], "指標の表"),  # where indicators stand; usual levels have none
    (schema.TermFile, "id"),
}


def test_every_key_stands_in_the_table() -> None:
    """None is forgotten, and none is left of those that are gone."""
    of_boxes = keys_by_model(BoxesFile)  # tests/compare/test_drawings.py has these
    keys = {
        (model, key)
        for file in (*schema.FILES.values(), framework_file())
        for model, names in keys_by_model(file).items()
        for key in names
        if model not in of_boxes
    }
    assert {(edit.model, edit.key) for edit in edits()} | UNSEEN == keys


@pytest.mark.parametrize("edit", list(edits()), ids=str)
def test_another_value_is_told_where_it_is_looked_for(edit: Edit) -> None:
    """Under the head that its readers know, by words that they know it by."""
    assert BASE[edit.file].count(edit.old) == 1, edit.old
    lines = report_of({edit.file: BASE[edit.file].replace(edit.old, edit.new)})
    assert lines != [NOTHING]
    assert any(edit.words in line for line in under(edit.head, lines)), "\n".join(lines)


def report_of(changes: Mapping[str, str]) -> list[str]:
    before, after = resolved(BASE), resolved({**BASE, **changes})
    return report(compare((before, plan_content(before)), (after, plan_content(after))))


def under(head: str, lines: list[str]) -> list[str]:
    """The lines below a head of the report."""
    found: list[str] = []
    inside = False
    for line in lines:
        inside = line.startswith(f"{head}（") if not line.startswith(" ") else inside
        found += [line] if inside else []
    return found[1:]


def test_nothing_is_told_of_a_plan_that_is_the_same() -> None:
    """Nor of another order in which the comparison is to stand."""
    assert report_of({}) == [NOTHING]
    assert report_of({"plan.yaml": BASE["plan.yaml"].replace("改正前", "改正後")}) == [NOTHING]
