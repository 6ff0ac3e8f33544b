"""Entries → review.yaml: new ones stand behind those that are there, and of these single values are put in; all else that
somebody wrote in the file stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.model.characters import FORBIDDEN, LOOK_ALIKES, visible
from pipeline.review.model import Entry, Review
from pipeline.review.read import read_review
from pipeline.review.schema import EntryFile

_HEAD = """\
# 受領した修正の一覧です。採否に「採る」か「採らない」を書き、accept のコマンドで原稿に入れます。
# 修正後は、採る前に直してもかまいません。人の名前が入るので、公開する文書や版には入りません。
"""
_LIST = "受領"
_KEYS = {name: field.alias or name for name, field in EntryFile.model_fields.items()}
# Texts that are written in lines of their own.
_BLOCKS = frozenset(("before", "after", "comment", "now", "note"))
# Shown empty, for somebody or for the program to fill in.
_ALWAYS = frozenset(("decision", "result"))
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_new_entries(review: Review, new: Iterable[Entry]) -> tuple[Review, tuple[Entry, ...]]:
    """The review with those entries that it does not have yet behind its own, and these as they are in it: where
    another entry has their id, they get the next one. Characters that no plan may hold are 〓 there."""
    known = {each.first_mark for each in review.entries}
    added: list[Entry] = []
    grown = review
    for entry in map(_storable, new):
        if entry.mark in known:
            continue
        known.add(entry.mark)
        if any(each.id == entry.id for each in grown.entries):
            entry = replace(entry, id=grown.next_id(entry.id.rpartition("-")[0] or entry.id))
        added.append(entry)
        grown = replace(grown, entries=(*grown.entries, entry))
    return (_read(_appended(review.data, added)) if added else review), tuple(added)


def _storable(entry: Entry) -> Entry:
    values = {name: getattr(entry, name) for name in _KEYS}
    texts: dict[str, Any] = {name: _tidy(name, each) for name, each in values.items() if type(each) is str}
    tidy = replace(entry, **{**texts, "mark": ""})
    return replace(tidy, mark=tidy.first_mark)


def _tidy(name: str, text: str) -> str:
    text = visible(FORBIDDEN.sub("〓", text.translate(LOOK_ALIKES)))
    return text.rstrip("\n") if name in _BLOCKS else re.sub(r"\s*\n\s*", " ", text).strip()


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
    return read_review(data, "review.yaml")


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


def _appended(data: bytes | None, entries: Sequence[Entry]) -> bytes:
    text, ends = _decoded(data or b"")
    node = _sequence(text)
    if node is None:
        head = re.sub(rf"(?m)^{_LIST}:.*\n?", "", text) or _HEAD
        return _encoded(_ended(head) + f"{_LIST}:\n" + _written(entries, 2), ends)
    if node.flow_style:
        at = node.end_mark.index
        last = text[: at - 1].rstrip()
        items = ", ".join(_in_braces(each) for each in entries)
        return _encoded(f"{last.removesuffix(',')}, {items}{text[at - 1 :]}", ends)
    return _encoded(_ended(text) + _written(entries, node.start_mark.column), ends)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _written(entries: Iterable[Entry], indent: int) -> str:
    pad = " " * indent
    return "".join(
        f"{pad}{'- ' if at == 0 else '  '}{line}\n"
        if not line.startswith("\0")
        else (f"{pad}  {line[1:]}\n" if line[1:] else "\n")
        for entry in entries
        for at, line in enumerate(_lines(entry))
    )


def _lines(entry: Entry) -> Iterator[str]:
    """The lines of an entry; those of a text in lines of its own begin with a NUL, since an empty one gets no indent."""
    for name, key in _KEYS.items():
        value = getattr(entry, name)
        if value or name in _ALWAYS:
            first, *more = _pair(name, key, value)
            yield first
            yield from (f"\0{line}" for line in more)


def _pair(name: str, key: str, value: str | Sequence[str]) -> list[str]:
    if name in _BLOCKS and isinstance(value, str) and _fits_block(value):
        return [f"{key}: |-", *(f"  {line}" if line else "" for line in value.split("\n"))]
    return [f"{key}: {_scalar(value)}".rstrip()]


def _fits_block(text: str) -> bool:
    """Whether a text can stand in lines of its own: the first sets the indent, and line breaks at the end would be lost."""
    return bool(text) and text[0] not in " \n\t" and text[-1] not in " \n\t" and not re.search(_UNSEEN, text)


# What YAML can't hold as it is, or reads as the end of a line.
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]"
# What needs no quotes in a value of one line: letters of any script, digits, and signs that mean nothing there.
_BARE = re.compile(r"[^\W\d_][\w（）「」『』、。・／\-./ ]*|\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?Z?|[\w]+")


def _scalar(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return f"[{', '.join(map(_quoted, value))}]"
    bare = _BARE.fullmatch(value) and not value.endswith(" ")
    return value if bare else _quoted(value) if value else ""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(_UNSEEN, lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'


def _in_braces(entry: Entry) -> str:
    values = ((key, getattr(entry, name)) for name, key in _KEYS.items())
    return "{" + ", ".join(f"{key}: {_in_flow(value)}" for key, value in values if value) + "}"


def _in_flow(value: str | Sequence[str]) -> str:
    return _quoted(value) if isinstance(value, str) else _scalar(value)


def _edit(
    text: str, node: yaml.MappingNode, name: str, value: str | Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The span of a value in an entry, and what takes its place; a key that is not there stands behind the last one."""
    key = _KEYS[name]
    found = next((pair for pair in node.value if pair[0].value == key), None)
    last = node.value[-1][1]
    if node.flow_style:
        span = (found[1].start_mark.index, found[1].end_mark.index) if found else None
        at = node.end_mark.index - 1
        yield (*span, _in_flow(value)) if span else (at, at, f", {key}: {_in_flow(value)}")
    elif found:
        yield _replaced(text, found[0], found[1], name, value)
    else:
        at = _end_of_line(text, last)
        pad = " " * node.start_mark.column
        lines = "".join(f"{pad}{line}\n" if line else "\n" for line in _pair(name, key, value))
        yield at, at, ("" if text[:at].endswith("\n") else "\n") + lines


def _replaced(
    text: str, key: yaml.Node, old: yaml.Node, name: str, value: str | Sequence[str]
) -> tuple[int, int, str]:
    """A block's lines are replaced whole; a value in a line leaves what stands behind it, a comment, where it is."""
    if isinstance(old, yaml.ScalarNode) and old.style in ("|", ">"):
        pad = " " * key.start_mark.column
        first, *more = _pair(name, key.value, value)
        lines = [first, *(f"{pad}{line}" if line else "" for line in more)]
        return key.start_mark.index, _end_of_line(text, old), "\n".join(lines) + "\n"
    written = _scalar(value)
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
