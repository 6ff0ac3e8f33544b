"""What of a survey's file may be passed on: the columns that the plan counts, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.problems import Location
from pipeline.source.survey_files import asked_columns, without_other_columns
from pipeline.source.surveys import read_survey

CSV = "data/survey.csv"
CHAPTER = "chapters/01.md"
ANSWERS = """番号,氏名,学年,問１,問２,意見
1,山田,小学生,はい,公園;図書館,"近所の
公園"
2,田中,,いいえ,公園,
3,鈴木,中学生,,,秘密
"""
COUNTED = f'::: {{.表 #tbl-a csv="{CSV}" 集計="問1" 別="学年"}}\n題\n:::\n'
SHOWN = f'::: {{.表 #tbl-b csv="{CSV}"}}\n題\n:::\n'


def kept(text: str, answers: str = ANSWERS, path: str = CSV) -> str | None:
    files = without_other_columns({CHAPTER: text.encode(), path: answers.encode()})
    assert files[CHAPTER] == text.encode()
    return files[path].decode() if path in files else None


def test_columns_that_nobody_asks_for_are_left_out() -> None:
    """Names and what people wrote; what was not answered says so."""
    assert kept(COUNTED) == "学年,問１\n小学生,はい\n無回答,いいえ\n中学生,無回答\n"


def test_columns_of_all_questions_are_kept() -> None:
    """Wherever they are asked, in tables and in charts."""
    second = f'\n::: {{.グラフ #fig-a csv="data/../{CSV}" 集計="問２" 回答="複数"}}\n題\n:::\n'
    assert kept(COUNTED + second) == (
        "学年,問１,問２\n小学生,はい,公園;図書館\n無回答,いいえ,公園\n中学生,無回答,無回答\n"
    )


def test_what_is_left_gives_the_same_numbers() -> None:
    """A plan that is compared with is counted from it."""
    asked = {"集計": "問１", "別": "学年"}
    before, _ = read_survey(asked, CSV, ANSWERS, Location(""))
    after, _ = read_survey(asked, CSV, kept(COUNTED) or "", Location(""))
    assert before == after
    assert before is not None


def test_a_file_that_is_shown_as_it_is_stays_as_it_is() -> None:
    """So do those that are no answers."""
    assert kept(COUNTED + SHOWN) == ANSWERS
    assert kept(SHOWN) == ANSWERS
    assert kept("文章です。\n") == ANSWERS


@pytest.mark.parametrize(
    "answers", ['番号,問１\n1,"はい', "番号,問１\n1,はい,いいえ\n", "", "番号\t問１\n1\tはい\n"]
)
def test_a_file_that_can_not_be_read_is_left_out(answers: str) -> None:
    """Nobody could tell what stands in it."""
    assert kept(COUNTED, answers) is None


def test_numbers_of_persons_are_kept_where_they_are_asked_for() -> None:
    """Under all of their names."""
    text = f'::: {{.表 #tbl-a csv="{CSV}" 集計="選択肢" 人数="男、女"}}\n題\n:::\n'
    assert kept(text, "選択肢,男,女,担当\nA,1,2,山田\n") == "選択肢,男,女\nA,1,2\n"


def test_columns_of_options_are_kept() -> None:
    """And give the same numbers."""
    text = f'::: {{.表 #tbl-a csv="{CSV}" 集計="公園、自宅"}}\n題\n:::\n'
    answers = "氏名,公園,自宅\n山田,1,\n田中,,\n"
    left = kept(text, answers)
    assert left == "公園,自宅\n1,無回答\n無回答,無回答\n"
    before, _ = read_survey({"集計": "公園、自宅"}, CSV, answers, Location(""))
    after, _ = read_survey({"集計": "公園、自宅"}, CSV, left, Location(""))
    assert before == after
    assert before is not None


def test_names_of_files_are_found_however_they_are_spelled() -> None:
    """macOS writes が as two characters."""
    path = "data/アンケートが.csv"
    text = COUNTED.replace(CSV, path)
    assert kept(text, path=unicodedata.normalize("NFD", path)) == kept(COUNTED)
    assert list(asked_columns([text.encode()])) == [path]
