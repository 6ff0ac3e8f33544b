"""Marks: bookmarks added to the copy, at the places whose pages are to be measured."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.layout.ancestry import ancestry, by_id
from pipeline.layout.margins import headers_of
from pipeline.layout.page_begins import begins_page, breaking_styles
from pipeline.layout.texts import last_bookmark, text_of
from pipeline.model.contract import DIVISION_HEADING
from pipeline.model.pages import TWIPS_IN_POINT
from pipeline.model.xml_names import is_on, w

# Paper sizes are rounded to twips in Word and to whole units elsewhere.
TOLERANCE = 1.0  # points
# Ids of bookmarks that are added: far above those that a document has.
_FIRST_ID = 10_000_000
# A row whose cells have no more characters and paragraphs than these is not as high as a page, however narrow.
_SHORT, _FEW = 60, 10
# A heading of no more characters stands on one line, so that it ends on the page on which it begins.
_LINE = 20
# A line of a font's own height, in em: about what Japanese fonts have.
_FONT_HEIGHT = 1.3
# Marks at the beginning of a section: its first paragraphs may be in frames that stand off the paper.
_BEGINNINGS = 3


@dataclass(frozen=True)
class Section:
    """A section of the document: its paper and margins in points, its page numbers, and the marks in it, of which the first
    is at its start; those behind are for paragraphs that are hidden or off the paper.

    `shown` says whether its pages bear their numbers, `breaks` whether it begins a new page; `columns` has the left edge of
    each of its columns, in points.
    """

    marks: tuple[str, ...]
    width: float
    height: float
    top: float
    bottom: float
    format: str
    start: int | None
    shown: bool
    breaks: bool
    columns: tuple[float, ...]


@dataclass(frozen=True)
class Span:
    """Two places that belong on one page: a heading and what follows it, or the two ends of a table's row.

    `near` is the bookmark before it, `text` how it begins.
    """

    first: str
    last: str
    near: str
    text: str


class Marker:
    """Renames a copy's bookmarks, and adds marks to it. `names` has the document's own name of each bookmark; `ends` are at
    the top of the body's last line and of its last line of text, each with its height in points; `breaks` are the same of what
    stands before each break of a column."""

    def __init__(self, styles: etree._Element) -> None:
        self.names: dict[str, str] = {}
        self.sections: list[Section] = []
        self.headings: list[Span] = []
        self.rows: list[Span] = []
        self.ends: tuple[tuple[str, float], ...] = ()
        self.breaks: list[tuple[str, float]] = []
        self._marks = 0
        self._styles = styles
        self._heading_styles = frozenset(_heading_styles(styles))
        self._divisions = frozenset(_styles_called(DIVISION_HEADING, styles))
        self._breaking = breaking_styles(styles)

    def rename(self, stories: Iterable[etree._Element]) -> None:
        """Give every bookmark a name of letters and digits: LibreOffice spells others in its own way."""
        short: dict[str, str] = {}
        starts = [each for story in stories for each in story.iter(w("bookmarkStart"))]
        for start in starts:
            name = start.get(w("name"), "")
            short[name] = f"b{len(short)}"
            start.set(w("name"), short[name])
        for story in stories:
            for link in story.iter(w("hyperlink")):
                anchor = link.get(w("anchor"), "")
                if anchor in short:
                    link.set(w("anchor"), short[anchor])
        self.names = {given: name for name, given in short.items()}

    def mark(self, document: etree._Element, numbered: Collection[str], draft: bool) -> None:
        """Mark the beginnings of sections, what follows headings, the ends of rows, and the end of it all.

        `numbered` are the relationships to headers and footers that hold a page number. In a `draft` nobody looks whether
        headings and rows are on one page.
        """
        body = document.find(w("body"))
        assert body is not None, "the checks look for a body"
        children = list(body)
        near, begun = "", list[str]()
        # A section without headers of its own has those of the one before (17.10.1).
        headers: dict[tuple[str, str], str] = {}
        for index, child in enumerate(children):
            named = [start.get(w("name"), "") for start in child.iter(w("bookmarkStart"))]
            named = [name for name in named if name in self.names]
            first = child if child.tag == w("p") else next(child.iter(w("p")), None)
            if first is not None and len(begun) < _BEGINNINGS:
                begun.append(self._start(first))
            begun += named
            following = next((each for each in children[index + 1 :] if not _only_ends_section(each)), None)
            if (
                not draft
                and following is not None
                and self._is_heading(child)
                and not self._has_own_page(child)
            ):
                self._mark_heading(child, following, near)
            for row in () if draft else child.iter(w("tr")):
                self._mark_row(row, near)
            if index and any(each.get(w("type")) == "column" for each in child.iter(w("br"))):
                self._mark_break(children[index - 1])
            near = last_bookmark(child, self.names) or near
            section = child if child.tag == w("sectPr") else child.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                headers |= headers_of(section)
                self.sections.append(_read_section(section, begun, bool({*headers.values()} & set(numbered))))
                begun = []
        self.ends = tuple((self._finish(each), line_height(each, self._styles)) for each in _ends(body))

    def mark_end(self, paragraph: etree._Element) -> str:
        """A mark at the end of a paragraph."""
        return self._finish(paragraph)

    def _mark_heading(self, heading: etree._Element, following: etree._Element, near: str) -> None:
        """A heading and what follows it, unless the author begins a new page there."""
        first = next(following.iter(w("p")), None)
        breaks = following.iter(w("br"))
        begins = first is not None and first.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
        if first is None or begins or any(each.get(w("type")) == "page" for each in breaks):
            return
        own, text = last_bookmark(heading, self.names) or near, text_of(heading)
        end = self._start(heading) if len(text) <= _LINE else self._finish(heading)
        self.headings.append(Span(end, self._start(first), own, text))

    def _mark_row(self, row: etree._Element, near: str) -> None:
        """The two ends of a row that might be higher than a page, in the cell of its own that holds most text."""
        unsplit = row.find(f"{w('trPr')}/{w('cantSplit')}")
        if unsplit is not None and not is_on(unsplit):
            return  # a page may end within what a box holds
        cells = [
            (text_of(cell), list(cell.iter(w("p"))))
            for cell in row.findall(w("tc"))
            if cell.find(f"{w('tcPr')}/{w('vMerge')}") is None
            and cell.find(f"{w('tcPr')}/{w('textDirection')}") is None
        ]
        if any(len(text) > _SHORT or len(paragraphs) > _FEW for text, paragraphs in cells):
            text, paragraphs = max(cells, key=lambda cell: len(cell[0]))
            ends = self._start(paragraphs[0]), self._finish(paragraphs[-1])
            self.rows.append(Span(*ends, near, text))

    def _mark_break(self, before: etree._Element) -> None:
        """The last line of what stands before the break of a column, unless a section ends there."""
        paragraphs = list(before.iter(w("p")))
        if paragraphs and before.find(f"{w('pPr')}/{w('sectPr')}") is None:
            self.breaks.append((self._finish(paragraphs[-1]), line_height(paragraphs[-1], self._styles)))

    def _is_heading(self, element: etree._Element) -> bool:
        return _style_of(element) in self._heading_styles

    def _has_own_page(self, heading: etree._Element) -> bool:
        """Whether a heading is that of a 部 and begins a page, on which nothing else need stand."""
        style = _style_of(heading)
        return style in self._divisions and begins_page(heading, style in self._breaking)

    def _start(self, paragraph: etree._Element) -> str:
        """A mark at the beginning of a paragraph: the bookmark there, if there is one.

        Every mark costs LibreOffice time, the more the longer the document is.
        """
        at = 0 if paragraph.find(w("pPr")) is None else 1
        there = paragraph[at] if at < len(paragraph) else None
        if there is not None and there.tag == w("bookmarkStart"):
            return there.get(w("name"), "")
        return self._insert(paragraph, at)

    def _finish(self, paragraph: etree._Element) -> str:
        """A mark before a paragraph's last character: LibreOffice loses some that stand at the very end."""
        texts = [text for run in paragraph.findall(w("r")) if (text := _last_text(run)) is not None]
        if not texts:
            return self._start(paragraph)
        text, run = texts[-1], texts[-1].getparent()
        assert run is not None, "text stands in a run"
        whole = text.text or ""
        if len(whole) > 1:
            before = copy.deepcopy(run)
            run.addprevious(before)
            _last_text(before).text = whole[:-1]  # type: ignore[union-attr]
            run[:] = [each for each in run if each.tag == w("rPr") or each is text]
            text.text = whole[-1]
        return self._insert(paragraph, paragraph.index(run))

    def _insert(self, paragraph: etree._Element, at: int) -> str:
        self._marks += 1
        identity, name = str(_FIRST_ID + self._marks), f"m{self._marks}"
        start = etree.Element(w("bookmarkStart"), {w("id"): identity, w("name"): name})
        paragraph[at:at] = [start, etree.Element(w("bookmarkEnd"), {w("id"): identity})]
        return name


