"""The city's documents are valid Open XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.plan.conftest import Now


def test_the_plans_documents_are_valid_open_xml(now: Now, tmp_path: Path) -> None:
    """Word opens them without complaint, as far as the schema and the SDK's rules can say."""
    if now.problems or now.state is None:
        pytest.fail("原稿に問題があります（make check で見られます）", pytrace=False)
    assert now.state.files
    for name, docx in now.state.files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx)
        result = OpenXmlValidator().validate(str(path))
        assert [str(error) for error in result.errors] == []
