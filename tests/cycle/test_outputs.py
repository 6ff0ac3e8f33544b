"""Everything that the cycle makes is as recorded, sound, and says what the next office needs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline import checks
from pipeline.documents.registry import CONTENTS
from pipeline.workflows.wording import with_wording
from tests.cycle.revision import EXAMPLE, cycle
from tests.cycle.texts import redline_text, workbook_text

EXPECTED = Path(__file__).parent / "expected"
PROJECTED = (*CONTENTS, "comparison", "changes", "answers", "comment_guide", "comment_form")
VALID = (*PROJECTED, "redline")


def recorded(file_regression: FileRegressionFixture, name: str, text: str) -> None:
    file_regression.check(text, fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")


@pytest.mark.parametrize("name", PROJECTED)
def test_each_document_is_as_recorded(name: str, file_regression: FileRegressionFixture) -> None:
    """The whole document as the reader sees it."""
    recorded(file_regression, name, checks.project(checks.read(name, cycle().documents[name])))


def test_the_redline_is_as_recorded(file_regression: FileRegressionFixture) -> None:
    """What is tracked in it; that the rest is the plan's own text is proved beside it."""
    recorded(file_regression, "redline", redline_text(cycle().documents["redline"]))


@pytest.mark.parametrize("name", ["changes", "numbers"])
def test_each_workbook_is_as_recorded(name: str, file_regression: FileRegressionFixture) -> None:
    """Its sheets, as Excel would show them."""
    recorded(file_regression, f"{name}-xlsx", workbook_text(cycle().compared.files[f"{name}.xlsx"]))


def test_the_terminal_is_as_recorded(file_regression: FileRegressionFixture) -> None:
    """What differs, before the list of files."""
    recorded(file_regression, "report", "\n".join(cycle().compared.told) + "\n")


def test_the_zip_holds_what_is_recorded(file_regression: FileRegressionFixture) -> None:
    """The names that residents see; the PDFs are there once pages are measured."""
    with zipfile.ZipFile(io.BytesIO(cycle().published.archive)) as archive:
        recorded(file_regression, "public-comment-zip", "\n".join(archive.namelist()) + "\n")


def test_nothing_is_left_to_warn_of() -> None:
    """Causes, answers and the summary agree with what changed."""
    made = cycle()
    for warnings in (
        made.plan.warnings,
        made.draft.warnings,
        made.compared.warnings,
        made.published.built.warnings,
    ):
        assert [str(warning) for warning in warnings] == []


def test_nothing_is_said_of_the_wording_of_either_version() -> None:
    """They are 公用文 throughout: what is told of them would be a wrong finding."""
    for built in (cycle().plan, cycle().draft):
        assert [str(note) for note in with_wording(built, "plan_source").warnings] == []


@pytest.mark.parametrize("name", VALID)
def test_each_document_is_valid_open_xml(name: str, tmp_path: Path) -> None:
    """The schema and semantic rules of the SDK's validator hold in every part."""
    path = tmp_path / f"{name}.docx"
    path.write_bytes(cycle().documents[name])
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_every_opinion_is_labelled_as_an_example() -> None:
    """None of them was written by anybody."""
    text = (EXAMPLE / "plan_source" / "opinions.csv").read_text("utf-8")
    opinions = [line for line in text.splitlines() if line.partition(",")[0].isdigit()]
    assert len(opinions) == 10
    assert all("（記載例）" in line for line in opinions)
