"""What stands in a cell of a table: lines and lists; and, in CSV files, the small form in which bold and references are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.frozen import dataclass
from pipeline.model.floats import joined_lines
from pipeline.model.inlines import (
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Reference,
    Strong,
    Text,
    Variant,
    lines_of,
)
from pipeline.model.prose import ListBlock, ListKind, Prose
from pipeline.problems import Location
from pipeline.source.unparsed_markup import NOTHING

# What sets in the name of a row that is a part of another: Word and the pages keep it.
INDENT = "　"
# How an item begins, by its list's kind. One number alone is no list: (1) may be a reference to something.
_MARKS = (
    (ListKind.BULLET, re.compile(r"(?:-[ 　]+|・[ 　]*)(?=[^\s・])")),
    (ListKind.PLAIN, re.compile(r"(\d{1,3})\. +")),
    (ListKind.CIRCLED, re.compile(r"(\d{1,2})\) +")),
    (ListKind.PARENTHESES, re.compile(r"\((\d{1,3})\) +")),
)
_LARGEST = {ListKind.PLAIN: 999, ListKind.CIRCLED: 20, ListKind.PARENTHESES: 999}
_BREAK = re.compile(r"\n|<br[ ]*/?>", re.IGNORECASE)
# Bold, a reference with or without a text and a class, a break; a backslash makes text of the sign behind it.
_MARKUP = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|(?P<break>\n|<br[ ]*/?>)|\*\*(?P<bold>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\[(?P<text>[^\[\]]*)\]\(#(?P<target>[^\s()]+)\)(?:\{\.(?P<form>題|番号と題|頁)\})?",
    re.IGNORECASE,
)


def is_break(markup: str) -> bool:
    """Whether a piece of HTML is `<br>`, as which a line in a cell ends."""
    return bool(_BREAK.fullmatch(markup.strip()))


@dataclass(frozen=True)
class CsvText:
    """A value of a CSV file as it is read; `left` is what of it is text, with a sign in place of all else, and `escaped`, whether
    a backslash says that no list begins."""

    content: Inlines
    left: str
    escaped: bool


def read_csv_text(value: str, location: Location) -> CsvText:
    """Read the small form: `**bold**`, `[](#id)`, `<br>` or a line end, and a backslash before a sign that is text."""
    content: list[Inline] = []
    left: list[str] = []
    escaped = False
    done = 0
    for found in _MARKUP.finditer(value):
        _add_text(content, value[done : found.start()])
        left += value[done : found.start()], NOTHING
        done = found.end()
        if found["sign"]:
            _add_text(content, found["sign"])
            escaped = escaped or found["sign"] in "-("
        elif found["break"]:
            content.append(LineBreak())
        elif found["bold"]:
            inner = read_csv_text(found["bold"], location)
            content.append(Strong(inner.content))
            left.append(inner.left)
        else:
            content.append(_reference(found, location))
    _add_text(content, value[done:])
    return CsvText(tuple(content), "".join((*left, value[done:])), escaped)


def _add_text(content: list[Inline], text: str) -> None:
    """Add text, to that which stands last."""
    if text and content and isinstance(last := content[-1], Text):
        content[-1] = Text(last.text + text)
    elif text:
        content.append(Text(text))


def _reference(found: re.Match[str], location: Location) -> Reference:
    if found["form"]:
        return Reference(found["target"], Variant(found["form"]), location)
    own = (Text(found["text"]),) if found["text"] else ()
    return Reference(found["target"], Variant.OWN_TEXT if own else Variant.NUMBER, location, own)


# Lines and lists


@dataclass(frozen=True)
class _Line:
    """A line as it is written, and as an item of a list of some kind, if it begins as one does."""

    content: Inlines
    kind: ListKind | None = None
    number: int = 1
    item: Inlines = ()


def cell_content(content: Inlines, with_lists: bool = True) -> tuple[Prose, ...]:
    """The text of a cell as paragraphs and lists: lines that begin as items do are such."""
    if not content:
        return ()
    first = content[0]
    if not with_lists or (
        len(content) == 1 and isinstance(first, Text) and not first.text.startswith(("-", "・"))
    ):
        return (Paragraph(content),)
    return tuple(_blocks(map(_line, lines_of(content))))


def _blocks(lines: Iterable[_Line]) -> Iterator[Prose]:
    text: list[Inlines] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        found = list(group)
        if kind is None or not _is_list(kind, found):
            text += (line.content for line in found)
            continue
        if text:
            yield Paragraph(joined_lines(text))
        text = []
        yield ListBlock(kind, found[0].number, tuple((Paragraph(line.item),) for line in found))
    if text:
        yield Paragraph(joined_lines(text))


def _is_list(kind: ListKind, lines: Sequence[_Line]) -> bool:
    """Whether lines that begin alike are a list: numbers are where there is more than one."""
    first, last = lines[0].number, lines[0].number + len(lines) - 1
    return kind is ListKind.BULLET or (len(lines) > 1 and first >= 1 and last <= _LARGEST[kind])


def _line(content: Inlines) -> _Line:
    first = content[0] if content else None
    if isinstance(first, Text):
        for kind, mark in _MARKS:
            if found := mark.match(first.text):
                rest = first.text[found.end() :]
                number = int(found[1]) if found.re.groups else 1
                return _Line(content, kind, number, (Text(rest), *content[1:]) if rest else content[1:])
    return _Line(content)
