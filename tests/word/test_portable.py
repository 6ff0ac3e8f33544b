"""Markup that layout engines read differently: settled in every document, whatever the template had."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline import checks
from pipeline.documents.registry import CONTENTS
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.cases.test_cases import CASES
from tests.declared import FURTHER
from tests.goldens import ROOT, TEMPLATES, quiet
from tests.layout.projects import edited_templates, with_part
from tests.templates import opened

CASE = CASES / "everything" / "plan_source"
STYLES, NOTES = "word/styles.xml", "word/footnotes.xml"
REFUSING = (
    f"""<w:p {DECLARATIONS}><w:pPr><w:pStyle w:val="BodyText"/><w:keepLines w:val="0"/></w:pPr></w:p>"""
)
KEEPS = ("docx.keep-lines", "docx.note-separator")


def without_keep_lines(root: etree._Element) -> None:
    """As styles that staff made in Word: 「次の段落と分離しない」 alone."""
    for each in list(root.iter(qn("w:keepLines"))):
        parent = each.getparent()
        assert parent is not None
        parent.remove(each)


def with_keep_lines_off(root: etree._Element) -> None:
    """As a style that switches off what it inherits."""
    for each in root.iter(qn("w:keepLines")):
        each.set(qn("w:val"), "0")


def with_refusing_style(root: etree._Element) -> None:
    """A heading that inherits keepNext from another style, and says itself that it may be split."""
    names = {each.find(qn("w:name")).get(qn("w:val")): each for each in root.iter(qn("w:style"))}  # type: ignore[union-attr]
    heading, base = names["heading 2"], names["heading 1"]
    based = heading.find(qn("w:basedOn"))
    assert based is not None
    based.set(qn("w:val"), base.get(qn("w:styleId"), ""))
    properties = heading.find(qn("w:pPr"))
    assert properties is not None
    for name in ("w:keepNext", "w:keepLines"):
        for each in properties.findall(qn(name)):
            properties.remove(each)
    properties.insert(0, etree.Element(qn("w:keepLines"), {qn("w:val"): "false"}))


def with_refusing_paragraphs(root: etree._Element) -> None:
    """Paragraphs of the default style, which keeps them with the next, that say themselves that they may be split."""
    for paragraph in root.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:sectPr")) is None:
            properties[:] = [etree.Element(qn("w:keepLines"), {qn("w:val"): "0"})]


def with_keeping_default(root: etree._Element) -> None:
    """標準 itself is kept with the next."""
    (default,) = (
        each
        for each in root.iter(qn("w:style"))
        if each.get(qn("w:default")) and each.get(qn("w:type")) == "paragraph"
    )
    properties = default.find(qn("w:pPr"))
    assert properties is not None
    properties.insert(0, etree.Element(qn("w:keepNext")))


def test_a_paragraph_without_a_style_has_the_default_one(tmp_path: Path) -> None:
    """And what that asks for is asked of it."""
    templates = edited_templates(tmp_path / "templates", {"summary": (STYLES, with_keeping_default)})
    path = templates / "summary.docx"
    path.write_bytes(with_part(path.read_bytes(), "word/document.xml", with_refusing_paragraphs))
    documents = make(Project(CASE, templates, tmp_path / "build"), ("summary",), None, quiet).documents
    assert [checks.check_document(checks.read(each.name, each.docx)) for each in documents] == [[]]


def with_separators(change: Callable[[etree._Element], None]) -> Callable[[etree._Element], None]:
    """A change of the paragraphs that hold the rules above footnotes."""

    def changed(root: etree._Element) -> None:
        for paragraph in root.iter(qn("w:p")):
            change(paragraph)

    return changed


def as_word_writes_it(paragraph: etree._Element) -> None:
    """A line of text high, in whatever the default style is."""
    properties = paragraph.find(qn("w:pPr"))
    assert properties is not None
    properties[:] = [etree.Element(qn("w:spacing"), {qn("w:after"): "0", qn("w:line"): "240"})]


def without_properties(paragraph: etree._Element) -> None:
    properties = paragraph.find(qn("w:pPr"))
    assert properties is not None
    paragraph.remove(properties)


def centred(paragraph: etree._Element) -> None:
    properties = paragraph.find(qn("w:pPr"))
    assert properties is not None
    properties[:] = [etree.Element(qn("w:jc"), {qn("w:val"): "center"})]


def without_separators(root: etree._Element) -> None:
    """As a program writes notes that leaves their rules to Word."""
    root[:] = []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (NOTES, without_separators),
        (STYLES, without_keep_lines),
        (STYLES, with_keep_lines_off),
        (STYLES, with_refusing_style),
        (NOTES, with_separators(as_word_writes_it)),
        (NOTES, with_separators(without_properties)),
        (NOTES, with_separators(centred)),
    ],
)
def test_a_template_in_which_engines_differ_makes_documents_in_which_they_agree(
    part: str, change: Callable[[etree._Element], None], tmp_path: Path
) -> None:
    """`make` has every document read by the independent reader, which tells of what is left."""
    templates = edited_templates(tmp_path / "templates", {"plan": (part, change)})
    data = (templates / "plan.docx").read_bytes()
    assert opened("plan", data).data != data
    (document,) = make(Project(CASE, templates, tmp_path / "build"), ("plan",), None, quiet).documents
    assert checks.check_document(checks.read("plan", document.docx)) == []


@pytest.mark.parametrize("after", ["", "compat"])
def test_rules_above_notes_are_declared_where_the_settings_knew_of_none(after: str) -> None:
    """At their place among the settings (17.15.1.78): before what comes later there, or at the end."""

    def change(settings: etree._Element) -> None:
        settings[:] = [each for each in settings if each.tag == qn(f"w:{after}")]

    data = with_part((TEMPLATES / "plan.docx").read_bytes(), NOTES, without_separators)
    template = opened("plan", with_part(data, "word/settings.xml", change))
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        settings = etree.fromstring(package.read("word/settings.xml"))
        notes = etree.fromstring(package.read(NOTES))
    assert [str(each.tag).partition("}")[2] for each in settings][:2] == [
        "footnotePr",
        *filter(None, [after]),
    ]
    declared = [each.get(qn("w:id")) for each in settings[0]]
    assert declared == [note.get(qn("w:id")) for note in notes]
    assert len(declared) == 2


def test_a_paragraph_that_refuses_what_its_own_style_asks_for_is_kept_whole() -> None:
    """As one without a style is, which has the default one."""

    def keep(styles: etree._Element) -> None:
        (style,) = (each for each in styles if each.get(qn("w:styleId")) == "BodyText")
        properties = style.find(qn("w:pPr"))
        assert properties is not None
        properties.insert(0, etree.Element(qn("w:keepNext")))

    def refuse(document: etree._Element) -> None:
        paragraph = next(document.iter(qn("w:p")))
        paragraph.addprevious(etree.fromstring(REFUSING))

    data = with_part((TEMPLATES / "plan.docx").read_bytes(), STYLES, keep)
    template = opened("plan", with_part(data, "word/document.xml", refuse))
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        first = next(etree.fromstring(package.read("word/document.xml")).iter(qn("w:p")))
    assert [str(each.tag).partition("}")[2] for each in first[0]] == ["pStyle"]


def test_spaces_in_lines_that_a_style_has_are_taken_back_above_the_notes(tmp_path: Path) -> None:
    """They are stronger than spaces in points; Japanese templates have them in 標準."""

    def change(root: etree._Element) -> None:
        for spacing in root.iter(qn("w:spacing")):
            spacing.set(qn("w:beforeLines"), "50")

    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, change)})
    template = opened("plan", (templates / "plan.docx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        root = etree.fromstring(package.read(NOTES))
    found = [each.get(qn("w:beforeLines")) for each in root.iter(qn("w:spacing"))]
    assert found == ["0", "0"]


def test_the_templates_need_no_change(tmp_path: Path) -> None:
    """Those of the suite, and those that a city starts from as long as it has changed nothing."""
    for path in sorted(TEMPLATES.glob("*.docx")):
        findings = checks.check_document(checks.read(path.stem, path.read_bytes()))
        assert not [each for each in findings if each.code in KEEPS], path


def test_templates_made_anew_are_those_of_the_suite(tmp_path: Path) -> None:
    """What first made the templates says in one place what a fresh set looks like."""
    import runpy
    import sys

    for path in (ROOT / "templates").glob("origin*.py"):
        shutil.copy(path, tmp_path)
    sys.path.insert(0, str(tmp_path))
    try:
        # What dresses the others comes after them.
        for path in sorted(tmp_path.glob("origin*.py"), key=lambda path: path.stem == "origin_booklet"):
            runpy.run_path(str(path), run_name="__main__")
    finally:
        sys.path.remove(str(tmp_path))
    kinds = ROOT / "tests" / "fixtures" / "kinds"
    of_kinds = ((tmp_path / "samples" / path.name, path) for path in kinds.iterdir())
    for made, kept in ((tmp_path, TEMPLATES), (tmp_path / "samples", FURTHER), *of_kinds):
        assert _contents(made) == _contents(kept)


def _contents(folder: Path) -> dict[str, dict[str, bytes]]:
    return {path.name: _content(path) for path in folder.glob("*.docx")}


def _content(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_document_keeps_the_lines_of_what_is_kept_with_the_next(tmp_path: Path) -> None:
    """What is written says it itself, and not only through a style."""
    documents = make(Project(CASE, TEMPLATES, tmp_path), tuple(CONTENTS), None, quiet).documents
    for document in documents:
        with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        kept = [each for each in root.iter(qn("w:keepNext")) if each.get(qn("w:val")) != "0"]
        assert kept or document.name != "plan"
        assert all(
            (following := each.getnext()) is not None and following.tag == qn("w:keepLines") for each in kept
        )
