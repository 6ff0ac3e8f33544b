"""Smaller variants of the styles of tables' text, for tables in which a number or a word would else be broken.

A table's columns are fitted first; where that is not enough its text is set smaller by half points, down to what the template
allows. A document gets those of the variants that it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from lxml import etree

from pipeline.frozen import replace
from pipeline.model.floats import Grid
from pipeline.model.inlines import Role
from pipeline.word.markup.oxml import smaller_style
from pipeline.word.markup.styles import ByName, Smaller, Styles

_Value = TypeVar("_Value")
_PARAGRAPH_STYLE = r'<w:pStyle [^>]*w:val="([^"]*)"'
_SHRINKING = (Role.CELL, Role.CELL_HEAD, Role.CELL_NUMBER, Role.CELL_CENTRED)


def with_smaller(styles: Styles, least: int) -> Styles:
    """The styles with variants of those of tables' text, as small as `least` half-points (0: none)."""
    if not least:
        return styles
    made = {
        _name(role, size): Smaller(role.value, size, _line(styles, role, size))
        for role in _SHRINKING
        if ("paragraph", role.value) in styles.ids
        for size in range(least, styles.sizes[role.value])
    }

    def extended(values: Mapping[str, _Value], own: Mapping[str, _Value]) -> Mapping[str, _Value]:
        default = values.default if isinstance(values, ByName) else next(iter(own.values()))
        return ByName({**values, **own}, default)

    def like_base(values: Mapping[str, _Value]) -> Mapping[str, _Value]:
        return extended(values, {name: values[each.base] for name, each in made.items()})

    return replace(
        styles,
        ids={**styles.ids, **{("paragraph", name): _id(styles, each) for name, each in made.items()}},
        sizes=extended(styles.sizes, {name: each.size for name, each in made.items()}),
        lines=extended(styles.lines, {name: each.line for name, each in made.items()}),
        fixed=styles.fixed | {name for name, each in made.items() if each.base in styles.fixed},
        kept=styles.kept | {name for name, each in made.items() if each.base in styles.kept},
        spaces=like_base(styles.spaces),
        indents=like_base(styles.indents),
        tabs=like_base(styles.tabs),
        fonts=like_base(styles.fonts),
        latin=like_base(styles.latin),
        smaller=made,
        least=least,
    )


def in_smaller_text(styles: Styles, grid: Grid, by: int) -> Grid | None:
    """A grid with its text `by` half-points smaller, where that is not less than the least; None where none of it can be, or
    some of it is no text of tables."""
    sizes = {
        each.role: styles.sizes[each.role]
        for row in grid.rows
        for cell in row
        if cell
        for each in cell.content
    }
    names = {role: _name(role, max(size - by, min(size, styles.least))) for role, size in sizes.items()}
    if not set(sizes) <= set(_SHRINKING) or all(size - by < styles.least for size in sizes.values()):
        return None
    return replace(
        grid,
        rows=tuple(
            tuple(
                cell
                and replace(
                    cell,
                    content=tuple(
                        replace(
                            each, role=names[each.role] if names[each.role] in styles.smaller else each.role
                        )
                        for each in cell.content
                    ),
                )
                for cell in row
            )
            for row in grid.rows
        ),
    )


def used_styles(styles: Styles, markup: Iterable[str]) -> Iterator[etree._Element]:
    """The variants that pieces of markup use, as they stand in styles.xml."""
    pieces = markup if styles.smaller else ()
    used = {name for piece in pieces for name in re.findall(_PARAGRAPH_STYLE, piece)}
    for name, each in styles.smaller.items():
        identity = styles.ids["paragraph", name]
        if identity in used:
            base = styles.ids["paragraph", each.base]
            line = each.line if each.base in styles.fixed else 0
            yield etree.fromstring(smaller_style(identity, name, base, each.size, line))


def _name(role: str, size: int) -> str:
    return f"{role} {size / 2:g}pt"


def _id(styles: Styles, smaller: Smaller) -> str:
    taken = set(styles.ids.values())
    identity = f"{styles.ids['paragraph', smaller.base]}-{smaller.size}"
    while identity in taken:
        identity += "-"
    return identity


def _line(styles: Styles, role: str, size: int) -> int:
    """The pitch of its lines: as much lower as its text is, where it is fixed."""
    pitch = styles.lines[role]
    return round(pitch * size / styles.sizes[role]) if role in styles.fixed else pitch
