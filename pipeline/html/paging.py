"""The plan's parts, divided into pages: one for each chapter, each 部, each piece of front matter and of the appendix."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby

from pipeline.frozen import dataclass
from pipeline.html.site import INDEX, SEARCH, PageKind
from pipeline.model.blocks import Block, Box, Heading, Landscape, TermEntry, walk
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHAPTER, DIVISION
from pipeline.model.file_names import is_device
from pipeline.model.floats import Float
from pipeline.model.inlines import Anchor, Note
from pipeline.model.keeping import Keep, anew

# What ids are called that the program made of titles: other titles, other ids.
_MADE = "auto-"
# The names of the site's own pages.
OWN = frozenset((INDEX, SEARCH))
# How long names may be where paths have 260 characters.
_LONGEST = 60
BODY = "本文"
_SLOTS = {"前付": PageKind.FRONT, BODY: PageKind.CHAPTER, "資料編": PageKind.APPENDIX}


@dataclass(frozen=True)
class Sheet:
    """A page before it is written: the blocks from its heading on, in a slot of the plan. `ids` are those of what
    stands on it, notes' labels among them."""

    name: str
    kind: PageKind
    blocks: tuple[Block, ...]
    slot: str
    ids: tuple[str, ...]

    @property
    def heading(self) -> Heading:
        first = self.blocks[0]
        assert isinstance(first, Heading), "chapters begin with a heading"
        return first


def _ids(block: Block) -> tuple[str, ...]:
    """The ids of a block, and of what stands in it."""
    return tuple(
        node.id
        for node in walk((block,))
        if isinstance(node, Heading | Float | Box | TermEntry | Note | Anchor) and node.id
    )


def sheets_of(plan: DocumentContent, taken: Iterable[str], keep: Keep = anew) -> Iterator[Sheet]:
    """The pages of the plan, in reading order; none has a name that is `taken`."""
    names = {*OWN, *taken}
    count: dict[PageKind, int] = {}
    for slot, kind in _SLOTS.items():
        part = plan.slots.get(slot)
        blocks = part.blocks if isinstance(part, Part) else ()
        for group in _parted(blocks):
            own = _kind(group, kind)
            count[own] = count.get(own, 0) + 1
            name = page_name(_wanted_name(group[0], own, count[own]), names)
            names.add(name)
            ids = tuple(chain.from_iterable(keep(_ids, block) for block in group))
            yield Sheet(name, own, tuple(group), slot, ids)


def _parted(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks from each heading of a chapter or a 部 to the next."""
    begun = 0

    def chapter_of(block: Block) -> int:
        nonlocal begun
        begun += isinstance(block, Heading) and block.level <= CHAPTER
        return begun

    for _, group in groupby(_without_paper(blocks), chapter_of):
        yield list(group)


def _without_paper(blocks: Iterable[Block]) -> Iterator[Block]:
    """What stands on turned paper among what does not: paper may be turned over a chapter's end."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from _without_paper(block.content)
        else:
            yield block


def _kind(blocks: Sequence[Block], kind: PageKind) -> PageKind:
    if any(isinstance(each, Heading) and each.level == DIVISION for each in blocks[:1]):
        return PageKind.DIVISION
    if any(isinstance(each, TermEntry) for each in blocks):
        return PageKind.GLOSSARY
    return kind


def _wanted_name(first: Block, kind: PageKind, number: int) -> str:
    """What a page is called: by the id that its heading's author gave, else by the file in which it is written, else by its place."""
    assert isinstance(first, Heading), "chapters begin with a heading"
    if not first.id.startswith(_MADE):
        return first.id
    stem = re.sub(r"^.*/|\.md$", "", first.location.file)
    is_written = first.location.file.endswith(".md") and re.fullmatch(r"[A-Za-z0-9_-]+", stem)
    return stem if is_written else f"{kind.value}-{number}"


def page_name(wanted: str, taken: Collection[str]) -> str:
    """A file name for a page that is none of those `taken`, on any system: Windows reads all in one case, and keeps some for itself."""
    name = wanted.lower()
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    if is_device(name):
        name = f"page-{name}"
    found, again = f"{name}.html", 1
    while found in taken:
        again += 1
        found = f"{name}-{again}.html"
    return found
