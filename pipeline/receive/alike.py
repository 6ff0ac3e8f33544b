"""Texts as they were sent and as the source says them today: whether they still say the same."""

from __future__ import annotations

import re
import unicodedata

# Numbers of headings, tables, figures and pages, which change with what stands before them.
_NUMBERED = re.compile(
    r"第[0-9]+[部章節](?:第?[0-9]+[章節]?|\([0-9]+\)|[ア-ン](?![ぁ-んァ-ヶ一-龠]))*|[表図][0-9]+[－-][0-9]+|(?:[0-9]+|－)(?=ページ)"
)


def _unnumbered(text: str) -> str:
    """A text by which it is told whether somebody wrote something else meanwhile."""
    return _NUMBERED.sub("#", unicodedata.normalize("NFKC", plain(text)))


def plain(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


def has_moved_on(now: str, sent: str) -> bool:
    """Whether the source says something else `now`, beside numbers."""
    return _unnumbered(now) != _unnumbered(sent)


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks."""
    return plain(one) == plain(other)
