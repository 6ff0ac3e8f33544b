"""A word that was replaced wherever it stood: one cause, one line, and what was left is told."""

from __future__ import annotations

import pytest

from pipeline.causes.check import check_causes, uncaused
from pipeline.causes.cover import remark
from pipeline.causes.words import folded, replaced_by, replaced_count, without_replaced
from pipeline.documents.changes import changes_sheet
from pipeline.model.causes import Grounds, Replacement
from pipeline.model.comparison import Comparison, Versions
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location
from pipeline.resolve.texts import texts_of, titles_of
from tests.causes.test_check import compared
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    MEASURES,
    TEXTS,
    chapter,
    expect,
    problems_with,
)

WORD = "変更:\n  - 語句: {障害: 障がい}\n    区分: 庁内\n    理由: 表記を改めました。\n"
OLD = "障害のある人を支えます。\n\n障害と、障害の等級です。\n\n## 障害者の支援 {#sec-a}\n\n障害を知ります。"
NEW = OLD.replace("障害", "障がい")


def pair(
    old: str, new: str, causes: str = WORD, framework: str = ""
) -> tuple[Comparison, ResolvedPlan, ResolvedPlan]:
    """Two versions of a chapter's text, with causes for what changed."""
    after = {CHAPTER: chapter(new), "changes.yaml": causes}
    after |= {"framework.yaml": framework} if framework else {}
    return compared(after, {CHAPTER: chapter(old)})


def told(old: str, new: str, causes: str = WORD) -> list[tuple[Code, Location]]:
    """The problems of two versions, with what is left of the word."""
    comparison, before, after = pair(old, new, causes)
    found = check_causes(comparison, before, after, (*texts_of(after), *titles_of(after)))
    return [(each.code, each.location) for each in found]


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("障害のある人", "障がいのある人", 1),
        ("障害と障害", "障がいと障がい", 2),
        ("障害者基本法の障害", "障害者基本法の障がい", 1),
        ("子供の障害", "子どもの障がい", 2),
        ("障害のある人", "障がいのある方", 0),
        ("障害のある人", "障害のある人", 0),
        ("障害のある人", "障がいのある人。", 0),
        ("のある人", "障がいのある人", 0),
    ],
)
def test_a_line_is_taken_that_differs_by_the_words_alone(before: str, after: str, count: int) -> None:
    """Not all of them need be replaced; anything else that changed is another change."""
    words = (Replacement("障害", "障がい"), Replacement("子供", "子ども"))
    assert replaced_count(before, after, words) == count


def test_a_new_word_that_holds_the_old_one_is_no_old_one() -> None:
    """支援 became 支援等, and stands so already."""
    words = (Replacement("支援", "支援等"),)
    assert replaced_count("支援と支援等", "支援等と支援等", words) == 1


def test_one_cause_is_enough_for_a_word_everywhere() -> None:
    """In texts and titles, wherever they stand."""
    assert told(OLD, NEW) == []


def test_other_changes_need_their_own_cause() -> None:
    """A line that changed otherwise as well, in the place where the word was replaced."""
    (problem,) = told(OLD, NEW.replace("等級です", "程度です"))
    assert problem == (Code.CAUSE_MISSING, Location("plan_source/chapters/01-text.md", 1, 1))


def test_a_list_of_places_tells_it_in_one_line_with_its_count() -> None:
    """And the rest as before."""
    comparison, _, after = pair(OLD, f"{NEW}\n\n新しい段落です。")
    (replaced,) = replaced_by(after.plan.causes, comparison.changes)
    assert (replaced.count, replaced.shown) == (5, "「障害」→「障がい」（5か所）")
    rest = without_replaced(comparison, [replaced])
    sheet = changes_sheet(rest, "計画", Versions(), {}, [folded(replaced, Grounds("理由"))])
    rows = [
        ["".join(mark.text for mark in cell) for cell in row[3:7] if isinstance(cell, tuple)]
        for row in sheet.rows
    ]
    assert rows == [
        ["第１章第１節　障がい者の支援", "修正", "（新設）", "新しい段落です。"],
        ["5か所（第１章、第１章第１節）", "語句の置換え", "障害", "障がい"],
    ]


def test_the_remark_on_a_change_says_the_word_and_how_often() -> None:
    """In 備考, where the row stands with its text."""
    comparison, _, after = pair("障害です。", "障がいです。")
    replaced = replaced_by(after.plan.causes, comparison.changes)
    (change,) = comparison.changes
    assert remark(change, after, replaced) == "庁内「障害」→「障がい」（1か所）"


def test_a_cause_can_be_for_some_places_alone() -> None:
    """Then it speaks for nothing elsewhere."""
    comparison, before, after = pair(OLD, NEW, WORD.replace("  - 語句", "  - 箇所: [sec-a]\n    語句"))
    assert [change.unit.id for change, _ in uncaused(comparison, before, after)] == ["sec-text"]


def test_places_where_the_word_was_left_are_told() -> None:
    """At each text."""
    new = NEW.replace("障がいを知ります", "障害を知ります")
    comparison, before, after = pair(OLD, new)
    problems = check_causes(comparison, before, after, (*texts_of(after), *titles_of(after)))
    expect(problems, Code.CAUSE_LEFT, f"{CHAPTER}:9:1", "「障害」", "1か所", "除く")
    assert problems[0].warning


@pytest.mark.parametrize(
    "text",
    [
        "障害者基本法に基づきます。",
        "身体障害者福祉法や障害者総合支援法施行令によります。",
        "障害者の日常生活及び社会生活を総合的に支援するための法律によります。",
        "障害を理由とする差別の解消の推進に関する法律です。",
        "市の「障害のある人もない人も共に生きる条例」です。",
    ],
)
def test_names_of_laws_keep_their_words(text: str) -> None:
    """They are not the city's to change."""
    assert told(f"{OLD}\n\n{text}", f"{NEW}\n\n{text}") == []


