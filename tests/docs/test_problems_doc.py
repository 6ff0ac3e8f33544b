"""docs/problems.md explains every code that can come out, and none that can't."""

from __future__ import annotations

import re

from pipeline import checks
from pipeline.problems import Code
from tests.goldens import ROOT

TEXT = (ROOT / "docs" / "problems.md").read_text("utf-8")


def test_every_problem_code_has_its_section_and_no_other() -> None:
    """A drafter finds the code that the message shows."""
    assert sorted(re.findall(r"^### `([a-z.-]+)`$", TEXT, re.MULTILINE)) == sorted(
        code.value for code in Code
    )


def test_every_finding_of_the_reader_is_listed_with_its_meaning() -> None:
    """The last section is the reader's own table of codes."""
    listed = dict(re.findall(r"^\| `((?:docx|agree)\.[a-z-]+)` \| (.*) \|$", TEXT, re.MULTILINE))
    assert listed == dict(checks.CODES)


def test_every_code_is_used_somewhere() -> None:
    """A code that nothing reports is deleted."""
    sources = "".join(
        path.read_text("utf-8") for path in (ROOT / "pipeline").rglob("*.py") if path.name != "problems.py"
    )
    assert [code.name for code in Code if f"Code.{code.name}" not in sources] == []
