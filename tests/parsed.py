"""The program's modules as Python reads them, for what is asked of all of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.goldens import ROOT


def modules_with(words: str) -> Iterator[tuple[Path, ast.Module]]:
    """Those in which these words, a regular expression, stand anywhere: to parse all of them takes seconds."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        text = path.read_text("utf-8")
        if re.search(words, text):
            yield path, ast.parse(text)
