"""pandoc's blocks → ours: what Markdown in plan_source/ may hold, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, assert_never

from pipeline.model.blocks import (
    Block,
    ColumnBreak,
    Heading,
    Listing,
    ListingPlace,
    PageBreak,
    Passage,
    stands_on_sheets,
    walk_blocks,
)
from pipeline.model.inlines import Paragraph, plain_text
from pipeline.model.prose import Definitions, ListBlock, ListKind, Prose, Quote
from pipeline.problems import Code, did_you_mean
from pipeline.source.attribute_values import read_values, tell_second_id
from pipeline.source.boxes import (
    PAPER,
    TITLE,
    is_picture,
    read_aligned,
    read_beside,
    read_box,
    read_columns,
    read_landscape,
)
from pipeline.source.floats import CHART_ATTRIBUTES, CsvReader, Div, FloatReader
from pipeline.source.fragment import Fragment, Node, Position, line_range, unwrapped, written_keys
from pipeline.source.ids import ID_PATTERN, invalid_id
from pipeline.source.inlines import read_prose, read_text
from pipeline.source.lists import ListReader
from pipeline.source.refused_blocks import refuse_block, refuse_unexplained
from pipeline.source.survey_attributes import ATTRIBUTES, TABLE_ATTRIBUTES
from pipeline.source.table_looks import LOOKS


class DivKind(StrEnum):
    """A block that is written as a div; the value is the div's class."""

    TABLE = "表"
    FIGURE = "図"
    CHART = "グラフ"
    POSITION_DIAGRAM = "位置付け図"
    TREE = "施策の体系"
    FLOW = "流れ図"
    PASSAGE = "要約"
    PROVISIONS = "条文"
    COLUMN_BOX = "コラム"
    FRAME = "枠"
    BESIDE = "写真と文"
    COLUMNS = "二段"
    RIGHT = "右寄せ"
    CENTRED = "中央"
    LANDSCAPE = "横長"
    PAGE_BREAK = "改頁"
    COLUMN_BREAK = "改段"


_DIVS: Mapping[str, DivKind | Listing] = {kind.value: kind for kind in (*DivKind, *Listing)}
DIV_CLASSES = tuple(_DIVS)
# Lines of signs, typed as rules.
_RULE = re.compile("[-－ー―─━—–_＿=＝]{3,}")
UNNUMBERED = "番号なし"
# Those that can be referred to, or shown elsewhere.
_FLOATS = (DivKind.TABLE, DivKind.FIGURE, DivKind.CHART, DivKind.POSITION_DIAGRAM, DivKind.TREE, DivKind.FLOW)
_NAMED = (*_FLOATS, DivKind.COLUMN_BOX, DivKind.FRAME, DivKind.PASSAGE, DivKind.PROVISIONS)
_ATTRIBUTES: Mapping[DivKind | Listing, frozenset[str]] = {
    DivKind.TABLE: LOOKS | TABLE_ATTRIBUTES | {"csv", "head", "widths"},
    DivKind.CHART: ATTRIBUTES.union(CHART_ATTRIBUTES),
    DivKind.FIGURE: frozenset({"columns"}),
    DivKind.TREE: frozenset({"levels"}),
    DivKind.COLUMN_BOX: frozenset({TITLE}),
    DivKind.FRAME: frozenset({TITLE}),
    DivKind.PASSAGE: frozenset({"of"}),
    DivKind.LANDSCAPE: frozenset({PAPER}),
    Listing.ITEMS: frozenset({"of"}),
}


