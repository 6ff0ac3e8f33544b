"""Styles with those that they are based on, from which they have what they don't say themselves (ECMA-376 Part 1, 17.7.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model.xml_names import w


def by_id(styles: etree._Element) -> Mapping[str, etree._Element]:
    """All styles of a document by their ids."""
    return {style.get(w("styleId"), ""): style for style in styles.iterfind(w("style"))}


def ancestry(identity: str, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """The style with this id and those that it is based on, nearest first; a circle ends the walk, as does an id of no style."""
    seen = set[str]()
    while identity and identity in styles and identity not in seen:
        seen.add(identity)
        yield styles[identity]
        based = styles[identity].find(w("basedOn"))
        identity = "" if based is None else based.get(w("val"), "")
