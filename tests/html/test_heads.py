"""Heads of documents beside the plan: lines of one look are headings of one level."""

from __future__ import annotations

import re

import pytest

from pipeline.html.blocks import BlockWriter
from pipeline.html.labels import Labels
from pipeline.html.notes import Notes
from pipeline.html.writing import Writing
from pipeline.model.inlines import Paragraph, Role, Text
from tests.html.test_site import site
from tests.small_plan import MEASURES, TEXTS, resolved

HEAD, SUBHEAD = Role.SUMMARY_HEAD, Role.SUMMARY_SUBHEAD


@pytest.mark.parametrize(
    ("roles", "levels"),
    [
        ([HEAD, SUBHEAD, SUBHEAD, HEAD], "2332"),
        ([SUBHEAD, SUBHEAD, SUBHEAD], "222"),
        ([Role.DOCUMENT_HEAD, SUBHEAD], "23"),
    ],
)
def test_lines_of_one_look_are_headings_of_one_level(roles: list[Role], levels: str) -> None:
    writing = Writing(resolved(), "summary.html", {}, {}, {}, Labels({}), notes=Notes({}), has_notes=False)
    lines = [Paragraph((Text(f"題{at}"),), role) for at, role in enumerate(roles)]
    written = BlockWriter(writing, 0).write(lines)
    assert "".join(block.markup[2] for block in written) == levels


def test_what_stands_under_an_outermost_item_has_its_colour_and_what_comes_after_has_none() -> None:
    """Down to the next heading of its level; ids are as they were, for the preview knows blocks by these."""
    after = f"{TEXTS[MEASURES]}\n## 終わりに {{#sec-end}}\n\n終わりの文章です。\n"
    blocks = site(changes={MEASURES: after}).page("sec-measures.html").blocks
    coloured = [bool(re.match(r'<[^>]+ class="(?:[^"]* )?branch-1"', block.markup)) for block in blocks]
    begin = next(at for at, block in enumerate(blocks) if block.id == "policy-a")
    end = next(at for at, block in enumerate(blocks) if block.id == "sec-end")
    assert coloured == [begin <= at < end for at in range(len(blocks))]
    assert end - begin > 3
