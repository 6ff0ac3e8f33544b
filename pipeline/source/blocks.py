"""pandoc's blocks → ours: what Markdown in plan_source/ may hold, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.blocks import (
    Align,
    Block,
    Definitions,
    Float,
    FloatKind,
    Heading,
    Inline,
    Landscape,
    ListBlock,
    Listing,
    ListingPlace,
    ListKind,
    PageBreak,
    Paragraph,
    Passage,
    Picture,
    PositionDiagram,
    Quote,
    Table,
    plain_text,
)
from pipeline.problems import Code, did_you_mean
from pipeline.source.inlines import Fragment, InlineReader, Node, Position, line_range, start_of, unwrapped
from pipeline.source.schema import ID_PATTERN
from pipeline.source.tables import TableResult, make_table

DIV_CLASSES = ("表", "図", "位置付け図", "要約", "横長", "改頁", *(listing.value for listing in Listing))
NOTE_STARTS = ("資料：", "※", "注：")
MAX_LIST_DEPTH = 3
_LIST_KINDS = {
    ("Decimal", "Period"): ListKind.PLAIN,
    ("DefaultStyle", "DefaultDelim"): ListKind.PLAIN,
    ("Decimal", "OneParen"): ListKind.CIRCLED,
    ("Decimal", "TwoParens"): ListKind.PARENTHESES,
}
_ALIGNS = {"AlignLeft": Align.LEFT, "AlignCenter": Align.CENTER, "AlignRight": Align.RIGHT}

CsvReader = Callable[[str, int, tuple[float, ...], Fragment, Position], TableResult]


@dataclass(frozen=True)
class _Div:
    """A fenced div: its one class, id, other attributes, content and place."""

    name: str
    id: str
    attributes: Mapping[str, str]
    content: list[Node]
    position: Position


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

    def _inlines(self, nodes: list[Node], position: Position) -> tuple[Inline, ...]:
        """Inlines of a place where no picture may stand."""
        reader = InlineReader(self.fragment, position)
        content = reader.read(nodes)
        for _, place in reader.pictures:
            self.fragment.problem(
                place,
                Code.MD_CAPTION,
                "図に題がありません",
                "画像を「::: {.図 #fig-…}」と「:::」で囲み、次の段落に題を書いてください",
            )
        return content

    def _paragraph(self, nodes: list[Node], position: Position) -> Iterator[Block]:
        content = self._inlines(nodes, position)
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
        inlines = self._inlines(nodes, position)
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
                    yield Paragraph(self._inlines(content, position))
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
            entries.append((self._inlines(term, around), tuple(blocks)))
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
        div = _Div(classes[0], identity, keys, nodes, position)
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
                yield from self._float(div)
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

    def _expect_empty(self, div: _Div) -> None:
        if div.content:
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"「{div.name}」の囲みの中には何も書けません",
                "次の行に「:::」を書いて閉じてください",
            )

    def _float(self, div: _Div) -> Iterator[Float]:
        kind = FloatKind.TABLE if div.name == "表" else FloatKind.FIGURE
        captions: list[tuple[Inline, ...]] = []
        notes: list[tuple[Inline, ...]] = []
        bodies: list[Table | Picture | PositionDiagram | None] = []
        if div.name == "位置付け図":
            bodies.append(PositionDiagram())
        if source := div.attributes.get("csv"):
            bodies.append(
                self._take(
                    self.read_csv(source, self._head(div), self._widths(div), self.fragment, div.position)
                )
            )
        for node, position in unwrapped(div.content, div.position):
            if node["t"] == "Table" and kind is FloatKind.TABLE:
                bodies.append(self._table(node["c"], div, position))
            elif node["t"] in ("Para", "Plain"):
                reader = InlineReader(self.fragment, position)
                content = reader.read(node["c"])
                if reader.pictures and not content and kind is FloatKind.FIGURE:
                    bodies.extend(self._picture(picture, place) for picture, place in reader.pictures)
                elif plain_text(content).startswith(NOTE_STARTS):
                    notes.append(content)
                else:
                    captions.append(content)
            else:
                self.fragment.problem(
                    position,
                    Code.MD_PLACE,
                    f"「{div.name}」の囲みの中にこれは書けません",
                    "書けるのは、題と、表か画像と、「資料：」「※」で始まる行です",
                )
        self._check_float(div, kind, len(bodies), len(captions))
        if len(captions) == 1 and len(bodies) == 1 and bodies[0] is not None:
            yield Float(
                kind, div.id, captions[0], bodies[0], tuple(notes), self.fragment.locate(div.position)
            )

    def _check_float(self, div: _Div, kind: FloatKind, bodies: int, captions: int) -> None:
        if captions != 1:
            self.fragment.problem(
                div.position,
                Code.MD_CAPTION,
                f"{kind}に題がありません" if not captions else f"{kind}の題が{captions}つあります",
                "囲みの中に、題の段落を一つ書いてください。資料の行は「資料：」か「※」で始めます",
            )
        if bodies != 1:
            what = '表（かcsv="…"）' if kind is FloatKind.TABLE else "画像"
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"囲みの中に{what}が{bodies}個あります",
                f"一つの囲みに{what}を一つだけ書いてください",
            )

    def _picture(self, picture: Picture, position: Position) -> Picture:
        if not picture.alt:
            self.fragment.problem(
                position,
                Code.IMAGE_ALT,
                "画像に説明（代替テキスト）がありません",
                "![図が伝えることを一文で](…) と書いてください",
            )
        return picture

    def _table(self, content: Any, div: _Div, position: Position) -> Table | None:
        _, _, columns, head, bodies, _ = content
        if self._report_ragged_rows(content[0], len(columns)):
            return None
        rows, places = [], []
        for row in [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]:
            cells, cell_places = [], []
            for cell in row[1]:
                blocks = list(unwrapped(cell[4], position))
                place = (
                    start_of(blocks[0][0]["c"][0]["c"][0], blocks[0][1])
                    if blocks and _has_position(blocks[0][0])
                    else position
                )
                cells.append(self._inlines(blocks[0][0]["c"], place) if blocks else ())
                cell_places.append(place)
            rows.append(cells)
            places.append(cell_places)
        aligns = [_ALIGNS.get(align["t"]) for align, _ in columns]
        result = make_table(
            rows, self._head(div), aligns, self._widths(div), lambda r, c: self.fragment.locate(places[r][c])
        )
        return self._take(result)

    def _report_ragged_rows(self, attributes: Any, columns: int) -> bool:
        """pandoc drops the cells that a row has too many; say so instead. True if there are such rows."""
        lines = self.fragment.text.split("\n")
        first, last = line_range(attributes)
        found = False
        for number in range(first, last):
            row = lines[number - 1].strip().replace("\\|", "")
            cells = row.strip("|").count("|") + 1
            if "|" in row and cells != columns:
                found = True
                self.fragment.problem(
                    (number, 1),
                    Code.TABLE_RAGGED,
                    f"この行のセルは{cells}個ですが、表の列の数は{columns}です",
                    "区切りの「|」の数を見出しの行とそろえてください。空のセルも「|」で区切ります",
                )
        return found

    def _take(self, result: TableResult) -> Table | None:
        self.fragment.problems.extend(result.problems)
        return result.table

    def _head(self, div: _Div) -> int:
        value = div.attributes.get("head", "1")
        if value not in ("1", "2", "3"):
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                f'head="{value}" は使えません',
                "見出しの行数を1から3で書いてください",
            )
            return 1
        return int(value)

    def _widths(self, div: _Div) -> tuple[float, ...]:
        value = div.attributes.get("widths", "")
        if value and not re.fullmatch(r"[1-9]\d*(\.\d+)?( +[1-9]\d*(\.\d+)?)*", value):
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                f'widths="{value}" は使えません',
                '列の幅の割合を空白で区切って書いてください（例: widths="2 3 5"）',
            )
            return ()
        return tuple(float(part) for part in value.split())


def _has_position(block: Node) -> bool:
    """Whether a cell's paragraph begins with an inline that carries its place."""
    content: Any = block.get("c")
    return bool(content) and content[0]["t"] in ("Span", "Link", "Image")
