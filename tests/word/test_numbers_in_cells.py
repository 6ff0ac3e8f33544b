"""Numbers in tables: columns are wide enough for them, or it is told what helps."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline import checks
from pipeline.documents.declared import declared_content
from pipeline.documents.plan import plan_content
from pipeline.documents.registry import contract_of
from pipeline.fitting.candidates import Writer
from pipeline.layout.rounds import Candidate
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.verification import page_problems
from pipeline.word.fitting.narrow import too_narrow
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.numbers import numbers_in, words_in
from pipeline.word.template.opening import open_template
from pipeline.word.template.template import Template
from pipeline.workflows.build import make
from tests.declared import FURTHER
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import small_project
from tests.samples import numbered, template_with, with_text
from tests.samples import row as sample_row
from tests.samples import table as sample_table
from tests.small_plan import CHAPTER, chapter, expect, resolved
from tests.source.test_declaration import DECLARED
from tests.templates import opened

WIDTH = 9071  # twips: the text of A4 with margins of 25 mm
INSET = 2 * 85 + 4  # the margins of a cell, and what rounding may take
DIGIT = 95  # half an em of 9.5 pt


@cache
def styles() -> Styles:
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes()).styles


def grid_of(*rows: tuple[str | tuple[str, int], ...], widths: tuple[float, ...] = ()) -> Grid:
    """A data table's grid; a cell is its text, or text and the columns that it covers."""
    cells = []
    for row in rows:
        line: list[GridCell | None] = []
        for each in row:
            text, span = (each, 1) if isinstance(each, str) else each
            line += [GridCell((Paragraph((Text(text),), Role.CELL_NUMBER),), colspan=span)]
            line += [None] * (span - 1)
        cells.append(tuple(line))
    return Grid("計画の表", widths, tuple(cells))


def widths_of(grid: Grid, width: int = WIDTH) -> tuple[int, ...]:
    return lay_out(styles(), {}, grid, width).widths


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12,345", ["12,345"]),
        ("約12,345人、98.7％", ["12,345", "98.7％"]),
        ("△1,234千円", ["△1,234"]),
        ("-0.5", ["-0.5"]),
        ("（１２，３４５）", ["（１２，３４５）"]),
        ("25.5℃と¥1,000", ["25.5℃", "¥1,000"]),
        ("10:30から1/2", ["10:30", "1/2"]),
        ("令和３年", []),
        ("10。", ["10。"]),
        ("≧1000、≒95.5", ["≧1000、", "≒95.5"]),
        ("=10と>20と@30", ["=10", ">20", "@30"]),
        ("φ50と№12と※10", ["φ50", "№12", "※10"]),
        ("€1000と50¢と10²", ["€1000", "50¢", "10²"]),
        ("1.2×10と100÷2と10→20", ["1.2×10", "100÷2", "10→20"]),
        ("1,234（56.7）", ["1,234（56.7）"]),
        ("1,234人（56.7％）", ["1,234", "（56.7％）"]),
        ("12(3.4)", ["12(3.4)"]),
        ("1000、20・30：40", ["1000、", "20・", "30：", "40"]),
        ("10〜20", ["10〜", "20"]),
        ("0123-45-6789", ["0123", "-45", "-6789"]),
        ("10→20→30→40→50→60→70→80", ["10→20→30→40→50→60→70", "→80"]),
        ("1234567890123456789012345", []),
        ("文章です。", []),
    ],
)
def test_a_number_is_what_is_read_as_one(text: str, numbers: list[str]) -> None:
    """With signs, separators, unit and what begins no line; lists, ranges and telephone numbers have places for a line's end. A digit alone
    can't be broken, and what is longer than any quantity is a code."""
    assert list(numbers_in(text)) == numbers


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("1000、20", ["1000、20"]),
        ("3、10、17", ["3、10、17"]),
        ("1、2、3", []),
        ("10〜20、30人", ["20、30"]),
        ("10、11、12、13、14、15、16、17", []),
    ],
)
def test_a_list_of_numbers_is_kept_together_as_a_word_is(text: str, lists: list[str]) -> None:
    """LibreOffice ends a line at a digit there; single digits can't be broken, and no column has to hold a long list."""
    assert [each for each in words_in(text) if each[-1] != "、" and each[0].isdigit()] == lists


@pytest.mark.parametrize(
    ("number", "columns", "least"), [("12,345", 12, 6), ("100", 19, 3), ("△12.3%", 10, 7)]
)
def test_columns_hold_their_numbers_as_long_as_the_table_has_room(
    number: str, columns: int, least: int
) -> None:
    """Also where words beside them have to be broken."""
    row = ("地域包括支援センター", *[number] * (columns - 1))
    found = widths_of(grid_of(row, row))
    assert sum(found) == WIDTH
    assert min(found[1:]) >= least * DIGIT + INSET


