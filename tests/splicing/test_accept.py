"""`make accept`: what the office takes stands in the source, whole or not at all, and review.yaml says what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.private import REVIEW
from pipeline.problems import Code, MachineError, PlanErrors
from pipeline.review.grown import with_new_entries
from pipeline.review.model import WORKBOOK, Decision, Entry, Kind, Review
from pipeline.review.read import read_review
from pipeline.review.write import write_review
from pipeline.workflows import build
from pipeline.workflows.accept import Accepted, accept
from pipeline.workspace.project import Project
from pipeline.workspace.sent import mark_of
from tests.commands import run
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, small_plan

TEXT = """\
# 本文 {#sec-text}

見守りは**大切**です。詳しくは[](#sec-next){.題}を見てください。

二つ目の段落です。

- 一つ目
- 二つ目

## 次の節 {#sec-next}

三つ目の段落です。
"""
FIRST = "見守りは大切です。詳しくは次の節を見てください。"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small plan whose documents were sent out."""
    project = write_project(tmp_path, small_plan({CHAPTER: TEXT}))
    build.build(project, (), None, quiet)
    return project


def sent(project: Project, document: str = "plan") -> str:
    return mark_of((project.output / f"{document}.docx").read_bytes())


def entry(project: Project, source: str, before: str, after: str, **more: object) -> Entry:
    kind = Kind.CHANGE if before and after else Kind.ADDITION if after else Kind.DELETION
    made = Entry(
        "課-001", "課", "戻り.docx", sent(project), "plan", "箇所", kind, source=source, origin=source
    )
    return replace(made, before=before, after=after, decision=Decision.TAKEN, **more)  # type: ignore[arg-type]


def received(project: Project, *entries: Entry) -> None:
    review, _ = with_new_entries(Review(), entries)
    (project.source / REVIEW).write_bytes(write_review(review))


def accepted(project: Project, *entries: Entry, dry_run: bool = False) -> Accepted:
    received(project, *entries)
    return accept(project, (), dry_run, quiet)


def text_of(project: Project, name: str = CHAPTER) -> str:
    return (project.source / name).read_text("utf-8")


def results(project: Project) -> dict[str, str]:
    review = read_review((project.source / REVIEW).read_bytes(), REVIEW)
    return {each.id: each.result for each in review.entries}


def test_an_edit_goes_where_it_came_from_and_nothing_else_changes(project: Project) -> None:
    """Bold and references are kept; review.yaml says so; the file as it was lies in build/."""
    made = accepted(
        project, entry(project, f"{CHAPTER}:3", FIRST, FIRST.replace("大切です", "大切なことです"))
    )
    assert text_of(project) == TEXT.replace("**大切**です", "**大切**なことです")
    assert results(project) == {"課-001": "反映済み"}
    assert made.kept is not None
    assert (made.kept / CHAPTER).read_text("utf-8") == TEXT
    assert [line for line in made.difference if line.startswith("+見")] == [
        "+見守りは**大切**なことです。詳しくは[](#sec-next){.題}を見てください。"
    ]


def test_a_dry_run_writes_nothing(project: Project) -> None:
    """It says what would become of each."""
    made = accepted(
        project, entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "別の段落です。"), dry_run=True
    )
    assert [each.result for each in made.outcomes] == ["反映済み"]
    assert text_of(project) == TEXT
    assert results(project) == {"課-001": ""}
    assert not (project.output / "accepted").exists()


def test_only_what_is_taken_goes_in_and_once(project: Project) -> None:
    """Others stay as they are; what is in already is not put in again."""
    open_entry = replace(entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "別。"), decision=Decision.OPEN)
    taken = entry(project, f"{CHAPTER}:12", "三つ目の段落です。", "三つ目です。", id="課-002")
    accepted(project, open_entry, taken)
    assert text_of(project) == TEXT.replace("三つ目の段落です。", "三つ目です。")
    again = accept(project, (), False, quiet)
    assert again.outcomes == ()
    chosen = accept(project, ("課-001",), False, quiet)
    assert [each.result for each in chosen.outcomes] == ["反映済み"]


def test_what_moved_in_the_source_is_found_again(project: Project) -> None:
    """Lines that came before it since it was sent change nothing."""
    wish = entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "二つ目の文章です。")
    (project.source / CHAPTER).write_text(TEXT.replace("\n\n見", "\n\n新しい段落です。\n\n見"), "utf-8")
    accepted(project, wish)
    assert "二つ目の文章です。" in text_of(project)
    assert results(project) == {"課-001": "反映済み"}


