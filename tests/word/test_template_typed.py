"""What a template says in words where a tag should be: told while it is right, refused where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.problems import Code, Problem
from pipeline.verification.template_faults import HINTS
from pipeline.workflows import build
from tests.goldens import DOCUMENTS, quiet
from tests.hostile.projects import problems_of, write_project
from tests.small_plan import CHAPTER, PLAN_YAML, chapter
from tests.word.test_template_problems import DOCUMENT, changed, expect

HEADER, CORE = "word/header2.xml", "docProps/core.xml"
RUN = "</w:t></w:r><w:r><w:t>"
TAG = "{{ 担当課 }}"  # of the colophon; nobody has to have it


def notes_with(
    folder: Path, part: str, old: str, new: str, name: str = "みどり市地域福祉計画"
) -> list[Problem]:
    """What is said of a plan's template after one change; the plan, called so, is made."""
    plan_yaml = PLAN_YAML.replace("みどり市地域福祉計画", name)
    project = write_project(
        folder, {"plan.yaml": plan_yaml}, {"plan.docx": changed("plan", {part: (old, new)})}
    )
    warnings = build.make(project, DOCUMENTS, None, quiet).warnings
    assert all(problem.warning for problem in warnings)
    return [problem for problem in warnings if problem.code is Code.TEMPLATE_TYPED]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("みどり市地域福祉計画について", "計画名"),
        ("令和3年度～令和7年度の計画です", "計画期間"),
        ("「支え合うまち」を目指して", "基本理念"),
        ("発行　令和３年３月", "策定年月"),
        ("編集／みどり市", "市名"),
    ],
)
def test_a_value_in_the_text_is_told_with_its_tag(tmp_path: Path, text: str, name: str) -> None:
    """However wide its digits are."""
    (note,) = notes_with(tmp_path, DOCUMENT, TAG, text)
    assert note.message.startswith("本文の「")
    assert note.message.endswith(f"{' '.join(text.split())}」に、{name}が文字で書いてあります")
    assert f"{{{{ {name} }}}}" in note.hint


@pytest.mark.parametrize(
    "text", ["みどり市役所", "みどり市民の皆様", "令和３年３月31日", "基本理念", "計画名"]
)
def test_words_that_are_no_values_are_words(tmp_path: Path, text: str) -> None:
    """The town hall is called after the town."""
    assert notes_with(tmp_path, DOCUMENT, TAG, text) == []


def test_a_name_and_stage_in_a_header_are_told(tmp_path: Path) -> None:
    """They will be another year's, and another stage's."""
    new = "みどり市地域福祉計画（案）"
    found = notes_with(tmp_path, HEADER, "{{ 計画名 }}{{ 段階表示 }}", new)
    assert [note.hint[:12] for note in found] == ["{{ 計画名 }} と書", "{{ 段階表示 }} と"]
    assert all("ヘッダーの「みどり市地域福祉計画（案）」" in note.message for note in found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("第３期みどり市地域福祉計画", "第２期みどり市地域福祉計画"),
        ("第３期みどり市地域福祉計画", "みどり市地域福祉計画"),
        ("第３期みどり市地域福祉計画", "第二期　みどり市地域福祉計画（案）　令和２年３月"),
        ("みどり市第３次地域福祉計画", "【みどり市第２次地域福祉計画】平成28年度〜令和２年度"),
    ],
)
def test_the_name_of_the_plan_before_is_told(tmp_path: Path, name: str, text: str) -> None:
    """The template was that of another plan, where the tag stands now: no check of a name would find it."""
    notes = notes_with(tmp_path, HEADER, "{{ 計画名 }}{{ 段階表示 }}", text, name)
    (note,) = (each for each in notes if "計画名" in each.hint)
    shown = " ".join(text.split())
    assert (
        note.message
        == f"ヘッダーの「{shown}」に、計画名が、今の計画名「{name}」と違う形で文字で書いてあります"
    )


@pytest.mark.parametrize(
    "text",
    [
        "第２期みどり市地域福祉計画を引き継ぎます。",
        "第２期みどり市地域福祉計画の評価",
        "第２期みどり市地域福祉活動計画",
        "第２期となみ市地域福祉計画",
        "地域福祉計画",
    ],
)
def test_the_name_of_the_plan_before_may_stand_among_words(tmp_path: Path, text: str) -> None:
    """A template may speak of it, and name other plans."""
    assert notes_with(tmp_path, DOCUMENT, TAG, text, "第３期みどり市地域福祉計画") == []


def test_a_name_in_the_properties_is_told(tmp_path: Path) -> None:
    """Where Word's own field for the title stands."""
    (note,) = notes_with(tmp_path, CORE, "{{ 計画名 }}", "みどり市地域福祉計画")
    assert note.message.startswith("プロパティの")


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        (DOCUMENT, "{{ 計画名 }}", "{{ 計画名 }}（素案）", ("別の段階「（素案）」", "{{ 段階表示 }}")),
        (DOCUMENT, ">課題認識<", ">みどり市地域福祉計画（素案）<", ("別の段階「（素案）」",)),
        (HEADER, "{{ 計画名 }}{{ 段階表示 }}", "【素案】", ("別の段階「【素案】」", "{{ 段階表示 }}")),
        (
            HEADER,
            "{{ 計画名 }}{{ 段階表示 }}",
            "みどり市地域福祉計画",
            ("「（案）」が付いていません（ヘッダーの「みどり市地域福祉計画」）", "{{ 段階表示 }}"),
        ),
    ],
)
def test_a_stage_in_words_that_is_another_one_is_the_templates_fault(
    tmp_path: Path, part: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    """A draft would go about as another one: no documents, and no talk of a bug."""
    project = write_project(tmp_path, None, {"plan.docx": changed("plan", {part: (old, new)})})
    found = problems_of(project)
    expect(found[:1], Code.TEMPLATE_FAULT, *words)
    assert {problem.code for problem in found} == {Code.TEMPLATE_FAULT}


def test_a_line_of_the_plan_with_another_stage_is_told_at_its_place(tmp_path: Path) -> None:
    """Not the template's fault, and no bug."""
    changes = {CHAPTER: chapter("本文です。\n\nみどり市地域福祉計画（素案）\n")}
    found = problems_of(write_project(tmp_path, changes))
    assert [problem.code for problem in found] == [Code.MD_STAGE]
    assert found[0].location.file == f"plan_source/{CHAPTER}"
    assert found[0].location.line > 1
    assert "「（素案）」" in found[0].message


def test_every_finding_has_a_hint_of_its_own() -> None:
    """But those that only this program can cause: an office's own page is tried before anything is written by it."""
    documents = ("docx.target-", "docx.number-", "docx.title-", "docx.mention-", "docx.copy-", "agree.")
    ours = (*documents, "html.", "edition.")
    others = {code for code in checks.CODES if not code.startswith(ours)}
    assert others <= HINTS.keys() <= checks.CODES.keys()
