"""What a passage of Markdown prints, piece by piece, each with its place in the text: characters, and what is more than one.

Made of pandoc's tree, whose inlines tell their places, without our reader: it is what a splice is proved by as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from pipeline.frozen import dataclass
from pipeline.source.cells import is_break
from pipeline.source.fragment import Fragment, Node, Position, ranges_of
from pipeline.source.text import joins_without_blank

_STYLES = ("Strong", "Emph", "Superscript", "Subscript", "Strikeout")


class Form(Enum):
    """The forms of a unit; the value is what messages call it."""

    CHARACTER = "文字"
    BREAK = "改行"
    SOFT = "原稿の行の終わり"
    REFERENCE = "参照"
    RUBY = "ふりがなの付いた言葉"
    COUNT = "計画が数える数"
    NOTE = "脚注の印"
    PICTURE = "画像"
    OTHER = "特別な書式"


# What has no words of its own, and what prints words that are written elsewhere.
MARKS = frozenset((Form.NOTE, Form.PICTURE))
COMPUTED = frozenset((Form.REFERENCE, Form.COUNT))


@dataclass(frozen=True)
class Unit:
    """A piece of what is printed: its text as far as it is written here, its span in the text of the source, what it is set in
    (the outermost first), and for what is no character which it is."""

    form: Form
    text: str
    start: int
    end: int
    style: tuple[str, ...] = ()
    what: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it is a character that is typed as it is printed."""
        return self.form in (Form.CHARACTER, Form.BREAK)

    @property
    def said(self) -> tuple[Form, str, tuple[str, ...], str]:
        """All but its place."""
        return self.form, self.text, self.style, self.what


@dataclass(frozen=True)
class Styled:
    """Some units that are bold or the like: the span of all with their marks, and which they are (from, to)."""

    start: int
    end: int
    first: int
    last: int


