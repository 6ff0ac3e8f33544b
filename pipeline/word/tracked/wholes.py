"""Paragraphs and rows that one side of a redline alone has, before it is known whether they stand elsewhere on the other one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.word.tracked.changes import Element, Mark, Tracker


@dataclass(frozen=True, eq=False)
class Whole:
    """A paragraph or a row, put in or taken out. `marked` are paragraphs in a row that moved by themselves."""

    element: Element
    mark: Mark
    marked: set[Element] = field(default_factory=set)

    @property
    def is_row(self) -> bool:
        return bool(self.element.tag == w("tr"))

    @property
    def paragraphs(self) -> Iterator[Element]:
        """Itself, or what stands in it."""
        return self.element.iter(w("p"))

    def mark_as(self, tracker: Tracker, mark: Mark) -> None:
        """Mark all of it that is not marked yet."""
        if self.is_row:
            tracker.mark_row_itself(self.element, mark)
        for paragraph in self.paragraphs:
            if paragraph not in self.marked:
                tracker.mark_paragraph(paragraph, mark)
