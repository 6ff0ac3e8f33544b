"""The room that a list's numbers have: no number touches its text, and short lists stand where the template has them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import edited_templates, small_project
from tests.markup import there
from tests.small_plan import CHAPTER, chapter

EM = 210  # twips: running text is 10.5 pt
NUMBERING = "word/numbering.xml"


@dataclass(frozen=True)
class Item:
    """An item of a list: its text, where that begins, and the room for its number, in twips; paragraphs without a number have none."""

    text: str
    left: int
    room: int


def items_of(folder: Path, markdown: str, templates: Path = TEMPLATES) -> list[Item]:
    """The items of all lists of a chapter, and their further paragraphs."""
    project = small_project(folder, {CHAPTER: chapter(markdown)}, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        lists = etree.fromstring(package.read(NUMBERING))
        body = etree.fromstring(package.read("word/document.xml"))
    return [item for paragraph in body.iter(w("p")) for item in _item(paragraph, lists)]


def _item(paragraph: etree._Element, lists: etree._Element) -> list[Item]:
    number = paragraph.find(f"{w('pPr')}/{w('numPr')}")
    indent = paragraph.find(f"{w('pPr')}/{w('ind')}")
    if number is not None and number.find(w("ilvl")) is not None:
        numbered = (there(number.find(w(name))).get(w("val"), "") for name in ("numId", "ilvl"))
        indent = _level(lists, *numbered).find(f"{w('pPr')}/{w('ind')}")
    elif indent is None or there(paragraph.find(f"{w('pPr')}/{w('pStyle')}")).get(w("val")) != "ListRest":
        return []
    text = "".join(paragraph.itertext(w("t")))
    return [Item(text, *(int(there(indent).get(w(name), "0")) for name in ("left", "hanging")))]


def _level(lists: etree._Element, number: str, level: str) -> etree._Element:
    """A level as a w:num has it: its own, else the abstract list's; its tab stands where its text begins."""
    (num,) = (each for each in lists.iter(w("num")) if each.get(w("numId")) == number)
    abstract = there(num.find(w("abstractNumId"))).get(w("val"))
    (shared,) = (each for each in lists.iter(w("abstractNum")) if each.get(w("abstractNumId")) == abstract)
    places = [*num.iter(w("lvl")), *shared.iter(w("lvl"))]
    found = next(each for each in places if each.get(w("ilvl")) == level)
    assert {tab.get(w("pos")) for tab in found.iter(w("tab"))} <= {next(found.iter(w("ind"))).get(w("left"))}
    return found


def list_of(marker: str, count: int, start: int = 1) -> str:
    """A list with this marker ({} for the number)."""
    return "\n".join(f"{marker.format(number)} 項目" for number in range(start, start + count))


def test_numbers_that_have_no_form_of_their_own_are_as_wide_as_their_digits(tmp_path: Path) -> None:
    """Word shows digits where there are no more circles."""
    templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, _circled)})
    many = items_of(tmp_path / "many", list_of("({})", 60), templates)
    assert len(many) == 60
    assert {item.room for item in many} == {many[0].room}
    assert many[0].room >= EM


def _circled(lists: etree._Element) -> None:
    for level in lists.iter(w("lvl")):
        if there(level.find(w("lvlText"))).get(w("val")) == "(%1)":
            there(level.find(w("numFmt"))).set(w("val"), "decimalEnclosedCircle")


@pytest.mark.parametrize("marker", ["{}.", "({})", "{})", "-"])
def test_lists_up_to_nine_stand_as_the_template_has_them(marker: str, tmp_path: Path) -> None:
    """Nothing moves that need not."""
    found = items_of(tmp_path, list_of(marker, 9))
    assert {item.left for item in found} == {3 * EM}


@pytest.mark.parametrize(
    ("markdown", "left", "room"),
    [
        (list_of("{}.", 10), 4 * EM, 435 + EM),
        (list_of("({})", 10), 630 + 105, 435 + 105),
        (list_of("{})", 20), 3 * EM, 420),
        (list_of("{}.", 2, start=99), 5 * EM, 435 + 2 * EM),
        (list_of("{}.", 2, start=9), 4 * EM, 435 + EM),
    ],
    ids=["１０", "(10)", "⑳", "１００", "９ and １０"],
)
def test_all_items_have_the_gap_of_the_first_ones(
    markdown: str, left: int, room: int, tmp_path: Path
) -> None:
    """The text of a whole list begins further in, by what its widest number is wider; its numbers stay."""
    assert {(item.left, item.room) for item in items_of(tmp_path, markdown)} == {(left, room)}


def test_what_stands_in_an_item_moves_with_it(tmp_path: Path) -> None:
    """Further paragraphs, and lists within it, whose own numbers have their own room."""
    inner = "\n".join(f"    {line}" for line in list_of("({})", 11).splitlines())
    found = items_of(tmp_path, f"{list_of('{}.', 10)}\n\n    続き\n\n{inner}\n")
    assert {item.left for item in found if item.text == "続き"} == {4 * EM}
    assert [item.left for item in found[11:]] == [1050 + EM + 105] * 11


def narrow(root: etree._Element) -> None:
    """Numbers hang out by exactly one character."""
    for level in root.iter(w("lvl")):
        indent, style = there(level.find(f"{w('pPr')}/{w('ind')}")), level.find(w("pStyle"))
        if style is None or "List" in style.get(w("val"), ""):
            indent.set(w("hanging"), str(EM))


def spaced(root: etree._Element) -> None:
    """A blank stands behind numbers instead of a tab."""
    for suffix in root.iter(w("suff")):
        suffix.set(w("val"), "space")


def test_a_narrow_template_gives_each_number_half_a_character_at_least(tmp_path: Path) -> None:
    """Where １ touches its text, the list gets the room; a point that is as wide as its room is what staff chose."""
    templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, narrow)})
    found = items_of(tmp_path, f"{list_of('{}.', 3)}\n\n文\n\n{list_of('{}.', 11)}\n\n文\n\n- 点", templates)
    assert [item.room for item in found] == [*[EM + 105] * 3, *[2 * EM + 105] * 11, EM]


def test_numbers_with_a_blank_behind_them_need_no_room(tmp_path: Path) -> None:
    """The text follows the number wherever that ends."""
    templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, spaced)})
    assert {item.left for item in items_of(tmp_path, list_of("{}.", 11), templates)} == {3 * EM}


def in_characters(root: etree._Element) -> None:
    """Indents that say their measures in characters as well, as Japanese Word does."""
    for indent in root.iter(w("ind")):
        indent.set(w("leftChars"), "300")
        indent.set(w("hangingChars"), "207")


def test_a_list_that_moves_has_its_indents_in_twips_alone(tmp_path: Path) -> None:
    """Word would take those in characters in their place."""
    templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, in_characters)})
    project = small_project(tmp_path, {CHAPTER: chapter(list_of("{}.", 10))}, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        lists = etree.fromstring(package.read(NUMBERING))
    (moved,) = (each for num in lists.iter(w("num")) for each in num.iter(w("ind")))
    assert {name.rpartition("}")[2] for name in moved.attrib} == {"left", "hanging"}
