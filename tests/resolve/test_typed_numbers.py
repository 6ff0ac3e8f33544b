"""Numbers of the plan that somebody typed: warned of where they stand, and numbers of others left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.documents import PLAN_DOCUMENTS, names_of
from pipeline.problems import Code
from pipeline.resolve.typed_numbers import typed_numbers
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.commands import run
from tests.goldens import TEMPLATES, quiet
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    PLAN_YAML,
    chapter,
    expect,
    places,
    problems_in,
    problems_with,
    resolved,
    small_plan,
)

TABLE = "\n\n::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n\n資料：国勢調査（表１－１）\n:::"


def typed_in(markdown: str) -> list[str]:
    """The numbers that are found in a chapter's text."""
    return [number.text for number in typed_numbers(resolved({CHAPTER: chapter(markdown)}))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第２章を参照してください。", ["第２章"]),
        ("第２章第１節１(2)を参照してください。", ["第２章第１節１(2)"]),
        ("第2章第1節に示します。", ["第2章第1節"]),
        ("第二章に示します。", ["第二章"]),
        ("第９章に示します。", ["第９章"]),
        ("この章の第３節に示します。", ["第３節"]),
        ("資料１のとおりです。", ["資料１"]),
        ("[第２章](#sec-measures)に示します。", ["第２章"]),
        ("**第２章**に示します。", ["第２章"]),
        ("24ページを参照してください。", ["24ページ"]),
        ("見守り（24ページ）", ["24ページ"]),
        ("24頁から示します。", ["24頁"]),
        ("この計画の第２章に示します。", ["第２章"]),
        ("みどり市地域福祉計画の第２章に示します。", ["第２章"]),
        ("総合計画と、第２章に示します。", ["第２章"]),
        ("第１章及び第２章に示します。", ["第１章", "第２章"]),
        ("第１章「本文」、第２章「施策」と、第３章", ["第１章", "第２章", "第３章"]),
        ("第 2 章に示します。", ["第 2 章"]),
        ("第 2 章 第 1 節に示します。", ["第 2 章 第 1 節"]),
        ("２章１節に示します。", ["２章１節"]),
        ("文章[^fn-a]です。\n\n[^fn-a]: 第２章の注です。", ["第２章"]),
        ("- 項目です。\n- 第２章です。", ["第２章"]),
        ("::: {.表 #tbl-a}\n題（第１章）\n\n| 列 |\n|---|\n| 第２章 |\n:::", ["第１章", "第２章"]),
    ],
)
def test_numbers_of_the_plan_are_found(text: str, numbers: list[str]) -> None:
    """Whatever their digits, whether they are right, and wherever they stand in the text."""
    assert typed_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "社会福祉法第106条に基づきます。",
        "社会福祉法第10章に基づきます。",
        "社会福祉法（昭和26年法律第45号）第10章に基づきます。",
        "総合計画の第２章に示されています。",
        "「健康みどり21」第２章に示されています。",
        "市民参画条例第２章第１節に基づきます。",
        "総合計画の第２章及び第３章に示されています。",
        "総合計画の第２章第１節、第３章から第５章まで",
        "白書の24ページを参照してください。",
        "総合計画の第２章「目標」、第３章に示されています。",
        "市民参画条例２章１節に基づきます。",
        "２章から成ります。この節です。",
        "第３期の計画です。第２次計画です。第１回策定委員会です。",
        "24ページの冊子です。全24ページです。１ページに収めます。",
        "別表１－１のとおりです。資料10点を集めました。",
        "[](#sec-measures)に示します。[](#sec-measures){.頁}ページに示します。",
        "(1)と①と、表と図と、資料：国勢調査",
    ],
)
def test_what_is_no_number_of_the_plan_is_left_alone(text: str) -> None:
    """Laws, other plans, counts, and references."""
    assert typed_in(text + TABLE.replace("（表１－１）", "")) == []


def test_the_shapes_are_those_of_the_plans_own_numbers() -> None:
    """What the plan has no number of is none: here there is a table, and no figure. Dashes come in several kinds."""
    assert typed_in("表１－１と、図１－１と、表１‐３です。") == []
    assert typed_in("表１－１と、図１－１と、表１‐３です。" + TABLE) == ["表１－１", "表１‐３", "表１－１"]


