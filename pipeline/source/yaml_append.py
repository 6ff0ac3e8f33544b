"""Entries put at the end of a list in a YAML file, every byte of which stays as it was written.

The list is found by PyYAML's own marks, so it may be written in any way: in lines, in brackets, empty, or not there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.source.yaml_values import Block, Value, in_braces, in_lines

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


class _Unappendable(ValueError):
    """A file that no list can be added to, since it is no mapping that is written in lines."""


def appended(
    file: str, data: bytes | None, key: str, entries: Sequence[Entry], head: Sequence[str] = ()
) -> bytes:
    """A file (UTF-8) with these entries at the end of its list `key`. Where there is no file, it begins with the lines of `head`.

    Raises PlanErrors, in which the file is called `file`, where it is written so that none can be added.
    """
    if not entries:
        return data or b""
    text = "".join(f"{line}\n" for line in head) if data is None else data.decode()
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    bom, plain = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    try:
        at, added, gone = _splice(plain, key, entries)
        new = plain[:at] + added.replace("\n", ends) + plain[at + gone :]
        if not _only_added(plain, new, key, len(entries)):
            raise _Unappendable(key)
    except _Unappendable:
        raise PlanErrors([_unappendable(file, key)]) from None
    return f"{bom}{new}".encode()


def _unappendable(file: str, key: str) -> Problem:
    return Problem(
        Location(file),
        Code.YAML_SYNTAX,
        f"このファイルの「{key}」には書き足せません",
        f"「{key}:」の行を置き、その下に「- 」で始まる一覧を書いてください",
    )


def _splice(text: str, key: str, entries: Sequence[Entry]) -> tuple[int, str, int]:
    """Where text is put in, which, and how much of what stands there goes: nothing but the brackets of an empty list."""
    root = _root(text)
    if root is None:
        return _at_end(text, f"{key}:\n{_block(entries, _INDENT)}")
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _Unappendable(key)
    found = next((each for name, each in root.value if name.value == key), None)
    if found is None:
        return _at_end(text, f"{key}:\n{_block(entries, _INDENT)}", _end(text, root, 0))
    begin, end = found.start_mark.index, found.end_mark.index
    if isinstance(found, yaml.SequenceNode) and found.value:
        if found.flow_style:
            return end - 1, _in_brackets(text, found, entries), 0
        column = found.start_mark.column
        return _at_end(text, _block(entries, column), _end(text, found, column))
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if end == begin:
        return _at_end(text, _block(entries, _INDENT), line_end)
    rest = text[end:line_end]
    broken = "" if rest.endswith("\n") else "\n"
    return begin, f"{rest}{broken}{_block(entries, _INDENT)}", line_end - begin


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


def _block(entries: Sequence[Entry], column: int) -> str:
    indent = " " * column
    return "".join(f"{indent}{line}\n" if line else "\n" for entry in entries for line in _lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {_one_line(comment)}".rstrip() for comment in entry.comments)
    begin = "- "
    for key, value in entry.values:
        for line in in_lines(key, value):
            yield f"{begin}{line}" if line else ""
            begin = "  "


def _in_brackets(text: str, found: yaml.SequenceNode, entries: Sequence[Entry]) -> str:
    """Entries before the closing bracket of a list that has some already."""
    last = found.value[-1].end_mark.index
    comma = "" if "," in re.sub("#[^\n]*", "", text[last : found.end_mark.index]) else ","
    indent = " " * _INDENT
    shown = f",\n{indent}".join(in_braces(dict(entry.values)) for entry in entries)
    comments = "".join(f"{indent}# {_one_line(comment)}\n" for entry in entries for comment in entry.comments)
    return f"{comma}\n{comments}{indent}{shown}\n"


def _one_line(comment: str) -> str:
    return re.sub(r"\s*[\n\r]\s*", " ", comment).rstrip()


def _only_added(before: str, after: str, key: str, count: int) -> bool:
    """Whether a file reads as before, but for so many entries more in its list."""
    try:
        old, new = yaml.load(before, _Reader) or {}, yaml.load(after, _Reader)
    except yaml.YAMLError:
        return False
    was, now = old.get(key) or [], new.get(key) or []
    return bool(
        now[: len(was)] == was and len(now) == len(was) + count and {**old, key: 0} == {**new, key: 0}
    )
