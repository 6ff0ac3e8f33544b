"""Values as YAML: each reads back as it was given, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.frozen import dataclass

Value = str | Sequence["Value"] | Mapping[str, "Value"]
# What YAML can't hold as it is, or reads as the end of a line.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
# What needs no quotes: letters of any script, digits, and signs that mean nothing there; behind a key also a time.
_BARE = re.compile(r"[^\W\d_][\w（）「」『』、。・／\-./ ]*(?<! )|\w+")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?Z?")


@dataclass(frozen=True)
class Block:
    """A text that stands in lines of its own, also where it is a single one."""

    text: str


def in_lines(key: str, value: Value | Block) -> list[str]:
    """The lines of a key with its value: a text in lines stands under it, where YAML can hold it so, all else behind it; an empty text is
    left to be written."""
    text = value.text if isinstance(value, Block) else value
    if isinstance(text, str) and (isinstance(value, Block) or "\n" in text) and _fits_lines(text):
        return [f"{key}: |-", *(f"  {line}" if line else "" for line in text.split("\n"))]
    return [f"{key}: {behind_key(text)}".rstrip()]


def behind_key(value: Value) -> str:
    """A value in one line."""
    return value if isinstance(value, str) and _TIME.fullmatch(value) else _in_brackets(value)


def in_braces(values: Mapping[str, Value | Block]) -> str:
    """A mapping in braces, in one line."""
    return f"{{{', '.join(f'{key}: {behind_key_in_braces(value)}' for key, value in values.items())}}}"


def behind_key_in_braces(value: Value | Block) -> str:
    """A value of a mapping in braces: an empty text is there, and a text that goes on over lines stands in one."""
    text = value.text if isinstance(value, Block) else value
    return quoted(text) if isinstance(text, str) else _in_brackets(text)


def _in_brackets(value: Value) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_in_brackets(key)}: {_in_brackets(each)}' for key, each in value.items())}}}"
    if not isinstance(value, str):
        return f"[{', '.join(map(_in_brackets, value))}]"
    return value if not value or _BARE.fullmatch(value) else quoted(value)


def quoted(value: str) -> str:
    """A text in double quotes, which can spell any character."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'


def _fits_lines(text: str) -> bool:
    """Whether a text can stand in lines of its own: the first sets the indent, and line breaks at the end would be lost."""
    return bool(text) and text[0] not in " \n\t" and text[-1] not in " \n\t" and not _UNSEEN.search(text)
