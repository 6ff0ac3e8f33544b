"""Every kind of edit that authors make is told, as a council reads it; and the redline of all of them gives back both versions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.causes.check import check_causes
from pipeline.causes.cover import grounds
from pipeline.documents.changes import changed_places
from pipeline.documents.numbers import numbers_sheets
from pipeline.model.comparison import ChangeKind, Versions
from pipeline.model.workbook import Marks
from pipeline.word.template.template import Template
from tests.compare.kinds import ELSEWHERE, SECTIONS, comparison, identity, plans
from tests.goldens import TEMPLATES
from tests.hostile.projects import parts_of
from tests.redlines import redline_of, wrong_in_redline
from tests.templates import opened


@cache
def template() -> Template:
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes())


EXPECTED = Path(__file__).parent / "expected" / "kinds.txt"


def shown(lines: tuple[Marks, ...]) -> str:
    return " ¶ ".join(
        "".join(f"〔{mark.text}〕" if mark.changed else mark.text for mark in line) for line in lines
    )


def entries() -> Iterator[tuple[tuple[str, ...], str]]:
    """What is told of each place, with the ids around it."""
    for place in changed_places(comparison()):
        text = f"{place.name}｜{place.kind}｜{shown(place.before)}｜{shown(place.after)}"
        yield place.change.unit.path, text


def test_every_kind_of_edit_is_told(file_regression: FileRegressionFixture) -> None:
    """Under its name what the list of changes says of it; what stands in no section of the text comes last."""
    told = list(entries())
    lines: list[str] = []
    for kind in SECTIONS:
        own = [text for path, text in told if identity(kind) in path]
        lines += [f"# {kind.name}", *own]
    names = {identity(kind) for kind in SECTIONS}
    lines += [f"# {'、'.join(ELSEWHERE)}", *(text for path, text in told if not names & {*path})]
    file_regression.check("\n".join(lines) + "\n", fullpath=EXPECTED, encoding="utf-8")


@pytest.mark.parametrize("kind", SECTIONS, ids=[kind.name for kind in SECTIONS])
def test_no_edit_goes_untold(kind: object) -> None:
    """Each has an entry in its section, and none of them is empty."""
    (each,) = [each for each in SECTIONS if each is kind]
    own = [text for path, text in entries() if identity(each) in path]
    assert own
    assert not [text for text in own if "（文字以外の変更）" in text or text.endswith(("｜", "｜…"))]


def test_each_change_has_the_cause_that_is_nearest() -> None:
    """A table's own before that of the chapter around it; what nobody gave a reason for is told."""
    before, after = plans()
    assert [problem.message for problem in check_causes(comparison(), before, after)] == [
        "基本理念「基本理念」の修正に、理由がありません"
    ]
    found = {
        change.unit.id: grounds(change, after, ChangeKind.EDITED in change.kinds)
        for change in comparison().changes
    }
    assert found["tbl-value"].based_on == ("意見", "意見No.3、7")
    assert found["tbl-come"].based_on == ("庁内", "庁内検討会", "令和３年２月10日")
    assert found["measure-c"].reason == "委員の意見を受けました。"


def test_numbers_tell_of_all_that_has_one_also_in_sections_that_are_new_or_gone() -> None:
    """Tables, figures and footnotes: others may refer to them by their numbers."""
    sheet, _ = numbers_sheets(comparison(), (), plans()[1], Versions())
    rows = [
        "｜".join("".join(m.text for m in cell) for cell in row[:4] if isinstance(cell, tuple))
        for row in sheet.rows
    ]
    assert "見出し｜第１章第２１節｜（削除）｜節を削る" in rows
    assert "表｜表１－１｜（削除）｜催しの表" in rows
    assert "表｜（新設）｜表１－１｜新しい表" in rows
    assert "脚注｜1｜2｜約束です。" in [row.replace("書面の", "") for row in rows]
    assert "脚注｜2｜（削除）｜国から来たものです。" in rows
    assert "脚注｜（新設）｜1｜市と事業者の約束です。" in rows


def test_accepting_the_redline_gives_the_later_plan_and_rejecting_it_the_earlier() -> None:
    """With all of them at once."""
    assert wrong_in_redline(*plans(), template()) == []


def test_a_column_put_in_or_taken_out_is_marked_cell_by_cell() -> None:
    """The table stands once, with the columns of both versions (17.13.5.1, 17.13.5.2)."""
    document = parts_of(redline_of(*plans(), template()))["word/document.xml"].decode()
    tables = [
        each for each in document.split("<w:tbl>")[1:] if "<w:cellIns " in each or "<w:cellDel " in each
    ]
    marks = [(each.count("<w:cellIns "), each.count("<w:cellDel ")) for each in tables]
    assert marks == [(4, 0), (0, 4)]
    assert all("<w:trPr>" in each and "見守りの協定数" in each for each in tables)
