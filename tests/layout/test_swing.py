"""A page reference whose own width moves the page that it names, in LibreOffice itself.

The reference stands at the foot of page 8. Shown as 9 its paragraph has three lines: too few to be parted, so
all of them go to page 9, and the heading at the end of that page to page 10. Shown as 10 the paragraph has
four lines, two of them stay, and the heading comes back to page 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from docx.oxml.ns import qn

from pipeline import checks
from pipeline.layout import rounds
from pipeline.layout.engine import Engine
from pipeline.layout.rounds import Wanted
from pipeline.model.pages import Page, PageFacts
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.build import Built, build
from tests.goldens import quiet
from tests.layout.printed import Printed, read_printed
from tests.layout.projects import contents_of, engine_of, small_project
from tests.small_plan import CHAPTER, FOLDER

_BREAK = "\n\n::: {.改頁}\n:::\n\n"
_BEFORE, _BETWEEN, _LETTERS = 39, 35, 126  # lines on page 8, lines on page 9, letters behind the reference


def chapter(letters: int = _LETTERS) -> str:
    """Seven short pages, and then the paragraph that swings."""
    return "\n\n".join(
        [
            "# 本文 {#sec-text}",
            *(f"短いページです。{_BREAK}" for _ in range(7)),
            *("埋め草の一行です。" for _ in range(_BEFORE)),
            "A頁[](#sec-target){.頁}" + "あ" * letters,  # with one digit the first line is full
            *("次の埋め草です。" for _ in range(_BETWEEN)),
            "## 目当ての見出し {#sec-target}",
            "本文です。\n",
        ]
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("swing")


@pytest.fixture(scope="module")
def swinging(office: Path, root: Path) -> Built:
    """The plan with the paragraph that swings."""
    project = small_project(root, {CHAPTER: chapter()})
    return build(project, ("plan",), engine_of(project), quiet)


@pytest.fixture(scope="module")
def pdf(swinging: Built) -> Printed:
    (document,) = swinging.documents
    return read_printed(document.pdf)


def spread(built: Built) -> list[str]:
    """The character spacing of each page reference in running text, in the order of the plan; 0 for none."""
    (document,) = built.documents
    reading = checks.read("plan", document.docx)
    found = []
    for paragraph in reading.body.paragraphs:
        if "頁" in paragraph.text and reading.style_name(paragraph) != "toc 1":
            for spacing in paragraph.element.iterfind(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:spacing')}"):
                found.append(spacing.get(qn("w:val"), "0"))
    return found


def test_the_run_ends_before_the_last_round(swinging: Built) -> None:
    """To and fro, and then the reference is as wide as two digits whatever it shows."""
    assert 2 < swinging.runs < rounds.MOST_ROUNDS
    assert swinging.warnings == ()


def test_every_number_is_right(swinging: Built, pdf: Printed) -> None:
    """Reference and contents name the page on which the heading is printed."""
    (entry,) = [entry for entry in pdf.outline if "目当て" in entry.title]
    assert pdf.feet[entry.page] == "9"
    (document,) = swinging.documents
    fields = [f for f in checks.read("plan", document.docx).body.fields if f.instruction.kind == "PAGEREF"]
    assert {f.result for f in fields if f.instruction.target == "sec_target"} == {"9"}
    assert "頁9あ" in pdf.text


def test_the_paragraph_is_parted_as_if_two_digits_stood_there(pdf: Printed) -> None:
    """Two of four lines on each page."""
    first, second = (
        pdf.texts[page].count("あ") for page in (pdf.page_with("頁9あ"), pdf.page_with("あ次の"))
    )
    assert first + second == _LETTERS
    assert min(first, second) > 40


def test_the_reference_is_held_by_character_spacing(swinging: Built) -> None:
    """Half an em beside the one digit, in Word as in the PDF."""
    assert spread(swinging) == ["105"]


class Restless:
    """A layout in which every heading is on another page each time: no template should be able to do that."""

    runs = 0
    identity = ""

    def __enter__(self) -> Restless:
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def expect(self, digest: str) -> None:
        pass

    def lay_out(self, documents: Sequence[Wanted], tell: object) -> list[PageFacts]:
        self.runs += 1
        pages = tuple(Page(str(number), 210, 297) for number in (1, 2))
        return [PageFacts(pages, {"sec_target": self.runs % 2}, 0, 700, ()) for _ in documents]


def test_what_never_settles_is_told_at_the_heading_that_moves(tmp_path: Path) -> None:
    """After the last round, with what the author can do; nothing is written."""
    project = small_project(tmp_path, {CHAPTER: chapter()})
    with pytest.raises(PlanErrors) as caught:
        build(project, ("plan",), cast(Engine, Restless()), quiet)
    (problem,) = caught.value.problems
    line = chapter()[: chapter().index("## 目当て")].count("\n") + 1
    assert problem.code is Code.PAGE_UNSETTLED
    assert str(problem.location) == f"{FOLDER}/{CHAPTER}:{line}:1"
    assert "改頁" in problem.hint
    assert not (tmp_path / "build" / "plan.docx").exists()


def test_another_run_changes_nothing(swinging: Built, root: Path) -> None:
    """What is held stays held, and LibreOffice is not needed for it."""
    before = contents_of(root / "build")
    project = small_project(root, {CHAPTER: chapter()})
    again = build(project, ("plan",), engine_of(project), quiet)
    assert again.runs == 0
    assert contents_of(root / "build") == before


def test_what_was_held_is_let_go_when_nothing_swings_any_more(
    swinging: Built, root: Path, tmp_path: Path
) -> None:
    """A plan comes out the same, whatever stood in it before."""
    calm = {CHAPTER: chapter(letters=20)}
    edited = small_project(tmp_path / "edited", calm)
    (tmp_path / "edited" / "build").symlink_to(root / "build")
    after = build(edited, ("plan",), engine_of(edited), quiet)
    fresh = small_project(tmp_path / "fresh", calm)
    anew = build(fresh, ("plan",), engine_of(fresh), quiet)
    assert after.documents[0].docx == anew.documents[0].docx
    assert spread(after) == []