def test_a_passage_that_changed_elsewhere_is_merged(project: Project) -> None:
    """Both changes stand in it, where they do not touch."""
    wish = entry(project, f"{CHAPTER}:3", FIRST, FIRST.replace("見てください", "御覧ください"))
    (project.source / CHAPTER).write_text(TEXT.replace("見守りは", "声掛けは"), "utf-8")
    accepted(project, wish)
    assert "声掛けは**大切**です。詳しくは[](#sec-next){.題}を御覧ください。" in text_of(project)


def test_where_both_changed_the_same_words_nothing_is_overwritten(project: Project) -> None:
    """review.yaml shows what the source says now."""
    wish = entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "二つ目の文章です。")
    moved = TEXT.replace("二つ目の段落です", "二つ目の文です")
    (project.source / CHAPTER).write_text(moved, "utf-8")
    accepted(project, wish)
    assert text_of(project) == moved
    (left,) = read_review((project.source / REVIEW).read_bytes(), REVIEW).entries
    assert "送った後に" in left.result
    assert left.now == "二つ目の文です。"


def test_paragraphs_and_items_come_and_go(project: Project) -> None:
    """Several behind one passage stand in their order."""
    accepted(
        project,
        entry(project, f"{CHAPTER}:5", "", "足した一つ。", id="課-001"),
        entry(project, f"{CHAPTER}:5", "", "足した二つ。", id="課-002"),
        entry(project, f"{CHAPTER}:7", "一つ目", "", id="課-003"),
        entry(project, f"{CHAPTER}:12", "三つ目の段落です。", "三つ目の\n\n段落です。", id="課-004"),
    )
    assert text_of(project) == TEXT.replace(
        "二つ目の段落です。\n", "二つ目の段落です。\n\n足した一つ。\n\n足した二つ。\n"
    ).replace("- 一つ目\n", "").replace("三つ目の段落です。", "三つ目の\n\n段落です。")
    assert set(results(project).values()) == {"反映済み"}


def move(project: Project, line: int, printed: str, target: str, **more: object) -> Entry:
    return entry(project, f"{CHAPTER}:{line}", printed, printed, kind=Kind.MOVE, target=target, **more)


def test_what_moves_stands_behind_what_was_sent_before_it(project: Project) -> None:
    """In the order in which several came there, with what was changed in it on the way, wherever that is by now."""
    wishes = (
        move(project, 3, FIRST, f"→{CHAPTER}:12", id="課-001"),
        replace(
            move(project, 5, "二つ目の段落です。", f"→{CHAPTER}:12+2", id="課-002"), after="二つ目です。"
        ),
        move(project, 7, "一つ目", f"→{CHAPTER}:8", id="課-003"),
    )
    (project.source / CHAPTER).write_text(TEXT.replace("- 一", "新しい段落です。\n\n- 一"), "utf-8")
    accepted(project, *wishes)
    assert set(results(project).values()) == {"反映済み"}
    assert text_of(project) == (
        "# 本文 {#sec-text}\n\n新しい段落です。\n\n- 二つ目\n- 一つ目\n\n## 次の節 {#sec-next}\n\n三つ目の段落です。\n\n"
        "見守りは**大切**です。詳しくは[](#sec-next){.題}を見てください。\n\n二つ目です。\n"
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"target": ""}, "文章の次ではありません"),
        ({"target": "→framework.yaml:13"}, "Markdown"),
        ({"target": f"→{CHAPTER}:12", "place": "表（列）　→「三つ目」の次"}, "列の移動"),
        ({"target": f"→{CHAPTER}:12", "sent": "0" * 32}, "控えがなく"),
    ],
)
def test_a_move_that_is_not_sure_is_left(project: Project, more: dict[str, object], reason: str) -> None:
    """Without a place in Markdown, of a column, of a version that nobody has."""
    accepted(project, replace(move(project, 5, "二つ目の段落です。", ""), **more))  # type: ignore[arg-type]
    assert reason in results(project)["課-001"]
    assert text_of(project) == TEXT


