"""Levels and fields that framework.yaml declares, and what a drafter is told about them."""

from __future__ import annotations

import pytest

from pipeline.model.forms import INTRODUCTION, Column, Form
from pipeline.model.inlines import Reference, plain_text
from pipeline.model.levels import USUAL_LEVELS
from pipeline.problems import Code
from tests.small_plan import MEASURES, TEXTS, expect, load, places, problems_with

DECLARED = """\
階層:
  - 基本目標
  - {名: 基本施策, 略称: あり}
  - 事業
欄:
  基本施策:
    - {名: 現状と課題, 形: 文章}
    - {名: 指標, 形: 指標, 任意: はい}
    - {名: 主な事業, 形: 表, 列: [事業名, 担当課, {名: 区分, 値: [新規, 継続]}], 任意: はい}
    - {名: 役割, 形: 対, 項目: [市民, 行政], 任意: はい}
  事業:
    - {名: 担当課, 形: 語}
    - {名: 重点, 形: 選択, 値: [重点, 一般], 任意: はい}
    - {名: 場所, 形: 一覧, 任意: はい}
    - {名: SDGs, 形: 番号, 任意: はい}
    - {名: 関連する事業, 形: 参照, 任意: はい}
    - {名: 関連する施策, 形: 参照, 階層: 基本施策, 任意: はい}
基本理念: 支え合うまち
基本目標:
  - id: goal-a
    題: 育つまち
    基本施策:
      - id: policy-a
        略称: 妊娠
        題: 妊娠の支援
        現状と課題: |
          相談する人がいません。

          - 窓口が遠い
        指標:
          - {名: 訪問の割合, 単位: ％, 基準: {年度: 令和５年度, 値: 96.2}, 目標: {年度: 令和11年度, 値: 100}, 方向: 増やす}
        主な事業:
          - {事業名: 産後ケア, 担当課: 健康課, 区分: 新規}
        役割: {市民: 相談します。, 行政: 整えます。}
        事業:
          - id: work-a
            題: 訪問
            担当課: 健康課
            重点: 重点
            場所: [市役所, 支所]
            SDGs: [3, 5]
            関連する事業: [work-b]
          - {id: work-b, 題: 相談, 担当課: 福祉課, 関連する施策: [policy-a]}
"""


def problems(old: str = "", new: str = "") -> list[tuple[str, str]]:
    """The problems of the declared framework with one change."""
    assert DECLARED.count(old) == 1 or not old, old
    return places(problems_with({"framework.yaml": DECLARED.replace(old, new, 1) if old else DECLARED}))


def test_a_plan_that_declares_nothing_has_the_usual_levels() -> None:
    """基本方針, 施策の基本方向, 取組."""
    assert load().framework.levels is USUAL_LEVELS


def test_levels_are_named_by_the_office() -> None:
    """Their names are the keys under which items stand."""
    framework = load({"framework.yaml": DECLARED}).framework
    assert [level.name for level in framework.levels] == ["基本目標", "基本施策", "事業"]
    assert [(item.level.name, item.id, item.label) for item in framework.walk()] == [
        ("基本目標", "goal-a", ""),
        ("基本施策", "policy-a", "妊娠"),
        ("事業", "work-a", ""),
        ("事業", "work-b", ""),
    ]


def test_every_level_has_a_text_under_its_heading_and_the_fields_declared() -> None:
    """In their order, with what belongs to their forms."""
    _, policy, work = load({"framework.yaml": DECLARED}).framework.levels
    assert [field.key for field in policy.fields] == [
        INTRODUCTION.key,
        "現状と課題",
        "指標",
        "主な事業",
        "役割",
    ]
    assert [field.form for field in work.fields[1:]] == [
        Form.WORD,
        Form.CHOICE,
        Form.NAMES,
        Form.NUMBERS,
        Form.REFERENCES,
        Form.REFERENCES,
    ]
    rows = policy.fields[3]
    assert rows.columns == (Column("事業名"), Column("担当課"), Column("区分", ("新規", "継続")))
    assert not rows.needed


