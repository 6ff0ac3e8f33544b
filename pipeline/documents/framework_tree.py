"""施策の体系: the framework's levels from left to right, each item joined with those under it.

```
 基本理念 ┬ 方針 ┬ 方向 ┬ 取組
          │      │      └ 取組
          │      └ 方向 ─ 取組
          └ 方針 …
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.documents.cells import text_line
from pipeline.documents.drawing import AS_NEEDED, Across, Down, Drawing, Placed, draw
from pipeline.frozen import dataclass
from pipeline.model.branches import Branch, branches_of
from pipeline.model.diagrams import WIDTH
from pipeline.model.floats import FrameworkTree, Grid, GridCell
from pipeline.model.inlines import Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import VISION

# Half of the gap between two boxes of one level, in twips.
_HALF_GAP = 40
# Between two levels, and the shares of the vision, of the levels and of the last one in what is left of the width.
_BETWEEN = 36
_FIRST_SHARE, _SHARE, _LAST_SHARE = 8, 20, 40


def tree_grid(resolved: ResolvedPlan, tree: FrameworkTree) -> Grid:
    """The tree's cells."""
    names, branches = branches_of(resolved, tree.levels)
    root = Branch("", resolved.plan.framework.vision, branches)
    columns = _columns(len(names))
    heads = [
        Placed(0, 1, *column, GridCell((text_line(name, Role.DIAGRAM_HEAD),), border=False, low=True))
        for name, column in zip((VISION, *names), columns, strict=True)
    ]
    rows = [AS_NEEDED, *([AS_NEEDED, AS_NEEDED, _HALF_GAP, _HALF_GAP] * root.leaves)[:-2]]
    drawn = _Drawn(columns)
    return draw(
        Drawing(
            tuple(rows),
            (*heads, *drawn.boxes(root, 0, 0)),
            tuple(drawn.lines(root, 0, 0)),
            tuple(drawn.trunks(root, 0, 0)),
        ),
        _in_words(root, names),
    )


def _columns(levels: int) -> list[tuple[int, int]]:
    """The places of the sides of each level's boxes, the vision's first."""
    shares = (_FIRST_SHARE, *(_SHARE + 2 * level for level in range(levels - 1)), _LAST_SHARE)
    room = WIDTH - _BETWEEN * levels
    ends = [room * done // sum(shares) for done in accumulate(shares, initial=0)]
    return [
        (begin + _BETWEEN * level, end + _BETWEEN * level)
        for level, (begin, end) in enumerate(pairwise(ends))
    ]


@dataclass(frozen=True)
class _Drawn:
    """Items drawn in these columns. A leaf takes two rows, and so does the gap under it: lines meet the middles of sides."""

    columns: Sequence[tuple[int, int]]

    def boxes(self, item: Branch, level: int, leaf: int) -> Iterator[Placed]:
        role = Role.DIAGRAM_HEAD if level < 2 else Role.DIAGRAM_TEXT
        is_root = level == 0
        cell = GridCell(
            (text_line(item.shown, role),), shade=is_root, vertical=is_root, branch=item.outermost
        )
        yield Placed(_top(leaf), _top(leaf + item.leaves) - 2, *self.columns[level], cell)
        for each, first in _placed(item, leaf):
            yield from self.boxes(each, level + 1, first)

    def lines(self, item: Branch, level: int, leaf: int) -> Iterator[Across]:
        """From each item to the trunk right of it, and from there to those below it."""
        if item.branches:
            trunk = self._trunk(level)
            yield Across(_middle(item, leaf), self.columns[level][1], trunk)
            for each, first in _placed(item, leaf):
                yield Across(_middle(each, first), trunk, self.columns[level + 1][0])
                yield from self.lines(each, level + 1, first)

    def trunks(self, item: Branch, level: int, leaf: int) -> Iterator[Down]:
        below = [_middle(each, first) for each, first in _placed(item, leaf)]
        if len(below) > 1:
            yield Down(self._trunk(level), below[0], below[-1])
        for each, first in _placed(item, leaf):
            yield from self.trunks(each, level + 1, first)

    def _trunk(self, level: int) -> int:
        return (self.columns[level][1] + self.columns[level + 1][0]) // 2


def _top(leaf: int) -> int:
    return 1 + 4 * leaf


def _placed(item: Branch, leaf: int) -> Iterator[tuple[Branch, int]]:
    """The items below one, each with its first leaf."""
    for each in item.branches:
        yield each, leaf
        leaf += each.leaves


def _middle(item: Branch, leaf: int) -> int:
    """The row along whose top a line leaves an item: that of the leaf in the middle, or of the gap there."""
    half, odd = divmod(item.leaves, 2)
    return _top(leaf + half) + 1 if odd else _top(leaf + half) - 1


def _in_words(root: Branch, names: Sequence[str]) -> str:
    """The tree read aloud: each item with those under it, in order."""
    sentences = [f"施策の体系。{VISION}は「{root.title}」。{names[0]}は{_listed(root.branches)}。"]
    for item in root.branches:
        sentences += _sentences(item, names[1:])
    return "".join(sentences)


def _sentences(item: Branch, names: Sequence[str]) -> Iterator[str]:
    if item.branches:
        yield f"「{item.shown}」の{names[0]}は{_listed(item.branches)}。"
        for each in item.branches:
            yield from _sentences(each, names[1:])


def _listed(items: Sequence[Branch]) -> str:
    return "".join(f"「{item.shown}」" for item in items)
