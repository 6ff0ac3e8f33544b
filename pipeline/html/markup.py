"""HTML as text: escaped where text enters, one place for how an element is written."""

from __future__ import annotations

import re
from functools import cache

from pipeline.line_ends import phrased
from pipeline.problems import Location
from pipeline.words import REFERENCE

# Characters that a page's own id, made by the program, holds and no author's does.
APART = "."
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "　"})
_SPECIAL = re.compile(r'[&<>"\t]')
_FIRST_TAG = re.compile(r"<[a-z0-9]+")
_CLASS = re.compile(r'(?<= class=")[^"]*')
_PLACES = re.compile(r' data-(?:at|block)="[^"]*"')


def escaped(text: str) -> str:
    """Text as it stands in markup, in attributes as between tags. A tab, which a browser shows as a blank, is a wide one."""
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text


def attributes(**values: str | int | None) -> str:
    """Attributes, those that are None or empty left out; `class_` is class, `aria_label` aria-label."""
    if not values:  # as of most elements
        return ""
    return "".join(
        f' {_name(name)}="{escaped(str(value))}"' for name, value in values.items() if value not in (None, "")
    )


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(name: str, content: str, extra: str = "", **values: str | int | None) -> str:
    """An element with its content, which is markup; `extra` are attributes that are written already."""
    return f"<{name}{attributes(**values)}{extra}>{content}</{name}>"


def placed_at(location: Location | None) -> str:
    """The attribute that tells the preview where an element is written; nothing where nobody knows."""
    return attributes(data_at=f"{location.file}:{location.line}") if location and location.line else ""


def with_attribute(markup: str, attribute: str) -> str:
    """An element's markup with one more attribute."""
    found = _FIRST_TAG.match(markup)
    assert found, "a block is an element"
    return f"{found[0]}{attribute}{markup[found.end() :]}"


def with_class(markup: str, name: str) -> str:
    """An element's markup with one more class, if `name` is any."""
    if not name:
        return markup
    tag, rest = markup[: markup.index(">")], markup[markup.index(">") :]
    if _CLASS.search(tag):
        return _CLASS.sub(rf"\g<0> {name}", tag, count=1) + rest
    return f"{tag}{attributes(class_=name)}{rest}"


def without_places(markup: str) -> str:
    """Markup without where it is written, which each line put in above it would change."""
    return _PLACES.sub("", markup)


def in_phrases(text: str, names: tuple[str, ...] = ()) -> str:
    """Text of a title, with `wbr` where its lines may end: browsers know no phrases, and those that do part 第|３期."""
    return "<wbr>".join(map(escaped, phrased(text, names)))


def with_numbers_whole(text: str) -> str:
    """Text of a reference, in which no line parts a number of several parts: 表２－１, and １(2) in 第２節１(2)."""
    whole = rf"{REFERENCE}|[0-9０-９]+(?:－[0-9０-９]+)+"
    return re.sub(whole, lambda found: element("span", found[0], class_="whole"), escaped(text))


def share(width: float) -> str:
    """The class of something that takes this share (0 to 1) of the width: w-5 to w-100. Pages allow no styles of their own."""
    return f"w-{min(max(round(width * 20), 1), 20) * 5}"


def column_share(width: float) -> str:
    """The class of a column that takes this share (0 to 1) of its table: w-1 to w-100, rounded down, since what is over 100 in all is
    taken from the last column."""
    return f"w-{min(max(int(width * 100 + 1e-6), 1), 100)}"
