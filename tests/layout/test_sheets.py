"""Summary and framework on one sheet: in the largest setting that fits, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands.run_report import closing_table
from pipeline.commands.screen import Exit
from pipeline.model.pages import MM_IN_POINT
from pipeline.model.xml_names import w
from pipeline.problems import Code, Problem
from tests.layout.printed import packed, read_printed
from tests.layout.projects import (
    Finished,
    contents_of,
    edited_templates,
    finish,
    problems_of,
    small_project,
)
from tests.layout.sheets import framework_of, summary_of
from tests.small_plan import CHAPTER, MEASURES, TEXTS, Changes

SHEETS = ("summary", "framework")
LARGEST, SMALLEST, LOWERED = 10.5, 9.0, 9.5
ISSUE = "課題の認識です。"


def size_of(finished: Finished, name: str) -> float:
    """The size in which a sheet is set."""
    setting = finished[name].setting
    assert setting is not None
    return setting.size


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
    found = re.search(r"([\d.]+)mmはみ出します。余裕（1行、4.0mm）も入れると、([\d.]+)mmです", message)
    assert found
    beyond, with_reserve = map(float, found.groups())
    assert 269 < beyond < 2 * 269
    assert with_reserve == pytest.approx(beyond + 4.0, abs=0.1)


def test_sixty_measures_are_too_many_by_a_few_lines(refused: Refused) -> None:
    """Each is at least one line: about 5 mm at 9 points, under a heading, on a sheet of 269 mm."""
    message = refused.message("templates/framework.yaml")
    found = re.search(r"体系図がA3横1ページに収まりません。9ptまで詰めても、([\d.]+)mm", message)
    assert found
    assert 0 < float(found[1]) < 60


# What helps

# How many characters the passages of a published sheet have.
PUBLISHED = (210, 77, 320, 188, 150, 131, 262, 97, 118)
SENTENCE = "住民、事業者、関係団体と市が手を取り合い、誰もが安心して暮らせるまちをつくります。"
ADVISED = re.compile(r"plan_source/(\S+?):(\d+):\d+ 「.*」（(\d+)字）を(\d+)字短く")


def texts_of(lengths: Sequence[int], more: int) -> list[str]:
    """Sentences of such lengths, each so many characters longer, that begin differently."""
    return [
        (f"{number}番目です。" + SENTENCE * 20)[: length + more - 1] + "。"
        for number, length in enumerate(lengths)
    ]


def summary_with(texts: Sequence[str]) -> Changes:
    text = "\n\n".join(texts)
    return {MEASURES: str(TEXTS[MEASURES]).replace("目的です。", text)}


@dataclass(frozen=True)
class Shortened:
    """What was advised for a sheet, and what came of following it."""

    problem: Problem
    asked: dict[int, int]  # characters by the place of the text
    after: Finished


def followed(
    folder: Path,
    texts: Sequence[str],
    changes: Callable[[Sequence[str]], Changes],
    name: str,
    templates: Path,
) -> Shortened:
    """Build a sheet that is too long, take out of each text as many characters as are asked for, and build it again."""
    (problem,) = problems_of(small_project(folder, changes(texts), templates), (name,))
    advised = {(file, int(line)): int(n) for file, line, _, n in ADVISED.findall(problem.hint)}
    sources = {file: str(text).split("\n") for file, text in changes(texts).items()}
    asked = {}
    for (file, line), characters in advised.items():
        written = sources[file][line - 1]
        (place,) = (index for index, text in enumerate(texts) if text in written)
        asked[place] = characters
    shorter = [text[: len(text) - asked.get(place, 0)] for place, text in enumerate(texts)]
    return Shortened(problem, asked, finish(small_project(folder, changes(shorter), templates), (name,)))


def test_a_summary_as_long_as_a_published_one_gets_advice_that_is_enough_and_no_more(
    office: Path, lowered: Path, tmp_path: Path
) -> None:
    """What runs over by little is shortened, by a line each; whoever does as told has a sheet that fits."""
    found = followed(tmp_path, texts_of(PUBLISHED, 232), summary_with, "summary", lowered)
    assert "この長さで割り付けて、確かめました" in found.problem.hint
    assert 0 < sum(found.asked.values()) <= 40
    assert len(read_printed(found.after["summary"].pdf).sizes) == 1


def two_columns(document: etree._Element) -> None:
    """The document with all text in two columns."""
    for columns in document.iter(w("cols")):
        columns.set(w("num"), "2")


@pytest.mark.parametrize("parted", [False, True])
def test_who_shortens_a_sheet_in_columns_as_advised_has_one_that_fits(
    parted: bool, office: Path, tmp_path: Path
) -> None:
    """Where text goes on in the next column it is measured by what stands beyond; where breaks part the columns only what stands in the
    one that is too full is shortened."""
    templates = edited_templates(tmp_path / "templates", {"summary": ("word/document.xml", two_columns)})
    beside = templates / "summary.yaml"
    beside.write_text(beside.read_text("utf-8").replace("最大: 10.5", "最大: 9"), "utf-8")
    texts = texts_of(PUBLISHED, 120 if parted else 340)

    def changes(texts: Sequence[str]) -> Changes:
        broken = [*texts[:6], *["::: {.改段}\n:::"] * parted, *texts[6:]]
        return summary_with([each.replace(":::", "::::") for each in broken])

    found = followed(tmp_path, texts, changes, "summary", templates)
    assert "この長さで割り付けて、確かめました" in found.problem.hint
    assert "-" not in found.problem.message
    assert not parted or set(found.asked) <= set(range(6))
    assert len(read_printed(found.after["summary"].pdf).sizes) == 1


def test_who_shortens_a_framework_as_advised_has_a_sheet_that_fits(
    office: Path, lowered: Path, tmp_path: Path
) -> None:
    """Although its columns get other widths then."""
    texts = [f"{number}番目です。" + ISSUE * 80 for number in range(10)]

    def changes(texts: Sequence[str]) -> Changes:
        whole = str(framework_of(len(texts))["framework.yaml"])
        for text in texts:
            whole = whole.replace("課題です。", text, 1)
        return {"framework.yaml": whole}

    found = followed(tmp_path, texts, changes, "framework", lowered)
    assert len(read_printed(found.after["framework"].pdf).sizes) == 1
    assert size_of(found.after, "framework") >= SMALLEST


def test_a_vertical_title_that_is_the_cause_is_named_and_made_shorter(office: Path, tmp_path: Path) -> None:
    """Where nothing that stands beside it could help; the place is that of the title itself."""
    title = POLICY * 5
    (problem,) = problems_of(small_project(tmp_path, framework_of(2, ISSUE * 9, title)), ("framework",))
    asked = re.search(rf"framework\.yaml:4:8 「{title[:12]}…」（{len(title)}字）を(\d+)字短く", problem.hint)
    assert asked
    assert re.search(rf"縦書きの「{title[:12]}…」.*が、横の文章より\d+\.\dmm高くしています", problem.hint)
    assert "この長さで割り付けて、確かめました" in problem.hint
    assert 0 < int(asked[1]) < len(title)


# One sheet, and the others


def test_a_sheet_that_does_not_fit_stops_no_other_document(office: Path, tmp_path: Path) -> None:
    """They are made and written; of the sheet the files of before are left, and it is said that they are old."""
    finish(small_project(tmp_path))
    before = contents_of(tmp_path / "build")
    project = small_project(tmp_path, {**summary_of(70), CHAPTER: "# 別の本文 {#sec-text}\n\n文章です。\n"})
    options = [f"--{name}={getattr(project, name)}" for name in ("source", "templates", "output")]
    for _ in range(2):
        result = CliRunner().invoke(app, ["plan", *options])
        assert result.exit_code == Exit.PROBLEMS
        assert "２つの文書を作りました" in result.output
        assert "概要は作っていません。" in result.output
        assert (
            f"{project.output / 'summary.docx'}、{project.output / 'summary.pdf'} は前に作った古いもの"
            in result.output
        )
        assert "summary" not in result.output.split("２つの文書を作りました")[0].split("文書  ")[1]
        after = contents_of(tmp_path / "build")
        assert {name for name in before if before[name] != after[name]} == {"plan.docx", "plan.pdf"}
    assert "LibreOffice 0回" in result.output


# Sizes


def test_a_smaller_largest_size_beside_the_template_is_the_one_chosen(refused: Refused) -> None:
    """The office decides in the file beside the template, and need not touch the template itself."""
    for name, text in (("summary", "目的です"), ("framework", "課題です")):
        assert size_of(refused.before, name) == LOWERED
        assert printed_size(refused.before[name].pdf, text) == pytest.approx(LOWERED, abs=0.1)


def test_twice_the_text_is_set_smaller_and_smaller_still_where_more_is_to_stay_free(
    office: Path, tmp_path: Path
) -> None:
    """All of it, on the one page, and no smaller than allowed; as many lines as the office says are free below it."""
    templates = edited_templates(tmp_path / "templates", {})
    beside = templates / "framework.yaml"
    written = beside.read_text("utf-8")
    sizes = []
    for lines in (1, 6):
        beside.write_text(written.replace("余裕: 1 ", f"余裕: {lines} "), "utf-8")
        built = finish(small_project(tmp_path, framework_of(12, ISSUE * 45), templates), ("framework",))
        sheet, document = read_printed(built["framework"].pdf), built["framework"]
        assert document.setting is not None
        assert document.free is not None
        assert SMALLEST <= document.setting.size < LARGEST
        assert len(sheet.sizes) == 1
        assert sheet.text.count(ISSUE) == 12 * 45
        assert document.free >= lines * document.setting.size * document.setting.line - 0.1
        assert f"{document.free * MM_IN_POINT:.0f}mm" in closing_table(Path("build"), [document])
        sizes.append((document.setting.size, document.setting.line))
    assert sizes[0] > sizes[1]


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
