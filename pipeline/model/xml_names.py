"""XML names of Word's markup (ECMA-376 Part 1, transitional), for the writer and the layout alike."""

from __future__ import annotations

from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def w(name: str) -> str:
    """The name of a `w:` element or attribute in lxml's notation."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """The name of an attribute that holds a relationship's id, in lxml's notation."""
    return f"{{{R}}}{name}"
