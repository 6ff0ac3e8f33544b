"""pandoc's blocks → ours: what Markdown in plan_source/ may hold, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.model.blocks import (
    Block,
    Definitions,
    Heading,
    Landscape,
    ListBlock,
    Listing,
    ListingPlace,
    ListKind,
    PageBreak,
    Passage,
    Quote,
)
from pipeline.model.inlines import Paragraph, plain_text
from pipeline.problems import Code, did_you_mean
from pipeline.source.floats import CsvReader, Div, FloatReader
from pipeline.source.inlines import Fragment, Node, Position, read_text, unwrapped
from pipeline.source.schema import ID_PATTERN

DIV_CLASSES = ("表", "図", "位置付け図", "要約", "横長", "改頁", *(listing.value for listing in Listing))
MAX_LIST_DEPTH = 3
_LIST_KINDS = {
    ("Decimal", "Period"): ListKind.PLAIN,
    ("DefaultStyle", "DefaultDelim"): ListKind.PLAIN,
    ("Decimal", "OneParen"): ListKind.CIRCLED,
    ("Decimal", "TwoParens"): ListKind.PARENTHESES,
}


class BlockReader:
    """Reads one Markdown text. `read_csv` fetches the table of a `csv="…"` attribute."""

    def __init__(self, fragment: Fragment, read_csv: CsvReader) -> None:
        self.fragment = fragment
        self.read_csv = read_csv

    def read(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        return tuple(self._blocks(nodes, (1, 1)))

    def _blocks(self, nodes: Iterable[Node], around: Position) -> Iterator[Block]:
        for node, position in unwrapped(nodes, around):
            content: Any = node.get("c")
            match node["t"]:
                case "Para" | "Plain":
                    yield from self._paragraph(content, position)
                case "Header":
                    yield self._heading(content, position)
                case "BulletList":
                    yield self._list(ListKind.BULLET, 1, content, position, 1)
                case "OrderedList":
                    yield self._ordered_list(content, position, 1)
                case "BlockQuote":
                    yield Quote(tuple(self._only_text(content, position, "引用")))
                case "DefinitionList":
                    yield self._definitions(content, position)
                case "Div":
                    yield from self._div(content, position)
                case "Table":
                    self.fragment.problem(
                        position,
                        Code.MD_CAPTION,
                        "表に題がありません",
                        "表を「::: {.表 #tbl-…}」と「:::」で囲み、表の前に題の行を書いてください",
                    )
                case "RawBlock":
                    self.fragment.problem(
                        position,
                        Code.MD_RAW,
                        f"HTMLの「{content[1].strip()[:40]}」は書けません",
                        "文字として書くときは「\\<」としてください",
                    )
                case kind:
                    self._refuse(kind, position)

    def _refuse(self, kind: str, position: Position) -> None:
        name, hint = {
            "CodeBlock": (
                "行の始めに空白を４つ以上置いた段落",
                "字下げは様式が行います。行の始めの空白を消してください",
            ),
            "HorizontalRule": ("区切り線", "改ページなら「::: {.改頁}」と「:::」を書いてください"),
        }.get(kind, (kind, ""))
        self.fragment.problem(position, Code.MD_UNSUPPORTED, f"{name}は使えません", hint)

    def _paragraph(self, nodes: list[Node], position: Position) -> Iterator[Block]:
        content = read_text(self.fragment, nodes, position)
        if content:
            yield Paragraph(content)

    def _heading(self, content: Any, position: Position) -> Heading:
        level, attributes, nodes = content
        identity, classes, keys = attributes
        extra = [f".{name}" for name in classes if name != "番号なし"]
        extra += [key for key, _ in keys if key != "data-pos"]
        if extra:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"見出しに「{extra[0]}」は付けられません",
                did_you_mean(extra[0].lstrip("."), ["番号なし"])
                or "付けられるのは {#id} と {.番号なし} です",
            )
        inlines = read_text(self.fragment, nodes, position)
        if not plain_text(inlines).strip():
            self.fragment.problem(
                position,
                Code.MD_CAPTION,
                "見出しに文字がありません",
                "「#」の後に半角の空白と見出しを書いてください",
            )
        self._check_id(identity, position)
        return Heading(level, inlines, identity, "番号なし" not in classes, self.fragment.locate(position))

    def _check_id(self, identity: str, position: Position) -> None:
        if identity and not re.match(ID_PATTERN, identity):
            self.fragment.problem(
                position,
                Code.ID_INVALID,
                f"idの「{identity}」は使えません",
                "idは半角の英字で始め、半角の英数字と「-」だけで書いてください（例: sec-purpose）",
            )

    # Lists

    def _ordered_list(self, content: Any, position: Position, depth: int) -> ListBlock:
        (start, style, delimiter), items = content
        kind = _LIST_KINDS.get((style["t"], delimiter["t"]))
        if kind is None:
            self.fragment.problem(
                position,
                Code.MD_UNSUPPORTED,
                "この形の番号の一覧は使えません",
                "「1. 」（１）、「1) 」（①）、「(1) 」のどれかにしてください。一覧でなければ、記号の前に「\\」を置きます",
            )
        if kind is ListKind.CIRCLED and start + len(items) - 1 > 20:
            self.fragment.problem(
                position,
                Code.NUMBER_RANGE,
                "丸で囲む番号は⑳までです",
                "「1. 」か「(1) 」の一覧にしてください",
            )
        return self._list(kind or ListKind.PLAIN, start, items, position, depth)

    def _list(
        self, kind: ListKind, start: int, items: list[list[Node]], position: Position, depth: int
    ) -> ListBlock:
        if depth > MAX_LIST_DEPTH:
            self.fragment.problem(
                position,
                Code.MD_LIST_DEPTH,
                "一覧の入れ子が深すぎます",
                f"入れ子は{MAX_LIST_DEPTH}段までにしてください",
            )
            return ListBlock(kind, start, ())
        return ListBlock(kind, start, tuple(tuple(self._item(item, position, depth)) for item in items))

    def _item(self, nodes: list[Node], around: Position, depth: int) -> Iterator[Block]:
        for node, position in unwrapped(nodes, around):
            content: Any = node.get("c")
            match node["t"]:
                case "Para" | "Plain":
                    yield Paragraph(read_text(self.fragment, content, position))
                case "BulletList":
                    yield self._list(ListKind.BULLET, 1, content, position, depth + 1)
                case "OrderedList":
                    yield self._ordered_list(content, position, depth + 1)
                case _:
                    self.fragment.problem(
                        position,
                        Code.MD_PLACE,
                        "一覧の中に書けるのは文章と一覧だけです",
                        "表や図は一覧の外に置いてください",
                    )

    def _only_text(self, nodes: list[Node], around: Position, where: str) -> Iterator[Block]:
        """Paragraphs and lists; anything else has no place in `where`."""
        for block in self._blocks(nodes, around):
            if isinstance(block, Paragraph | ListBlock):
                yield block
            else:
                self.fragment.problem(around, Code.MD_PLACE, f"{where}の中に書けるのは文章と一覧だけです")

    def _definitions(self, items: list[Any], around: Position) -> Definitions:
        entries = []
        for term, explanations in items:
            blocks = [
                block for nodes in explanations for block in self._only_text(nodes, around, "用語の説明")
            ]
            entries.append((read_text(self.fragment, term, around), tuple(blocks)))
        return Definitions(tuple(entries))

    # Divs

    def _div(self, content: Any, position: Position) -> Iterator[Block]:
        attributes, nodes = content
        identity, classes, pairs = attributes
        if len(classes) != 1 or classes[0] not in DIV_CLASSES:
            written = "、".join(classes)
            self.fragment.problem(
                position,
                Code.MD_DIV,
                f"「:::」の囲みに「{written}」というものはありません"
                if classes
                else "「:::」の囲みに種類がありません",
                did_you_mean(written, DIV_CLASSES)
                or f"使えるのは {'、'.join(DIV_CLASSES)} です（例: ::: {{.表 #tbl-…}}）",
            )
            return
        self._check_id(identity, position)
        keys = {key: value for key, value in pairs if key != "data-pos"}
        div = Div(classes[0], identity, keys, nodes, position)
        allowed = {"csv", "head", "widths"} if div.name == "表" else set()
        for key in keys.keys() - allowed:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"「{div.name}」に属性「{key}」は付けられません",
                did_you_mean(key, allowed),
            )
        match div.name:
            case "表" | "図" | "位置付け図":
                yield from FloatReader(self.fragment, self.read_csv).read(div)
            case "要約":
                if not identity:
                    self.fragment.problem(
                        position,
                        Code.MD_DIV,
                        "要約にidがありません",
                        "「::: {.要約 #sum-…}」と書いてください",
                    )
                yield Passage(
                    identity, tuple(self._only_text(nodes, position, "要約")), self.fragment.locate(position)
                )
            case "横長":
                yield Landscape(tuple(self._blocks(nodes, position)))
            case "改頁":
                self._expect_empty(div)
                yield PageBreak()
            case _:
                self._expect_empty(div)
                yield ListingPlace(Listing(div.name), self.fragment.locate(position))

    def _expect_empty(self, div: Div) -> None:
        if div.content:
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"「{div.name}」の囲みの中には何も書けません",
                "次の行に「:::」を書いて閉じてください",
            )
