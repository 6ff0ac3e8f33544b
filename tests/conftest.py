"""What all tests share: the drafter's report comes before everything else."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.plan.moved import HOW_TO_ACCEPT


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say in Japanese what changed in the plan, before pytest shows the differences."""
    failed = terminalreporter.stats.get("failed", [])
    told = {key: text for report in failed for key, text in report.user_properties}
    if "plan-problems" in told:
        terminalreporter.section("原稿に問題があります")
        terminalreporter.line(told["plan-problems"])
    elif "plan-report" in told:
        terminalreporter.section("計画が、記録と変わっています")
        terminalreporter.line(told["plan-report"])
        terminalreporter.line(HOW_TO_ACCEPT)
    return (yield)
