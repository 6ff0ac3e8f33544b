"""A consultation as its authors wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.frozen import dataclass
from pipeline.model.eras import days_between
from pipeline.problems import Location


@dataclass(frozen=True)
class Said:
    """A text, and where it is written."""

    text: str
    location: Location


@dataclass(frozen=True)
class PublicComment:
    """public_comment.yaml. `reason` says why the period is short, and is None where it is not.

    `address` and `contact` are offices: 部署, 住所 and what else is known of them, by these words.
    """

    first: date
    last: date
    reason: Said | None
    eligible: tuple[Said, ...]
    ways: tuple[Said, ...]
    places: tuple[Said, ...]
    address: Mapping[str, Said]
    contact: Mapping[str, Said]
    basis: str

    @property
    def days(self) -> int:
        return days_between(self.first, self.last)
