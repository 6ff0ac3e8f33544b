"""The golden text: a document as lines that a person can review, without anything that counters produce.

Properties; then the body in order: sections with paper, headers and page numbers; headings with the numbers Word will
show; paragraphs with their style; lists; tables as grids (`^` merged with the cell above, `<` with the one to the
left, `!` a header row); fields as ⟦instruction → cached text⟧; bookmarks as {name}. Page numbers are ▢.
"""

from __future__ import annotations

from collections.abc import Iterator

from .names import child, value, w, whole
from .projection_text import paragraph_text
from .reading import Reading
from .sections import Section
from .story import Block, Cell, Paragraph, Row, Story, Table, paragraphs_of

TWENTIETHS_PER_MM = 1440 / 25.4
_LEFT_OUT = frozenset({"revision"})
_SIDES = (("上", "top"), ("下", "bottom"), ("左", "left"), ("右", "right"))
_TYPES = (("default", ""), ("first", "（先頭ページ）"), ("even", "（偶数ページ）"))


def project(reading: Reading) -> str:
    """The whole document as text; the same for the same content, whatever its ids are."""
    lines = [f"文書: {reading.name}", *_properties(reading), *_body(reading), *_notes(reading)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _properties(reading: Reading) -> Iterator[str]:
    for name, text in sorted(reading.properties.items()):
        if name not in _LEFT_OUT and text:
            yield f"{name}: {text}"


def _body(reading: Reading) -> Iterator[str]:
    starts = {section.first: section for section in reading.sections}
    before: Section | None = None
    for block in reading.body.blocks:
        first = block.first if isinstance(block, Table) else block.index
        if first in starts:
            yield from _section(reading, starts[first], before)
            before = starts[first]
        yield from _block(reading, reading.body, block)


def _section(reading: Reading, section: Section, before: Section | None) -> Iterator[str]:
    direction = "横" if section.orientation == "landscape" else "縦"
    margins = " ".join(f"{word}{_mm(section.margins[side])}" for word, side in _SIDES)
    pages = section.page_format + (f" {section.page_start}から" if section.page_start is not None else "")
    yield ""
    yield f"==== {direction} {_mm(section.width)}×{_mm(section.height)} mm、余白 {margins}、頁番号 {pages}、{section.start}{_columns(section)}{_line_numbers(section)}"
    for word, kind, parts in (
        ("ヘッダー", "header", section.headers),
        ("フッター", "footer", section.footers),
    ):
        for name, label in _TYPES:
            if name == "first" and not section.title_page:
                continue
            if name in parts and (f"{kind}:{name}" in section.own or before is None):
                yield f"{word}{label}: {_story(reading, reading.headers.get(parts[name]))}"
            elif name in parts:
                yield f"{word}{label}: 前と同じ"
    yield ""


def _columns(section: Section) -> str:
    columns = child(section.element, "cols")
    count = 1 if columns is None else whole(columns.get(w("num"))) or 1
    return f"、{count}段" if count > 1 else ""


def _line_numbers(section: Section) -> str:
    numbers = child(section.element, "lnNumType")
    return "" if numbers is None else f"、行番号 {numbers.get(w('restart'), 'newPage')}"


def _mm(twentieths: int) -> str:
    return f"{twentieths / TWENTIETHS_PER_MM:.1f}".removesuffix(".0")


def _story(reading: Reading, story: Story | None) -> str:
    if story is None:
        return "（なし）"
    marks = [f"⟦透かし {each}⟧" for each in story.watermarks]
    return " ¶ ".join([*marks, *(_paragraph(reading, story, each) for each in paragraphs_of(story.blocks))])


def _notes(reading: Reading) -> Iterator[str]:
    if reading.notes:
        yield ""
    for identity, number in reading.note_numbers.items():
        yield f"注{number or '？'}: {_story(reading, reading.notes.get(identity))}"


def _block(reading: Reading, story: Story, block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(reading, story, block)
    else:
        yield _paragraph(reading, story, block)


def _paragraph(reading: Reading, story: Story, paragraph: Paragraph) -> str:
    text, style = paragraph_text(reading, story, paragraph), reading.style_name(paragraph)
    number = reading.number(paragraph.index) if story is reading.body else None
    label = "" if number is None else number.text or "・"
    heading = reading.heading_at.get(paragraph.index) if story is reading.body else None
    if heading is not None:
        built_in = style.casefold().startswith("heading ")
        prefix = "#" * heading.level + ("" if built_in else f" [{style}]")
        return f"{prefix} {label.rstrip()}　{text}" if label else f"{prefix} {text}"
    indent = "" if number is None else "  " * number.place.level + label + " "
    return f"[{style}] {indent}{text}"


# tables


def _table(reading: Reading, story: Story, table: Table) -> Iterator[str]:
    widths = " ".join(_mm(each) for each in table.grid or ())
    properties = child(table.element, "tblPr")
    title, words = (value(properties, name) for name in ("tblCaption", "tblDescription"))
    yield f"┌ {title or '表'}［{reading.styles.name(table.style)}］ 列幅 {widths} mm"
    if title:
        yield f"│説明 {words}"
    above: dict[int, str] = {}
    for row in table.rows:
        if _holds_table(row):
            for block in row.cells[0].blocks:
                yield from (f"│ {line}" for line in _block(reading, story, block))
            above.clear()
            continue
        cells = " ｜ ".join(_cells(reading, story, row, above))
        yield f"│{'!' if row.header else ' '}{cells}"
    yield "└"


def _holds_table(row: Row) -> bool:
    """Whether a row is one cell with a table in it, which is shown as one on lines of its own."""
    return len(row.cells) == 1 and any(isinstance(block, Table) for block in row.cells[0].blocks)


def _cells(reading: Reading, story: Story, row: Row, above: dict[int, str]) -> Iterator[str]:
    """The row's cells; a cell names its style where it isn't that of the cell above it."""
    yield from ["·"] * row.before
    column = row.before
    for cell in row.cells:
        if cell.merge == "continue":
            yield "^"
        else:
            yield _cell(reading, story, cell, above, column)
        yield from ["<"] * (cell.span - 1)
        column += cell.span
    yield from ["·"] * row.after


def _cell(reading: Reading, story: Story, cell: Cell, above: dict[int, str], column: int) -> str:
    pieces = []
    style = above.get(column, "")
    for block in cell.blocks:
        if isinstance(block, Table):
            pieces.append("⟦" + " ／ ".join(_table(reading, story, block)) + "⟧")
            continue
        shown = _paragraph(reading, story, block)
        own = reading.style_name(block)
        pieces.append(shown.removeprefix(f"[{own}] ") if own == style else shown)
        style = own
    above.update(dict.fromkeys(range(column, column + cell.span), style))
    return ("⟦縦⟧" if cell.direction.startswith("tb") else "") + " ¶ ".join(pieces)
