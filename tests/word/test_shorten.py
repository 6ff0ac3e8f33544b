"""What to shorten on a sheet: the fewest characters for each line, by the lines as they were printed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.documents.plan import plan_content
from pipeline.model.blocks import ColumnBreak
from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role, Ruby, Strong, Text
from pipeline.model.prose import ListBlock, ListKind
from pipeline.problems import Location
from pipeline.word.fitting.shorten import (
    SHORTEST,
    Column,
    Outline,
    Stack,
    cuts_for,
    held_up,
    outline_of,
)
from pipeline.word.fitting.shortened import cut, cut_content, paragraphs_of, parts_of, with_contents
from pipeline.word.measuring.columns import Floor
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.small_plan import resolved
from tests.templates import opened

PITCH = 240  # twips


def stack(place: int, *lines: int, prose: bool = True, whole: bool = True) -> Stack:
    """A text with so many characters on each of its lines."""
    return Stack(place, lines, PITCH, 0, prose, whole)


def one_below_another(*stacks: Stack) -> Outline:
    """Texts as a summary has them."""
    return Outline(len(stacks), tuple(Column(row, 1, (each,)) for row, each in enumerate(stacks)))


def in_rows(*rows: tuple[Stack, ...], floors: tuple[Floor, ...] = ()) -> Outline:
    """Texts as a framework has them: those of a row beside one another."""
    columns = tuple(Column(row, 1, (each,)) for row, stacks in enumerate(rows) for each in stacks)
    return Outline(
        len(rows), columns, tuple((floor, Paragraph((Text("題"),), Role.SHEET_POLICY)) for floor in floors)
    )


def cost(outline: Outline, cuts: dict[int, int]) -> int:
    """How many characters cuts take out."""
    stacks = {each.paragraph: each for column in outline.columns for each in column.stacks}
    return sum(stacks[place].cost(lines) for place, lines in cuts.items())


def test_a_text_that_runs_over_by_two_characters_comes_first() -> None:
    """Although others are longer."""
    outline = one_below_another(stack(0, 50, 50, 50, 40), stack(1, 50, 2), stack(2, 50, 50, 30))
    assert cuts_for(outline, PITCH) == ({1: 1}, True)


def test_what_a_later_cut_makes_needless_is_not_asked_for() -> None:
    """A line of small text goes first, being the cheaper one for its height; the large one is enough without it."""
    small, large = stack(0, 50, 2), replace(stack(1, 50, 5), pitch=2 * PITCH)
    assert cuts_for(one_below_another(small, large), 2 * PITCH) == ({1: 1}, True)


def test_last_lines_go_before_whole_ones_and_the_dearest_that_is_not_needed_stays() -> None:
    """Three lines for 2, 7 and 30 characters; the fourth costs a whole line."""
    outline = one_below_another(stack(0, 50, 50, 50, 30), stack(1, 50, 2), stack(2, 50, 50, 7))
    assert cuts_for(outline, 2 * PITCH) == ({1: 1, 2: 1}, True)
    assert cuts_for(outline, 3 * PITCH) == ({1: 1, 2: 1, 0: 1}, True)
    four, enough = cuts_for(outline, 4 * PITCH)
    assert enough
    assert cost(outline, four) == 2 + 7 + 30 + 50


def test_seven_paragraphs_are_not_shortened_where_two_are_enough() -> None:
    """Two lines are too many: those of the texts that run over least."""
    ends = (44, 40, 36, 35, 34, 30, 52)
    outline = one_below_another(*(stack(place, 55, 55, end) for place, end in enumerate(ends)))
    cuts, enough = cuts_for(outline, 1.5 * PITCH)
    assert (cuts, enough) == ({5: 1, 4: 1}, True)
    assert cost(outline, cuts) == 64


def test_texts_that_cost_alike_are_shortened_alike() -> None:
    """Nobody has to give all for the others."""
    outline = one_below_another(*(stack(place, *[50] * 8) for place in range(4)))
    cuts, enough = cuts_for(outline, 8 * PITCH)
    assert enough
    assert cuts == {0: 2, 1: 2, 2: 2, 3: 2}


def test_no_text_is_asked_to_be_shorter_than_a_sentence_unless_by_its_last_line() -> None:
    """And none that was shortened already, for ever a line less."""
    outline = one_below_another(stack(0, 30, 3), stack(1, 30, 30, 20))
    cuts, enough = cuts_for(outline, 9 * PITCH)
    assert (cuts, enough) == ({0: 1, 1: 1}, False)
    assert SHORTEST > 30
    assert cuts_for(one_below_another(stack(0, 30, 3, whole=False)), PITCH) == ({}, False)


@pytest.mark.parametrize("lines", [(), (50,), (50, 30)])
def test_what_is_no_prose_or_has_one_line_gives_nothing(lines: tuple[int, ...]) -> None:
    """Titles and names are what they are."""
    outline = one_below_another(stack(0, 50), stack(1, *lines, prose=False))
    assert cuts_for(outline, PITCH) == ({}, False)


def test_titles_and_names_lose_a_line_where_they_are_asked_to() -> None:
    """One each; what has no place where it is written, as the words of a template, loses none."""
    own = replace(stack(0, 20, 3, prose=False), named=True)
    outline = one_below_another(own, stack(1, 20, 2, prose=False))
    assert cuts_for(outline, PITCH) == ({}, False)
    assert cuts_for(outline, PITCH, named=True) == ({0: 1}, True)


def test_what_stands_in_one_part_of_a_sheet_is_shortened_alone() -> None:
    """The other one has room."""
    outline = one_below_another(stack(0, 50, 1), stack(1, 50, 9), stack(2, 50, 8))
    assert cuts_for(outline.within({1, 2}), PITCH) == ({2: 1}, True)


def test_a_row_gets_lower_only_with_all_that_are_highest_in_it() -> None:
    """Two texts of three lines beside each other cost both their last lines; the row below is cheaper."""
    outline = in_rows((stack(0, 20, 20, 1), stack(1, 20, 20, 9)), (stack(2, 20, 5), stack(3, 20)))
    assert cuts_for(outline, PITCH) == ({2: 1}, True)
    assert cuts_for(outline, 2 * PITCH) == ({0: 1, 1: 1, 2: 1}, True)


def test_a_row_that_a_title_holds_up_is_left_alone() -> None:
    """A list of four lines beside a text of four: the text could lose what it likes."""
    outline = in_rows(
        (stack(0, 20, 20, 20, 1), stack(1, 9, 9, 9, 9, prose=False)), (stack(2, 20, 19), stack(3, 20))
    )
    assert cuts_for(outline, PITCH) == ({2: 1}, True)


def test_rows_beside_a_vertical_title_get_no_lower_than_it_is_long() -> None:
    """The title is told instead."""
    outline = in_rows((stack(0, 20, 1),), (stack(1, 20, 2),), floors=(Floor(0, 2, 5 * PITCH),))
    assert cuts_for(outline, PITCH) == ({}, False)
    assert outline.height({}) == 5 * PITCH
    outline = in_rows((stack(0, 20, 1),), (stack(1, 20, 2),), floors=(Floor(0, 2, 3 * PITCH),))
    assert cuts_for(outline, PITCH) == ({0: 1}, True)
    assert cuts_for(outline, 2 * PITCH) == ({0: 1}, False)


# Of real sheets


@cache
def template(name: str) -> Template:
    """A template as it stands."""
    return opened(name, (TEMPLATES / f"{name}.docx").read_bytes())


def content(name: str, slot: Part | FrameworkRows) -> DocumentContent:
    return DocumentContent(name, "", "", "", {}, {"slot": slot})


def text(length: int, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Text("字" * length),), role, Location("a.yaml", 1))


def test_a_summary_is_its_paragraphs_and_items_one_below_another() -> None:
    """With the lines that were printed, or as many as are estimated."""
    listed = ListBlock(ListKind.BULLET, 1, ((text(8), text(130, Role.LIST_MORE)),))
    blocks = (text(9, Role.SUMMARY_HEAD), text(200), listed)
    found = outline_of(
        content("summary", Part(blocks)),
        template("summary"),
        lambda sought: (60, 60, 60, 20) if len(sought) == 200 else None,
    )
    stacks = [each for column in found.columns for each in column.stacks]
    assert [each.prose for each in stacks] == [False, True, True, True]
    assert [len(each.lines) for each in stacks] == [1, 4, 1, 3]


def test_a_vertical_title_that_is_longer_than_its_rows_are_high_is_told_with_how_much() -> None:
    """With the place where it is written."""
    title = Paragraph((Text("長" * 200),), Role.SHEET_POLICY, Location("framework.yaml", 7))
    rows = ((GridCell((title,), rowspan=1, vertical=True), GridCell((text(3000, Role.SHEET_TEXT),))),)
    sheet = content("framework", FrameworkRows(Grid("体系図", (), rows)))
    (found,) = held_up(outline_of(sheet, template("framework"), lambda _: None), sheet)
    assert (found.location, found.text) == (Location("framework.yaml", 7), "長" * 200)
    assert found.height > 1000
    short = with_contents(sheet, {0: (Text("長い題"),)})
    assert held_up(outline_of(short, template("framework"), lambda _: None), short) == []


def test_breaks_of_columns_part_a_sheet() -> None:
    """All paragraphs of a list stand in the part of the list."""
    listed = ListBlock(ListKind.BULLET, 1, ((text(8), text(9, Role.LIST_MORE)),))
    sheet = content("summary", Part((text(3), ColumnBreak(), listed, text(4), ColumnBreak(), text(5))))
    assert parts_of(sheet) == [0, 1, 1, 1, 2]


def test_texts_are_exchanged_by_their_places() -> None:
    """All others stay what they are."""
    sheet = content("summary", Part((text(3), text(4), text(5))))
    shown = [each.content for each in paragraphs_of(with_contents(sheet, {1: (Text("短い"),)}))]
    assert shown == [(Text("字" * 3),), (Text("短い"),), (Text("字" * 5),)]


def test_lists_of_contents_stay_when_texts_are_exchanged() -> None:
    """They have no texts of their own."""
    plan = plan_content(resolved())
    other = with_contents(plan, {0: (Text("短い"),)})
    assert other != plan
    lists = {name for name, slot in plan.slots.items() if isinstance(slot, Contents | CaptionList)}
    assert len(lists) == 3
    assert {name for name in lists if other.slots[name] is plan.slots[name]} == lists


@pytest.mark.parametrize(
    ("whole", "characters", "left"),
    [("あいうえお", 2, "あいう"), ("あい うえ お", 2, "あい う"), ("あ い", 1, "あ"), ("あい", 9, "")],
)
def test_blanks_are_not_counted_as_characters(whole: str, characters: int, left: str) -> None:
    """They are not printed where a line ends."""
    assert cut(whole, characters) == left


def test_what_is_taken_out_leaves_the_rest_as_it_looks() -> None:
    """Furigana make a line higher and bold type wider: neither goes before its turn."""
    content = (Text("前"), Ruby("悠々", "ゆうゆう"), Strong((Text("太い文字"),)), Text("の 後。"))
    assert cut_content(content, {}, 2) == (*content[:3], Text("の"))
    assert cut_content(content, {}, 5) == (*content[:2], Strong((Text("太い"),)))
    assert cut_content(content, {}, 8) == content[:2]
    assert cut_content(content, {}, 9) == content[:1]
    assert cut_content(content, {}, 99) == ()
