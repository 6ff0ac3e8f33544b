"""The scale of an axis: round numbers from end to end, the same in Word and in LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipeline.frozen import dataclass

# About as many steps as an axis has.
_STEPS = 5
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# Lines whose least value is more than this share of the greatest one do not begin at 0, where they would all be flat.
_FLAT = Decimal("0.7")
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Scale:
    """An axis from `least` to `most` in steps; `decimals` is how many its numbers have."""

    least: Decimal
    most: Decimal
    step: Decimal

    @property
    def decimals(self) -> int:
        exponent = self.step.normalize().as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    @property
    def numbers(self) -> Iterable[Decimal]:
        count = int((self.most - self.least) / self.step)
        return (self.least + self.step * each for each in range(count + 1))


def scale_of(values: Iterable[Decimal], from_zero: bool = True, limit: Decimal | None = None) -> Scale:
    """The scale for values; bars begin at 0. It ends at a `limit`, if one is given that no value is beyond."""
    known = list(values)
    least, most = min(known), max(known)
    if from_zero or least <= most * _FLAT:
        least, most = min(least, _NOTHING), max(most, _NOTHING)
    if least == most:
        most = least + 1
    step = _step((most - least) / _STEPS)
    bottom = (least / step).to_integral_value(ROUND_FLOOR) * step
    top = (most / step).to_integral_value(ROUND_CEILING) * step
    if limit is not None and most <= limit < top:
        top = limit
    return Scale(bottom, top, step)


def _step(about: Decimal) -> Decimal:
    """The round number next to a step that is wanted."""
    power = Decimal(1).scaleb(about.adjusted())
    return next(each * power for each in _ROUND if each * power >= about)
