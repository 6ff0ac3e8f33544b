"""What all tests share: the drafter's report comes before everything else."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.plan.moved import HOW_TO_ACCEPT


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say in Japanese what changed in the plan, before pytest shows the differences."""
    failed = terminalreporter.stats.get("failed", [])
    reports = [text for report in failed for key, text in report.user_properties if key == "plan-report"]
    if reports:
        terminalreporter.section("計画が、記録と変わっています")
        terminalreporter.line(reports[0])
        terminalreporter.line(HOW_TO_ACCEPT)
    return (yield)
