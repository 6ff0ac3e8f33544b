"""YAML → plain values, with the place of every key and value.

Scalars stay strings: `no`, `1:30` and `2021-03` are what was typed. Anchors are refused (nobody in an
office means them, and they can grow without end).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from pipeline.problems import Code, Location, Problem
from pipeline.source.text import join_lines

Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """Where a value stands: `lines` has (line, column of its first character) for each line of a scalar."""

    location: Location
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    """One YAML file: its value, and the place of each value and key by path."""

    file: str
    value: Value
    places: Mapping[Path, Place]
    keys: Mapping[Path, Location]
    problems: tuple[Problem, ...]

    def locate(self, path: Path) -> Location:
        """The place of the value at `path`, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if place := self.places.get(path[:length]):
                return place.location
        return Location(self.file, 1, 1)


def read_yaml(file: str, text: str, known_keys: frozenset[str]) -> Document:
    """Read one file. `known_keys` are the keys of its schema: they tell a mistyped key from prose."""
    mistakes = tuple(_keyboard_mistakes(file, text, known_keys))
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        problems = mistakes or (_syntax_problem(file, error),)
        return Document(file, {}, {}, {}, problems)
    walk = _Walk(file, text.split("\n"))
    value = walk.convert(root, ()) if root is not None else {}
    return Document(file, value, walk.places, walk.keys, mistakes or tuple(walk.problems))


@dataclass
class _Walk:
    """One pass over the node tree."""

    file: str
    source: list[str]
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def convert(self, node: yaml.Node, path: Path) -> Value:
        location = self._location(node)
        if id(node) in self.seen:
            self.problems.append(
                Problem(
                    location,
                    Code.YAML_ALIAS,
                    "「*」で始まる値（エイリアス）は使えません",
                    "文字として書くなら引用符で囲み、同じ内容を使うなら書き写してください",
                )
            )
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        self.places[path] = Place(location)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Value:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            location = self._location(key_node)
            if key in result or (*path, key) in self.keys:
                first = self.keys[(*path, key)]
                self.problems.append(
                    Problem(
                        location,
                        Code.YAML_DUPLICATE_KEY,
                        f"「{key}」が同じ所に２回書かれています",
                        f"初めの「{key}」: {first}",
                    )
                )
                continue
            self.keys[(*path, key)] = location
            # A key without a value is a key that is not filled in yet.
            if (
                isinstance(value_node, yaml.ScalarNode)
                and value_node.value == ""
                and value_node.style is None
            ):
                continue
            result[key] = self.convert(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str:
        start, end = node.start_mark, node.end_mark
        value: str = node.value
        location = self._location(node)
        if node.style == "|":
            first = start.line + 1
            while first < len(self.source) - 1 and not self.source[first].strip():
                first += 1
            indent = len(self.source[first]) - len(self.source[first].lstrip(" ")) if value.strip() else 0
            lines = tuple((start.line + 2 + i, indent + 1) for i in range(value.count("\n") + 1))
        elif start.line != end.line and node.style in (None, ">"):
            # YAML folds lines with a blank; Japanese lines join without one.
            raw = self.source[start.line : end.line + 1]
            value = join_lines(_folded_source(raw, start.column, end.column, node.style))
            lines = ((start.line + 1 + (node.style == ">"), 1),)
        else:
            quote = 1 if node.style in ('"', "'") else 0
            lines = ((start.line + 1, start.column + 1 + quote),)
        self.places[path] = Place(location, lines)
        return value

    def _location(self, node: yaml.Node) -> Location:
        return Location(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _folded_source(raw: list[str], start: int, end: int, style: str | None) -> str:
    """The source lines of a folded scalar, without its indicator and what stands around it."""
    if style == ">":
        # The end mark is at the first character after the block.
        return "\n".join([*raw[1:-1], raw[-1][:end]])
    return "\n".join([raw[0][start:], *raw[1:-1], raw[-1][:end]])


_SYNTAX = (
    (
        "mapping values are not allowed",
        "ここに「:」は書けません",
        '値に「: 」を含むときは、値全体を引用符（"…"）で囲んでください',
    ),
    (
        "could not find expected ':'",
        "「:」がありません",
        "「項目: 値」の形になっているか、半角の「:」かを見てください",
    ),
    ("found character '\\t'", "タブがあります", "字下げは半角の空白で行ってください"),
    (
        "found unexpected end of stream",
        "引用符か括弧が閉じていません",
        "開いた所と閉じる所を見比べてください",
    ),
    ("did not find expected key", "字下げか引用符が合っていません", "前の行と字下げをそろえてください"),
    ("did not find expected '-' indicator", "一覧の字下げが合っていません", "「- 」の位置をそろえてください"),
    ("did not find expected ',' or ']'", "［ ］の一覧が閉じていません", "半角の「,」と「]」を見てください"),
    ("did not find expected ',' or '}'", "｛ ｝が閉じていません", "半角の「,」と「}」を見てください"),
    ("undefined alias", "「*」で始まる値は使えません", "文字として書くなら引用符で囲んでください"),
    ("cannot start any token", "この文字では値を始められません", '値全体を引用符（"…"）で囲んでください'),
    (
        "block sequence entries are not allowed",
        "ここに「- 」は書けません",
        "一覧は項目の次の行から、字下げして書いてください",
    ),
)


def _syntax_problem(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1)
    for fragment, message, hint in _SYNTAX:
        if fragment in str(error):
            return Problem(location, Code.YAML_SYNTAX, message, hint)
    return Problem(
        location,
        Code.YAML_SYNTAX,
        "YAMLとして読めません",
        "この行と前の行の字下げ、引用符、「:」の後の半角空白を見てください",
    )


def _keyboard_mistakes(file: str, text: str, known_keys: frozenset[str]) -> Iterator[Problem]:
    """What a Japanese keyboard does to YAML, found by line so that the message can say just that."""
    keys = "|".join(sorted(map(re.escape, known_keys), key=len, reverse=True))
    lead = r"^(?P<lead>[ \t　]*(?:-[ \t　]*)*)"
    full_colon = re.compile(lead + rf"(?P<key>{keys})[ 　]*：")
    no_blank = re.compile(lead + rf"(?P<key>{keys}):(?=[^\s])")
    item = re.compile(lead + rf"(?:(?P<key>{keys})[ 　]*[:：])")
    for number, line in enumerate(text.split("\n"), 1):
        if found := full_colon.match(line):
            yield Problem(
                Location(file, number, line.index("：", found.end("key")) + 1),
                Code.YAML_FULLWIDTH_COLON,
                f"「{found['key']}」の後の「：」が全角です",
                "半角の「:」と半角の空白にしてください",
            )
        elif found := no_blank.match(line):
            yield Problem(
                Location(file, number, found.end() + 1),
                Code.YAML_COLON_BLANK,
                f"「{found['key']}:」の後に空白がありません",
                "「:」の後に半角の空白を一つ入れてください",
            )
        found = item.match(line)
        if found and "　" in found["lead"]:
            yield Problem(
                Location(file, number, line.index("　") + 1),
                Code.YAML_FULLWIDTH_SPACE,
                "行の始めに全角の空白があります",
                "字下げは半角の空白で行ってください",
            )
        if re.match(r"^ *\t", line) and (found or line.strip().startswith("-")):
            yield Problem(
                Location(file, number, line.index("\t") + 1),
                Code.YAML_TAB,
                "行の始めにタブがあります",
                "字下げは半角の空白で行ってください（タブは使えません）",
            )
