"""A wish: what somebody wants of a file of the source, and where."""

from __future__ import annotations

import re

from pipeline.frozen import dataclass
from pipeline.splicing.found import Hint

_CELL = re.compile(r"(\d+)行(\d+)列")
CSV_CELL = re.compile(r"行(\d+)/列(\d+)")
# What a target ends with that is no passage.
ROW = "行"
# Something new behind an item of a list is a paragraph.
PARAGRAPH = "段落"


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a file: its line (from 1; 0: unknown) as it is now, the target (id and way from there; the first of a list
    is 1), and what is printed before and after. `sure` says that the line is known for certain. `sent` is the file as it was
    when the passage stood in `sent_line`, where that is kept."""

    file: str
    line: int
    target: str
    before: str
    after: str
    sure: bool = False
    sent: str | None = None
    sent_line: int = 0

    @property
    def key(self) -> str:
        """What stands behind the id in the target."""
        return self.target.partition("/")[2]

    @property
    def cell(self) -> tuple[int, int]:
        """The row and column of a cell, from 0; -1 elsewhere."""
        found = _CELL.search(self.target)
        return (int(found[1]) - 1, int(found[2]) - 1) if found else (-1, -1)

    @property
    def hint(self) -> Hint:
        # The line says the row, which rows that were added have moved.
        return Hint(self.line - 1, self.cell if self.sure else (-1, -1), self.sure)
