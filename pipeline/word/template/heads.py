"""The heads that staff wrote over what the program fills in: whether each stands over, or beside, what it names.

The words are the office's own, so only heads that are known again are spoken of.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import TAGS, Contract, Head
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import value_of
from pipeline.word.markup.text import text_of
from pipeline.word.template.controls import control_name
from pipeline.word.template.parts import Parts
from pipeline.word.template.tags import names_in, names_of

_ALIKE = 0.75  # how much of a head's letters have to be those of a known one
_FRAME = "：:（）()［］[]【】＜＞<>・　 "


@dataclass(frozen=True)
class _Cell:
    """A cell of a row: the columns that it covers, from 0."""

    element: etree._Element
    first: int
    last: int

    @property
    def text(self) -> str:
        return _squeezed(self.element)


def check_heads(file: str, parts: Parts, contract: Contract) -> Iterator[Problem]:
    """Heads over the wrong columns of the table with the slot; labels beside the wrong tags and controls of others."""
    document = parts["word/document.xml"]
    found = _slot_row(document, contract) if contract.heads else None
    if found is not None:
        yield from _check_columns(file, found, contract)
    for root in (
        document,
        *(root for name, root in parts.items() if name.startswith(("word/header", "word/footer"))),
    ):
        for table in root.iter(w("tbl")):
            yield from _check_labels(file, table, contract)


def widen(document: etree._Element, contract: Contract) -> bool:
    """Gives a table with a column for each head as many as its rows will have; whether it was one.

    Word joins columns where no row parts them: under one head there may be two.
    """
    row = _slot_row(document, contract) if contract.heads else None
    table = row.getparent() if row is not None else None
    if table is None or {_width(each) for each in table.findall(w("tr"))} != {len(contract.heads)}:
        return False
    for index in reversed(range(len(contract.heads))):
        for each in table.findall(w("tr")):
            cell = next((cell for cell in _cells(each) if cell.first <= index <= cell.last), None)
            if cell is not None and contract.heads[index].columns > 1:
                _span(cell.element, cell.last - cell.first + contract.heads[index].columns)
    return True


def _span(cell: etree._Element, columns: int) -> None:
    """Lets a cell cover this many columns; w:gridSpan follows the width (17.4.69)."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    span = properties.find(w("gridSpan"))
    if span is None:
        span = etree.Element(w("gridSpan"))
        width = properties.find(w("tcW"))
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    span.set(w("val"), str(columns))


def _slot_row(document: etree._Element, contract: Contract) -> etree._Element | None:
    """The row of a table in the text that the slot will fill."""
    for paragraph in document.iter(w("p")):
        if not set(contract.slots).isdisjoint(names_of(text_of(paragraph))):
            return next(paragraph.iterancestors(w("tr")), None)
    return None


def _cells(row: etree._Element) -> Iterator[_Cell]:
    properties = row.find(w("trPr"))
    column = _number(properties, "gridBefore", 0)
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr")), None) is row:
            span = _number(cell.find(w("tcPr")), "gridSpan", 1)
            yield _Cell(cell, column, column + span - 1)
            column += span


def _width(row: etree._Element) -> int:
    """The columns of a row."""
    cells = list(_cells(row))
    return (cells[-1].last + 1 if cells else 0) + _number(row.find(w("trPr")), "gridAfter", 0)


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    value = value_of(properties, w(name)) if properties is not None else ""
    return int(value) if value.isdecimal() else default


def _squeezed(element: etree._Element) -> str:
    text = "".join(text_of(paragraph) for paragraph in element.iter(w("p")))
    return "".join(text.split()).strip(_FRAME)


# Columns


def _check_columns(file: str, slot: etree._Element, contract: Contract) -> Iterator[Problem]:
    table = slot.getparent()
    rows = [row for row in (table.findall(w("tr")) if table is not None else ()) if row is not slot]
    wrong = next((row for row in rows if _width(row) != contract.columns), None)
    if wrong is not None:
        names = [cell.text for cell in _cells(wrong)]
        missing = [head.name for head in contract.heads if _known(names, head) is None]
        told = f"「{'」「'.join(missing)}」がありません" if missing else "、".join(filter(None, names))
        yield _problem(
            file,
            f"表の見出しが{_width(wrong)}列あり、{contract.columns}列ではありません（{told}）",
            _order(contract),
        )
        return
    for row in rows:
        for cell in _cells(row):
            own = _best(cell.text, contract.heads)
            if own is not None and (cell.first, cell.last) != _columns_of(own, contract):
                over = "、".join(
                    head.name
                    for head in contract.heads
                    if _meet(_columns_of(head, contract), (cell.first, cell.last))
                )
                yield _problem(
                    file,
                    f"表の見出し「{cell.text}」が、{over}の入る列（左から{_counted(cell)}列目）の上にあります",
                    _order(contract),
                )


def _counted(cell: _Cell) -> str:
    return f"{cell.first + 1}" if cell.first == cell.last else f"{cell.first + 1}～{cell.last + 1}"


def _order(contract: Contract) -> str:
    names = "、".join(
        f"{each.name}（{each.columns}列）" if each.columns > 1 else each.name for each in contract.heads
    )
    return f"列は左から {names} の順に入ります。見出しをこの順に直してください（列の順は変えられません）"


def _columns_of(head: Head, contract: Contract) -> tuple[int, int]:
    first = sum(each.columns for each in contract.heads[: contract.heads.index(head)])
    return first, first + head.columns - 1


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _best(text: str, heads: Sequence[Head]) -> Head | None:
    """The head that a text says, in these or in nearly these words, or in others with the one word that tells it."""
    told = [head for head in heads if head.word and head.word in text]
    likeness = {head: difflib.SequenceMatcher(None, text, head.name).ratio() for head in heads}
    best = max(heads, key=lambda head: likeness[head])
    return best if likeness[best] >= _ALIKE else told[0] if len(told) == 1 else None


def _known(names: Sequence[str], head: Head) -> str | None:
    return next((name for name in names if _best(name, (head,))), None)


# Labels


def _check_labels(file: str, table: etree._Element, contract: Contract) -> Iterator[Problem]:
    """A label that is the name of another tag than the one beside it, or under it."""
    names = {*TAGS, *contract.own_tags, *contract.controls}
    rows = [list(_cells(row)) for row in table.findall(w("tr"))]
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            filled = _filled(cell.element, contract) & names
            beside = row[index - 1].text if index else ""
            above = next((each.text for each in rows[0] if each.first == cell.first), "") if number else ""
            label = next((each for each in (beside, above) if each in names), "")
            if filled and label and label not in filled:
                wanted = "」「".join(sorted(filled))
                yield _problem(
                    file,
                    f"表の見出し「{label}」の所に、「{wanted}」が入るようになっています",
                    f"見出しの言葉か、タグ（書き込む欄のタグの名前）の、違っている方を直してください。「{label}」が入るのは {{{{ {label} }}}} です"
                    if label not in contract.controls
                    else "［開発］タブの［プロパティ］で、書き込む欄のタグの名前を、見出しに合わせてください",
                )


def _filled(cell: etree._Element, contract: Contract) -> set[str]:
    """The names of the tags in a cell, and of the controls that readers fill in."""
    return names_in(cell) | (set(map(control_name, cell.iter(w("sdtPr")))) & set(contract.controls))


def _problem(file: str, message: str, hint: str) -> Problem:
    return Problem(Location(file), Code.TEMPLATE_HEAD, message, hint)
