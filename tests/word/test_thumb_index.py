"""Marks at the page's edge (ツメ): one step lower from chapter to chapter, in a section of its own for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.fields import fields_in
from pipeline.model.xml_names import R, W, w
from pipeline.workflows.build import make
from tests.divisions import FILES as DIVIDED
from tests.goldens import quiet
from tests.hostile.projects import parts_of
from tests.layout.projects import edited_templates, small_project, with_part
from tests.layout.running import simple
from tests.small_plan import CHAPTER, PLAN_YAML

STYLES, HEADER = "word/styles.xml", "word/header2.xml"
TOP, HEIGHT = 2000, 1000  # twips
_NS = f'xmlns:w="{W}"'
STYLE = (
    f'<w:style {_NS} w:type="paragraph" w:customStyle="1" w:styleId="ThumbIndex"><w:name w:val="ツメ"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
)
MARK = (
    f'<w:p {_NS}><w:pPr><w:pStyle w:val="ThumbIndex"/><w:framePr w:w="600" w:h="{HEIGHT}" w:hRule="exact" w:wrap="around" '
    f'w:vAnchor="page" w:hAnchor="page" w:xAlign="right" w:y="{TOP}"/></w:pPr>%s</w:p>'
) % simple('STYLEREF "見出し 1" \\n', "印")
# Three chapters, the second of which ends on turned paper, and two parts of the appendix.
TURNED = """\
# 現状 {#sec-now}

文章です。

::: {.横長}
横長の文章です。
:::
"""
FILES: Mapping[str, str] = {
    "plan.yaml": PLAN_YAML.replace("  - chapters/02", "  - chapters/now.md\n  - chapters/02").replace(
        "  - chapters/91", "  - chapters/90-list.md\n  - chapters/91"
    ),
    "chapters/now.md": TURNED,
    "chapters/90-list.md": "# 名簿 {#sec-list}\n\n名簿です。\n",
}


def marked_templates(folder: Path) -> Path:
    """The suite's templates; the header of the plan's text has a mark."""
    templates = edited_templates(
        folder / "templates", {"plan": (STYLES, lambda root: root.append(etree.fromstring(STYLE)))}
    )
    path = templates / "plan.docx"
    path.write_bytes(
        with_part(path.read_bytes(), HEADER, lambda root: root.insert(0, etree.fromstring(MARK)))
    )
    return templates


def made(folder: Path, files: Mapping[str, str]) -> bytes:
    (document,) = make(
        small_project(folder, files, marked_templates(folder)), ("plan",), None, quiet
    ).documents
    return document.docx


def steps(docx: bytes) -> list[tuple[str, int]]:
    """Of each section with a mark: whether its paper is turned, and how many steps the mark stands lower."""
    parts = parts_of(docx)
    links = {
        each.get("Id"): each.get("Target", "")
        for each in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    found = []
    shown = ""
    for section in etree.fromstring(parts["word/document.xml"]).iter(w("sectPr")):
        for reference in section.findall(w("headerReference")):
            shown = links[reference.get(f"{{{R}}}id")]
        frame = etree.fromstring(parts[f"word/{shown}"]).find(f".//{w('framePr')}") if shown else None
        if frame is not None:
            size = section.find(w("pgSz"))
            assert size is not None
            step, rest = divmod(int(frame.get(w("y"), "0")) - TOP, HEIGHT)
            assert rest == 0
            found.append((size.get(w("orient"), "portrait"), step))
    return found


@pytest.fixture(scope="module")
def docx(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("marks"), FILES)


def test_each_chapter_has_its_step_and_the_appendix_one_for_all(docx: bytes) -> None:
    """Turned paper has that of its chapter; behind it no section is left without text."""
    assert steps(docx) == [
        ("portrait", 0),
        ("portrait", 1),
        ("landscape", 1),
        ("portrait", 2),
        ("portrait", 3),
    ]


def test_a_mark_asks_for_the_chapter_of_its_own_section(docx: bytes) -> None:
    """And the appendix's for the part on its page: STYLEREF would name the chapter before on the page of a 部."""
    asked = {}
    for name, data in parts_of(docx).items():
        frame = etree.fromstring(data).find(f".//{w('framePr')}") if name.startswith("word/header") else None
        if frame is not None:
            (field,) = fields_in(etree.fromstring(data))
            asked[int(frame.get(w("y"), "0")) // HEIGHT - TOP // HEIGHT] = field.instruction.split()
    assert asked[1] == ["REF", "sec_now", "\\n"]
    assert asked[2] == ["REF", "sec_measures", "\\n"]
    assert asked[3] == ["STYLEREF", '"資料見出し', '1"', "\\n"]


def test_pages_go_on_counting(docx: bytes) -> None:
    reading = checks.read("plan", docx)
    assert checks.check_document(reading) == []
    starts = [section.page_start for section in reading.sections if section.page_format == "decimal"]
    assert [start for start in starts if start is not None] == [1]


def test_a_division_begins_the_step_of_its_first_chapter(tmp_path: Path) -> None:
    """Four chapters in two 部, and the appendix."""
    assert [step for _, step in steps(made(tmp_path, DIVIDED))] == [0, 1, 2, 3, 4]


def test_a_plan_of_one_chapter_has_one_step(tmp_path: Path) -> None:
    files = {CHAPTER: "# 本文 {#sec-text}\n\n文章です。\n", "plan.yaml": PLAN_YAML}
    assert [step for _, step in steps(made(tmp_path, files))] == [0, 1, 2]


def test_headers_without_a_mark_make_no_sections(tmp_path: Path) -> None:
    """Cover, contents, text in three parts for its turned paper, colophon."""
    (document,) = make(small_project(tmp_path, FILES), ("plan",), None, quiet).documents
    root = etree.fromstring(parts_of(document.docx)["word/document.xml"])
    assert len(list(root.iter(w("sectPr")))) == 6