@pytest.mark.parametrize(
    "text", ["障害者の支援方法です。", "障害への対応は、法律によります。", "障害者支援の手法です。"]
)
def test_what_is_no_law_is_told(text: str) -> None:
    """方法 and 手法 end alike; a law in the next phrase is another one."""
    assert [code for code, _ in told(f"{OLD}\n\n{text}", f"{NEW}\n\n{text}")] == [Code.CAUSE_LEFT]


def test_the_office_says_what_else_is_to_stay() -> None:
    """Names of services and bodies."""
    text = "障害福祉サービスです。"
    kept = WORD.replace("    区分", "    除く: [障害福祉サービス]\n    区分")
    assert told(f"{OLD}\n\n{text}", f"{NEW}\n\n{text}", kept) == []


def test_a_word_that_was_replaced_nowhere_is_told() -> None:
    """The entry does nothing."""
    comparison, before, after = pair("文章です。", "文章です。")
    expect(
        check_causes(comparison, before, after),
        Code.CAUSE_UNCHANGED,
        "changes.yaml:2:5",
        "「障害」→「障がい」",
    )


@pytest.mark.parametrize(("count", "told_of"), [(5, False), (4, True)])
def test_a_count_that_is_stated_is_held_against_the_plan(count: int, told_of: bool) -> None:
    """The revision history prints it."""
    causes = WORD.replace("    区分", f"    か所: {count}\n    区分")
    assert [code for code, _ in told(OLD, NEW, causes)] == [Code.CAUSE_COUNT] * told_of


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  - 語句: {障害: 障がい}\n    区分", "  - 区分", "「箇所」も「語句」もありません"),
        ("語句: {障害: 障がい}", "語句: {障害: 障害}", "同じ言葉"),
        ("語句: {障害: 障がい}", "箇所: [sec-a]\n    除く: [障害者基本法]", "「語句」がありません"),
        ("    区分", "    種類: [改題]\n    区分", "一緒に書けません"),
        ("語句: {障害: 障がい}", "語句: 障害", "「項目: 値」の組"),
        ("語句: {障害: 障がい}", "箇所: [sec-a]\n    種類: [変更]", "次のどれか"),
    ],
)
def test_entries_that_say_what_can_not_be_are_told(old: str, new: str, words: str) -> None:
    """Each with what to write."""
    (problem,) = problems_with({"changes.yaml": WORD.replace(old, new)})
    assert words in f"{problem.message}{problem.hint}"
    assert problem.location.line in (2, 3)


def test_a_title_in_the_framework_is_taken_too() -> None:
    """And its text: they are the plan's, wherever they are written."""
    old = FRAMEWORK_YAML.replace("題: 見守り", "題: 障害者の見守り").replace("方針です。", "障害の方針です。")
    comparison, before, after = compared(
        {"framework.yaml": old.replace("障害", "障がい"), "changes.yaml": WORD}, {"framework.yaml": old}
    )
    assert check_causes(comparison, before, after, (*texts_of(after), *titles_of(after))) == []


def test_words_in_tables_are_taken_wherever_they_stand() -> None:
    """In captions, heads, the names of rows and other cells."""
    old = "::: {.表 #tbl-a}\n障害のある人\n\n| 障害の種類 | 人数 | 備考 |\n|:--|--:|:--|\n| 身体障害 | 10 | 障害の等級 |\n| 知的障害 | 20 | 療育手帳 |\n| 難病 | 5 | 障害に準じる |\n:::"
    assert told(old, old.replace("障害", "障がい")) == []
    assert told(old, old.replace("障害", "障がい").replace("20", "21")) == [
        (Code.CAUSE_MISSING, Location("plan_source/chapters/01-text.md", 3, 1))
    ]


def test_a_word_is_left_wherever_it_stands() -> None:
    """In titles, terms, short labels, the vision, captions, cells and notes."""
    table = "::: {.表 #tbl-a}\n障害の数\n\n| 区分 | 数 |\n|:--|--:|\n| 障害 | 1 |\n\n※ 障害の統計\n:::"
    framework = (
        FRAMEWORK_YAML.replace("題: 見守り", "題: 障害の見守り")
        .replace("略称: 安心", "略称: 障害")
        .replace("支え合うまち", "障害を知るまち")
        .replace("方針です。", "障害の方針です。")
    )
    same: dict[str, str | bytes | None] = {
        "framework.yaml": framework,
        "glossary.yaml": GLOSSARY_YAML.replace("語: 地域福祉", "語: 障害福祉"),
        MEASURES: TEXTS[MEASURES].replace("支え合うまち", "障害を知るまち"),
    }
    old = f"障害です。\n\n## 障害の節 {{#sec-b}}\n\n文[^a]です。\n\n[^a]: 障害の注です。\n\n{table}"
    comparison, before, after = compared(
        {**same, CHAPTER: chapter(old.replace("障害です", "障がいです")), "changes.yaml": WORD},
        {**same, CHAPTER: chapter(old)},
    )
    found = check_causes(comparison, before, after, (*texts_of(after), *titles_of(after)))
    left = [f"{problem.location.file.rpartition('/')[2]}:{problem.location.line}" for problem in found]
    assert {problem.code for problem in found} == {Code.CAUSE_LEFT}
    assert sorted(left) == [
        *("01-text.md:11",) * 3,  # a caption, a cell, a note under a table
        *("01-text.md:5", "01-text.md:7", "02-measures.md:3"),
        *(f"framework.yaml:{line}" for line in (1, 10, 13, 18, 6)),
        "glossary.yaml:2",
    ]
