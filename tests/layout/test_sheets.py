"""Summary and framework on one sheet: in the largest setting that fits, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.problems import Code, Problem
from tests.layout.printed import Printed, packed, read_printed
from tests.layout.projects import (
    Finished,
    contents_of,
    edited_templates,
    finish,
    problems_of,
    small_project,
)
from tests.layout.sheets import framework_of, summary_of
from tests.small_plan import CHAPTER

SHEETS = ("summary", "framework")
LARGEST, SMALLEST, LOWERED = 10.5, 9.0, 9.5
ISSUE = "課題の認識です。"


def size_of(finished: Finished, name: str) -> float:
    """The size in which a sheet is set."""
    setting = finished[name].setting
    assert setting is not None
    return setting.size


# The case with every feature


@pytest.mark.parametrize(("name", "paper"), [("summary", (210, 297)), ("framework", (420, 297))])
def test_a_sheet_is_one_page_in_the_templates_own_size(
    name: str, paper: tuple[int, int], everything: Finished, printed: dict[str, Printed]
) -> None:
    """The summary stands on A4, the framework lies on A3; both hold little and stay as large as they are."""
    assert printed[name].sizes == (paper,)
    assert size_of(everything, name) == LARGEST


# Too much


@dataclass(frozen=True)
class Refused:
    """Two sheets that were built, and what is said when both get too much text."""

    before: Finished
    files: dict[str, bytes]
    problems: Sequence[Problem]
    files_after: dict[str, bytes]

    def message(self, place: str) -> str:
        (found,) = [each for each in self.problems if str(each.location) == place]
        return found.message


@pytest.fixture(scope="module")
def lowered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates beside which somebody wrote another largest size: half as many settings to try."""
    templates = edited_templates(tmp_path_factory.mktemp("lowered") / "templates", {})
    for name in SHEETS:
        beside = templates / f"{name}.yaml"
        text = beside.read_text("utf-8")
        assert text.count("最大: 10.5") == 1
        beside.write_text(text.replace("最大: 10.5", "最大: ９．５"), "utf-8")
    return templates


