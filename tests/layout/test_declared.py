"""Declared documents on their pages: as many as they may take, in columns, with a reserve at each end."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.pages import Page, PageFacts, Stretch
from pipeline.problems import Code
from tests.declared import everything_with
from tests.layout.printed import read_printed
from tests.layout.projects import Finished, finish, problems_of

FRONT = "".join(f"        - 小見出し: 見出し{number}\n        - 要約: sum-text\n" for number in range(6))
LEAFLET = f"""\
文書:
  - 名: leaflet
    題: 概要版
    差込:
      表面:
{FRONT}        - 表: tbl-plain
      裏面:
        - 図: fig-picture
        - 図: fig-position
          題: なし
        - 文章: 裏面の終わりです（[](#tbl-appendix){{.頁}}頁）。
"""


@pytest.fixture(scope="module")
def leaflet(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A leaflet of two pages in two columns, laid out. To be read only."""
    return finish(everything_with(tmp_path_factory.mktemp("leaflet"), LEAFLET), ["leaflet"])


def test_a_leaflet_takes_its_two_pages_in_the_largest_setting(leaflet: Finished) -> None:
    """It says little, so it is set as large as its template allows; nothing of it is cut."""
    document = leaflet["leaflet"]
    assert document.facts is not None
    assert document.setting is not None
    assert [round(page.width) for page in document.facts.pages] == [210, 210]
    assert document.setting.size == 11
    assert document.facts.columns == 2
    assert not document.facts.faults


def test_what_stands_in_a_slot_stands_on_its_page(leaflet: Finished) -> None:
    """The table that ends the columns of the first page stays there, though nothing but a section's end comes behind it."""
    front, back = read_printed(leaflet["leaflet"].pdf).texts
    assert "見出し5" in front
    assert "1,234" in front
    assert "裏面の終わりです" in back


def test_pages_that_are_mentioned_are_the_plans(leaflet: Finished) -> None:
    """Numbers of pages are measured in the plan, which is laid out with the leaflet."""
    _, back = read_printed(leaflet["leaflet"].pdf).texts
    assert "－頁" not in back


def test_a_leaflet_that_does_not_fit_says_which_of_its_parts_is_too_long(
    office: Path, tmp_path: Path
) -> None:
    """By the pages that each takes; the plan is made all the same."""
    long = LEAFLET.replace(FRONT, FRONT * 9)
    (problem,) = problems_of(everything_with(tmp_path, long), ["leaflet"])
    assert problem.code is Code.PAGE_OVERFLOW
    assert "1番目が3ページ" in problem.message
    assert "2番目が1ページ" in problem.message
    assert str(problem.location) == "templates/leaflet.yaml"


def facts(columns: int = 1, stretches: tuple[Stretch, ...] = ()) -> PageFacts:
    """Two pages of 700 points, the last used for 500 of them."""
    return PageFacts((Page("1", 210, 297), Page("2", 210, 297)), {}, 500, 700, (), (), columns, stretches)


def test_what_is_free_is_what_is_free_on_the_fullest_page_that_a_section_ends() -> None:
    """A front page that is full would be two in another program."""
    assert facts().free(2) == 200
    assert facts(stretches=(Stretch(1, 690),)).free(2) == 10


def test_what_is_free_in_columns_is_free_in_the_last_of_them() -> None:
    """A page of two columns that is used for five sevenths has three sevenths of its second column left."""
    assert facts(columns=2).free(2) == 400
