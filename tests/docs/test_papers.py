"""The papers can be read in any editor, and say which version they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from tests.goldens import ROOT

PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("README.md")])
_LONGEST = 160


def _long_lines(path: Path) -> Iterator[str]:
    """Lines of running text that are too long. A row of a table can't be parted, nor can what a screen shows."""
    fenced = False
    for line in path.read_text("utf-8").splitlines():
        fenced ^= line.lstrip().startswith("```")
        if len(line) >= _LONGEST and not fenced and not line.lstrip().startswith("|"):
            yield line


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_lines_are_short(path: Path) -> None:
    """So that a difference between two versions shows the sentence that changed."""
    assert list(_long_lines(path)) == []


def test_the_changelog_begins_with_this_version() -> None:
    """Or with what will be in the next one; and versions go down."""
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "Unreleased"]
    assert released[0] == pipeline.__version__
    assert "Unreleased" not in headings[1:]
    numbers = [tuple(map(int, version.split("."))) for version in released]
    assert numbers == sorted(numbers, reverse=True)


def test_the_version_is_said_once() -> None:
    """In the package; what builds and installs it reads it there."""
    assert f'"{pipeline.__version__}"' not in (ROOT / "pyproject.toml").read_text("utf-8")
