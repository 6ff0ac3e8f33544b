"""Templates that Word has saved: the same documents, and a changed list changes every number with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.documents.registry import CONTENTS
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.cases.test_cases import CASES
from tests.goldens import DOCUMENTS, TEMPLATES, quiet, read_expected
from tests.word_save import save_as_word_does, with_level_text

CASE = CASES / "everything"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder of templates that may be changed."""
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    return folder


def projections(templates: Path, output: Path) -> dict[str, str]:
    """What the reader sees in the case's documents, made with other templates."""
    documents = make(Project(CASE / "plan_source", templates, output), tuple(CONTENTS), None, quiet).documents
    return {
        document.name: checks.project(checks.read(document.name, document.docx)) for document in documents
    }


def test_templates_saved_by_word_give_the_same_documents(templates: Path, tmp_path: Path) -> None:
    """Japanese Word renames style ids, splits runs in tags and renumbers lists; the documents say the same."""
    for name in DOCUMENTS:
        path = templates / f"{name}.docx"
        path.write_bytes(save_as_word_does(path.read_bytes()))
    expected = read_expected(CASE / "expected")
    found = projections(templates, tmp_path / "build")
    for name in DOCUMENTS:
        assert found[name] == expected[name]


def test_a_changed_chapter_number_changes_every_reference(templates: Path, tmp_path: Path) -> None:
    """With 第%1編 in the template's list, headings, contents, references and the summary's mentions all say 編."""
    path = templates / "plan.docx"
    path.write_bytes(save_as_word_does(with_level_text(path.read_bytes(), 0, "第%1編")))
    found = projections(templates, tmp_path / "build")
    expected = read_expected(CASE / "expected")
    for name in DOCUMENTS:
        # The city's own words hold no 第…章, so nothing but numbers changes.
        assert found[name] == expected[name].replace("第１章", "第１編").replace("第２章", "第２編")
    assert "第２編第１節１(1)" in found["plan"]
    assert "第１編" in found["summary"]


def test_a_level_without_its_own_word_is_followed_too(templates: Path, tmp_path: Path) -> None:
    """第２節 as ２. in the list: a full stop at the end stands in the heading, and is left out of references."""
    path = templates / "plan.docx"
    path.write_bytes(with_level_text(path.read_bytes(), 1, "%1-%2."))
    found = projections(templates, tmp_path / "build")["plan"]
    assert "## １-１.　段落と強調" in found
    assert "REF sec_emphasis \\w \\h → １-１⟧" in found
    assert "REF measure_four \\w \\h → ２-２１(1)⟧" in found


@pytest.mark.parametrize("text", ["第%4", "%4.", "【%4】", "%4"])
def test_measures_may_be_numbered_in_any_way(text: str, templates: Path, tmp_path: Path) -> None:
    """The framework shows the measures' numbers as the plan's list has them, and the reader agrees."""
    path = templates / "plan.docx"
    path.write_bytes(with_level_text(path.read_bytes(), 3, text))
    found = projections(templates, tmp_path / "build")
    assert f"{text.replace('%4', '1')}⇥一つ目の取組" in found["framework"]
