"""Entries for opinions without an answer: what the office wrote beside them is taken over, what residents wrote is not."""

from __future__ import annotations

import pytest
import yaml

from pipeline.answers.load import read_consultation
from pipeline.answers.skeleton import answer_entries, as_markdown
from pipeline.model.inlines import plain_text
from pipeline.source.yaml_append import appended
from tests.answers.small_answers import ANSWERS_YAML, consultation, small_files, workbook
from tests.kept import parse
from tests.small_plan import FOLDER

HEAD = ("受付番号", "該当ページ・箇所", "ご意見の内容", "提出手段", "市の考え方", "対応区分", "回答案")


def written(files: dict[str, bytes], changed: dict[str, list[str]] | None = None) -> bytes:
    """answers.yaml after entries were put into it."""
    entries = answer_entries(read_consultation(files, FOLDER, parse), changed or {}, "市の考え方")
    return appended("answers.yaml", files.get("answers.yaml"), "回答", entries)


def table(*rows: tuple[object, ...]) -> dict[str, bytes]:
    """A workbook of opinions with the office's own columns, and no answers."""
    return {"opinions.xlsx": workbook([HEAD, *rows])}


def test_an_entry_waits_for_its_text_and_its_kind() -> None:
    """Where it stands is told; its words are not copied."""
    files = small_files({"answers.yaml": None})
    text = written(files).decode()
    assert text.startswith(
        "回答:\n  # No.1（plan_source/opinions.csv:2）\n  - 意見: [1]\n    市の考え方:\n    対応区分:\n"
    )
    assert "見守り" not in text


def test_nothing_is_written_twice_and_nothing_over_what_is_there() -> None:
    """A second run finds an entry for each opinion."""
    files = small_files({"answers.yaml": ANSWERS_YAML.partition("  - 意見: [3]")[0]})
    once = written(files)
    assert once.startswith(files["answers.yaml"])
    assert yaml.safe_load(once)["回答"][1:] == [{"意見": [3], "市の考え方": None, "対応区分": None}]
    files["answers.yaml"] = once
    assert written(files) == once


def test_the_offices_own_columns_are_taken_over() -> None:
    """市の考え方, else 回答案; and 対応区分, with the changes that it needs."""
    files = table(
        (1, "第２章", "一つ目", "窓口", "検討します。\n1. 見直します。", "反映", "案です。"),
        (2, "", "二つ目", "郵送", "", "参考", "案の [文] です。"),
    )
    data = written(files, {"1": ["measure-a"]})
    first, second = yaml.safe_load(data)["回答"]
    assert first["対応区分"] == "反映"
    assert first["変更"] == ["measure-a"]
    assert "変更" not in second
    answers = read_consultation({**files, "answers.yaml": data}, FOLDER, parse).answers
    assert answers.unfilled == ()
    assert [[plain_text(each.content) for each in answer.view] for answer in answers.answers] == [
        ["検討します。", "1. 見直します。"],
        ["案の [文] です。"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- 一つ",
        "(1) 一つ",
        "1) 一つ",
        "a. 一つ",
        "# 見出し",
        "*強調*と_下線_",
        "[文](x)と{.題}",
        "a <b> & c",
        "~~消~~^上^",
        "| 表 |",
        "\\と`コード`",
        ": 説明",
        "---",
        "> 引用",
        "$x$",
        "２倍の\"声\"と'声'",
        "@人",
        "第1.2節",
        "%題",
        "https://www.example.jp/a_b",
    ],
)
def test_text_of_a_workbook_reads_as_it_is_written(text: str) -> None:
    """Whatever Markdown would make of it."""
    entry = f"回答:\n  - 意見: [1]\n    対応区分: 参考\n    市の考え方: |\n      {as_markdown(text)}\n"
    (answer,) = consultation({"answers.yaml": entry}).answers.answers
    assert [plain_text(each.content) for each in answer.view] == [text]


def test_opinions_that_one_cell_numbers_are_answered_one_by_one() -> None:
    """Where it holds nothing else; the parts are opinions of their own then."""
    files = table(
        (1, "", "（１）一つ目です。\n（２）二つ目です。", "窓口", "", "", ""),
        (2, "", "次の二つです。①甲 ②乙", "窓口", "", "", ""),
    )
    data = written(files)
    assert [each["意見"] for each in yaml.load(data, yaml.BaseLoader)["回答"]] == [["1-1"], ["1-2"], ["2"]]
    found = read_consultation({**files, "answers.yaml": data}, FOLDER, parse)
    assert [(each.number, each.text) for each in found.opinions[:2]] == [
        ("1-1", "（１）一つ目です。"),
        ("1-2", "（２）二つ目です。"),
    ]
