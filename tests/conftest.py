"""What all tests share: LibreOffice, and the drafter's report, which comes before everything else."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from pipeline.layout.fonts import read_fonts
from pipeline.layout.office import find_office
from tests.plan.moved import HOW_TO_ACCEPT

# Random plans are large, and whether making one is slow is no question of right and wrong.
_LARGE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
# In CI the same few examples every time, and no minutes spent on making one that fails smaller.
settings.register_profile(
    "quick",
    max_examples=12,
    stateful_step_count=6,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=_LARGE,
)
# New ones every time: `--hypothesis-profile=long`.
settings.register_profile(
    "long", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=_LARGE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

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
