"""YAML → plain values, with the place of every key and value.

Scalars stay strings: `no`, `1:30` and `2021-03` are what was typed. Anchors and tags are refused (nobody in an
office means them, and anchors can grow without end).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from itertools import islice

import yaml

from pipeline.frozen import dataclass
from pipeline.model.characters import forbidden, forbidden_character, visible
from pipeline.problems import Code, Location, Problem
from pipeline.source.fullwidth_typos import Keys, block_lines, keyboard_mistakes, mistyped_key
from pipeline.source.text import NOTHING, Dropped, join_lines
from pipeline.source.yaml_syntax import syntax_problem

Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 30
# Of a kind of mistake that fills a file.
_ENOUGH = 10


@dataclass(frozen=True)
class ValuePosition:
    """The position of a value: `lines` has (line, column of its first character) for each line of a scalar."""

    location: Location
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    """One YAML file: its value, the place of each value and key by path, and what was dropped from its text."""

    file: str
    value: Value
    places: Mapping[Path, ValuePosition]
    keys: Mapping[Path, Location]
    problems: tuple[Problem, ...]
    dropped: Dropped = NOTHING

    def locate(self, path: Path) -> Location:
        """The place of the value at `path`, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if place := self.places.get(path[:length]):
                return place.location
        return Location(self.file, 1, 1)

    def lines(self, path: Path) -> tuple[tuple[int, int], ...]:
        """The places of a scalar's lines, as in `Place`; none where the file does not have it."""
        place = self.places.get(path)
        return place.lines if place else ()


def read_yaml(
    file: str,
    text: str,
    known_keys: Callable[[], Collection[str]],
    dropped: Dropped = NOTHING,
) -> Document:
    """Read one file, from which something was `dropped`. `known_keys` gives the keys of its schema, which tell a mistyped
    key from prose; few files need them."""
    document = _read(file, text, known_keys)
    if not dropped.columns:
        return document
    original = dropped.original
    return replace(
        document,
        places={
            path: replace(place, location=original(place.location)) for path, place in document.places.items()
        },
        keys={path: original(place) for path, place in document.keys.items()},
        problems=tuple(replace(each, location=original(each.location)) for each in document.problems),
        dropped=dropped,
    )


def _read(file: str, text: str, known_keys: Callable[[], Collection[str]]) -> Document:
    lines = text.split("\n")
    keys = Keys(known_keys)
    try:
        if refused := tuple(islice(_refused(file, text), _ENOUGH)):
            return Document(file, {}, {}, {}, refused)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:  # the only one: what YAML can't hold, no text holds that gets here
        mistakes = tuple(keyboard_mistakes(file, lines, keys, block_lines(lines), broken=True))
        problem = syntax_problem(file, lines, error)
        explained = any(mistake.location.line <= problem.location.line for mistake in mistakes)
        return Document(file, {}, {}, {}, mistakes if explained else (*mistakes, problem))
    walk = _Walk(file, lines, keys)
    value = {} if root is None or _is_unfilled(root) else walk.convert(root, ())
    mistakes = tuple(keyboard_mistakes(file, lines, keys, walk.prose, broken=False))
    return Document(file, value, walk.places, walk.keys, (*mistakes, *walk.problems))


