"""What the YAML files say of a plan, as it is kept from one run to the next: reading them takes longer than all that is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass

if TYPE_CHECKING:
    from pipeline.model.blocks import TermEntry
    from pipeline.model.causes import Cause, UnfilledCause
    from pipeline.model.counts import Counts
    from pipeline.model.diagrams import Diagram
    from pipeline.model.documents import DocumentKind
    from pipeline.model.plan import Division, Framework, Position, Profile, SummarySection
    from pipeline.problems import Location


@dataclass(frozen=True)
class YamlData:
    """All of a plan but its chapters and pictures, in which nothing is wrong.

    `parts` has the chapters' files by the part that lists them; `divisions` the 部 that begin with chapters of the body, by
    these chapters' places. `pictures` are those in the texts, with their places. `texts` are the memory's keys of the Markdown
    that it was made from.
    """

    parts: Mapping[str, tuple[str, ...]]
    counts: Counts
    profile: Profile
    divisions: Mapping[int, Division]
    framework: Framework
    summary: tuple[SummarySection, ...]
    glossary: tuple[TermEntry, ...]
    position: Position | Diagram | None
    causes: tuple[Cause, ...]
    unfilled_causes: tuple[UnfilledCause, ...]
    causes_in_history: bool
    documents: tuple[DocumentKind, ...]
    pictures: tuple[tuple[str, Location], ...]
    uncommon: tuple[tuple[str, Location], ...]
    texts: tuple[str, ...]
