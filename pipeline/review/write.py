"""Entries → review.yaml: new ones stand behind those that are there, and of these single values are put in; all else that
somebody wrote in the file stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.review.model import Entry, Review
from pipeline.review.read import read_review
from pipeline.review.schema import EntryFile
from pipeline.source import yaml_append
from pipeline.source.yaml_append import appended
from pipeline.source.yaml_values import Block, Value, behind_key, behind_key_in_braces, in_lines

_FILE = "review.yaml"
_HEAD = (
    "# 受領した修正の一覧です。採否に「採る」か「採らない」を書き、accept のコマンドで原稿に入れます。",
    "# 修正後は、採る前に直してもかまいません。人の名前が入るので、公開する文書や版には入りません。",
)
_LIST = "受領"
KEYS = {name: field.alias or name for name, field in EntryFile.model_fields.items()}
# Texts that are written in lines of their own.
BLOCKS = frozenset(("before", "after", "comment", "now", "note"))
# Shown empty, for somebody or for the program to fill in.
_ALWAYS = frozenset(("decision", "result"))
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_added(review: Review, entries: Sequence[Entry]) -> Review:
    """The review with these entries behind its own."""
    return _read(_appended(review.data, entries)) if entries else review


def with_values(review: Review, values: Mapping[str, Mapping[str, str | Sequence[str]]]) -> Review:
    """The review with values put into single entries: by entry's id, what `Entry` calls them and what they become."""
    if not values:
        return review
    text, ends = _decoded(review.data or b"")
    edits = [
        edit
        for node, entry in zip(_items(text), review.entries, strict=True)
        for name, value in values.get(entry.id, {}).items()
        for edit in _edit(text, node, name, value)
    ]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return _read(_encoded(text, ends))


def write_review(review: Review) -> bytes:
    """The bytes of the file."""
    return review.data if review.data is not None else _appended(None, review.entries)


def _read(data: bytes) -> Review:
    return read_review(data, _FILE)


@dataclass(frozen=True)
class _Ends:
    """What a file begins with, and what its lines end with."""

    mark: bytes
    newline: str


def _decoded(data: bytes) -> tuple[str, _Ends]:
    """The text with LF line ends. A file of which some lines end otherwise keeps the ends of most."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data.decode("utf-8-sig")
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return text.replace("\r\n", "\n").replace("\r", "\n"), _Ends(mark, newline)


def _encoded(text: str, ends: _Ends) -> bytes:
    return ends.mark + text.replace("\n", ends.newline).encode()


def _items(text: str) -> list[yaml.MappingNode]:
    node = _sequence(text)
    return list(node.value) if node else []


def _sequence(text: str) -> Any:
    """The node of the list of entries; None where nothing stands behind its key."""
    root = yaml.compose(text, Loader=_Loader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    found = next((value for key, value in pairs if key.value == _LIST), None)
    return found if isinstance(found, yaml.SequenceNode) and found.value else None


def _appended(data: bytes | None, entries: Iterable[Entry]) -> bytes:
    return appended(
        _FILE, data or None, _LIST, [yaml_append.Entry((), tuple(_values(each))) for each in entries], _HEAD
    )


def _values(entry: Entry) -> Iterator[tuple[str, Value | Block]]:
    for name, key in KEYS.items():
        value = getattr(entry, name)
        if value or name in _ALWAYS:
            yield key, _as_written(name, value)


def _as_written(name: str, value: str | Sequence[str]) -> Value | Block:
    return Block(value) if name in BLOCKS and isinstance(value, str) else value


def _edit(
    text: str, node: yaml.MappingNode, name: str, value: str | Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The span of a value in an entry, and what takes its place; a key that is not there stands behind the last one."""
    key = KEYS[name]
    found = next((pair for pair in node.value if pair[0].value == key), None)
    last = node.value[-1][1]
    if node.flow_style:
        span = (found[1].start_mark.index, found[1].end_mark.index) if found else None
        at = node.end_mark.index - 1
        yield (
            (*span, behind_key_in_braces(value))
            if span
            else (at, at, f", {key}: {behind_key_in_braces(value)}")
        )
    elif found:
        yield _replaced(text, found[0], found[1], name, value)
    else:
        at = _end_of_line(text, last)
        pad = " " * node.start_mark.column
        lines = "".join(
            f"{pad}{line}\n" if line else "\n" for line in in_lines(key, _as_written(name, value))
        )
        yield at, at, ("" if text[:at].endswith("\n") else "\n") + lines


def _replaced(
    text: str, key: yaml.Node, old: yaml.Node, name: str, value: str | Sequence[str]
) -> tuple[int, int, str]:
    """A block's lines are replaced whole; a value in a line leaves what stands behind it, a comment, where it is."""
    if isinstance(old, yaml.ScalarNode) and old.style in ("|", ">"):
        pad = " " * key.start_mark.column
        first, *more = in_lines(key.value, _as_written(name, value))
        lines = [first, *(f"{pad}{line}" if line else "" for line in more)]
        return key.start_mark.index, _end_of_line(text, old), "\n".join(lines) + "\n"
    written = behind_key(value)
    if old.start_mark.index == old.end_mark.index:  # nothing is there yet
        at = text.index(":", key.end_mark.index) + 1
        return at, at, f" {written}"
    return old.start_mark.index, old.end_mark.index, written


def _end_of_line(text: str, node: yaml.Node) -> int:
    """The beginning of the line behind a value. The mark of a block's end stands there already, or behind empty lines."""
    at: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:at].rstrip(" ")) if text[:at].rstrip(" ").endswith("\n") else at
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
