"""Entries at the end of a YAML list: whatever stood there stays byte for byte."""

from __future__ import annotations

import pytest
import yaml

from pipeline.problems import Code, PlanErrors
from pipeline.source.yaml_append import Entry, appended

FILE = "plan_source/changes.yaml"
NEW = Entry(("第１章（修正）", "前: 甲\n乙"), (("箇所", ["sec-a"]), ("区分", ""), ("理由", "")))
BLOCK = "  # 第１章（修正）\n  # 前: 甲 乙\n  - 箇所: [sec-a]\n    区分:\n    理由:\n"


def added(text: str) -> str:
    """The text after adding one entry."""
    return appended(FILE, text.encode(), "変更", [NEW]).decode()


def test_a_file_that_is_not_there_begins_with_its_head() -> None:
    """And the list."""
    assert appended(FILE, None, "変更", [NEW], ["# 頭"]).decode() == f"# 頭\n変更:\n{BLOCK}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "変更:\n{}"),
        ("# 覚え書き\n", "# 覚え書き\n変更:\n{}"),
        ("改訂履歴: 載せない", "改訂履歴: 載せない\n変更:\n{}"),
        ("変更:", "変更:\n{}"),
        ("変更:   # まだない\n改訂履歴: 載せない\n", "変更:   # まだない\n{}改訂履歴: 載せない\n"),
        ("変更: []  # まだない\n改訂履歴: 載せない\n", "変更:   # まだない\n{}改訂履歴: 載せない\n"),
        ("変更: [ ]", "変更: \n{}"),
        ("変更:\n  - 箇所: [a]\n    理由: 文。", "変更:\n  - 箇所: [a]\n    理由: 文。\n{}"),
        (
            "変更:\n  - 箇所: [a]\n\n# 次\n改訂履歴: 載せない\n",
            "変更:\n  - 箇所: [a]\n{}\n# 次\n改訂履歴: 載せない\n",
        ),
        (
            "変更:\n  - 箇所: [a]\n  # 下書き\n改訂履歴: 載せない\n",
            "変更:\n  - 箇所: [a]\n  # 下書き\n{}改訂履歴: 載せない\n",
        ),
        ("変更:\n  - 箇所: [a]\n# 終わり\n", "変更:\n  - 箇所: [a]\n# 終わり\n{}"),
        (
            "変更:\n  - 理由: |\n      文。\n      # 見出しではない\n\n改訂履歴: 載せない\n",
            "変更:\n  - 理由: |\n      文。\n      # 見出しではない\n{}\n改訂履歴: 載せない\n",
        ),
    ],
)
def test_entries_stand_after_the_last_one(before: str, after: str) -> None:
    """Comments and what follows keep their places."""
    assert added(before) == after.format(BLOCK)


def test_the_list_keeps_its_indent_and_its_line_ends() -> None:
    """As whoever wrote it has them; a mark at the beginning stays."""
    text = "\ufeff変更:\r\n- 箇所: [a]\r\n"
    assert added(text) == text + BLOCK.replace("    ", "@").replace("  ", "").replace("@", "  ").replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize("end", ["]", ",]", "\n  # 終わり\n]", "]  # 終わり\n改訂履歴: 載せない\n"])
def test_a_list_in_brackets_stays_in_brackets(end: str) -> None:
    """With the comma that it needs."""
    text = f"変更: [{{箇所: [a], 理由: 文}}{end}"
    new = added(text)
    assert new.startswith(text.rpartition("]")[0])
    assert yaml.safe_load(new)["変更"][1] == {"箇所": ["sec-a"], "区分": "", "理由": ""}


@pytest.mark.parametrize("text", ["- 一覧\n", "{変更: []}", "変更: 文字\n", "変更: {箇所: a}\n", "変更: [\n"])
def test_what_is_no_such_list_is_refused(text: str) -> None:
    """Rather than made into something else."""
    with pytest.raises(PlanErrors) as errors:
        added(text)
    assert [(str(each.location), each.code) for each in errors.value.problems] == [(FILE, Code.YAML_SYNTAX)]


@pytest.mark.parametrize(
    "value",
    [
        "一行。",
        "前：後 # 注",
        "一段落。\n\n二段落。",
        "- 箇条\n# 見出し",
        "'引用'",
        "no",
        "1-2",
        "=1+1",
        " 空白",
        "終わりに:",
    ],
)
def test_values_are_read_as_they_were_given(value: str) -> None:
    """However they look to YAML."""
    data = appended(FILE, None, "回答", [Entry((), (("意見", ["1"]), ("市の考え方", value)))])
    assert yaml.load(data, yaml.BaseLoader)["回答"][0]["市の考え方"].strip() == value.strip()


def test_mappings_and_lists_stand_in_brackets() -> None:
    """Whatever their keys look like."""
    data = appended(
        FILE,
        None,
        "変更",
        [Entry((), (("語句", {"障害": "障がい", "a: b": ""}), ("根拠", {"意見": ["1", "A-2"]})))],
    )
    (entry,) = yaml.load(data, yaml.BaseLoader)["変更"]
    assert entry == {"語句": {"障害": "障がい", "a: b": ""}, "根拠": {"意見": ["1", "A-2"]}}
