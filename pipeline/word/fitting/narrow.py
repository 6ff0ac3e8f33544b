"""Tables too narrow for their numbers and words, contents lists for their titles, told before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.blocks import blocks_in, walk_blocks
from pipeline.model.content import CaptionList, Contents, DocumentContent, Part
from pipeline.model.floats import Float, Table
from pipeline.model.pages import MM_IN_POINT, TWIPS_IN_POINT
from pipeline.model.share import Share, alone
from pipeline.problems import Code, Location, Problem
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.measuring.numbers import Split
from pipeline.word.template.template import Template
from pipeline.word.writing.boxes import width_in
from pipeline.word.writing.contents import listed_lines
from pipeline.word.writing.laying import laid_out
from pipeline.word.writing.pagination_hints import SlotSpace, place
from pipeline.word.writing.slot_spaces import spaces_in
from pipeline.word.writing.stops import fit_stops


def too_narrow(
    content: DocumentContent, template: Template, share: Share = alone, layouts: KnownLayouts | None = None
) -> Iterator[Problem]:
    """The tables of a document in which a number or a word would be broken in its cell, and the styles of its lists without room for titles.

    Tables are laid out for it, which may be shared; `layouts` has those that are known, and gets the others.
    """
    places = spaces_in(template, content)
    yield from _crowded_lists(content, template, places)
    tables = list(_data_tables(content, template, places))
    known = (layouts or KnownLayouts()).within(template.data, template.styles.least)
    bodies = [(table, width) for _, table, width, _ in tables]
    found = laid_out(bodies, template.styles, content.targets, share, known)
    for (location, table, width, space), layout in zip(tables, found, strict=True):
        if split := layout.split:
            what = "数値" if split.is_number else "語"
            small = f"（文字を{layout.smaller / 2:g}pt小さくしても）" if layout.smaller else ""
            yield Problem(
                location,
                Code.PAGE_NUMBER_SPLIT if split.is_number else Code.PAGE_WORD_SPLIT,
                f"表の{split.column}列目が狭く、{what}「{split.text}」が途中で折り返されます{small}。"
                f"要る幅は{_mm(split.own):.1f}mm、あるのは{_mm(split.room):.1f}mmです",
                _what_helps(split, table, width, space),
                warning=not split.is_number,
            )


def _data_tables(
    content: DocumentContent, template: Template, places: Mapping[str, SlotSpace]
) -> Iterator[tuple[Location, Table, int, SlotSpace]]:
    """The tables that the author wrote, each with its place, the width it has, and the space that there is."""
    for name, slot in content.slots.items():
        for placed in place(slot.blocks, places[name]) if isinstance(slot, Part) else ():
            for block in walk_blocks(blocks_in(placed.leaf)):
                if isinstance(block, Float) and isinstance(block.body, Table):
                    width = width_in(placed, template.styles)
                    yield block.location, block.body, width, places[name]


def _crowded_lists(
    content: DocumentContent, template: Template, places: Mapping[str, SlotSpace]
) -> Iterator[Problem]:
    slots = [
        (slot, places[name].width)
        for name, slot in content.slots.items()
        if name in places and isinstance(slot, Contents | CaptionList)
    ]
    for lines in listed_lines(slots):
        stops = fit_stops(template.styles, lines)
        if stops.is_crowded:
            number = f"（最も長い番号は「{stops.widest}」）" if stops.widest else ""
            yield Problem(
                Location(template.file),
                Code.TEMPLATE_CONTENTS,
                f"目次の様式「{stops.style}」では、字下げと番号が大きく、題とページ番号の入る幅がありません{number}",
                f"Wordで、様式「{stops.style}」の字下げとタブを小さくするか、見出しの番号を短くするか、余白を狭くしてください",
            )


def _what_helps(split: Split, table: Table, width: int, space: SlotSpace) -> str:
    lacking = _mm(split.needed - width)
    if table.widths:
        less = "" if lacking <= 0 else f"。表の全体でも約{lacking:.0f}mm足りません"
        return f"widths のその列の割合を大きくするか、widths を消してください（幅が自動で決まります）{less}"
    for wider, div, what in (
        (space.turned_width, "{.横長}", "横長のページ"),
        (space.fold_out_width, '{.横長 用紙="A3"}', "A3の折り込み"),
    ):
        if width < wider and split.needed <= wider:
            return f"表を「:::: {div}」で囲むと、{what}に収まります。列を減らすか、表を分けることもできます"
    return (
        f"約{lacking:.0f}mm足りません。列を減らすか、表を分けるか、行と列を入れ替えてください。"
        "テンプレートの .yaml の「表の文字の最小」を小さくすることもできます"
    )


def _mm(twips: int) -> float:
    return twips / TWIPS_IN_POINT * MM_IN_POINT
