"""`make golden` and `make moved` from one end to the other, without LibreOffice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.documents.plan import plan_content
from pipeline.model.pages import PageFacts
from pipeline.problems import Code
from pipeline.workflows import moved
from pipeline.workflows.build import Built, Document
from pipeline.workflows.prepare import Prepared
from tests.goldens import TEMPLATES
from tests.small_plan import CHAPTER, Changes, resolved, small_plan
from tests.word.test_template_problems import DOCUMENT, changed

TEXT = "# 本文 {#sec-text}\n\n続きは[](#sec-next)です。\n\n## 次 {#sec-next}\n\n本文です。\n"


def write(folder: Path, changes: Changes) -> None:
    for name, data in small_plan(changes).items():
        path = folder / "plan_source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run(folder: Path, command: str) -> tuple[int, str]:
    options = (
        "--source",
        "plan_source",
        "--templates",
        "templates",
        "--output",
        "build",
        "--recorded",
        "golden",
    )
    folders = [str(folder / each) if index % 2 else each for index, each in enumerate(options)]
    result = CliRunner().invoke(app, [command, *folders, "--layout", "none"])
    return result.exit_code, result.output


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A recorded plan."""
    (tmp_path / "templates").symlink_to(TEMPLATES)
    write(tmp_path, {CHAPTER: TEXT})
    assert run(tmp_path, "golden")[0] == 0
    return tmp_path


def test_what_was_recorded_has_not_moved(place: Path) -> None:
    """And pages are said not to have been compared."""
    code, said = run(place, "moved")
    assert code == 0
    assert "計画は、記録したときと同じです。" in said
    assert "ページは、測っていない" in said
    assert not (place / "build" / "plan.docx").exists()


def test_what_moved_is_said_and_can_be_accepted(place: Path) -> None:
    """The second time there is nothing to say."""
    write(place, {CHAPTER: TEXT.replace("## 次", "## 前 {#sec-before}\n\n文です。\n\n## 次")})
    code, said = run(place, "moved")
    assert code == 0
    assert "第１章第１節「前」を入れたため、番号が1件、参照が1か所変わりました" in said
    assert "make golden" in said
    assert run(place, "golden")[0] == 0
    assert "計画は、記録したときと同じです。" in run(place, "moved")[1]


def test_a_reference_to_what_is_gone_is_told_by_what_it_was(place: Path) -> None:
    """Before the problems, which are those of `make check`; where these say it already, nothing is said twice."""
    write(place, {CHAPTER: TEXT.replace(" {#sec-next}", "")})
    code, said = run(place, "moved")
    assert (code, said.count("第１章第１節「次」でした")) == (1, 1)
    shutil.rmtree(place / "build")  # which knows what was before, too
    code, said = run(place, "moved")
    assert code == 1
    assert "sec-next は、記録では第１章第１節「次」でした。" in said
    assert "[ref.missing]" in said


def test_what_moved_is_said_also_where_documents_can_not_be_made(place: Path) -> None:
    """A template with half a bookmark, say; nothing is offered to be recorded before that is mended."""
    (place / "templates").unlink()
    shutil.copytree(TEMPLATES, place / "templates")
    half = '<w:bookmarkStart w:id="900" w:name="mark"/></w:p>'
    (place / "templates" / "plan.docx").write_bytes(changed("plan", {DOCUMENT: ("</w:p>", half)}))
    write(place, {CHAPTER: TEXT.replace("## 次", "## 前 {#sec-before}\n\n文です。\n\n## 次")})
    code, said = run(place, "moved")
    assert code == 1
    assert "第１章第１節「前」を入れたため、番号が1件、参照が1か所変わりました" in said
    assert "[template.fault]" in said
    assert "make golden" not in said


def test_without_a_record_the_way_to_make_one_is_told(place: Path) -> None:
    """A new plan has none."""
    for path in (place / "golden").iterdir():
        path.unlink()
    code, said = run(place, "moved")
    assert code == 3
    assert Code.RECORD_MISSING in said
    assert "make golden" in said


@pytest.mark.parametrize(
    "text", ["sec-text\t第１章\t本文\n", "sec-text\t章\t第１章\t本文\n", "sec-text\t見出しx\t第１章\t本文\n"]
)
def test_a_record_of_another_program_is_told(place: Path, text: str) -> None:
    """It had other columns; or somebody wrote in it."""
    (place / "golden" / "outline.txt").write_text(text, "utf-8")
    code, said = run(place, "moved")
    assert code == 3
    assert Code.RECORD_UNREADABLE in said


def test_pages_that_were_measured_in_other_fonts_are_not_recorded() -> None:
    """They would be others on the office's own machines."""
    content = plan_content(resolved())
    facts = PageFacts((), {}, 0, 0, (), missing=("BIZ UDMincho",))
    built = Built((Document(content, None, b"", facts=facts),))
    prepared = cast(Prepared, SimpleNamespace(resolved=resolved()))
    assert moved._measured(prepared, built) == {}
    assert moved._measured(
        prepared, Built((Document(content, None, b"", facts=replace(facts, missing=())),))
    ).keys() == {"pages"}
