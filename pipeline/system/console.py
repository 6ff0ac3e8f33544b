"""What is printed, on consoles and in files that don't have all characters: shown by what looks or reads alike, never an error."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TextIO

# For a console that lacks the first (CP932 has other dashes and signs than Unicode's usual ones), the second.
_ALIKE = dict(zip("—–−〜‖¥·•✓✔✗✘\xa0", "―－－～∥￥・・○○×× ", strict=True))
_UNKNOWN = "〓"  # a printer's sign for a type that is missing
_NAME = "keikaku.alike"


def make_readable(streams: Iterable[TextIO | None]) -> None:
    """Have these streams show what they lack by something else; a program without a console has none."""
    codecs.register_error(_NAME, _alike)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=_NAME)


def _alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_shown(each, error.encoding) for each in lacking), error.end


def _shown(character: str, encoding: str) -> str:
    """What stands for a character: a likeness, else its parts without marks, else the sign for what is missing, with its number."""
    from unicodedata import combining, normalize

    plain = "".join(each for each in normalize("NFKD", character) if not combining(each))
    number = f"U+{ord(character):04X}"
    tried = (_ALIKE.get(character, ""), normalize("NFKC", character), plain, f"{_UNKNOWN}({number})")
    return next((each for each in tried if each and _has(encoding, each)), f"({number})")


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True