def test_a_typed_number_is_warned_of_with_what_to_write() -> None:
    """The warning names the place, the number and the id."""
    problems = problems_in("文章です。\n\n本文は、第１章に示します。")
    expect(problems, Code.REF_TYPED_NUMBER, "chapters/01-text.md:5:5", "「第１章」", "[](#sec-text)")
    assert problems[0].warning


def test_a_number_of_something_without_an_id_is_warned_of_with_what_to_do_first() -> None:
    """A reference needs an id to point to."""
    problems = problems_in("## 節\n\n第１章第１節に示します。")
    expect(problems, Code.REF_TYPED_NUMBER, f"{CHAPTER}:5:1", "「第１章第１節」", "{#id} を付け")


def test_a_number_that_nothing_has_is_warned_of_too() -> None:
    """It may have been right once."""
    expect(problems_in("第９章に示します。"), Code.REF_TYPED_NUMBER, f"{CHAPTER}:3:1", "[](#id)")


@pytest.mark.parametrize("number", ["第２章", "第９章"])
def test_a_title_that_is_another_numbers_is_told(number: str) -> None:
    """One of them is wrong, and the number's id would lead elsewhere."""
    problems = problems_in(f"## 目的 {{#sec-aim}}\n\n{number}「目的」に示します。")
    expect(
        problems,
        Code.REF_TYPED_NUMBER,
        f"{CHAPTER}:5:1",
        "「目的」は、この番号のものではありません",
        "[](#sec-aim)",
    )


@pytest.mark.parametrize("title", ["目的", "ねらい"])
def test_a_title_that_is_the_numbers_or_nobodys_is_its_name(title: str) -> None:
    """Some say it with other words."""
    problems = problems_in(f"## 目的 {{#sec-aim}}\n\n第１章第１節「{title}」に示します。")
    expect(problems, Code.REF_TYPED_NUMBER, f"{CHAPTER}:5:1", "章や表が移っても", "[](#sec-aim)")


def test_texts_in_yaml_are_looked_at() -> None:
    """Measures, glossary; the revision history tells of numbers as they were."""
    problems = problems_with(
        {
            "framework.yaml": FRAMEWORK_YAML.replace(
                "対応方針: 方針です。", "対応方針: 第１章の方針です。", 1
            ),
            "glossary.yaml": GLOSSARY_YAML.replace("地域の福祉です", "第１章の福祉です"),
            "plan.yaml": PLAN_YAML.replace("内容: 案の作成", "内容: 第１章を改めた"),
        }
    )
    assert sorted(places(problems)) == [
        ("ref.typed-number", "framework.yaml:13:19"),
        ("ref.typed-number", "glossary.yaml:5:9"),
    ]


def project_with(folder: Path, markdown: str) -> Project:
    """A project in a folder, whose first chapter has this text."""
    for path, data in small_plan({CHAPTER: chapter(markdown)}).items():
        (folder / "plan_source" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "plan_source" / path).write_bytes(data)
    return Project(folder / "plan_source", TEMPLATES, folder / "build")


def test_a_plan_with_typed_numbers_is_built_and_its_author_told(tmp_path: Path) -> None:
    """It is a warning: the documents are made."""
    built = make(project_with(tmp_path, "第２章に示します。"), names_of(PLAN_DOCUMENTS), None, quiet)
    assert len(built.documents) == 3
    assert [problem.code for problem in built.warnings] == [Code.REF_TYPED_NUMBER]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("第２章に示します。", "エラーはありません（注意が１件）。"),
        ("[](#sec-measures)に示します。", "問題はありません。"),
    ],
)
def test_check_says_that_there_are_warnings(text: str, end: str, tmp_path: Path) -> None:
    """They are no errors, so a script goes on; only without them it says that all is well."""
    project = project_with(tmp_path, text)
    result = run(project, "check")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == end
    assert ("[ref.typed-number]" in result.output) == ("注意" in end)