def test_values_are_read_by_their_forms() -> None:
    """Running text as blocks, everything else in rows of cells."""
    framework = load({"framework.yaml": DECLARED}).framework
    _, policy, first, second = framework.walk()
    rows = {
        value.kind.key: [[plain_text(cell) for cell in row] for row in value.rows]
        for item in (policy, first)
        for value in item.text.values
    }
    assert rows == {
        "現状と課題": [],
        "指標": [["訪問の割合", "％", "令和５年度", "96.2", "令和11年度", "100", "増やす"]],
        "主な事業": [["産後ケア", "健康課", "新規"]],
        "役割": [["市民", "相談します。"], ["行政", "整えます。"]],
        "担当課": [["健康課"]],
        "重点": [["重点"]],
        "場所": [["市役所"], ["支所"]],
        "SDGs": [["3"], ["5"]],
        "関連する事業": [[""]],
    }
    assert len(policy.text.values[0].blocks) == 2
    (related,) = second.text.values[1].rows
    (reference,) = related[0]
    assert isinstance(reference, Reference)
    assert reference.target == "policy-a"


def test_declared_levels_can_be_counted() -> None:
    """By their names, and by no others."""
    text = TEXTS[MEASURES].replace("支え合うまちです。", '支え合うまちで、[]{.数 of="事業"}の事業です。')
    assert places(problems_with({"framework.yaml": DECLARED, MEASURES: text})) == []
    wrong = text.replace('of="事業"', 'of="取組"')
    (problem,) = problems_with({"framework.yaml": DECLARED, MEASURES: wrong})
    assert problem.code is Code.MD_ATTRIBUTE


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  - 基本目標\n", "  - 基本 目標\n", ("schema.value", "framework.yaml:2:5")),
        ("  - 基本目標\n", "  - 説明\n", ("schema.value", "framework.yaml:2:5")),
        ("  - 事業\n", "  - 基本目標\n", ("schema.value", "framework.yaml:4:5")),
        ("  - 事業\n", "  - {名: 基本目標}\n", ("schema.value", "framework.yaml:4:9")),
        (
            "名: 重点, 形: 選択, 値: [重点, 一般]",
            "名: 重点, 形: 選択",
            ("schema.value", "framework.yaml:13:7"),
        ),
        ("名: 担当課, 形: 語", "名: 担当課, 形: 文", ("schema.value", "framework.yaml:12:19")),
        ("名: 場所, 形: 一覧", "名: 場所, 形: 一覧, 列: [あ]", ("schema.value", "framework.yaml:14:7")),
        ("名: 場所, 形: 一覧", "名: 担当課, 形: 一覧", ("schema.value", "framework.yaml:14:11")),
        ("値: [重点, 一般]", "値: [重点, 重点]", ("schema.value", "framework.yaml:13:30")),
        ("列: [事業名, 担当課,", "列: [事業名, 事業名,", ("schema.value", "framework.yaml:9:32")),
        ("  事業:\n    - {名: 担当課", "  事務:\n    - {名: 担当課", ("schema.value", "framework.yaml:11:3")),
        ("形: 参照, 階層: 基本施策", "形: 参照, 階層: 施策", ("schema.value", "framework.yaml:17:30")),
        ("名: 場所, 形: 一覧", "名: 基本目標, 形: 一覧", ("schema.value", "framework.yaml:14:11")),
        (
            "役割: {市民: 相談します。, 行政: 整えます。}",
            "役割: {市民: ''}",
            ("schema.value", "framework.yaml:34:13"),
        ),
        (
            "題: 相談, 担当課: 福祉課",
            "題: 相談, 担当課：福祉課",
            ("yaml.fullwidth-colon", "framework.yaml:43:36"),
        ),
        (
            "            担当課: 健康課\n",
            "            担当課：健康課\n",
            ("yaml.fullwidth-colon", "framework.yaml:38:16"),
        ),
        (
            "階層:\n  - 基本目標\n  - {名: 基本施策, 略称: あり}\n  - 事業\n",
            "",
            ("schema.value", "framework.yaml:1:1"),
        ),
        ("区分: 新規}", "区分: 新設}", ("schema.value", "framework.yaml:33:39")),
        ("重点: 重点\n", "重点: 重要\n", ("schema.value", "framework.yaml:39:17")),
        ("SDGs: [3, 5]", "SDGs: [三, 5]", ("schema.value", "framework.yaml:41:20")),
        ("SDGs: [3, 5]", "SDGs: [3, ０３]", ("schema.value", "framework.yaml:41:23")),
        (
            "関連する事業: [work-b]",
            "関連する事業: [work-b, work-b]",
            ("schema.value", "framework.yaml:42:30"),
        ),
        ("値: 96.2", "値: 約96", ("schema.value", "framework.yaml:31:50")),
        ("値: 100}", "値: 90}", ("schema.value", "framework.yaml:31:13")),
        ("令和11年度", "令和４年度", ("date.order", "framework.yaml:31:61")),
        ("            担当課: 健康課\n", "", ("schema.missing-key", "framework.yaml:36:13")),
        ("{事業名: 産後ケア, ", "{", ("schema.missing-key", "framework.yaml:33:13")),
        (
            "役割: {市民: 相談します。, 行政: 整えます。}",
            "役割: {国: あ}",
            ("schema.unknown-key", "framework.yaml:34:14"),
        ),
        ("関連する事業: [work-b]", "関連する事業: [work-a]", ("ref.kind", "framework.yaml:42:22")),
        ("関連する施策: [policy-a]", "関連する施策: [work-a]", ("ref.kind", "framework.yaml:43:52")),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, found: tuple[str, str]) -> None:
    """In the declaration as in the items."""
    assert found in problems(old, new)


