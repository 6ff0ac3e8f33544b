"""One Markdown text on its way in: where it stands in the author's files, and what is found wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from pipeline.frozen import dataclass
from pipeline.model.counts import Counts
from pipeline.problems import Code, Location, Problem
from pipeline.source.attribute_keys import written_key
from pipeline.source.emphasis import Protected
from pipeline.source.nfc_guard import StandIns

Node = dict[str, Any]
Position = tuple[int, int]  # line and column from 1, in the protected text


@dataclass
class Fragment:
    """A text with its problems; `place` turns a line and a column of it into a place in the author's file.

    `counts` is what the plan counts of itself, empty where the text is none of the plan's.
    """

    text: str
    stand_ins: StandIns
    protected: Protected
    place: Callable[[int, int], Location]
    counts: Counts = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used_notes: set[str] = field(default_factory=set)
    _told: set[Location] = field(default_factory=set)  # the problems' places

    @cached_property
    def has_pictures(self) -> bool:
        """Whether there may be one somewhere."""
        return "![" in self.protected.text

    def locate(self, position: Position) -> Location:
        line, column = position
        return self.place(line, self.protected.original_column(line, column))

    def problem(self, position: Position, code: Code, message: str, hint: str = "") -> None:
        """Report something at a place in the protected text; of several at one place the first says enough."""
        self._tell(Problem(self.locate(position), code, message, hint))

    def problem_in_source(self, position: Position, code: Code, message: str, hint: str = "") -> None:
        """Report something at a place in the author's own text."""
        self._tell(Problem(self.place(*position), code, message, hint))

    def _tell(self, problem: Problem) -> None:
        if problem.location not in self._told:
            self.add(problem)

    def add(self, *problems: Problem) -> None:
        """Take in what was found elsewhere, all of it."""
        self.problems += problems
        self._told.update(problem.location for problem in problems)

    def source_at(self, position: Position) -> str:
        """The author's text from a position to the end of its line, without joiners."""
        line, column = position
        lines = self.protected.lines
        return self.stand_ins.restored(lines[line - 1][column - 1 :]) if line <= len(lines) else ""

    def source_before(self, position: Position) -> str:
        """The author's text in a position's line before it."""
        line, column = position
        lines = self.protected.lines
        return self.stand_ins.restored(lines[line - 1][: column - 1]) if line <= len(lines) else ""

    def refuse_attributes(self, attributes: Any, position: Position) -> None:
        """Report attributes on something that can't have any: pandoc keeps them out of the text."""
        identity, classes, pairs = attributes
        if not identity and not classes and _PANDOCS_OWN.issuperset(key for key, _ in pairs):
            return
        written = [f"#{identity}"] if identity else []
        written += [f".{name}" for name in classes]
        written += [f"{written_key(key)}=…" for key, _ in pairs if key not in _PANDOCS_OWN]
        self.problem(
            position,
            Code.MD_ATTRIBUTE,
            f"「{{{' '.join(written)}}}」は、ここには付けられません",
            "「{…}」は、見出しの終わりに半角の空白を置いてから、リンクや画像では「)」のすぐ後に、ほかに「:::」の行に書きます。文字なら前に「\\」を置いてください",
        )


_PLACE = "data-pos"
_PANDOCS_OWN = frozenset(("wrapper", _PLACE))
_ONE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")


def unwrapped(
    fragment: Fragment, blocks: Iterable[Node], around: Position
) -> Iterator[tuple[Node, Position]]:
    """Blocks without the divs that pandoc wraps around them to carry positions."""
    for block in blocks:
        if block["t"] == "Div" and dict(block["c"][0][2]).get("wrapper"):
            position = start_of(block["c"][0], around)
            fragment.refuse_attributes(block["c"][0], position)
            yield from unwrapped(fragment, block["c"][1], position)
        elif block["t"] in ("Div", "Header", "Table", "CodeBlock"):
            attributes = block["c"][1] if block["t"] == "Header" else block["c"][0]
            yield block, start_of(attributes, around)
        else:
            yield block, around


def written_keys(attributes: Any) -> dict[str, str]:
    """The `key="…"` that the author wrote, by their keys."""
    return {written_key(key): value for key, value in attributes[2] if key != _PLACE}


def start_of(attributes: Any, default: Position) -> Position:
    """The beginning of an element, as pandoc tells it: the first of its `data-pos` ranges."""
    ranges = ranges_of(attributes)
    return min(ranges)[0] if ranges else default


def start_of_inline(node: Node, default: Position) -> Position:
    """The beginning of an inline, where it carries its place."""
    content: Any = node.get("c")
    match node["t"]:
        case "Word":
            return content[0], content[1]
        case "Span" | "Link" | "Image":
            return start_of(content[0], default)
        case _:
            return default


def lines_of(nodes: Iterable[Node], around: Position) -> Iterator[tuple[list[Node], Position]]:
    """A paragraph of pandoc's in its lines, each with its place."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if _is_line_end(node):
            lines.append([])
        else:
            lines[-1].append(node)
    for line in filter(None, lines):
        yield line, start_of_inline(line[0], around)


def _is_line_end(node: Node) -> bool:
    inside = node["c"][1] if node["t"] == "Span" else [node]
    return [each["t"] for each in inside] == ["SoftBreak"]


def line_range(attributes: Any) -> tuple[int, int]:
    """The lines that an element covers: the first, and the one after the last."""
    ranges = ranges_of(attributes)
    return min(start[0] for start, _ in ranges), max(end[0] for _, end in ranges)


def ranges_of(attributes: Any) -> Sequence[tuple[Position, Position]]:
    """pandoc's `data-pos`, of which the last is the element's own; what the author wrote there may be anything."""
    for key, value in reversed(attributes[2]):
        if key == _PLACE and (found := _ranges(value)):
            return found
    return ()


def _ranges(written: str) -> Sequence[tuple[Position, Position]]:
    """`1:2-3:4;…` as pairs of positions; nothing if it is anything else."""
    if one := _ONE.fullmatch(written):  # as nearly all are
        line, column, last, end = map(int, one.groups())
        return [((line, column), (last, end))]
    try:
        return [
            (_position(start), _position(end)) for start, end in (r.split("-") for r in written.split(";"))
        ]
    except ValueError:
        return ()


def _position(written: str) -> Position:
    line, column = written.split(":")
    return int(line), int(column)
