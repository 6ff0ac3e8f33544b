"""Work that may be shared: a stage says in which pieces it can be done, and not where that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Share(Protocol):
    """A way to apply a function to each piece, in their order, as `map` does.

    The function is one that pickles, and its result depends on the piece alone, so that it is the same wherever it is made.
    Some pieces may be done before they are asked for, the first one never is.
    """

    def __call__(self, function: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterator[Done]: ...


def alone(function: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterator[Done]:
    """Each piece when it is asked for, by whoever asks."""
    return map(function, pieces)