def test_columns_under_a_merged_cell_hold_its_number_together() -> None:
    """A total over columns of short numbers."""
    found = widths_of(grid_of(*[("1", "2", *["123,456"] * 9)] * 2, (("1,234,567", 2), *["123,456"] * 9)))
    assert sum(found[:2]) >= 9 * DIGIT + INSET


def test_full_width_digits_are_held_too() -> None:
    """Word may break a line between any two of them."""
    found = widths_of(grid_of(*[("文章です。" * 20, *["１２，３４５"] * 5)] * 3))
    assert min(found[1:]) >= 12 * DIGIT + INSET


@pytest.mark.parametrize(
    ("columns", "number", "split"), [(12, "12,345", False), (13, "12,345", True), (30, "12345", True)]
)
def test_what_can_not_be_held_is_found(columns: int, number: str, split: bool) -> None:
    """To the twip, since the widths are those of the font."""
    found = lay_out(styles(), {}, grid_of((number,) * columns), WIDTH).split
    assert (found is not None) is split
    if found:
        assert (found.text, found.column) == (number, 1)
        assert found.needed == columns * (len(number) * DIGIT + INSET)


def test_declared_widths_are_held_against_the_numbers() -> None:
    """They are the author's, and are not changed."""
    row = ("12,345", "文章")
    enough = 6 * DIGIT + INSET
    assert lay_out(styles(), {}, grid_of(row, widths=(enough, WIDTH - enough)), WIDTH).split is None
    found = lay_out(styles(), {}, grid_of(row, widths=(enough - 1, WIDTH - enough + 1)), WIDTH).split
    assert found is not None
    assert found.needed < WIDTH


def table(columns: int, number: str, attributes: str = "") -> str:
    lines = ("|" + f"{cell}|" * columns for cell in ("年", "-", number))
    return "\n".join((f"::: {{.表 #tbl-a{attributes}}}", "題", "", *lines, ":::"))


def problems_in(folder: Path, markdown: str) -> list[Problem]:
    """What is found without laying anything out, as `make check` does."""
    try:
        make(small_project(folder, {CHAPTER: chapter(markdown)}), ("plan",), None, quiet)
    except PlanErrors as errors:
        return list(errors.problems)
    return []


@pytest.mark.parametrize(
    ("markdown", "line", "words"),
    [
        (table(16, "12,345"), 3, ("1列目", "「12,345」", "2pt小さくしても", "11.0mm", "横長")),
        (table(18, "≧1000"), 3, ("1列目", "「≧1000」")),
        (table(16, "1.2×10"), 3, ("1列目", "「1.2×10」")),
        (table(60, "12,345"), 3, ("足りません", "列を減らす", "表の文字の最小")),
        (f":::: {{.横長}}\n{table(30, '12,345')}\n::::", 4, ("列を減らす",)),
        (table(3, "12,345", ' widths="1 20 20"'), 3, ("widths",)),
    ],
    ids=[
        "turned paper helps",
        "a sign before it",
        "a product",
        "nothing helps",
        "on turned paper",
        "declared widths",
    ],
)
def test_a_table_that_is_too_narrow_is_told_with_what_helps(
    markdown: str, line: int, words: tuple[str, ...], tmp_path: Path
) -> None:
    """At the table, by `make check` already."""
    expect(problems_in(tmp_path, markdown), Code.PAGE_NUMBER_SPLIT, f"{CHAPTER}:{line}:1", *words)


def test_what_helps_helps(tmp_path: Path) -> None:
    """The same table on turned paper."""
    assert problems_in(tmp_path, f":::: {{.横長}}\n{table(16, '12,345')}\n::::") == []


def test_a_table_that_is_too_wide_is_set_smaller_as_far_as_its_template_allows(tmp_path: Path) -> None:
    """In styles of their own, which other tables do not get; what is declared beside the template says how far."""
    project = small_project(
        tmp_path / "a",
        {CHAPTER: chapter(f"{table(14, '12,345')}\n\n::: {{.表 .番号なし}}\n\n|a|\n|-|\n|b|\n:::")},
    )
    text = checks.project(checks.read("plan", make(project, ("plan",), None, quiet).documents[0].docx))
    assert "│ [表数値 7.5pt] 12,345" in text
    assert "│ [表文字] b" in text
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / "plan.yaml").write_text("用紙: A4縦\n表の文字の最小: 9\n", "utf-8")
    project = small_project(tmp_path / "b", {CHAPTER: chapter(table(14, "12,345"))}, templates)
    with pytest.raises(PlanErrors) as raised:
        make(project, ("plan",), None, quiet)
    assert raised.value.problems[0].code is Code.PAGE_NUMBER_SPLIT


