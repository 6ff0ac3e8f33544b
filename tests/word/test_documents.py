"""Finished documents: valid by the standard, and the same bytes whenever and wherever they are made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.documents.registry import CONTENTS
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.cases.test_cases import CASES, NAMES
from tests.goldens import DOCUMENTS, ROOT, TEMPLATES, quiet


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_valid_open_xml(name: str, tmp_path: Path) -> None:
    """The schema and semantic rules of the SDK's validator hold in every part."""
    project = Project(CASES / name / "plan_source", TEMPLATES, tmp_path)
    for document in make(project, tuple(CONTENTS), None, quiet).documents:
        path = tmp_path / f"{document.name}.docx"
        path.write_bytes(document.docx)
        result = OpenXmlValidator().validate(str(path))
        assert [str(error) for error in result.errors] == []


def test_the_same_source_gives_the_same_bytes_in_another_folder_and_process(tmp_path: Path) -> None:
    """Neither folder, hash seed, locale nor time zone leaves a trace in the documents."""
    made = []
    for folder, seed, zone in (("one", "1", "Asia/Tokyo"), ("二つ目", "2", "UTC")):
        home = tmp_path / folder
        shutil.copytree(CASES / "everything" / "plan_source", home / "plan_source")
        shutil.copytree(TEMPLATES, home / "templates")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": "C",
        }
        command = [sys.executable, "-m", "pipeline", "quick"]
        subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
        made.append({name: (home / "build" / f"{name}.docx").read_bytes() for name in DOCUMENTS})
    assert made[0] == made[1]
