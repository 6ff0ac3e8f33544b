"""Folders of build/.cache: what one run keeps for the next."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from pipeline.system.held_files import once_free


def store(folder: Path, files: Mapping[str, bytes], used: Collection[str]) -> None:
    """Put files into a folder of build/.cache, each whole at any moment, and drop what is not used any more.

    Without a cache, time is lost, nothing else.
    """
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.name not in used:
                path.unlink(missing_ok=True)
        for name, data in files.items():
            beside = folder / f"{name}.{os.getpid()}.new"
            try:
                beside.write_bytes(data)
                once_free(partial(os.replace, beside, folder / name))
            finally:
                beside.unlink(missing_ok=True)  # half of it, where the disk is full
