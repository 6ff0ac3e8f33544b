"""This program itself: what one version of it kept, another does not use."""

from __future__ import annotations

import functools
import hashlib
import os


@functools.cache
def digest() -> str:
    """A digest of all modules, each by its size and when it was written: by these Python knows whether what it compiled is still
    right (PEP 552), and to read all takes as long as to read a plan."""
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    modules = "\0".join(sorted(each.removeprefix(top) for each in _modules(top)))
    return hashlib.sha256(modules.encode("utf-8", "surrogateescape")).hexdigest()


def _modules(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        found = [*entries]
    modules = []
    for entry in found:
        if entry.name.endswith(".py"):
            facts = entry.stat()
            modules.append(f"{entry.path} {facts.st_size} {facts.st_mtime_ns}")
        elif entry.is_dir() and entry.name != "__pycache__":
            modules += _modules(entry.path)
    return modules
