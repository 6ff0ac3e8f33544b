"""Heads of documents beside the plan: lines of one look are headings of one level."""

from __future__ import annotations

import pytest

from pipeline.html.blocks import BlockWriter
from pipeline.html.labels import Labels
from pipeline.html.notes import Notes
from pipeline.html.writing import Writing
from pipeline.model.inlines import Paragraph, Role, Text
from tests.small_plan import resolved

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
