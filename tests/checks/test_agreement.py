"""Plan, summary and framework agree, and mention the plan rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import Facts, Finding, check_agreement, check_mentions, read

from .small_docx import changed, paged
from .small_plan import FACTS, framework_docx, marked, plan_docx, sheet, summary_docx
from .small_text import bookmark, cell, p, row, run, table

TITLE = f"{FACTS.plan_name}{FACTS.stage_label}"


def agreement(facts: Facts = FACTS, **documents: bytes) -> list[Finding]:
    """The findings over some of the documents."""
    return check_agreement({key: read(f"{key}.docx", docx) for key, docx in documents.items()}, facts)


def codes(found: list[Finding]) -> set[str]:
    """Their codes."""
    return {each.code for each in found}


def test_a_header_with_the_plan_name_has_the_stage() -> None:
    """Even where the cover is right."""
    docx = changed(plan_docx(), TITLE, FACTS.plan_name, "word/rHead.xml")
    (finding,) = agreement(plan=docx)
    assert (finding.code, finding.where) == ("agree.stage", f"word/rHead.xml「{FACTS.plan_name}」")


def test_a_title_may_be_broken_into_lines() -> None:
    """On a cover the plan's name is set in two lines, and wide."""
    docx = changed(
        plan_docx(), f">{TITLE}<", f">第３期　みどり市</w:t><w:br/><w:t>地域福祉計画{FACTS.stage_label}<"
    )
    assert agreement(plan=docx) == []


def test_measures_are_headings_of_the_plan_in_order() -> None:
    """One that is missing is told as missing, one too early as out of order."""
    swapped = replace(FACTS, measures=FACTS.measures[::-1], headings=FACTS.measures[::-1])
    (finding,) = agreement(swapped, plan=plan_docx())
    assert (finding.code, finding.message.endswith("その順で出ていません")) == ("agree.measure-plan", True)
    (finding,) = agreement(replace(FACTS, headings=("買物支援",)), plan=plan_docx())
    assert finding.message == "取組「買物支援」が、本編の見出しにありません"


@pytest.mark.parametrize("number", ["(1)", "（１）", "(1)　", "１　", "①"])
def test_measures_in_cells_may_begin_with_their_number(number: str) -> None:
    """The sheet writes numbers as text."""
    rows = [row(cell(f"{number}{title}"), cell("x")) for title in FACTS.measures]
    docx = sheet(p(FACTS.vision) + table((3000, 3000), *rows))
    assert agreement(framework=docx) == []


def test_numbers_in_the_framework_are_the_plans() -> None:
    """(2) before a title that is (1) in the plan."""
    docx = changed(framework_docx(), "(1)　", "(3)　")
    (finding,) = agreement(plan=plan_docx(), framework=docx)
    assert (finding.code, finding.message) == (
        "agree.number",
        "「(3) 見守り体制の充実」の番号は、本編では「(1)」です",
    )


def test_a_summary_need_not_give_the_vision_but_not_another_one() -> None:
    """It may speak of 基本理念 without quoting it."""
    assert agreement(summary=sheet(p("市の基本理念と基本方針を定めます。"))) == []
    assert codes(agreement(summary=sheet(p("基本理念「前の理念」")))) == {"agree.vision"}


def test_a_title_in_a_frame_is_a_title() -> None:
    """A sheet may set its title in a table of one cell."""
    frame = table((6000,), row(cell(p(TITLE) + p(FACTS.period))))
    assert agreement(summary=marked(frame + p("本文"), TITLE).build()) == []


def test_a_subset_may_be_given() -> None:
    """make summary builds one document."""
    assert agreement(summary=summary_docx()) == []
    assert agreement() == []


# mentions


def mentions(name: str, text: str, plan: bytes | None = None) -> set[str]:
    """The codes for one mention in a sheet."""
    docx = sheet(p(bookmark(f"see_1_{name}", run(text))))
    return codes(check_mentions(read("s.docx", docx), read("plan.docx", plan or plan_docx())))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("measure_advice", "第２章第１節１(2)"),
        ("measure_advice", "相談窓口の充実"),
        ("measure_advice", "第２章第１節１(2)「相談窓口の充実」"),
        ("tbl_population", "表１－１"),
        ("tbl_population", "総人口の推移"),
        ("tbl_population", "表１－１「総人口の推移」"),
        ("app_terms", "資料１"),
        ("fn_law", "1"),
        ("sec_end", "おわりに"),
        ("SEC_END", "12"),
        ("sec_purpose", "－"),
    ],
)
def test_a_mention_is_a_number_a_title_both_or_a_page(name: str, text: str) -> None:
    """Each of the forms that a reference in the source has."""
    assert mentions(name, text) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("measure_advice", "(2)"),
        ("measure_advice", "第２章第１節１(1)"),
        ("tbl_population", "表１－２"),
        ("sec_purpose", "第１章第１節「目的」"),
        ("sec_purpose", "二十"),
        ("sec_purpose", ""),
    ],
)
def test_any_other_mention_differs(name: str, text: str) -> None:
    """A number without its context is another place's, too."""
    assert mentions(name, text) == {"docx.mention-differs"}


def test_a_mentioned_page_is_the_one_that_the_plan_gives() -> None:
    """Where the plan gives one."""
    measured = paged(plan_docx(), "7")
    assert mentions("sec_purpose", "7", measured) == set()
    assert mentions("sec_purpose", "－", measured) == set()
    assert mentions("sec_purpose", "8", measured) == {"docx.mention-differs"}


def test_a_mention_of_nothing_is_unknown() -> None:
    """The target was taken out of the plan."""
    assert mentions("sec_gone", "第１章") == {"docx.mention-unknown"}


def test_other_documents_need_not_give_the_period() -> None:
    """A form that residents fill in says which plan it is about, and at which stage."""
    docx = changed(summary_docx(), FACTS.period, "", times=9)
    assert codes(agreement(summary=docx)) == {"agree.period"}
    assert agreement(comment_form=docx) == []
    assert codes(agreement(replace(FACTS, stage="策定", stage_label=""), comment_form=docx)) == {
        "agree.stage-other"
    }
