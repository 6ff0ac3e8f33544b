"""Dates that no calendar has, and periods that run backwards: errors in plan.yaml, warnings in running text."""

from __future__ import annotations

import re

import pytest

from pipeline.model.eras import stated_dates
from pipeline.model.odd_dates import runs_backward
from pipeline.problems import Code
from tests.small_plan import CHAPTER, PLAN_YAML, expect, problems_in, problems_with


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("平成31年５月", "令和元年５月"),
        ("令和元年４月", "平成31年４月"),
        ("平成32年", "令和２年"),
        ("昭和65年", "平成２年"),
        ("昭和64年２月", "平成元年２月"),
        ("平成32年度", "令和２年度"),
        ("平成31年13月", ""),
        ("令和３年２月30日", ""),
        ("令和３（2022）年度", ""),
        ("2022（令和３）年度", ""),
        ("令和３年度（2022年度）", ""),
        ("令和３年度（2022）", ""),
        ("2022年（令和３年）", ""),
        ("2021年13月", ""),
    ],
)
def test_a_date_that_no_calendar_has_is_told_with_the_right_one(written: str, right: str) -> None:
    """A month or a year is wrong where none of its days is of its era."""
    (stated,) = stated_dates(f"案を{written}に示す")
    assert stated.text == written
    assert stated.wrong
    assert right in stated.wrong.hint


@pytest.mark.parametrize(
    ("written", "is_wrong"),
    [
        ("令和３年３月（2022年３月）", True),
        ("令和３年３月31日（2021年３月30日）", True),
        ("2021年３月(令和４年３月)", True),
        ("令和３年３月（2021年３月）", False),
        ("令和３年３月（2021年度）", True),
        ("令和２年度（2021年３月）", False),
        ("令和３年３月（令和４年３月）", False),
        ("令和３年３月（2022年３月施行）", False),
    ],
)
def test_a_date_that_is_said_again_in_brackets_is_the_same(written: str, is_wrong: bool) -> None:
    """In the other way of counting years; what else stands in brackets is another date."""
    wrong = [stated.wrong.message for stated in stated_dates(f"案を{written}に示す") if stated.wrong]
    assert wrong == ([f"「{written}」の年号と西暦が合いません"] if is_wrong else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("令和３年度〜令和７年度の６年間とする。", "「令和３年度〜令和７年度の６年間」"),
        ("2021年度から2025年度までの七か年", "「2021年度から2025年度までの七か年」"),
        ("令和３年度（2021年度）から令和７年度（2025年度）まで（10年間）", "10年間」"),
        ("令和３年度から令和７年度までの５か年計画", ""),
        ("令和３年度から令和７年度までの４年間で10％増えた。", ""),
        ("令和３年度から令和７年度までの５年計画", ""),
        ("2021年から2025年までの６年間", ""),
    ],
)
def test_a_count_of_years_is_that_of_the_period_before_it(text: str, told: str) -> None:
    """Fiscal years, both ends counted or how far they are apart; of years it is not sure from which month."""
    found = [problem for problem in problems_in(text) if problem.code is Code.COUNT_WRONG]
    assert len(found) == bool(told)
    assert not told or (told in found[0].message and "５年間です" in found[0].message)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("２月30日に開く。", ["「２月30日」"]),
        ("13月１日と11月31日", ["「13月１日」", "「11月31日」"]),
        ("毎年２月29日、12月31日と4月1日に開く。", []),
        ("令和３年２月30日", ["「令和３年２月30日」"]),
        ("３か月30日間、113月31日", []),
    ],
)
def test_a_day_without_a_year_is_looked_at_too(text: str, told: list[str]) -> None:
    """No year has it."""
    found = problems_in(text)
    assert [problem.message.partition("という")[0] for problem in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("R3.2.30に決めた。R3.2.28", ["R3.2.30"]),
        ("H30.2.29〜R12.4.31", ["H30.2.29", "R12.4.31"]),
        ("令和3.2.30、令和３．２．30", ["令和3.2.30", "令和３．２．30"]),
        ("2021.2.30と2021/2/30", ["2021.2.30", "2021/2/30"]),
        ("H31.5.1", ["H31.5.1"]),
        ("H31.4.30、R1.5.1、S64.1.7、2024.2.29、2024/2/29", []),
        ("2021.2.30.1、IR3.2.30、R3.2.300、第2021-02-30号、2/30", []),
    ],
)
def test_a_short_date_is_looked_at_too(text: str, told: list[str]) -> None:
    """As it is written; what may be another number is none."""
    found = problems_in(text)
    assert {problem.code for problem in found} <= {Code.DATE_CALENDAR}
    assert [problem.message.partition("」")[0][1:] for problem in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("窓口は25時までです。", ["25時"]),
        ("開館は９時60分から25:00までです。", ["９時60分", "25:00"]),
        ("31時15分と２５：００", ["31時15分", "２５：００"]),
        ("午後15時と午前13:30", ["午後15時", "午前13:30"]),
        ("24時、24:00、24時00分、午後12時、午前０時、9:59に開く。", []),
        ("25時間、25時30分間、60分、60分間、延べ30時、週25時、第25時限、H25時点", []),
        ("男女比は40:60、10:90です。1:25:00、2025年4月1日25か所", []),
    ],
)
def test_a_time_that_no_clock_shows_is_told(text: str, told: list[str]) -> None:
    """How long something takes is none, nor is a ratio."""
    found = problems_in(text)
    assert {problem.code for problem in found} <= {Code.DATE_CALENDAR}
    assert [problem.message.partition("」")[0][1:] for problem in found] == told


