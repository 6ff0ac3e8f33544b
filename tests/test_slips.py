"""Which word was probably meant by another, and which is only somewhat like it."""

from __future__ import annotations

import pytest

from pipeline.slips import is_likely, likely, likely_file


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fig-populaton", "fig-population"),
        ("fig-populattion", "fig-population"),
        ("fig-populayion", "fig-population"),
        ("fig-populatoin", "fig-population"),
        ("fig-popultion-trned", "fig-population-trend"),
        ("fig_population", "fig-population"),
        ("figー人口", "fig-人口"),
        ("figpopulation", "fig-population"),
        ("FIG-Population", "fig-population"),
        ("ｆｉｇ－population", "fig-population"),
        ("sec-policies", "sec-policy"),
        ("measure-x", "measure-a"),
        ("fig-population", "fig-population-by-district"),
        ("fig-population-2020", "fig-population"),
        ("table-1", "table-001"),
        ("33", "3"),
        ("summry", "summary"),
        ("取り組み", "取組"),
        ("要訳", "要約"),
    ],
)
def test_a_slip_of_the_finger_is_likely(written: str, meant: str) -> None:
    """In either direction."""
    assert is_likely(written, meant)
    assert is_likely(meant, written)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("fig-population", "fig-position"),
        ("sec-lists", "sec-floats"),
        ("sec-inclusion", "sec-exclusion"),
        ("fig-increase", "fig-decrease"),
        ("fig-child-support", "fig-elder-support"),
        ("fig-total-population", "fig-population"),
        ("tbl-2021", "tbl-2020"),
        ("measure-10", "measure-1"),
        ("measure-1-2", "measure-1"),
        ("goal-a", "tbl-a"),
        ("", "tbl-a"),
        ("３年度", "元年度"),
        ("防災計画", "福祉"),
    ],
)
def test_another_word_is_not(written: str, other: str) -> None:
    """Though it has a head and some letters in common; and another number is another thing."""
    assert not is_likely(written, other)
    assert not is_likely(other, written)


def test_of_several_it_is_the_one_most_alike() -> None:
    """A slip before a longer name."""
    assert likely("population", ("population-trend", "populations", "position")) == "populations"
    assert likely("population", ("position",)) == ""


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("data/popultion.csv", "data/population.csv"),
        ("population.csv", "data/population.csv"),
        ("data/POPULATION.CSV", "data/population.csv"),
        ("data/position.csv", ""),
        ("figures/population.png", ""),
        ("chapters/1-text.md", "chapters/01-text.md"),
        ("chapters/02-text.md", ""),
    ],
)
def test_a_file_is_meant_by_its_name(path: str, meant: str) -> None:
    """In any folder, but no file of another kind."""
    assert likely_file(path, ("data/population.csv", "figures/map.png", "chapters/01-text.md")) == meant
