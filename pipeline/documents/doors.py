"""Chapters' doors (扉): a page of its own for a chapter's heading and what stands under it before the first section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.model.blocks import Block, Heading, PageBreak
from pipeline.model.contract import CHAPTER
from pipeline.model.inlines import Paragraph, Role


def with_doors(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a part in which each chapter's text begins on the page after that of its heading.

    The paragraphs on a door have a style of their own. A chapter without sections has nothing but its heading there.
    """
    chapters = 0

    def chapter_of(block: Block) -> int:
        nonlocal chapters
        chapters += isinstance(block, Heading) and block.level <= CHAPTER
        return chapters

    for _, group in groupby(blocks, chapter_of):
        chapter = list(group)
        yield from _opened(chapter) if _is_chapter(chapter[0]) else chapter


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == CHAPTER


def _opened(chapter: Sequence[Block]) -> Iterator[Block]:
    heading, *text = chapter
    end = next((index for index, block in enumerate(text) if isinstance(block, Heading)), 0)
    yield heading
    for block in text[:end]:
        plain = isinstance(block, Paragraph) and block.role == Role.BODY
        yield replace(block, role=Role.DOOR_TEXT) if isinstance(block, Paragraph) and plain else block
    if not text:
        return
    first, *rest = text[end:]
    if isinstance(first, Heading):
        # A break of its own would be a page of its own where the door is full.
        yield replace(first, begins_page=True)
    else:
        yield from (PageBreak(), first)
    yield from rest
