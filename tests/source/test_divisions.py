"""部 in plan.yaml: titles above chapters, all or none, and what is wrong with other forms."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.divisions import ALONE, FILES, NOW, TEXT, plan_yaml
from tests.small_plan import MEASURES, PLAN_YAML, expect, load, places, problems_with


def chapters(text: str) -> str:
    """plan.yaml with these lines in place of the chapters' list."""
    return PLAN_YAML.replace(ALONE, text)


def test_chapters_stay_in_reading_order_and_the_first_of_each_division_opens_it() -> None:
    """Title and id, and where the title is written."""
    plan = load(FILES)
    assert [(each.file, each.opens and (each.opens.title, each.opens.id)) for each in plan.chapters] == [
        (f"plan_source/{TEXT}", ("総論", "part-general")),
        (f"plan_source/{NOW}", None),
        (f"plan_source/{MEASURES}", ("各論", "part-particular")),
        ("plan_source/chapters/03-next.md", None),
    ]
    assert [str(each.opens.location) for each in plan.chapters if each.opens] == [
        "plan_source/plan.yaml:7:8",
        "plan_source/plan.yaml:10:8",
    ]


def test_an_id_may_be_left_out() -> None:
    """As with headings; the program makes one from the title."""
    (first, _) = load({"plan.yaml": plan_yaml(("総論", "", (TEXT, MEASURES)))}).chapters
    assert first.opens
    assert first.opens.id == ""


def test_chapters_are_counted_in_whatever_division() -> None:
    """[]{.数 of="章"}."""
    files = {**FILES, TEXT: '# 本文 {#sec-text}\n\n[]{.数 of="章"}の章です。\n'}
    assert "４の章" in str(load(files).chapters[0].blocks[1])


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("章:\n  - 部: 総論\n", Code.SCHEMA_MISSING_KEY, "7:5", ("「章」がありません",)),
        ("章:\n  - 部: 総論\n    章:\n", Code.SCHEMA_MISSING_KEY, "8:5", ("「章」に値",)),
        ("章:\n  - 部: 総論\n    章: []\n", Code.SCHEMA_VALUE, "8:8", ("「章」が空です",)),
        (
            f"章:\n  - 部: 総論\n    章: [{TEXT}]\n  - {MEASURES}\n",
            Code.SCHEMA_VALUE,
            "9:5",
            (f"「{MEASURES}」が、どの部にも入っていません", "全ての章"),
        ),
        (
            f"章:\n  - {TEXT}\n  - 部: 各論\n    章: [{MEASURES}]\n",
            Code.SCHEMA_VALUE,
            "7:5",
            (f"「{TEXT}」が、どの部にも入っていません",),
        ),
        (
            f"章:\n  - 部: 総論\n    章:\n      - {TEXT}\n      - 部: 各論\n        章: [{MEASURES}]\n",
            Code.SCHEMA_VALUE,
            "10:9",
            ("部の中に", "章のファイルの名前だけ"),
        ),
        (f"章:\n  - 章: [{TEXT}, {MEASURES}]\n", Code.SCHEMA_MISSING_KEY, "7:5", ("「部」がありません",)),
        (f"章:\n  - 部:\n    章: [{TEXT}, {MEASURES}]\n", Code.SCHEMA_MISSING_KEY, "7:5", ("「部」に値",)),
        (
            f"章:\n  - 部: 総論\n    id: 1部\n    章: [{TEXT}, {MEASURES}]\n",
            Code.ID_INVALID,
            "8:9",
            ("「1部」",),
        ),
        (
            f"章:\n  - 部: 総論\n    題: 総論\n    章: [{TEXT}, {MEASURES}]\n",
            Code.SCHEMA_UNKNOWN_KEY,
            "8:5",
            ("「題」",),
        ),
        (f"章:\n  - 部: '**総論**'\n    章: [{TEXT}, {MEASURES}]\n", Code.MD_LEFTOVER, "7:8", ("**",)),
        (
            f"章:\n  - 部: 第１部　総論\n    章: [{TEXT}, {MEASURES}]\n",
            Code.MD_TYPED_NUMBER,
            "7:8",
            ("「第１部」", "自動で"),
        ),
        (
            f"章:\n  - 部: 総論\n    章: [chapters/01-txt.md, {MEASURES}]\n",
            Code.FILE_MISSING,
            "8:9",
            ("「chapters/01-txt.md」", TEXT),
        ),
        (f"章:\n  - 部: 総論\n    章: [{TEXT}, {MEASURES}, {TEXT}]\n", Code.ID_DUPLICATE, "8:55", ("２回",)),
        (
            f"章:\n  - 部: 総論\n    id: sec-text\n    章: [{TEXT}, {MEASURES}]\n",
            Code.ID_DUPLICATE,
            "",
            ("「sec-text」が２か所",),
        ),
    ],
)
def test_other_forms_are_told_with_their_place(
    text: str, code: Code, place: str, words: tuple[str, ...]
) -> None:
    """A 部 without chapters, a 部 in a 部, chapters partly in 部, and whatever else is slipped."""
    problems = problems_with({"plan.yaml": chapters(text)})
    if place:
        expect(problems, code, f"plan.yaml:{place}", *words)
    else:
        assert [each.code for each in problems] == [code]
        assert all(word in problems[0].message for word in words)


def test_chapters_of_wrong_forms_are_checked_all_the_same() -> None:
    """What is wrong in a chapter is told together with what is wrong in the list."""
    text = f"章:\n  - 部: 総論\n    章:\n      - 部: 中\n        章: [{TEXT}]\n  - {MEASURES}\n"
    found = places(problems_with({"plan.yaml": chapters(text), TEXT: "# 本文\n\n#### 深い\n"}))
    assert ("md.heading-skipped", f"{TEXT}:3:1") in found
    assert len(found) == 3


@pytest.mark.parametrize("title", ["第１部会の報告", "部会の設置", "総論"])
def test_a_title_may_begin_with_a_name_that_looks_like_a_number(title: str) -> None:
    """第１部会 is a committee."""
    assert not problems_with({"plan.yaml": plan_yaml((title, "", (TEXT, MEASURES)))})
