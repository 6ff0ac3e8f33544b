"""A finished document, read: what every check and the projection start from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .findings import Finding
from .formats import format_number
from .names import Element, child, number, value, w
from .numbering import Counter, ListPosition, Number, Numbering, place_of, read_numbering
from .opened import Opened, open_document
from .package import Package
from .reader import read_story
from .sections import Section, read_sections
from .story import Bookmark, Kind, Paragraph, Story
from .styles import Styles
from .uses import uses_in

_HEADING = re.compile(r"(?:heading|資料見出し) ([1-9])", re.IGNORECASE)
_EMPTY = Story("", (), (), (), (), (), (), (), ())


class Heading(NamedTuple):
    """A paragraph that structures the document; `at` is its index, `level` counts from 1."""

    at: int
    level: int
    style: str


class Target(NamedTuple):
    """A bookmark and the story it stands in."""

    story: Story
    bookmark: Bookmark


@dataclass(frozen=True, eq=False, repr=False)
class Reading(Opened):
    """One docx, read once. `numbers` belong to the body's paragraphs; `notes` are stories by footnote id; `uses` are elements of the
    main part (uses.py)."""

    numbering: Numbering
    body: Story
    uses: tuple[Element, ...]
    numbers: tuple[Number | None, ...]
    sections: tuple[Section, ...]
    headers: Mapping[str, Story]
    notes: Mapping[str, Story]
    endnotes: Mapping[str, Story]
    note_numbers: Mapping[str, str | None]
    properties: Mapping[str, str]

    @property
    def stories(self) -> Iterator[Story]:
        """The body, then headers and footers, then notes."""
        yield self.body
        yield from self.headers.values()
        yield from self.notes.values()
        yield from self.endnotes.values()

    @cached_property
    def bookmarks(self) -> Mapping[str, Target]:
        """Every bookmark by its name without case, as Word compares them; of two the first."""
        found: dict[str, Target] = {}
        for story in self.stories:
            for bookmark in story.bookmarks:
                found.setdefault(bookmark.name.casefold(), Target(story, bookmark))
        return found

    def style_name(self, paragraph: Paragraph) -> str:
        """The name of a paragraph's style, the default style's where it names none."""
        return self.styles.name(paragraph.style or self.styles.default)

    def styles_called(self, wanted: Callable[[str], bool]) -> frozenset[str]:
        """Of the styles that the body's paragraphs name those with such a name; the empty one is the default style."""
        used = {each.style for each in self.body.paragraphs}
        return frozenset(each for each in used if wanted(self.styles.name(each or self.styles.default)))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The body's headings: by style name, or by outline level."""
        by_style = {
            style: self._level(style, None) for style in {each.style for each in self.body.paragraphs}
        }
        levels = (
            (each, by_style[each.style] if each.outline is None else self._level(each.style, each.outline))
            for each in self.body.paragraphs
        )
        return tuple(
            Heading(each.index, level, self.style_name(each)) for each, level in levels if level is not None
        )

    def _level(self, style: str, outline: int | None) -> int | None:
        """The level of a heading of this style, with this outline level of its own."""
        if named := _HEADING.fullmatch(self.styles.name(style or self.styles.default)):
            return int(named[1])
        outline = self.styles.outline(style) if outline is None else outline
        return None if outline is None or outline > 8 else outline + 1

    @cached_property
    def heading_at(self) -> Mapping[int, Heading]:
        """Headings by paragraph index."""
        return {each.at: each for each in self.headings}

    def number(self, index: int) -> Number | None:
        """The number of a paragraph of the body."""
        return self.numbers[index] if 0 <= index < len(self.numbers) else None

    def bookmark_number(self, target: Target) -> str:
        """A bookmark's number as references show it: a note's number, 第１章第１節, or the caption's 表２－１.

        Empty when what it marks has no number.
        """
        bookmark = target.bookmark
        if bookmark.footnotes and not bookmark.text.strip():
            return self.note_numbers.get(bookmark.footnotes[0]) or ""
        counted = self.number(bookmark.first) if target.story is self.body else None
        if counted is not None:
            return counted.full
        holds_sequence = any(target.story.fields[each].instruction.kind == "SEQ" for each in bookmark.fields)
        return bookmark.text if holds_sequence else ""

    def where(self, story: Story, index: int) -> str:
        """A place a person can find: the part, the heading above, and how the paragraph begins."""
        text = story.paragraphs[index].text if 0 <= index < len(story.paragraphs) else ""
        heading = self._heading_above(index) if story is self.body else ""
        own = "" if text[:30] == heading[:30] else f"「{_short(text)}」" if text.strip() else "（空の段落）"
        return story.part + (f"「{_short(heading)}」" if heading else "") + own

    def _heading_above(self, index: int) -> str:
        found = bisect_right(self.headings, index, key=lambda each: each.at)
        return self.body.paragraphs[self.headings[found - 1].at].text if found else ""

    def where_element(self, part: str, element: Element) -> str:
        """The place of any element: that of the paragraph around it, or of the first one in it."""
        around = (element, *element.iterancestors(w("p")), *element.iter(w("p")))
        found = next((self._places[each] for each in around if each in self._places), None)
        return part if found is None else self.where(*found)

    @cached_property
    def _places(self) -> Mapping[Element, tuple[Story, int]]:
        """Story and index of each paragraph by its element."""
        return {each.element: (story, each.index) for story in self.stories for each in story.paragraphs}

    def finding(self, code: str, story: Story, index: int, message: str) -> Finding:
        """A finding at a paragraph of one of this document's stories."""
        return Finding(self.name, code, self.where(story, index), message)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:30] + "…"