@pytest.fixture(scope="module")
def refused(office: Path, lowered: Path, tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """At first little text, in templates that start at 9.5 points; then a summary of three pages, and 60 measures."""
    root = tmp_path_factory.mktemp("refused")
    before = finish(small_project(root, templates=lowered), SHEETS)
    files = contents_of(root / "build")
    too_much = small_project(root, {**summary_of(150), **framework_of(60)}, lowered)
    return Refused(before, files, problems_of(too_much, SHEETS), contents_of(root / "build"))


def test_too_much_text_is_refused_and_the_former_sheets_stay(refused: Refused) -> None:
    """One problem a sheet, at the file in which the office says how far it may be squeezed."""
    assert {problem.code for problem in refused.problems} == {Code.PAGE_OVERFLOW}
    assert [str(each.location) for each in refused.problems] == [
        "templates/framework.yaml",
        "templates/summary.yaml",
    ]
    assert set(refused.files) == {f"{name}.{kind}" for name in SHEETS for kind in ("docx", "pdf")}
    assert refused.files_after == refused.files


def test_it_is_said_how_tight_a_sheet_was_tried_and_how_much_too_long_it_is(refused: Refused) -> None:
    """150 paragraphs at 9 points are two pages and something: more than one page is beyond the first."""
    message = refused.message("templates/summary.yaml")
    assert "概要がA4縦1ページに収まりません。9ptまで詰めても" in message
    found = re.search(r"約(\d+)mmはみ出します", message)
    assert found
    assert 269 < int(found[1]) < 2 * 269


def test_sixty_measures_are_too_many_by_a_few_lines(refused: Refused) -> None:
    """Each is at least one line: about 5 mm at 9 points, under a heading, on a sheet of 269 mm."""
    message = refused.message("templates/framework.yaml")
    found = re.search(r"体系図がA3横1ページに収まりません。9ptまで詰めても、約(\d+)mm", message)
    assert found
    assert 0 < int(found[1]) < 60


def test_who_shortens_as_advised_has_a_sheet_that_fits(office: Path, lowered: Path, tmp_path: Path) -> None:
    """Texts are named by file and line, with how much to take out of each; that much is enough."""
    text = ISSUE * 90
    (problem,) = problems_of(small_project(tmp_path, framework_of(12, text), lowered), ("framework",))
    named = re.findall(
        rf"plan_source/framework\.yaml:\d+:\d+ 「{ISSUE}.*（720字）を(\d+)字ほど", problem.hint
    )
    assert len(named) == 12
    (cut,) = set(map(int, named))
    shorter = finish(small_project(tmp_path, framework_of(12, text[:-cut]), lowered), ("framework",))
    assert len(read_printed(shorter["framework"].pdf).sizes) == 1
    assert SMALLEST <= size_of(shorter, "framework") <= LOWERED


# Sizes


def test_a_smaller_largest_size_beside_the_template_is_the_one_chosen(refused: Refused) -> None:
    """The office decides in the file beside the template, and need not touch the template itself."""
    for name, text in (("summary", "目的です"), ("framework", "課題です")):
        assert size_of(refused.before, name) == LOWERED
        assert printed_size(refused.before[name].pdf, text) == pytest.approx(LOWERED, abs=0.1)


def test_twice_the_text_is_set_smaller(office: Path, tmp_path: Path) -> None:
    """All of it, on the one page, and no smaller than allowed."""
    built = finish(small_project(tmp_path, framework_of(12, ISSUE * 45)), ("framework",))
    sheet = read_printed(built["framework"].pdf)
    assert SMALLEST <= size_of(built, "framework") < LARGEST
    assert len(sheet.sizes) == 1
    assert sheet.text.count(ISSUE) == 12 * 45


def printed_size(pdf: bytes, text: str) -> float:
    """The size in which a text is printed on the first page, in points."""
    with pdfium.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        found = page.get_text_range().index(text)
        return float(pdfium.raw.FPDFText_GetFontSize(page, found))


# Words that can't be broken, and vertical text

WORD = "ABCDEFGHJK" * 30
POLICY = "安心して暮らし続けられるまちをつくるための支え合いと見守りの仕組みを12の地区で育てる"


@pytest.fixture(scope="module")
def unbroken(office: Path, lowered: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A word of 300 letters in a cell of the framework and in a table of the plan; a policy with a long title."""
    table = (
        f"::: {{.表 #tbl-word}}\n長い言葉\n\n| 甲 | 乙 |\n|---|---|\n| 一 | {WORD} |\n| {WORD} | 二 |\n:::"
    )
    changes = {
        CHAPTER: f"# 本文 {{#sec-text}}\n\n{table}\n\n文章の中の{WORD}です。\n",
        **framework_of(2, f"課題は{WORD}です。", POLICY),
    }
    project = small_project(tmp_path_factory.mktemp("unbroken"), changes, lowered)
    return finish(project, ("plan", "framework"))


@pytest.mark.parametrize(("name", "times"), [("plan", 5), ("framework", 2)])
def test_a_word_of_three_hundred_letters_is_broken_and_stays_on_the_paper(
    name: str, times: int, unbroken: Finished
) -> None:
    """Every letter is printed, and every one between the paper's edges."""
    letters = Counter(WORD * times)
    shown: Counter[str] = Counter()
    with pdfium.PdfDocument(unbroken[name].pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                character = chr(pdfium.raw.FPDFText_GetUnicode(text, index))
                left, bottom, right, top = text.get_charbox(index)
                if character in letters and left >= 0 and bottom >= 0 and right <= width and top <= height:
                    shown[character] += 1
    assert shown == letters


def test_vertical_text_is_whole(unbroken: Finished) -> None:
    """A policy of one line would be longer than its rows are high: Word and LibreOffice cut such text silently."""
    text = read_printed(unbroken["framework"].pdf).text
    assert Counter(packed(POLICY)) - Counter(text) == Counter()
