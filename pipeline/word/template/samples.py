"""Samples (ひな形) of items in a template: taken out of its text, and read as what the plan's content is made like.

What is set by hand there, and not by a style, becomes styles of the template's own: all that comes later knows a look by its
style's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.samples import (
    Bold,
    Part,
    Sample,
    SampleBlock,
    SampleCell,
    SampleLine,
    SampleRow,
    SampleTable,
    read_line,
    tags_of,
)
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import value_of
from pipeline.word.template.cell_look import look_of
from pipeline.word.template.parts import MAIN, Parts
from pipeline.word.template.sample_places import Place, find_places, take_out
from pipeline.word.template.sample_styles import OwnStyles

_STYLES = "word/styles.xml"
# What a sample can't have in its text, by what Word calls it.
_FOREIGN = {
    **dict.fromkeys(map(w, ("drawing", "pict", "object")), "図や図形"),
    **dict.fromkeys(map(w, ("fldChar", "fldSimple", "instrText")), "フィールド"),
    **dict.fromkeys(map(w, ("footnoteReference", "endnoteReference")), "脚注"),
    w("hyperlink"): "リンク",
    w("sdt"): "コンテンツ コントロール",
    w("numPr"): "段落に直接付けた番号か箇条書き",
    w("sym"): "記号と特殊文字のフォントの文字",
    w("ruby"): "ルビ",
}


def take_samples(
    file: str, parts: Parts, contract: Contract
) -> tuple[tuple[Sample, ...], list[Problem], frozenset[str]]:
    """The samples that a template holds, what is wrong with them, and the names of the parts that are others without them."""
    body = parts[MAIN].find(w("body")) if contract.samples or contract.text_samples else None
    places = find_places(body, contract) if body is not None else []
    if not places:
        return (), [], frozenset()
    styles = OwnStyles(parts[_STYLES])
    faults = [*_parted(places), *(fault for place in places for fault in _faults(place, styles))]
    samples = () if faults else tuple(_sample(place, styles) for place in places)
    take_out(places)
    problems = [Problem(Location(file), Code.TEMPLATE_SAMPLE, *fault) for fault in dict.fromkeys(faults)]
    return samples, problems, frozenset((MAIN, _STYLES))


# Faults: message and hint


def _parted(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    levels = [place.level for place in places]
    for level in dict.fromkeys(levels):
        if levels.count(level) > 1:
            yield (
                f"「{level}」のひな形が、{levels.count(level)}か所に分かれています",
                f"「{level}」のタグのある段落と表を、ほかの階層のタグや区切りをはさまずに、続けて置いてください",
            )


def _faults(place: Place, styles: OwnStyles) -> Iterator[tuple[str, str]]:
    name = f"「{place.level}」のひな形"
    for element in place.elements:
        for each in element.iter(*_FOREIGN):
            if styles.has_number(each):
                continue
            yield (
                f"{name}に、{_FOREIGN[str(each.tag)]}があります",
                "ひな形に置けるのは、文字とタグと表だけです。Wordで消してください（見た目は、様式、罫線、網かけで決めます）",
            )
        if any(next(table.iterancestors(w("tbl")), None) is not None for table in element.iter(w("tbl"))):
            yield f"{name}の表の中に、表があります", "表の中の表を消し、行とセルに分けてください"
        if element.tag == w("tbl"):
            yield from _uneven(name, element)


def _uneven(name: str, table: etree._Element) -> Iterator[tuple[str, str]]:
    columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    for number, row in enumerate(_rows_of(table), 1):
        if sum(map(_columns, row.findall(w("tc")))) != columns or row.find(f".//{w('hMerge')}") is not None:
            yield (
                f"{name}の表で、{number}行目の端がほかの行とそろっていません",
                "Wordで、セルの境目を動かして左右の端をそろえるか、［レイアウト］→［セルの結合］で作り直してください",
            )


# Reading


def _sample(place: Place, styles: OwnStyles) -> Sample:
    shown = (each for each in place.elements if each.tag == w("tbl") or _text(each).strip())
    return Sample(place.level, tuple(_block(each, styles) for each in shown))


def _block(element: etree._Element, styles: OwnStyles) -> SampleBlock:
    return _line(element, styles) if element.tag == w("p") else _table(element, styles)


def _line(paragraph: etree._Element, styles: OwnStyles) -> SampleLine:
    """A paragraph; of what differs in it from the run that gives its look, bold words stay bold."""
    look = styles.run_of(paragraph)
    around = look is None or styles.is_bold(look)
    parts: list[Part] = []
    for bold, runs in groupby(paragraph.iter(w("r")), lambda run: not around and styles.is_bold(run)):
        read = read_line("".join(map(_text_of_run, runs)), "").parts
        parts += (Bold(part) if bold and isinstance(part, str) else part for part in read)
    return SampleLine(tuple(parts), styles.paragraph(paragraph))


def _text(paragraph: etree._Element) -> str:
    return "".join(map(_text_of_run, paragraph.iter(w("r"))))


def _text_of_run(run: etree._Element) -> str:
    """The text of a run with its tabs and line breaks."""
    pieces = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
    return "".join(each.text or "" if each.tag == w("t") else pieces.get(str(each.tag), "") for each in run)


def _rows_of(table: etree._Element) -> list[etree._Element]:
    return table.findall(w("tr"))


def _columns(cell: etree._Element) -> int:
    return int(value_of(cell, f"{w('tcPr')}/{w('gridSpan')}") or 1)


def _table(table: etree._Element, styles: OwnStyles) -> SampleTable:
    looks = _Looks(table, styles)
    rows = tuple(_row(row, number, looks, styles) for number, row in enumerate(_rows_of(table)))
    widths = [each.get(w("w"), "") for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    known = all(width.isdecimal() and int(width) for width in widths)
    return SampleTable(
        styles.table(table), tuple(map(float, widths)) if known else (), rows, _head_rows(table, rows)
    )


def _head_rows(table: etree._Element, rows: Sequence[SampleRow]) -> int:
    """How many rows are repeated on each page: words over nothing but rows of columns, and what Word's ［タイトル行の繰り返し］
    is set for."""
    heads = len(list(takewhile(lambda row: not tags_of(row), rows)))
    under = rows[heads:]
    if under and any(cell.continues for cell in under[0]):
        return 0
    if under and all(any(tag.part for tag in tags_of(row)) for row in under):
        return heads
    said = (row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in _rows_of(table)[:heads])
    return len(list(takewhile(bool, said)))


def _row(row: etree._Element, number: int, looks: _Looks, styles: OwnStyles) -> SampleRow:
    cells: list[SampleCell] = []
    column = 0
    for cell in row.findall(w("tc")):
        lines = tuple(_line(each, styles) for each in cell.findall(w("p")))
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        direction = value_of(cell, f"{w('tcPr')}/{w('textDirection')}")
        cells.append(
            SampleCell(
                lines,
                _columns(cell),
                merge is not None and merge.get(w("val"), "continue") == "continue",
                looks.of(cell, number, column),
                any(line.parts for line in lines) and not any(line.tags for line in lines),
                direction.startswith("tb"),
            )
        )
        column += cells[-1].columns
    return tuple(cells)


class _Looks:
    """The looks of a table's cells: their own properties, and the shading that its style gives the first row and column."""

    def __init__(self, table: etree._Element, styles: OwnStyles) -> None:
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        self.row = styles.heads(table, "firstRow") if _is_on(look, "firstRow", 0x20) else None
        self.column = styles.heads(table, "firstCol") if _is_on(look, "firstColumn", 0x80) else None

    def of(self, cell: etree._Element, row: int, column: int) -> str:
        # The first column's look is stronger than the first row's (17.7.6).
        shades = (self.column if column == 0 else None, self.row if row == 0 else None)
        shade = next((each for each in shades if each is not None), None)
        return look_of(cell, shade)


def _is_on(look: etree._Element | None, name: str, bit: int) -> bool:
    """Whether a table uses its style's look for a part of it (17.4.55): as attributes, or in older files as one number."""
    if look is None:
        return False
    if value := look.get(w(name)):
        return value in ("1", "true", "on")
    number = look.get(w("val"), "")
    return bool(re.fullmatch("[0-9A-Fa-f]{4}", number)) and bool(int(number, 16) & bit)
