"""Doors of chapters: a page with the heading and its introduction, where the template has a style for that."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.documents.doors import with_doors
from pipeline.documents.plan import plan_content
from pipeline.model.blocks import Block, Heading, PageBreak
from pipeline.model.content import Part
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.problems import Location
from tests.small_plan import CHAPTER, chapter, resolved


def blocks_of(outline: str) -> list[Block]:
    """`0` to `3` are headings of that level, `/` begins a page, any other letter is a paragraph, a capital one that of a door."""
    found: list[Block] = []
    for before, sign in pairwise(f" {outline}"):
        if sign.isdigit() and before == "/":
            found[-1] = Heading(int(sign), (Text(sign),), "", True, Location("a.md"), begins_page=True)
        elif sign.isdigit():
            found.append(Heading(int(sign), (Text(sign),), "", True, Location("a.md")))
        elif sign == "/":
            found.append(PageBreak())
        else:
            role = Role.DOOR_TEXT if sign.isupper() else Role.BODY
            found.append(Paragraph((Text(sign.lower()),), role))
    return found


def begins_page(block: Block) -> bool:
    return isinstance(block, Heading) and block.begins_page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1a2b", "1A/2b"),
        ("12b", "1/2b"),
        ("1ab", "1/ab"),
        ("1", "1"),
        ("01a2b2c1d2e", "01A/2b2c1D/2e"),
        ("1a3b", "1A/3b"),
    ],
)
def test_text_begins_on_the_page_after_that_of_the_heading(written: str, shown: str) -> None:
    """Before the first section stands what is on the door; a chapter without sections has its heading alone there."""
    found = list(with_doors(blocks_of(written)))
    assert found == blocks_of(shown)
    assert [begins_page(each) for each in found] == [begins_page(each) for each in blocks_of(shown)]


def test_templates_without_the_style_have_no_doors() -> None:
    """A chapter goes on below its heading."""
    plan = resolved({CHAPTER: chapter("章の文章です。\n\n## 節\n\n節の文章です。")})
    for doors in (False, True):
        slot = plan_content(replace(plan, doors=doors)).slots["本文"]
        assert isinstance(slot, Part)
        assert any(map(begins_page, slot.blocks)) is doors
