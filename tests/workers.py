"""How tests are spread over workers: a file is run by one of them, so that what its tests share is made once; what takes long begins
first, so that no worker is left alone with it at the end; and there are more workers than processors, since many tests wait for another process.
Each of them reads all files, and begins with others than the rest: so it finds compiled what another one has read before.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest
from xdist.scheduler import LoadFileScheduling

Node = TypeVar("Node")

# What files are called, from the beginning, whose tests share something that takes seconds to make.
TOGETHER = (
    ("tests/browser/",),
    ("tests/cycle/test_outputs.py", "tests/cycle/test_redline.py"),
    tuple(
        f"tests/layout/test_{name}.py"
        for name in ("true_pages", "accessible_pdf", "charts", "copy", "page_images")
    ),
)
# Files of many seconds and few tests, the longest ones first.
LONGEST = (
    "tests/kit/test_windows.py",
    "tests/layout/test_sheets.py",
    "tests/docs/test_guide_screens.py",
    "tests/layout/test_true_pages.py",
    "tests/browser/",
    "tests/children/test_children.py",
    "tests/hostile/test_fuzz.py",
    "tests/passages/test_map.py",
    "tests/cycle/test_outputs.py",
    "tests/test_installed.py",
    "tests/properties/test_plans.py",
    "tests/layout/",
    "tests/accidents/",
    "tests/properties/",
)


def workers_for(processors: int) -> int:
    """One more than processors where there are several: a quarter of the time, tests wait for LibreOffice, browsers and other processes."""
    return processors + (processors > 1)


def processors() -> int:
    """How many of them this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Spread(LoadFileScheduling):  # type: ignore[misc]
    """pytest-xdist's own, for which files that belong together are one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((those[0] for those in TOGETHER if file.startswith(those)), file)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of long files before all others, in one order for all workers."""
    items.sort(key=lambda item: (_rank(item.nodeid, LONGEST), item.path))


def begun_elsewhere(entries: list[Node], config: pytest.Config) -> list[Node]:
    """What is in a folder, in the order in which this worker reads it."""
    told = getattr(config, "workerinput", {"workerid": "gw0", "workercount": 1})
    begin = len(entries) * int(told["workerid"].removeprefix("gw")) // told["workercount"]
    return entries[begin:] + entries[:begin]


def _rank(nodeid: str, beginnings: Sequence[str]) -> int:
    return next((at for at, each in enumerate(beginnings) if nodeid.startswith(each)), len(beginnings))
