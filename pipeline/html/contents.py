"""The contents list as a tree: each line leads to a page, or into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    return _tree(list(_placed(((line, ids[line.bookmark]) for line in lines), homes)))


def _placed(lines: Iterable[tuple[Line, str]], homes: Mapping[str, Sheet]) -> Iterator[_Placed]:
    """Chapters stand under the 部 before them, if there is one; those of the front matter and the appendix under none."""
    in_division = False
    for line, identity in lines:
        sheet = homes[identity]
        depth = _DEPTHS.get(line.level, line.level)
        in_division = in_division or line.level == DIVISION_LEVEL
        if depth == 1 and not (in_division and sheet.slot == BODY):
            depth = 0
        begins = sheet.heading.id == identity
        yield _Placed(line, depth, sheet.name if begins else f"{sheet.name}#{identity}")


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
