"""Styles that a template lacks: told where a document needs them, and nowhere else."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS
from pipeline.model.inlines import Role
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.compare.pair import BASE
from tests.goldens import DOCUMENTS, TEMPLATES, quiet
from tests.small_plan import small_plan
from tests.templates import CONTRACTS

STYLES = "word/styles.xml"
# A style that is there says that its look is wanted: the suite's templates have none.
CHOSEN = {Role.DOOR_TEXT.value}
# Numbering begins with these, whatever a plan holds.
ALWAYS = {BODY_HEADINGS[0], APPENDIX_HEADINGS[0]}


def project_of(folder: Path, lacking: Mapping[str, Collection[str]]) -> Project:
    """A project whose templates lack styles: somebody gave them other names."""
    shutil.copytree(TEMPLATES, folder / "templates")
    for name, styles in lacking.items():
        path = folder / "templates" / f"{name}.docx"
        with zipfile.ZipFile(path) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        text = parts[STYLES].decode()
        for style in styles:
            assert f'<w:name w:val="{style}"/>' in text
            text = text.replace(f'<w:name w:val="{style}"/>', f'<w:name w:val="別の{style}"/>')
        parts[STYLES] = text.encode()
        with zipfile.ZipFile(path, "w") as package:
            for part, data in parts.items():
                package.writestr(part, data)
    return Project(folder / "plan_source", folder / "templates", folder / "build", keeps_cache=False)


def with_small_plan(project: Project, files: Mapping[str, bytes]) -> Project:
    for path, data in files.items():
        target = project.source / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return project


def problems_of(project: Project) -> list[Problem]:
    with pytest.raises(PlanErrors) as caught:
        make(project, DOCUMENTS, None, quiet)
    return list(caught.value.problems)


def parts_of(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {part: package.read(part).decode() for part in package.namelist() if part.endswith(".xml")}


def used_styles(docx: bytes) -> set[str]:
    """The names of the styles that a document's text has."""
    parts = parts_of(docx)
    written = parts["word/document.xml"] + parts.get("word/footnotes.xml", "")
    ids = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(.*?)"', written))
    found = re.finditer(r'<w:style [^>]*w:styleId="(.*?)".*?<w:name w:val="(.*?)"', parts[STYLES], re.DOTALL)
    return {style[2] for style in found if style[1] in ids}


def test_a_template_needs_only_the_styles_that_its_document_uses(tmp_path: Path) -> None:
    """A plan without quotes asks for no style of quotes: the documents are the same without all that they do not use."""
    whole = with_small_plan(project_of(tmp_path / "whole", {}), small_plan())
    before = {document.name: document.docx for document in make(whole, DOCUMENTS, None, quiet).documents}
    lacking = {
        name: {*contract.paragraphs, *contract.characters, *contract.tables}
        - used_styles(before[name])
        - (ALWAYS if contract.headings else set())
        - CHOSEN
        for name, contract in CONTRACTS.items()
        if name in before
    }
    assert {"Quote", "番号リスト①", "heading 6", "Emphasis"} <= lacking["plan"]
    poorer = with_small_plan(project_of(tmp_path / "poorer", lacking), small_plan())
    for document in make(poorer, DOCUMENTS, None, quiet).documents:
        assert (
            parts_of(document.docx)["word/document.xml"]
            == parts_of(before[document.name])["word/document.xml"]
        )


LACKING = {
    "plan": [
        "Body Text",
        "Quote",
        "点リスト",
        "caption",
        "footnote text",
        "heading 4",
        "Strong",
        "計画の表",
        "toc 2",
    ],
    "summary": ["概要小見出し"],
}
# Where what needs them is written; of a title that is the line of what has it, of a table that of its caption.
PLACES = {
    "Quote": "chapters/01-text.md:62:3",
    "heading 4": "chapters/01-text.md:27:1",
    "caption": "chapters/01-text.md:77:1",
    "footnote text": r"chapters/01-text.md:\d+:\d+",
    "計画の表": "chapters/01-text.md:77:1",
}


def test_every_style_that_is_needed_and_lacking_is_told_with_the_text_that_needs_it(tmp_path: Path) -> None:
    """Of all documents at once, one message for each kind of style: renamed, or deleted."""
    project = project_of(tmp_path, LACKING)
    shutil.copytree(BASE, project.source)
    problems = problems_of(project)
    assert {problem.code for problem in problems} == {Code.TEMPLATE_STYLE}
    told = {(str(problem.location), problem.message.partition(": ")[0]): problem for problem in problems}
    label = "段落の様式がありません"
    assert told.keys() == {
        ("templates/plan.docx", label),
        ("templates/plan.docx", "文字の様式がありません"),
        ("templates/plan.docx", "表の様式がありません"),
        ("templates/summary.docx", label),
    }
    for name, styles in LACKING.items():
        own = "".join(f"{each.message}\n{each.hint}" for place, each in told.items() if name in place[0])
        assert all(f"「{style}」の要る所: " in own for style in styles)
    own = "\n".join(problem.hint for problem in problems)
    for style, place in PLACES.items():
        assert re.search(f"「{style}」の要る所: plan_source/{place} 「", own)


def test_a_text_with_furigana_and_a_footnote_is_found_where_it_is_written(tmp_path: Path) -> None:
    """Readings and marks of notes stand among its words in the document, and not in what it says."""
    text = '# 本文 {#sec-text}\n\n[奥州]{ruby="おうしゅう"}市[^a]の文章です。\n\n[^a]: 注です。\n'
    files = {**small_plan(), "chapters/01-text.md": text.encode()}
    (problem,) = problems_of(with_small_plan(project_of(tmp_path, {"plan": ["Body Text"]}), files))
    assert "「Body Text」の要る所: plan_source/chapters/01-text.md:3:1 「奥州市の文章です。」" in problem.hint
