"""Files of a survey, counted as a div's attributes ask: raw answers, counts, and what is wrong with either."""

from __future__ import annotations

import pytest

from pipeline.problems import Code, Location, Problem
from pipeline.source.surveys import (
    Survey,
    chart_rows,
    few_notice,
    read_survey,
    survey_note,
    table_rows,
)

FILE = "plan_source/data/survey.csv"
PLACE = Location("plan_source/chapters/02.md", 5, 1)
RAW = """番号,氏名,学年,問１,問２,自由記述
1,山田,小学生,はい,公園;図書館,**遊び場**が\ufffd
2,田中,小学生,いいえ,公園,
3,鈴木,中学生,はい,,秘密
4,佐藤,中学生,,図書館；家,秘密
5,伊藤,,はい,家,秘密
"""
COUNTS = """選択肢,就学前,小学生
はい,"1,490",３
いいえ,10,－
無回答,2,2
全体,"1,502",5
"""


def asked(text: str, **attributes: str) -> Survey:
    survey, problems = read_survey(attributes, FILE, text, PLACE)
    assert not problems
    assert survey
    return survey


def refused(text: str, **attributes: str) -> tuple[Problem, ...]:
    survey, problems = read_survey(attributes, FILE, text, PLACE)
    assert survey is None
    return problems


def everyone(survey: Survey) -> dict[str, int]:
    return dict(zip(survey.tally.options, survey.tally.everyone.counts, strict=True))


def test_a_column_of_answers_is_counted() -> None:
    """One person a row, blanks as 無回答; names may be typed in either width."""
    survey = asked(RAW, 集計="問1")
    assert everyone(survey) == {"はい": 3, "いいえ": 1, "無回答": 1}
    assert survey.tally.everyone.persons == 5


def test_a_second_column_parts_the_persons() -> None:
    """Who is in no group is among all, and a note says so."""
    survey = asked(RAW, 集計="問１", 別="学年")
    assert [(group.name, group.persons) for group in survey.tally.groups] == [
        ("全体", 5),
        ("小学生", 2),
        ("中学生", 2),
    ]
    assert "全体は、学年の分からない1人を含みます。" in survey_note(survey, "", shows_n=True)


def test_several_answers_in_a_cell_are_parted() -> None:
    """At the clearest sign that the column has, in either width."""
    survey = asked(RAW, 集計="問２", 回答="複数")
    assert everyone(survey) == {"公園": 2, "図書館": 2, "家": 2, "無回答": 1}
    assert survey.tally.everyone.persons == 5
    assert "複数回答" in survey_note(survey, "", shows_n=True)


@pytest.mark.parametrize(
    "cell", ["A;B", "A；B", "A|B", "A｜B", '"A\nB"', "A、B", '"A,B"', "A，B", "A/B", "A／B", "A; B;"]
)
def test_usual_separators_need_not_be_named(cell: str) -> None:
    """Those of forms on the web, of Excel's lines in a cell, and of people."""
    assert everyone(asked(f"番号,問１\n1,{cell}\n2,A", 集計="問１", 回答="複数")) == {"A": 2, "B": 1}


def test_a_separator_can_be_named() -> None:
    """Where options have 、 in them, or where blanks part them."""
    assert everyone(asked("番号,問１\n1,父・母\n2,母", 集計="問１", 区切り="・")) == {"父": 1, "母": 2}
    assert everyone(asked("番号,問１\n1,1 3\n2,3", 集計="問１", 区切り=" ")) == {"1": 1, "3": 2}


def test_the_clearest_sign_leaves_others_in_options() -> None:
    """父、母 is one option where options are parted by semicolons; so it is where it is declared."""
    assert everyone(asked("番号,問１\n1,父、母;祖父\n2,祖父", 集計="問１", 回答="複数")) == {
        "父、母": 1,
        "祖父": 2,
    }
    declared = asked("番号,問１\n1,父、母\n2,祖父", 集計="問１", 回答="複数", 選択肢="父、母;祖父")
    assert everyone(declared) == {"父、母": 1, "祖父": 1}


