"""What all tests share: LibreOffice, and the drafter's report, which comes before everything else.

`make test` says in PLAN how the plan's own tests ended, which ran before the others.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from pipeline.invocation import STARTED_BY
from pipeline.layout.fonts import read_fonts
from pipeline.layout.office import find_office
from tests.kept import kept_for_all_tests
from tests.workers import Spread, begun_elsewhere, longest_first, processors, workers_for

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
# Messages call commands as the guide does, however the tests were started.
os.environ[STARTED_BY] = "make"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# Compiled modules are kept where `make test` keeps them: what tests start inherits the folder.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix, "compiled"))

# The fonts of the templates: without them pages come out otherwise.
FONTS = ("BIZ UDゴシック", "BIZ UD明朝 Medium")


@cache
def lacking_for_pages() -> tuple[str, ...]:
    """What this machine lacks to measure pages as they are recorded."""
    return ("LibreOffice",) if find_office() is None else tuple(read_fonts().missing(FONTS))


@pytest.fixture(scope="session", autouse=True)
def kept() -> Iterator[None]:
    """What one test has read, the next does not read again."""
    with kept_for_all_tests():
        yield


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice with its fonts. Without them a test is skipped and says so; where CI=true, it fails."""
    if lacking := lacking_for_pages():
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end(f"ページを測るものがありません: {'、'.join(lacking)}")
    program = find_office()
    assert program is not None
    return program


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if collector.path == Path(__file__).parent:
        report.result = begun_elsewhere(report.result, collector.config)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that measure pages, and begin with those that take long."""
    for item in items:
        if "office" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.pages)
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """What `-n auto` means, unless xdist's own variable says it."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else workers_for(processors())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spread:
    """Called where there are several workers."""
    config.option.loadscopereorder = False  # files with many tests would come first
    return Spread(config, log)


def pytest_collection_finish() -> None:
    """Take modules and tests out of the search for garbage: they live to the end, and are looked through again and again."""
    gc.freeze()


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
    elif "plan-report" in told:
        title = "計画が、記録と変わっています"
        terminalreporter.section(title)
        terminalreporter.line(told["plan-report"])
    result = yield
    if "PLAN" in os.environ:
        terminalreporter.line(os.environ["PLAN"])
    # The differences have pushed the report off the screen.
    if title:
        terminalreporter.line(f"計画について分かったことは、上の「{title}」の下にあります。")
    return result
