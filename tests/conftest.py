"""What all tests share: LibreOffice, and the drafter's report, which comes before everything else."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from pipeline.layout.fonts import read_fonts
from pipeline.layout.office import find_office
from tests.plan.moved import HOW_TO_ACCEPT

# The fonts of the templates: without them pages come out otherwise.
FONTS = ("BIZ UDゴシック", "BIZ UD明朝 Medium")


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice with its fonts. Without them a test is skipped and says so; where CI=true, it fails."""
    program = find_office()
    lacking = ["LibreOffice"] if program is None else list(read_fonts().missing(FONTS))
    if lacking:
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end(f"ページを測るものがありません: {'、'.join(lacking)}")
    assert program is not None
    return program


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say in Japanese what changed in the plan, before pytest shows the differences."""
    failed = terminalreporter.stats.get("failed", [])
    told = {key: text for report in failed for key, text in report.user_properties}
    title = ""
    if "plan-problems" in told:
        title = "原稿に問題があります"
        terminalreporter.section(title)
        terminalreporter.line(told["plan-problems"])
    elif reports := [told[key] for key in ("plan-report", "plan-moves") if key in told]:
        title = "計画が、記録と変わっています"
        terminalreporter.section(title)
        for report in (*reports, HOW_TO_ACCEPT):
            terminalreporter.line(report)
    result = yield
    # The differences have pushed the report off the screen.
    if title:
        terminalreporter.line(f"計画について分かったことは、上の「{title}」の下にあります。")
    return result
