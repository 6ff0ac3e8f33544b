"""The report of what was measured: a part that is measured by itself takes the place of its own section."""

from __future__ import annotations

from benchmarks.__main__ import PARTS
from benchmarks.report import SECTIONS, report


def test_a_part_measured_alone_leaves_the_others_as_they_were() -> None:
    before = report("", {"Forms": "old forms\n\n| 1 |", "The preview": "old preview"})
    after = report(before, {"The preview": "new preview"})
    assert after == before.replace("old preview", "new preview")


def test_sections_stand_in_the_order_of_parts_and_each_part_has_one() -> None:
    assert list(SECTIONS) == list(PARTS)
    titles = [each.title for each in SECTIONS.values()]
    written = report("", dict.fromkeys(reversed(titles), "text"))
    assert [line[3:] for line in written.splitlines() if line.startswith("## ")] == [*titles, "Long runs"]


def test_what_is_written_again_is_the_same() -> None:
    before = report("", {"Forms": "a\n\nb", "Two versions": "c"})
    assert report(before, {}) == before
