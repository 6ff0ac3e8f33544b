"""A consultation as its authors wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.frozen import dataclass
from pipeline.model.eras import days_between
from pipeline.problems import Written


@dataclass(frozen=True)
class PublicComment:
    """public_comment.yaml. `reason` says why the period is short, and is None where it is not.

    `address` and `contact` are offices: 部署, 住所 and what else is known of them, by these words.
    """

    first: date
    last: date
    reason: Written | None
    eligible: tuple[Written, ...]
    ways: tuple[Written, ...]
    places: tuple[Written, ...]
    address: Mapping[str, Written]
    contact: Mapping[str, Written]
    basis: str

    @property
    def days(self) -> int:
        return days_between(self.first, self.last)
