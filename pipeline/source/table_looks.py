"""What a table's div says of its look: the unit above it, rows and columns that stand out, the sign of negative numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import patterns
from pipeline.model.floats import Cell, Table, joined_lines
from pipeline.model.inlines import Inline, Inlines, Span, Text, lines_of, plain_text
from pipeline.model.prose import ListBlock, Prose
from pipeline.problems import Code, Location, Problem, did_you_mean

UNIT, TOTALS, GROUPS, SHADED_ROWS, SHADED_COLUMNS, NEGATIVE = (
    *("単位", "合計", "小見出し"),
    *("網かけ行", "網かけ列", "負"),
)
LOOKS = frozenset((UNIT, TOTALS, GROUPS, SHADED_ROWS, SHADED_COLUMNS, NEGATIVE))
# What stands before a negative number; the first is what typing gives.
_NEGATIVES = ("-", "－", "−", "–", "△", "▲")
_LAST = frozenset(("最後", "最後の行", "最終行", "最後の列", "最終列"))
# Compiled where a table says such things.
_SEPARATORS = "[、,，]"
_SIGN = f"^([ 　]*[(（]?){patterns.NEGATIVE}"
_NEGATIVE_NUMBER = rf"[(（]?{patterns.NEGATIVE}\d[\d,，.．]*[%％]?[)）]?"
_SHOWN = 6  # labels that a hint names


def with_looks(
    table: Table, said: Mapping[str, str], location: Location
) -> tuple[Table, tuple[Problem, ...]]:
    """The table as its attributes say, and what they ask for that it does not have."""
    problems: list[Problem] = []

    def find(key: str, labels: Mapping[int, frozenset[str]]) -> tuple[int, ...]:
        found, wrong = _found(key, said.get(key, ""), labels, location) if key in said else ((), ())
        problems.extend(wrong)
        return found

    rows = {row: _row_labels(table, row) for row in range(table.head_rows, len(table.rows))}
    looked = replace(
        table,
        unit=_unit_line(said.get(UNIT, "")),
        totals=find(TOTALS, rows),
        groups=find(GROUPS, rows),
        shaded_rows=find(SHADED_ROWS, rows),
        shaded_columns=find(SHADED_COLUMNS, _column_labels(table)),
    )
    if NEGATIVE in said and said[NEGATIVE] not in _NEGATIVES:
        problems.append(
            Problem(
                location,
                Code.MD_ATTRIBUTE,
                f'{NEGATIVE}="{said[NEGATIVE]}" は使えません',
                f"負の数の前に置く記号を、{'、'.join(_NEGATIVES[2:])} のどれかで書いてください",
            )
        )
    elif sign := said.get(NEGATIVE):
        looked = _with_sign(looked, sign)
    return looked, tuple(problems)


def _unit_line(unit: str) -> Inlines:
    """（単位：人）, or what the author has written in full."""
    said = unit.strip()
    if not said or said[0] in "（(":
        return (Text(said),) if said else ()
    return (Text(f"（{said}）" if said.startswith("単位") else f"（単位：{said}）"),)


# Rows and columns by what their labels say


def _row_labels(table: Table, row: int) -> frozenset[str]:
    """What a row is called by: its first cell, also one that comes down from above, and the first that begins in it."""
    owner = next((cell for each in range(row, -1, -1) if (cell := table.rows[each][0])), None)
    own = next((cell for cell in table.rows[row] if cell), None)
    return frozenset(_label(cell) for cell in (owner, own) if cell) - {""}


def _column_labels(table: Table) -> Mapping[int, frozenset[str]]:
    """What each column is called by: all heads that stand over it."""
    labels: dict[int, set[str]] = {column: set() for column in range(len(table.aligns))}
    for row in table.rows[: table.head_rows]:
        for column, cell in enumerate(row):
            for each in range(column, column + cell.colspan) if cell else ():
                labels[each].add(_label(cell))
    return {column: frozenset(names - {""}) for column, names in labels.items()}


def _label(cell: Cell | None) -> str:
    return "".join(plain_text(cell.text).split()) if cell else ""


def _found(
    key: str, names: str, labels: Mapping[int, frozenset[str]], location: Location
) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """The rows or columns with these names, and a problem for each name that none has."""
    wanted = ["".join(name.split()) for name in re.split(_SEPARATORS, names) if name.strip()]
    by_name = {name: [each for each, own in labels.items() if name in own] for name in wanted}
    by_name |= {name: [max(labels)] for name in wanted if name in _LAST and not by_name[name]}
    found = tuple(sorted({each for places in by_name.values() for each in places}))
    missing = [name for name, places in by_name.items() if not places] if wanted else [""]
    known = list(dict.fromkeys(name for own in labels.values() for name in sorted(own)))
    return found, tuple(_unknown(key, name, known, location) for name in missing)


def _unknown(key: str, name: str, known: Sequence[str], location: Location) -> Problem:
    what, where = ("列", "見出し") if key == SHADED_COLUMNS else ("行", "１列目")
    some = "、".join(known[:_SHOWN]) + ("など" if len(known) > _SHOWN else "")
    return Problem(
        location,
        Code.TABLE_LABEL,
        f"{key}=「{name}」という{what}が、表にありません"
        if name
        else f"「{key}」に、どの{what}かがありません",
        did_you_mean(name, known)
        or f"表の{where}にある言葉（{some}）を「、」で区切って書くか、「最後の{what}」と書いてください",
    )


# Negative numbers


def _with_sign(table: Table, sign: str) -> Table:
    """The table whose negative numbers have this sign; they are what their line is, but for brackets around it."""

    def change(row: int, cell: Cell | None) -> Cell | None:
        if cell is None or row < table.head_rows:
            return cell
        return replace(cell, content=tuple(_signed(block, sign) for block in cell.content))

    rows = tuple(tuple(change(index, cell) for cell in row) for index, row in enumerate(table.rows))
    return replace(table, rows=rows)


def _signed(block: Prose, sign: str) -> Prose:
    if isinstance(block, ListBlock):
        return block
    return replace(block, content=joined_lines(_signed_line(line, sign) for line in lines_of(block.content)))


def _signed_line(line: Inlines, sign: str) -> Inlines:
    if not re.fullmatch(_NEGATIVE_NUMBER, plain_text(line).strip()):
        return line
    return _first_text(line, lambda text: re.sub(_SIGN, rf"\g<1>{sign}", text))


def _first_text(line: Inlines, change: Callable[[str], str]) -> Inlines:
    """A line with its first text changed, also where that is bold."""
    first: Inline
    first, *more = line
    if isinstance(first, Text):
        first = Text(change(first.text))
    elif isinstance(first, Span):
        first = replace(first, content=_first_text(first.content, change))
    return (first, *more)
