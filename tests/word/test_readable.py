"""Which tables can be read in large letters."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Align, Cell, Table
from pipeline.model.inlines import Paragraph, Text
from pipeline.word.fitting.enlarging import WIDTH, enlarged
from pipeline.word.fitting.readable import reads_well
from pipeline.word.measuring.known_layouts import KnownLayouts
from tests.goldens import TEMPLATES
from tests.templates import opened


@pytest.mark.parametrize(("widths", "expected"), [((12, 3, 3, 3, 3, 3), False), ((), True)])
def test_figures_stay_with_what_they_count(widths: tuple[float, ...], expected: bool) -> None:
    """Programs put a space between the two, so 10年度 takes more than its characters do."""
    rows = [["区分", "７年度", "８年度", "９年度", "10年度", "11年度"], ["見込み", *["410"] * 5]]
    table = Table(
        tuple(tuple(Cell((Paragraph((Text(each),)),)) for each in row) for row in rows),
        1,
        (Align.LEFT, *[Align.RIGHT] * 5),
        widths,
    )
    template = enlarged(opened("plan", (TEMPLATES / "plan.docx").read_bytes()), 18)
    assert reads_well(table, WIDTH, template, {}, KnownLayouts()) == expected