def test_options_stand_as_they_are_declared() -> None:
    """Also those that nobody chose; codes get their words, and several can become one."""
    text = "番号,問１\n1,2\n2,３\n3,1\n"
    assert everyone(asked(text, 集計="問１", 選択肢="1=はい、2=いいえ、3=いいえ、4=分からない")) == {
        "はい": 1,
        "いいえ": 2,
        "分からない": 0,
    }


def test_options_that_begin_with_numbers_stand_by_them() -> None:
    """Else they stand as they first come."""
    assert list(everyone(asked("番号,問１\n1,10 多い\n2,２ 少し\n3,1 無い", 集計="問１"))) == [
        "1 無い",
        "２ 少し",
        "10 多い",
    ]
    assert list(everyone(asked("番号,問１\n1,多い\n2,２\n3,少し", 集計="問１"))) == ["多い", "２", "少し"]


def test_who_was_not_asked_is_not_counted() -> None:
    """Questions for some alone have 非該当 for all others."""
    assert asked("番号,問１\n1,はい\n2,非該当\n3,無回答", 集計="問１").tally.everyone.persons == 2


def test_groups_are_declared_as_options_are() -> None:
    """Their order, their words, and which of them are one."""
    survey = asked(RAW, 集計="問１", 別="学年", 区分="中学生=小中学生、小学生=小中学生、高校生")
    assert [(group.name, group.persons) for group in survey.tally.groups[1:]] == [
        ("小中学生", 4),
        ("高校生", 0),
    ]


def test_counts_are_read_as_well() -> None:
    """A row an option, with its number of persons: thousands, either width, － for nobody."""
    survey = asked(COUNTS, 集計="選択肢", 人数="就学前")
    assert everyone(survey) == {"はい": 1490, "いいえ": 10, "無回答": 2}


def test_columns_of_counts_are_groups() -> None:
    """All of them together are everybody."""
    survey = asked(COUNTS, 集計="選択肢", 人数="就学前、小学生")
    assert [(group.name, group.persons, group.counts) for group in survey.tally.groups] == [
        ("全体", 1507, (1493, 10, 4)),
        ("就学前", 1502, (1490, 10, 2)),
        ("小学生", 5, (3, 0, 2)),
    ]


def test_a_column_of_all_persons_is_taken_as_it_is() -> None:
    """Some are in no group."""
    survey = asked("選択肢,全体,男,女\nはい,20,9,10\nいいえ,5,2,3\n", 集計="選択肢", 人数="全体、男、女")
    assert [group.persons for group in survey.tally.groups] == [25, 11, 13]
    assert survey.tally.ungrouped == 1


def test_groups_of_counts_may_stand_in_a_column() -> None:
    """A row an option of a group."""
    survey = asked("学年,選択肢,人数\n小,A,3\n小,B,1\n中,A,2\n", 集計="選択肢", 別="学年", 人数="人数")
    assert [group.counts for group in survey.tally.groups] == [(5, 1), (3, 1), (2, 0)]


def test_counts_of_several_answers_are_shares_of_all_persons() -> None:
    """How many those are, only the file can say."""
    text = "選択肢,人数\nA,30\nB,40\n無回答,2\nn,50\n"
    survey = asked(text, 集計="選択肢", 人数="人数", 回答="複数")
    assert table_rows(survey, ("割合",), options_down=False) == (
        ("選択肢", "割合"),
        ("A", "60.0%"),
        ("B", "80.0%"),
        ("無回答", "4.0%"),
        ("全体（n=50）", "－"),
    )


