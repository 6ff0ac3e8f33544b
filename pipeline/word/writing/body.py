"""Blocks → the paragraphs and tables of a slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from pipeline.frozen import dataclass, replace
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
)
from pipeline.model.charts import Chart
from pipeline.model.contract import DIVISION_HEADING, heading_style
from pipeline.model.floats import (
    Float,
    FloatBody,
    Flow,
    FrameworkTree,
    Grid,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote
from pipeline.word.markup import oxml
from pipeline.word.markup.sections import SectionBreaks
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.writing.boxes import (
    BoxRow,
    beside_widths,
    inner_width,
    write_beside,
    write_box,
)
from pipeline.word.writing.captions import notes_of, write_caption, write_notes, write_unit
from pipeline.word.writing.data_tables import data_grid
from pipeline.word.writing.document import Draft
from pipeline.word.writing.even_lines import evened, spread, takes_lines
from pipeline.word.writing.heights import height_of
from pipeline.word.writing.inlines import write_inlines, write_text
from pipeline.word.writing.laying import with_layouts
from pipeline.word.writing.lists import MOST_KEPT, write_list
from pipeline.word.writing.long_tables import write_continued, write_paged
from pipeline.word.writing.pagination_hints import Placed, SlotSpace, place
from pipeline.word.writing.paragraphs import gap, spacing, write_paragraph
from pipeline.word.writing.pictures import write_chart_paragraph, write_drawn, write_picture
from pipeline.word.writing.prose import write_as_role, write_definitions, write_quote_with_lists
from pipeline.word.writing.tables import tallest_whole, write_grid


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
        return "".join(map(self.piece, self.laid_out(leaves)))

    def laid_out(self, leaves: Iterable[Placed]) -> Iterator[Placed]:
        """The leaves, those that are a table with its layout."""
        draft = self.draft
        return with_layouts(leaves, draft.styles, draft.targets, draft.share, draft.layouts)

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
                keep = oxml.KEEP_NEXT if placed.kept and self._share((block,)) <= MOST_KEPT else ""
                return write_paragraph(self.draft, block, self.width, keep)
            case Heading():
                return self._heading(block, oxml.PAGE_BREAK if self._begins_page(block, placed) else "")
            case ListBlock():
                return write_list(self.draft, block, self.width, share=self._share)
            case Quote(content) if any(isinstance(each, ListBlock) for each in content):
                return write_quote_with_lists(self.draft, content, self.width)
            case Quote(content):
                return write_as_role(self.draft, content, Role.QUOTE, self.width)
            case Definitions():
                return write_definitions(self.draft, block, self.width, placed.below)
            case TermEntry():
                return self._term(block)
            case Float():
                return self._float(block, placed.above, placed.below)
            case Grid(flow=()):
                return self._float_body(block, False, placed.above) + (
                    gap(self.draft) if placed.below else ""
                )
            case Grid():
                return write_paged(
                    self.draft, block, self.width, self.layout, self._page, self.above, placed.above
                ) + (gap(self.draft) if placed.below else "")
            case PageBreak():
                # As low as can be: on a page that is full it would begin another one, which would stay empty.
                return oxml.paragraph(
                    self.draft.styles.paragraph(Role.FIGURE), oxml.page_break_run(), oxml.LOW
                )
            case ColumnBreak():
                return oxml.paragraph(
                    self.draft.styles.paragraph(Role.GAP), oxml.column_break_run(), oxml.LOW
                )
            case Aligned(role, content):
                return write_as_role(self.draft, content, role, self.width, together=True)
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

    @property
    def _page(self) -> int:
        """The height of text on a page of this width, in twips."""
        return self.sections.height_at(self.width)

    @property
    def _tallest(self) -> int:
        """The height up to which a table or a box stays whole, in twips."""
        return tallest_whole(self._page)

    def _share(self, blocks: Sequence[Prose], left: int = 0) -> float:
        """The part of a page that blocks take which stand so far in (twips); 0 where nothing is known of pages."""
        page, draft = self._page, self.draft
        return height_of(blocks, draft.content, draft.styles, self.width - left) / page if page else 0

    def _is_on_a_page(self, block: Float) -> bool:
        """Whether a page holds a figure with all that stands under it: else its title would be parted from it."""
        height = height_of((block,), self.draft.content, self.draft.styles, self.width)
        return not self._page or height <= self._page

    def _begins_page(self, heading: Heading, placed: Placed) -> bool:
        last = placed.before_columns
        alone = bool(last) and self.draft.targets[last].bookmark in self.draft.content.begun
        return heading.begins_page or alone

    def _heading(self, heading: Heading, properties: str = "") -> str:
        name = heading_style(heading.level, self.appendix, heading.by_style)
        text = write_inlines(self.draft, heading.content, name)
        text = spread(self.draft, text, heading.content, name, self.width)
        marked = oxml.bookmark(self.draft.bookmark_number(), self.draft.targets[heading.id].bookmark, text)
        if heading.item_level:
            properties += oxml.list_properties(self.draft.item_list(), heading.item_level - 1)
        properties += spacing(self.draft, heading.content, name)
        if not heading.item_level:
            properties += evened(self.draft, heading.content, name, self.width)
        return oxml.paragraph(self.draft.styles.paragraph(name), marked, properties)

    def _term(self, entry: TermEntry) -> str:
        bookmark = self.draft.targets[entry.id].bookmark
        term = oxml.bookmark(self.draft.bookmark_number(), bookmark, oxml.text_run(entry.term))
        shown = entry.term + entry.shown_reading
        reading, lines = oxml.text_run(entry.shown_reading) if entry.shown_reading else "", ""
        if reading and self._is_one_below(shown, entry.shown_reading):
            reading = oxml.break_run() + reading  # kana have no place where a line would end well
        else:
            lines = evened(self.draft, (Text(shown),), Role.TERM, self.width)
        meaning = write_text(self.draft, entry.meaning, Role.TERM_TEXT, self.width)
        return oxml.paragraph(self.draft.styles.paragraph(Role.TERM), term + reading, lines) + oxml.paragraph(
            self.draft.styles.paragraph(Role.TERM_TEXT),
            meaning,
            spacing(self.draft, entry.meaning, Role.TERM_TEXT),
        )

    def _is_one_below(self, shown: str, reading: str) -> bool:
        """Whether a reading takes one line below its term, and does not stand beside it on one."""
        return takes_lines(self.draft, shown, Role.TERM, self.width) and not takes_lines(
            self.draft, reading, Role.TERM, self.width
        )

    # Boxes, tables and figures

    def _box(self, box: Box, above: bool, below: bool) -> str:
        width = inner_width(self.draft.styles, box.kind, self.width)
        inner = SlotSpace(width, width, followed=False)
        draft, writer = self.draft, replace(self, width=width, layout=None)
        laid_out = self.laid_out(place(box.content, inner))
        rows = [BoxRow(writer.piece(each), _splits(each, self._tallest)) for each in laid_out]
        whole = height_of((box,), draft.content, draft.styles, self.width) <= self._tallest
        gaps = (gap(self.draft) if needed else "" for needed in (above, below))
        return write_box(draft, box, self.width, rows, whole).join(gaps)

    def _beside(self, block: Beside, below: bool) -> str:
        draft = self.draft
        shown, beside = beside_widths(draft.styles, block, self.width)
        whole = height_of((block,), draft.content, draft.styles, self.width) <= self._tallest
        inner = SlotSpace(beside, beside, followed=False)
        text = replace(self, width=beside, layout=None).write(place(block.text, inner))
        figure = block.picture
        assert isinstance(figure.body, Picture), "one picture stands beside text"
        picture = (
            write_drawn(draft, figure.body, shown)
            + write_caption(draft, figure, self.width)
            + self._notes(figure, needs_gap=False)
        )
        return write_beside(draft, block, self.width, picture, text, whole) + (
            gap(self.draft) if below else ""
        )

    def _float(self, block: Float, above: bool, below: bool) -> str:
        """Titles of tables stand above, titles of figures below; sources and ※ last, all kept together, if a page holds them."""
        if block.titled_above:
            caption = write_caption(self.draft, block, self.width, oxml.KEEP_NEXT)
            if above and not caption:
                caption = gap(self.draft, oxml.KEEP_NEXT)
            body = write_continued(
                self.draft, block, self.width, self.layout, self._page
            ) or self._float_body(block.body, followed=bool(block.notes))
            return caption + body + self._notes(block, needs_gap=below)
        if isinstance(block.body, Grid) and not (block.caption or block.notes):
            return self._float_body(block.body, followed=False, above=above) + (
                gap(self.draft) if below else ""
            )
        body = self._float_body(block.body, followed=True, above=above)
        together = block.notes and self._is_on_a_page(block)
        caption = write_caption(self.draft, block, self.width, oxml.KEEP_NEXT if together else "")
        return body + caption + self._notes(block, needs_gap=False)

    def _notes(self, block: Float, needs_gap: bool) -> str:
        together = self._share(notes_of(block)) <= MOST_KEPT
        return write_notes(self.draft, block, self.width, needs_gap, together)

    def _float_body(self, body: FloatBody, followed: bool, above: bool = True) -> str:
        match body:
            case Table():
                unit = write_unit(self.draft, body, self.width)
                grid = self.draft.keep(data_grid, body)
                return unit + write_grid(self.draft, grid, self.width, self._tallest, followed, self.layout)
            case Grid():
                space = gap(self.draft, oxml.KEEP_NEXT) if above else ""
                return space + write_grid(self.draft, body, self.width, self._tallest, followed, self.layout)
            case Picture():
                return write_picture(self.draft, body, self.width)
            case Chart():
                return write_chart_paragraph(self.draft, body, self.width, self._page)
            case Pictures() | PositionDiagram() | FrameworkTree() | Flow():
                raise AssertionError("a document's content has what is drawn here")
            case _:
                assert_never(body)


def _splits(placed: Placed, tallest: int) -> bool:
    """Whether a page may end within a block in a box: text may be parted, and tables that are kept whole nowhere."""
    is_tall = placed.layout is not None and placed.layout.height > tallest
    return is_tall or not isinstance(placed.leaf, Float | Grid)
