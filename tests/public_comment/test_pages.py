"""The documents of a consultation with pages measured."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pypdfium2 import PdfDocument

from pipeline.model.documents import COMMENT_FORM, COMMENT_GUIDE
from pipeline.workflows.public_comment import ARCHIVE, FOLDER, build_comment
from tests.goldens import quiet
from tests.layout.projects import contents_of, engine_of
from tests.public_comment.small_comment import comment_project

GUIDE, FORM = COMMENT_GUIDE.name, COMMENT_FORM.name


def test_pdfs_are_made_of_all_but_the_form(office: Path, tmp_path: Path) -> None:
    """A form is filled in as a Word file; it takes one page. The zip has the same PDFs."""
    project = comment_project(tmp_path)
    published = build_comment(project, engine_of(project), quiet)
    written = contents_of(project.output / FOLDER)
    pdfs = {name for name in written if name.endswith(".pdf")}
    assert pdfs == {"plan.pdf", "summary.pdf", "framework.pdf", f"{GUIDE}.pdf"}
    pages = {each.name: len(each.facts.pages) for each in published.built.documents if each.facts}
    assert pages[FORM] == 1
    with PdfDocument(written[f"{GUIDE}.pdf"]) as guide:
        text = "".join(page.get_textpage().get_text_bounded() for page in guide)
    assert "みどり市市民参画条例に基づいて" in "".join(text.split())
    with zipfile.ZipFile(io.BytesIO(written[ARCHIVE])) as archive:
        assert archive.read("みどり市地域福祉計画（案）_意見募集要領.pdf") == written[f"{GUIDE}.pdf"]


def test_pdfs_that_no_longer_agree_go(office: Path, tmp_path: Path) -> None:
    """Where documents change and no pages are measured."""
    project = comment_project(tmp_path)
    build_comment(project, engine_of(project), quiet)
    text = (project.source / "public_comment.yaml").read_text("utf-8")
    (project.source / "public_comment.yaml").write_text(text.replace("郵送", "ファックス"), "utf-8")
    published = build_comment(project, None, quiet)
    assert published.built.removed == (f"{GUIDE}.pdf",)
    assert f"{GUIDE}.pdf" not in contents_of(project.output / FOLDER)
