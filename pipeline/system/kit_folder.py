"""The kit that runs this program: the folder on a Windows PC that has a Python of its own beside it (docs/architecture.md)."""

from __future__ import annotations

import sys
from pathlib import Path

# What every kit has at its top, and nothing else does.
MANIFEST = "kit.json"
# Where an office may put a LibreOffice that is used before any other.
OFFICE = "libreoffice"


def kit_folder() -> Path | None:
    """The folder of the kit whose Python runs this; None where another one does."""
    folder = Path(sys.executable).parent.parent
    return folder if (folder / MANIFEST).is_file() else None


def office_in(folder: Path) -> Path | None:
    """The LibreOffice for Windows that was unpacked into a folder, or into one in it (`msiexec /a` makes either): its soffice.com,
    which waits for its end. None where there is none."""
    return next(
        (path for way in ("", "*/") for path in sorted(folder.glob(f"{way}program/soffice.com"))), None
    )
