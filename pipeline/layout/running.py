"""Headers and footers that show something of their pages: chapters' names and numbers, counts of pages.

LibreOffice does not know STYLEREF, and counts pages that it leaves out. In the copy these fields are variables of its own: `REF x`
in a header shows what the last `SET x` says that stands no later than the end of the first frame of text on the page, in a footer
of the last one. Where a heading stands further down on the page that is to show it (17.16.5.59: the first one on the page), the
variable is set before it, at a place that is known once the pages are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import field
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.layout.flatten import PAGE_FIELDS, flatten
from pipeline.layout.marks import Marker
from pipeline.layout.page_begins import begins_page, breaking_styles
from pipeline.model.fields import Running, fields_in, number_shown, read_running, style_called
from pipeline.model.numbers import Target
from pipeline.model.xml_names import w

Element = etree._Element
_ROOTS = (w("hdr"), w("ftr"))
_BOX = w("txbxContent")
# A value stands between quotation marks, and LibreOffice reads no sign that would let one in: two apostrophes look the same.
_IN_QUOTES = str.maketrans({'"': "''", "\\": "＼"})


class ParagraphEdge(NamedTuple):
    """The beginning or the end of a paragraph, by its index in the body."""

    paragraph: int
    at_end: bool


Shown = Mapping[str, Mapping[ParagraphEdge, str]]  # what each variable is set to, and where


@dataclass(frozen=True)
class Variable:
    """A variable of the copy: what it shows, and whether it stands in a footer."""

    name: str
    asks: Running
    in_footer: bool


@dataclass(frozen=True)
class RunningFields:
    """The running fields in headers and footers of a copy.

    `headings` has the paragraphs that a variable can show, by index, each with what is shown of it; `marks` the mark at the end of
    each paragraph, none where every heading begins a page; `firsts` the first paragraph of each section. Copies of one `shape`
    differ in page numbers alone.
    """

    variables: tuple[Variable, ...] = ()
    headings: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    firsts: tuple[int, ...] = ()
    shape: str = ""


@dataclass(frozen=True)
class Pages:
    """The pages (from 0) on which a copy's paragraphs end and its sections begin, and their count."""

    ends: Mapping[int, int]
    starts: Sequence[int]
    count: int


def has_running_fields(root: Element) -> bool:
    """Whether a part is a header or a footer with fields that say more than their page's number."""
    return root.tag in _ROOTS and any(each.name not in PAGE_FIELDS for each in fields_in(root))


def ask_for_variables(parts: Mapping[str, Element]) -> dict[str, list[Variable]]:
    """Put variables in place of the running fields in headers and footers; those of each part that was changed, by its name."""
    known: dict[tuple[Running, bool], Variable] = {}
    changed: dict[str, list[Variable]] = {}
    for name, root in parts.items():
        if not has_running_fields(root):
            continue
        flatten(root, PAGE_FIELDS | {"STYLEREF", "NUMPAGES", "SECTIONPAGES", "SECTION"})
        changed[name] = []
        for each in fields_in(root):
            if asks := read_running(each.instruction):
                key = asks, root.tag == w("ftr")
                variable = known.setdefault(key, Variable(f"_k{len(known)}", *key))
                each.ask(f" REF {variable.name} ")
                changed[name].append(variable)
    return changed


def read_fields(
    document: Element,
    styles: Element,
    variables: Iterable[Variable],
    marker: Marker,
    numbers: Mapping[str, Target],
) -> RunningFields:
    """The variables' possible texts in a document, whose bookmarks `marker` has renamed; `numbers` are its targets by bookmark.

    The ends of paragraphs are marked where it takes them to know which heading is the first one on a page.
    """
    paragraphs = paragraphs_of(document)
    ids = _styles_by_name(styles)
    style_of = [_style(each) for each in paragraphs]
    headings: dict[str, dict[int, str]] = {}
    within = False
    for variable in (each for each in variables if each.asks.kind == "STYLEREF"):
        style = style_called(variable.asks.style, ids)
        own = [index for index, name in enumerate(style_of) if name == style and style]
        headings[variable.name] = {
            index: _shown_of(paragraphs[index], variable.asks, marker.names, numbers) for index in own
        }
        breaking = style in breaking_styles(styles)
        within = within or not all(begins_page(paragraphs[index], breaking) for index in own)
    marks = (
        {index: marker.mark_end(each) for index, each in enumerate(paragraphs) if _can_hold(each)}
        if within
        else {}
    )
    shape = repr((len(paragraphs), headings)).encode() + etree.tostring(styles)
    return RunningFields(
        tuple(dict.fromkeys(variables)),
        headings,
        marks,
        tuple(_firsts(paragraphs)),
        hashlib.sha256(shape).hexdigest(),
    )


def _can_hold(paragraph: Element) -> bool:
    """Whether something that nobody sees may stand at a paragraph's end: it has text, and behind that no page's end, after which
    LibreOffice would begin a line for it."""
    ends = any(each.get(w("type")) in ("page", "column") for each in paragraph.iter(w("br")))
    return not ends and any(each.text for each in paragraph.iter(w("t")))


def paragraphs_of(document: Element) -> list[Element]:
    """The paragraphs of the body in order, without those in text boxes, which stand on pages of their own accord."""
    return [each for each in document.iter(w("p")) if next(each.iterancestors(_BOX), None) is None]


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _styles_by_name(styles: Element) -> dict[str, str]:
    return {
        name.get(w("val"), "").lower(): each.get(w("styleId"), "")
        for each in styles.iterfind(w("style"))
        if each.get(w("type")) == "paragraph" and (name := each.find(w("name"))) is not None
    }


