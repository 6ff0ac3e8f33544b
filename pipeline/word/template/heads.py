"""The heads that staff wrote over what the program fills in: whether each stands over, or beside, what it names.

The words are the office's own, so only heads that are known again are spoken of.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml import etree

from pipeline.model.contract import TAGS, Contract, Head
from pipeline.model.inlines import Role
from pipeline.model.samples import SampleCell, SampleLine, SampleRow
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.text import text_of
from pipeline.word.template.columns import Cell, cells_of_row, span, width_of
from pipeline.word.template.controls import control_name
from pipeline.word.template.parts import Parts
from pipeline.word.template.tags import names_in, paragraphs_with

_ALIKE = 0.75  # how much of a head's letters have to be those of a known one
_FRAME = "：:（）()［］[]【】＜＞<>・　 "


def check_heads(
    file: str, parts: Parts, contract: Contract, item_row: SampleRow | None = None
) -> Iterator[Problem]:
    """Heads over the wrong columns of the table with the slot, or with the row that stood in its place; labels beside the
    wrong tags and controls of others."""
    document = parts["word/document.xml"]
    found = slot_row(document, contract) if contract.heads else None
    if found is not None and item_row is None:
        yield from _check_columns(file, found, contract)
    elif found is not None and item_row is not None:
        yield from _check_tagged(file, found, item_row)
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
    row = slot_row(document, contract) if contract.heads else None
    table = row.getparent() if row is not None else None
    if table is None or {width_of(each) for each in table.findall(w("tr"))} != {len(contract.heads)}:
        return False
    for index in reversed(range(len(contract.heads))):
        for each in table.findall(w("tr")):
            cell = next((cell for cell in cells_of_row(each) if cell.first <= index <= cell.last), None)
            if cell is not None and contract.heads[index].columns > 1:
                span(cell.element, cell.last - cell.first + contract.heads[index].columns)
    return True


def slot_row(document: etree._Element, contract: Contract) -> etree._Element | None:
    """The row of a table in the text that the slot will fill."""
    slot = next(paragraphs_with(document, contract.slots), None)
    return next(slot.iterancestors(w("tr")), None) if slot is not None else None


def heads_over(document: etree._Element, contract: Contract) -> tuple[SampleRow, ...]:
    """The rows over that which the slot fills, as their author wrote them."""
    row = slot_row(document, contract) if contract.heads else None
    table = row.getparent() if row is not None else None
    rows = takewhile(lambda each: each is not row, table.findall(w("tr")) if table is not None else ())
    return tuple(tuple(map(_head, cells_of_row(each))) for each in rows)


def _head(cell: Cell) -> SampleCell:
    texts = (text_of(paragraph).strip() for paragraph in cell.element.iter(w("p")))
    merged = cell.element.find(f"{w('tcPr')}/{w('vMerge')}")
    continues = merged is not None and merged.get(w("val"), "continue") != "restart"
    lines = tuple(SampleLine((text,), Role.SHEET_HEAD) for text in texts if text)
    return SampleCell(lines, cell.last - cell.first + 1, continues)


def _squeezed(element: etree._Element) -> str:
    text = "".join(text_of(paragraph) for paragraph in element.iter(w("p")))
    return "".join(text.split()).strip(_FRAME)


# Columns


def _check_columns(file: str, slot: etree._Element, contract: Contract) -> Iterator[Problem]:
    table = slot.getparent()
    rows = [row for row in (table.findall(w("tr")) if table is not None else ()) if row is not slot]
    wrong = next((row for row in rows if width_of(row) != contract.columns), None)
    if wrong is not None:
        names = [_squeezed(cell.element) for cell in cells_of_row(wrong)]
        missing = [head.name for head in contract.heads if _known(names, head) is None]
        told = f"「{'」「'.join(missing)}」がありません" if missing else "、".join(filter(None, names))
        yield _problem(
            file,
            f"表の見出しが{width_of(wrong)}列あり、{contract.columns}列ではありません（{told}）",
            _order(contract),
        )
        return
    for row in rows:
        for cell in cells_of_row(row):
            own = _best(_squeezed(cell.element), contract.heads)
            if own is not None and (cell.first, cell.last) != _columns_of(own, contract):
                over = "、".join(
                    head.name
                    for head in contract.heads
                    if _meet(_columns_of(head, contract), (cell.first, cell.last))
                )
                yield _problem(
                    file,
                    f"表の見出し「{_squeezed(cell.element)}」が、{over}の入る列（左から{_counted(cell)}列目）の上にあります",
                    _order(contract),
                )


def _counted(cell: Cell) -> str:
    return f"{cell.first + 1}" if cell.first == cell.last else f"{cell.first + 1}～{cell.last + 1}"


def _order(contract: Contract) -> str:
    names = "、".join(
        f"{each.name}（{each.columns}列）" if each.columns > 1 else each.name for each in contract.heads
    )
    return (
        f"列は左から {names} の順に入ります。見出しをこの順に直すか、見出しの次の行に、入れるものを"
        "セルごとのタグで書いてください（例: {{ 取組 }} {{ 取組.課題認識 }}）"
    )


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


def _check_tagged(file: str, slot: etree._Element, row: SampleRow) -> Iterator[Problem]:
    """Heads that name what stands in a column that is not theirs."""
    names = [_names(cell) for cell in row]
    table = slot.getparent()
    for each in (each for each in (table.findall(w("tr")) if table is not None else ()) if each is not slot):
        if width_of(each) != len(row):
            yield _problem(
                file,
                f"表の見出しの列の境目が、その下の行（{len(row)}列）と合っていません",
                "見出しの行のセルを、タグのある行のセルに合わせて、結合又は分割してください",
            )
            return
        for cell in cells_of_row(each):
            head = _squeezed(cell.element)
            under = {name for own in names[cell.first : cell.last + 1] for name in own}
            if head and head not in under and any(head in own for own in names):
                shown = "、".join("".join(map(str, line.parts)) for line in row[cell.first].lines)
                yield _problem(
                    file,
                    f"表の見出し「{head}」の下に、{shown}が入るようになっています",
                    "見出しの言葉か、その下の行のタグを直してください",
                )


def _names(cell: SampleCell) -> set[str]:
    """What a column's head may call it: the field, or the item where no field is named."""
    return {
        name for line in cell.lines for tag in line.tags for name in (tag.part or tag.field or tag.level,)
    }


# Labels


def _check_labels(file: str, table: etree._Element, contract: Contract) -> Iterator[Problem]:
    """A label that is the name of another tag than the one beside it, or under it."""
    names = {*TAGS, *contract.own_tags, *contract.controls}
    rows = [list(cells_of_row(row)) for row in table.findall(w("tr"))]
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            filled = _filled(cell.element, contract) & names
            beside = _squeezed(row[index - 1].element) if index else ""
            above = (
                next((_squeezed(each.element) for each in rows[0] if each.first == cell.first), "")
                if number
                else ""
            )
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
