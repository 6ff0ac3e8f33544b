"""XML names of Word's markup (ECMA-376 Part 1, transitional), for the writer and the layout alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFF = ("0", "false", "off")  # of an on/off value (22.9.2.7)


@cache
def w(name: str) -> str:
    """The name of a `w:` element or attribute in lxml's notation."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """The name of an attribute that holds a relationship's id, in lxml's notation."""
    return f"{{{R}}}{name}"


def is_on(switch: etree._Element | None) -> bool:
    """Whether an on/off property is there and says on, as it does without a value (17.17.4)."""
    return switch is not None and switch.get(w("val"), "1") not in OFF