def _shown_of(
    paragraph: Element, asks: Running, names: Mapping[str, str], numbers: Mapping[str, Target]
) -> str:
    if asks.form:
        bookmarks = (names.get(each.get(w("name"), ""), "") for each in paragraph.iter(w("bookmarkStart")))
        return next((number_shown(numbers[name], asks.form) for name in bookmarks if name in numbers), "")
    texts = (each for each in paragraph.iter(w("t")) if next(each.iterancestors(w("rt")), None) is None)
    return " ".join("".join(each.text or "" for each in texts).split())


def _firsts(paragraphs: Sequence[Element]) -> Iterator[int]:
    """The first paragraph of each section."""
    yield 0
    for index, paragraph in enumerate(paragraphs[:-1]):
        if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            yield index + 1


# What is shown where


def shown_on(fields: RunningFields, pages: Pages | None) -> Shown:
    """The variables' values, and where they are set; as far as that is known before there are `pages`."""
    return {
        variable.name: dict(sorted(_settings(fields, variable, pages).items()))
        for variable in fields.variables
    }


def _settings(fields: RunningFields, variable: Variable, pages: Pages | None) -> dict[ParagraphEdge, str]:
    asks = variable.asks
    match asks.kind:
        case "SECTION":
            return {ParagraphEdge(first, False): asks.count(at) for at, first in enumerate(fields.firsts, 1)}
        case "SECTIONPAGES":
            return {
                ParagraphEdge(first, False): asks.count(max(end - start, 1))
                for first, (start, end) in zip(fields.firsts, _extents(fields, pages), strict=True)
            }
        case "NUMPAGES":
            return {ParagraphEdge(0, False): asks.count(pages.count if pages else 1)}
        case _:
            return _headings(fields.headings[variable.name], variable, pages.ends if pages else {})


def _extents(fields: RunningFields, pages: Pages | None) -> Iterable[tuple[int, int]]:
    """The first page of each section, and that of the next one."""
    return pairwise((*pages.starts, pages.count)) if pages else ((0, 1) for _ in fields.firsts)


def _headings(
    texts: Mapping[int, str], variable: Variable, ends: Mapping[int, int]
) -> dict[ParagraphEdge, str]:
    """The name of each heading from where it stands; before the first one, its own (that is where Word looks last)."""
    if not texts:
        return {}
    places = {ParagraphEdge(0, False): next(iter(texts.values()))}
    places |= {ParagraphEdge(index, False): text for index, text in texts.items()}
    on_page: dict[int, list[int]] = {}
    for index in texts:
        if index in ends:
            on_page.setdefault(ends[index], []).append(index)
    first_on = _first_on(ends)
    for page, own in on_page.items():
        if variable.in_footer and not variable.asks.last:
            places |= _first_until_next(texts, page, own, on_page, first_on)
            for index in own[1:]:
                del places[ParagraphEdge(index, False)]
        elif not variable.in_footer:
            wanted = own[-1] if variable.asks.last else own[0]
            if first_on[page] != wanted:
                places[_before(first_on[page], ends, first_on, texts)] = texts[wanted]
    return places


def _first_on(ends: Mapping[int, int]) -> dict[int, int]:
    """The first paragraph to end on each page."""
    found: dict[int, int] = {}
    for index, page in ends.items():
        found.setdefault(page, index)
    return found


def _before(
    first: int, ends: Mapping[int, int], first_on: Mapping[int, int], texts: Mapping[int, str]
) -> ParagraphEdge:
    """A place to set a header's variable so that it holds on the page on which `first` is the first to end, and not on the
    one before.

    That is behind the paragraph before it, unless that is the first one on its own page, too.
    """
    before = next((index for index in range(first - 1, -1, -1) if index in ends), None)
    if before is None or first_on[ends[before]] == before or first in texts:
        return ParagraphEdge(first, True)
    return ParagraphEdge(before, True)


def _first_until_next(
    texts: Mapping[int, str],
    page: int,
    own: Sequence[int],
    on_page: Mapping[int, list[int]],
    first_on: Mapping[int, int],
) -> dict[ParagraphEdge, str]:
    """The last of several headings on a page, from the next page on: a footer is read at the end of its page."""
    following = min((each for each in first_on if each > page), default=None)
    if len(own) == 1 or following is None or following in on_page:
        return {}
    return {ParagraphEdge(first_on[following], True): texts[own[-1]]}


def set_variables(paragraphs: Sequence[Element], shown: Shown) -> None:
    """Put what is shown into the text, where nobody sees it."""
    for name, places in shown.items():
        for place, text in places.items():
            paragraph = paragraphs[place.paragraph]
            properties = paragraph.find(w("pPr"))
            at = len(paragraph) if place.at_end else 0 if properties is None else 1
            paragraph[at:at] = _setting(name, text, _look_at(paragraph, place.at_end))


def _look_at(paragraph: Element, at_end: bool) -> Element | None:
    """The look of runs at an end of a paragraph: another would make its line higher."""
    runs = paragraph.findall(w("r"))
    return (
        (runs[-1] if at_end else runs[0]).find(w("rPr")) if runs else paragraph.find(f"{w('pPr')}/{w('rPr')}")
    )


def _setting(name: str, text: str, look: Element | None) -> list[Element]:
    """A SET field (17.16.5.58) without a result."""
    code = etree.Element(w("instrText"))
    code.text = f' SET {name} "{text.translate(_IN_QUOTES)}" '
    marks = [etree.Element(w("fldChar"), {w("fldCharType"): kind}) for kind in ("begin", "separate", "end")]
    runs = [etree.Element(w("r")) for _ in range(4)]
    for run, content in zip(runs, (marks[0], code, *marks[1:]), strict=True):
        run.extend([content] if look is None else [deepcopy(look), content])
    return runs
