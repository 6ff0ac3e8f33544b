"""What is raised in a text (m², CO₂): kept in titles that are printed elsewhere, spelled where text has no looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from pipeline.model.inlines import (
    Anchor,
    Changed,
    Emphasis,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Link,
    Mention,
    Note,
    Raised,
    Reference,
    Ruby,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain_text,
)


def raised_text(
    content: Iterable[Inline], shown: Callable[[Reference], Inlines] = lambda reference: ()
) -> Inlines:
    """The same text with nothing of how it looks but what is raised in it; empty where nothing is."""
    pieces = tuple(_flat(content, shown))
    return pieces if any(isinstance(each, Raised) for each in pieces) else ()


def _flat(content: Iterable[Inline], shown: Callable[[Reference], Inlines]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Superscript(inner) | Subscript(inner):
                text = plain_text(inner, lambda reference: plain_text(shown(reference)))
                yield replace(inline, content=(Text(text),))
            case Reference() if not inline.content:
                yield from shown(inline)
            case Strong() | Emphasis() | Link() | Mention() | Changed() | Anchor() | Reference():
                yield from _flat(inline.content, shown)
            case Text() | Ruby() | LineBreak() | InlinePicture() | Note():
                yield Text(plain_text((inline,)))
            case _:
                assert_never(inline)


# The characters that Unicode has for what is raised, and what they stand for.
_HIGH = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOW = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_SPELLED: Mapping[type[Superscript | Subscript], Mapping[str, str]] = {Superscript: _HIGH, Subscript: _LOW}
# What has text within, as one union: making it anew for each inline takes longer than asking.
_AROUND = Span | Reference
_RUNS = "|".join(f"([{''.join(spelled.values())}]+)" for spelled in _SPELLED.values())


def with_raised_spelled(content: Iterable[Inline]) -> Inlines:
    """Inlines for where text has no looks (m², CO₂): what is raised as characters of their own, where Unicode has all of them;
    pictures as what is read aloud of them."""
    content = tuple(content)
    for inline in content:
        if not isinstance(inline, Text):
            return tuple(
                spelled
                for inline in content
                for spelled in ((inline,) if isinstance(inline, Text) else _spelled(inline))
            )
    return content  # as in nearly all


def _spelled(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Raised):
        spelled, text = _SPELLED[type(inline)], plain_text(inline.content)
        plain = all(isinstance(each, Text) for each in inline.content)
        yield Text("".join(map(spelled.__getitem__, text))) if plain and {*text} <= {*spelled} else inline
    elif isinstance(inline, InlinePicture):
        yield from (Text("［"), *with_raised_spelled(inline.alt), Text("］"))
    elif isinstance(inline, _AROUND):
        content = with_raised_spelled(inline.content)
        yield inline if content is inline.content else replace(inline, content=content)
    else:
        yield inline


def unspelled(text: str) -> Inlines:
    """Text with such characters, which many fonts lack, as it is printed."""
    return tuple(_unspelled(run) for run in re.split(_RUNS, text) if run)


def _unspelled(run: str) -> Inline:
    for kind, spelled in _SPELLED.items():
        plain = {written: each for each, written in [*spelled.items()][::-1]}
        if run[0] in plain:
            return kind((Text("".join(map(plain.__getitem__, run))),))
    return Text(run)
