"""A question of a survey in a plan: as a table, as a chart, with its note and its notice; and what may not be asked."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from pipeline.model.charts import Chart, ChartKind
from pipeline.model.floats import Align, Float, Table
from pipeline.model.inlines import lines_of, plain_text
from pipeline.problems import Code
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import Memory
from tests.kept import parse
from tests.small_plan import CHAPTER, FOLDER, blocks_of, chapter, expect, load, problems_in, small_plan

CSV = "data/survey.csv"
ANSWERS = """番号,氏名,学年,問１,問２
1,𠮷山,小学生,はい,公園;図書館
2,田中,小学生,いいえ,公園
3,鈴木,中学生,はい,
4,佐藤,中学生,,図書館
"""
AT = f"{CHAPTER}:"


def div(attributes: str, kind: str = "表") -> str:
    return f'::: {{.{kind} #x-a csv="{CSV}" {attributes}}}\n題\n\n資料：調査\n:::'


def float_of(attributes: str, kind: str = "表", answers: str = ANSWERS) -> Float:
    (block,) = blocks_of(div(attributes, kind), {CSV: answers})
    assert isinstance(block, Float)
    return block


def rows_of(body: object) -> list[list[str]]:
    assert isinstance(body, Table)
    return [[plain_text(cell.text) if cell else "" for cell in row] for row in body.rows]


def wrong(attributes: str, kind: str = "表") -> list[tuple[Code, str]]:
    return [(each.code, each.message) for each in problems_in(div(attributes, kind), {CSV: ANSWERS})]


def test_a_question_becomes_a_table() -> None:
    """Numbers stand right, all persons are its total."""
    table = float_of('集計="問１" 少数="0"').body
    assert rows_of(table) == [
        ["選択肢", "人数", "割合"],
        ["はい", "2", "50.0%"],
        ["いいえ", "1", "25.0%"],
        ["無回答", "1", "25.0%"],
        ["全体（n=4）", "4", "100.0%"],
    ]
    assert isinstance(table, Table)
    assert table.aligns == (Align.LEFT, Align.RIGHT, Align.RIGHT)
    assert table.totals == (4,)


@pytest.mark.parametrize(
    ("shown", "head"),
    [("人数", ["選択肢", "人数"]), ("割合", ["選択肢", "割合"]), ("人数と割合", ["選択肢", "人数", "割合"])],
)
def test_a_table_shows_what_is_asked_for(shown: str, head: list[str]) -> None:
    """Persons, shares or both."""
    assert rows_of(float_of(f'集計="問１" 示す="{shown}"').body)[0] == head


def test_a_cross_table_has_groups_or_options_in_its_rows() -> None:
    """As its stub says (表側)."""
    groups = rows_of(float_of('集計="問１" 別="学年"').body)
    assert [row[0] for row in groups] == ["学年", "全体", "小学生", "中学生"]
    options = rows_of(float_of('集計="問１" 別="学年" 表側="選択肢"').body)
    assert options[0] == ["選択肢", "全体（n=4）", "小学生（n=2）", "中学生（n=2）"]


def test_persons_stand_above_shares_in_a_cross_table() -> None:
    """Each in a line of its own."""
    table = float_of('集計="問１" 別="学年" 示す="人数と割合"').body
    assert isinstance(table, Table)
    cell = table.rows[1][2]
    assert cell
    assert [plain_text(line) for line in lines_of(cell.text)] == ["2", "50.0%"]


def test_options_may_stand_by_size() -> None:
    """In tables and in charts."""
    table = rows_of(float_of('集計="問２" 回答="複数" 順="大きい順" 選択肢="図書館、広場、公園"').body)
    assert [row[0] for row in table[1:-1]] == ["図書館", "公園", "広場", "無回答"]


def test_the_note_stands_under_the_authors_own() -> None:
    """Source first, as everywhere."""
    notes = [plain_text(note) for note in float_of('集計="問１"').notes]
    assert notes == ["資料：調査", "※ nは、無回答を含む人数です。"]


def test_a_question_with_one_answer_becomes_bars_of_all_its_options() -> None:
    """Each group a bar, with n in its name."""
    chart = float_of('集計="問１" 別="学年"', "グラフ").body
    assert isinstance(chart, Chart)
    assert chart.kind is ChartKind.SHARES
    assert chart.categories == ("全体（n=4）", "小学生（n=2）", "中学生（n=2）")
    assert [(each.name, each.values[0]) for each in chart.series] == [
        ("はい", Decimal("50.0")),
        ("いいえ", Decimal("25.0")),
        ("無回答", Decimal("25.0")),
    ]
    assert chart.unit == "％"


def test_a_question_with_several_answers_becomes_a_bar_an_option() -> None:
    """Of which all together say nothing."""
    chart = float_of('集計="問２" 回答="複数" 順="大きい順"', "グラフ").body
    assert isinstance(chart, Chart)
    assert chart.kind is ChartKind.LYING_BARS
    assert chart.categories == ("公園", "図書館", "無回答")
    assert len(chart.series) == 1


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('集計="問１" 種類="円"', True),
        ('集計="問２" 回答="複数"', True),
        ('集計="問２" 回答="複数" 別="学年"', False),
        ('集計="問１"', False),
    ],
)
def test_a_chart_without_names_of_groups_has_n_in_its_note(attributes: str, shown: bool) -> None:
    """Who reads it has to find it somewhere."""
    under = "".join(plain_text(note) for note in float_of(attributes, "グラフ").notes)
    assert ("n=4。" in under) is shown


def test_a_pie_shows_all_persons() -> None:
    """Its parts are the options."""
    chart = float_of('集計="問１" 種類="円"', "グラフ").body
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.categories) == (ChartKind.PIE, ("はい", "いいえ", "無回答"))


def test_few_persons_are_told_where_they_are_shown() -> None:
    """A notice, which stops no document; the same one when the text is read from memory."""
    problems = problems_in(div('集計="問１"'), {CSV: ANSWERS})
    assert [(each.code, str(each.location), each.warning) for each in problems] == [
        (Code.SURVEY_FEW, f"{FOLDER}/{AT}3:1", True)
    ]
    files = small_plan({CHAPTER: chapter(div('集計="問１"')), CSV: ANSWERS})
    memory = Memory()
    load_plan(files, parse, FOLDER, memory)
    again = load_plan(files, parse, FOLDER, Memory(memory.stored()))
    block = again.chapters[0].blocks[1]
    assert isinstance(block, Float)
    assert [notice.message for notice in block.notices] == [problems[0].message]


def test_nothing_else_of_a_persons_row_is_kept() -> None:
    """Neither in the plan, nor in what is remembered of it for the next run."""
    files = small_plan({CHAPTER: chapter(div('集計="問１" 別="学年"')), CSV: ANSWERS})
    memory = Memory()
    plan = load_plan(files, parse, FOLDER, memory)
    kept = memory.stored() + pickle.dumps(plan)
    assert "小学生".encode() in kept
    for word in ("𠮷", "田中", "図書館"):
        assert word.encode() not in kept


@pytest.mark.parametrize(
    ("attributes", "kind", "message"),
    [
        ('集計="問１" 示す="人"', "表", '示す="人" は使えません'),
        ('集計="問１" 表側="全体"', "表", '表側="全体" は使えません'),
        ('集計="問１" 順="小さい順"', "表", '順="小さい順" は使えません'),
        ('集計="問１" head="2"', "表", "「head」は「集計」と一緒には書けません"),
        ('別="学年"', "表", "「別」は「集計」と一緒に書きます"),
        ('順="大きい順"', "表", "「順」は「集計」と一緒に書きます"),
        ('回答="複数" 種類="棒"', "グラフ", "「回答」は「集計」と一緒に書きます"),
        ('集計="問２" 回答="複数" 種類="円"', "グラフ", "複数回答の割合は、合計が100％にならない"),
        ('集計="問１" 別="学年" 種類="円"', "グラフ", "円グラフは、区分に分けられません"),
        ('集計="問１" 示す="人数"', "グラフ", "「グラフ」に属性「示す」は付けられません"),
        ('集計="問１" 種類="ピラミッド"', "グラフ", "調査の回答は「ピラミッド」のグラフになりません"),
        ('集計="問１" 種類="丸"', "グラフ", '種類="丸" は使えません'),
    ],
)
def test_what_can_not_be_asked_is_told_at_the_div(attributes: str, kind: str, message: str) -> None:
    """There it is written."""
    ((code, told),) = wrong(attributes, kind)
    assert code is Code.MD_ATTRIBUTE
    assert message in told


def test_a_question_needs_a_file() -> None:
    """Its answers stand nowhere else."""
    problems = problems_in('::: {.表 #x-a 集計="問１"}\n題\n:::')
    expect(problems, Code.MD_ATTRIBUTE, AT + "3:1", "「集計」は「csv」と一緒に書きます")


def test_a_wrong_file_is_told_as_everywhere() -> None:
    """With its name."""
    problems = problems_in('::: {.表 #x-a 集計="問１" csv="data/survei.csv"}\n題\n:::', {CSV: ANSWERS})
    expect(problems, Code.FILE_MISSING, AT + "3:1", CSV)


def test_places_of_rare_characters_are_none_of_a_persons_row() -> None:
    """A font that lacks 𠮷 is told where it is printed, not where somebody is called so."""
    plan = load({CHAPTER: chapter(div('集計="問１"')), CSV: ANSWERS})
    assert [place.file for _, place in plan.uncommon] == []


def answers_of(persons: int, head: str = "問１") -> str:
    """Answers as they come: one person a row."""
    return f"番号,{head},感想\n" + "".join(f"{at},{at % 4},感想{at}\n" for at in range(1, persons + 1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (answers_of(50), True),
        (answers_of(60, "性別"), True),
        (answers_of(49), False),  # is short enough to be read
        (answers_of(60, "区分"), False),  # a list of something else
        ("番号,問１\n" + "".join(f"{at},{at * 7}\n" for at in range(60)), False),  # counts of questions
    ],
)
def test_answers_that_would_be_printed_as_they_are_are_told(text: str, told: bool) -> None:
    """A table of persons, who asked nobody to count them."""
    problems = problems_in(div(""), {CSV: text})
    assert [(each.code, str(each.location), each.warning) for each in problems] == (
        [(Code.SURVEY_RAW, f"{FOLDER}/{AT}3:1", True)] if told else []
    )
    assert not problems_in(div('集計="問１" 少数="0"'), {CSV: answers_of(60)})
