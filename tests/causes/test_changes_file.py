"""changes.yaml: what it may hold, and what is told of everything else."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipeline.model.causes import Category
from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from pipeline.source.changes import ChangesFile
from pipeline.source.schema import CHANGES
from pipeline.source.schema_keys import known_keys
from tests.docs.examples import code_spans
from tests.goldens import ROOT
from tests.small_plan import expect, load, problems_with

FULL = """\
変更:
  - 箇所: [measure-a, sec-text]
    区分: 意見
    根拠: {意見: [3, No.007, １２]}
    理由: 分かりやすくするためです（[](#measure-a)）。
  - 箇所: [sec-measures]
    区分: 策定委員会
    根拠:
      会議: 第２回策定委員会
      日付: 令和３年２月10日（水）
    理由: |
      委員の意見を
      受けました。
  - 箇所: [term-welfare]
    区分: 時点修正
    理由: 統計の公表によります。
"""


def cause(category: str, basis: str = "", reason: str = "理由です。") -> str:
    """A file with one cause."""
    return f"変更:\n  - 箇所: [measure-a]\n    区分: {category}\n    根拠: {{{basis}}}\n    理由: {reason}\n"


def test_causes_are_read_with_their_places() -> None:
    """Numbers of opinions as they are compared, days as days."""
    causes = load({"changes.yaml": FULL}).causes
    assert [[place.text for place in each.places] for each in causes] == [
        ["measure-a", "sec-text"],
        ["sec-measures"],
        ["term-welfare"],
    ]
    assert [each.category for each in causes] == [Category.OPINION, Category.COMMITTEE, Category.UPDATE]
    assert [opinion.text for opinion in causes[0].opinions] == ["3", "7", "12"]
    assert str(causes[0].opinions[1].location) == "plan_source/changes.yaml:4:18"
    assert str(causes[0].places[1].location) == "plan_source/changes.yaml:2:21"
    assert causes[1].day == date(2021, 2, 10)
    assert plain_text(causes[1].reason) == "委員の意見を受けました。"


def test_a_basis_is_shown_with_its_category() -> None:
    """As 備考 has it."""
    assert [each.basis for each in load({"changes.yaml": FULL}).causes] == [
        "意見（No.3、No.7、No.12）",
        "策定委員会（第２回策定委員会、令和３年２月10日）",
        "時点修正",
    ]


def test_a_plan_needs_no_causes() -> None:
    """There is none before the first change."""
    assert load().causes == ()
    assert load({"changes.yaml": "変更: []\n"}).causes == ()


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("令和３年２月10日（木）", Code.DATE_WEEKDAY, "曜日が違います"),
        ("平成33年２月10日", Code.DATE_CALENDAR, "正しくは「令和３年２月10日（水）」です"),
        ("令和３年２月30日", Code.DATE_CALENDAR, "という日はありません"),
        ("2021-02-10", Code.DATE_FORM, "「令和３年２月10日（水）」のように"),
        ("'{2月}'", Code.DATE_FORM, "日付として読めません"),
    ],
)
def test_a_wrong_day_is_told(day: str, code: Code, words: str) -> None:
    """Where it is written."""
    problems = problems_with({"changes.yaml": cause("策定委員会", f"会議: 委員会, 日付: {day}")})
    expect(problems, code, "changes.yaml:4:23", words)


@pytest.mark.parametrize(("category", "key"), [("意見", "意見"), ("策定委員会", "会議"), ("議会", "会議")])
def test_a_cause_without_its_basis_is_told(category: str, key: str) -> None:
    """Whose opinion it was has to be known."""
    problems = problems_with({"changes.yaml": cause(category)})
    expect(
        problems,
        Code.SCHEMA_VALUE,
        "changes.yaml:2:5",
        f"「{category}」",
        f"「{key}」がありません",
        "例: 根拠",
    )


@pytest.mark.parametrize("category", ["庁内", "時点修正"])
def test_the_office_needs_no_basis(category: str) -> None:
    """It is its own."""
    assert problems_with({"changes.yaml": cause(category)}) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("区分: 意見", "区分: 市民", Code.SCHEMA_VALUE, "3:9"),
        ("[measure-a]", "[取組１]", Code.ID_INVALID, "2:10"),
        ("[measure-a]", "[]", Code.SCHEMA_VALUE, "2:9"),
        ("理由です。", "'[](#nowhere)です。'", Code.REF_MISSING, "5:10"),
        ("理由です。", "|\n      文[^fn-a]。\n\n      [^fn-a]: 注", Code.MD_PLACE, "6:8"),
        ("理由です。", "'- 一覧'", Code.MD_PLACE, "5:9"),
    ],
)
def test_other_mistakes_are_told(old: str, new: str, code: Code, place: str) -> None:
    """As in every other file."""
    text = cause("意見", "意見: [3]")
    assert old in text
    expect(problems_with({"changes.yaml": text.replace(old, new)}), code, f"changes.yaml:{place}")


def test_every_key_is_explained() -> None:
    """The section in the guide to the source names them all."""
    guide = (ROOT / "docs" / "source-format.md").read_text("utf-8")
    section = guide.partition(f"\n### {CHANGES}\n")[2].partition("\n## ")[0]
    rows = {span for row in re.findall(r"^\|.*\|$", section, re.MULTILINE) for span in code_spans(row)}
    assert rows >= known_keys(ChangesFile)
    assert all(category in section for category in Category)