@pytest.mark.parametrize(
    "written",
    [
        "平成31年４月",
        "令和元年５月",
        "平成31年度",
        "令和元年度",
        "昭和64年",
        "昭和64年１月",
        "平成元年１月",
        "令和３（2021）年度",
        "2021（令和３）年度",
        "令和３年度（2021年度）",
        "2021年（令和３年）４月",
        "令和３年度（2022年）",
        "昭和26年法律第45号",
        "平成12年13月間",
        "2021年",
        "１年間",
    ],
)
def test_dates_of_the_calendar_are_silent(written: str) -> None:
    """A year in which an era ends, or begins, belongs to both."""
    assert not any(stated.wrong for stated in stated_dates(written))
    assert not problems_in(f"これは{written}のことです。")


def test_a_year_nought_is_told_as_a_year() -> None:
    """Its month is sound."""
    (stated,) = stated_dates("令和０年４月")
    assert stated.wrong
    assert "という年は" in stated.wrong.message


@pytest.mark.parametrize("key", ["策定年月: 令和３年３月", "{年月: 令和３年３月", "終了: 令和７年度"])
@pytest.mark.parametrize("written", ["平成31年13月", "平成32年５月", "H31.13", "平成三十二年五月"])
def test_a_wrong_date_in_plan_yaml_is_told_at_its_place(key: str, written: str) -> None:
    """Wherever the file has dates that are words."""
    name = key.partition(":")[0]
    text = PLAN_YAML.replace(key, f"{name}: {written}", 1)
    (problem,) = problems_with({"plan.yaml": text})
    assert problem.code is Code.DATE_CALENDAR
    line = next(i for i, row in enumerate(text.split("\n"), 1) if written in row)
    assert problem.location.line == line
    assert problem.location.column > 1


@pytest.mark.parametrize(
    ("first", "last", "backward"),
    [
        ("令和７年度", "令和３年度", True),
        ("令和７（2025）年度", "2021年度", True),
        ("令和３年４月", "令和３年３月", True),
        ("2025", "2021", True),
        ("令和３", "令和７", False),
        ("平成30年度", "令和４年度", False),
        ("令和３年度", "令和３年度", False),
        ("令和３年４月", "令和３年度", False),
        ("初年度", "令和３年度", False),
        ("R7", "R3", True),
        ("H30", "R3", False),
        ("R7年度", "令和３年度", True),
        ("令和七年度", "令和三年度", True),
        ("令和十二年度", "令和３年度", True),
        ("二〇二五年度", "2021年度", True),
        ("2021-04", "2021-03", True),
        ("2021-25", "2021-24", False),
    ],
)
def test_a_period_runs_from_an_earlier_day_to_a_later_one(first: str, last: str, backward: bool) -> None:
    """Whatever its ends are called, where both can be read."""
    assert runs_backward(first, last) is backward


def test_a_period_that_runs_backwards_is_told_at_its_end() -> None:
    """The plan's own."""
    text = PLAN_YAML.replace("開始: 令和３年度, 終了: 令和７年度", "開始: 令和７年度, 終了: 令和３年度")
    expect(problems_with({"plan.yaml": text}), Code.DATE_ORDER, "plan.yaml:3:23", "令和７年度", "逆")


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("R3.3", "令和３年３月"),
        ("r3.3", "令和３年３月"),
        ("R.3.12.", "令和３年12月"),
        ("H31.4.30", "平成31年４月30日"),
        ("R3年3月", "令和３年３月"),
        ("2021-03", "2021年３月"),
        ("2021/3/1", "2021年３月１日"),
        ("令和三年三月", "令和３年３月"),
        ("平成二十九年十一月", "平成29年11月"),
        ("二〇二一年三月", "2021年３月"),
        ("令和３年 ３月", "令和３年３月"),
        ("令和１年５月", "令和元年５月"),
        ("令和01年５月", "令和元年５月"),
        ("令和3年03月", "令和３年３月"),
        ("R7", "令和７年"),
        ("㋿３年３月", "令和３年３月"),
    ],
)
def test_months_in_a_form_that_no_plan_prints_are_told_with_the_usual_one(written: str, usual: str) -> None:
    """Those of the cover and of the revision history."""
    for key, place in ("策定年月: 令和３年３月", "plan.yaml:5:7"), ("{年月: 令和３年３月", "plan.yaml:12:10"):
        text = PLAN_YAML.replace(key, f"{key.partition(':')[0]}: {written}", 1)
        (problem,) = problems_with({"plan.yaml": text})
        expect([problem], Code.DATE_FORM, place, written, f"「{usual}」")
        assert problem.warning


