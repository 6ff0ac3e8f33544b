"""pandoc's inlines → ours, with what could not be read as located problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.model.floats import Picture
from pipeline.model.inlines import (
    Emphasis,
    Inline,
    InlinePicture,
    LineBreak,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    is_picture,
    plain_text,
    walk_inlines,
)
from pipeline.problems import Code
from pipeline.source.attribute_values import read_values
from pipeline.source.bracketed import read_count, read_link
from pipeline.source.cells import INDENT, is_break
from pipeline.source.emphasis import UNEVEN, unmeant_emphasis
from pipeline.source.fragment import (
    Fragment,
    Node,
    Position,
    ranges_of,
    start_of,
    unwrapped,
)
from pipeline.source.glued_nodes import tell_glued
from pipeline.source.ids import ID_PATTERN
from pipeline.source.inline_pictures import read_picture, refuse_pictures, refuse_widths, tell_without_title
from pipeline.source.raw_html import refuse_raw
from pipeline.source.text import joins_without_blank
from pipeline.source.unparsed_markup import NOTHING, Piece, find_leftovers

Word = tuple[int, int, int, str]  # its line, its column and that where it ends, and itself
_QUOTES = frozenset("“”＂「」")  # which no reading has
_NOTE_MARK = re.compile(r"\[\^([^\]\n]+)\]")


class InlineReader:
    """Reads the inlines of one block; make one for each block, since it looks at the block as a whole. `unbroken` is what messages
    call a block that has no line ends."""

    def __init__(
        self,
        fragment: Fragment,
        position: Position,
        in_cell: bool = False,
        is_line: bool = False,
        unbroken: str = "",
    ) -> None:
        self.fragment = fragment
        self.position = position
        self.in_cell = in_cell
        self.is_line = is_line
        self.unbroken = unbroken
        self.pieces: list[Piece] = []
        self.emphasis_end: Position = (0, 0)  # of what was read last
        self.pictures: list[tuple[Picture, Position]] = []

    def read(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """The inlines, soft breaks joined; what still looks like markup is reported."""
        content = self._content(nodes, self.position)
        pieces = _indented(self.pieces) if self.in_cell else self.pieces
        for position, message, hint in find_leftovers(pieces, self.is_line):
            self.fragment.problem(position, Code.MD_LEFTOVER, message, hint)
        return _ended(content)

    def _content(self, nodes: Iterable[Node], position: Position) -> tuple[Inline, ...]:
        found: list[Inline | None] = []
        self._convert(nodes, position, found)
        return _joined(found)

    def _convert(self, nodes: Iterable[Node], position: Position, found: list[Inline | None]) -> None:
        """Add inlines in order; None stands for a soft break."""
        words: list[Word] = []
        for node in nodes:
            kind: str = node["t"]
            content: Any = node.get("c")
            if kind == "Word":
                words.append(content)
                continue
            if words:
                self._words(words, found)
                words = []
            match kind:
                case "Span":
                    self._span(content, position, found)
                case "Str":
                    found.append(self._text(content, position, position[1] + len(content)))
                case "Space":
                    self.pieces.append(Piece(" ", position))
                    found.append(Text(" "))
                case "SoftBreak":
                    self.pieces.append(Piece("\n", position))
                    found.append(None)
                case "LineBreak":
                    self.pieces.append(Piece(NOTHING, position))
                    found.append(LineBreak())
                case "Strong":
                    found.append(Strong(self._content(content, position)))
                case "Emph":
                    found.append(Emphasis(self._content(content, position)))
                case "Superscript":
                    found.append(Superscript(self._content(content, position)))
                case "Subscript":
                    found.append(Subscript(self._content(content, position)))
                case "Link":
                    found.extend(self._link(content, position))
                case "Note":
                    found.append(self._note(content, position))
                case "Image":
                    found.append(self._picture(content, position))
                case "RawInline" if self.in_cell and is_break(content[1]):
                    self.pieces.append(Piece(NOTHING, position))
                    found.append(LineBreak())
                case "RawInline":
                    refuse_raw(self.fragment, content[1], position, self.in_cell, self.unbroken)
                case _:
                    self._refuse(kind, position)
        if words:
            self._words(words, found)

    def _span(self, content: Any, around: Position, found: list[Inline | None]) -> None:
        attributes, inner = content
        ranges = ranges_of(attributes)
        position = min(ranges)[0] if ranges else around
        keys = dict(attributes[2])
        if keys.get("wrapper"):
            end = ranges[0][1] if ranges else position
            self.fragment.refuse_attributes(attributes, end)
            if len(inner) == 1 and inner[0]["t"] in ("Emph", "Strong"):
                self._check_marks(position, end)
            if len(inner) == 1 and inner[0]["t"] == "Str":
                found.append(self._text(inner[0]["c"], position, end[1]))
            else:
                self._convert(inner, position, found)
                self.emphasis_end = end
            return
        if "数" in attributes[1]:
            self.pieces.append(Piece(NOTHING, position))
            if counted := read_count(self.fragment, attributes, inner, position):
                found.append(counted)
            return
        if "ruby" in keys:
            inside = self._content(inner, position)
            base = plain_text(inside)
            if any(isinstance(each, Note | Reference | InlinePicture) for each in walk_inlines(inside)):
                self.fragment.problem(
                    position,
                    Code.MD_PLACE,
                    "ふりがなを付ける所に、脚注、参照か画像があります",
                    'そのままでは消えてしまいます。後に置いてください（例: [奥州]{ruby="おうしゅう"}[^1]）',
                )
            values = read_values(self.fragment, attributes, position)
            reading = values.pop("ruby")
            others = attributes[0] or attributes[1] or values
            if base.strip() and reading and _QUOTES.isdisjoint(reading) and not others:
                found.append(Ruby(base, reading))
                return
        self.fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            "角括弧に付けられるのは、ruby と .数 だけです",
            'ふりがなは [奥州]{ruby="おうしゅう"}、数は []{.数 of="取組"} のように書きます。括弧を文字として書くときは \\[ とします',
        )

    def _check_marks(self, position: Position, end: Position) -> None:
        """Report marks of emphasis that nobody means as such: they would vanish from the text."""
        inside = self.fragment.source_at(position)
        before = self.pieces[-1] if self.pieces else Piece("", position)
        if before.text.endswith("*") and not before.escaped and inside[:1] == "*":
            self.fragment.problem((position[0], position[1] - 1), Code.MD_LEFTOVER, *UNEVEN)
        if hint := unmeant_emphasis(
            self.fragment.source_before(position), inside, self.fragment.source_at(end)
        ):
            self.fragment.problem(
                position,
                Code.MD_LEFTOVER,
                f"「{inside[0]}」が強調の記号として読まれ、文字としては消えてしまいます",
                hint,
            )

    def _words(self, words: Sequence[Word], found: list[Inline | None]) -> None:
        """Add words that stand beside each other: as one text, where each is as long as it is written."""
        line, column, _, _ = words[0]
        last, _, end, _ = words[-1]
        text = "".join([word[3] for word in words])
        # Marks that are left over stand, by pandoc's places, before the end of what they follow.
        is_written = words[0][2] - column == len(words[0][3])
        if text[0] == "*" and is_written and (line, column) < self.emphasis_end:
            self.fragment.problem((line, column), Code.MD_LEFTOVER, *UNEVEN)
        as_written = (
            last == line and end - column == len(text) and self.fragment.stand_ins.restored(text) == text
        )
        if as_written and not (self.in_cell and "|" in text):
            self.pieces.append(Piece(text, (line, column)))
            found.append(Text(text))
        else:
            found += [self._text(text, (line, column), end) for line, column, end, text in words]

    def _text(self, text: str, position: Position, end: int) -> Text:
        # In a cell "|" always has its backslash, which pandoc takes away with the row's bars.
        escaped = end - position[1] > len(text) or (self.in_cell and text.startswith("|"))
        text = self.fragment.stand_ins.restored(text)
        self.pieces.append(Piece(text, position, escaped))
        return Text(text)

    def _link(self, content: Any, around: Position) -> Iterator[Inline]:
        attributes, inner, target = content
        position = start_of(attributes, around)
        text = self._content(inner, position)
        self.pieces.append(Piece(NOTHING, position))
        return read_link(self.fragment, attributes, target, text, position)

    def _note(self, content: list[Node], around: Position) -> Inline:
        blocks = list(unwrapped(self.fragment, content, around))
        texts = [(node["c"], position) for node, position in blocks if node["t"] in ("Para", "Plain")]
        paragraphs = [
            Paragraph(read_text(self.fragment, nodes, position), Role.FOOTNOTE) for nodes, position in texts
        ]
        if len(texts) < len(blocks):
            self.fragment.problem(
                around, Code.MD_PLACE, "脚注に書けるのは文章だけです", "表や一覧は本文に置いてください"
            )
        elif not any(paragraph.content for paragraph in paragraphs):
            self.fragment.problem(
                around, Code.MD_CAPTION, "脚注に文章がありません", "「[^名前]: 」の後に書いてください"
            )
        mark = _NOTE_MARK.match(self.fragment.source_at(around))
        label = mark[1] if mark else ""
        if label.lower() in self.fragment.used_notes:
            self.fragment.problem(
                around,
                Code.ID_DUPLICATE,
                f"脚注 [^{label}] の印が二つあります",
                "二つ目は、番号の参照（例: 注[](#fn-law)）にしてください。参照される脚注の名前は、英字で始めます",
            )
        self.fragment.used_notes.add(label.lower())
        self.pieces.append(Piece(NOTHING, around))
        identity = label if re.match(ID_PATTERN, label) else ""
        return Note(identity, tuple(paragraphs), self.fragment.locate(around))

    def _picture(self, content: Any, around: Position) -> InlinePicture:
        attributes, inner, (url, _) = content
        position = start_of(attributes, around)
        alt = self._content(inner, position)
        inline, alone = read_picture(self.fragment, attributes, url, alt, position)
        self.pictures.append((alone, position))
        self.pieces.append(Piece(NOTHING, position))
        return inline

    @property
    def places_of_pictures(self) -> list[Position]:
        return [place for _, place in self.pictures]

    def _refuse(self, kind: str, position: Position) -> None:
        name = {"Code": "「`」で囲んだ文字", "Math": "数式", "Strikeout": "取消線"}.get(kind, kind)
        self.fragment.problem(
            position,
            Code.MD_UNSUPPORTED,
            f"{name}は使えません",
            "記号を文字として書くときは、前に「\\」を置いてください",
        )


def read_text(
    fragment: Fragment, nodes: Iterable[Node], position: Position, unbroken: str = ""
) -> tuple[Inline, ...]:
    """The inlines of a place where no picture may stand, nor a line end where it is `unbroken`."""
    reader = InlineReader(fragment, position, unbroken=unbroken)
    content = reader.read(nodes)
    refuse_pictures(fragment, reader.places_of_pictures)
    return content


def read_prose(fragment: Fragment, nodes: Sequence[Node], position: Position) -> tuple[Inline, ...]:
    """The inlines of a paragraph of running text, in whose lines small pictures may stand."""
    tell_glued(fragment, nodes, position)
    reader = InlineReader(fragment, position)
    content = reader.read(nodes)
    if fragment.has_pictures:
        if is_picture(content):
            tell_without_title(fragment, reader.places_of_pictures)
            return ()
        refuse_widths(fragment, content)
    return content


def _indented(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a cell: full-width blanks at its beginning are meant, as before the names of rows that are parts of another."""
    first = pieces[0] if pieces else None
    if not first or not first.text.startswith(INDENT):
        return pieces
    rest = first.text.lstrip(INDENT)
    (line, column), blanks = first.position, len(first.text) - len(rest)
    return [
        Piece(INDENT * blanks, first.position, escaped=True),
        Piece(rest, (line, column + blanks), first.escaped),
        *pieces[1:],
    ]


def _ended(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without full-width blanks at the end, as pandoc leaves out half-width ones: references show titles."""
    if content and isinstance(last := content[-1], Text) and last.text.endswith(INDENT):
        text = last.text.rstrip(f"{INDENT} ")
        return (*content[:-1], Text(text)) if text else content[:-1]
    return content


def _joined(content: Sequence[Inline | None]) -> tuple[Inline, ...]:
    """Inlines with soft breaks (None) resolved and neighbouring texts merged."""
    if len(content) == 1 and isinstance(content[0], Text) and content[0].text:
        return (content[0],)
    result: list[Inline] = []
    texts: list[str] = []  # what stands behind the last of them, never empty
    for index, inline in enumerate(content):
        if inline is None:
            before = texts[-1] if texts else plain_text(result[-1:])
            after = plain_text([following for following in content[index + 1 : index + 2] if following])
            inline = Text("" if joins_without_blank(before, after) else " ")
        if not isinstance(inline, Text):
            if texts:
                result.append(Text("".join(texts)))
                texts.clear()
            result.append(inline)
        elif inline.text:
            texts.append(inline.text)
    return (*result, Text("".join(texts))) if texts else tuple(result)
