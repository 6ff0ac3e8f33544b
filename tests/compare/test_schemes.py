"""Versions whose templates number otherwise: a redline shows both texts in today's template, also once changes are rejected."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.commands.screen import Exit
from pipeline.model.xml_names import w
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, keep_snapshot
from tests.commands import run
from tests.divisions import FILES, NUMBERING, STYLES, in_one_list, one_further_down
from tests.goldens import TEMPLATES
from tests.layout.projects import small_project, with_part
from tests.markup import there
from tests.small_plan import CHAPTER, PLAN_YAML


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small plan without 部, of which a version was kept."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    text = "# 本文 {#sec-text}\n\n## 背景 {#sec-back}\n\n[](#sec-measures)の[](#policy-a)です。\n"
    project = small_project(tmp_path, {CHAPTER: text}, tmp_path / "templates")
    keep_snapshot(project, "素案", current_version(project))
    return project


def restyle(project: Project, part: str, change: Callable[[etree._Element], None]) -> None:
    path = project.templates / "plan.docx"
    path.write_bytes(with_part(path.read_bytes(), part, change))


def text_of(level: int, text: str, number_format: str = "") -> Callable[[etree._Element], None]:
    """The chapters' list with another text at a level."""

    def change(root: etree._Element) -> None:
        found = root[0].findall(w("lvl"))[level]
        there(found.find(w("lvlText"))).set(w("val"), text)
        if number_format:
            there(found.find(w("numFmt"))).set(w("val"), number_format)

    return change


def both(project: Project) -> tuple[str, str]:
    """The text that refers to something, with all changes of the redline rejected, and accepted."""
    result = run(project, "compare", "--from", "素案", "--date", "2021-03-01")
    assert result.exit_code == Exit.DONE, result.output
    redline = (project.output / "compare" / "redline.docx").read_bytes()
    readings = [checks.read("redline", settled(redline)) for settled in (checks.rejected, checks.accepted)]
    texts = ["".join(each.text for each in reading.body.paragraphs) for reading in readings]
    before, after = (
        next(iter(re.findall(r"[^。]*です。", text[text.index("背景第") :])), "") for text in texts
    )
    return before.removeprefix("背景"), after.removeprefix("背景")


def test_another_word_in_numbers_is_that_of_both_texts(project: Project) -> None:
    """第１章 was 第１章 in the version's own template; on rejecting, Word counts by today's."""
    restyle(project, NUMBERING, text_of(0, "第%1編"))
    assert both(project) == ("第２編の第２編第１節です。", "第２編の第２編第１節です。")


def test_a_plan_may_get_divisions_in_which_chapters_begin_anew(project: Project) -> None:
    """Without 部 Word counts a chapter as one of the first."""
    restyle(project, NUMBERING, in_one_list(""))
    restyle(project, STYLES, one_further_down)
    plan = FILES["plan.yaml"].replace(", chapters/01-now.md", "").replace(", chapters/03-next.md", "")
    (project.source / "plan.yaml").write_text(plan, "utf-8")
    assert both(project) == (
        "第１部第２章の第１部第２章第１節です。",
        "第２部第１章の第２部第１章第１節です。",
    )


def test_a_number_that_the_new_template_can_not_give_is_told(project: Project) -> None:
    """With the version and the place in it; nothing was written."""
    chapters = [f"chapters/{number}.md" for number in range(10)]
    for name in chapters:
        (project.source / name).write_text("# 章\n", "utf-8")
    listed = "".join(f"  - {name}\n" for name in chapters)
    (project.source / "plan.yaml").write_text(PLAN_YAML.replace("資料編:", f"{listed}資料編:"), "utf-8")
    keep_snapshot(project, "案", current_version(project))
    (project.source / "plan.yaml").write_text(PLAN_YAML, "utf-8")
    restyle(project, NUMBERING, text_of(0, "%1", "ideographTraditional"))
    result = run(project, "compare", "--from", "案", "--date", "2021-03-01")
    assert result.exit_code == Exit.PROBLEMS
    assert "version.problems" in result.output
    assert "番号を付けられません" in result.output
    assert "number.range" in result.output
    assert not (project.output / "compare").exists()
