"""XML names of the markup that the layout copy is made from (ECMA-376 Part 1, transitional)."""

from __future__ import annotations

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def qn(name: str) -> str:
    """The qualified name of `w:p` in lxml's notation. (python-docx has the same, and loads itself whole for it.)"""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"
