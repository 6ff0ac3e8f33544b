"""Damage to a finished plan is seen by the independent reader, whatever part of it is hit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.numbers import ResolvedPlan
from pipeline.verification import inspection
from pipeline.workflows import build
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.cases.test_cases import CASES
from tests.goldens import TEMPLATES, quiet

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
Made = tuple[bytes, ResolvedPlan]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The finished plan of the case, and what the resolver says of it."""
    project = Project(CASES / "everything" / "plan_source", TEMPLATES, tmp_path_factory.mktemp("build"))
    resolved = prepare(project, quiet).resolved
    (document,) = build.make(project, ("plan",), None, quiet).documents
    return document.docx, resolved


def mutated(docx: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The document with one part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                before = data.decode("utf-8")
                after = change(before)
                assert after != before, "the mutation found nothing to change"
                data = after.encode("utf-8")
            target.writestr(name, data)
    return result.getvalue()


def swap_chapters(text: str) -> str:
    """The second chapter's heading goes before the first one's."""
    first, second = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>.*?</w:p>', text)
    return text.replace(second, "").replace(first, second + first)


MUTATIONS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a list's numId changed to one that is not there": (
        DOCUMENT,
        lambda text: re.sub(r'(<w:numId w:val=")\d+', r"\g<1>999", text, count=1),
    ),
    "a heading style's numId changed to the appendix's list": (
        STYLES,
        lambda text: re.sub(
            r'(w:styleId="Heading1".*?<w:numId w:val=")1"', r'\g<1>2"', text, count=1, flags=re.DOTALL
        ),
    ),
    "a level's text changed after the references were written": (
        NUMBERING,
        lambda text: text.replace("第%2節", "第%2項"),
    ),
    "a bookmark dropped": (
        DOCUMENT,
        lambda text: re.sub(r'<w:bookmarkStart w:id="\d+" w:name="sec_lists"/>', "", text),
    ),
    "a bookmark moved to another heading": (
        DOCUMENT,
        lambda text: (
            text.replace('w:name="sec_lists"', 'w:name="x"')
            .replace('w:name="sec_floats"', 'w:name="sec_lists"')
            .replace('w:name="x"', 'w:name="sec_floats"')
        ),
    ),
    "a stale cached reference": (
        DOCUMENT,
        lambda text: text.replace("第２章第２節１(1)</w:t>", "第２章第３節１(1)</w:t>"),
    ),
    "a field without its end": (
        DOCUMENT,
        lambda text: re.sub(
            r'(REF sec_text.*?)<w:r><w:fldChar w:fldCharType="end"/></w:r>', r"\1", text, count=1
        ),
    ),
    "a field without its separator": (
        DOCUMENT,
        lambda text: re.sub(
            r'(REF sec_text \\w \\h </w:instrText></w:r>)<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r"\1",
            text,
            count=1,
        ),
    ),
    "a caption's count gone wrong": (
        DOCUMENT,
        lambda text: re.sub(
            r"(seq 表.*?<w:t xml:space=\"preserve\">)１", r"\1７", text, count=1, flags=re.DOTALL
        ),
    ),
    "a contents entry that is not the heading": (
        DOCUMENT,
        lambda text: text.replace(">段落と強調</w:t>", ">段落と太字</w:t>", 1),
    ),
    "two chapters swapped": (DOCUMENT, swap_chapters),
    "a cell without a paragraph": (
        DOCUMENT,
        lambda text: re.sub(
            r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>", text, count=1
        ),
    ),
}


def test_the_finished_plan_has_nothing_wrong(made: Made) -> None:
    """Before any damage the reader is content: what it finds below is the damage."""
    assert inspection.inspect({"plan": made[0]}, made[1])() == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_reader_sees(name: str, made: Made) -> None:
    """Each kind of damage is a finding that says where, also to one who has looked at the sound document before."""
    part, change = MUTATIONS[name]
    damaged = {"plan": mutated(made[0], part, change)}
    findings = inspection.inspect(damaged, made[1])()
    assert findings
    assert inspection.inspect({"plan": made[0]}, made[1], kept=True)() == []
    assert inspection.inspect(damaged, made[1], kept=True)() == findings
    assert all(finding.where and finding.message and finding.code in checks.CODES for finding in findings)


def test_a_broken_document_never_replaces_a_good_one(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the reader finds something, build/ keeps what it had."""
    project = Project(CASES / "everything" / "plan_source", TEMPLATES, tmp_path)
    build.build(project, ("plan",), None, quiet)
    before = (tmp_path / "plan.docx").read_bytes()
    finding = checks.Finding("plan", "docx.number-differs", "word/document.xml", "番号が違います")
    monkeypatch.setattr(build, "inspect", lambda *_, **__: lambda: [finding])
    with pytest.raises(build.CheckFailure):
        build.build(project, ("plan",), None, quiet)
    assert (tmp_path / "plan.docx").read_bytes() == before