def test_raw_answers_and_counts_give_the_same() -> None:
    """However they are kept."""
    counts = "学年,答え,人数\n小学生,はい,1\n小学生,いいえ,1\n中学生,はい,1\n中学生,,1\n,はい,1\n"
    raw = asked(RAW, 集計="問１", 別="学年").tally
    assert asked(counts, 集計="答え", 別="学年", 人数="人数").tally == raw


MARKS = """番号,学年,公園,図書館,自宅
1,小学生,1,0,0
2,小学生,○,,○
3,中学生,,,
4,中学生,非該当,非該当,非該当
5,中学生,0,図書館,１
"""


def test_a_question_may_have_a_column_an_option() -> None:
    """As files of surveys often have them: a mark says who chose it; who has none at all did not answer."""
    survey = asked(MARKS, 集計="公園、図書館、自宅", 別="学年")
    assert survey.tally.multiple
    assert survey.tally.everyone.persons == 4
    assert everyone(survey) == {"公園": 2, "図書館": 1, "自宅": 2, "無回答": 1}
    assert [group.persons for group in survey.tally.groups[1:]] == [2, 2]


def test_columns_of_options_may_have_words_of_their_own() -> None:
    """Their names are often numbers."""
    survey = asked(
        MARKS.replace("公園,図書館", "問５_1,問５_2"),
        集計="問５_1、問５_2",
        選択肢="問５_2=図書館、問５_1=公園",
        少数="0",
    )
    assert list(everyone(survey)) == ["図書館", "公園", "無回答"]


def test_a_column_whose_name_is_a_list_is_one_column() -> None:
    """A question may well have 、 in its name."""
    assert everyone(asked("番号,朝、昼\n1,はい", 集計="朝、昼")) == {"はい": 1}


def test_a_cell_that_is_no_mark_is_told() -> None:
    """By its row and column, as all are; so is a column that is not there."""
    problem, *_ = refused(MARKS.replace("1,0,0", "1,2,0"), 集計="公園、図書館、自宅")
    assert (problem.code, problem.location) == (Code.SURVEY_ANSWER, Location(FILE, 2))
    assert "「図書館」の列" in problem.message
    (problem,) = refused(MARKS, 集計="公園、図書室、自宅")
    assert problem.code is Code.SURVEY_COLUMN
    assert "図書館" in problem.hint


# Tables and charts


def test_a_table_has_counts_and_shares() -> None:
    """Everybody in the last row, with n."""
    assert table_rows(asked(RAW, 集計="問１"), ("人数", "割合"), options_down=False) == (
        ("選択肢", "人数", "割合"),
        ("はい", "3", "60.0%"),
        ("いいえ", "1", "20.0%"),
        ("無回答", "1", "20.0%"),
        ("全体（n=5）", "5", "100.0%"),
    )


def test_a_cross_table_has_a_group_a_row() -> None:
    """All first, each with its n; shares are of the row's persons."""
    assert table_rows(asked(RAW, 集計="問１", 別="学年"), ("割合",), options_down=False) == (
        ("学年", "n", "はい", "いいえ", "無回答"),
        ("全体", "5", "60.0%", "20.0%", "20.0%"),
        ("小学生", "2", "50.0%", "50.0%", "0.0%"),
        ("中学生", "2", "50.0%", "0.0%", "50.0%"),
    )


def test_a_cross_table_can_have_an_option_a_row() -> None:
    """As many long options want it; with counts, these stand above the shares."""
    rows = table_rows(asked(RAW, 集計="問１", 別="学年"), ("人数", "割合"), options_down=True)
    assert rows[:2] == (
        ("選択肢", "全体（n=5）", "小学生（n=2）", "中学生（n=2）"),
        ("はい", "3\n60.0%", "1\n50.0%", "1\n50.0%"),
    )


def test_a_group_without_persons_has_no_shares() -> None:
    """0.0 % of nobody would be wrong."""
    survey = asked(RAW, 集計="問１", 別="学年", 区分="小学生、中学生、高校生")
    assert table_rows(survey, ("割合",), options_down=False)[-1] == ("高校生", "0", "－", "－", "－")


