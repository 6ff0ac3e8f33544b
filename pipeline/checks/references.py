"""Checks of fields and bookmarks: every reference has its target, and its cached text is what Word would write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .fields import KINDS, SILENT
from .findings import Finding
from .reading import Reading, Target
from .story import Field, Kind, Paragraph, Story

# What a page reference may show before and after pages are measured (ECMA-376 gives no format for the first).
PAGE = re.compile(r"[0-9]+|[ivxlcdm]+|[IVXLCDM]+|－")
_NAME = re.compile(r"[^\W\d]\w*")
_REFERENCES = ("REF", "PAGEREF", "NOTEREF")


def check_references(reading: Reading) -> Iterator[Finding]:
    """Faults of bookmarks, fields, and what they show; contents lists and captions have checks of their own."""
    for story in reading.stories:
        for slip in story.slips:
            yield reading.finding(slip.code, story, slip.paragraph, slip.message)
        for field in story.fields:
            yield from _check_field(reading, story, field)
        yield from _check_links(reading, story)
    yield from _check_bookmarks(reading)
    yield from _check_pages(reading)


def _check_bookmarks(reading: Reading) -> Iterator[Finding]:
    names: dict[str, str] = {}
    for story in reading.stories:
        ids: set[str] = set()
        for bookmark in story.bookmarks:
            name = bookmark.name
            if bookmark.id in ids:
                message = f"ブックマーク「{name}」の番号 {bookmark.id} が重なっています"
                yield reading.finding("docx.bookmark-duplicate", story, bookmark.first, message)
            if name.casefold() in names:
                message = f"ブックマーク「{name}」が二つあります"
                yield reading.finding("docx.bookmark-duplicate", story, bookmark.first, message)
            if len(name) > 40 or not _NAME.fullmatch(name):
                message = f"「{name}」はブックマークの名前になりません"
                yield reading.finding("docx.bookmark-name", story, bookmark.first, message)
            ids.add(bookmark.id)
            names[name.casefold()] = name


def _check_links(reading: Reading, story: Story) -> Iterator[Finding]:
    for index, item in story.marks.get(Kind.LINK, ()):
        if item.text.startswith("#"):
            yield from _missing(reading, story, index, item.text[1:], "リンク")


def _missing(reading: Reading, story: Story, index: int, name: str, what: str) -> Iterator[Finding]:
    # _top is Word's own name for the start of the document.
    if name.casefold() not in reading.bookmarks and name != "_top":
        yield reading.finding(
            "docx.bookmark-missing", story, index, f"{what}の先のブックマーク「{name}」がありません"
        )


def _check_field(reading: Reading, story: Story, field: Field) -> Iterator[Finding]:
    instruction = field.instruction
    if not field.complete:
        return
    if instruction.kind not in KINDS:
        message = f"フィールドの命令「{instruction.text}」は空か、知らないものです"
        yield reading.finding("docx.field-instruction", story, field.first, message)
        return
    quiet = instruction.kind in SILENT or (instruction.kind == "SEQ" and "h" in instruction.switches)
    if not (field.result.strip() or field.holds_object or quiet):
        message = f"フィールド「{instruction.text}」の結果がありません"
        yield reading.finding("docx.field-empty", story, field.first, message)
        return
    if instruction.kind in _REFERENCES:
        yield from _check_reference(reading, story, field)
    elif instruction.kind == "HYPERLINK" and "l" in instruction.switches:
        yield from _missing(reading, story, field.first, instruction.switches["l"], "リンク")


def _check_reference(reading: Reading, story: Story, field: Field) -> Iterator[Finding]:
    instruction = field.instruction
    if not instruction.target:
        message = f"フィールド「{instruction.text}」に参照先がありません"
        yield reading.finding("docx.field-instruction", story, field.first, message)
        return
    target = reading.bookmarks.get(instruction.target.casefold())
    if target is None:
        yield from _missing(reading, story, field.first, instruction.target, "参照")
    elif instruction.kind == "PAGEREF":
        if not PAGE.fullmatch(field.result):
            message = f"ページの参照が「{field.result}」になっています"
            yield reading.finding("docx.page-text", story, field.first, message)
    elif "r" in instruction.switches and instruction.kind == "REF":
        message = f"「{instruction.text}」は、置かれた所によって番号が変わります"
        yield reading.finding("docx.ref-relative", story, field.first, message)
    else:
        yield from _compare(reading, story, field, _expected(reading, target, field))


def _expected(reading: Reading, target: Target, field: Field) -> str | None:
    """The result in Word of a REF or NOTEREF (17.16.5.50, 17.16.5.41); None where this reader can't tell.

    Empty where it is the number of something that has none.
    """
    switches, bookmark = field.instruction.switches, target.bookmark
    if field.instruction.kind == "NOTEREF":
        return reading.note_numbers.get(bookmark.footnotes[0], "") if bookmark.footnotes else ""
    if {"p", "f", "t"} & set(switches):
        return None
    if "w" not in switches and "n" not in switches:
        return bookmark.text
    number = reading.number(bookmark.first) if target.story is reading.body else None
    if number is None:
        return ""
    return number.full if "w" in switches else number.own


def _compare(reading: Reading, story: Story, field: Field, expected: str | None) -> Iterator[Finding]:
    if expected == "":
        message = f"「{field.instruction.text}」の参照先には番号や文字がありません"
        yield reading.finding("docx.ref-unnumbered", story, field.first, message)
    elif expected is not None and field.result != expected:
        message = (
            f"「{field.instruction.text}」は「{field.result}」と書かれていますが、正しくは「{expected}」です"
        )
        yield reading.finding("docx.ref-stale", story, field.first, message)


def _check_pages(reading: Reading) -> Iterator[Finding]:
    """One place has one page number, wherever it is written."""
    shown: dict[str, str] = {}
    for story in reading.stories:
        for field in story.fields:
            if field.instruction.kind == "PAGEREF" and field.complete and field.result.strip():
                name = field.instruction.target.casefold()
                if shown.setdefault(name, field.result) != field.result:
                    message = f"「{name}」のページが「{shown[name]}」と「{field.result}」の二通りあります"
                    yield reading.finding("docx.page-differs", story, field.first, message)


# what the resolver expects


def check_expected(reading: Reading, numbers: Mapping[str, str], titles: Mapping[str, str]) -> list[Finding]:
    """Compares the document with the resolver: full-context number and title text by bookmark name."""
    findings: list[Finding] = []
    for name in sorted({*numbers, *titles}):
        target = reading.bookmarks.get(name.casefold())
        if target is None:
            message = f"ブックマーク「{name}」がありません"
            findings.append(Finding(reading.name, "docx.target-missing", reading.body.part, message))
            continue
        first = target.bookmark.first
        if name in numbers and (number := reading.bookmark_number(target)) != numbers[name]:
            message = f"「{name}」の番号は、Wordでは「{number}」、参照では「{numbers[name]}」です"
            findings.append(reading.finding("docx.number-differs", target.story, first, message))
        if name in titles and title_of(reading, target) != titles[name]:
            message = (
                f"「{name}」の題は、文書では「{title_of(reading, target)}」、参照では「{titles[name]}」です"
            )
            findings.append(reading.finding("docx.title-differs", target.story, first, message))
    return findings


def title_of(reading: Reading, target: Target) -> str:
    """The title that a bookmark leads to: a heading's whole text, what follows 表２－１, or the marked text."""
    paragraph = target.story.paragraphs[target.bookmark.first]
    if target.story is reading.body and paragraph.index in reading.heading_at:
        return paragraph.text
    return after_label(paragraph, target) or target.bookmark.text


def after_label(paragraph: Paragraph, target: Target) -> str:
    """The caption's title where the bookmark is over its label and number; empty where it is not."""
    holds_sequence = any(
        target.story.fields[each].instruction.kind == "SEQ" for each in target.bookmark.fields
    )
    if not holds_sequence:
        return ""
    return paragraph.text.partition(target.bookmark.text)[2].strip()
