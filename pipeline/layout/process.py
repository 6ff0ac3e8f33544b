"""A process of LibreOffice: its environment, how it is told to start, and that it never outlives us.

A shell stands between: when this process goes, however it goes, the pipe to the shell closes, and LibreOffice is ended with all its
children. On Windows, where there is no such shell, it is a job (system/processes.py).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

from pipeline.layout.office_tempdir import PROFILE
from pipeline.system.processes import WINDOWLESS

# Seconds for a start, virus scanner included, and bytes of .docx a second that even an old machine lays out.
PATIENCE = 120.0
_SLOWEST = 4_000
TEMPORARY = "tmp"
# Of our Python, which another one would take for its own.
_OURS = ("PYTHONHOME", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "__PYVENV_LAUNCHER__")


def limit_of(size: int, patience: float) -> float:
    """The seconds in which documents of so many bytes have to be laid out."""
    return patience + size / _SLOWEST


def start_of(program: Path, folder: Path) -> list[str]:
    """The command that starts LibreOffice with the profile in this folder, and with nothing that waits for somebody."""
    profile = f"-env:UserInstallation={(folder / PROFILE).as_uri()}"
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
    return [str(program), profile, *quiet]


def environment(folder: Path, fonts: str) -> Mapping[str, str]:
    """The user's own, with nothing in it that changes how pages come out, and no other place for temporary files."""
    (folder / "fonts.conf").write_text(fonts, "utf-8", newline="\n")
    (folder / TEMPORARY).mkdir(exist_ok=True)
    changed = {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"} if sys.platform == "linux" else {}
    changed |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / TEMPORARY))
    own = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**own, **changed, **({"FONTCONFIG_FILE": str(folder / "fonts.conf")} if fonts else {})}


@contextmanager
def limited(process: subprocess.Popen[bytes], limit: float) -> Iterator[Event]:
    """A time after which the process is ended, and the event that tells it: waiting with a limit would look at it again and again."""
    late = Event()

    def stop() -> None:
        late.set()
        end(process)

    alarm = Timer(limit, stop)
    alarm.daemon = True  # an interrupted run does not wait for it
    alarm.start()
    try:
        yield late
    finally:
        alarm.cancel()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children: those that it started may still run when it has gone."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
                **WINDOWLESS,
            )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        with contextlib.suppress(OSError):  # what it has not read
            process.stdin.close()
    process.wait()


def last_words(folder: Path) -> str:
    """What a process said last."""
    lines = (folder / "said").read_text("utf-8", "replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip() and "javaldx" not in line), "")
    return last[:200]