def test_a_chart_has_groups_or_options_as_its_categories() -> None:
    """With n, since a chart has no column for it."""
    survey = asked(RAW, 集計="問１", 別="学年")
    assert chart_rows(survey, groups_down=True)[1] == ("全体（n=5）", "60.0%", "20.0%", "20.0%")
    assert chart_rows(survey, groups_down=False)[1] == ("はい", "60.0%", "50.0%", "50.0%")


def test_what_the_author_explains_is_not_explained_again() -> None:
    """A note that speaks of 複数回答 or of 無回答 stands for ours."""
    survey = asked(RAW, 集計="問２", 回答="複数")
    assert survey_note(survey, "※ 複数回答による割合です。無回答を含みます。", shows_n=True) == ""
    assert survey_note(survey, "資料：調査", shows_n=True) == (
        "※ 複数回答のため、割合の合計は100％になりません。nは、無回答を含む人数です。"
    )


def test_n_stands_in_the_note_where_there_is_no_other_place() -> None:
    """A chart of one group does not name it."""
    survey = asked(RAW, 集計="問１")
    assert survey_note(survey, "", shows_n=False).startswith("※ n=5。nは、無回答を含む人数です。")
    assert "n=5" not in survey_note(survey, "※ n=5です。", shows_n=False)


def test_few_persons_are_a_notice_that_names_where() -> None:
    """Group and option, and what can be done; the limit is the author's."""
    (notice,) = few_notice(asked(RAW, 集計="問１", 別="学年"), PLACE)
    assert (notice.code, notice.location, notice.warning) == (Code.SURVEY_FEW, PLACE, True)
    assert (
        notice.message == "10人に満たない所があります: 「全体」（n=5）、「小学生」（n=2）、「中学生」（n=2）"
    )
    assert "少数=" in notice.hint
    assert few_notice(asked(RAW, 集計="問１", 別="学年", 少数="2"), PLACE)
    assert not few_notice(asked(RAW, 集計="問１", 少数="0"), PLACE)


# What is wrong


@pytest.mark.parametrize(
    ("attributes", "message", "hint"),
    [
        ({"集計": "問１１"}, "「問１１」という列がありません", "問１"),
        ({"集計": "問１", "別": "学級"}, "「学級」という列がありません", "学年"),
        ({"集計": "番号", "人数": "人数"}, "「人数」という列がありません", "列の名前"),
    ],
)
def test_a_column_that_is_not_there_is_told(attributes: dict[str, str], message: str, hint: str) -> None:
    """With the one that was probably meant."""
    (problem,) = refused(RAW, **attributes)
    assert (problem.code, problem.location) == (Code.SURVEY_COLUMN, Location(FILE, 1))
    assert message in problem.message
    assert hint in problem.hint


def test_two_columns_of_one_name_are_told() -> None:
    """Either could be meant."""
    (problem,) = refused("問１,問1\nはい,いいえ", 集計="問１")
    assert (problem.code, problem.message) == (Code.SURVEY_COLUMN, "「問１」という列が2つあります")


@pytest.mark.parametrize(
    ("attributes", "line", "column"),
    [
        ({"集計": "問１", "選択肢": "はい、いえ"}, 3, "「問１」の列"),
        ({"集計": "問１", "別": "学年", "区分": "小学生"}, 4, "「学年」の列"),
        ({"集計": "問２", "回答": "複数", "選択肢": "公園、図書館"}, 5, "「問２」の列"),
    ],
)
def test_an_answer_that_is_not_declared_is_told_by_row_and_column(
    attributes: dict[str, str], line: int, column: str
) -> None:
    """And not by what it says, which a person wrote."""
    problem, *_ = refused(RAW, **attributes)
    assert (problem.code, problem.location) == (Code.SURVEY_ANSWER, Location(FILE, line))
    assert column in problem.message


