"""Checks of what the summary and the framework say about the plan: plain text that no field keeps right.

Each such text stands in a bookmark `see_<n>_<bookmark of plan.docx>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .findings import Finding
from .reading import Reading, Target
from .references import PAGE, title_of
from .story import Bookmark

_MENTION = re.compile(r"see_\d+_(.+)", re.IGNORECASE)


def check_mentions(reading: Reading, plan: Reading) -> list[Finding]:
    """Compares every mention in `reading` with the plan: its number, its title, number「title」, or a page."""
    findings = []
    pages = pages_of(plan)
    for story in reading.stories:
        for bookmark in story.bookmarks:
            name = mentioned(bookmark)
            if not name:
                continue
            target = plan.bookmarks.get(name.casefold())
            if target is None:
                code, message = (
                    "docx.mention-unknown",
                    f"「{bookmark.text}」の指す「{name}」が本編にありません",
                )
                findings.append(reading.finding(code, story, bookmark.first, message))
            elif not _agrees(bookmark.text, name, target, plan, pages):
                right = plan.bookmark_number(target) or title_of(plan, target)
                message = f"「{bookmark.text}」は、本編の「{name}」（{right}）と合いません"
                findings.append(reading.finding("docx.mention-differs", story, bookmark.first, message))
    return findings


def mentioned(bookmark: Bookmark) -> str:
    """The name of the plan's bookmark that a bookmark mentions; nothing where it is none of these."""
    found = _MENTION.fullmatch(bookmark.name)
    return found[1] if found else ""


def _agrees(text: str, name: str, target: Target, plan: Reading, pages: Mapping[str, set[str]]) -> bool:
    number, title = plan.bookmark_number(target), title_of(plan, target)
    if text and text in (number, title, f"{number}「{title}」", f"{number}『{title}』"):
        return True
    if not PAGE.fullmatch(text):
        return False
    written = pages.get(name.casefold(), set())
    return not written or text in written or "－" in (*written, text)


def pages_of(plan: Reading) -> Mapping[str, set[str]]:
    """The pages that the plan itself gives for its bookmarks."""
    pages: dict[str, set[str]] = {}
    for story in plan.stories:
        for field in story.fields:
            if field.instruction.kind == "PAGEREF":
                pages.setdefault(field.instruction.target.casefold(), set()).add(field.result)
    return pages
