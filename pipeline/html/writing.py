"""What is known while a page is written: the plan, where everything stands, and which page it is."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.frozen import dataclass
from pipeline.html.labels import Labels
from pipeline.html.markup import placed_at
from pipeline.html.notes import Notes, note_id
from pipeline.model.numbers import ResolvedPlan, TargetKind
from pipeline.problems import Location


@dataclass(frozen=True)
class Writing:
    """The page that is written, and what it needs of the rest.

    `homes` are the pages by the ids of what stands on them, `ids` those ids by bookmark; `images` the names of files by path, `labels`
    those of lists' items. `notes` are the plan's footnotes.
    Where elements are written stands in a page that is `marked`. A document beside the plan `has_notes` not.
    """

    resolved: ResolvedPlan
    page: str
    homes: Mapping[str, str]
    ids: Mapping[str, str]
    images: Mapping[str, str]
    labels: Labels
    notes: Notes
    has_notes: bool
    marked: bool = False

    def to(self, identity: str) -> str:
        """The address of what has this id; empty where no page shows it."""
        home = self.homes.get(identity)
        if home is None:
            return ""
        target = self.resolved.targets[identity]
        place = note_id(identity) if target.kind is TargetKind.NOTE else identity
        return f"#{place}" if home == self.page else f"{home}#{place}"

    def at(self, location: Location | None) -> str:
        """The attribute that says where an element is written, in a page that is marked."""
        return placed_at(location) if self.marked else ""
