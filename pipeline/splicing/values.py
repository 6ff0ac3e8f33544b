"""A YAML file and its values, as `source/yaml_positions.py` reads them: lines of one value join as Markdown joins them."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.source.yaml_positions import Path, Value, read_yaml
from pipeline.splicing.mapped import Mapped, Refused
from pipeline.splicing.value_characters import block_lines, mapped_value

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """A value: its text as the program reads it, mapped into the text of the file; its style as PyYAML calls it, and its span in the
    file. `indent` is that of its lines, or of its key."""

    path: Path
    mapped: Mapped
    style: str
    start: int
    end: int
    indent: int
    in_flow: bool

    @property
    def is_in_lines(self) -> bool:
        return self.style == "|"


@dataclass(frozen=True)
class YamlFile:
    """A YAML file's text, and its nodes."""

    text: str
    root: Any

    def value(self) -> Value:
        """What the program reads of it."""
        return value_of(self.text)

    def node(self, path: Path) -> Any:
        """The node at a path. Raises Refused where there is none."""
        node = self.root
        for part in path:
            node = _child(node, part)
            if node is None:
                raise Refused("原稿に、この項目がありません")
        return node

    def has(self, path: Path) -> bool:
        """Whether something is written at a path."""
        node = self.root
        for part in path:
            node = _child(node, part)
        return node is not None

    def scalar(self, path: Path) -> Scalar:
        """The value at a path. Raises Refused where there is none, or where its characters can't be placed."""
        node = self.node(path)
        if not isinstance(node, yaml.ScalarNode):
            raise Refused("この項目は一つの値ではありません")
        start, end = node.start_mark.index, node.end_mark.index
        around = self.node(path[:-1])
        in_flow = any(self.node(path[:length]).flow_style for length in range(len(path)))
        mapped = mapped_value(self.text, node)
        expected = _at(self.value(), path)
        if mapped is None or mapped.text != expected:
            raise Refused("この値の書き方（引用符や改行）では、直す所を決められません")
        indent = around.start_mark.column
        if node.style == "|" and (lines := block_lines(self.text, node)):
            indent = lines[0][0]
        return Scalar(path, mapped, node.style or "", start, end, indent, in_flow)


def yaml_file(text: str) -> YamlFile:
    """A file's text, of which line ends are LF. Raises Refused where it can't be read."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Refused("原稿のYAMLを読み取れません") from error
    return YamlFile(text, root)


def value_of(text: str) -> Value:
    document = read_yaml("", text, frozenset)
    if document.problems:
        raise Refused("原稿のYAMLを読み取れません")
    return document.value


def _at(value: Value, path: Path) -> Value:
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    return None
