"""Lines of text of the HTML edition, held against those of the Word documents: nothing else is said, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .findings import Finding
from .html_edition import Edition, finding
from .html_pages import Page, squeezed
from .reading import Reading
from .story import Paragraph, paragraphs_of

# The style of tables in which diagrams are drawn, and of lines that lead to others.
_DRAWN = "位置付け図"
_LISTS = ("toc ", "table of figures")
_CAPTION = "caption"
# What stands before each of several values in a cell; on a page they are a list.
_BULLET = "・"
# Which pages follow one another without words of the template between them.
_PARTS = {"chapter": "body", "division": "body"}


def check_lines_of_plan(edition: Edition) -> Iterator[Finding]:
    """No line is on the pages that is not in plan.docx, and none that stands there under a heading is left out."""
    printed = list(_printed_lines(edition))
    everywhere = {text for _, text in printed}
    for page in edition.of_plan:
        for line in page.lines:
            whole = page.named[line.section].number + line.text if line.section in page.named else line.text
            heads = {each.number + each.title for each in page.headings}
            if line.text not in everywhere and line.text not in heads and whole not in everywhere:
                message = f"「{line.text[:60]}」は、本編にありません"
                yield finding(page.name, "html.text-differs", line.section, message)
    shown = {line.text for page in edition.of_plan for line in page.lines}
    last = _last_sections(edition)
    for section, text in printed:
        if section in edition.homes and section not in last and text not in shown:
            message = f"本編の「{text[:60]}」が、ページにありません"
            yield finding(edition.homes[section].name, "html.text-missing", section, message)


def _last_sections(edition: Edition) -> frozenset[str]:
    """The headings behind whose text the template may have words of its own: the last of each part."""
    headings = [
        (_PARTS.get(page.kind, page.name), heading.id)
        for page in edition.of_plan
        for heading in page.headings
    ]
    ends = {here[1] for here, after in pairwise(headings) if here[0] != after[0]}
    return frozenset((*ends, *(each for _, each in headings[-1:])))


def _printed_lines(edition: Edition) -> Iterator[tuple[str, str]]:
    """The lines of plan.docx without blanks, each with the id of the heading that it stands under."""
    plan = edition.plan
    begins = {
        plan.bookmarks[name.casefold()].bookmark.first: identity
        for name, identity in edition.ids.items()
        if name.casefold() in plan.bookmarks and plan.bookmarks[name.casefold()].story is plan.body
    }
    drawn = _drawn(plan)
    section = ""
    for paragraph in plan.body.paragraphs:
        if paragraph.index in plan.heading_at:
            section = begins.get(paragraph.index, "")
        text = squeezed(paragraph.text)
        style = plan.style_name(paragraph)
        again = style == _CAPTION and paragraph.index not in begins
        if text and paragraph.index not in drawn and not style.startswith(_LISTS):
            heads = paragraph.index in plan.heading_at
            yield ("" if heads or again else section), text


def _drawn(plan: Reading) -> frozenset[int]:
    """The paragraphs of diagrams, which pages draw in another way."""
    tables = (each for each in plan.body.tables if plan.styles.name(each.style) == _DRAWN)
    return frozenset(each.index for table in tables for each in paragraphs_of((table,)))


# Pages and the other documents


def check_lines_of_documents(edition: Edition) -> Iterator[Finding]:
    for page in edition.pages:
        name = edition.documents.get(page.name, "")
        reading = edition.readings.get(name)
        if reading is None:
            continue
        if page.kind == "sheet":
            yield from _check_sheet(page, reading)
            continue
        said = squeezed(reading.body.text)
        for line in page.lines[1:]:  # the first is the document's own name
            if line.text not in said:
                message = f"「{line.text[:60]}」は、{name}.docx にありません"
                yield finding(page.name, "html.text-differs", line.section, message)


def _check_sheet(page: Page, reading: Reading) -> Iterator[Finding]:
    """Each cell of the sheet under its heads stands on the page."""
    said = page.whole
    for text in _cells(reading):
        if squeezed(text).removeprefix(_BULLET) not in said:
            message = f"体系図の「{text[:60]}」が、ページにありません"
            yield finding(page.name, "html.text-missing", page.name, message)


def _cells(reading: Reading) -> Iterator[str]:
    for table in reading.body.tables:
        rows = [row for row in table.rows if not row.header]
        if len(rows) > 1 and len(table.grid or ()) > 1:
            for row in rows:
                for cell in row.cells:
                    yield from (
                        each.text for each in cell.blocks if isinstance(each, Paragraph) and each.text.strip()
                    )
