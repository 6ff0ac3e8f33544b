"""Whole small plans, each with one golden a stage: numbers, references, and every document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.workspace.project import Project
from tests.goldens import DOCUMENTS, TEMPLATES, texts_of

CASES = Path(__file__).parent
NAMES = sorted(path.parent.name for path in CASES.glob("*/plan_source"))


@cache
def texts_of_case(name: str) -> dict[str, str]:
    """The golden texts of a case."""
    with TemporaryDirectory() as output:
        return texts_of(Project(CASES / name / "plan_source", TEMPLATES, Path(output)), pages=True)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stage", ["outline", "references", *DOCUMENTS, "pages"])
def test_case_gives_the_expected_text(name: str, stage: str, file_regression: FileRegressionFixture) -> None:
    """Each stage of each case is as tests/cases/NAME/expected/ says."""
    texts = texts_of_case(name)
    assert "problems" not in texts, texts
    file_regression.check(texts[stage], fullpath=CASES / name / "expected" / f"{stage}.txt", encoding="utf-8")
