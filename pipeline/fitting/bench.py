"""The bench on which versions of a sheet are laid out: whether they fit, by how much they are too high, and where their lines end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.fitting.candidates import Writer
from pipeline.frozen import dataclass
from pipeline.layout.endless import PrintedPage, endless, read_page
from pipeline.layout.engine import Engine
from pipeline.layout.rounds import Candidate, Wanted
from pipeline.model.content import DocumentContent
from pipeline.model.pages import PageFacts
from pipeline.word.compose import compose
from pipeline.word.fitting.shorten import Outline, outline_of


@dataclass(frozen=True)
class Tried:
    """The trial of a text: whether the sheet fits, by how many points of its columns each part up to a break of these is too high
    (`exactly` so, or with what was pushed on beside it), and its lines."""

    fits: bool
    lacks: tuple[float, ...]
    exactly: bool
    columns: int
    outline: Outline

    @property
    def excess(self) -> float:
        return max(self.lacks)


@dataclass(frozen=True)
class Bench:
    """A bench on which versions of a sheet are laid out, in the setting of one candidate."""

    writer: Writer
    engine: Engine
    candidate: Candidate
    tell: Callable[[str], None]
    documents: dict[bytes, bytes]

    def tried(self, contents: Sequence[DocumentContent], shortened: Mapping[int, int]) -> list[Tried]:
        """All of them by one run: on their own paper, and on paper without an end."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        real = [compose(content, template) for content in contents]
        high = [endless(document) for document in real]
        laid = self.engine.lay_out([Wanted(each) for each in (*real, *high)], self.tell)
        facts = [each for each in laid if each]
        self.documents.update(
            {**dict.fromkeys(real, b""), **{each: self.engine.pdf_of(each) for each in high}}
        )
        return [
            Tried(
                self.writer.fitted(self.candidate, facts[index]),
                self._lacks(facts[index], facts[index + len(real)]),
                self._exactly(facts[index], facts[index + len(real)]),
                facts[index].columns,
                outline_of(content, template, _lines(read_page(self.documents[high[index]])), shortened),
            )
            for index, content in enumerate(contents)
        ]

    def fits(self, contents: Sequence[DocumentContent]) -> list[bool]:
        """Whether each of them fits."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        most = self.writer.fits[self.candidate.name].pages
        documents = [compose(content, template) for content in contents]
        self.documents.update(dict.fromkeys(documents, b""))
        laid = self.engine.lay_out([Wanted(each, most=most) for each in documents], self.tell)
        return [each is not None and self.writer.fitted(self.candidate, each) for each in laid]

    def outline(self, content: DocumentContent) -> Outline:
        """The outline of a sheet, by estimate."""
        template = self.writer.template(self.candidate.name, self.candidate.setting)
        return outline_of(content, template, lambda text: None)

    def _lacks(self, real: PageFacts, high: PageFacts) -> tuple[float, ...]:
        """By how much each part of a sheet is too high: by what it takes where nothing is pushed to a next page. Where that goes on
        in other columns or on other pages, only what stands beyond them tells."""
        if not self._exactly(real, high):
            return (-self.writer.free(self.candidate, real),)
        last = high.used * high.columns - (high.columns - 1) * high.room if real.ended else high.height
        taken = (*(each.used for each in high.ended), last)
        return tuple(used + self.writer.reserve(self.candidate) - real.room for used in taken)

    def _exactly(self, real: PageFacts, high: PageFacts) -> bool:
        """Whether each part has one column of one page."""
        fit = self.writer.fits[self.candidate.name]
        return (
            fit.pages * real.columns == len(real.ended) + 1
            and len(high.pages) == 1
            and len(high.ended) == len(real.ended)
        )


def _lines(page: PrintedPage) -> Callable[[str], tuple[int, ...] | None]:
    """A function telling the lines of a sheet's texts, asked in their order."""
    after = 0

    def lines(text: str) -> tuple[int, ...] | None:
        nonlocal after
        found = page.lines_of(text, after)
        if found is None:
            return None
        after = found[1]
        return found[0]

    return lines
