"""The values of attributes: plain text in half-width quotes, told where it is written otherwise."""

from __future__ import annotations

import re
from typing import Any

from pipeline.problems import Code
from pipeline.source.attribute_keys import QUOTES
from pipeline.source.fragment import Fragment, Position, written_keys
from pipeline.source.unparsed_markup import plain_hint, plain_leftover

# Those that documents print.
_PRINTED = frozenset(("題", "説明", "単位", "右の単位", "表側", "ruby"))


def read_values(fragment: Fragment, attributes: Any, position: Position) -> dict[str, str]:
    """The values by their keys, without quotes of other kinds. Such are told, and markup in what is printed."""
    return {key: _read(fragment, position, key, value) for key, value in written_keys(attributes).items()}


def _read(fragment: Fragment, position: Position, key: str, value: str) -> str:
    if value and (value[0] in QUOTES or value[-1] in QUOTES):
        place, written = _place(fragment, position, f"{key}=")
        if written and not written.startswith(f'{key}="'):
            bare = value.strip(QUOTES)
            fragment.problem_in_source(
                place,
                Code.MD_ATTRIBUTE,
                f"属性「{key}」の値「{value}」の引用符が違います",
                f'属性の値は半角の " で囲みます（例: {key}="{bare}"）',
            )
            return bare
    if key in _PRINTED and (leftover := plain_leftover(value)):
        place, _ = _place(fragment, position, f"{key}=", leftover)
        fragment.problem_in_source(
            place,
            Code.MD_LEFTOVER,
            f"「{leftover}」は、ここでは書式にならず、文字のまま出ます",
            plain_hint(leftover),
        )
    return value


def _place(fragment: Fragment, position: Position, *words: str) -> tuple[Position, str]:
    """Where the last of words that follow each other stands in a position's line as its author wrote it, and that line from
    there on; the position and nothing where it is written otherwise."""
    line, column = position
    column = fragment.protected.original_column(line, column)
    written = fragment.text.split("\n")[line - 1]
    pattern = r"(?<![^\s{])" + ".*?".join(f"({re.escape(word)})" for word in words)
    found = re.compile(pattern).search(written, column - 1)
    if not found:
        return (line, column), ""
    start = found.start(len(words))
    return (line, start + 1), written[start:]
