"""Sheets that come back → what each of their cells says now, whoever saved, sorted, renamed or copied them meanwhile."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.inquiry.book import ID, NUMBER, REMARKS
from pipeline.inquiry.model import Sent, SentTable
from pipeline.model.folded import folded
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.spreadsheets.part import column_of, letters_of
from pipeline.spreadsheets.rows import Row
from pipeline.spreadsheets.workbook import Sheet

# A table's heads are not further down than this.
_DEEPEST_HEAD = 30
_NUMBER = re.compile(rf"{NUMBER}[:：]\s*([0-9a-f]{{12}})(?:[／/](.*))?")
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)")
_SHOWN = 30


@dataclass(frozen=True)
class ReadCell:
    """What a cell says that came back; `place` is its sheet and address, `note` why that can't be taken as it is."""

    row: str
    head: str
    text: str
    place: str
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody says about a row beside its cells, by its id and the head of the column, either of which may be empty."""

    row: str
    head: str
    text: str
    place: str
    author: str = ""


@dataclass(frozen=True)
class NewRow:
    """A row without an id: by the heads of its table, what it says."""

    table: str
    cells: Mapping[str, str]
    place: str


@dataclass(frozen=True)
class Read:
    """What the sheets of one file say. `seen` are the ids of rows that are there, by table."""

    cells: list[ReadCell] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    new: list[NewRow] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def version_said(sheets: Sequence[Sheet]) -> tuple[str, str] | None:
    """The version and the department that stand over a table, wherever that was copied to."""
    for sheet in sheets:
        for row in sheet.rows[:_DEEPEST_HEAD]:
            for cell in row.cells:
                if found := _NUMBER.search(unicodedata.normalize("NFKC", cell)):
                    return found[1], (found[2] or "").strip()
    return None


def read_sheets(file: str, sheets: Sequence[Sheet], sent: Sent) -> Read:
    """What tables of this version say in the sheets of a file."""
    read = Read()
    tables = {identity: name for name, table in sent.tables.items() for identity in table.rows}
    lines: dict[str, tuple[str, Row]] = {}
    for sheet in sheets:
        _Sheet(file, sheet, sent, tables, read, lines).read()
    return read


@dataclass(frozen=True)
class _Sheet:
    """One reading of a sheet; what it says goes into `into`. `tables` are the names of tables by the ids of their rows, `lines` the rows
    of the whole file by their ids."""

    file: str
    sheet: Sheet
    sent: Sent
    tables: Mapping[str, str]
    into: Read
    lines: dict[str, tuple[str, Row]]

    def read(self) -> None:
        at = self._head()
        if at is None:
            return
        head, rows = self.sheet.rows[at], self.sheet.rows[at + 1 :]
        ids = next(place for place, cell in enumerate(head.cells) if folded(cell) == ID)
        known = {folded(identity): identity for identity in self.tables}
        named = [(row, known.get(folded(_cell(row, ids)), "")) for row in rows]
        counted = Counter(self.tables[identity] for _, identity in named if identity)
        if not counted:
            self._problem(
                head.line,
                Code.COLLECT_ROW,
                "送った表のidが一つもありません",
                "idの列を、送ったときのとおりに戻してください",
            )
            return
        columns = {name: self._columns(head, self.sent.tables[name], named, ids) for name in counted}
        usual = counted.most_common(1)[0][0]
        for row, identity in named:
            if identity:
                self._row(row, identity, columns[self.tables[identity]], head, ids)
            else:
                self._without_id(row, "" if ids in row.merged else _cell(row, ids), usual, columns[usual])
        self._remarks(named, columns)

    def _head(self) -> int | None:
        """The index of the row of heads: the first with an id among others that are known."""
        heads = {folded(head) for table in self.sent.tables.values() for head in table.heads}
        most = 0
        for index, row in enumerate(self.sheet.rows[:_DEEPEST_HEAD]):
            cells = [folded(cell) for cell in row.cells if cell]
            shared = len(heads.intersection(cells))
            if ID in cells and shared:
                return index
            most = max(most, shared)
        if most > 2:
            message = (
                f"シート「{self.sheet.name}」に、idの列がありません"
                if self.sheet.name
                else "idの列がありません"
            )
            hint = "送った表のidの列（左の端）を、行ごとに元のidが並ぶように戻してください。このシートは読んでいません"
            self.into.problems.append(
                Problem(Location(self.file), Code.COLLECT_COLUMN, message, hint, warning=True)
            )
        return None

    # Columns

    def _columns(
        self, head: Row, table: SentTable, named: Sequence[tuple[Row, str]], ids: int
    ) -> dict[int, str]:
        """The heads of a table by the columns under which they stand, also where somebody renamed them."""
        wanted = {folded(each): each for each in (*table.heads, REMARKS)}
        found: dict[int, str] = {}
        for place, cell in enumerate(head.cells):
            name = wanted.get(folded(cell))
            if name and name not in found.values():
                found[place] = name
        missing = [name for name in table.heads if name not in found.values()]
        for name in missing:
            renamed = self._renamed(name, table, named, {*found, ids})
            if renamed is not None:
                found[renamed] = name
                self._problem(
                    head.line,
                    Code.COLLECT_COLUMN,
                    f"列の見出し「{name}」が「{_cell(head, renamed)}」に変わっています",
                    "中身が送ったものと合うので、元の列として読みました。違うときは、見出しを元に戻してください",
                )
            else:
                self._problem(
                    head.line,
                    Code.COLLECT_COLUMN,
                    f"「{name}」の列がありません",
                    "見出しが変わったか、列が消えています。この列は、直しがないものとして読みました",
                )
        return found

    def _renamed(
        self, name: str, table: SentTable, named: Sequence[tuple[Row, str]], taken: set[int]
    ) -> int | None:
        """The one column that says what the missing one said, in half or more of the rows in which that said something."""
        at = table.heads.index(name)
        said = [
            (row, table.rows[identity][at].text)
            for row, identity in named
            if identity in table.rows and table.rows[identity][at].text
        ]
        width = max((len(row.cells) for row, _ in said), default=0)
        fitting = [
            place
            for place in range(width)
            if place not in taken
            and sum(folded(_cell(row, place)) == folded(text) for row, text in said) * 2 >= len(said)
        ]
        return fitting[0] if len(fitting) == 1 else None

    # Rows

    def _row(self, row: Row, identity: str, columns: Mapping[int, str], head: Row, ids: int) -> None:
        table = self.tables[identity]
        if identity in self.lines:
            sheet, first = self.lines[identity]
            if _differ(row, first):
                self._problem(
                    row.line,
                    Code.COLLECT_ROW,
                    f"id「{identity}」の行が二つあり、中身が違います",
                    f"初めの行: {_called(sheet)}{first.line}行目。どちらの直しも一覧に載せたので、選んでください",
                )
        self.lines.setdefault(identity, (self.sheet.name, row))
        self.into.seen.setdefault(table, set()).add(identity)
        for place, text in enumerate(row.cells):
            name = columns.get(place, "")
            if place == ids:
                continue
            if not name:
                self._beside(row, place, identity, text, _cell(head, place))
            elif name == REMARKS:
                if text and place not in row.merged:
                    self.into.said.append(Said(identity, "", text, self._place(row, place)))
            elif place in row.covered or place in row.merged:
                self._covered(row, place, identity, name, text)
            else:
                self.into.cells.append(
                    ReadCell(identity, name, text, self._place(row, place), _note(row, place))
                )

    def _covered(self, row: Row, place: int, identity: str, head: str, text: str) -> None:
        table = self.sent.tables[self.tables[identity]]
        before = table.rows[identity][table.heads.index(head)].text
        if folded(text) != folded(before):
            self._problem(
                row.line,
                Code.COLLECT_CELL,
                f"{self._place(row, place)} は、隣のセルと結合されていて、「{head}」が読めません",
                "結合を解除し、このセルの値を入れ直してください。ここは、直しがないものとして読みました",
            )

    def _beside(self, row: Row, place: int, identity: str, text: str, head: str) -> None:
        """What stands in a column that was not sent is a remark; numbers there count rows."""
        if text and place not in row.merged and not text.isdecimal():
            said = f"{head}：{text}" if head else text
            self.into.said.append(Said(identity, "", said, self._place(row, place)))

    def _without_id(self, row: Row, written: str, table: str, columns: Mapping[int, str]) -> None:
        own = {place: text for place, text in enumerate(row.cells) if text and place not in row.merged}
        heads = {columns[place]: text for place, text in own.items() if place in columns}
        for place in range(len(row.cells)):
            if note := _note(row, place):
                self._problem(
                    row.line,
                    Code.COLLECT_CELL,
                    f"新しい行の{letters_of(place)}{row.line}: {note}",
                    "元の表で直して、もう一度集めてください",
                )
        if written:
            self._problem(
                row.line,
                Code.COLLECT_ROW,
                f"「{written}」というidは、送った表にありません",
                did_you_mean(written, self.tables)
                or "新しく加えるものなら、idを空にしてください。送った行なら、idを元に戻してください",
                f"この行は読んでいません（{'、'.join(heads.values())[:_SHOWN]}）" if heads else "",
            )
        elif heads:
            self.into.new.append(NewRow(table, heads, self._place(row, min(own))))
        elif own:
            self.into.said.append(Said("", "", "、".join(own.values()), self._place(row, min(own))))

    # Remarks at cells

    def _remarks(self, named: Sequence[tuple[Row, str]], columns: Mapping[str, Mapping[int, str]]) -> None:
        lines = {row.line: identity for row, identity in named}
        for remark in self.sheet.remarks:
            if not remark.text:
                continue
            column, line = _column_and_line(remark.cell)
            identity = lines.get(line, "")
            head = columns[self.tables[identity]].get(column, "") if identity else ""
            place = f"{_called(self.sheet.name)}{remark.cell}"
            self.into.said.append(Said(identity, head, remark.text, place, remark.author))

    def _place(self, row: Row, column: int) -> str:
        return f"{_called(self.sheet.name)}{letters_of(column)}{row.line}"

    def _problem(self, line: int, code: Code, message: str, hint: str, more: str = "") -> None:
        where = f"シート「{self.sheet.name}」の" if self.sheet.name else ""
        text = "。".join(filter(None, (hint, more)))
        self.into.problems.append(
            Problem(Location(self.file, line), code, f"{where}{message}", text, warning=True)
        )


def _note(row: Row, place: int) -> str:
    """Why the text of a cell can't be taken as it is, if it can't."""
    if doubt := row.doubts.get(place):
        return f"{doubt.message}。{doubt.hint}"
    if place in row.days:
        return "日付や時刻になっています。「1-2」などと入れると、Excelが日付に変えます。表示形式を［文字列］にして入れ直してください"
    if _ERROR.fullmatch(_cell(row, place)):
        return "Excelのエラーになっています。「=」などで始まる文章は、表示形式を［文字列］にして入れ直してください"
    return ""


def _differ(one: Row, other: Row) -> bool:
    return [folded(cell) for cell in one.cells if cell] != [folded(cell) for cell in other.cells if cell]


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _called(sheet: str) -> str:
    return f"{sheet}!" if sheet else ""


def _column_and_line(cell: str) -> tuple[int, int]:
    """The column (from 0) and the row of an address (B5); what is none leads nowhere."""
    found = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell)
    return (column_of(found[1]), int(found[2])) if found else (-1, 0)


def missing_rows(read: Read, sent: Sent) -> Iterator[tuple[str, str]]:
    """The tables and ids of rows that were sent and are not there, of tables of which something is there."""
    for name, table in sent.tables.items():
        if seen := read.seen.get(name):
            yield from ((name, identity) for identity in table.rows if identity not in seen)
