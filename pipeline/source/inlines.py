"""pandoc's inlines → ours, with what could not be read as located problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.model.counts import Form, write_count
from pipeline.model.floats import Picture
from pipeline.model.inlines import (
    Emphasis,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    Variant,
    is_picture,
    plain_text,
    walk_inlines,
)
from pipeline.problems import Code, Problem, did_you_mean
from pipeline.source.attribute_values import read_values
from pipeline.source.cells import INDENT, is_break
from pipeline.source.emphasis import unmeant_emphasis
from pipeline.source.fragment import (
    Fragment,
    Node,
    Position,
    ranges_of,
    start_of,
    unwrapped,
    written_keys,
)
from pipeline.source.ids import ID_PATTERN
from pipeline.source.raw_html import refuse_raw
from pipeline.source.text import joins_without_blank
from pipeline.source.unparsed_markup import NOTHING, Piece, find_leftovers

_VARIANTS = {
    variant.value: variant for variant in Variant if variant not in (Variant.NUMBER, Variant.OWN_TEXT)
}
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
        self.pictures: list[tuple[Picture, Position]] = []

    def read(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """The inlines, soft breaks joined; what still looks like markup is reported."""
        content = self._content(nodes, self.position)
        pieces = _indented(self.pieces) if self.in_cell else self.pieces
        for position, message, hint in find_leftovers(pieces, self.is_line):
            self.fragment.problem(position, Code.MD_LEFTOVER, message, hint)
        return content

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
            return
        if "数" in attributes[1]:
            self._count(attributes, inner, position, found)
            return
        if "ruby" in keys:
            base = plain_text(self._content(inner, position))
            reading = read_values(self.fragment, attributes, position)["ruby"]
            if base and reading and _QUOTES.isdisjoint(reading):
                found.append(Ruby(base, reading))
                return
        self.fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            "角括弧に付けられるのは、ruby と .数 だけです",
            'ふりがなは [奥州]{ruby="おうしゅう"}、数は []{.数 of="取組"} のように書きます。括弧を文字として書くときは \\[ とします',
        )

    def _count(
        self, attributes: Any, inner: list[Node], position: Position, found: list[Inline | None]
    ) -> None:
        """Add what the plan counts of itself, as text: `[]{.数 .一つ of="基本方針"}` is 三つ."""
        forms = [name for name in attributes[1] if name != "数"]
        keys = read_values(self.fragment, attributes, position)
        what = keys.pop("of", "")
        self.pieces.append(Piece(NOTHING, position))
        known_forms = [form.value for form in Form if form]
        counts = self.fragment.counts
        if not counts:
            self.fragment.problem(
                position,
                Code.MD_PLACE,
                "計画の数は、計画の文章にしか入れられません",
                "ここには、数をそのまま書いてください",
            )
            return
        if what not in counts:
            wrong = f"「{what}」は数えられません" if what else "「.数」に、何の数かがありません"
            known = [*counts]
        elif inner or keys or attributes[0] or len(forms) > 1 or not set(forms) <= set(known_forms):
            wrong, known = "数の書き方が違います", known_forms
            what = forms[0] if forms else ""
        else:
            found.append(Text(write_count(counts[what], Form("".join(forms)))))
            return
        innermost = [*counts][-2]
        self.fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            wrong,
            did_you_mean(what, known)
            or f'[]{{.数 of="{innermost}"}}、[]{{.数 .一つ of="{innermost}"}} のように書きます。数えられるのは'
            f"{'、'.join(counts)}、形は{'、'.join(f'.{form}' for form in known_forms)}です",
        )

    def _check_marks(self, position: Position, end: Position) -> None:
        """Report marks of emphasis that nobody means as such: they would vanish from the text."""
        inside = self.fragment.source_at(position)
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
        attributes, inner, (url, title) = content
        position = start_of(attributes, around)
        text = self._content(inner, position)
        classes = attributes[1]
        self.pieces.append(Piece(NOTHING, position))
        if title or written_keys(attributes) or attributes[0] or len(classes) > 1:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                "リンクにはこの属性を付けられません",
                "付けられるのは {.題}、{.番号と題}、{.頁} です",
            )
        elif url.startswith("#"):
            variant = Variant.OWN_TEXT if text else Variant.NUMBER
            if classes and (text or classes[0] not in _VARIANTS):
                self.fragment.problem(
                    position,
                    Code.MD_ATTRIBUTE,
                    f"参照に「.{classes[0]}」は付けられません",
                    did_you_mean(classes[0], _VARIANTS) or "付けられるのは {.題}、{.番号と題}、{.頁} です",
                )
            else:
                variant = _VARIANTS[classes[0]] if classes else variant
                yield Reference(url[1:], variant, self.fragment.locate(position), text)
        elif not re.match(r"(https?://|mailto:)[^\s]+$", url):
            self.fragment.problem(
                position,
                Code.MD_UNSUPPORTED,
                f"リンク先「{url}」は使えません",
                "計画の中へは [](#id)、外へは https:// で始まるアドレスを書いてください",
            )
        elif classes or not text:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                "外へのリンクには文字が要ります",
                "[文字](https://…) と書いてください",
            )
        else:
            yield Link(url, text)

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
        keys = read_values(self.fragment, attributes, position)
        width = keys.pop("width", "100%")
        share = re.fullmatch(r"(\d{1,3})%", width)
        if keys or attributes[0] or attributes[1] or not share or not 5 <= int(share[1]) <= 100:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                '画像に付けられる属性は width="5%"から"100%" だけです',
                '例: ![説明](figures/a.png){width="80%"}',
            )
        alt = self._content(inner, position)
        for each in walk_inlines(alt):
            if isinstance(each, Note) or (isinstance(each, Reference) and each.variant is Variant.PAGE):
                self.fragment.problem(
                    position,
                    Code.MD_PLACE,
                    "画像の説明には、脚注とページの参照を書けません",
                    "図の題か、本文に書いてください",
                )
        part = int(share[1]) / 100 if share else 1.0
        self.pictures.append((Picture(url, alt, part), position))
        self.pieces.append(Piece(NOTHING, position))
        if not plain_text(alt, lambda reference: reference.target).strip():
            self.fragment.problem(
                position,
                Code.IMAGE_ALT,
                "画像に説明（代替テキスト）がありません",
                "![図が伝えることを一文で](…) と書いてください",
            )
        shown = part if "width" in written_keys(attributes) else 0
        return InlinePicture(url, alt, self.fragment.locate(position), shown)

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
    refuse_pictures(reader)
    return content


def read_prose(fragment: Fragment, nodes: Iterable[Node], position: Position) -> tuple[Inline, ...]:
    """The inlines of a paragraph of running text, in whose lines small pictures may stand."""
    reader = InlineReader(fragment, position)
    content = reader.read(nodes)
    if fragment.has_pictures:
        if is_picture(content):
            _tell_without_title(reader)
            return ()
        refuse_widths(reader, content)
    return content


def refuse_pictures(reader: InlineReader) -> None:
    """Report the pictures that a reader found."""
    for _, place in reader.pictures:
        reader.fragment.problem(
            place,
            Code.MD_PLACE,
            "ここには画像を置けません",
            "画像は、本文の文章、表のセル、「::: {.図 #fig-…}」の囲みの中に置いてください",
        )


def refuse_widths(reader: InlineReader, content: Inlines) -> None:
    """Report the widths of pictures that stand beside words: those are as high as their line."""
    for inline in walk_inlines(content):
        if isinstance(inline, InlinePicture) and inline.width:
            reader.fragment.add(
                Problem(
                    inline.location,
                    Code.MD_ATTRIBUTE,
                    "文字と並ぶ画像に width は付けられません",
                    "行の高さに合わせて小さくなります。大きく見せるなら、「::: {.図 #fig-…}」の囲みか、画像だけのセルに置いてください",
                )
            )


def _tell_without_title(reader: InlineReader) -> None:
    for _, place in reader.pictures:
        reader.fragment.problem(
            place,
            Code.MD_CAPTION,
            "図に題がありません",
            "画像を「::: {.図 #fig-…}」と「:::」で囲み、次の段落に題を書いてください",
        )


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
