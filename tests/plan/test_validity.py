"""The city's documents are valid Open XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.build import EDITIONS, make
from pipeline.problems import PlanErrors
from pipeline.project import Project
from tests.goldens import ROOT, quiet


def test_the_plans_documents_are_valid_open_xml(tmp_path: Path) -> None:
    """Word opens them without complaint, as far as the schema and the SDK's rules can say."""
    try:
        project = Project(ROOT / "plan_source", ROOT / "templates", tmp_path)
        documents = make(project, tuple(EDITIONS), None, quiet).documents
    except PlanErrors:
        pytest.fail("原稿に問題があります（make check で見られます）", pytrace=False)
    for document in documents:
        path = tmp_path / f"{document.name}.docx"
        path.write_bytes(document.docx)
        result = OpenXmlValidator().validate(str(path))
        assert [str(error) for error in result.errors] == []
