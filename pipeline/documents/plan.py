"""The full plan (本編)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.documents.common import make_content
from pipeline.documents.doors import with_doors
from pipeline.documents.items import ITEM_TABLE, ROWS_TABLE
from pipeline.documents.position import position_grid
from pipeline.documents.sampled import sampled_item
from pipeline.documents.turned_paper import with_turns_joined
from pipeline.frozen import replace
from pipeline.model import contract
from pipeline.model.blocks import BESIDE, Block, BoxKind, Heading, ItemText, walk_blocks, with_inner
from pipeline.model.content import (
    DIVISION_LEVEL,
    UNNUMBERED_LEVEL,
    CaptionList,
    Contents,
    DocumentContent,
    Entry,
    Part,
    Slot,
)
from pipeline.model.contract import (
    APPENDIX_HEADINGS,
    BODY_HEADINGS,
    CHARACTERS,
    DIAGRAM_TABLE,
    DIVISION_HEADING,
    UNNUMBERED_HEADINGS,
    Contract,
)
from pipeline.model.documents import PLAN
from pipeline.model.floats import Float, FloatKind, Flow, FrameworkTree, Grid, Pictures, PositionDiagram
from pipeline.model.inlines import TEXT_ROLES
from pipeline.model.keeping import Former, Keep, anew
from pipeline.model.numbers import ResolvedPlan, Target
from pipeline.model.plan import LineNumbers
from pipeline.model.prose import ListKind
from pipeline.model.samples import Sample
from pipeline.model.stages import Stage

CONTRACT = Contract(
    slots=("前付", "目次", "表目次", "図目次", "本文", "資料編"),
    needed=("前付", "本文", "資料編"),
    paragraphs=(
        DIVISION_HEADING,
        *BODY_HEADINGS,
        *APPENDIX_HEADINGS,
        *UNNUMBERED_HEADINGS,
        "toc 1",
        "toc 2",
        "toc 3",
        "toc 4",
        "toc 5",
        "table of figures",
        *TEXT_ROLES,
        *ListKind,
    ),
    characters=(*CHARACTERS, "footnote reference"),
    tables=(ROWS_TABLE, ITEM_TABLE, DIAGRAM_TABLE, *BoxKind, BESIDE),
    lists=tuple(ListKind),
    headings=True,
    samples=True,
)

_CONTENTS_LEVELS = 3


def plan_content(resolved: ResolvedPlan, keep: Keep = anew) -> DocumentContent:
    """The plan with everything in it; `keep` knows what was made of blocks before."""
    plan = resolved.plan
    chapters = with_doors(resolved.body) if resolved.doors else resolved.body
    front, body, appendix = (
        with_turns_joined(shown_blocks(part, resolved, keep))
        for part in (resolved.front, chapters, resolved.appendix)
    )
    named = [node for block in (*front, *body, *appendix) for node in keep(_listed, block)]
    profile = plan.profile
    numbered = LineNumbers.NONE if profile.stage is Stage.ADOPTED else profile.line_numbers
    slots: dict[str, Slot] = {
        "前付": Part(front),
        "目次": Contents(tuple(_contents(named, resolved))),
        "表目次": CaptionList(FloatKind.TABLE, tuple(_captions(named, resolved, FloatKind.TABLE))),
        "図目次": CaptionList(FloatKind.FIGURE, tuple(_captions(named, resolved, FloatKind.FIGURE))),
        "本文": Part(body, line_numbers=numbered),
        "資料編": Part(appendix, appendix=True, line_numbers=numbered),
    }
    return replace(
        make_content(resolved, PLAN, slots),
        targets=resolved.targets,
        captions=resolved.captions,
        branches={item.id: place for place, item in enumerate(plan.framework.items, 1)},
    )


def _listed(block: Block) -> tuple[Heading | Float, ...]:
    """What stands in the contents list or in those of tables and figures."""
    return tuple(each for each in walk_blocks((block,)) if isinstance(each, Heading | Float))


def shown_blocks(blocks: Iterable[Block], resolved: ResolvedPlan, keep: Keep = anew) -> Iterator[Block]:
    """Blocks as they are printed: what items say in tables, diagrams drawn."""
    for block in blocks:
        match block:
            case ItemText():
                yield from shown_blocks(keep(_sampled, block, resolved.samples), resolved, keep)
            case Float(body=PositionDiagram() | FrameworkTree() | Flow() | Pictures() as diagram):
                drawn = replace(block, body=replace(_drawn(diagram, resolved), draws=diagram))
                yield keep(Former, block).or_new(drawn)
            case _:
                yield with_inner(block, lambda inner: shown_blocks(inner, resolved, keep))


def _sampled(block: ItemText, samples: tuple[Sample, ...]) -> tuple[Block, ...]:
    return tuple(sampled_item(block, samples))


def _drawn(diagram: PositionDiagram | FrameworkTree | Flow | Pictures, resolved: ResolvedPlan) -> Grid:
    """A diagram as a table. What few plans have is loaded for those."""
    match diagram:
        case PositionDiagram():
            return position_grid(resolved.plan)
        case FrameworkTree():
            from pipeline.documents.framework_tree import tree_grid

            return tree_grid(resolved, diagram)
        case Flow():
            from pipeline.documents.flow import flow_grid

            return flow_grid(resolved, diagram)
        case Pictures():
            from pipeline.documents.pictures import pictures_grid

            return pictures_grid(diagram, resolved.plan.images)


def _contents(blocks: Iterable[Block], resolved: ResolvedPlan) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS:
            target = resolved.targets[block.id]
            yield _entry(_contents_level(block), target.label, target)


def _contents_level(heading: Heading) -> int:
    match heading:
        case Heading(level=contract.DIVISION):
            return DIVISION_LEVEL
        case Heading(level=contract.CHAPTER, numbered=False):
            return UNNUMBERED_LEVEL
        case _:
            return heading.level


def _captions(blocks: Iterable[Block], resolved: ResolvedPlan, kind: FloatKind) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Float) and block.kind is kind and block.numbered:
            target = resolved.targets[block.id]
            yield _entry(1, target.number, target)


def _entry(level: int, label: str, target: Target) -> Entry:
    return Entry(level, label, target.title, target.bookmark, target.page, target.raised_title)
