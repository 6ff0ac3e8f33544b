"""Which settings are tried, in what order, and which one wins."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.candidates import TIGHTNESS, next_settings
from pipeline.model.pages import PAPERS, Fit, Setting

FIT = Fit("templates/framework.yaml", PAPERS["A3横"], 1, (10.5, 10.0, 9.5, 9.0), (1.4, 1.2), (1.0, 0.7))


def tried(fits: Callable[[Setting], bool]) -> list[tuple[Setting, ...]]:
    """The settings of each round, until a round tries nothing else."""
    fitted: dict[Setting | None, bool] = {}
    rounds = [next_settings(FIT, fitted)]
    while True:
        fitted |= {setting: fits(setting) for setting in rounds[-1]}
        following = next_settings(FIT, fitted)
        if following == rounds[-1]:
            return rounds
        rounds.append(following)


def test_every_size_is_tried_at_its_widest_and_its_tightest_first() -> None:
    """All in one run of LibreOffice, the largest first."""
    first = next_settings(FIT, {})
    assert [setting.size for setting in first] == [10.5, 10.5, 10, 10, 9.5, 9.5, 9, 9]
    assert [setting.line for setting in first[:2]] == [1.4, 1.2]


def test_the_largest_size_wins_with_the_widest_lines_that_fit() -> None:
    """Between the widest and the tightest there are three more, tried in the second run."""
    rounds = tried(lambda setting: setting.size < 10 or (setting.size == 10 and setting.line <= 1.3))
    assert [len(each) for each in rounds] == [8, len(TIGHTNESS), 1]
    assert rounds[-1] == (Setting(10, 1.3, 0.85),)


def test_a_size_that_fits_at_its_widest_needs_no_second_run() -> None:
    """Nothing between has to be tried."""
    rounds = tried(lambda setting: setting.size <= 10)
    assert [len(each) for each in rounds] == [8, 1]
    assert rounds[-1] == (Setting(10, 1.4, 1.0),)


def test_where_nothing_fits_the_tightest_is_left() -> None:
    """By it the message says how much is too much."""
    assert tried(lambda setting: False)[-1] == (Setting(9, 1.2, 0.7),)


def test_a_size_is_shown_in_points() -> None:
    """As the closing table says it."""
    assert (str(Setting(9.5, 1.2, 0.7)), str(Setting(10, 1.2, 0.7))) == ("9.5pt", "10pt")