def test_a_move_to_where_something_new_comes_is_left(project: Project) -> None:
    """The list doesn't say which of both is first."""
    new = entry(project, f"{CHAPTER}:12", "", "足した段落です。", id="課-002")
    accepted(project, move(project, 5, "二つ目の段落です。", f"→{CHAPTER}:12"), new)
    assert "課-002" in results(project)["課-001"]
    assert results(project)["課-002"] == "反映済み"


def test_values_of_yaml_are_found_by_their_id(project: Project) -> None:
    """A field that is text, one name of several, a title; from Word and from a workbook."""
    accepted(
        project,
        entry(project, "framework.yaml:13", "課題です。", "新しい課題です。", target="measure-a/課題認識"),
        entry(
            project,
            "framework.yaml:15",
            "見守り事業",
            "見守り・声掛け事業",
            target="measure-a/関連する施策/1",
            document=WORKBOOK,
            id="課-002",
        ),
        entry(project, "framework.yaml:16", "(2)\t相談", "(2)\t相談支援", target="measure-b/題", id="課-003"),
    )
    text = text_of(project, "framework.yaml")
    assert results(project) == {"課-001": "反映済み", "課-002": "反映済み", "課-003": "反映済み"}
    assert "課題認識: 新しい課題です。" in text
    assert text.count("課題です。") == 2
    assert "[見守り・声掛け事業]" in text
    assert "題: 相談支援" in text


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (FIRST.replace("次の節", "前の節"), "参照「次の節」が書き換えられています"),
        ("", "反映済み"),
    ],
)
def test_what_cannot_be_done_surely_is_left_with_its_reason(
    project: Project, after: str, reason: str
) -> None:
    """A reference's words are another place's."""
    accepted(project, entry(project, f"{CHAPTER}:3", FIRST, after))
    assert reason in results(project)["課-001"]
    assert (text_of(project) == TEXT) == ("反映できません" in results(project)["課-001"])


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.NEW_ITEM])
def test_what_a_person_has_to_do_is_said(project: Project, kind: Kind) -> None:
    """Comments are read, new items need an id."""
    accepted(project, entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "別。", kind=kind))
    assert results(project)["課-001"].startswith("反映できません：")
    assert text_of(project) == TEXT


def test_an_entry_that_would_break_the_plan_is_left_and_the_others_go_in(project: Project) -> None:
    """The plan is read again with all of them; a word that no plan may hold stops the one that brings it."""
    bad = entry(project, f"{CHAPTER}:12", "三つ目の段落です。", "三つ目は令和３年２月30日です。", id="課-001")
    good = entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "二つ目です。", id="課-002")
    title = entry(
        project,
        "glossary.yaml:3",
        "地域福祉（ちいきふくし）",
        "見守り（ちいきふくし）",
        target="term-welfare/語",
        id="課-003",
    )
    accepted(project, bad, good, title)
    assert results(project)["課-002"] == "反映済み"
    build.make(project, (), None, quiet)


def test_a_run_that_was_ended_is_carried_on(project: Project) -> None:
    """The source has it already, and review.yaml does not say so yet."""
    wish = entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "二つ目の文章です。")
    (project.source / CHAPTER).write_text(TEXT.replace("二つ目の段落", "二つ目の文章"), "utf-8")
    accepted(project, wish)
    assert results(project) == {"課-001": "反映済み"}
    assert text_of(project).count("二つ目の文章です。") == 1


def test_without_a_list_there_is_nothing_to_take(project: Project) -> None:
    """And an id that no entry has is told with the nearest."""
    with pytest.raises(MachineError) as error:
        accept(project, (), False, quiet)
    assert error.value.code is Code.REVIEW_MISSING
    received(project, entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "別。"))
    with pytest.raises(PlanErrors) as errors:
        accept(project, ("課-01",), False, quiet)
    (problem,) = errors.value.problems
    assert (problem.code, problem.hint) == (Code.REVIEW_UNKNOWN, "もしかして: 課-001")


def test_the_command_shows_what_changed(project: Project) -> None:
    """Lines of the source, the outcome of each entry, and where the former files are."""
    received(project, entry(project, f"{CHAPTER}:5", "二つ目の段落です。", "二つ目の文章です。"))
    shown = run(project, "accept").output
    assert "+二つ目の文章です。" in shown
    assert "課-001: 反映済み" in shown
    assert re.search(r"変える前の原稿は .*001 にあります", shown)