class BlockReader:
    """Reads one Markdown text. `fetch` fetches the file of a `csv="…"` attribute."""

    def __init__(self, fragment: Fragment, fetch: CsvReader) -> None:
        self.fragment = fragment
        self.fetch = fetch
        self.lists = ListReader(fragment)

    def read(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        return tuple(self._blocks(nodes, (1, 1)))

    def _blocks(self, nodes: Iterable[Node], around: Position) -> Iterator[Block]:
        for node, position in unwrapped(self.fragment, nodes, around):
            content: Any = node.get("c")
            match node["t"]:
                case "Para" | "Plain":
                    yield from self._paragraph(content, position)
                case "Header":
                    yield self._heading(content, position)
                case "BulletList":
                    yield self.lists.bulleted(content, position)
                case "OrderedList":
                    yield self.lists.numbered(content, position)
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
                case kind:
                    if not refuse_block(self.fragment, node, position):
                        self.fragment.problem(position, Code.MD_UNSUPPORTED, f"{kind}は使えません")

    def _paragraph(self, nodes: list[Node], position: Position) -> Iterator[Block]:
        content = read_prose(self.fragment, nodes, position)
        if _RULE.fullmatch(plain_text(content)) and _RULE.fullmatch(
            self.fragment.source_at(position).strip()
        ):
            refuse_block(self.fragment, {"t": "HorizontalRule"}, position)
        elif content:
            yield Paragraph(content, location=self.fragment.locate(position))

    def _heading(self, content: Any, position: Position) -> Heading:
        level, attributes, nodes = content
        identity, classes, _ = attributes
        extra = [f".{name}" for name in classes if name != "番号なし"]
        extra += written_keys(attributes)
        if extra:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"見出しに「{extra[0]}」は付けられません",
                did_you_mean(extra[0].lstrip("."), ["番号なし"])
                or "付けられるのは {#id} と {.番号なし} です",
            )
        if not self.fragment.source_at(position).startswith("#"):
            self.fragment.problem(
                position,
                Code.MD_UNSUPPORTED,
                "「---」や「===」の行は、前の文章を見出しにしてしまいます",
                "見出しなら「## 見出し」と書き、そうでなければこの下の「---」の行を消してください",
            )
        inlines = read_text(self.fragment, nodes, position, "見出し")
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
        if not identity:
            return
        tell_second_id(self.fragment, position)
        if not re.match(ID_PATTERN, identity):
            self.fragment.add(invalid_id(identity, self.fragment.locate(position)))

    def _only_text(self, nodes: list[Node], around: Position, where: str) -> Iterator[Prose]:
        """Paragraphs and lists; anything else has no place in `where`."""
        for block in self._blocks(nodes, around):
            if isinstance(block, Prose):
                yield block
            else:
                self.fragment.problem(
                    around,
                    Code.MD_PLACE,
                    f"{where}の中に書けるのは文章と一覧だけです",
                    "見出し、表、図などは外に置いてください",
                )

    def _on_sheet(self, nodes: list[Node], around: Position) -> Iterator[Block]:
        """What can stand in a passage of the 概要."""
        for block in self._blocks(nodes, around):
            if stands_on_sheets(block):
                yield block
            else:
                self.fragment.problem(
                    around,
                    Code.MD_PLACE,
                    "要約の中に書けるのは、文章、一覧、用語の説明、表、図、枠だけです",
                    "見出し、位置付け図、改ページなどは外に置いてください",
                )

    def _definitions(self, items: list[Any], around: Position) -> Definitions:
        entries = []
        for term, explanations in items:
            blocks = [
                block for nodes in explanations for block in self._only_text(nodes, around, "用語の説明")
            ]
            entries.append((read_text(self.fragment, term, around, "用語"), tuple(blocks)))
            if not blocks:
                refuse_unexplained(self.fragment, around)
        return Definitions(tuple(entries))

    # Divs

    def _div(self, content: Any, position: Position) -> Iterator[Block]:
        attributes, nodes = content
        identity, written_classes, _ = attributes
        classes = [name for name in written_classes if name != UNNUMBERED] or written_classes
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
        keys = read_values(self.fragment, attributes, position)
        div = Div(classes[0], identity, keys, nodes, position, UNNUMBERED not in written_classes)
        kind = _DIVS[div.name]
        if not div.numbered and kind not in _FLOATS:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"「{div.name}」に「.{UNNUMBERED}」は付けられません",
                f"消してください。「.{UNNUMBERED}」は、見出しと、表や図に付けます",
            )
        if identity and kind not in _NAMED:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"「{div.name}」にidの「#{identity}」は付けられません",
                f'一つの枝を置くなら of="{identity}" と書いてください'
                if kind is Listing.ITEMS
                else "消してください。参照するなら、見出し、表、図などにidを付けます",
            )
        allowed = _ATTRIBUTES.get(kind, frozenset())
        for key in keys.keys() - allowed:
            self.fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"「{div.name}」に属性「{key}」は付けられません",
                did_you_mean(key, allowed)
                or (f"付けられるのは {'、'.join(sorted(allowed))} です" if allowed else "消してください"),
            )
        self._check_closed(div, attributes)
        match kind:
            case (
                DivKind.TABLE
                | DivKind.FIGURE
                | DivKind.CHART
                | DivKind.POSITION_DIAGRAM
                | DivKind.TREE
                | DivKind.FLOW
            ):
                yield from FloatReader(self.fragment, self.fetch).read(div)
            case DivKind.PASSAGE:
                yield self._passage(div)
            case DivKind.LANDSCAPE:
                yield read_landscape(self.fragment, div, self._blocks(div.content, position))
            case DivKind.BESIDE:
                yield from read_beside(self.fragment, div, self._beside(div))
            case DivKind.COLUMNS:
                yield read_columns(self.fragment, div, self._blocks(div.content, position))
            case DivKind.COLUMN_BOX | DivKind.FRAME:
                yield read_box(self.fragment, div, self._blocks(div.content, position))
            case DivKind.RIGHT | DivKind.CENTRED:
                yield read_aligned(self.fragment, div, self._blocks(div.content, position))
            case DivKind.PROVISIONS:
                yield from self._provisions(div)
            case DivKind.PAGE_BREAK:
                self._expect_empty(div)
                yield PageBreak()
            case DivKind.COLUMN_BREAK:
                self._expect_empty(div)
                yield ColumnBreak(self.fragment.locate(position))
            case Listing():
                self._expect_empty(div)
                yield ListingPlace(kind, self.fragment.locate(position), keys.get("of", ""))
            case _:
                assert_never(kind)

    def _passage(self, div: Div) -> Passage:
        if not div.id:
            self.fragment.problem(
                div.position,
                Code.MD_DIV,
                "要約にidがありません",
                "「::: {.要約 #sum-…}」と書いてください",
            )
        content = tuple(self._on_sheet(div.content, div.position))
        lists = (block for block in walk_blocks(content) if isinstance(block, ListBlock))
        if any(block.kind is not ListKind.BULLET for block in lists):
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                "要約には番号の付く一覧を書けません",
                "「- 」の一覧にしてください",
            )
        if not content:
            self.fragment.problem(
                div.position, Code.MD_CAPTION, "要約に文章がありません", "囲みの中に文章を書いてください"
            )
        return Passage(div.id, content, self.fragment.locate(div.position), self._of(div))

    def _beside(self, div: Div) -> Iterator[Block]:
        """Blocks with the picture that stands by itself in one of their paragraphs."""
        for node, position in unwrapped(self.fragment, div.content, div.position):
            if is_picture(node):
                alone = Div(DivKind.FIGURE, "", {}, [node], position, numbered=False)
                yield from FloatReader(self.fragment, self.fetch).read(alone)
            else:
                yield from self._blocks([node], position)

    def _of(self, div: Div) -> tuple[str, ...]:
        """The ids of what a passage stands for, where it says so."""
        ids = tuple(each for each in re.split(r"[\s,、]+", div.attributes.get("of", "")) if each)
        if "of" in div.attributes and not ids:
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                "「of」にidがありません",
                '要約する節、取組、表などのidを、of="sec-purpose tbl-population" のように書いてください',
            )
        return ids

    def _provisions(self, div: Div) -> Iterator[Block]:
        from pipeline.source.provisions import ProvisionReader  # which few plans have

        yield from ProvisionReader(self.fragment, div, self.fetch).read()

    def _check_closed(self, div: Div, attributes: Any) -> None:
        """pandoc closes what is open at the end of the text: all that follows would belong to the div."""
        _, end = line_range(attributes)
        lines = self.fragment.protected.lines
        last = lines[end - 2].strip(" >") if 1 < end <= len(lines) + 1 else ""
        inner = [node["c"][0] for node in div.content if node["t"] == "Div"]
        if set(last) != {":"} or any(line_range(attributes)[1] == end for attributes in inner):
            self.fragment.problem(
                div.position,
                Code.MD_DIV,
                f"「{div.name}」の囲みが閉じていません",
                "囲みの終わりに「:::」だけの行を書いてください。囲みが重なるときは、閉じる行も同じ数だけ要ります",
            )

    def _expect_empty(self, div: Div) -> None:
        if div.content:
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"「{div.name}」の囲みの中には何も書けません",
                "次の行に「:::」を書いて閉じてください",
            )