def _refused(file: str, text: str) -> Iterator[Problem]:
    """Problems of what YAML can read and this program does not: anchors, aliases, tags, endless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield Problem(
                location,
                Code.YAML_SYNTAX,
                "入れ子が深すぎます",
                "「[」「{」が閉じているか、字下げが深くなり続けていないかを見てください",
            )
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            yield Problem(
                location,
                Code.YAML_ALIAS,
                f"「{sign}」で始まる値は使えません",
                "文字として書くなら引用符で囲み、同じ内容を使うなら書き写してください",
            )
        if getattr(event, "tag", None):
            yield Problem(
                location,
                Code.YAML_SYNTAX,
                "「!」で始まる値は使えません",
                '文字として書くなら、値全体を引用符（"…"）で囲んでください',
            )


@dataclass
class _Walk:
    """One pass over the node tree; `prose` has the lines (from 1) at which no key begins."""

    file: str
    source: list[str]
    known: Keys
    places: dict[Path, ValuePosition] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    prose: set[int] = field(default_factory=set)

    def convert(self, node: yaml.Node, path: Path) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        self.places[path] = ValuePosition(self._location(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Value:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            location = self._location(key_node)
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self.problems.append(
                    Problem(
                        location,
                        Code.YAML_SYNTAX,
                        "項目の名前がありません",
                        "「項目: 値」の形で書いてください。「[」「{」「?」で始まる値は引用符で囲みます",
                    )
                )
                continue
            if found := next(forbidden(key), None):  # double quotes can spell any character
                self.problems.append(forbidden_character(location, found.group()))
                continue
            if node.flow_style and (found := self.known.mistyped(key)):
                self.problems.append(mistyped_key(location, found))
                continue
            if (*path, key) in self.keys:
                self.problems.append(
                    Problem(
                        location,
                        Code.YAML_DUPLICATE_KEY,
                        f"「{key}」が同じ所に２回書かれています",
                        f"初めの「{key}」: {self.keys[(*path, key)]}",
                    )
                )
                continue
            self.keys[(*path, key)] = location
            # A key without a value is a key that is not filled in yet.
            if _is_unfilled(value_node):
                continue
            result[key] = self.convert(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str:
        start, end = node.start_mark, node.end_mark
        value: str = node.value
        location = self._location(node)
        if node.style or not self.known.mistyped(value):
            self.prose.update(range(start.line + 2, self._last_line(node) + 1))
        raw = self.source[start.line : end.line + 1]
        if node.style == "|":
            _, column = self._first_of_block(start.line) if value.strip() else (0, 1)
            lines = tuple((start.line + 2 + i, column) for i in range(value.count("\n") + 1))
        elif start.line != end.line and not (node.style == '"' and "\\" in "".join(raw)):
            # YAML folds lines with a blank; Japanese lines join without one. A blank line parts paragraphs.
            written = _folded_source(raw, start.column, end.column, node.style)
            self.problems += self._folded(written, node)
            paragraphs = (join_lines(part) for part in re.split(r"\n[ \t]*(?=\n)", written))
            value = "\n\n".join(part for part in paragraphs if part)
            lines = (self._first_of_block(start.line) if node.style == ">" else self._after(node),)
        else:
            lines = (self._after(node),)
        self.places[path] = ValuePosition(location, lines)
        # Double quotes can spell any character.
        value = visible(value)
        self.problems += (forbidden_character(location, found[0]) for found in forbidden(value))
        return value

    def _folded(self, written: str, node: yaml.ScalarNode) -> Iterator[Problem]:
        """Of lines that were not meant to be one, in what is written of a value without `|`; few plans have such values."""
        from pipeline.source.folded_lines import folded_lines

        is_block = node.style == ">"
        first = node.start_mark.line + 1 + is_block
        begin = 1 if is_block else self._after(node)[1]
        lines = (
            ((first + at, len(row) - len(row.lstrip()) + (1 if at else begin)), row.strip())
            for at, row in enumerate(written.split("\n"))
        )
        return folded_lines(self.file, tuple(lines))

    def _first_of_block(self, line: int) -> tuple[int, int]:
        """The line and column at which the text of a block begins that this line (from 0) announces."""
        first = line + 1
        while first < len(self.source) - 1 and not self.source[first].strip():
            first += 1
        return first + 1, len(self.source[first]) - len(self.source[first].lstrip(" ")) + 1

    def _after(self, node: yaml.ScalarNode) -> tuple[int, int]:
        """The place at which the text of a value begins that is no block: behind its quotation mark, if it has one."""
        start = node.start_mark
        return start.line + 1, start.column + 1 + (node.style in ('"', "'"))

    def _last_line(self, node: yaml.Node) -> int:
        """The last line (from 1) that holds something of the node: a block's end mark is in the line after it."""
        end = node.end_mark
        before = "".join(self.source[end.line : end.line + 1])[: end.column]
        return int(end.line) + bool(before.strip())

    def _location(self, node: yaml.Node) -> Location:
        return Location(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _is_unfilled(node: yaml.Node) -> bool:
    """Whether nothing is written there, not even empty quotes."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _folded_source(raw: list[str], start: int, end: int, style: str | None) -> str:
    """The source lines of a folded scalar, without its indicator and what stands around it."""
    if style == ">":
        # The end mark is at the first character after the block.
        return "\n".join([*raw[1:-1], raw[-1][:end]])
    quote = 1 if style in ('"', "'") else 0
    text = "\n".join([raw[0][start + quote :], *raw[1:-1], raw[-1][: end - quote]])
    return text.replace("''", "'") if style == "'" else text