def test_several_answers_need_not_be_announced_where_nothing_else_can_be_meant() -> None:
    """A semicolon, a bar or a line's end parts options; other signs do where all parts are declared."""
    assert asked(RAW, 集計="問２").tally == asked(RAW, 集計="問２", 回答="複数").tally
    survey = asked("番号,問１\n1,父\n2,父、母", 集計="問１", 選択肢="父、母、祖父")
    assert survey.tally.multiple
    assert everyone(survey) == {"父": 2, "母": 1, "祖父": 0}


def test_an_option_that_is_declared_is_one() -> None:
    """Whatever signs it has."""
    survey = asked("番号,問１\n1,父\n2,父/母", 集計="問１", 選択肢="父、母、父/母")
    assert not survey.tally.multiple
    assert everyone(survey) == {"父": 1, "母": 0, "父/母": 1}


def test_cells_that_may_be_several_answers_are_told() -> None:
    """Counted as one option each they could be wrong numbers that nobody sees."""
    (problem,) = refused("番号,問１\n1,父\n2,母\n3,父、母", 集計="問１")
    assert (problem.code, problem.location) == (Code.SURVEY_ANSWER, Location(FILE, 4))
    assert '回答="複数"' in problem.hint


def test_options_with_separators_in_them_can_be_meant() -> None:
    """父、母 beside 祖父 is one option; where it looks otherwise, the author decides."""
    assert everyone(asked("番号,問１\n1,父、母\n2,祖父", 集計="問１")) == {"父、母": 1, "祖父": 1}
    text = "番号,問１\n1,父\n2,母\n3,父、母"
    assert everyone(asked(text, 集計="問１", 回答="一つ")) == {"父": 1, "母": 1, "父、母": 1}


def test_what_people_wrote_is_no_option() -> None:
    """More different answers than a question can have."""
    text = "番号,意見\n" + "".join(f"{number},意見その{number}です\n" for number in range(50))
    (problem,) = refused(text, 集計="意見")
    assert problem.code is Code.SURVEY_ANSWER
    assert "50通り" in problem.message


@pytest.mark.parametrize("text", ["", "番号,問１\n", "番号,問１\n,\n"])
def test_a_file_without_answers_is_told(text: str) -> None:
    """Nothing can be counted."""
    (problem,) = refused(text, 集計="問１")
    assert (problem.code, problem.location) == (Code.SURVEY_EMPTY, Location(FILE, 1))


def test_a_question_that_nobody_answered_is_told() -> None:
    """It is probably the wrong column."""
    (problem,) = refused("番号,問１\n1,\n2,無回答", 集計="問１")
    assert problem.code is Code.SURVEY_EMPTY
    assert "「問１」の列に、回答が一つもありません" in problem.message


@pytest.mark.parametrize(
    ("text", "attributes", "place"),
    [
        ("番号,問１\n1,はい\n2,**はい**", {}, Location(FILE, 3)),
        ("番号,問１\n1,はい\n2,{{ 市名 }}", {}, Location(FILE, 3)),
        ("番号,問１\n1,はい\n2,いいえ", {"選択肢": "はい=**はい**、いいえ"}, PLACE),
        ("年代,問１\n10代,はい\n**20代**,はい", {"別": "年代"}, Location(FILE, 3)),
    ],
)
def test_markup_in_what_is_printed_is_told(text: str, attributes: dict[str, str], place: Location) -> None:
    """It would stand in the document as it is; in columns that nobody asks for it may stand."""
    (problem,) = refused(text, 集計="問１", **attributes)
    assert (problem.code, problem.location) == (Code.MD_LEFTOVER, place)


def test_groups_of_which_nothing_is_known_are_told() -> None:
    """Nothing could be shown beside all persons."""
    (problem,) = refused("年代,問１\n,はい", 集計="問１", 別="年代")
    assert problem.code is Code.SURVEY_EMPTY
    assert "「年代」の列" in problem.message


