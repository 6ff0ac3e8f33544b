"""Lines of a plan's text, as versions of it are compared and passages are confirmed by them."""

from __future__ import annotations

from pipeline.frozen import dataclass

# Where a paragraph ends within a line: one that was divided is one line on both sides.
PARAGRAPH_END = "\n"


@dataclass(frozen=True)
class Line:
    """One line of text: a paragraph, an item, a row. `label` says what it is where the text does not.

    `source` is the text with references as what they point to: of two lines that are the same by it neither was edited.
    """

    label: str
    text: str
    source: str

    @property
    def shown(self) -> str:
        return f"{self.label}：{self.text}" if self.label else self.text

    @property
    def written(self) -> tuple[str, str]:
        """Its label and source: its author's words."""
        return self.label, self.source
