"""Which settings are tried, in how many runs, and which one wins."""

from __future__ import annotations

from math import inf

import pytest

from pipeline.fitting.settings import TOO_LONG, Trial, ladder, nearest_setting, rivals_of, settings_to_try
from pipeline.model.pages import PAPERS, Fit, Setting

FIT = Fit("templates/framework.yaml", PAPERS["A3横"], 1, (10.5, 10.0, 9.5, 9.0), (1.4, 1.2), (1.0, 0.7))
ROOM = 770.0
START = FIT.setting(9.5, 0.5)


def around(setting: Setting) -> float:
    """What the template has around the text: it is set in proportion."""
    return 5.0 * setting.size * setting.line


def height(setting: Setting, text: float) -> float:
    """How high a sheet of so much text really is: lines and what the template has around them."""
    return text * float(setting.size**1.5) * setting.line + around(setting)


def runs(text: float, error: float = 1.0) -> list[tuple[Setting, ...]]:
    """What each run of LibreOffice tries, until the winner stands alone; estimates are wrong by a factor."""
    trials: dict[Setting, Trial] = {}
    tried: list[tuple[Setting, ...]] = [(START,)]
    while True:
        for setting in tried[-1]:
            high = height(setting, text)
            trials[setting] = Trial(high <= ROOM, high, ROOM)
        following = settings_to_try(
            FIT, trials, lambda setting: text * setting.size**1.5 * setting.line * error
        )
        if following == tried[-1]:
            return tried
        tried.append(following)


def winner(text: float) -> Setting:
    """The first setting of the ladder that fits, by trying them all."""
    return next((each for each in ladder(FIT) if height(each, text) <= ROOM), ladder(FIT)[-1])


@pytest.mark.parametrize("text", [10, 14, 15, 16, 17, 18, 19, 20, 22, 30])
def test_the_largest_setting_that_fits_wins(text: float) -> None:
    """As if every one had been tried."""
    assert runs(text)[-1] == (winner(text),)


@pytest.mark.parametrize("text", [14, 15, 16, 17, 18, 19])
def test_two_runs_are_enough_where_the_estimate_is_good(text: float) -> None:
    """One to measure, one to prove: the winner, the next wider one and the next larger size. The third finds nothing new."""
    tried = runs(text)
    assert len(tried) <= 3
    assert all(len(each) <= 3 for each in tried)


def test_few_settings_are_estimated() -> None:
    """Of twenty: the search goes through sizes, and then through the settings of one."""
    estimated: set[Setting] = set()

    def estimate(setting: Setting) -> float:
        estimated.add(setting)
        return height(setting, 15)

    settings_to_try(FIT, {START: Trial(True, height(START, 15), ROOM)}, estimate)
    assert len(estimated) <= 7


def test_a_sheet_that_is_too_long_tells_nothing_but_that() -> None:
    """What is predicted is so by those that were measured."""
    trials = {START: Trial(True, 700.0, ROOM)}
    larger = FIT.setting(10.5, 1.0)
    assert settings_to_try(FIT, trials, around) != settings_to_try(FIT, {**trials, larger: TOO_LONG}, around)
    assert settings_to_try(FIT, {**trials, larger: TOO_LONG}, around)[-1].size < larger.size


@pytest.mark.parametrize("error", [0.5, 0.8, 1.3, 2.0])
@pytest.mark.parametrize("text", [12, 16, 19])
def test_a_bad_estimate_costs_runs_and_not_the_result(text: float, error: float) -> None:
    """What wins was laid out, and so were those that lost to it."""
    assert runs(text, error)[-1] == (winner(text),)


def test_where_nothing_fits_the_tightest_is_left() -> None:
    """By it the message says how much is too much."""
    assert runs(40)[-1] == (FIT.setting(9.0, 1.0),)


def test_where_any_number_of_pages_will_do_the_largest_wins() -> None:
    """There is room without end."""
    trials = {START: Trial(True, 900.0, inf)}
    assert settings_to_try(FIT, trials, lambda setting: 900.0)[-1] == ladder(FIT)[0]


def test_the_rivals_of_a_setting_are_the_next_wider_one_and_the_next_larger_size() -> None:
    """If neither fits, nothing larger does."""
    assert rivals_of(FIT, FIT.setting(10, 0.5)) == (FIT.setting(10.5, 1.0), FIT.setting(10, 0.25))
    assert rivals_of(FIT, FIT.setting(10, 0.0)) == (FIT.setting(10.5, 1.0),)
    assert rivals_of(FIT, FIT.setting(10.5, 0.0)) == ()
    assert rivals_of(FIT, Setting(12, 1.4, 1.0)) == ()


def test_the_first_setting_is_the_one_most_like_the_template() -> None:
    """Staff chose that one by eye."""
    assert nearest_setting(FIT, Setting(9.5, 1.263, 1.0)) == FIT.setting(9.5, 0.75)


def test_a_size_is_shown_in_points() -> None:
    """As the closing table says it."""
    assert (str(Setting(9.5, 1.2, 0.7)), str(Setting(10, 1.2, 0.7))) == ("9.5pt", "10pt")
