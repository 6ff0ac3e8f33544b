"""Entries put at the end of a list or a mapping in a YAML file, every byte of which stays as it was written.

The list is found by PyYAML's own marks, so it may be written in any way: in lines, in brackets, empty, or not there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.source.yaml_values import Block, Value, behind_key, in_braces, in_lines

_BOM = "\ufeff"
_INDENT = 2
_Composer: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Reader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Entry:
    """A mapping to be added: lines of comments before it, and its keys with their values. An empty value is left to be written; lists and
    mappings stand in brackets."""

    comments: tuple[str, ...]
    values: tuple[tuple[str, Value | Block], ...]


@dataclass(frozen=True)
class Pair:
    """A key to be added to a mapping, with its value and a comment behind it; without a key the comment stands in a line of its own."""

    key: str
    value: str
    comment: str = ""


class _Unappendable(ValueError):
    """A file that no list can be added to, since it is no mapping that is written in lines."""


def appended(
    file: str, data: bytes | None, key: str, entries: Sequence[Entry], head: Sequence[str] = ()
) -> bytes:
    """A file (UTF-8) with these entries at the end of its list `key`. Where there is no file, it begins with the lines of `head`.

    Raises PlanErrors, in which the file is called `file`, where it is written so that none can be added.
    """
    return _appended(file, data, key, _Added(tuple(entries)), head)


def appended_pairs(
    file: str, data: bytes | None, key: str, pairs: Sequence[Pair], head: Sequence[str] = ()
) -> bytes:
    """The same of a mapping that stands under a key."""
    return _appended(file, data, key, _Added(tuple(pairs)), head)


def _appended(file: str, data: bytes | None, key: str, added: _Added, head: Sequence[str]) -> bytes:
    if not added.entries:
        return data or b""
    text = "".join(f"{line}\n" for line in head) if data is None else data.decode()
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    bom, plain = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    try:
        at, lines, gone = _splice(plain, key, added)
        new = plain[:at] + lines.replace("\n", ends) + plain[at + gone :]
        if not _only_added(plain, new, key, added):
            raise _Unappendable(key)
    except _Unappendable:
        raise PlanErrors([_unappendable(file, key, added)]) from None
    return f"{bom}{new}".encode()


@dataclass(frozen=True)
class _Added:
    """What is added: entries of a list, or pairs of a mapping."""

    entries: tuple[Entry, ...] | tuple[Pair, ...]

    @property
    def node(self) -> type[yaml.CollectionNode]:
        return yaml.MappingNode if isinstance(self.entries[0], Pair) else yaml.SequenceNode

    def block(self, column: int) -> str:
        indent = " " * column
        lines = (line for entry in self.entries for line in _lines(entry))
        return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


def _unappendable(file: str, key: str, added: _Added) -> Problem:
    begin = "「- 」で始まる一覧" if added.node is yaml.SequenceNode else "「項目: 値」の行"
    return Problem(
        Location(file),
        Code.YAML_SYNTAX,
        f"このファイルの「{key}」には書き足せません",
        f"「{key}:」の行を置き、その下に{begin}を書いてください",
    )


def _splice(text: str, key: str, added: _Added) -> tuple[int, str, int]:
    """Where text is put in, which, and how much of what stands there goes: nothing but the brackets of an empty list."""
    root = _root(text)
    if root is None:
        return _at_end(text, f"{key}:\n{added.block(_INDENT)}")
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _Unappendable(key)
    found = next((each for name, each in root.value if name.value == key), None)
    if found is None:
        return _at_end(text, f"{key}:\n{added.block(_INDENT)}", _end(text, root, 0))
    begin, end = found.start_mark.index, found.end_mark.index
    if isinstance(found, added.node) and found.value:
        if found.flow_style:
            return end - 1, _in_brackets(text, found, added), 0
        column = found.start_mark.column
        return _at_end(text, added.block(column), _end(text, found, column))
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if end == begin:
        return _at_end(text, added.block(_INDENT), line_end)
    rest = text[end:line_end]
    broken = "" if rest.endswith("\n") else "\n"
    return begin, f"{rest}{broken}{added.block(_INDENT)}", line_end - begin


def _root(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, _Composer)
    except yaml.YAMLError as error:
        raise _Unappendable(str(error)) from error


def _at_end(text: str, added: str, at: int | None = None) -> tuple[int, str, int]:
    place = len(text) if at is None else at
    begun = place > 0 and text[place - 1] != "\n"
    return place, ("\n" if begun else "") + added, 0


def _end(text: str, node: yaml.Node, column: int) -> int:
    """The end of the last line of a block: its mark is where the next thing begins, after blank lines and others' comments.

    Comments that stand no further in than the block are between it and what follows; at the end of the file they are its own.
    """
    end: int = node.end_mark.index
    if not text[end:].strip():
        return len(text)
    lines = text[:end].splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        end -= len(lines.pop())
    while lines:
        bare = lines[-1].strip()
        indent = len(lines[-1]) - len(lines[-1].lstrip(" "))
        if bare and not (bare.startswith("#") and indent <= column and indent == 0):
            break
        end -= len(lines.pop())
    return end


def _lines(entry: Entry | Pair) -> Iterator[str]:
    if isinstance(entry, Pair):
        comment = f"# {_one_line(entry.comment)}" if entry.comment else ""
        yield "  ".join(filter(None, (_pair(entry), comment)))
        return
    yield from (f"# {_one_line(comment)}".rstrip() for comment in entry.comments)
    begin = "- "
    for key, value in entry.values:
        for line in in_lines(key, value):
            yield f"{begin}{line}" if line else ""
            begin = "  "


def _pair(pair: Pair) -> str:
    return f"{behind_key(pair.key)}: {behind_key(pair.value)}" if pair.key else ""


def _in_brackets(text: str, found: yaml.CollectionNode, added: _Added) -> str:
    """Entries before the closing bracket of a list or mapping that has some already; comments stand before them."""
    final = found.value[-1]
    last = (final if isinstance(final, yaml.Node) else final[1]).end_mark.index
    comma = "" if "," in re.sub("#[^\n]*", "", text[last : found.end_mark.index]) else ","
    indent = " " * _INDENT
    shown = f",\n{indent}".join(filter(None, map(_bracketed, added.entries)))
    said = (comment for entry in added.entries for comment in _comments(entry))
    comments = "".join(f"{indent}# {_one_line(comment)}\n" for comment in said)
    return f"{comma}\n{comments}{indent}{shown}\n"


def _bracketed(entry: Entry | Pair) -> str:
    return _pair(entry) if isinstance(entry, Pair) else in_braces(dict(entry.values))


def _comments(entry: Entry | Pair) -> Iterator[str]:
    if isinstance(entry, Entry):
        yield from entry.comments
    elif entry.comment:
        yield " ".join(filter(None, (entry.key, entry.comment)))


def _one_line(comment: str) -> str:
    return re.sub(r"\s*[\n\r]\s*", " ", comment).rstrip()


def _only_added(before: str, after: str, key: str, added: _Added) -> bool:
    """Whether a file reads as before, but for what was added to its list or mapping."""
    try:
        old, new = yaml.load(before, _Reader) or {}, yaml.load(after, _Reader)
    except yaml.YAMLError:
        return False
    if {**old, key: 0} != {**new, key: 0}:
        return False
    if added.node is yaml.MappingNode:
        pairs = {each.key: each.value for each in added.entries if isinstance(each, Pair) and each.key}
        was = old.get(key) or {}
        return isinstance(was, dict) and bool(new.get(key) == {**was, **pairs})
    listed, now = old.get(key) or [], new.get(key) or []
    return bool(now[: len(listed)] == listed and len(now) == len(listed) + len(added.entries))