def test_an_empty_row_between_others_is_told() -> None:
    """A person without answers, or a slip: n depends on it. What Excel leaves at the end is neither."""
    (problem,) = refused("問１\nはい\n\nいいえ", 集計="問１")
    assert (problem.code, problem.location) == (Code.SURVEY_ANSWER, Location(FILE, 3))
    assert asked("問１,問２\nはい,\nいいえ,\n,\n,\n", 集計="問１").tally.everyone.persons == 2


@pytest.mark.parametrize("value", ["三", "1.5", "-3", "", "12人", "1,49"])
def test_a_count_that_is_no_number_is_told(value: str) -> None:
    """By its row and column."""
    (problem,) = refused(f'選択肢,人数\nはい,10\nいいえ,"{value}"', 集計="選択肢", 人数="人数")
    assert (problem.code, problem.location) == (Code.SURVEY_COUNT, Location(FILE, 3))
    assert "「人数」の列" in problem.message


@pytest.mark.parametrize(
    ("text", "several", "line", "words"),
    [
        ("選択肢,人数\nA,3\nB,4\n全体,8", False, 4, "合計（7人）が、「全体」の8人と違います"),
        ("選択肢,人数\nA,3\nB,4", True, 1, "回答した人数がありません"),
        ("選択肢,人数\n全体,3\nA,4", True, 2, "「全体」の3人より、人数の多い選択肢"),
        ("選択肢,人数\nA,4\n無回答,1\nn,10", True, 4, "「全体」の10人に足りません"),
        ("選択肢,人数\nA,0", False, 1, "人数の合計が０です"),
    ],
)
def test_counts_that_can_not_be_are_told(text: str, several: bool, line: int, words: str) -> None:
    """One answer each makes everybody; several make at least everybody."""
    answers = {"回答": "複数"} if several else {}
    (problem,) = refused(text, 集計="選択肢", 人数="人数", **answers)
    assert problem.location == Location(FILE, line)
    assert words in problem.message


def test_groups_with_more_persons_than_all_are_told() -> None:
    """A person is in one group."""
    (problem,) = refused("選択肢,全体,男,女\nA,4,3,2", 集計="選択肢", 人数="全体、男、女")
    assert problem.code is Code.SURVEY_COUNT


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"集計": ""}, "「集計」に列の名前がありません"),
        ({"集計": "問１", "回答": "いくつか"}, '回答="いくつか" は使えません'),
        ({"集計": "問１", "回答": "一つ", "区切り": ";"}, "「区切り」は、回答が一つの質問には付けられません"),
        ({"集計": "問１", "少数": "少し"}, '少数="少し" は使えません'),
        ({"集計": "問１", "区分": "A、B"}, "「区分」は「別」と一緒に書きます"),
        ({"集計": "問１", "別": "学年", "人数": "A、B"}, "「別」は付けられません"),
    ],
)
def test_attributes_that_can_not_be_are_told_at_the_div(attributes: dict[str, str], message: str) -> None:
    """There they are mended."""
    problem, *_ = refused(RAW, **attributes)
    assert (problem.code, problem.location) == (Code.MD_ATTRIBUTE, PLACE)
    assert message in problem.message


def test_no_message_repeats_what_a_person_wrote() -> None:
    """Neither of columns that are asked for, nor of others."""
    wrong = [
        *refused(RAW, 集計="問１", 選択肢="はい、いえ"),
        *refused(RAW, 集計="自由記述", 選択肢="はい"),
        *refused(RAW, 集計="問２", 選択肢="図書館、家"),
        *refused(RAW, 集計="問１", 別="氏名", 区分="山本"),
    ]
    said = "".join(f"{problem.message}{problem.hint}" for problem in wrong)
    assert not any(word in said for word in ("山田", "田中", "秘密", "遊び場", "公園"))
