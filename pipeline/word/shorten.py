"""placeholder"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.edition import Edition
from pipeline.problems import Location
from pipeline.word.template import Template


@dataclass(frozen=True)
class Shortening:
    location: Location
    text: str
    length: int
    characters: int


def shortenings(edition: Edition, template: Template, excess: float) -> list[Shortening]:
    return []
