"""What a template draws beside its text, in the PDF: read out in its author's words, or passed over (ISO 14289-1, 7.3)."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from pdfua import Severity, validate

from tests.drawn import GROUP, drawn, shape
from tests.goldens import TEMPLATES
from tests.layout.projects import finish, small_project, with_part
from tests.layout.tagged import Tagged, read_tagged
from tests.layout.test_accessible_pdf import PAINTING

_MARK, _GROUP = "市章", "組になった図形"


def _drawings(first: int, top: int) -> etree._Element:
    """A paragraph that everything is anchored to."""
    runs = (
        drawn(first, shape("rect", "枠の文字"), left=900_000, top=top),
        drawn(first + 1, shape("line", height=0), height=0, left=2_000_000, top=top),
        drawn(first + 2, GROUP, _GROUP, left=3_000_000, top=top),
        drawn(first + 3, shape("ellipse"), _MARK, left=5_000_000, top=top),
        drawn(first + 4, shape("rect"), "飾り", decorative=True, left=6_000_000, top=top),
    )
    return etree.fromstring(f'<w:p xmlns:w="{qn("w:p")[1:-2]}">{"".join(runs)}</w:p>')


def _in_body(root: etree._Element) -> None:
    root[0].insert(1, _drawings(500, 3_000_000))


def _in_header(root: etree._Element) -> None:
    root.append(_drawings(600, 300_000))


@pytest.fixture(scope="module")
def pdf(office: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small plan whose template draws in its text and in a header."""
    root = tmp_path_factory.mktemp("drawings")
    templates = root / "templates"
    templates.mkdir()
    for file in TEMPLATES.glob("*.*"):
        (templates / file.name).write_bytes(file.read_bytes())
    template = with_part((TEMPLATES / "plan.docx").read_bytes(), "word/document.xml", _in_body)
    (templates / "plan.docx").write_bytes(with_part(template, "word/header2.xml", _in_header))
    return finish(small_project(root, None, templates), ("plan",))["plan"].pdf


@pytest.fixture(scope="module")
def tagged(pdf: bytes) -> Tagged:
    return read_tagged(pdf)


def test_pdfua_finds_no_error(pdf: bytes, tmp_path: Path) -> None:
    """No figure that nothing is said of."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf)
    assert [str(each) for each in validate(str(path)).findings if each.severity is Severity.ERROR] == []


def test_figures_say_what_the_template_says_of_them(tagged: Tagged) -> None:
    """A group as a whole, and nothing of lines, of frames around text, or of what is decorative."""
    figures = tagged.root.all("Figure")
    assert {each.alt for each in figures} == {_MARK, _GROUP}
    assert all(each.holds for each in figures)


def test_everything_else_that_is_painted_is_tagged_or_an_artifact(tagged: Tagged) -> None:
    """7.1: and marks are closed where they are opened."""
    for page in tagged.pdf.pages:
        depth, loose = 0, []
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            if name in PAINTING and not depth:
                loose.append(name)
        assert (loose, depth) == ([], 0)


def test_nothing_is_left_of_what_is_passed_over(tagged: Tagged) -> None:
    """A screen reader would stop at an empty element."""
    kept = ("", "Table", "TR", "TH", "TD")
    assert [
        each.own for each in tagged.root.walk() if each.role not in kept and not each.alt and not each.holds
    ] == []
