"""The stages through which a plan goes until it is adopted."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The stages of a plan; everything that shows a label follows it."""

    OUTLINE = "骨子"
    DRAFT = "素案"
    PROPOSAL = "案"
    FINAL_PROPOSAL = "最終案"
    ADOPTED = "策定"

    @property
    def label(self) -> str:
        """The words behind the plan's name: （案） and so on, nothing once adopted."""
        return "" if self is Stage.ADOPTED else f"（{self.value}）"

    @property
    def is_final(self) -> bool:
        """Whether nothing may be left open any more."""
        return self in (Stage.FINAL_PROPOSAL, Stage.ADOPTED)

    @property
    def watermark(self) -> str:
        """The word behind the text of every page: the stage's own, nothing once adopted."""
        return "" if self is Stage.ADOPTED else self.value
