"""Words as they are compared: whatever width, blanks and case they are written in."""

from __future__ import annotations

import unicodedata


def unspaced(text: str) -> str:
    """The text in NFKC (UAX #15), so that full-width and half-width forms are one, without blanks of any kind."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def folded(text: str) -> str:
    """The same without regard to case, as names are told apart."""
    return unspaced(text).casefold()
