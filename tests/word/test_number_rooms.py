"""Numbers of headings stand off from their titles however far a plan counts, in every size of letters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.blocks import Columns, Heading
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import ITEM_NUMBERS
from pipeline.model.inlines import Text
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.text_widths import FULL, text_width
from pipeline.model.xml_names import w
from pipeline.problems import Location
from pipeline.word.fitting.enlarging import enlarged
from pipeline.word.fitting.ruby_room import with_room
from pipeline.word.markup.styles import is_proportional
from pipeline.word.template.markers import read_level
from pipeline.word.template.numbering import Numbering
from pipeline.word.template.parts import with_parts
from pipeline.word.template.template import Template
from pipeline.word.writing.number_rooms import fit_numbers
from pipeline.workflows.build import make
from tests.goldens import TEMPLATES, quiet
from tests.templates import opened
from tests.word.test_editions import part
from tests.word.test_item_numbers import project

HERE = Location("chapters/01.md")
EDITIONS: dict[str, Callable[[Template], Template]] = {
    "printed": lambda template: template,
    "furigana": with_room,
    "18 points": lambda template: enlarged(template, 18),
    "22 points": lambda template: enlarged(template, 22),
}


@cache
def plan_template() -> Template:
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes())


@cache
def template(edition: str) -> Template:
    return EDITIONS[edition](plan_template())


def heading(label: str, level: int, item_level: int = 0) -> tuple[Heading, Target]:
    block = Heading(level, (Text("題"),), label, numbered=True, location=HERE, item_level=item_level)
    target = Target(label, TargetKind.HEADING, label, label, "題", level, f"b_{label}", f"t_{label}", HERE)
    return block, target


def content(
    *headings: tuple[Heading, Target], appendix: bool = False, columns: bool = False
) -> DocumentContent:
    blocks = tuple(block for block, _ in headings)
    part = Part((Columns(blocks),) if columns else blocks, appendix)
    targets = {target.id: target for _, target in headings}
    return DocumentContent("plan", "計画", "", "", {}, {"本文": part}, targets)


def fitted(given: Template, document: DocumentContent) -> tuple[dict[str, int], Numbering]:
    """Where titles begin that were moved, and the lists as they are then."""
    styles, numbering = (part(given, name) for name in ("styles", "numbering"))
    begins = fit_numbers(styles, numbering, given.styles, document)
    return begins, Numbering(styles, numbering)


def hanging(lists: Numbering, style: str) -> int:
    link = lists.list_of(style)
    assert link is not None
    indent = lists.levels(link[0])[link[1]].find(f"{w('pPr')}/{w('ind')}")
    assert indent is not None
    return int(indent.get(w("hanging"), "0"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("style", "label", "level", "appendix"),
    [
        ("heading 1", "第１０章", 1, False),
        ("heading 1", "第１００章", 1, False),
        ("heading 2", "第１２節", 2, False),
        ("heading 3", "１０", 3, False),
        ("heading 4", "(10)", 4, False),
        ("資料見出し 1", "資料１０", 1, True),
        ("資料見出し 2", "(100)", 2, True),
        ("部見出し", "第１０部", 0, False),
    ],
)
def test_a_title_begins_half_a_character_behind_its_number_at_least(
    edition: str, style: str, label: str, level: int, appendix: bool
) -> None:
    """In its own size, and all of the level in line."""
    given = template(edition)
    begins, lists = fitted(given, content(heading(label, level), appendix=appendix))
    em = given.styles.sizes[style] * 10
    number = text_width(label, is_proportional(given.styles.fonts[style])) * em / FULL
    assert hanging(lists, style) - number >= em / 2
    assert (style in begins) == (hanging(lists, style) > hanging(fitted(given, content())[1], style))


def test_lists_stay_as_the_template_has_them_where_numbers_have_room() -> None:
    """Most plans' do; so do levels beside one that is changed."""
    begins, lists = fitted(
        plan_template(), content(heading("第９章", 1), heading("第１０節", 2), heading("９", 3))
    )
    assert list(begins) == ["heading 2"]
    assert fitted(plan_template(), content(heading("第９章", 1)))[0] == {}
    assert hanging(lists, "heading 1") == hanging(fitted(plan_template(), content())[1], "heading 1")


def test_a_heading_is_seen_wherever_it_stands() -> None:
    """Between columns, too."""
    assert fitted(plan_template(), content(heading("第１０節", 2), columns=True))[0]


def test_numbers_of_the_frameworks_own_list_have_room(tmp_path: Path) -> None:
    """事業１－１－１ takes seven characters; the template has room for less."""
    (built,) = make(project(tmp_path), ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(built.docx)) as package:
        lists = Numbering(
            *(etree.fromstring(package.read(f"word/{name}.xml")) for name in ("styles", "numbering"))
        )
    link = lists.list_of(ITEM_NUMBERS)
    assert link is not None
    found = [read_level(level).hanging for level in lists.levels(link[0]).values()]
    sizes = plan_template().styles.sizes
    ems = [sizes[f"heading {level}"] * 10 for level in (2, 3, 4)]
    assert [
        hanging >= (width + 0.5) * em for hanging, width, em in zip(found, (3, 5, 7), ems, strict=True)
    ] == [True] * 3


def test_a_number_with_a_blank_behind_it_needs_none() -> None:
    """It has what the template gives it."""
    own = plan_template()
    numbering = part(own, "numbering")
    for suffix in numbering.iter(w("suff")):
        suffix.set(w("val"), "space")
    changed = replace(own, data=with_parts(own.data, {"word/numbering.xml": numbering}))
    assert fitted(changed, content(heading("第１０章", 1)))[0] == {}
