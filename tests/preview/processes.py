"""Processes and what they have started, as the system tells of them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_KB_IN_MB = 1024


def descendants(pid: int) -> list[int]:
    """All processes that a process has started, and theirs."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, line.split())) for line in found.splitlines()]
    own = [child for child, parent in parents if parent == pid]
    return [*own, *(each for child in own for each in descendants(child))]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def memory(pid: int) -> float:
    """What a process has in memory for itself, in MB; nothing where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    own = [line.split() for line in lines if line.startswith(("Private_Dirty", "Private_Clean"))]
    return sum(int(words[1]) for words in own) / _KB_IN_MB
