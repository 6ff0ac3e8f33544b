"""A kit on Windows: unzipped where an office would, in a folder with Japanese and blanks in its name, and run by Wine's cmd.exe."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.kit import layout
from tests.kit.shim import NAME, shim

FOLDER = "総務課 の 計画（案）"
_PLACES = ("wine64", "/usr/lib/wine/wine64", "wine")
# What Wine would set up for seconds, of which the kit uses nothing: .NET, its browser, and menus on the desktop.
_UNUSED = "mscoree=;mshtml=;winemenubuilder.exe=d"
_PATIENCE = 300  # seconds for a command: a machine may be busy with other tests


def wine() -> str:
    """Wine's program for x64. Without it a test is skipped and says so; where CI=true, it fails."""
    found = next(filter(None, map(shutil.which, _PLACES)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Wineがありません（wine64）")
    return found


@dataclass(frozen=True)
class Kit:
    """An unzipped kit, and the folder of what Wine keeps."""

    folder: Path
    prefix: Path

    @property
    def own(self) -> Path:
        """The office's own folder, in which commands are run."""
        return self.folder / layout.OWN

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`keikaku.cmd` with these words. What it prints is UTF-8, since nobody looks at a console."""
        return self._run(f"..\\{layout.COMMAND_LINE}", *words)

    def open_menu(self, *typed: str) -> subprocess.CompletedProcess[str]:
        """`計画.cmd`, in which these lines are typed."""
        return self._run(f"..\\{layout.MENU}", typed="".join(f"{line}\r\n" for line in typed))

    def _run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        # Wine reads what it is called with by the locale.
        own = {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _UNUSED,
            "LC_ALL": "C.UTF-8",
        }
        environment = {**os.environ, **own}
        for name in ("KEIKAKU_STARTED_BY", "PYTHONPYCACHEPREFIX", "DISPLAY"):
            environment.pop(name, None)
        return subprocess.run(
            [wine(), "cmd", "/c", *words],
            cwd=self.own,
            env=environment,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )


def unzip(archive: Path, folder: Path) -> Path:
    """The kit in a zip, in a folder of an office."""
    kit = folder / FOLDER
    with zipfile.ZipFile(archive) as files:
        files.extractall(kit)
    (kit / layout.OWN).mkdir(exist_ok=True)
    return kit


def help_wine(kit: Path) -> None:
    """Put in what Wine 8 lacks of Windows; the kit says that it is none of its own, once."""
    (kit / layout.PYTHON / NAME).write_bytes(shim())