@pytest.mark.parametrize(
    "written",
    [
        "令和3年3月",
        "２０２１年３月",
        "令和３年（2021年）３月",
        "令和３年",
        "令和３年３月１日",
        "令和３年３月改定",
        "令和３年春",
        "令和○年○月",
        "未定",
        "三月",
    ],
)
def test_months_as_plans_print_them_are_silent(written: str) -> None:
    """And free text."""
    assert not problems_with({"plan.yaml": PLAN_YAML.replace("令和３年３月", written)})


def test_a_fiscal_year_is_no_month_of_the_cover() -> None:
    """In the history it may be all that is known."""
    text = PLAN_YAML.replace("令和３年３月", "令和３年度")
    expect(problems_with({"plan.yaml": text}), Code.DATE_FORM, "plan.yaml:5:7", "年度", "令和３年３月")


@pytest.mark.parametrize(
    ("first", "last", "place", "words"),
    [
        ("令和３年度〜", "令和７年度", "plan.yaml:3:12", "自動"),
        ("令和３年度", "～令和７年度", "plan.yaml:3:23", "自動"),
        ("令和３年度から", "令和７年度", "plan.yaml:3:12", "自動"),
        ("令和３年度", "令和７年度まで", "plan.yaml:3:23", "自動"),
        ("R3", "令和７年度", "plan.yaml:3:12", "「令和３年度」"),
        ("令和３年度", "令和七年度", "plan.yaml:3:23", "「令和７年度」"),
    ],
)
def test_years_in_a_form_that_no_plan_prints_are_told(first: str, last: str, place: str, words: str) -> None:
    """Those of the plan's period, between which the program sets its own sign."""
    period = "開始: 令和３年度, 終了: 令和７年度"
    text = PLAN_YAML.replace(period, f"開始: {first}, 終了: {last}")
    place = place.replace(":23", f":{23 + len(first) - len('令和３年度')}")
    expect(problems_with({"plan.yaml": text}), Code.DATE_FORM, place, words)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2021", "2025"),
        ("令和３", "７年度"),
        ("2021年度", "2025年度"),
        ("令和○年度", "令和○年度"),
        ("2021年４月", "2026年３月"),
    ],
)
def test_years_as_plans_print_them_are_silent(first: str, last: str) -> None:
    """Also shortened: 令和３〜７年度."""
    period = "開始: 令和３年度, 終了: 令和７年度"
    assert not problems_with({"plan.yaml": PLAN_YAML.replace(period, f"開始: {first}, 終了: {last}")})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("会議を令和２年13月に開きました。", Code.DATE_CALENDAR),
        ("会議を令和３年２月30日に開きました。", Code.DATE_CALENDAR),
        ("平成37年には高齢者が増えます。", Code.DATE_CALENDAR),
        ("令和３（2022）年度に始めます。", Code.DATE_CALENDAR),
        ("令和３年２月10日（木）に開きました。", Code.DATE_WEEKDAY),
        ("期間は令和７年度〜令和３年度です。", Code.DATE_ORDER),
        ("期間は令和７年４月から令和３年３月までです。", Code.DATE_ORDER),
    ],
)
def test_running_text_is_warned_of(text: str, code: Code) -> None:
    """It may quote what others wrote, so no document is held up."""
    problems = problems_in(text)
    first = re.search("平成|令和", text)
    assert first
    expect(problems, code, f"{CHAPTER}:3:{first.start() + 1}")
    assert problems[0].warning


@pytest.mark.parametrize(
    "text",
    [
        "前の計画の期間は平成28年度から平成32年度まででした。",
        "会議を令和３年２月10日（水）に開きました。",
        "令和７年度に比べ、令和３年度は多くなりました。",
        "令和７年度から令和３年度の額を引きます。",
        "平成30年度から令和４年度までの計画です。",
    ],
)
def test_years_of_earlier_plans_and_comparisons_are_silent(text: str) -> None:
    """What an earlier plan called a year, and years that make no period."""
    assert not problems_in(text)
