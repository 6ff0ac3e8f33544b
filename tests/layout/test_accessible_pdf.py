"""The PDFs can be read by everybody: tagged, with language, title, outline, headings, headers of tables, and links.

The rules are those of PDF/UA-1 (ISO 14289-1) as far as a program can look at them; `pdfua` looks at some, the
tests below at what it leaves out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pdfua import Severity, validate

from pipeline.layout.tags import STANDARD, all_marked
from tests.layout.projects import ALL, Finished
from tests.layout.tagged import Tagged, read_tagged

PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", '"'))
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.fixture(params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the three documents."""
    return str(request.param)


@pytest.fixture
def tagged(name: str, everything: Finished) -> Tagged:
    return read_tagged(everything[name].pdf)


@pytest.fixture(scope="module")
def plan(everything: Finished) -> Tagged:
    return read_tagged(everything["plan"].pdf)


def test_pdfua_finds_no_error(name: str, everything: Finished, tmp_path: Path) -> None:
    """What it checks of PDF/UA-1 and WCAG 2.1."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(everything[name].pdf)
    report = validate(str(path))
    assert [str(each) for each in report.findings if each.severity is Severity.ERROR] == []
    assert report.exit_code == 0


def test_a_watermark_is_no_part_of_the_text(tagged: Tagged) -> None:
    """7.1: what stands behind each page is an artifact; all that is tagged is the document's."""
    kinds = [str(each.S) for each in tagged.pdf.Root.StructTreeRoot.K]
    assert kinds == ["/Document"]
    for page in tagged.pdf.pages:
        drawn = re.findall(
            rb"(/[^\n]*B[DM]C)\n(?:(?!EMC).)*?/Tr\d+ Do", page.Contents.read_bytes(), re.DOTALL
        )
        assert drawn == [b"/Artifact BMC"]


# The document


def test_it_is_tagged_and_says_that_it_is_pdf_ua(tagged: Tagged) -> None:
    """ISO 14289-1, 5 and 7.1."""
    assert bool(tagged.pdf.Root.MarkInfo.Marked)
    assert "<pdfuaid:part>1</pdfuaid:part>" in tagged.metadata


def test_its_language_is_japanese(tagged: Tagged) -> None:
    """7.2: a screen reader chooses its voice by it."""
    assert str(tagged.pdf.Root.Lang) == "ja-JP"


