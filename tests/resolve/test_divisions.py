"""Numbers of 部 and of what stands in them: chapters run on through all 部, or begin anew in each, as the template's list says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.numbers import Scheme
from pipeline.problems import Code
from pipeline.resolve.ambiguous import ambiguous_numbers, divisions_for_nothing
from pipeline.resolve.plan import resolve
from tests.divisions import ANEW, FILES, NOW, RUN_ON, TEXT, plan_yaml
from tests.small_plan import CHAPTER, MEASURES, SCHEME, expect, level, load, problems_with, resolved

NAMES = (
    "part-general",
    "sec-text",
    "sec-back",
    "sec-now",
    "part-particular",
    "sec-next",
    "sec-body",
    "measure-b",
)


def numbers(scheme: Scheme) -> list[str]:
    """The full numbers of headings, in the order of the plan."""
    targets = resolved(FILES, scheme).targets
    return [targets[name].number for name in NAMES]


def test_chapters_run_on_where_divisions_have_a_list_of_their_own() -> None:
    """And references to them are what they are without 部."""
    assert numbers(RUN_ON) == [
        *("第１部", "第１章", "第１章第１節", "第２章"),
        *("第２部", "第４章", "第４章第１節", "第３章第１節１(2)"),
    ]


def test_chapters_that_begin_anew_are_told_with_their_division() -> None:
    """第１章 alone could be any; what stands at the heading is still 第１章."""
    assert numbers(ANEW) == [
        *("第１部", "第１部第１章", "第１部第１章第１節", "第１部第２章"),
        *("第２部", "第２部第２章", "第２部第２章第１節", "第２部第１章第１節１(2)"),
    ]
    targets = resolved(FILES, ANEW).targets
    assert [targets[name].label for name in ("part-general", "sec-text", "sec-next")] == [
        "第１部",
        "第１章",
        "第２章",
    ]


def test_chapters_that_run_on_and_show_their_division_are_counted_so() -> None:
    """w:lvlRestart 0 beside %1: １-1, １-2, ２-3."""
    chapters = replace(level("%1-%2"), restart_after=0)
    scheme = replace(ANEW, body=(ANEW.body[0], chapters, *ANEW.body[2:]))
    assert numbers(scheme)[:6:2] == ["第１部", "１-1第１節", "第２部"]
    assert numbers(scheme)[5] == "２-4"


def test_divisions_may_have_no_number() -> None:
    """A template whose 部見出し has none: 総論, 各論."""
    targets = resolved({**FILES, NOW: FILES[NOW].replace("{.番号と題}", "{.題}")}, SCHEME).targets
    assert [targets[name].number for name in ("part-general", "sec-next")] == ["", "第４章"]


def test_a_reference_to_the_number_of_a_division_without_one_is_told() -> None:
    expect(problems_with(FILES, SCHEME), Code.REF_NO_NUMBER, f"{NOW}:5:1", "part-particular", "{.題}")


@pytest.mark.parametrize(
    ("scheme", "found"),
    [(RUN_ON, ["表１－１", "表４－１"]), (ANEW, ["表１－１－１", "表２－２－１"])],
    ids=["run on", "anew"],
)
def test_tables_are_told_apart_by_the_division_where_chapters_are(scheme: Scheme, found: list[str]) -> None:
    """表１－１ would stand in each 部."""
    targets = resolved(FILES, scheme).targets
    assert [targets[name].number for name in ("tbl-a", "tbl-b")] == found


def test_the_appendix_stands_in_no_division() -> None:
    """Nor does what comes before the chapters."""
    targets = resolved(FILES, ANEW).targets
    inside = {name for name, target in targets.items() if target.in_division}
    assert {"sec-text", "sec-body", "measure-a"} <= inside
    assert not inside & {"sec-glossary", "part-general", "part-particular"}
    assert targets["sec-glossary"].number == "資料１"


def test_ids_that_the_program_makes_stay_where_a_division_is_put_above() -> None:
    """Headings of a chapter are known by its file."""
    made = {CHAPTER: "# 本文\n\n## 節\n"}
    divided = {**made, "plan.yaml": plan_yaml(("総論", "", (TEXT, MEASURES)))}
    before, after = (set(resolved(files, RUN_ON).targets) for files in (made, divided))
    (division,) = after - before
    assert before < after
    assert division.startswith("auto-division-")


def test_too_many_divisions_are_told() -> None:
    """甲 to 癸."""
    scheme = replace(SCHEME, divisions=(level("%1", "ideographTraditional"),))
    files = {f"chapters/{number}.md": f"# 章{number}\n" for number in range(11)}
    divisions = [(f"題{number}", "", (f"chapters/{number}.md",)) for number in range(10)]
    last = ("終わり", "", (TEXT, MEASURES, "chapters/10.md"))
    problems = problems_with({**files, "plan.yaml": plan_yaml(*divisions, last)}, scheme)
    expect(problems, Code.NUMBER_RANGE, "plan.yaml:27:8", "ideographTraditional")


def test_a_plan_without_divisions_is_numbered_as_before() -> None:
    """Whatever list of 部 the template has."""
    plan = load()
    assert resolve(plan, RUN_ON).targets == resolve(plan, SCHEME).targets


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第１部を見てください。", ["第１部"]),
        ("第２部第３章を見てください。", ["第２部", "第３章"]),
        ("第１部会が開かれました。", []),
        ("国の計画の第２部によります。", []),
    ],
)
def test_a_typed_number_of_a_division_is_told(text: str, told: list[str]) -> None:
    """No name of a committee, and none of another plan's."""
    problems = problems_with(
        {
            **FILES,
            TEXT: f"# 本文 {{#sec-text}}\n\n## 背景 {{#sec-back}}\n\n{text}\n",
            "chapters/03-next.md": "# 推進 {#sec-next}\n",
        },
        RUN_ON,
    )
    assert [each.about.text for each in problems if each.code is Code.REF_TYPED_NUMBER and each.about] == told


def test_a_list_of_divisions_in_a_plan_without_any_is_told() -> None:
    """As a warning: Word counts its chapters as those of the first 部, and references say so."""
    (problem,) = divisions_for_nothing(resolved({}, ANEW), ANEW, "templates/plan.docx")
    assert problem.warning
    assert problem.code is Code.TEMPLATE_LIST
    assert "「第１部第１章」" in problem.message
    assert not divisions_for_nothing(resolved(FILES, ANEW), ANEW, "templates/plan.docx")
    assert not divisions_for_nothing(resolved(), RUN_ON, "templates/plan.docx")


def test_silent_levels_are_named_by_their_own_styles() -> None:
    """In one list with 部 the second level is that of chapters."""
    silent = (*ANEW.body[:2], replace(ANEW.body[2], format="none", text=""), *ANEW.body[3:])
    scheme = replace(ANEW, body=silent)
    text = "# 推進 {#sec-next}\n\n## 一\n\n### 甲 {#sec-a}\n\n## 二\n\n### 乙\n\n[](#sec-a)です。\n"
    files = {**FILES, TEXT: "# 本文 {#sec-text}\n", NOW: "# 現状 {#sec-now}\n", "chapters/03-next.md": text}
    (problem,) = ambiguous_numbers(resolved(files, scheme), scheme, "templates/plan.docx")
    assert "様式「heading 2」の番号がないため" in problem.message
