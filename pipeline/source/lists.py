"""Lists: the four kinds that a plan has, to three levels, each item with text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.inlines import Paragraph, plain_text
from pipeline.model.patterns import one_of
from pipeline.model.prose import ListBlock, ListKind, Prose
from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Node, Position, unwrapped
from pipeline.source.inlines import read_prose
from pipeline.source.refused_blocks import refuse_block

_DEEPEST = 3
_LARGEST = 999
# Marks that somebody types in front of an item that gets its own by itself. (①から③まで and １．５倍 begin an item's words.)
_DOT = "[・･•‣]"
_NUMBER = rf"(?:[①-⑳⑴-⒇](?!{one_of('から', *'〜～・、とやのはが及')})|[(（][0-9０-９]{{1,2}}[)）]|[0-9０-９]{{1,2}}(?:[.．](?![0-9０-９])|[)）]))"
_LIST_KINDS = {
    ("Decimal", "Period"): ListKind.PLAIN,
    ("DefaultStyle", "DefaultDelim"): ListKind.PLAIN,
    ("Decimal", "OneParen"): ListKind.CIRCLED,
    ("Decimal", "TwoParens"): ListKind.PARENTHESES,
}


class ListReader:
    """Reads pandoc's lists; what an item can't hold is reported."""

    def __init__(self, fragment: Fragment) -> None:
        self.fragment = fragment

    def bulleted(self, items: list[list[Node]], position: Position, depth: int = 1) -> ListBlock:
        return self._list(ListKind.BULLET, 1, items, position, depth)

    def numbered(self, content: Any, position: Position, depth: int = 1) -> ListBlock:
        (start, style, delimiter), items = content
        kind = _LIST_KINDS.get((style["t"], delimiter["t"]))
        if kind is None:
            self.fragment.problem(
                position,
                Code.MD_UNSUPPORTED,
                "この形の番号の一覧は使えません",
                "「1. 」（１）、「1) 」（①）、「(1) 」のどれかにしてください。一覧でなければ、記号の前に「\\」を置きます",
            )
        last = start + len(items) - 1
        if kind is ListKind.CIRCLED and not 1 <= start <= last <= 20:
            self.fragment.problem(
                position,
                Code.NUMBER_RANGE,
                "丸で囲む番号は①から⑳までです",
                "「1. 」か「(1) 」の一覧にしてください",
            )
        elif last > _LARGEST:
            self.fragment.problem(
                position,
                Code.NUMBER_RANGE,
                f"一覧の番号「{last}」は大きすぎます",
                f"{_LARGEST}までにしてください。一覧でなければ、番号の後の記号の前に「\\」を置きます（例: 2021\\. ）",
            )
        return self._list(kind or ListKind.PLAIN, start, items, position, depth)

    def _list(
        self, kind: ListKind, start: int, items: list[list[Node]], position: Position, depth: int
    ) -> ListBlock:
        if depth > _DEEPEST:
            self.fragment.problem(
                position,
                Code.MD_LIST_DEPTH,
                "一覧の入れ子が深すぎます",
                f"入れ子は{_DEEPEST}段までにしてください",
            )
            return ListBlock(kind, start, ())
        return ListBlock(kind, start, tuple(tuple(self._item(item, kind, position, depth)) for item in items))

    def _item(self, nodes: list[Node], kind: ListKind, around: Position, depth: int) -> Iterator[Prose]:
        if not nodes:
            self.fragment.problem(
                around,
                Code.MD_CAPTION,
                "一覧に、文章のない項目があります",
                "記号の後に文章を書くか、その行を消してください。文字としての「-」なら、前に「\\」を置きます",
            )
        for number, (node, position) in enumerate(unwrapped(self.fragment, nodes, around)):
            content: Any = node.get("c")
            match node["t"]:
                case "Para" | "Plain":
                    text = read_prose(self.fragment, content, position)
                    if number == 0:
                        self._check_mark(kind, plain_text(text), position)
                    yield Paragraph(text, location=self.fragment.locate(position))
                case "BulletList":
                    yield self.bulleted(content, position, depth + 1)
                case "OrderedList":
                    yield self.numbered(content, position, depth + 1)
                case _:
                    if not refuse_block(self.fragment, node, position):
                        self.fragment.problem(
                            position,
                            Code.MD_PLACE,
                            "一覧の中に書けるのは文章と一覧だけです",
                            "見出し、表、図などは一覧の外に置いてください",
                        )

    def _check_mark(self, kind: ListKind, text: str, position: Position) -> None:
        """Tells a mark of the same kind before an item's words: both would be printed."""
        if found := re.match(_DOT if kind is ListKind.BULLET else _NUMBER, text):
            self.fragment.problem(
                position,
                Code.MD_LEFTOVER,
                f"一覧の項目に、記号「{found.group()}」が書かれています",
                "記号は自動で付きます。消してください",
            )
