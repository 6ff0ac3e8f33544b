"""What these tests need of a machine: Debian's chromium, and what npm puts beside them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VALIDATOR = MODULES / "html-validate" / "bin" / "html-validate.mjs"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The way to the browser, if there is one."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


def need() -> None:
    """End a test for which something lacks: it is skipped and says so; where CI=true, it fails."""
    there = {
        "Chromium": chromium(),
        "Node.js": shutil.which("node"),
        "axe-core と html-validate（make test が入れます）": AXE.is_file() and VALIDATOR.is_file(),
    }
    if lacking := [name for name, found in there.items() if not found]:
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end(f"ブラウザーで確かめるものがありません: {'、'.join(lacking)}")
