"""Values of YAML: each with the place in its file of each of its characters, and how new text is written there.

The values are those that `source/yaml_positions.py` reads: lines of one value join as Markdown joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.source.text import joins_without_blank
from pipeline.source.yaml_positions import Path, Value, read_yaml
from pipeline.splicing.mapped import Edit, Mapped, Refused, applied

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    '"': '"',
    "\\": "\\",
    "/": "/",
    " ": " ",
    "0": "\0",
    "N": "\u0085",
    "_": "\u00a0",
}


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
        return _value(self.text)

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
        mapped = _mapped(self.text, node)
        expected = _at(self.value(), path)
        if mapped is None or mapped.text != expected:
            raise Refused("この値の書き方（引用符や改行）では、直す所を決められません")
        indent = around.start_mark.column
        if node.style == "|" and (lines := _block_lines(self.text, node)):
            indent = lines[0][0]
        return Scalar(path, mapped, node.style or "", start, end, indent, in_flow)


def yaml_file(text: str) -> YamlFile:
    """A file's text, of which line ends are LF. Raises Refused where it can't be read."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Refused("原稿のYAMLを読み取れません") from error
    return YamlFile(text, root)


def _value(text: str) -> Value:
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


# Where characters stand


def _mapped(text: str, node: Any) -> Mapped | None:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "|":
        return _of_block(text, node)
    body = (start + 1, end - 1) if node.style in ("'", '"') else (start, end)
    if node.style == ">":
        body = (text.index("\n", start) + 1, end)
    if node.style == '"' and "\\" in text[start:end]:
        return None if "\n" in text[start:end] else _unescaped(text, *body)
    characters = list(_characters(text, *body, quoted=node.style == "'"))
    if "\n" in text[start:end].rstrip("\n") or node.style == ">":
        return _joined(characters, body[0])
    return _made(characters, body[0])


Character = tuple[str, int, int]


def _made(characters: Sequence[Character], empty_at: int) -> Mapped:
    return Mapped(
        "".join(each[0] for each in characters),
        [each[1] for each in characters],
        [each[2] for each in characters],
        empty_at,
    )


def _characters(text: str, begin: int, end: int, quoted: bool) -> Iterator[Character]:
    at = begin
    while at < end:
        width = 2 if quoted and text.startswith("''", at) else 1
        yield text[at], at, at + width
        at += width


def _unescaped(text: str, begin: int, end: int) -> Mapped | None:
    """The characters of a value in double quotes, in one line (YAML 1.1, 5.7)."""
    characters: list[Character] = []
    at = begin
    while at < end:
        if text[at] != "\\":
            characters.append((text[at], at, at + 1))
            at += 1
            continue
        sign = text[at + 1]
        digits = {"x": 2, "u": 4, "U": 8}.get(sign, 0)
        if digits:
            character = chr(int(text[at + 2 : at + 2 + digits], 16))
        elif sign in _ESCAPES:
            character = _ESCAPES[sign]
        else:
            return None
        characters.append((character, at, at + 2 + digits))
        at += 2 + digits
    return _made(characters, begin)


def _block_lines(text: str, node: Any) -> list[tuple[int, int, int]]:
    """The indent, and the span without it, of each line of a block."""
    first = text.index("\n", node.start_mark.index) + 1
    content = node.value
    lines = content.removesuffix("\n").split("\n") if content.strip() else []
    result = []
    at = first
    # Empty lines may come first; those at the end are no text.
    for line in lines:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        begin = stop - len(line) if line else stop
        result.append((begin - at, begin, stop))
        at = stop + 1
    return result if not result or result[0][0] >= 0 else []


def _of_block(text: str, node: Any) -> Mapped | None:
    lines = _block_lines(text, node)
    indent = next((each[0] for each in lines if each[1] < each[2]), 0)
    characters: list[Character] = []
    for number, (own, begin, end) in enumerate(lines):
        if begin < end and own != indent:
            return None
        if number:
            characters.append(("\n", lines[number - 1][2], lines[number - 1][2] + 1))
        characters += ((text[at], at, at + 1) for at in range(begin, end))
    if node.value.endswith("\n") and lines:
        last = lines[-1][2]
        characters.append(("\n", last, min(last + 1, len(text))))
    made = _made(characters, node.end_mark.index)
    return made if made.text == node.value else None


