"""Limits of files: far more than any plan needs, no more than a small machine can take."""

from __future__ import annotations

from pipeline.problems import Code, Location, Problem

_MB = 1_000_000
# In bytes. A thousand pages of text have about 3 MB; a YAML file is read into objects with places, which are larger.
YAML = _MB
TEXT = 5 * _MB
IMAGE = 30 * _MB
TEMPLATE = 30 * _MB
# The most that is read of any file of the plan: one byte more shows that it is too large for every kind.
LARGEST = max(YAML, TEXT, IMAGE, TEMPLATE)
# What a template's package may hold when it is unpacked.
UNPACKED = 100 * _MB
# The same of a workbook: a hundred thousand long cells.
WORKBOOK = 30 * _MB
PARTS = 1000
# An A3 page scanned with 600 dpi has 70 million.
PIXELS = 100_000_000


def megabytes(size: int) -> str:
    return f"{size // _MB}MB"


def text_limit(file: str) -> int:
    """The most bytes that a text file of this name may have."""
    return YAML if file.endswith((".yaml", ".yml")) else TEXT


def too_large(file: str, limit: int, hint: str) -> Problem:
    """The problem of a file with more than `limit` bytes."""
    return Problem(
        Location(file),
        Code.FILE_TOO_LARGE,
        f"ファイルが大きすぎます（{megabytes(limit)}まで）",
        hint,
    )
