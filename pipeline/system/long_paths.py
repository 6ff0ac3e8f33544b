"""Paths that Windows can't open because they are long, unless its administrator has allowed them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.problems import Code, MachineError

# Microsoft, "Maximum Path Length Limitation": 260 with the drive and the null at the end.
_LONGEST = 259


def check_lengths(paths: Iterable[Path], most: int | None = None) -> None:
    """Raise MachineError for the longest of these paths, if this system can't open it. `most` is by default the system's own limit."""
    limit = longest_path() if most is None else most
    if limit is None:
        return
    longest = max(paths, key=length_of, default=None)
    if longest is not None and length_of(longest) > limit:
        raise too_long(longest, limit)


def too_long(path: Path, most: int = _LONGEST) -> MachineError:
    """What is said of such a path, with what to shorten."""
    part = max(path.absolute().parts[1:], key=len)
    return MachineError(
        Code.PATH_LONG,
        f"{path.absolute()} は、パスが長すぎます（{length_of(path)}字。Windowsでは{most}字まで）",
        f"計画のフォルダーを、ドライブのすぐ下（C:\\計画 など）に移すか、「{part}」の名前を短くしてください",
    )


def length_of(path: Path) -> int:
    """The length of a path from its drive on, as Windows counts it: in UTF-16."""
    return len(str(path.absolute()).encode("utf-16-le", "surrogatepass")) // 2


def longest_path() -> int | None:
    """The most that a path may have on this system; None where there is no such limit."""
    if sys.platform != "win32":
        return None
    import ctypes

    allowed = getattr(ctypes.WinDLL("ntdll"), "RtlAreLongPathsEnabled", None)
    return None if allowed and allowed() & 0xFF else _LONGEST
