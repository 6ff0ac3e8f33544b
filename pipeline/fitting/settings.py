"""The settings of a sheet to try: one is measured, the best one predicted from it, and then proved.

Proved means laid out: it fits, and neither the next wider lines in its size nor the tightest ones in the next
larger size do. A sheet set larger or wider is never lower, so nothing larger can fit either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from math import inf

from pipeline.frozen import dataclass
from pipeline.model.pages import Fit, Setting

# How tight lines and margins may be set within one text size.
_TIGHTNESS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Trial:
    """The trial of a setting: whether the sheet fits, how high its text is and how much it may be, in points."""

    fits: bool
    height: float
    room: float


# Of a sheet that takes too many pages nothing else was measured.
TOO_LONG = Trial(False, inf, 0)

Trials = Mapping[Setting, Trial]
# About how high the text is in a setting, in points, without what the template has around it.
Estimate = Callable[[Setting], float]


def ladder(fit: Fit) -> tuple[Setting, ...]:
    """All settings, the largest first: by size, and within a size by lines and margins."""
    return tuple(fit.setting(size, tightness) for size in fit.sizes for tightness in _TIGHTNESS)


def nearest_setting(fit: Fit, wanted: Setting) -> Setting:
    """The setting that is most like another one."""
    return min(ladder(fit), key=lambda each: (abs(each.size - wanted.size), abs(each.line - wanted.line)))


def settings_to_try(fit: Fit, trials: Trials, estimate: Estimate) -> tuple[Setting, ...]:
    """Settings to lay out next, given what is known: the likely winner with its rivals, at last the winner alone.

    Where nothing fits, the tightest of all is left. At least one setting has to be measured.
    """

    def fits(setting: Setting) -> bool:
        return _filling(setting, trials, estimate) <= 1

    # To estimate takes long, so few are looked at: of each size the tightest, and then the others of one size.
    settings, steps = ladder(fit), len(_TIGHTNESS)
    size = bisect_left(settings[steps - 1 :: steps], True, key=fits) * steps
    own = settings[size : size + steps]
    winner = own[bisect_left(own, True, key=fits)] if own else settings[-1]
    rivals = tuple(each for each in rivals_of(fit, winner) if _verdict(each, trials) is None)
    return (*rivals, winner)


def rivals_of(fit: Fit, setting: Setting) -> tuple[Setting, ...]:
    """The settings that must not fit if this one is the largest that does."""
    settings = ladder(fit)
    if setting not in settings:
        return ()
    place = settings.index(setting)
    wider = settings[place - 1 : place] if place % len(_TIGHTNESS) else ()
    larger = place // len(_TIGHTNESS) * len(_TIGHTNESS) - 1
    return (*(settings[larger : larger + 1] if larger >= 0 else ()), *wider)


def _verdict(setting: Setting, trials: Trials) -> bool | None:
    """Whether a setting fits, as far as that follows from the trials."""
    if setting in trials:
        return trials[setting].fits
    for tried, trial in trials.items():
        if trial.fits and setting.size <= tried.size and setting.line <= tried.line:
            return True
        if not trial.fits and setting.size >= tried.size and setting.line >= tried.line:
            return False
    return None


def _filling(setting: Setting, trials: Trials, estimate: Estimate) -> float:
    """The sheet's share of the page, 1 being all of it: by the estimate, corrected by a trial.

    What was laid out on more pages than one is higher than it need be, so a trial that fitted corrects best.
    """
    known = _verdict(setting, trials)
    if known is not None:
        return 0.0 if known else 2.0
    measured = ((tried, trial) for tried, trial in trials.items() if trial != TOO_LONG)
    tried, trial = min(measured, key=lambda each: (not each[1].fits, each[1].room - each[1].height))
    around = trial.height - estimate(tried)
    scale = setting.size * setting.line / (tried.size * tried.line)
    return (estimate(setting) + around * scale) / trial.room
