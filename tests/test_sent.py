"""What leaves the house is recognised when it comes back: by the mark in the document, whatever it is called then."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.workflows import build
from pipeline.workflows.sent import keep_with_snapshot, maps_of
from pipeline.workspace.project import Project
from pipeline.workspace.sent import find_sent, keep_sent, mark_of
from pipeline.workspace.versions import current_version, keep_snapshot
from tests.goldens import TEMPLATES, quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, small_plan

OPINIONS = b"No.,\xe6\x84\x8f\xe8\xa6\x8b\n1,x\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The smallest plan, with a file of residents' opinions."""
    return write_project(
        tmp_path, {**small_plan(), "opinions.csv": OPINIONS, "review.yaml": "受領:\n".encode()}
    )


def edited(project: Project, text: str) -> None:
    (project.source / CHAPTER).write_text(f"# 本文 {{#sec-text}}\n\n{text}\n", "utf-8")


def test_a_document_is_found_with_the_files_of_which_it_was_made(project: Project) -> None:
    """Also when the plan has moved on; private files are in no record."""
    first = build.build(project, (), None, quiet)
    edited(project, "別の文章です。")
    build.build(project, (), None, quiet)
    sent = find_sent(project, mark_of(first.files["plan.docx"]))
    assert sent is not None
    assert (sent.document, sent.docx) == ("plan", first.files["plan.docx"])
    assert sent.files.source[CHAPTER] == small_plan()[CHAPTER]
    assert not {"opinions.csv", "review.yaml"} & sent.files.source.keys()
    assert "文章です。" in [each.text for each in maps_of(sent)["plan"].passages]


def test_documents_that_say_the_same_have_one_mark(project: Project) -> None:
    """Each document its own; what Word keeps among a file's properties is read again, a file that is none has no mark."""
    marks = [mark_of(each.docx) for each in build.make(project, (), None, quiet).documents]
    assert marks == [mark_of(each.docx) for each in build.make(project, (), None, quiet).documents]
    assert len(set(marks)) == len(marks) == 3
    assert mark_of(b"PK") == mark_of((TEMPLATES / "plan.docx").read_bytes()) == ""


def test_the_mark_is_a_custom_property_that_the_reader_finds_sound(project: Project) -> None:
    """Part and relationship are those of ECMA-376 Part 1, 15.2.12.2; nothing else of the package changes."""
    docx = build.make(project, ("plan",), None, quiet).documents[0].docx
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert mark_of(docx).encode() in package.read("docProps/custom.xml")
        assert b"relationships/custom-properties" in package.read("_rels/.rels")
    assert list(checks.check_document(checks.read("plan", docx))) == []


def test_the_last_ten_builds_are_kept_and_no_file_twice(project: Project) -> None:
    """What only earlier ones had is gone; files that all have are there once."""
    files = current_version(project).files
    docx = build.make(project, ("plan",), None, quiet).documents[0].docx
    for number in range(12):
        changed = replace(files, source={**files.source, CHAPTER: b"%d" % number})
        keep_sent(project, {"plan": docx}, changed, {})
    folder = project.cache / "sent"
    sent = find_sent(project, mark_of(docx))
    assert sent is not None
    assert sent.files.source[CHAPTER] == b"11"
    assert len(list(folder.iterdir())) == len(sent.files.source) + len(set(files.templates.values())) + 2 + 9


def test_a_snapshot_keeps_what_was_sent_beside_it(project: Project, tmp_path: Path) -> None:
    """With its maps, so that it is recognised where the cache is gone; nothing is kept of a plan that was never made."""
    version = current_version(project)
    path, _ = keep_snapshot(project, "素案", version)
    assert keep_with_snapshot(project, path, version) is None
    docx = build.build(project, (), None, quiet).files["summary.docx"]
    beside = keep_with_snapshot(project, path, version)
    again = keep_with_snapshot(project, path, version)
    assert beside == again == path.parent / "sent" / path.name
    (project.cache / "sent" / "builds.json").unlink()
    sent = find_sent(project, mark_of(docx))
    assert sent is not None
    assert sent.maps is not None
    assert maps_of(sent).keys() == {"plan", "summary", "framework"}
    assert b"opinions" not in beside.read_bytes()


def test_what_is_damaged_is_as_good_as_nothing(project: Project) -> None:
    """A record that can't be read any more finds nothing, and the next build begins anew."""
    built = build.build(project, (), None, quiet)
    (project.cache / "sent" / "builds.json").write_bytes(b'[{"documents": 1}]')
    assert find_sent(project, mark_of(built.files["plan.docx"])) is None