@dataclass
class Units:
    """The units of one list of inlines; `notes` are the notes in it, whose texts are passages of their own."""

    fragment: Fragment
    line_starts: Sequence[int]
    in_cell: bool
    found: list[Unit]
    styled: list[Styled]
    notes: list[list[Node]]
    owed: int = 0  # characters before the next one that belong to it

    def read(
        self, nodes: Iterable[Node], style: tuple[str, ...] = (), span: tuple[int, int] = (0, 0)
    ) -> None:
        for node in nodes:
            self._node(node, style, span)

    def index(self, position: Position) -> int:
        """The index in the text of a place that pandoc tells."""
        line, column = position
        if line > len(self.line_starts):
            return len(self.fragment.text)
        column = self.fragment.protected.original_column(line, column)
        return min(self.line_starts[line - 1] + column - 1, len(self.fragment.text))

    def _span(self, attributes: Any, default: tuple[int, int]) -> tuple[int, int]:
        ranges = ranges_of(attributes)
        if not ranges:
            return default
        return self.index(min(ranges)[0]), self.index(max(ranges, key=lambda each: each[1])[1])

    def _node(self, node: Node, style: tuple[str, ...], span: tuple[int, int]) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Str":
                self._word(self.fragment.stand_ins.restored(content), style, span)
            case "Word":
                line, column, end, word = content
                place = self.index((line, column)), self.index((line, end))
                self._word(self.fragment.stand_ins.restored(word), style, place)
            case "Space":
                self.found.append(Unit(Form.CHARACTER, " ", *span, style))
            case "SoftBreak":
                at = self.found[-1].end if self.found else span[0]
                self.found.append(Unit(Form.SOFT, "", at, at, style))
            case "LineBreak":
                self.found.append(Unit(Form.BREAK, "\n", *span, style))
            case "Span":
                self._span_node(content, style, span)
            case "Link":
                self._link(content, style, span)
            case "Note":
                self.notes.append(content)
                self.found.append(Unit(Form.NOTE, "", *span, style, self.fragment.text[slice(*span)]))
            case "Image":
                start, end = self._span(content[0], span)
                end = self._with_attributes(end)
                self.found.append(Unit(Form.PICTURE, "", start, end, style, self.fragment.text[start:end]))
            case "RawInline" if self.in_cell and is_break(content[1]):
                self.found.append(Unit(Form.BREAK, "\n", *span, style))
            case _ if kind in _STYLES:
                first = len(self.found)
                self.read(content, (*style, kind), span)
                self.styled.append(Styled(*span, first, len(self.found)))
            case _:
                raw = self.fragment.text[slice(*span)]
                self.found.append(Unit(Form.OTHER, raw, *span, style, kind))

    def _span_node(self, content: Any, style: tuple[str, ...], around: tuple[int, int]) -> None:
        attributes, inner = content
        keys = dict(attributes[2])
        start, end = self._span(attributes, around)
        if keys.get("wrapper"):
            self.read(inner, style, (start, end))
            return
        end = self._with_attributes(end)
        what = self.fragment.text[start:end]
        if "数" in attributes[1]:
            self.found.append(Unit(Form.COUNT, "", start, end, style, what))
            return
        base = Units(self.fragment, self.line_starts, self.in_cell, [], [], [])
        base.read(inner, style, (start, end))
        text = "".join(each.text for each in base.found)
        form = Form.RUBY if "ruby" in keys else Form.OTHER
        self.found.append(Unit(form, text, start, end, style, what))

    def _link(self, content: Any, style: tuple[str, ...], around: tuple[int, int]) -> None:
        attributes, inner, (url, _) = content
        start, end = self._span(attributes, around)
        end = self._with_attributes(end)
        if inner:
            first = len(self.found)
            self.read(inner, (*style, f"Link {url} {' '.join(attributes[1])}"), (start, end))
            self.styled.append(Styled(start, end, first, len(self.found)))
        else:
            what = f"{url} {' '.join(attributes[1])}"
            self.found.append(Unit(Form.REFERENCE, "", start, end, style, what))

    def _with_attributes(self, end: int) -> int:
        """The end of an element with what stands in braces behind it."""
        text = self.fragment.text
        if text.startswith("{", end) and (close := text.find("}", end)) > 0:
            return close + 1
        return end

    def _word(self, word: str, style: tuple[str, ...], span: tuple[int, int]) -> None:
        start, end = span[0] - self.owed, span[1]
        self.owed = 0
        raw = self.fragment.text[start:end]
        if raw == word:
            self.found += (
                Unit(Form.CHARACTER, each, start + at, start + at + 1, style) for at, each in enumerate(word)
            )
            return
        at = start
        for character in word:
            width = _width(self.fragment.text[at:end], character)
            if not width:
                self.found.append(Unit(Form.OTHER, word, start, end, style, raw))
                return
            self.found.append(Unit(Form.CHARACTER, character, at, at + width, style))
            at += width
        # In a row of a table the backslash before "|" is no part of what pandoc says of it.
        self.owed = end - at if self.fragment.text[at:end] == "\\" else 0


def _width(raw: str, character: str) -> int:
    """How many characters of the source one of the text is: itself, with a backslash, or spelled out (&amp;); 0 if it is not there."""
    if raw.startswith(character) and not (character == "\\" and raw.startswith("\\\\")):
        return 1
    if raw.startswith(f"\\{character}"):
        return 2
    if raw.startswith("&") and 0 < (end := raw.find(";")) < 12:
        return end + 1
    return 0


def with_soft_breaks(units: Sequence[Unit]) -> list[Unit]:
    """Units in which the ends of source lines are the blanks as which they are printed, or nothing."""
    result = list(units)
    for at, unit in enumerate(units):
        if unit.form is Form.SOFT:
            before = _seen(units[at - 1]) if at else ""
            after = _seen(units[at + 1]) if at + 1 < len(units) else ""
            text = "" if joins_without_blank(before, after) else " "
            start = units[at - 1].end if at else unit.start
            end = units[at + 1].start if at + 1 < len(units) else start
            result[at] = Unit(Form.CHARACTER if text else Form.SOFT, text, start, end, unit.style)
        elif unit.form is Form.BREAK and at + 1 < len(units):
            result[at] = Unit(Form.BREAK, "\n", unit.start, max(unit.end, units[at + 1].start), unit.style)
    return result


def _seen(unit: Unit) -> str:
    """What a line's end looks at beside it: a number is seen, a reference is not."""
    return "0" if unit.form is Form.COUNT else unit.text
