"""Confirmations: each passage of the summary and its body as they were when somebody last looked at both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.frozen import dataclass
from pipeline.problems import Written
from pipeline.summary_review.passages import Standing

CONFIRMED = "confirmed.yaml"


@dataclass(frozen=True)
class Confirmation:
    """The lines of a passage and of its body at that time."""

    own: tuple[str, ...]
    body: tuple[str, ...]


Confirmed = Mapping[str, Confirmation]


def confirmation(standing: Standing) -> Confirmation:
    """The record to keep of a passage that somebody has looked at."""
    return Confirmation(_texts(standing.own), _texts(standing.body))


def _texts(said: Iterable[Written]) -> tuple[str, ...]:
    return tuple(each.text for each in said)
