"""Finished pages of the HTML edition, read: their headings, links, captions, notes and lines of text, as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from .names import Element

_HEADING = re.compile(r"h([1-6])")
# Elements within a line of text; all others begin a line of their own.
_IN_LINE = frozenset(
    ("a", "span", "strong", "em", "mark", "sup", "sub", "ruby", "rb", "dfn", "img", "br", "wbr", "b", "i")
)
# What is no text of the plan: readings over kanji, marks of notes, what is drawn and the numbers of that, ways to other pages.
_SILENT_TAGS = frozenset(("rt", "rp", "svg", "script", "style", "details", "noscript", "form", "nav"))
_SILENT = frozenset(("note-mark", "label", "diagram", "back", "note", "notes-title"))
_DRAWN = frozenset(("drawing", "chart"))


class Heading(NamedTuple):
    """A heading: `number` and `title` as they are marked in it."""

    level: int
    id: str
    number: str
    title: str


class Link(NamedTuple):
    """A link: where it leads, its text, and what kind of reference it is, if one ("reference", "page-number")."""

    to: str
    text: str
    kind: str


class Named(NamedTuple):
    """Something with an id: its tag, and the number and the title that stand in it, or else its whole text as the title."""

    tag: str
    number: str
    title: str


class Note(NamedTuple):
    """A footnote: its number, its text, and the address to which it leads back."""

    id: str
    number: str
    text: str
    back: str


class Line(NamedTuple):
    """A line of text, without blanks, and the id of the heading that it stands under."""

    section: str
    text: str


class Page(NamedTuple):
    """One page. `title` is that of its window, `kind` what its body says that it is, `files` are those that it shows or runs."""

    name: str
    title: str
    language: str
    kind: str
    mains: int
    ids: tuple[str, ...]
    named: Mapping[str, Named]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    lines: tuple[Line, ...]
    files: tuple[str, ...]
    figures: tuple[Element, ...]
    whole: str  # all of its text, without blanks


def read_page(name: str, data: bytes) -> Page:
    """Reads a page; nothing is raised, what is broken is missing then."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        root = etree.Element("html")
    main = next(root.iter("main"), etree.Element("main"))
    body = next(root.iter("body"), main)
    title = next(root.iter("title"), None)
    headings = tuple(_headings(main))
    return Page(
        name,
        "" if title is None else title.text or "",
        root.get("lang", ""),
        body.get("class", "").removeprefix("page-"),
        sum(1 for _ in root.iter("main")),
        tuple(each.get("id", "") for each in root.iter() if each.get("id")),
        {each.get("id", ""): _named(each) for each in main.iter(etree.Element) if each.get("id")},
        headings,
        tuple(_link(each) for each in root.iter("a") if each.get("href") is not None),
        tuple(_note(each) for each in main.iter("div") if "note" in classes_of(each)),
        tuple(_lines(main)),
        tuple(_files(root)),
        tuple(main.iter("figure")),
        text_of(main),
    )


def classes_of(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class", "").split())


def squeezed(text: str) -> str:
    """Text without any blanks."""
    return "".join(text.split())


def text_of(element: Element) -> str:
    """What an element says, without blanks, readings and marks of notes."""
    return squeezed("".join(_texts(element)))


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SILENT_TAGS or "note-mark" in classes_of(element):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _headings(main: Element) -> Iterator[Heading]:
    for element in main.iter(etree.Element):
        found = _HEADING.fullmatch(str(element.tag))
        if found and "notes-title" not in classes_of(element):
            named = _named(element)
            yield Heading(int(found[1]), element.get("id", ""), named.number, named.title)


def _named(element: Element) -> Named:
    """Of a box and of a term the title is what its own heading or its name says."""
    around = element
    if "box" in classes_of(element):
        around = next((each for each in element if "box-title" in classes_of(each)), element)
    elif element.tag == "figure":
        around = next(element.iterchildren("figcaption"), element)
    elif element.tag == "div":
        around = next(element.iter("caption"), element)
    title = next(
        (each for each in around.iter("span", "dfn") if each.tag == "dfn" or _is(each, "title")), around
    )
    number = next((each for each in around.iter("span") if _is(each, "number")), None)
    return Named(str(element.tag), "" if number is None else text_of(number), text_of(title))


def _is(element: Element, name: str) -> bool:
    return name in classes_of(element)


def _link(element: Element) -> Link:
    kind = next((each for each in ("reference", "page-number") if each in classes_of(element)), "")
    return Link(element.get("href", ""), text_of(element), kind)


def _note(element: Element) -> Note:
    back = next((each for each in element.iter("a") if "back" in classes_of(each)), None)
    number = "" if back is None else text_of(back)
    text = text_of(element).removeprefix(number)
    return Note(element.get("id", ""), number, text, "" if back is None else back.get("href", ""))


def _files(root: Element) -> Iterator[str]:
    for element in root.iter("img", "script", "link"):
        address = element.get("src") or element.get("href") or ""
        if address and not address.startswith("data:"):
            yield address


def _lines(main: Element) -> Iterator[Line]:
    section, line = "", ""
    for text in _pieces(main):
        if isinstance(text, str):
            line += text
            continue
        if said := squeezed(line):
            yield Line(section, said)
        line = ""
        if _HEADING.fullmatch(str(text.tag)) and text.get("id"):
            section = text.get("id", "")
    if said := squeezed(line):
        yield Line(section, said)


def _pieces(element: Element) -> Iterator[str | Element]:
    """The text of an element in reading order; the elements themselves stand where a line begins or ends."""
    if not isinstance(element.tag, str) or element.tag in _SILENT_TAGS or classes_of(element) & _SILENT:
        return
    apart = element.tag not in _IN_LINE or "unit" in classes_of(element)
    if apart:
        yield element
    yield element.text or ""
    for child in element:
        # Of what is drawn only the caption is text as the plan has it.
        if not (classes_of(element) & _DRAWN and child.tag != "figcaption"):
            yield from _pieces(child)
        yield child.tail or ""
    if apart:
        yield element.getroottree().getroot()