def read(name: str, docx: bytes) -> Reading:
    """Reads a docx; nothing is raised, what is broken is told by `check_document`."""
    return read_opened(open_document(name, docx))


def read_opened(opened: Opened) -> Reading:
    """Reads a docx that was opened before."""
    package = opened.package
    root = package.trees.get(package.main)
    content = child(root, "body")
    body = _EMPTY if content is None else read_story(package.main, content)
    uses = () if root is None else uses_in((root,))
    return reading_of(opened, body, uses, read_numbering(package.tree("numbering"), opened.styles))


def reading_of(opened: Opened, body: Story, uses: tuple[Element, ...], numbering: Numbering) -> Reading:
    """All that there is to read of a docx whose body was read."""
    package, styles = opened.package, opened.styles
    sections = read_sections(body, package)
    return Reading(
        name=opened.name,
        package=package,
        styles=styles,
        numbering=numbering,
        body=body,
        uses=uses,
        numbers=_numbers(body, styles, numbering),
        sections=sections,
        headers=_headers(package),
        notes=_notes(package, "footnotes", "footnote"),
        endnotes=_notes(package, "endnotes", "endnote"),
        note_numbers=_note_numbers(body, sections, package.tree("settings")),
        properties=_properties(package),
    )


def _headers(package: Package) -> dict[str, Story]:
    names = sorted({*package.all_related("header"), *package.all_related("footer")})
    return {name: read_story(name, package.trees[name]) for name in names if name in package.trees}


def _notes(package: Package, kind: str, tag: str) -> dict[str, Story]:
    part, root = package.related(kind), package.tree(kind)
    if part is None or root is None:
        return {}
    ordinary = (each for each in root.iterfind(w(tag)) if each.get(w("type"), "normal") == "normal")
    return {each.get(w("id"), ""): read_story(part, each) for each in ordinary}


def _numbers(body: Story, styles: Styles, numbering: Numbering) -> tuple[Number | None, ...]:
    """Numbers in document order; text boxes count apart from the text around them."""
    counters = {False: Counter(), True: Counter()}
    places: dict[tuple[str, str | None, int | None], ListPosition | None] = {}
    numbers: list[Number | None] = []
    for each in body.paragraphs:
        key = (each.style, each.num_id, each.ilvl)
        if key not in places:
            places[key] = place_of(styles, numbering, *key)
        place = places[key]
        numbers.append(None if place is None else counters[each.boxed].count(place))
    return tuple(numbers)


def _note_numbers(
    body: Story, sections: tuple[Section, ...], settings: Element | None
) -> dict[str, str | None]:
    """Footnote numbers by id, in document order (17.11.11); None where they begin again on each page."""
    format_name = value(settings, "footnotePr", "numFmt") or "decimal"
    start = number(settings, "footnotePr", "numStart") or 1
    restart = value(settings, "footnotePr", "numRestart") or "continuous"
    numbers: dict[str, str | None] = {}
    count, current = start, 0
    for index, item in body.marks.get(Kind.FOOTNOTE, ()):
        at = _section_at(sections, index)
        section = sections[at] if at < len(sections) else None
        rule = (section and section.note_restart) or restart
        if rule == "eachSect" and at != current:
            count = (section and section.note_start) or start
        current = at
        figure = format_number(count, (section and section.note_format) or format_name)
        numbers.setdefault(item.text, None if rule == "eachPage" else figure)
        count += 1
    return numbers


def _section_at(sections: tuple[Section, ...], index: int) -> int:
    return next((at for at, each in enumerate(sections) if index <= each.last), len(sections))


def _properties(package: Package) -> dict[str, str]:
    """Core properties by their short names: title, creator, created …"""
    for relationship in package.relationships.get("", {}).values():
        if relationship.kind == "core-properties" and relationship.target in package.trees:
            root = package.trees[relationship.target]
            return {str(each.tag).rpartition("}")[2]: each.text or "" for each in root}
    return {}