def _joined(characters: Sequence[Character], empty_at: int) -> Mapped:
    """Lines joined as one value's are: blanks at their ends are none, an empty line parts paragraphs."""
    lines: list[list[Character]] = [[]]
    for each in characters:
        if each[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(each)
    result: list[Character] = []
    parted = False
    for line in lines:
        words = _stripped(line)
        if not words:
            parted = bool(result)
            continue
        if result:
            before, here = result[-1], words[0]
            if parted:
                middle = (before[2] + here[1]) // 2
                result += [("\n", before[2], middle), ("\n", middle, here[1])]
            elif not joins_without_blank(before[0], here[0]):
                result.append((" ", before[2], here[1]))
        result += words
        parted = False
    return _made(result, empty_at)


def _stripped(line: Sequence[Character]) -> list[Character]:
    words = list(line)
    while words and words[-1][0].isspace():
        words.pop()
    while words and words[0][0].isspace():
        words.pop(0)
    return words


# New text


def with_edits(file: YamlFile, scalar: Scalar, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of the file by which a value is edited: in its place where it can be, else all of it written anew with quotation
    marks or in lines; proved by reading the file. Raises Refused."""
    wanted = applied(scalar.mapped.text, edits)
    for attempt in _attempts(scalar, edits, wanted):
        if _proved(file, scalar.path, wanted, attempt):
            return attempt
    raise Refused("この値の書き方（引用符や改行）では、原稿に入れられません")


def _attempts(scalar: Scalar, edits: Sequence[Edit], wanted: str) -> Iterator[list[Edit]]:
    if all("\n" not in new for _, _, new in edits) or scalar.is_in_lines:
        yield [(*scalar.mapped.span(begin, end), _encoded(scalar, new)) for begin, end, new in edits]
    if not scalar.is_in_lines:
        if "\n" not in wanted:
            yield [(scalar.start, _end_of(scalar), quoted(wanted))]
        elif not scalar.in_flow and scalar.style != ">":
            yield [(scalar.start, scalar.end, in_lines(wanted, scalar.indent + 2))]


def _end_of(scalar: Scalar) -> int:
    return scalar.end


def _encoded(scalar: Scalar, new: str) -> str:
    match scalar.style:
        case "'":
            return new.replace("'", "''")
        case '"':
            return quoted(new)[1:-1]
        case "|":
            pad = " " * scalar.indent
            return re.sub(r"\n(?!\n|$)", f"\n{pad}", new)
        case _:
            return new


def quoted(text: str) -> str:
    """A text in double quotes."""
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def in_lines(text: str, indent: int) -> str:
    """A text as a block; the line of its key ends with the mark."""
    pad = " " * indent
    return "|-\n" + "\n".join(f"{pad}{line}" if line else "" for line in text.rstrip("\n").split("\n"))


def plainly(text: str) -> str:
    """A text as a plain value where YAML reads it so, else in quotes."""
    try:
        read = yaml.safe_load(f"a: {text}\n")
    except yaml.YAMLError:
        return quoted(text)
    safe = isinstance(read, dict) and read.get("a") == text and not re.search(r"[\[\]{},]", text)
    return text if safe else quoted(text)


def _proved(file: YamlFile, path: Path, wanted: str, edits: Sequence[Edit]) -> bool:
    """Whether edits give the value that is wanted, and leave all others as they are."""
    try:
        now = _value(applied(file.text, edits))
    except Refused:
        return False
    return now == with_value(file.value(), path, wanted)


def with_value(value: Value, path: Path, new: Value) -> Value:
    """A value with another one at a path; one more in a list where the path leads behind its end."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, list) and isinstance(first, int):
        if first == len(value) and not rest:
            return [*value, new]
        return [with_value(each, tuple(rest), new) if at == first else each for at, each in enumerate(value)]
    assert isinstance(value, dict)
    return {**value, str(first): with_value(value[str(first)] if rest else "", tuple(rest), new)}
