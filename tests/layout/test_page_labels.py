"""Which number each page bears: sections go on counting, or begin anew, each in its own figures (17.6.12)."""

from __future__ import annotations

import pytest

from pipeline.layout.marks import Section
from pipeline.layout.measure import page_labels


def section(format_name: str = "decimal", start: int | None = None) -> Section:
    return Section(("m1",), 595, 842, 71, 71, format_name, start, True, True, (71,))


@pytest.mark.parametrize(
    ("sections", "starts", "count", "labels"),
    [
        ([section()], [0], 3, "1 2 3"),
        ([section("lowerRoman")], [0], 5, "i ii iii iv v"),
        ([section("upperRoman", 4)], [0], 3, "IV V VI"),
        ([section("decimalFullWidth")], [0], 2, "１ ２"),
        ([section(start=9)], [0], 3, "9 10 11"),
        ([section("lowerRoman", 1), section(start=1)], [0, 2], 4, "i ii 1 2"),
        ([section("lowerRoman"), section()], [0, 2], 4, "i ii 3 4"),
        ([section(), section(), section(start=1)], [0, 1, 3], 5, "1 2 3 1 2"),
        ([section(), section()], [0, 0], 2, "1 2"),
        ([section(start=0)], [0], 3, "0 1 2"),
    ],
    ids=[
        "from-one",
        "roman",
        "from-four",
        "full-width",
        "from-nine",
        "front-and-body",
        "other-figures-go-on",
        "goes-on-then-anew",
        "two-on-one-page",
        "from-zero",
    ],
)
def test_each_page_bears_its_number(
    sections: list[Section], starts: list[int], count: int, labels: str
) -> None:
    """`starts` are the pages, from 0, on which sections begin."""
    assert page_labels(sections, starts, count) == labels.split()
