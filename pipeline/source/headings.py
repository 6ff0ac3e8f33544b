"""The headings of one chapter: one of level 1, which comes first unless an item of the framework is it, and none skipped."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.blocks import Heading, Listing, ListingPlace, walk_blocks
from pipeline.model.inlines import plain_text
from pipeline.model.plan import Chapter
from pipeline.problems import Code, Location, Problem


def check_headings(chapter: Chapter) -> Iterator[Problem]:
    """Problems of the order of a chapter's headings."""
    first = chapter.blocks[0] if chapter.blocks else None
    begun = isinstance(first, ListingPlace) and first.listing is Listing.ITEMS
    if not begun and (not isinstance(first, Heading) or first.level != 1):
        yield Problem(
            Location(chapter.file, 1),
            Code.MD_CHAPTER_HEADING,
            "ファイルの初めに章の見出しがありません",
            "１行目に「# 見出し」を書いてください（番号は付けません）",
        )
    headings = [block for block in walk_blocks(chapter.blocks) if isinstance(block, Heading)]
    level = 1 if begun else headings[0].level if headings else 0
    for heading in headings if begun else headings[1:]:
        above, level = level, heading.level
        if not plain_text(heading.content).strip():  # of which that is told already
            continue
        if heading.level == 1:
            yield Problem(
                heading.location,
                Code.MD_CHAPTER_HEADING,
                "章の見出し（# が一つ）が二つあります",
                "一つのファイルに書けるのは一つの章です。節なら「##」にしてください",
            )
        elif heading.level > above + 1:
            yield Problem(
                heading.location,
                Code.MD_HEADING_SKIPPED,
                f"見出しの段階が飛んでいます（「#」{above}個の次に{heading.level}個）",
                f"「{'#' * (above + 1)}」にするか、間の見出しを足してください",
            )
