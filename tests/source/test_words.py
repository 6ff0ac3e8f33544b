"""Notices stand at the words that they are about, however their text is written in the file."""

from __future__ import annotations

import pytest

from tests.small_plan import CHAPTER, FRAMEWORK_YAML, TEXTS, chapter, places, problems_with

WRONG = "令和３年13月"


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        (f"会議を\n{WRONG}に開きました。", "4:1"),
        (f"一行目です。\n二行目です。会議を{WRONG}に開きました。", "4:10"),
        ("会議を令和３年\n13月に開きました。", "3:4"),
        (f"会議を**{WRONG}**に開きました。", "3:6"),
        ("会議を**令和３年**13月に開きました。", "3:6"),
        (f"- 会議を\n  {WRONG}に開きました。", "4:3"),
        (f"> 会議を\n> {WRONG}に開きました。", "4:3"),
        (f"注[^a]です。\n\n[^a]: 会議を{WRONG}に\n    開きました。", "5:10"),
        (f"::: {{.表 #tbl-a}}\n題\n\n| 会 | 日 |\n|---|---|\n| 会議 | {WRONG} |\n:::", "8:8"),
        (f"::: {{.横長}}\n会議を{WRONG}に開きました。\n:::", "4:4"),
        (f"会\u200b議を{WRONG}に開きました。", "3:5"),
    ],
)
def test_a_notice_stands_at_its_words_in_a_chapter(markdown: str, place: str) -> None:
    """In a later line, over the end of a line, among marks, in lists, notes and cells, behind what was dropped."""
    assert places(problems_with({CHAPTER: chapter(markdown)})) == [("date.calendar", f"{CHAPTER}:{place}")]


def test_words_of_one_table_are_told_at_each_cell() -> None:
    """Which all have its place."""
    table = f"::: {{.表 #tbl-a}}\n題\n\n| 会 | 日 |\n|---|---|\n| {WRONG} | {WRONG} |\n| 会 | {WRONG} |\n:::"
    found = [place for _, place in places(problems_with({CHAPTER: chapter(table)}))]
    assert found == [f"{CHAPTER}:{place}" for place in ("8:3", "8:13", "9:7")]


def test_words_that_stand_twice_are_told_at_both_places() -> None:
    """Each at its own."""
    found = places(problems_with({CHAPTER: chapter(f"{WRONG}と、\n{WRONG}です。")}))
    assert found == [("date.calendar", f"{CHAPTER}:3:1"), ("date.calendar", f"{CHAPTER}:4:1")]


def test_words_with_something_among_them_are_told_at_their_text() -> None:
    """Furigana: what is printed is not what is written."""
    markdown = '会議を[令和]{ruby="れいわ"}３年13月に開きました。'
    assert places(problems_with({CHAPTER: chapter(markdown)})) == [("date.calendar", f"{CHAPTER}:3:1")]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (f"|\n              一行目です。\n              会議を{WRONG}に開きました。", "14:18"),
        (f">\n              会議を\n              {WRONG}に。", "14:15"),
        (f'"会議を{WRONG}に。"', "12:23"),
        (f"会議を\n              {WRONG}に。", "13:15"),
    ],
)
def test_a_notice_stands_at_its_words_in_yaml(value: str, place: str) -> None:
    """In values of one line and of several, whichever way they are written."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: {value}", 1)
    assert places(problems_with({"framework.yaml": text})) == [("date.calendar", f"framework.yaml:{place}")]


def test_a_notice_in_a_later_paragraph_of_a_value_is_at_its_words() -> None:
    """Values of several paragraphs have blank lines."""
    value = f"|\n          段落です。\n\n          会議を\n          {WRONG}に。"
    text = FRAMEWORK_YAML.replace("題: 支え合いの推進", f"題: 支え合いの推進\n        説明: {value}", 1)
    assert places(problems_with({"framework.yaml": text})) == [("date.calendar", "framework.yaml:13:11")]


def test_a_notice_in_a_list_of_yaml_is_at_its_item() -> None:
    """The second of two."""
    items = f"\n              - 見守り\n              - {WRONG}の会議"
    text = FRAMEWORK_YAML.replace("関連する施策: [見守り事業]", f"関連する施策:{items}", 1)
    assert places(problems_with({"framework.yaml": text})) == [("date.calendar", "framework.yaml:16:17")]


def test_a_notice_of_a_term_is_at_its_meaning() -> None:
    """Not where the term begins."""
    text = TEXTS["glossary.yaml"].replace("地域の福祉です。", f"{WRONG}から。")
    assert places(problems_with({"glossary.yaml": text})) == [("date.calendar", "glossary.yaml:5:9")]