def _ends(body: etree._Element) -> Iterator[etree._Element]:
    """The last paragraph that has to find room, which after a table is an empty one that LibreOffice may leave out; and the
    last with text, wherever it stands."""
    inline = [each for each in body.iterchildren(w("p")) if each.find(f"{w('pPr')}/{w('framePr')}") is None]
    paragraphs = list(body.iter(w("p")))
    yield (inline or paragraphs)[-1]
    yield next((each for each in reversed(paragraphs) if text_of(each)), paragraphs[0])


def line_height(paragraph: etree._Element, styles: etree._Element) -> float:
    """The height of one line of a paragraph, in points, by its own properties, its style or the document's defaults."""
    known = by_id(styles)
    own = list(ancestry(_style_of(paragraph), known))
    places = [
        paragraph,
        *(own or (style for style in known.values() if style.get(w("default")) in ("1", "true"))),
        *styles.findall(f"{w('docDefaults')}/*"),
    ]
    said = [found for each in places if (found := each.find(f"{w('pPr')}/{w('spacing')}")) is not None]
    spacing = next((each for each in said if each.get(w("line"))), None)
    line = int(spacing.get(w("line"), "240")) if spacing is not None else 240
    if spacing is not None and spacing.get(w("lineRule"), "auto") != "auto":
        return line / TWIPS_IN_POINT
    sizes = (each.find(f"{w('rPr')}/{w('sz')}") for each in places)
    size = next((int(each.get(w("val"), "21")) for each in sizes if each is not None), 21) / 2
    return size * _FONT_HEIGHT * line / 240


