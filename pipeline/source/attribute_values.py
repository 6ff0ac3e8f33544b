"""The values of attributes: plain text in half-width quotes, told where it is written otherwise, or again."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from pipeline.problems import Code
from pipeline.source.attribute_keys import QUOTES, written_key
from pipeline.source.fragment import Fragment, Position, written_keys
from pipeline.source.unparsed_markup import plain_hint, plain_leftover

# Those that documents print.
_PRINTED = frozenset(("題", "説明", "単位", "右の単位", "表側", "ruby"))
_ONE = "使われるのは、{}のものだけです。一つにしてください"


def read_values(fragment: Fragment, attributes: Any, position: Position) -> dict[str, str]:
    """The values by their keys, without quotes of other kinds. Such are told, and markup in what is printed; and a second value,
    by which pandoc forgets the first."""
    values = written_keys(attributes)
    if len(attributes[2]) > len(values) + 1:  # and its place
        for name, count in Counter(name for name, _ in attributes[2]).items():
            if count > 1 and (key := written_key(name)) in values:
                place, _ = _place(fragment, position, f"{key}=", f"{key}=")
                again = f"属性「{key}」が二つあります"
                fragment.problem_in_source(place, Code.MD_ATTRIBUTE, again, _ONE.format("後"))
    return {key: _read(fragment, position, key, value) for key, value in values.items()}


def tell_second_id(fragment: Fragment, position: Position) -> None:
    """Report an id behind that of a heading or a div: pandoc forgets it."""
    if fragment.source_at(position).rpartition("{")[2].count("#") < 2:
        return
    (line, column), written = _source_at(fragment, position)
    written = re.sub(r'"[^"]*"', lambda value: "_" * len(value.group()), written)
    ids = [*re.finditer(r"(?<=[\s{])#[^\s}]+", written[written.rfind("{") :])]
    if len(ids) > 1:
        place = line, column + written.rfind("{") + ids[1].start()
        again = f"idが二つあります（{ids[0].group()} と {ids[1].group()}）"
        fragment.problem_in_source(place, Code.MD_ATTRIBUTE, again, _ONE.format("前"))


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
    (line, column), written = _source_at(fragment, position)
    pattern = r"(?<![^\s{])" + ".*?".join(f"({re.escape(word)})" for word in words)
    found = re.search(pattern, written)
    if not found:
        return (line, column), ""
    start = found.start(len(words))
    return (line, column + start), written[start:]


def _source_at(fragment: Fragment, position: Position) -> tuple[Position, str]:
    """A position in the text as its author wrote it, and its line from there on."""
    line, column = position
    column = fragment.protected.original_column(line, column)
    return (line, column), fragment.text.split("\n")[line - 1][column - 1 :]
