"""Fenced divs that hold a table or a figure with its caption, and the notes under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.frozen import dataclass
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Align,
    Float,
    FloatKind,
    Flow,
    FrameworkTree,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import Inline, LineBreak, Text, is_picture, plain_text, walk_inlines
from pipeline.problems import Code, Location, Problem
from pipeline.source.cells import cell_content
from pipeline.source.float_lines import NOTE_STARTS, Line, check_joined, titles_of
from pipeline.source.fragment import Fragment, Node, Position, line_range, start_of_inline, unwrapped
from pipeline.source.inline_pictures import refuse_widths
from pipeline.source.inlines import InlineReader
from pipeline.source.pictures import TitledPicture, titled_pictures
from pipeline.source.refused_blocks import refuse_block
from pipeline.source.survey_attributes import ATTRIBUTES, TABLE_ATTRIBUTES
from pipeline.source.table_looks import LOOKS, with_looks
from pipeline.source.tables import Content, CsvFile, Merge, TableResult, make_table, read_csv

if TYPE_CHECKING:
    from pipeline.source.survey_floats import Counted

_ALIGNS = {"AlignLeft": Align.LEFT, "AlignCenter": Align.CENTER, "AlignRight": Align.RIGHT}

_Body = Table | Picture | Pictures | Chart | PositionDiagram | FrameworkTree | Flow
# What stands in a div beside its title and its notes, and what messages call it.
_BODIES = {
    "表": "表と、",
    "図": "画像と、",
    "グラフ": "",
    "位置付け図": "",
    "施策の体系": "",
    "流れ図": "「1. 」の一覧と、",
}
# Shorter tables were written to be read.
_LONG_TABLE = 50
_CALLED = {"表": '表（かcsv="…"）', "流れ図": "手順の一覧"}

# Fetches the file of a `csv="…"` attribute, or tells the fragment what is wrong with that.
CHART_ATTRIBUTES = ("種類", "csv", "単位", "右の単位", "列", "行", "折れ線", "順", "値", "負", "説明")

CsvReader = Callable[[str, Fragment, Position], CsvFile | None]


@dataclass(frozen=True)
class Div:
    """A fenced div: its one class, id, other attributes, content and place; whether what it holds is `numbered`."""

    name: str
    id: str
    attributes: Mapping[str, str]
    content: list[Node]
    position: Position
    numbered: bool = True


# So many pictures stand side by side, if nothing else is said.
_BESIDE = 3


class FloatReader:
    """Reads the divs of tables and figures. `fetch` fetches the file of a `csv="…"` attribute."""

    def __init__(self, fragment: Fragment, fetch: CsvReader) -> None:
        self.fragment = fragment
        self.fetch = fetch

    def read(self, div: Div) -> Iterator[Float]:
        kind = FloatKind.TABLE if div.name == "表" else FloatKind.FIGURE
        lines: list[Line] = []
        notes: list[tuple[Inline, ...]] = []
        bodies: list[_Body | None] = []
        pictures: list[TitledPicture] = []
        if div.name == "位置付け図":
            bodies.append(PositionDiagram())
        if div.name == "施策の体系":
            bodies.append(FrameworkTree(self._levels(div)))
        counting = TABLE_ATTRIBUTES if div.name == "表" else ATTRIBUTES
        counted = self._counted(div, counting) if counting & div.attributes.keys() else None
        if counted:
            bodies.append(counted.body)
        elif div.name == "グラフ":
            bodies.append(self._chart(div))
        elif source := div.attributes.get("csv"):
            bodies.append(self._csv_table(source, div))
        for node, position in unwrapped(self.fragment, div.content, div.position):
            if node["t"] == "Table" and kind is FloatKind.TABLE:
                bodies.append(self._table(node["c"], div, position))
            elif node["t"] in ("OrderedList", "BulletList") and div.name == "流れ図":
                bodies.append(self._flow(node, position))
            elif node["t"] in ("Para", "Plain"):
                is_note = self.fragment.source_at(position).startswith(NOTE_STARTS)
                reader = InlineReader(self.fragment, position, unbroken="" if is_note else f"{kind}の題")
                content = reader.read(node["c"])
                if reader.pictures and div.name == "図" and (found := titled_pictures(reader, content)):
                    pictures += found
                elif reader.pictures:
                    self.fragment.problem(
                        position,
                        Code.MD_PLACE,
                        "図の画像の前に文字があるか、図でない囲みに画像があります",
                        "「::: {.図 #fig-…}」の囲みの中に、画像の段落（小さい題は画像のすぐ後）と、題の段落を書きます",
                    )
                elif plain_text(content).startswith(NOTE_STARTS):
                    notes.append(content)
                else:
                    lines.append(Line(content, position))
                if not reader.pictures:
                    check_joined(self.fragment, position)
            elif not refuse_block(self.fragment, node, position):
                self.fragment.problem(
                    position,
                    Code.MD_PLACE,
                    f"「{div.name}」の囲みの中にこれは書けません",
                    f"書けるのは、題と、{_BODIES[div.name]}「資料：」「注：」「※」で始まる行です",
                )
        if pictures:
            bodies.append(self._pictures(div, pictures))
        titles = titles_of(self.fragment, kind, lines)
        self._check_float(div, kind, len(bodies), titles)
        if len(bodies) == 1 and bodies[0] is not None:
            caption = titles[0].content if titles else ()
            title_at = titles[0].position if titles else div.position
            place = self.fragment.locate(div.position)
            under = counted.notes(notes) if counted else tuple(notes)
            notices = counted.notices if counted else self._notices(bodies[0], place)
            yield Float(
                kind,
                div.id,
                caption,
                self._looked(bodies[0], div),
                under,
                place,
                div.numbered,
                notices,
                self.fragment.locate(title_at),
            )

    def _notices(self, body: _Body, place: Location) -> tuple[Problem, ...]:
        """What the author of a long table should know."""
        if not isinstance(body, Table) or len(body.rows) < _LONG_TABLE:
            return ()
        from pipeline.source.raw_answers import raw_answers  # few tables are so long

        return tuple(raw_answers(body, place))

    def _looked(self, body: _Body, div: Div) -> _Body:
        """A table as the div's attributes say."""
        if not isinstance(body, Table) or LOOKS.isdisjoint(div.attributes):
            return body
        table, problems = with_looks(body, div.attributes, self.fragment.locate(div.position))
        self.fragment.add(*problems)
        return table

    def _check_float(self, div: Div, kind: FloatKind, bodies: int, titles: Sequence[Line]) -> None:
        if any(isinstance(inline, LineBreak) for title in titles for inline in walk_inlines(title.content)):
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"{kind}の題の中で改行はできません",
                "題の行の終わりの「\\」や空白を消してください",
            )
        if not titles and not div.numbered and div.id:
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                f"題も番号もない{kind}に、idの「#{div.id}」は付けられません",
                "参照しても、示すものがありません。題の段落を書くか、idを消してください",
            )
        elif not titles and div.numbered:
            self.fragment.problem(
                div.position,
                Code.MD_CAPTION,
                f"{kind}に題がありません",
                f"囲みの中に、題の段落を一つ書いてください。題も番号も要らなければ {{.{div.name} .番号なし}} とします",
            )
        if bodies == 0 and div.name == "流れ図":
            self.fragment.problem(
                div.position,
                Code.DIAGRAM_EMPTY,
                "流れ図に手順がありません",
                "囲みの中に、手順を「1. 」の一覧で順に書いてください",
            )
        elif bodies != 1:
            what = _CALLED.get(div.name, "画像")
            self.fragment.problem(
                div.position,
                Code.MD_PLACE,
                f"囲みの中に{what}が{bodies}個あります",
                f"一つの囲みに{what}を一つだけ書いてください",
            )

    def _csv_table(self, source: str, div: Div) -> Table | None:
        file = self.fetch(source, self.fragment, div.position)
        return self._take(read_csv(file, self._head(div), self._widths(div))) if file else None

    def _chart(self, div: Div) -> Chart | None:
        from pipeline.source.charts import read_chart  # wanted for plans with charts alone

        source = div.attributes.get("csv", "")
        file = self.fetch(source, self.fragment, div.position) if source else None
        chart, problems = read_chart(div.attributes, file, self.fragment.locate(div.position))
        self.fragment.add(*problems)
        return chart

    def _counted(self, div: Div, counting: Collection[str]) -> Counted:
        """What a div makes of the answers to a question, where it has attributes that ask for such."""
        from pipeline.source.survey_floats import Counted, counted_chart, counted_table, miswritten

        if found := miswritten(div.attributes, counting):
            self.fragment.problem(div.position, Code.MD_ATTRIBUTE, *found)
            return Counted(None, None)
        file = self.fetch(div.attributes["csv"], self.fragment, div.position)
        if file is None:
            return Counted(None, None)
        place = self.fragment.locate(div.position)
        counted, problems = (
            counted_table(div.attributes, file, place, self._widths(div))
            if div.name == "表"
            else counted_chart(div.attributes, file, place)
        )
        self.fragment.add(*problems)
        return counted

    def _pictures(self, div: Div, pictures: Sequence[TitledPicture]) -> Picture | Pictures:
        """One picture, or several side by side."""
        (first, title), *others = pictures
        if not others and not title:
            return first
        if not others:
            self.fragment.problem(
                div.position,
                Code.MD_CAPTION,
                "画像と題が、一つの段落につながっています",
                "画像の行と題の間を、１行空けてください（画像のすぐ後の小さい題は、画像が二つ以上の図に付きます）",
            )
        return Pictures(tuple(pictures), self._columns(div, len(pictures)))

    def _columns(self, div: Div, pictures: int) -> int:
        """How many stand side by side: as written, else all of up to three, and more in rows of about equal length."""
        value = div.attributes.get("columns", "")
        if value and not re.fullmatch("[1-6]", value):
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                f'columns="{value}" は使えません',
                "横に並べる画像の数を、1から6までの半角の数字で書くか、消してください",
            )
            value = ""
        usual = pictures if pictures <= _BESIDE else -(-pictures // -(-pictures // _BESIDE))
        return min(int(value or usual), pictures)

    def _flow(self, node: Node, position: Position) -> Flow:
        from pipeline.source.flows import read_flow

        return read_flow(self.fragment, node, position)

    def _table(self, content: Any, div: Div, position: Position) -> Table | None:
        _, _, columns, head, bodies, _ = content
        if self._report_ragged_rows(content[0], len(columns)):
            return None
        rows: list[list[Content | Merge]] = []
        places: list[list[Position]] = []
        for row in [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]:
            cells: list[Content | Merge] = []
            cell_places: list[Position] = []
            for cell in row[1]:
                blocks = list(unwrapped(self.fragment, cell[4], position))
                inlines = blocks[0][0].get("c") if blocks else ()
                place = start_of_inline(inlines[0], position) if inlines else position
                cells.append(self._cell(blocks[0][0]["c"], place) if blocks else ())
                cell_places.append(place)
            rows.append(cells)
            places.append(cell_places)
        aligns = [_ALIGNS.get(align["t"]) for align, _ in columns]
        result = make_table(
            rows, self._head(div), aligns, self._widths(div), lambda r, c: self.fragment.locate(places[r][c])
        )
        return self._take(result)

    def _cell(self, nodes: list[Node], position: Position) -> Content | Merge:
        """The content of a cell, or the mark that merges it; a mark with a backslash is text."""
        reader = InlineReader(self.fragment, position, in_cell=True)
        content = reader.read(nodes)
        if self.fragment.has_pictures and not is_picture(content):
            refuse_widths(reader.fragment, content)
        mark = plain_text(content)
        escaped = [piece.text for piece in reader.pieces if piece.escaped]
        if mark in set(Merge) and not escaped:
            return Merge(mark)
        if not mark.strip() and all(isinstance(each, Text) for each in content):
            return ()
        return cell_content(content, with_lists=not any(text.startswith(("-", "(")) for text in escaped))

    def _report_ragged_rows(self, attributes: Any, columns: int) -> bool:
        """pandoc drops the cells that a row has too many; say so instead. True if there are such rows."""
        lines = self.fragment.text.split("\n")
        first, last = line_range(attributes)
        found = False
        for number in range(first, last):
            row = lines[number - 1].strip().replace("\\|", "")
            cells = row.removeprefix("|").removesuffix("|").count("|") + 1
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
        self.fragment.add(*result.problems)
        return result.table

    def _levels(self, div: Div) -> int:
        """How many levels a tree shows; 0 is all of them."""
        value = div.attributes.get("levels", "")
        if not value or value in ("1", "2", "3", "4", "5"):
            return int(value or 0)
        self.fragment.problem(
            div.position,
            Code.MD_ATTRIBUTE,
            f'levels="{value}" は使えません',
            "外側から何段を示すかを 2 のように半角の数字で書くか、消してください（全ての段を示します）",
        )
        return 0

    def _head(self, div: Div) -> int:
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

    def _widths(self, div: Div) -> tuple[float, ...]:
        value = div.attributes.get("widths", "")
        if value and not re.fullmatch(r"[1-9]\d{0,2}(\.\d+)?( +[1-9]\d{0,2}(\.\d+)?)*", value):
            self.fragment.problem(
                div.position,
                Code.MD_ATTRIBUTE,
                f'widths="{value}" は使えません',
                '列の幅の割合を空白で区切って書いてください（例: widths="2 3 5"）',
            )
            return ()
        return tuple(float(part) for part in value.split())