def test_a_word_breaks_only_where_a_number_would_else(tmp_path: Path) -> None:
    """Neither is where others can give way; an address may be broken anywhere."""
    words = ("Facebook", "Instagram", "文章です。" * 9, "https://www.city.example.jp/welfare/plan")
    found = lay_out(styles(), {}, grid_of(words), WIDTH)
    assert found.split is None
    assert found.widths[1] >= 9 * DIGIT + INSET
    rows = "\n".join("|" + f"{cell}|" * 13 for cell in ("年", "-", "Instagram"))
    made = make(
        small_project(tmp_path, {CHAPTER: chapter(f"::: {{.表 #tbl-a}}\n題\n\n{rows}\n:::")}),
        ("plan",),
        None,
        quiet,
    )
    (told,) = (each for each in made.warnings if each.code is Code.PAGE_WORD_SPLIT)
    assert "「Instagram」" in told.message
    assert told.location.line == 3


def test_wide_text_is_no_number(tmp_path: Path) -> None:
    """A table of 30 columns with a word in each is as it may be."""
    assert problems_in(tmp_path, table(30, "文")) == []


def test_a_number_that_breaks_in_the_columns_of_a_declared_document_alone_is_told() -> None:
    """The plan has room for the table, half a page has not."""
    declared = "文書:\n  - 名: leaflet\n    題: 概要版\n    差込:\n      表面: [要約: sum-purpose]\n      裏面: [表: tbl-a]\n"
    plan = resolved({CHAPTER: chapter(table(10, "12,345")), "documents.yaml": declared})
    (document,) = (each for each in plan.plan.documents if each.declared)
    template = open_template(
        "templates/leaflet.docx",
        (FURTHER / "leaflet.docx").read_bytes(),
        contract_of(document),
        KNOWN_FORMATS,
    )
    content = declared_content(document, plan)
    writer = SimpleNamespace(content=lambda name: content, template=lambda name, setting: template)
    candidate = SimpleNamespace(name="leaflet", setting=None)
    (problem,) = page_problems._broken_numbers(cast(Writer, writer), cast(Candidate, candidate))
    assert problem.code is Code.PAGE_NUMBER_SPLIT
    assert "概要版では、" in problem.message
    assert "列の少ない表" in problem.hint


def told_of(template: Template, framework: str = DECLARED) -> list[tuple[str, str, str, str]]:
    """Code, place, message and hint of what is said of the tables of the plan that declares its levels."""
    plan = numbered(template, {"framework.yaml": framework})
    found = too_narrow(plan_content(plan), template)
    return [(each.code, str(each.location), each.message, each.hint) for each in found]


def sample_with(width: int) -> Template:
    """A sample that shows indicators, whose values have a column of so many twips."""
    heads = sample_row("指標", "目標値", "目標年度")
    shown = sample_row(*(f"{{{{ 基本施策.指標.{part} }}}}" for part in ("名", "目標値", "目標年度")))
    return template_with(sample_table(heads, shown, widths=(9000 - 2000 - width, width, 2000)))


def test_a_column_of_a_sample_that_is_too_narrow_is_told_in_its_words() -> None:
    """Once for all items, at the template, where it is mended; the place of the number follows."""
    assert told_of(sample_with(1500)) == []
    ((code, place, message, hint),) = told_of(sample_with(400))
    assert (code, place) == (Code.PAGE_NUMBER_SPLIT, "templates/plan.docx")
    assert message.startswith("ひな形の表の2列目（「目標値」）が狭く、数値「")
    assert hint.endswith("折り返される所: plan_source/framework.yaml:31:11")


def test_columns_that_the_program_makes_of_a_field_are_looked_at_too() -> None:
    """At the value, since no sample says how wide they are."""
    heads = "、".join(f"区分{number}" for number in range(20)).replace("、", ", ")
    values = ", ".join(f'区分{number}: "12,345"' for number in range(20))
    framework = DECLARED.replace(
        "列: [事業名, 担当課, {名: 区分, 値: [新規, 継続]}]", f"列: [{heads}]"
    ).replace("{事業名: 産後ケア, 担当課: 健康課, 区分: 新規}", f"{{{values}}}")
    ((code, place, message, hint),) = told_of(opened("plan", with_text()), framework)
    assert (code, place.rpartition(":")[0]) == (Code.PAGE_NUMBER_SPLIT, "plan_source/framework.yaml:33")
    assert message.startswith("欄の表の1列目（「区分0」）が狭く、数値「12,345」")
    assert "表の文字の最小" in hint
