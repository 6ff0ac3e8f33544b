"""The contents list as a tree: each line leads to a page, or into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.html.paging import BODY, Sheet
from pipeline.html.site import Entry
from pipeline.model.content import DIVISION_LEVEL, UNNUMBERED_LEVEL, Contents, DocumentContent
from pipeline.model.content import Entry as Line
from pipeline.model.inlines import Text
from pipeline.model.reference_text import said_text

_DEPTHS = {DIVISION_LEVEL: 0, UNNUMBERED_LEVEL: 1}


@dataclass(frozen=True)
class _Placed:
    """A line with how deep it stands, and where it leads."""

    line: Line
    depth: int
    to: str


def contents_tree(plan: DocumentContent, sheets: Iterable[Sheet]) -> tuple[Entry, ...]:
    """The lines of the plan's contents list as a tree."""
    contents = plan.slots.get("目次")
    homes = {identity: sheet for sheet in sheets for identity in sheet.ids}
    ids = {target.bookmark: target.id for target in plan.targets.values()}
    lines = contents.entries if isinstance(contents, Contents) else ()
    return _tree([_placed(line, homes, ids[line.bookmark]) for line in lines])


def _placed(line: Line, homes: Mapping[str, Sheet], identity: str) -> _Placed:
    sheet = homes[identity]
    depth = _DEPTHS.get(line.level, line.level)
    begins = sheet.heading.id == identity
    outside = sheet.slot != BODY and depth == 1
    return _Placed(line, 0 if outside else depth, sheet.name if begins else f"{sheet.name}#{identity}")


def _tree(lines: Sequence[_Placed]) -> tuple[Entry, ...]:
    """Each line with those behind it that stand deeper, up to the next that does not."""
    entries: list[Entry] = []
    rest = list(lines)
    while rest:
        first, *rest = rest
        under = 0
        while under < len(rest) and rest[under].depth > first.depth:
            under += 1
        title = said_text(first.line.raised_title or (Text(first.line.title),), {})
        entries.append(Entry(first.line.label, title, first.to, _tree(rest[:under])))
        rest = rest[under:]
    return tuple(entries)
