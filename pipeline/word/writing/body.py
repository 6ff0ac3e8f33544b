"""Blocks → the paragraphs and tables of a slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    ColumnBreak,
    Columns,
    Heading,
    ItemText,
    Landscape,
    ListingPlace,
    PageBreak,
    Passage,
    TermEntry,
    Turn,
    Within,
    walk,
)
from pipeline.model.charts import Chart
from pipeline.model.contract import CHAPTER, DIVISION_HEADING, heading_style
from pipeline.model.floats import (
    Float,
    FloatBody,
    FloatKind,
    Flow,
    FrameworkTree,
    Grid,
    GridRow,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import Inline, Inlines, Note, Paragraph, Reference, Role, Text, Variant
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote
from pipeline.model.reference_text import said_text
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import (
    appendix_number_field,
    chapter_number_field,
    division_number_field,
    sequence_field,
)
from pipeline.word.markup.sections import SectionBreaks
from pipeline.word.markup.styles import Indents
from pipeline.word.measuring.grid_layout import GridLayout, lay_out, passage_of
from pipeline.word.template.markers import missing_room, moved
from pipeline.word.template.scheme import LIST_LEVELS
from pipeline.word.writing.boxes import (
    BoxRow,
    beside_widths,
    inner_width,
    write_beside,
    write_box,
)
from pipeline.word.writing.continued import in_parts
from pipeline.word.writing.data_tables import data_grid
from pipeline.word.writing.document import Draft
from pipeline.word.writing.heights import TALLEST_PICTURE, height_of
from pipeline.word.writing.inlines import line_height, write_inlines, write_text
from pipeline.word.writing.laying import with_layouts
from pipeline.word.writing.pagination_hints import Placed, SlotSpace, leads_in, place
from pipeline.word.writing.tables import TALLEST_UNBROKEN, write_grid

# An item of a list that has more paragraphs may be alone at a page's foot or head.
MOST_KEPT = 3
# The pitch of single lines, in twips a half-point of text.
SINGLE = 12
# Between a list of terms and what follows it, in twips.
AFTER_DEFINITIONS = 120
# What stays free on a page that a table fills, in lines of text: a heading may stand above it, and programs differ by a little.
_RESERVE = 4
# The same where no heading can stand above it, and no footnotes below.
_RESERVE_PAGED = 2


@dataclass(frozen=True)
class _Around:
    """The items around a list: their numbers, and how much further in (twips) than the template has it their text begins."""

    numbers: tuple[int, ...] = ()
    shift: int = 0


_NOTHING_AROUND = _Around()


@dataclass
class BodyWriter:
    """Writes the leaves of one slot. `width` is the text width in twips where it begins, `layout` that of the leaf that is
    being written, where it is a table whose layout is known already. `above` is the height (twips) of what the template has
    before the slot on its page."""

    draft: Draft
    sections: SectionBreaks
    appendix: bool
    width: int
    layout: GridLayout | None = None
    above: int = 0

    def write(self, leaves: Iterable[Placed]) -> str:
        draft = self.draft
        laid_out = with_layouts(leaves, draft.styles, draft.targets, draft.share, draft.layouts)
        return "".join(map(self.piece, laid_out))

    def piece(self, placed: Placed) -> str:
        """The markup of one leaf. Leaves are written in order, since footnotes and sections are counted."""
        self.draft.branch = placed.branch
        return self._new_step(placed) + self.draft.in_branch(self._piece(placed), placed.branch)

    def _new_step(self, placed: Placed) -> str:
        """The end of the section before a chapter that shows headers of its own."""
        ending = self.sections.next_step(placed.first) if placed.begins_step else ""
        return oxml.section_paragraph(ending) if ending else ""

    def _piece(self, placed: Placed) -> str:
        match placed.leaf:
            case Turn() as turn:
                return self._turn(turn, placed)
            case Within():
                return ""
            case Heading() as heading if placed.opens and DIVISION_HEADING in self.draft.styles.kept:
                # The style of 部 wants the chapter beside it, which else would begin a page.
                return self._heading(heading, oxml.NO_PAGE_BREAK)
            case block:
                own = placed.width == self.width and placed.layout is None
                writer = self if own else replace(self, width=placed.width, layout=placed.layout)
                return writer._block(block, placed)

    def _turn(self, turn: Turn, placed: Placed) -> str:
        """The end of the section before turned paper or columns, or of theirs."""
        match turn:
            case Turn.TO_LANDSCAPE | Turn.TO_FOLD_OUT | Turn.TO_COLUMNS if placed.first:
                return ""
            case Turn.TO_LANDSCAPE | Turn.TO_FOLD_OUT:
                return oxml.section_paragraph(self.sections.portrait())
            case Turn.TO_PORTRAIT | Turn.FROM_FOLD_OUT if placed.last:
                self.sections.landscape_to_end(turn is Turn.FROM_FOLD_OUT)
                return ""
            case Turn.TO_PORTRAIT:
                return oxml.section_paragraph(self.sections.landscape())
            case Turn.FROM_FOLD_OUT:
                return oxml.section_paragraph(self.sections.fold_out())
            case Turn.TO_COLUMNS:
                kept = oxml.KEEP_NEXT if placed.kept else ""
                return oxml.section_paragraph(self.sections.before_columns(), kept)
            case Turn.TO_ONE_COLUMN:
                return oxml.section_paragraph(self.sections.columns())
            case _:
                assert_never(turn)

    def _block(self, block: Block, placed: Placed) -> str:
        """A block; its place says whether a table or a list of terms needs a gap above and below.

        Beside a heading it needs none: the heading's own space does. Before a page's end a gap might get a page of its own.
        """
        match block:
            case Paragraph():
                return self._paragraph(block, oxml.KEEP_NEXT if placed.kept else "")
            case Heading():
                return self._heading(block, oxml.PAGE_BREAK if self._begins_page(block, placed) else "")
            case ListBlock():
                return self._list(block)
            case Quote(content) if any(isinstance(each, ListBlock) for each in content):
                return self._quote_with_lists(content)
            case Quote(content):
                return self._as_role(content, Role.QUOTE)
            case Definitions():
                return self._definitions(block, placed.below)
            case TermEntry():
                return self._term(block)
            case Float():
                return self._float(block, placed.above, placed.below)
            case Grid(flow=()):
                return self._float_body(block, False, placed.above) + (self._gap() if placed.below else "")
            case Grid():
                return self._paged(block, placed.above) + (self._gap() if placed.below else "")
            case PageBreak():
                return oxml.paragraph(self._style(Role.FIGURE), oxml.page_break_run())
            case ColumnBreak():
                return oxml.paragraph(self._style(Role.GAP), oxml.column_break_run(), oxml.LOW)
            case Aligned(role, content):
                return self._as_role(content, role)
            case Box():
                return self._box(block, placed.above, placed.below)
            case Beside():
                return self._beside(block, placed.below)
            case Landscape() | Columns():
                raise AssertionError("turned paper and columns stand in no other block")
            case ItemText() | Passage() | ListingPlace():
                raise AssertionError("a document's content has these as what it shows")
            case _:
                assert_never(block)

    def _as_role(self, blocks: Sequence[Prose], role: Role, after: int = 0) -> str:
        """Blocks whose paragraphs are all of one role; `after` is the space after a paragraph that comes last, where it is not the style's."""
        return "".join(
            self._paragraph(Paragraph(block.content, role), after=after if index == len(blocks) - 1 else 0)
            if isinstance(block, Paragraph)
            else self._list(block)
            for index, block in enumerate(blocks)
        )

    def _quote_with_lists(self, content: Sequence[Prose]) -> str:
        """A quote in a cell that has the lines and indents of its style: items of lists have indents of their own, at which the line
        beside them would stand, each at another place."""
        indents, frame = self.draft.styles.indents[Role.QUOTE.value], self.draft.styles.quote
        left = indents.rest - indents.right
        width = self.width - indents.rest + frame.distance("left") + frame.distance("right")
        written = "".join(
            self._in_frame(each) if isinstance(each, Paragraph) else self._list(each) for each in content
        )
        cell = oxml.table_cell(written, width, 1, "", oxml.framed(frame.sides, frame.fill))
        row = oxml.table_row([cell], splits=True)
        table = oxml.table("", [width], [row], "", indent=left - frame.distance("left"))
        return table + oxml.paragraph(self._style(Role.GAP), "", oxml.LOW)

    def _in_frame(self, paragraph: Paragraph) -> str:
        content = write_inlines(self.draft, paragraph.content, Role.QUOTE)
        properties = oxml.UNFRAMED + self._spacing(paragraph.content, Role.QUOTE) + oxml.NO_INDENTS
        return oxml.paragraph(self._style(Role.QUOTE), content, properties)

    def _definitions(self, block: Definitions, below: bool) -> str:
        """Terms, each with its explanation; what comes `below` the last one stands off from it as a next term would."""
        after = AFTER_DEFINITIONS if below else 0
        last = len(block.items) - 1
        return "".join(
            self._paragraph(Paragraph(term, Role.TERM))
            + self._as_role(explanation, Role.TERM_TEXT, after if index == last else 0)
            for index, (term, explanation) in enumerate(block.items)
        )

    def _style(self, role: str) -> str:
        return self.draft.styles.paragraph(role)

    def _paragraph(self, paragraph: Paragraph, properties: str = "", after: int = 0) -> str:
        content = write_text(self.draft, paragraph.content, paragraph.role, self.width)
        properties += self._spacing(paragraph.content, paragraph.role, after)
        return oxml.paragraph(self._style(paragraph.role), content, properties)

    def _spacing(self, content: Sequence[Inline], style: str, after: int = 0) -> str:
        return oxml.spacing(after, line_height(self.draft, content, style))

    def _begins_page(self, heading: Heading, placed: Placed) -> bool:
        last = placed.before_columns
        alone = bool(last) and self.draft.targets[last].bookmark in self.draft.content.begun
        return heading.begins_page or alone

    def _heading(self, heading: Heading, properties: str = "") -> str:
        name = heading_style(heading.level, self.appendix, heading.by_style)
        text = write_inlines(self.draft, heading.content, name)
        marked = oxml.bookmark(self.draft.bookmark_number(), self.draft.targets[heading.id].bookmark, text)
        if heading.item_level:
            properties += oxml.list_properties(self.draft.item_list(), heading.item_level - 1)
        properties += self._spacing(heading.content, name)
        return oxml.paragraph(self.draft.styles.paragraph(name), marked, properties)

    def _list(self, block: ListBlock, around: _Around = _NOTHING_AROUND, kept: bool = False) -> str:
        """Every list has a w:num of its own, so that none goes on counting where another stopped.

        No item is alone at a page's foot or head, unless those beside it are long; `kept` keeps all of them with what follows.
        """
        depth = len(around.numbers)
        shape = self.draft.list_shapes[block.kind.value]
        level = shape.levels[depth]
        numbers = [(*around.numbers, block.start + place) for place in range(len(block.items))]
        wider = missing_room(self.draft.styles, block.kind.value, level, numbers)
        inside = around.shift + wider
        own = moved(level, around.shift, wider) if inside else ""
        number = self.draft.list_number()
        self.draft.lists[number] = oxml.list_number(
            number, shape.abstract, depth, block.start, LIST_LEVELS, own
        )
        pieces = []
        last = len(block.items) - 1
        for at, item in enumerate(block.items):
            stays = kept or (at < last and at in (0, last - 1) and _is_low(item))
            for index, child in enumerate(item):
                keep = oxml.KEEP_NEXT if stays or leads_in(item, index) else ""
                if isinstance(child, ListBlock):
                    pieces.append(self._list(child, _Around(numbers[at], inside), stays))
                elif isinstance(child, Paragraph):
                    name = block.kind if index == 0 else Role.LIST_MORE
                    left = level.left + inside
                    content = write_text(self.draft, child.content, name, self.width, Indents(left, left))
                    spacing = self._spacing(child.content, name)
                    if index == 0:
                        properties = keep + oxml.list_properties(number, depth) + spacing
                    else:
                        properties = keep + spacing + oxml.indent(left)
                    pieces.append(oxml.paragraph(self.draft.styles.paragraph(name), content, properties))
                else:
                    assert_never(child)
        return "".join(pieces)

    def _term(self, entry: TermEntry) -> str:
        bookmark = self.draft.targets[entry.id].bookmark
        term = oxml.bookmark(self.draft.bookmark_number(), bookmark, oxml.text_run(entry.term))
        reading = oxml.text_run(entry.shown_reading) if entry.shown_reading else ""
        meaning = write_text(self.draft, entry.meaning, Role.TERM_TEXT, self.width)
        return oxml.paragraph(self._style(Role.TERM), term + reading) + oxml.paragraph(
            self._style(Role.TERM_TEXT), meaning, self._spacing(entry.meaning, Role.TERM_TEXT)
        )

    # Boxes, tables and figures

    def _box(self, box: Box, above: bool, below: bool) -> str:
        width = inner_width(self.draft.styles, box.kind, self.width)
        inner = SlotSpace(width, width, followed=False)
        draft, writer = self.draft, replace(self, width=width, layout=None)
        laid_out = with_layouts(
            place(box.content, inner), draft.styles, draft.targets, draft.share, draft.layouts
        )
        rows = [BoxRow(writer.piece(each), _splits(each)) for each in laid_out]
        whole = height_of((box,), draft.content, draft.styles, self.width) <= TALLEST_UNBROKEN
        gaps = (self._gap() if needed else "" for needed in (above, below))
        return write_box(draft, box, self.width, rows, whole).join(gaps)

    def _beside(self, block: Beside, below: bool) -> str:
        draft = self.draft
        shown, beside = beside_widths(draft.styles, block, self.width)
        whole = height_of((block,), draft.content, draft.styles, self.width) <= TALLEST_UNBROKEN
        inner = SlotSpace(beside, beside, followed=False)
        text = replace(self, width=beside, layout=None).write(place(block.text, inner))
        figure = block.picture
        assert isinstance(figure.body, Picture), "one picture stands beside text"
        picture = self._drawn(figure.body, shown) + self._caption(figure, "") + self._notes(figure, gap=False)
        return write_beside(draft, block, self.width, picture, text, whole) + (self._gap() if below else "")

    def _float(self, block: Float, above: bool, below: bool) -> str:
        """Titles of tables stand above, titles of figures below; sources and ※ last, all kept together."""
        if block.kind is FloatKind.TABLE:
            caption = self._caption(block, oxml.KEEP_NEXT)
            if above and not (caption or block.numbered):
                caption = self._gap(oxml.KEEP_NEXT)
            body = self._continued(block) or self._float_body(block.body, followed=bool(block.notes))
            return caption + body + self._notes(block, gap=below)
        if isinstance(block.body, Grid) and not (block.caption or block.notes):
            return self._float_body(block.body, followed=False, above=above) + (self._gap() if below else "")
        body = self._float_body(block.body, followed=True, above=above)
        caption = self._caption(block, oxml.KEEP_NEXT if block.notes else "")
        return body + caption + self._notes(block, gap=False)

    def _paged(self, grid: Grid, above: bool) -> str:
        """A table in parts that fit a page each: where a program would end a page, it can't be told what stands there once more."""
        from pipeline.word.writing.paged import in_pages  # wanted where versions are compared

        draft = self.draft
        room = self.sections.height_at(self.width) - _RESERVE_PAGED * draft.styles.default_pitch
        layout = self.layout or lay_out(draft.styles, draft.targets, grid, self.width)

        def measure(rows: tuple[GridRow, ...]) -> int:
            alone = replace(grid, rows=rows, head_rows=0, flow=())
            return sum(lay_out(draft.styles, draft.targets, alone, self.width).rows) if rows else 0

        parts = in_pages(grid, layout, room - self.above, room, cache(measure))
        between = oxml.paragraph(self._style(Role.GAP), "", oxml.NEW_PAGE + oxml.LOW)
        first = self._gap(oxml.KEEP_NEXT) if above else ""
        return first + between.join(write_grid(draft, part, self.width) for part in parts)

    def _continued(self, block: Float) -> str:
        """A table of which no page shows rows without its title, where the template wants that; nothing elsewhere."""
        body, draft = block.body, self.draft
        page = self.sections.height_at(self.width)
        if not (draft.styles.continued and page and block.id and block.caption and isinstance(body, Table)):
            return ""
        grid = data_grid(body)
        layout = self.layout or lay_out(draft.styles, draft.targets, grid, self.width)
        if layout.height <= TALLEST_UNBROKEN:
            return ""
        parts = in_parts(grid, layout, page - self._around_rows(block, body))
        written = [
            self._unit(body)
            + write_grid(draft, part, self.width, bool(block.notes) and at == len(parts), own, whole=True)
            for at, (part, own) in enumerate(parts, 1)
        ]
        return self._continued_title(block).join(written)

    def _around_rows(self, block: Float, body: Table) -> int:
        """What stands on a page beside the rows of a table, in twips: its title and unit, sources, footnotes, and a reserve."""
        styles, targets = self.draft.styles, self.draft.targets
        notes = (each for each in walk((block,)) if isinstance(each, Note))
        paragraphs = [
            Paragraph(self._title_again(block), Role.CAPTION),
            *([Paragraph(body.unit, Role.UNIT)] if body.unit else []),
            *(Paragraph(note, Role.SOURCE_NOTE) for note in block.notes),
            *(replace(each, role=Role.FOOTNOTE) for note in notes for each in note.content),
        ]
        heights = sum(passage_of(styles, targets, each).height(self.width) for each in paragraphs)
        return heights + _RESERVE * styles.default_pitch

    def _continued_title(self, block: Float) -> str:
        properties = oxml.KEEP_NEXT + oxml.NEW_PAGE
        content = write_inlines(self.draft, self._title_again(block), Role.CAPTION)
        return oxml.paragraph(self._style(Role.CAPTION), content, properties)

    def _title_again(self, block: Float) -> Inlines:
        """A table's title on the next page: its number and its words as references show them, and that it goes on."""
        number = (Reference(block.id, Variant.NUMBER, block.location), Text("　")) if block.numbered else ()
        title = Reference(block.id, Variant.TITLE, block.location)
        return (*number, title, Text(self.draft.styles.continued))

    def _unit(self, body: Table) -> str:
        return self._paragraph(Paragraph(body.unit, Role.UNIT), oxml.KEEP_NEXT) if body.unit else ""

    def _float_body(self, body: FloatBody, followed: bool, above: bool = True) -> str:
        match body:
            case Table():
                unit = self._unit(body)
                return unit + write_grid(self.draft, data_grid(body), self.width, followed, self.layout)
            case Grid():
                gap = self._gap(oxml.KEEP_NEXT) if above else ""
                return gap + write_grid(self.draft, body, self.width, followed, self.layout)
            case Picture():
                return self._picture(body)
            case Chart():
                return self._chart(body)
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("a document's content has what is drawn here")
            case _:
                assert_never(body)

    def _caption(self, block: Float, properties: str) -> str:
        """表２－１　題: the number's parts are fields, under one bookmark with the label; the title under another. Outside the
        plan it is plain text."""
        if not block.id:
            plain = Paragraph(block.caption, Role.CAPTION)
            return self._paragraph(plain, properties) if block.caption else ""
        if not block.numbered:
            return self._unnumbered_caption(block, properties)
        target, number = self.draft.targets[block.id], self.draft.content.captions[block.id]
        label = block.kind.value
        chapter = (
            appendix_number_field(heading_style(CHAPTER, appendix=True), number.chapter)
            if number.in_appendix
            else chapter_number_field(number.chapter)
        )
        sequence = sequence_field(label, number.ordinal, number.first, number.in_appendix)
        dash = oxml.text_run("－")
        above = division_number_field(DIVISION_HEADING, number.division) + dash if number.division else ""
        numbered = oxml.text_run(label) + above + chapter + dash + sequence
        title = write_inlines(self.draft, block.caption, Role.CAPTION)
        content = (
            oxml.bookmark(self.draft.bookmark_number(), target.bookmark, numbered)
            + oxml.text_run("　")
            + oxml.bookmark(self.draft.bookmark_number(), target.title_bookmark, title)
        )
        properties += self._spacing(block.caption, Role.CAPTION)
        return oxml.paragraph(self._style(Role.CAPTION), content, properties)

    def _unnumbered_caption(self, block: Float, properties: str) -> str:
        """A title that is all that others can show of a table or figure."""
        if not block.caption:
            return ""
        target = self.draft.targets[block.id]
        content = write_inlines(self.draft, block.caption, Role.CAPTION)
        for name in (target.title_bookmark, target.bookmark):
            content = oxml.bookmark(self.draft.bookmark_number(), name, content)
        properties += self._spacing(block.caption, Role.CAPTION)
        return oxml.paragraph(self._style(Role.CAPTION), content, properties)

    def _notes(self, block: Float, gap: bool) -> str:
        """Source and ※ lines; where there are none, the gap that a table needs after it."""
        if not block.notes:
            return self._gap() if gap else ""
        return "".join(
            self._paragraph(
                Paragraph(note, Role.SOURCE_NOTE), oxml.KEEP_NEXT if index < len(block.notes) - 1 else ""
            )
            for index, note in enumerate(block.notes)
        )

    def _gap(self, properties: str = "") -> str:
        """A small space around a table. Without a paragraph between them, Word makes two tables one."""
        return oxml.paragraph(self._style(Role.GAP), "", properties)

    def _picture(self, picture: Picture) -> str:
        image = self.draft.content.images[picture.path]
        return self._drawn(
            picture, min(picture.width, TALLEST_PICTURE * image.width / image.height) * self.width
        )

    def _drawn(self, picture: Picture, twips: float) -> str:
        """The paragraph of a picture that is so wide."""
        image = self.draft.content.images[picture.path]
        width = twips * oxml.EMU_PER_TWIP
        run = oxml.picture_run(
            self.draft.picture_of(image.data),
            self.draft.picture_number(),
            picture.path.rsplit("/", 1)[-1],
            said_text(picture.alt, self.draft.targets),
            round(width),
            round(width * image.height / image.width),
        )
        return oxml.paragraph(self._style(Role.FIGURE), run, oxml.KEEP_NEXT + self._high_enough(Role.FIGURE))

    def _chart(self, chart: Chart) -> str:
        from pipeline.word.writing.charts import write_chart  # wanted for plans with charts alone

        run = write_chart(self.draft, chart, self.width)
        return oxml.paragraph(self._style(Role.CHART), run, oxml.KEEP_NEXT + self._high_enough(Role.CHART))

    def _high_enough(self, role: Role) -> str:
        """Lines as high as a picture in them, where a sheet is set so tight that the style's are lower than their text: LibreOffice
        and Word would cut the picture's top."""
        name, styles = role.value, self.draft.styles
        low = name not in styles.fixed and styles.lines[name] < SINGLE * styles.sizes[name]
        return oxml.SINGLE_LINES if low else ""


def _splits(placed: Placed) -> bool:
    """Whether a page may end within a block in a box: text may be parted, and tables that are kept whole nowhere."""
    is_tall = placed.layout is not None and placed.layout.height > TALLEST_UNBROKEN
    return is_tall or not isinstance(placed.leaf, Float | Grid)


def _is_low(item: Sequence[Prose]) -> bool:
    """Whether a list's item is short enough to be kept with the next one. One that holds a list is never alone, and would take
    many lines to the next page."""
    return len(item) <= MOST_KEPT and all(isinstance(block, Paragraph) for block in item)