def test_its_title_is_shown_in_place_of_the_files_name(name: str, tagged: Tagged) -> None:
    """7.1: the title of each document, its stage with it."""
    title = {"plan": "", "summary": "　概要", "framework": "　体系図"}[name]
    assert bool(tagged.pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert f">見本市総合計画（素案）{title}</rdf:li>" in tagged.metadata


def test_every_font_is_in_the_file(tagged: Tagged) -> None:
    """7.21.4: pages look the same on every machine."""
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    fonts = list(tagged.fonts)
    assert fonts
    assert [str(font.BaseFont) for font in fonts if not any(f in font.FontDescriptor for f in files)] == []


def test_its_outline_lists_the_headings(name: str, tagged: Tagged) -> None:
    """7.17. The framework is a table without headings."""
    with tagged.pdf.open_outline() as outline:
        assert bool(outline.root) == (name != "framework")


# Structure


def test_heading_levels_begin_with_one_and_skip_none(name: str, tagged: Tagged) -> None:
    """7.4.2."""
    levels = [int(element.role[1]) for element in tagged.root.all(*HEADINGS)]
    assert bool(levels) == (name != "framework")
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1


def test_the_plans_headings_are_tagged_as_deep_as_they_are(plan: Tagged) -> None:
    """Six levels, the front's and the appendix's among them."""
    levels = [element.role for element in plan.root.all(*HEADINGS)]
    assert set(levels) == set(HEADINGS)
    assert levels.count("H1") == 5


def test_every_figure_says_what_it_shows(plan: Tagged) -> None:
    """7.3: the picture's own description, and that of a drawing, which stands in a box; charts' are looked at in test_charts.py."""
    figures = plan.root.all("Figure")
    said = [figure.alt for figure in figures]
    assert said[:2] == ["棒が二本並ぶ図", "流れ図。初めに「受け付ける」。次に「答える」。"]
    assert "人物を表す図柄" in said
    assert all(figure.holds and figure.alt for figure in figures)


def test_a_box_is_a_group_of_what_stands_in_it(plan: Tagged) -> None:
    """Its one column says nothing; a table in it is a table, with heads of its own."""
    groups = [each for each in plan.root.walk() if each.role == "Div" and each.all("Table")]
    (boxed,) = groups[0].all("Table")
    assert [cell.role for cell in boxed.all("TR")[0].children] == ["TH", "TH"]
    assert groups[0].all("Figure")
    assert groups[0].all("L")


def test_every_table_has_header_cells(tagged: Tagged) -> None:
    """7.5, the diagram of the plan's position among them, which is a table too."""
    tables = tagged.root.all("Table")
    assert tables
    for table in tables:
        headers = table.all("TH")
        assert headers
        assert all(str(header.attributes.get("Scope")) in ("/Column", "/Row") for header in headers)


def test_the_labels_beside_a_measures_text_head_their_rows(plan: Tagged) -> None:
    """Four measures: 課題認識, 対応方針, 関連する施策, and the first 関連する取組 too."""
    measures = [
        table
        for table in plan.root.all("Table")
        if all(row.children[0].role == "TH" and len(row.children) == 2 for row in table.all("TR"))
        and all(str(header.attributes.get("Scope")) == "/Row" for header in table.all("TH"))
    ]
    assert [len(table.all("TR")) for table in measures] == [4, 3, 3, 3]
    assert all(len(table.all("TD")) == len(table.all("TR")) for table in measures)


def test_merged_cells_say_how_far_they_reach(plan: Tagged) -> None:
    """The wide table's cells over two rows, and over two columns."""
    cells = plan.root.all("TD", "TH")
    assert any(int(cell.attributes.get("RowSpan", 1)) == 2 for cell in cells)
    assert any(int(cell.attributes.get("ColSpan", 1)) == 2 for cell in cells)


def test_lists_are_lists(plan: Tagged) -> None:
    """7.6: each item in a list, a deeper list in its item."""
    items = plan.root.all("LI")
    lists = plan.root.all("L")
    assert len(items) >= 12
    assert all(child.role in ("LI", "L", "Caption") for each in lists for child in each.children)


# Links


def test_pages_with_links_are_walked_through_in_the_order_of_the_text(tagged: Tagged) -> None:
    """7.18.3: the tab key."""
    for page, _ in tagged.annotations:
        assert str(page.get("/Tabs")) == "/S"


def test_every_link_says_where_it_leads(tagged: Tagged) -> None:
    """7.18.5: in words, for those who don't see it."""
    for _, annotation in tagged.annotations:
        assert str(annotation.Subtype) == "/Link"
        assert str(annotation.get("/Contents", ""))


def test_every_link_belongs_to_the_text_that_it_stands_on(tagged: Tagged) -> None:
    """7.18.1: an annotation outside the structure does not exist for a screen reader."""
    owned = {item.objgen for element in tagged.root.all("Link") for item in element.objects}
    found = [annotation for _, annotation in tagged.annotations]
    assert [str(each.Contents) for each in found if each.objgen not in owned] == []


def test_nothing_is_tagged_as_a_link_that_is_none(tagged: Tagged) -> None:
    """7.18.5: a link that can't be followed is announced and then disappoints."""
    assert [element for element in tagged.root.all("Link") if not element.objects] == []


def test_the_link_of_a_notes_number_holds_that_number(plan: Tagged) -> None:
    """7.18.5: text and annotation are children of one Link, which the parent tree knows as the owner of both."""
    numbers = list(plan.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    notes = plan.root.all("Note")
    assert len(notes) >= 3
    for note in notes:
        (link,) = [each for each in note.all("Link") if str(each.objects[0].get("/Contents", "")).isdigit()]
        (annotation,) = link.objects
        owner = parents[int(annotation.StructParent)]
        mark = next(each for each in list(owner.K) if isinstance(each, int))
        assert list(parents[int(owner.Pg.StructParents)])[mark].objgen == owner.objgen


# What validators of PDF/UA-1 look at beside: rules of their own, so that no file is only declared


def test_no_type_that_pdf_knows_means_something_else(tagged: Tagged) -> None:
    """7.1: a paragraph style called Quote, or Title, or Link, must not change what Quote is."""
    roles = tagged.pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    assert [name for name in map(str, roles.keys()) if name[1:] in STANDARD] == []


def test_every_type_is_one_that_pdf_knows(tagged: Tagged) -> None:
    """7.1: by itself, or by what the role map makes of it."""
    assert {element.role for element in tagged.root.walk() if element.role} <= STANDARD


def test_every_note_has_a_name_of_its_own(plan: Tagged) -> None:
    """7.9; and the tree of names finds it (PDF 32000-1, 14.7.2)."""
    pairs = list(plan.pdf.Root.StructTreeRoot.IDTree.Names)
    names = [str(name) for name in pairs[::2]]
    assert len(names) == len(set(names)) == len(plan.root.all("Note"))
    assert names == sorted(names)
    assert [str(note.ID) for note in pairs[1::2]] == names
    assert {str(note.S) for note in pairs[1::2]} == {"/Note"}


def test_nothing_is_tagged_that_holds_nothing(tagged: Tagged) -> None:
    """A screen reader would stop at an empty paragraph. Cells of tables may be empty."""
    empty = [
        element.own
        for element in tagged.root.walk()
        if element.role not in ("", "Table", "TR", "TH", "TD") and not element.alt and not element.holds
    ]
    assert empty == []


def test_everything_that_is_painted_is_tagged_or_an_artifact(tagged: Tagged) -> None:
    """7.1: the rules of tables, headers and footnotes, too; and marks are closed where they are opened."""
    for page in tagged.pdf.pages:
        depth, loose, within_text = 0, [], False
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("BT", "ET"):
                within_text = name == "BT"
            elif name in PAINTING and not depth:
                loose.append((name, operands))
            assert depth >= 0
        assert (loose, depth, within_text) == ([], 0, False)


def test_links_are_printed_as_they_are_shown(tagged: Tagged) -> None:
    """12.5.3: what is hidden on paper would differ from the screen."""
    assert all(int(annotation.F) & 4 for _, annotation in tagged.annotations)


def test_rules_outside_all_marks_become_artifacts() -> None:
    """What is marked stays as it is, and so does what paints nothing."""
    content = (
        b"q 0 0 10 10 re W* n\n0 0 1 rg 0 0 5 5 re f*\n/P<</MCID 0>>BDC\nBT <0102> Tj ET\nEMC\n"
        b"/Artifact BMC\n1 1 m 2 2 l S\nEMC\n3 3 m 4 4 l S\nQ\n"
    )
    marked = all_marked(content)
    assert marked.count(b"/Artifact BMC") == marked.count(b"EMC") - 1 == 3
    assert b"/P<</MCID 0>>BDC\nBT <0102> Tj ET\nEMC" in marked
    assert all_marked(b"q\n/P<</MCID 0>>BDC\nEMC\nQ\n") == b"q\n/P<</MCID 0>>BDC\nEMC\nQ\n"


def test_the_files_are_sound(tagged: Tagged) -> None:
    """No damaged cross references, no streams that can't be read."""
    assert tagged.pdf.check_pdf_syntax() == []
