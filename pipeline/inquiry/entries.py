"""What came back in workbooks → entries of review.yaml: each says what is wanted of one passage, and where that stands today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from pipeline.frozen import dataclass
from pipeline.inquiry.book import is_open
from pipeline.inquiry.lines import fault, lines_of, running_lines
from pipeline.inquiry.merge import Wanted, rows_in_step, wanted
from pipeline.inquiry.model import Column, Holds, Part, Row, Sent, SentCell, Table, Value
from pipeline.inquiry.new_lines import target_of_new, together
from pipeline.inquiry.reading import NewRow, Read, ReadCell, Said, missing_rows
from pipeline.inquiry.today import Today
from pipeline.problems import Location
from pipeline.review.model import WORKBOOK, Entry, Kind

_DELETED = "削除"
_FIXED = "この欄は、照会の表では直せない欄です"
_GONE_COLUMN = "この欄は、今の原稿にはありません"
_GONE_ROW = "この行は、送った後に原稿からなくなりました"
_GONE_LINE = "この文章は、送った後に原稿からなくなりました"
_MISSING = "表から行がなくなっています。消したのか、写していないだけかを、返した課に確かめてください"
_BY_HAND = "idと置く所を決めて、原稿に書いてください"
_NO_PLACE = "どの項目の下のものか、表からは決まりません。置く所を決めて、原稿に書いてください"


@dataclass(frozen=True)
class Returned:
    """One file: who sent it back, what it said when it was sent, and what it says."""

    file: str
    department: str
    sent: Sent
    read: Read


def entries_of(returned: Returned, today: Today) -> tuple[Entry, ...]:
    """The entries of a file, in the order of the sheets; none where nothing was changed. They have no ids yet."""
    found: dict[object, Entry] = {}
    for entry in _File(returned, today).entries():
        # The same row may stand in a copy of its sheet.
        found.setdefault((entry.kind, entry.target, entry.before, entry.after, entry.comment), entry)
    return tuple(found.values())


@dataclass(frozen=True)
class _File:
    returned: Returned
    today: Today
    _stands: dict[str, str | None] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        read, sent = self.returned.read, self.returned.sent
        said = {
            (table.heads[at], identity): cell
            for table in sent.tables.values()
            for identity, cells in table.rows.items()
            for at, cell in enumerate(cells)
        }
        for cell in read.cells:
            before = said[cell.head, cell.row]
            if cell.text != before.text:
                yield from self._cell(cell, before)
            elif cell.note:
                yield self._said(Said(cell.row, cell.head, cell.note, cell.place))
        for each in read.said:
            yield from self._beside(each)
        for new in read.new:
            yield self._new(new)
        for name, identity in missing_rows(read, sent):
            yield from self._gone(name, identity, _MISSING, "")

    # Rows and cells of today

    def _source(self, location: Location) -> str:
        """A place as review.yaml names it: from the folder of the source."""
        file = location.file.removeprefix(f"{self.today.folder}/")
        return f"{file}:{location.line}" if location.line else file

    def _today(self, identity: str) -> str | None:
        """The id that a row has today; None where the source has it no longer."""
        if "/" not in identity:
            return identity if identity in self.today.rows else None
        if identity not in self._stands:
            self._stands.update(self._rows_of(identity.rpartition("/")[0]))
        return self._stands[identity]

    def _rows_of(self, of_field: str) -> Mapping[str, str | None]:
        """The rows of a field of an item by the ids under which they were sent."""
        sent: dict[str, Sequence[str]] = {}
        now = self.today.fields.get(of_field, {})
        for table in self.returned.sent.tables.values():
            for identity, cells in table.rows.items():
                if identity.rpartition("/")[0] == of_field:
                    around = len(table.heads) - max((len(each) for each in now.values()), default=0)
                    sent[identity] = [cell.text for cell in cells[max(around, 0) :]]
        return rows_in_step(sent, now)

    def _value(self, identity: str, head: str) -> tuple[Row, Column, Value] | None:
        if (stands := self._today(identity)) is None:
            return None
        table, row = self.today.rows[stands]
        if head not in table.heads:
            return None
        at = table.heads.index(head)
        return row, table.columns[at], row.values[at]

    # What is wanted of a cell

    def _cell(self, cell: ReadCell, before: SentCell) -> Iterator[Entry]:
        found = self._value(cell.row, cell.head)
        if found is None:
            yield self._lost(cell, before)
            return
        row, column, value = found
        unit = self._unit(row)
        sent = lines_of(column, before.text, before.text)
        back = lines_of(column, cell.text, before.text, unit)
        parts = [part for part in value.parts if part.text.strip()]
        now = [(lines_of(column, part.text, before.text) or [part.text])[0] for part in parts]
        if before.mark and before.mark == value.mark and len(parts) == len(sent):
            now = sent  # only the numbers of what it refers to are others
        single = column.holds not in (Holds.TEXT, Holds.LIST, Holds.NUMBERS)
        note = (
            cell.note or fault(column, back) or (value.closed or _FIXED if not is_open(column, value) else "")
        )
        added = len(parts)
        for each in together(wanted(sent, back, now, single), column, parts, now):
            entry = self._entry(cell, row, value, parts, each, note)
            if each.before is None and each.now is None:
                entry = replace(entry, target=target_of_new(column, value, parts, each, added))
                added += entry.target.endswith(f"/{added + 1}")
            yield entry

    def _unit(self, row: Row) -> str:
        """The unit of an indicator of today."""
        table, _ = self.today.rows[row.id]
        return row.values[table.heads.index("単位")].text if "単位" in table.heads else ""

    def _entry(
        self, cell: ReadCell, row: Row, value: Value, parts: Sequence[Part], each: Wanted, note: str
    ) -> Entry:
        part = parts[each.at] if each.at is not None and each.at < len(parts) else None
        kind = Kind.ADDITION if each.before is None else Kind.DELETION if each.after is None else Kind.CHANGE
        location = part.location if part else value.location
        return Entry(
            id="",
            department=self.returned.department,
            received=self.returned.file,
            sent=self.returned.sent.version,
            document=WORKBOOK,
            place=f"{row.place} {cell.head}（{cell.place}）",
            kind=kind,
            source=self._source(location),
            target=part.target if part else value.target,
            before=each.before or "",
            after=each.after or "",
            now=each.now or "",
            note=note or (_GONE_LINE if each.gone else ""),
        )

    def _lost(self, cell: ReadCell, before: SentCell) -> Entry:
        """A change of what the source has no longer: told whole."""
        gone = self._today(cell.row) is None
        lines = "\n\n".join(running_lines(cell.text, ""))
        return replace(
            self._blank(f"{cell.row} {cell.head}（{cell.place}）", Kind.CHANGE),
            target=f"{cell.row}/{cell.head}",
            before=before.text,
            after=lines,
            note=_GONE_ROW if gone else _GONE_COLUMN,
        )

    def _blank(self, place: str, kind: Kind) -> Entry:
        returned = self.returned
        return Entry("", returned.department, returned.file, returned.sent.version, WORKBOOK, place, kind)

    # What is said beside cells

    def _beside(self, said: Said) -> Iterator[Entry]:
        if said.row and not said.head and said.text.strip() == _DELETED:
            name = next(n for n, table in self.returned.sent.tables.items() if said.row in table.rows)
            yield from self._gone(name, said.row, "", said.place)
        else:
            yield self._said(said)

    def _said(self, said: Said) -> Entry:
        """A remark at a cell, at a row, or at nothing that was sent."""
        stands = self._today(said.row) if said.row else None
        found = self._value(said.row, said.head) if stands else None
        if stands and found is None:
            today, row = self.today.rows[stands]
            place, target, location = row.place, row.id, row.values[today.around].location
        elif found:
            row, _, value = found
            place, target, location = f"{row.place} {said.head}", value.target, value.location
        else:
            return replace(
                self._blank(f"{said.row}（{said.place}）", Kind.COMMENT),
                comment=said.text,
                author=said.author,
            )
        return replace(
            self._blank(f"{place}（{said.place}）", Kind.COMMENT),
            source=self._source(location),
            target=target,
            comment=said.text,
            author=said.author,
        )

    # Rows

    def _gone(self, table: str, identity: str, comment: str, place: str) -> Iterator[Entry]:
        """A row that is to go, as long as the source has it."""
        if (stands := self._today(identity)) is None:
            return
        today, row = self.today.rows[stands]
        location = row.values[today.around].location
        where = f"（{place}）" if place else ""
        yield replace(
            self._blank(f"{row.place}{where}", Kind.DELETION),
            source=self._source(location),
            target=row.id,
            before=_as_lines(
                dict(
                    zip(
                        today.heads[today.around :], (v.text for v in row.values[today.around :]), strict=True
                    )
                )
            ),
            comment=comment,
        )

    def _new(self, new: NewRow) -> Entry:
        table = self.today.table(new.table)
        around = table.around if table else 0
        heads = table.heads[around:] if table else tuple(new.cells)
        said = {head: new.cells[head] for head in heads if head in new.cells}
        beside = [
            f"{head}：{text}"
            for head, text in new.cells.items()
            if head not in said and head not in (table.heads[:around] if table else ())
        ]
        above = self._above(table, new) if table else ""
        rows = table is not None and any("/" in row.id for row in table.rows)
        key = next((row.id.split("/")[1] for row in table.rows), "") if table and rows else ""
        target = f"{above}/{key}" if above and key else above
        note = (_NO_PLACE if around and not above else "") if rows else _BY_HAND
        called = "、".join(
            text for head, text in new.cells.items() if head in (table.heads[:around] if table else ())
        )
        return replace(
            self._blank(f"{new.table} {called}（{new.place}）", Kind.NEW_ITEM),
            source=self._source_of(above),
            target=target,
            after=_as_lines(said),
            comment="\n".join(beside),
            note=note,
        )

    def _above(self, table: Table, new: NewRow) -> str:
        """The id of the one item under which a new row belongs by the titles beside it; empty where that is not sure."""
        around = [(head, new.cells.get(head, "")) for head in table.heads[: table.around]]
        if not around or not around[-1][1]:
            return ""
        level = around[-1][0]
        found = {
            row.id
            for each in self.today.tables
            if each.name == level
            for row in each.rows
            if _titles(each, row)[level] == around[-1][1]
            and all(not title or _titles(each, row).get(head, title) == title for head, title in around)
        }
        return found.pop() if len(found) == 1 else ""

    def _source_of(self, identity: str) -> str:
        if identity not in self.today.rows:
            return ""
        table, row = self.today.rows[identity]
        location = row.values[table.around].location
        return self._source(location)


def _titles(table: Table, row: Row) -> Mapping[str, str]:
    """The titles of an item and of those above it, by their levels."""
    texts = [value.text for value in row.values]
    return {**dict(zip(table.heads[: table.around], texts, strict=False)), table.name: texts[table.around]}


def _as_lines(cells: Mapping[str, str]) -> str:
    return "\n".join(f"{head}: {text}" for head, text in cells.items() if text)
