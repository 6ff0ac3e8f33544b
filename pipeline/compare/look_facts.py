"""What a leaf is beside its text, in facts that can be compared: bold words, furigana, where links lead, pictures, widths of tables."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, assert_never

from pipeline.compare.lines import Reader, unnamed
from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    ColumnBreak,
    Heading,
    ItemText,
    Landscape,
    Leaf,
    ListingPlace,
    PageBreak,
    Passage,
    TermEntry,
    Turn,
    Within,
    own_texts,
    walk_blocks,
)
from pipeline.model.blocks import Columns as InColumns
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Align,
    Float,
    FloatBody,
    Flow,
    FrameworkTree,
    Grid,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import (
    PROVISION_ROLES,
    Anchor,
    Changed,
    Emphasis,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Link,
    Mention,
    Note,
    Paragraph,
    Reference,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    Variant,
    lines_of,
    plain_text,
    walk_inlines,
)
from pipeline.model.prose import Definitions, ListBlock, Quote, mark_of
from pipeline.model.reference_text import name_of

NOTHING = "（なし）"
_PICTURE = "図の差し替え"
_NEAR = 8  # so much is shown on either side of a break
_ALIGNS = {Align.LEFT: "左", Align.CENTER: "中央", Align.RIGHT: "右"}
_TURNS = {
    Turn.TO_LANDSCAPE: ("用紙の向き", "ここから横"),
    Turn.TO_PORTRAIT: ("用紙の向き", "ここから縦"),
    Turn.TO_FOLD_OUT: ("用紙の向き", "ここから折込み"),
    Turn.FROM_FOLD_OUT: ("用紙の向き", "折込みはここまで"),
    Turn.TO_COLUMNS: ("段組み", "ここから二段"),
    Turn.TO_ONE_COLUMN: ("段組み", "ここから一段"),
}


@dataclass(frozen=True)
class Fact:
    """Something of a `kind` that is no text: what is shown of it, and what it is equal by. It is told where what it is said of, its
    `scope`, stands in the other version too: of a word that is gone nobody asks whether it was bold. `picture` is its file."""

    kind: str
    shown: str
    key: object
    scope: str = ""
    picture: str = ""


def facts_of(leaf: Leaf, reader: Reader) -> list[Fact]:
    """All facts of a leaf, in reading order."""
    return list(_Reading(reader).leaf(leaf))


def shape_of(leaf: Leaf) -> str:
    """The scopes of a leaf that no text of it says."""
    table = _table_of(leaf)
    return _columns_scope(table) if table else ""


def _table_of(leaf: Leaf) -> Table | None:
    block = leaf.block if isinstance(leaf, Within) else leaf
    return block.body if isinstance(block, Float) and isinstance(block.body, Table) else None


def _columns_scope(table: Table) -> str:
    """A scope that tables with as many columns share."""
    return f"\0{len(table.rows[0])} columns"


@dataclass(frozen=True)
class _Reading:
    reader: Reader

    def leaf(self, leaf: Leaf) -> Iterator[Fact]:
        if isinstance(leaf, Turn):
            kind, shown = _TURNS[leaf]
            yield Fact(kind, shown, leaf.value)
            return
        block = leaf.block if isinstance(leaf, Within) else leaf
        if isinstance(block, Beside):
            side = "左" if isinstance(block.content[0], Float) else "右"
            yield Fact("写真の位置", side, side)
        # What is named in a box is a leaf of its own.
        own = unnamed(block) if isinstance(block, Box | Beside) else block
        for each in walk_blocks([own]):
            yield from self._block(each)
            for content in own_texts(each):
                yield from self._content(content)

    def _block(self, block: Block) -> Iterator[Fact]:
        match block:
            case Paragraph(content, role):
                if role in PROVISION_ROLES:
                    yield Fact(
                        "条文の段",
                        f"{role}「{self._begun(content)}」",
                        (role, self._begun(content)),
                        self._begun(content),
                    )
            case Heading():
                if not block.numbered:
                    yield Fact("番号の有無", "番号なし", None)
            case ListBlock():
                yield from self._list(block)
            case Aligned(role):
                yield Fact("文字の位置", role.value, role)
            case Box():
                yield Fact("囲みの種類", block.kind.value, block.kind)
            case Float():
                if not block.numbered:
                    yield Fact("番号の有無", "番号なし", None)
                yield Fact("図表の種類", block.kind.value, block.kind)
                yield from self._body(block.body)
            case Grid():
                yield from self._grid(block)
            case PageBreak():
                yield Fact("改ページ", "ここで改ページ", None)
            case ColumnBreak():
                yield Fact("改段", "ここから次の段", None)
            case Landscape() | InColumns():
                raise AssertionError("a sequence of leaves has marks of their beginnings and ends")
            case Beside() | Quote() | Definitions() | TermEntry() | Passage() | ItemText() | ListingPlace():
                pass
            case _:
                assert_never(block)

    def _begun(self, content: Inlines) -> str:
        return self.reader.line("", content).text[: 2 * _NEAR]

    def _list(self, block: ListBlock) -> Iterator[Fact]:
        yield Fact("箇条書きの種類", f"{mark_of(block.kind, 1).strip()}", block.kind)
        if block.start != 1:
            yield Fact("箇条書きの始まり", mark_of(block.kind, block.start).strip(), block.start)

    def _body(self, body: FloatBody) -> Iterator[Fact]:
        match body:
            case Picture():
                yield self._picture(body.path, _PICTURE)
                yield Fact("図の幅", f"{body.width:.0%}".replace("%", "％"), body.width)
            case Pictures(items, columns):
                for picture, _ in items:
                    yield self._picture(picture.path, _PICTURE)
                yield Fact("図の並べ方", f"{columns}列", columns)
            case Table():
                yield from self._table(body)
            case Grid():
                yield from self._grid(body)
            case Chart():
                shows = {None: "空きがあれば出す", True: "出す", False: "出さない"}[body.shows_values]
                yield Fact("数値の表示", shows, body.shows_values)
                yield Fact("負の数の印", body.negative, body.negative)
                second = "、".join(each.name for each in body.series if each.second)
                yield Fact("右の軸の系列", second or NOTHING, second)
            case PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("a document's content has what is drawn here")
            case _:
                assert_never(body)

    def _picture(self, path: str, kind: str, *key: object) -> Fact:
        digest = hashlib.sha256(self.reader.images[path].data).hexdigest()
        return Fact(kind, posixpath.basename(path), (digest, *key), picture=path)

    def _table(self, table: Table) -> Iterator[Fact]:
        scope = _columns_scope(table)
        shares = ":".join(f"{each:g}" for each in table.widths)
        yield Fact("表の幅", shares or "自動", table.widths, scope)
        yield Fact("見出しの行", f"{table.head_rows}行", table.head_rows)
        yield Fact("列の揃え", "・".join(_ALIGNS[each] for each in table.aligns), table.aligns, scope)
        for kind, rows in (
            ("合計の行", table.totals),
            ("区分の行", table.groups),
            ("網かけの行", table.shaded_rows),
        ):
            for row in rows:
                name = self._first(table.rows[row])
                yield Fact(kind, f"「{name}」", name, name)
        for column in table.shaded_columns:
            name = self._first(row[column] for row in table.rows)
            yield Fact("網かけの列", f"「{name}」", name, name)
        for cells in table.rows:
            for cell in cells:
                if cell and (cell.rowspan, cell.colspan) != (1, 1):
                    text = self.reader.line("", cell.text).text
                    yield Fact("セルの結合", f"「{text}」", (text, cell.rowspan > 1, cell.colspan > 1), text)

    def _first(self, cells: Iterable[Any]) -> str:
        """The first words of a row or a column."""
        return next((text for cell in cells if cell and (text := self.reader.line("", cell.text).text)), "")

    def _grid(self, grid: Grid) -> Iterator[Fact]:
        pictures = any(
            isinstance(each, InlinePicture)
            for row in grid.rows
            for cell in row
            if cell
            for paragraph in cell.content
            for each in walk_inlines(paragraph.content)
        )
        if pictures:
            yield Fact("図の並べ方", f"{len(grid.rows[0])}列", len(grid.rows[0]))

    def _content(self, content: Inlines) -> Iterator[Fact]:
        lines = [plain_text(line) for line in lines_of(content)]
        for one, other in pairwise(lines):
            shown = f"「{one[-_NEAR:]}／{other[:_NEAR]}」"
            yield Fact("改行", shown, shown, f"{one[-_NEAR:]}{other[:_NEAR]}")
        for inline in walk_inlines(content):
            yield from self._inline(inline)

    def _inline(self, inline: Inline) -> Iterator[Fact]:
        match inline:
            case Strong(content):
                yield self._of_words("太字", content)
            case Emphasis(content):
                yield self._of_words("強調", content)
            case Ruby(base, reading):
                yield Fact("ふりがな", f"{base}（{reading}）", (base, reading), base)
            case Link(url, content):
                words = self._words(content)
                yield Fact("リンク先", f"{words}（{url}）", (words, url), words)
            case Reference(target, Variant.OWN_TEXT, content=content):
                words, found = self._words(content), self.reader.targets.get(target)
                key = self.reader.called.get(target, target)
                yield Fact("参照先", f"{words}（{name_of(found) if found else target}）", (words, key), words)
            case InlinePicture():
                yield self._picture(inline.path, "文中の図", inline.width)
                alt = self._words(inline.alt)
                yield Fact("図の説明", alt, alt)
            case Text() | LineBreak() | Note() | Reference() | Anchor():
                pass
            case Superscript() | Subscript():
                pass  # said in the text
            case Mention() | Changed():
                pass
            case _:
                assert_never(inline)

    def _of_words(self, kind: str, content: Inlines) -> Fact:
        words = self._words(content)
        return Fact(kind, f"「{words}」", words, words)

    def _words(self, content: Inlines) -> str:
        return self.reader.line("", content).text
