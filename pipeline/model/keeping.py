"""What was made of values before: frozen values that are the same ones need not be looked through again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

Made = TypeVar("Made")
_COMPARED = (str, int, bool)


class Keep(Protocol):
    """A way to apply a function to values, or to give what it gave for the very same ones before.

    The function stands in a module, and depends on these values alone. Identity stands for equality, so that what is no part of what
    values say, such as places, is the same as well; texts and numbers are compared.
    """

    def __call__(self, function: Callable[..., Made], *values: object) -> Made: ...


def anew(function: Callable[..., Made], *values: object) -> Made:
    """Nothing is kept: what a run does that comes once."""
    return function(*values)


class Former:
    """What was made for a value before: the very same, where what is made now says the same."""

    def __init__(self, _: object) -> None:
        self._made: object = None

    def or_new(self, made: Made) -> Made:
        """The former one, if it says what `made` says."""
        if self._made != made:
            self._made = made
        former: Any = self._made
        return cast(Made, former)


class While:
    """What is made of values and of what they show, for as long as that says the same."""

    def __init__(self, *_: object) -> None:
        self._shown: object = None
        self._made: object = None

    def or_made(self, shown: object, make: Callable[[], Made]) -> Made:
        """What was made before of what is `shown`, or is made now."""
        if self._shown != shown:
            self._made = make()
            self._shown = shown
        return cast(Made, self._made)


class Kept:
    """What a process that is kept has made, for as long as two runs have asked for it."""

    def __init__(self) -> None:
        self._now: dict[object, tuple[Any, ...]] = {}
        self._last: dict[object, tuple[Any, ...]] = {}

    def __call__(self, function: Callable[..., Made], *values: object) -> Made:
        # A list is made faster than a generator, and what one run does ten thousand times without either.
        if len(values) == 1 and values[0].__class__ not in _COMPARED:
            key: tuple[object, ...] = function, id(values[0])
        else:
            key = (function, *[each if each.__class__ in _COMPARED else id(each) for each in values])
        if (entry := self._now.get(key)) is None:
            # The values are held with what was made of them, so that nothing else gets their identity.
            entry = self._last.get(key) or (function(*values), values)
            self._now[key] = entry
        made: Made = entry[0]
        return made

    def turn(self) -> None:
        """End a run: what it did not ask for is forgotten with the next one."""
        self._last, self._now = self._now, {}