def _last_text(run: etree._Element) -> etree._Element | None:
    """The text with which a run ends, if it ends with one."""
    last = run[-1] if len(run) else None
    return last if last is not None and last.tag == w("t") and last.text else None


def _only_ends_section(element: etree._Element) -> bool:
    """Whether it is a paragraph that shows nothing, after which columns or turned paper begin."""
    ends = element.tag == w("p") and element.find(f"{w('pPr')}/{w('sectPr')}") is not None
    return ends and element.find(w("r")) is None


def _style_of(element: etree._Element) -> str:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _styles_called(name: str, styles: etree._Element) -> Iterator[str]:
    for style in styles.iterfind(w("style")):
        called = style.find(w("name"))
        if called is not None and called.get(w("val")) == name:
            yield style.get(w("styleId"), "")


def _heading_styles(styles: etree._Element) -> Iterator[str]:
    """The ids of styles with an outline level, their own or inherited (17.3.1.20)."""
    known = by_id(styles)
    for identity in known:
        levels = (style.find(f"{w('pPr')}/{w('outlineLvl')}") for style in ancestry(identity, known))
        level = next((each for each in levels if each is not None), None)
        if level is not None and level.get(w("val"), "9") != "9":
            yield identity


def _read_section(section: etree._Element, marks: Iterable[str], shown: bool) -> Section:
    def value(name: str, attribute: str, default: str) -> str:
        found = section.find(w(name))
        return found.get(w(attribute), default) if found is not None else default

    start = value("pgNumType", "start", "")
    return Section(
        marks=tuple(marks),
        width=int(value("pgSz", "w", "11906")) / TWIPS_IN_POINT,
        height=int(value("pgSz", "h", "16838")) / TWIPS_IN_POINT,
        top=abs(int(value("pgMar", "top", "1440"))) / TWIPS_IN_POINT,
        bottom=abs(int(value("pgMar", "bottom", "1440"))) / TWIPS_IN_POINT,
        format=value("pgNumType", "fmt", "decimal"),
        start=int(start) if start else None,
        shown=shown,
        breaks=value("type", "val", "nextPage") not in ("continuous", "nextColumn"),
        columns=tuple(_columns(section)),
    )


def _columns(section: etree._Element) -> Iterator[float]:
    """The left edges of a section's columns (17.6.4), in points."""
    margins, size, columns = (section.find(w(name)) for name in ("pgMar", "pgSz", "cols"))

    def number(element: etree._Element | None, name: str, default: int) -> int:
        return int(element.get(w(name), default)) if element is not None else default

    left = number(margins, "left", 1440) + number(margins, "gutter", 0)
    room = number(size, "w", 11906) - left - number(margins, "right", 1440)
    count, space = max(number(columns, "num", 1), 1), number(columns, "space", 720)
    own = columns.findall(w("col")) if columns is not None else []
    if columns is not None and columns.get(w("equalWidth")) in ("0", "false") and own:
        for column in own:
            yield left / TWIPS_IN_POINT
            left += number(column, "w", 0) + number(column, "space", 0)
        return
    for index in range(count):
        yield (left + index * (room + space) / count) / TWIPS_IN_POINT