def test_a_level_that_nobody_declared_is_told_with_how_to_declare_it() -> None:
    """The hint says which levels the plan has, and where they are chosen."""
    text = TEXTS["framework.yaml"].replace("\n基本方針:", "\n基本目標:")
    found = next(
        each for each in problems_with({"framework.yaml": text}) if each.code is Code.SCHEMA_UNKNOWN_KEY
    )
    assert "階層は基本方針・施策の基本方向・取組です" in found.hint
    assert "「階層: 」" in found.hint


def test_text_of_a_field_may_hold_tables() -> None:
    """They are numbered with the others of the chapter."""
    table = "現状と課題: |\n          ::: {.表 #tbl-own}\n          人口\n\n          |年|人|\n          |-|-|\n          |５|３|\n          :::\n\n          相談"
    assert problems("現状と課題: |\n          相談", table) == []


def test_markup_in_a_name_of_a_value_is_told() -> None:
    """It would be printed as it stands."""
    expect(
        problems_with({"framework.yaml": DECLARED.replace("単位: ％", "単位: '**％**'")}),
        Code.MD_LEFTOVER,
        "framework.yaml:31:28",
        "**",
    )


@pytest.mark.parametrize(
    ("levels", "words"), [("[取組]", "「階層」が足りません"), ("[]", "「階層」が空です")]
)
def test_how_many_levels_are_needed_is_said(levels: str, words: str) -> None:
    """One is no framework."""
    text = f"階層: {levels}\n基本理念: 支え合うまち\n"
    expect(
        problems_with({"framework.yaml": text}), Code.SCHEMA_VALUE, "framework.yaml:1:5", words, "２つ以上"
    )


@pytest.mark.parametrize("value", ["健康課\\n福祉課", "こどもセンター\\n福祉課\\n"])
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("担当課: 健康課\n", '担当課: "{}"\n', "framework.yaml:38:18"),
        ("担当課: 健康課,", '担当課: "{}",', "framework.yaml:33:30"),
        ("市民: 相談します。", '市民: "{}"', "framework.yaml:34:18"),
    ],
)
def test_names_one_under_another_are_told(old: str, new: str, place: str, value: str) -> None:
    """They would be read as one, which nobody sees in the source."""
    found = problems_with({"framework.yaml": DECLARED.replace(old, new.format(value))})
    expect(found, Code.SCHEMA_VALUE, place, "つながって", "、福祉課")


@pytest.mark.parametrize(
    "value",
    [
        "健康課、\\n福祉課",
        "こどもの\\n健康",
        "福祉部\\n福祉課",
        "健康課\\\\\\n福祉課",
        "相談します。\\n見守ります。",
    ],
)
def test_words_may_go_on_over_lines(value: str) -> None:
    """After a particle or a mark, or with a line break that is asked for."""
    assert problems("担当課: 健康課\n", f'担当課: "{value}"\n') == []


def test_an_office_of_several_lines_is_told() -> None:
    """It stands in the imprint on one."""
    text = TEXTS["plan.yaml"].replace("段階: 案", "担当課: |\n  福祉課\n  健康課\n段階: 案", 1)
    assert places(problems_with({"plan.yaml": text})) == [("schema.value", "plan.yaml:4:6")]
