"""Disks that are made for a test: small ones, and ones that can't be written to. That takes a Linux and its root."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(folder: Path, kilobytes: int = 64_000) -> Iterator[Path]:
    """A disk of this size, mounted at `folder`. Where none can be made, a test is skipped; where CI=true, it fails."""
    folder.mkdir(exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "keikaku-test"]
    _mount(*options, str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def protect(folder: Path) -> None:
    """From now on nothing can be written to a disk."""
    _mount("-o", "remount,ro", str(folder))


def _mount(*options: str) -> None:
    if sys.platform != "linux":
        pytest.skip("ディスクを作って確かめるのは、Linuxだけです")
    try:
        subprocess.run(["mount", *options], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end(f"ディスクを作れません（{getattr(error, 'stderr', b'').decode().strip() or error}）")
