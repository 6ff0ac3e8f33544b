"""A file that has lost its mark is known by what it says: nearly all paragraphs are those of one document that was kept."""

from __future__ import annotations

from collections import Counter

from pipeline.frozen import dataclass
from pipeline.receive.returned import Returned
from pipeline.receive.settled import lines_in, settle

# So much of what was sent stands in what came back, and so much of what came back was sent: another plan of the same office
# shares its template's words, and the plan's other documents single sentences.
_MOST_CHANGED, _MOST_ADDED = 0.15, 0.4


@dataclass(frozen=True)
class Likeness:
    """How many of the paragraphs of a document that was sent stand in one that came back, and how many either has."""

    same: int
    sent: int
    returned: int

    @property
    def is_sure(self) -> bool:
        """Whether one is the other, edited."""
        return self.same >= self.sent * (1 - _MOST_CHANGED) and self.same >= self.returned * (1 - _MOST_ADDED)

    @property
    def is_whole(self) -> bool:
        """Whether both say the same."""
        return self.same == self.sent == self.returned

    @property
    def nearness(self) -> float:
        """1 where both say the same."""
        return 2 * self.same / (self.sent + self.returned)


def texts_of(file: Returned) -> Counter[str]:
    """The paragraphs of a file before it was edited, as far as it tells, by what they say without numbers and references."""
    stories = (settle(story, accept=False) for story in file.stories)
    lines = (line for story in stories for line in lines_in(story))
    return Counter(line.key for line in lines if line.key and not line.contents)


def likeness(sent: Counter[str], returned: Counter[str]) -> Likeness:
    """The texts of two files, held against each other."""
    return Likeness((sent & returned).total(), sent.total(), returned.total())
