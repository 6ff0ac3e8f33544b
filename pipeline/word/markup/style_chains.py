"""What styles say, each with those that it is based on, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.model.xml_names import w

# What a style says of itself: the first element of each path.
Said = Mapping[str, etree._Element]


def said_of(style: etree._Element) -> Said:
    """What a style or a table says of itself, by its path: asked for each thing anew, lxml takes ten times as long."""
    said: dict[str, etree._Element] = {}
    for group in style:
        for each in group:
            path = f"{group.tag!s}/{each.tag!s}"
            said.setdefault(path, each)
            for inner in each:
                said.setdefault(f"{path}/{inner.tag!s}", inner)
    return said


def any_of(values: Iterable[str], default: str) -> str:
    """The nearest that is not empty."""
    return next(filter(None, values), default)


def first_of(chain: Iterable[Said], path: str, *attributes: str) -> str | None:
    """The nearest style's value of one of `attributes`, names of the same thing."""
    for said in chain:
        if path in said:
            for attribute in attributes:
                if value := said[path].get(w(attribute)):
                    return value
    return None


def number_of(chain: Iterable[Said], path: str, *attributes: str, default: int = 0) -> int:
    """The same of a whole number."""
    return int(first_of(chain, path, *attributes) or default)
