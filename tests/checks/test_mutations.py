"""Every finding code fires on a document that was damaged for it, and none on the clean one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.checks import (
    CODES,
    Finding,
    check_agreement,
    check_copies,
    check_document,
    check_expected,
    check_mentions,
    check_note_order,
    project,
    read,
)
from tests.drawn import NEEDS_NONE

from .low_lines import HIGH_ENOUGH
from .mutations import Mutation, more
from .reference_mutations import ALL_REFERENCES, NAMED
from .small_docx import Small, changed
from .small_drawings import drawn_findings
from .small_editions import WRONG, sound
from .small_pages import DAMAGED, Damage, findings, page, pages
from .small_plan import FACTS, framework_docx, plan_docx, summary_docx
from .small_text import bookmark, caption, cell, heading, p, row, run, table
from .structure_mutations import STRUCTURE
from .test_drawn_trees import tree_findings

MUTATIONS = [*STRUCTURE, *ALL_REFERENCES]


def _plan_findings(old: str, new: str, part: str = "word/document.xml") -> list[Finding]:
    return check_agreement({"plan": read("plan.docx", changed(plan_docx(), old, new, part, 99))}, FACTS)


def _framework_findings(old: str, new: str) -> list[Finding]:
    return check_agreement({"framework": read("framework.docx", changed(framework_docx(), old, new))}, FACTS)


def _numbers_differ() -> list[Finding]:
    framework = read("framework.docx", changed(framework_docx(), "(1)", "(2)"))
    return check_agreement({"plan": read("plan.docx", plan_docx()), "framework": framework}, FACTS)


def _numbered_when_adopted() -> list[Finding]:
    numbered = changed(plan_docx(), "<w:pgSz", '<w:lnNumType w:countBy="5"/><w:pgSz')
    return check_agreement(
        {"plan": read("plan.docx", numbered)}, replace(FACTS, stage="策定", stage_label="")
    )


def _mentions(old: str, new: str) -> list[Finding]:
    summary = read("summary.docx", changed(summary_docx(), old, new))
    return check_mentions(summary, read("plan.docx", plan_docx()))


def _notes_out_of_order() -> list[Finding]:
    """References 2 and 1, with their notes where they belong to these."""
    document = changed(plan_docx(), 'Reference w:id="1"', 'Reference w:id="9"')
    document = changed(document, 'Reference w:id="2"', 'Reference w:id="1"')
    return list(
        check_note_order(read("plan.docx", changed(document, 'Reference w:id="9"', 'Reference w:id="2"')))
    )


def _copied_wrong(number: str = "1,243", more: str = "") -> list[Finding]:
    """A table under a caption that mentions the plan's, with another number in it, and `more` rows."""
    head, right = row(cell("年"), cell("人")), row(cell("2020"), cell("1,234"))
    wrong = row(cell("2020"), cell(number)) + more
    plan = (
        heading(1, "章", "sec_x")
        + caption("表", "tbl_x", "１", "１", "人口")
        + table((900, 900), head, right)
    )
    shown = p(bookmark("see_1_tbl_x", run("表１－１")) + run("　人口"), "cap") + table(
        (900, 900), head, wrong
    )
    return list(
        check_copies(read("leaflet.docx", Small(shown).build()), read("plan.docx", Small(plan).build()))
    )


BETWEEN: dict[str, Callable[[], list[Finding]]] = {
    "docx.target-missing": lambda: check_expected(read("plan.docx", plan_docx()), {"sec_lost": "第１章"}, {}),
    "docx.number-differs": lambda: check_expected(
        read("plan.docx", plan_docx()), {"sec_policy": "第３章"}, {}
    ),
    "docx.title-differs": lambda: check_expected(read("plan.docx", plan_docx()), {}, {"sec_policy": "施策"}),
    "docx.note-order": _notes_out_of_order,
    "docx.mention-unknown": lambda: _mentions("see_1_sec_purpose", "see_1_sec_lost"),
    "docx.mention-differs": lambda: _mentions("第１章第１節", "第１章第２節"),
    "docx.copy-differs": _copied_wrong,
    "agree.title": lambda: _plan_findings("（案）", "", "docProps/core.xml"),
    "agree.plan-name": lambda: _plan_findings("第３期みどり市地域福祉計画", "第２期みどり市地域福祉計画"),
    "agree.period": lambda: _plan_findings("令和７年度", "令和８年度"),
    "agree.stage": lambda: _plan_findings("計画（案）", "計画"),
    "agree.stage-other": lambda: _plan_findings("計画（案）", "計画（案）（素案）"),
    "agree.watermark": lambda: _plan_findings('string="案"', 'string="見本"', "word/rHead.xml"),
    "agree.line-numbers": _numbered_when_adopted,
    "agree.vision": lambda: _plan_findings(FACTS.vision, "支え合うまちづくり"),
    "agree.measure-plan": lambda: _plan_findings(FACTS.measures[0], "見守りの強化"),
    "agree.tree": lambda: tree_findings("相談"),
    "agree.number": _numbers_differ,
    "html.chart": lambda: drawn_findings("△4.25</td>", "4.25</td>"),
    "html.diagram": lambda: drawn_findings("県の計画", "市の計画"),
    "agree.measure-framework": lambda: _framework_findings(FACTS.measures[1], "相談の強化"),
    **WRONG,
}


