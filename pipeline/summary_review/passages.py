"""The passages of the summary, with the lines of the body for which they stand and their places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.compare.lines import REFERENCE, Reader
from pipeline.documents.plan import shown_blocks
from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Block,
    Heading,
    Listing,
    ListingPlace,
    NamedBlock,
    Passage,
    blocks_in,
    leaves,
    pictures_in,
    place_of,
    walk,
    walk_blocks,
)
from pipeline.model.contract import DIVISION
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.patterns import one_of
from pipeline.problems import Location, Written

_END = re.compile(f"(?<=。)(?!{one_of(*'」』）')})")


@dataclass(frozen=True)
class Standing:
    """A passage's own lines, and those of the body for which it stands: sentences, or lines without one, with references as
    they are written in Markdown."""

    passage: Passage
    own: tuple[Written, ...]
    body: tuple[Written, ...]


def standings(resolved: ResolvedPlan) -> tuple[Standing, ...]:
    """Every passage with what it stands for, in the order in which they are written."""
    return tuple(_Reading(resolved).standings())


class _Reading:
    """One reading of a plan."""

    def __init__(self, resolved: ResolvedPlan) -> None:
        self.resolved = resolved
        self.reader = Reader(resolved.targets, resolved.plan.images)
        self.printed = _flat((*resolved.front, *resolved.body, *resolved.appendix))
        self.end = len(_flat((*resolved.front, *resolved.body)))  # of the chapters
        self.headings = {
            block.id: index for index, block in enumerate(self.printed) if isinstance(block, Heading)
        }
        self.named = {block.id: block for block in walk_blocks(self.printed) if isinstance(block, NamedBlock)}

    def standings(self) -> Iterator[Standing]:
        plan = self.resolved.plan
        for chapter in plan.every_chapter:
            written = _flat(chapter.blocks)
            for index, leaf in enumerate(written):
                for block in (each for each in walk_blocks((leaf,)) if isinstance(each, Passage)):
                    stood_for = (
                        [each for identity in block.of for each in self._named(identity)]
                        if block.of
                        else self._expanded(_around(written, index))
                    )
                    yield Standing(block, self._said(block.content, block), self._said(stood_for, block))

    def _named(self, identity: str) -> Sequence[Block]:
        """Blocks that have or hold this id: a heading with all that stands under it, a table, a figure, a term."""
        block = self.named[identity]
        if not isinstance(block, Heading):
            return (block,)
        # The appendix stands in no 部.
        around = self.printed[: self.end] if block.level == DIVISION else self.printed
        return _section(around, self.headings[identity])

    def _expanded(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks with what is put in from YAML; the revision history is no text that a passage could stand for."""
        for block in blocks:
            match block:
                case ListingPlace(Listing.ITEMS, of=identity):
                    for item in self.resolved.plan.framework.branch(identity):
                        yield from self._named(item.id)
                case ListingPlace(Listing.GLOSSARY):
                    yield from self.resolved.plan.glossary
                case Passage() | ListingPlace(Listing.HISTORY):
                    pass
                case _:
                    yield block

    def _said(self, blocks: Iterable[Block], passage: Passage) -> tuple[Written, ...]:
        return tuple(self._lines(shown_blocks(blocks, self.resolved), passage.location))

    def _lines(self, blocks: Iterable[Block], place: Location) -> Iterator[Written]:
        """The blocks' texts, each with its place; a block that knows none stands where the one before does."""
        for block in blocks:
            place = next(_places(block), place)
            for line in (each for leaf in leaves((block,)) for each in self.reader.lines(leaf)):
                text = _as_written(line.source)
                for sentence in _sentences(f"{line.label}：{text}" if line.label and text else text):
                    yield Written(sentence, place)
            for path, _ in pictures_in([block]):
                data = self.resolved.plan.images[path].data
                digest = hashlib.sha256(data).hexdigest()[:12]
                yield Written(f"画像：{path}（{digest}）", place)


def _flat(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in one sequence, on whatever paper they stand."""
    return [block for leaf in leaves(blocks) for block in blocks_in(leaf)]


def _around(written: Sequence[Block], index: int) -> Sequence[Block]:
    """Blocks for which a passage stands that names none: the text before it, up to a heading or another passage.

    Passages without text between them share the text before them; a passage right under a heading stands for all that
    is under it.
    """
    end = index
    while end and isinstance(written[end - 1], Passage):
        end -= 1
    begin = end
    while begin and not isinstance(written[begin - 1], Heading | Passage):
        begin -= 1
    return written[begin:end] if begin < end else _section(written, begin - 1)


def _section(blocks: Sequence[Block], begin: int) -> Sequence[Block]:
    """A heading and all that stands under it."""
    heading = blocks[begin]
    assert isinstance(heading, Heading), "a chapter begins with its heading"
    end = begin + 1
    while end < len(blocks) and not _ends(blocks[end], heading):
        end += 1
    return blocks[begin:end]


def _ends(block: Block, heading: Heading) -> bool:
    return isinstance(block, Heading) and block.level <= heading.level


def _places(block: Block) -> Iterator[Location]:
    return (place for node in walk([block]) if (place := place_of(node)))


def _as_written(source: str) -> str:
    """A line's source with references as drafters write them: what they point to, not what number that has."""

    def written(variant: str) -> str:
        return f"{{.{variant}}}" if variant else ""

    return REFERENCE.sub(lambda found: f"[](#{found['target']}){written(found['variant'])}", source)


def _sentences(text: str) -> Iterator[str]:
    """A line in its sentences, those in brackets not divided from what is around them."""
    for sentence in _END.split(text):
        if plain := sentence.strip(" "):
            yield plain
