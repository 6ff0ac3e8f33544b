"""The reader is a second opinion: it shares no code with what it checks."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import pipeline.checks
from pipeline.checks import CODES

MODULES = sorted(Path(pipeline.checks.__file__).parent.glob("*.py"))


def _imports(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level if node.level else (node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.name)
def test_only_the_standard_library_and_lxml_are_imported(module: Path) -> None:
    """And the other modules of this package."""
    assert _imports(module) <= set(sys.stdlib_module_names) | {"lxml", "."}


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.name)
def test_modules_stay_small_and_say_what_they_are(module: Path) -> None:
    """About 300 lines at most, with a docstring."""
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))


def test_codes_have_a_line_of_japanese() -> None:
    """docs/problems.md and the message at the end of a run can use them as they are."""
    for code, meaning in CODES.items():
        assert code.partition(".")[0] in ("docx", "agree", "html", "edition")
        assert meaning
        assert "\n" not in meaning