def test_the_clean_documents_have_no_findings() -> None:
    """Otherwise the mutations below would prove nothing."""
    readings = {
        "plan": read("plan.docx", plan_docx()),
        "summary": read("summary.docx", summary_docx()),
        "framework": read("framework.docx", framework_docx()),
    }
    for reading in readings.values():
        assert check_document(reading) == []
        assert list(check_note_order(reading)) == []
    assert check_agreement(readings, FACTS) == []
    assert check_mentions(readings["summary"], readings["plan"]) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.code}: {each.what}")
def test_damage_is_found_where_it_was_done(mutation: Mutation) -> None:
    """The code fires, at the place and with the words that a person needs."""
    findings = check_document(read("plan.docx", mutation.make()))
    found = [each for each in findings if each.code == mutation.code]
    assert found, [str(each) for each in findings]
    assert any(mutation.where in each.where and mutation.says in each.message for each in found), found


@pytest.mark.parametrize("what", NEEDS_NONE)
def test_what_says_nothing_or_is_read_itself_needs_no_alternative_text(what: str) -> None:
    """ISO 14289-1, 7.3; and a line has no height."""
    findings = check_document(read("plan.docx", more(f"<w:p>{NEEDS_NONE[what]}</w:p>")()))
    assert [str(each) for each in findings if each.code.startswith("docx.picture")] == []


@pytest.mark.parametrize("what", HIGH_ENOUGH)
def test_lines_that_hold_what_stands_in_them_are_sound(what: str) -> None:
    """Word cuts nothing there."""
    findings = check_document(read("plan.docx", more(HIGH_ENOUGH[what])()))
    assert [str(each) for each in findings if each.code == "docx.line-low"] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.code}: {each.what}")
def test_a_damaged_document_can_still_be_projected(mutation: Mutation) -> None:
    """A golden of a broken document shows the damage; nothing is raised."""
    assert project(read("plan.docx", mutation.make())).startswith("文書: plan.docx")


@pytest.mark.parametrize("code", BETWEEN)
def test_disagreement_is_found(code: str) -> None:
    """Between documents, and between a document and the resolver."""
    findings = BETWEEN[code]()
    assert code in {each.code for each in findings}, findings


def test_every_code_has_its_mutation_and_its_meaning() -> None:
    """A code that nothing can set off would be a promise; one that is not listed has no meaning."""
    assert {*BETWEEN, *(each.code for each in MUTATIONS), *(each.code for each in DAMAGED)} == set(CODES)


def test_clean_pages_have_no_findings() -> None:
    """Nor would their damage prove anything else."""
    assert findings(pages()) == []


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda each: f"{each.code}: {each.new}"[:60])
def test_damage_of_a_page_is_found(damage: Damage) -> None:
    """Whatever is found beside it, the code that is meant for it tells of it."""
    assert damage.code in {each.code for each in damage.found()}


def test_a_sheet_without_one_of_its_cells_is_found() -> None:
    """The other way round a page may say more: heads, and the same once more for telephones."""
    shown = "".join(
        f"<p>{title}</p>"
        for title in (
            "第１節支え合う地域",
            "1支え合い",
            *map("({0[0]}){0[1]}".format, enumerate(FACTS.measures, 1)),
        )
    )
    whole = {**pages(), "framework.html": page("sheet", f"<h1>体系図</h1>{shown}")}
    assert [each for each in findings(whole) if FACTS.measures[1] in each.message] == []
    lost = {**whole, "framework.html": page("sheet", "<h1>体系図</h1>")}
    assert any(
        each.code == "html.text-missing" and FACTS.measures[1] in each.message for each in findings(lost)
    )


@pytest.mark.parametrize("mutation", NAMED, ids=lambda each: each.what)
def test_the_mutations_that_the_design_names_are_told_in_japanese(mutation: Mutation) -> None:
    """Document, place, message and code stand in one line."""
    finding = next(
        each for each in check_document(read("plan.docx", mutation.make())) if each.code == mutation.code
    )
    assert str(finding) == f"plan.docx: {finding.where}: {finding.message} [{finding.code}]"
    assert any("ぁ" <= character <= "ん" for character in finding.message)


def test_nothing_is_raised_for_what_is_no_docx() -> None:
    """Empty bytes, text, a zip without parts: one finding each."""
    for content in (b"", "計画".encode(), b"PK\x05\x06" + bytes(18)):
        reading = read("plan.docx", content)
        assert check_document(reading), content
        assert check_agreement({"plan": reading}, replace(FACTS, measures=()))
        assert project(reading)


def test_a_copied_table_with_a_row_too_many_is_found() -> None:
    """Whatever stands in it."""
    (finding,) = _copied_wrong("1,234", row(cell("2021"), cell("1,200")))
    assert finding.code == "docx.copy-differs"
    assert "行か列の数が違います" in finding.message


def test_sound_editions_have_no_findings() -> None:
    """With furigana, in large letters, in codes and as clean text they say what the plan says."""
    assert sound() == []
