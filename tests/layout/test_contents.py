"""Contents lists on their pages."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.layout.projects import finish, small_project
from tests.small_plan import CHAPTER

TITLES = ("序", "目的", "目標像", "四文字題", "長い題を持つ節")
SMALL = ("あ", "いろは", "長い題を持つ小節")
TEXT = "文です。"


@pytest.fixture(scope="module")
def lines(office: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of the contents list's page."""
    sections = [f"## {title} {{.番号なし}}\n\n{TEXT}" for title in TITLES]
    smaller = [f"### {title} {{.番号なし}}\n\n{TEXT}" for title in SMALL]
    text = "\n\n".join(
        ("# 本文 {#sec-text}", "## 番号のある節", TEXT, "### 番号のある小節", TEXT, *sections, *smaller)
    )
    project = small_project(tmp_path_factory.mktemp("contents"), {CHAPTER: text})
    page = pypdfium2.PdfDocument(finish(project, ("plan",))["plan"].pdf)[1]
    return [re.sub(r"\s", "", each) for each in page.get_textpage().get_text_range().splitlines()]


@pytest.mark.parametrize("title", [*TITLES, *SMALL])
def test_the_page_of_a_heading_without_a_number_stands_at_the_right(lines: list[str], title: str) -> None:
    """Behind dots, also where its title ends before the place at which those behind numbers begin."""
    (line,) = (each for each in lines if each.startswith(title))
    assert re.fullmatch(rf"{title}\.{{20,}}\d", line)
