"""How an entry says what came back: comments with their answers, looks, dates, long texts in short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.receive.returned import Comment


def thread_text(comments: Sequence[Comment]) -> str:
    """A comment with the words that it is about, and its answers."""
    first = comments[0]
    quoted = f"「{short(first.quoted)}」について: " if first.quoted else ""
    lines = [f"{quoted}{first.text}", *(f"（返信・{each.author}）{each.text}" for each in comments[1:])]
    return "\n".join([*lines, *(["（解決済み）"] if first.resolved else [])])


def looks_text(words: Sequence[str]) -> str:
    """What was done by hand to how something looks, a line each."""
    return "\n".join(f"見た目の変更: {each}" for each in words)


def short(text: str, most: int = 40) -> str:
    """A text in one line, of so many characters at most."""
    tidy = " ".join(text.split("\n")).replace("\t", "　").strip()
    return tidy if len(tidy) <= most else f"{tidy[: most - 1]}…"


def date_text(written: str) -> str:
    """2026-11-29T10:00:00Z → 2026-11-29 10:00; Word writes the time of the clock, whatever stands behind it."""
    found = re.match(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)", written)
    return f"{found[1]} {found[2]}" if found else ""
