"""pandoc's inlines → ours, with what could not be read as located problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.blocks import Picture
from pipeline.model.inlines import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Strong,
    Text,
    Variant,
    plain_text,
)
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.emphasis import JOINER, Protected
from pipeline.source.text import joins_without_blank

Node = dict[str, Any]
Position = tuple[int, int]  # line and column from 1, in the protected text

_LEFTOVER = re.compile(r"\*\*|:::|\{[#.][^}]*\}?|\{[A-Za-z]+=|\[\^[^\]]*\]?|\]\(|!\[|~~")
_LINE_START = re.compile(r"^(?:#{1,6}(?=[^#])|[-*+>](?=　)|\d+[.)](?=　)|\||　)")
_VARIANTS = {
    variant.value: variant for variant in Variant if variant not in (Variant.NUMBER, Variant.OWN_TEXT)
}
_HINTS = {
    "**": "太字の「**」は、前後に空白を置かず、開くものと閉じるものを同じ段落の中に組で書いてください",
    ":::": '「:::」は行の始めに半角で書き、前の行を空けてください。属性の名前は半角英字です（例: csv="…"）',
    "[^": "同じファイルに「[^名前]: 本文」の行があるか見てください",
    "#": "見出しの「#」の後に半角の空白を置いてください",
    "|": "表は、見出しの行の下に「|---|---|」の行を書き、前の行を空けてください",
    "　": "段落の字下げは様式が行います。行の始めの全角の空白を消してください",
}


@dataclass
class Fragment:
    """One Markdown text on its way in: where it stands, and what is found in it.

    `place` turns a line and a column of the text into a place in the author's file.
    """

    text: str
    protected: Protected
    place: Callable[[int, int], Location]
    problems: list[Problem] = field(default_factory=list)
    note_labels: Mapping[int, str] = field(default_factory=dict)
    used_notes: set[str] = field(default_factory=set)

    def locate(self, position: Position) -> Location:
        line, column = position
        return self.place(line, self.protected.original_column(line, column))

    def problem(self, position: Position, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.locate(position), code, message, hint))


@dataclass(frozen=True)
class _Piece:
    """A leaf of the text with its place, and whether it was written with a backslash."""

    text: str
    position: Position
    escaped: bool


class InlineReader:
    """Reads the inlines of one block; make one for each block, since it looks at the block as a whole."""

    def __init__(self, fragment: Fragment, position: Position) -> None:
        self.fragment = fragment
        self.position = position
        self.pieces: list[_Piece] = []
        self.pictures: list[tuple[Picture, Position]] = []

    def read(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """The inlines, soft breaks joined; what still looks like markup is reported."""
        content = _joined(list(self._convert(nodes, self.position)))
        self._report_leftovers()
        return content

    def _convert(self, nodes: Iterable[Node], position: Position) -> Iterator[Inline | None]:
        """Inlines in order; None stands for a soft break."""
        for node in nodes:
            kind: str = node["t"]
            content: Any = node.get("c")
            match kind:
                case "Span":
                    yield from self._span(content, position)
                case "Str":
                    yield self._text(content, position, position[1] + len(content))
                case "Space":
                    self.pieces.append(_Piece(" ", position, False))
                    yield Text(" ")
                case "SoftBreak":
                    self.pieces.append(_Piece("\n", position, False))
                    yield None
                case "LineBreak":
                    self.pieces.append(_Piece("\n", position, False))
                    yield LineBreak()
                case "Strong":
                    yield Strong(_joined(list(self._convert(content, position))))
                case "Emph":
                    yield Emphasis(_joined(list(self._convert(content, position))))
                case "Link":
                    yield from self._link(content, position)
                case "Note":
                    yield self._note(content, position)
                case "Image":
                    self._picture(content, position)
                case "RawInline":
                    self._refuse_raw(content[1], position)
                case _:
                    self._refuse(kind, position)

    def _span(self, content: Any, around: Position) -> Iterator[Inline | None]:
        attributes, inner = content
        position = start_of(attributes, around)
        keys = dict(attributes[2])
        if keys.get("wrapper"):
            if len(inner) == 1 and inner[0]["t"] == "Str":
                yield self._text(inner[0]["c"], position, _end_column(keys["data-pos"]))
            else:
                yield from self._convert(inner, position)
            return
        if "ruby" in keys:
            base = plain_text(_joined(list(self._convert(inner, position))))
            if base and keys["ruby"]:
                yield Ruby(base, keys["ruby"])
                return
        self.fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            "角括弧に付けられる属性は ruby だけです",
            'ふりがなは [奥州]{ruby="おうしゅう"} のように書きます。括弧を文字として書くときは \\[ とします',
        )

    def _text(self, text: str, position: Position, end: int) -> Text:
        escaped = end - position[1] > len(text)
        text = text.replace(JOINER, "")
        self.pieces.append(_Piece(text, position, escaped))
        return Text(text)

    def _link(self, content: Any, around: Position) -> Iterator[Inline]:
        attributes, inner, (url, title) = content
        position = start_of(attributes, around)
        text = _joined(list(self._convert(inner, position)))
        classes = attributes[1]
        self.pieces.append(_Piece("\0", position, True))
        extra = [key for key, _ in attributes[2] if key != "data-pos"]
        if title or extra or attributes[0] or len(classes) > 1:
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
        paragraphs: list[Paragraph] = []
        first = around
        for number, (block, position) in enumerate(unwrapped(content, around)):
            if block["t"] not in ("Para", "Plain"):
                self.fragment.problem(
                    position, Code.MD_PLACE, "脚注に書けるのは文章だけです", "表や一覧は本文に置いてください"
                )
                continue
            inner = InlineReader(self.fragment, position)
            paragraphs.append(Paragraph(inner.read(block["c"]), Role.FOOTNOTE))
            if number == 0:
                first = inner.pieces[0].position if inner.pieces else position
        label = self._note_label(first)
        self.fragment.used_notes.add(label)
        self.pieces.append(_Piece("\0", around, True))
        identity = label if re.match(r"[A-Za-z]", label) else ""
        return Note(identity, tuple(paragraphs), self.fragment.locate(around))

    def _note_label(self, first: Position) -> str:
        """The label of the definition whose text begins at `first`: pandoc does not keep it."""
        line = max((line for line in self.fragment.note_labels if line <= first[0]), default=0)
        return self.fragment.note_labels.get(line, "")

    def _picture(self, content: Any, around: Position) -> None:
        attributes, inner, (url, _) = content
        position = start_of(attributes, around)
        keys = {key: value for key, value in attributes[2] if key != "data-pos"}
        width = keys.pop("width", "100%")
        share = re.fullmatch(r"(\d{1,3})%", width)
        if keys or attributes[0] or attributes[1] or not share or not 5 <= int(share[1]) <= 100:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                '画像に付けられる属性は width="5%"から"100%" だけです',
                '例: ![説明](figures/a.png){width="80%"}',
            )
        alt = plain_text(_joined(list(self._convert(inner, position))))
        self.pictures.append((Picture(url, alt, int(share[1]) / 100 if share else 1.0), position))

    def _refuse_raw(self, raw: str, position: Position) -> None:
        self.fragment.problem(
            position,
            Code.MD_RAW,
            f"HTMLの「{raw.strip()[:40]}」は書けません",
            "文字として書くときは「\\<」としてください。改行は行末に「\\」を置きます",
        )

    def _refuse(self, kind: str, position: Position) -> None:
        name = {"Code": "「`」で囲んだ文字", "Math": "数式", "Strikeout": "取消線"}.get(kind, kind)
        self.fragment.problem(
            position,
            Code.MD_UNSUPPORTED,
            f"{name}は使えません",
            "記号を文字として書くときは、前に「\\」を置いてください",
        )

    def _report_leftovers(self) -> None:
        """What still looks like markup in the text was meant as markup; a backslash says it was not."""
        text = "".join("\0" * len(piece.text) if piece.escaped else piece.text for piece in self.pieces)
        starts: list[Position] = []
        for piece in self.pieces:
            starts.extend((piece.position[0], piece.position[1] + index) for index in range(len(piece.text)))
        found = [(match.start(), match.group()) for match in _LEFTOVER.finditer(text)]
        if start := _LINE_START.match(text):
            found.append((0, start.group()))
        for index, markup in found:
            hint = next((hint for mark, hint in _HINTS.items() if markup.startswith(mark)), "")
            self.fragment.problem(
                starts[index],
                Code.MD_LEFTOVER,
                f"「{markup}」が書式として読めず、文字のまま残っています",
                hint or "書き方を見直してください。文字として書くときは、前に「\\」を置いてください",
            )


def read_text(fragment: Fragment, nodes: Iterable[Node], position: Position) -> tuple[Inline, ...]:
    """The inlines of a place where no picture may stand."""
    reader = InlineReader(fragment, position)
    content = reader.read(nodes)
    for _, place in reader.pictures:
        fragment.problem(
            place,
            Code.MD_CAPTION,
            "図に題がありません",
            "画像を「::: {.図 #fig-…}」と「:::」で囲み、次の段落に題を書いてください",
        )
    return content


def start_of(attributes: Any, default: Position) -> Position:
    """Where pandoc says that an element begins: the first of its `data-pos` ranges."""
    value = dict(attributes[2]).get("data-pos", "")
    starts = [_pair(part.split("-")[0]) for part in value.split(";") if part]
    return min(starts) if starts else default


def line_range(attributes: Any) -> tuple[int, int]:
    """The lines that an element covers: the first, and the one after the last."""
    pairs = [tuple(map(_pair, part.split("-"))) for part in dict(attributes[2])["data-pos"].split(";")]
    return min(start[0] for start, _ in pairs), max(end[0] for _, end in pairs)


def unwrapped(blocks: Iterable[Node], around: Position) -> Iterator[tuple[Node, Position]]:
    """Blocks without the divs that pandoc wraps around them to carry positions."""
    for block in blocks:
        if block["t"] == "Div" and dict(block["c"][0][2]).get("wrapper"):
            position = start_of(block["c"][0], around)
            yield from unwrapped(block["c"][1], position)
        elif block["t"] in ("Div", "Header", "Table", "CodeBlock"):
            attributes = block["c"][1] if block["t"] == "Header" else block["c"][0]
            yield block, start_of(attributes, around)
        else:
            yield block, around


def _pair(text: str) -> Position:
    line, column = text.split(":")
    return int(line), int(column)


def _end_column(ranges: str) -> int:
    return _pair(ranges.split(";")[0].split("-")[1])[1] if ranges else 0


def _joined(content: list[Inline | None]) -> tuple[Inline, ...]:
    """Inlines with soft breaks (None) resolved and neighbouring texts merged."""
    result: list[Inline] = []
    for index, inline in enumerate(content):
        if inline is None:
            before = plain_text(result[-1:])
            after = plain_text([following for following in content[index + 1 : index + 2] if following])
            inline = Text("" if joins_without_blank(before, after) else " ")
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif inline != Text(""):
            result.append(inline)
    return tuple(result)
