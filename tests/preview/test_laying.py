"""Pages as they print, by a LibreOffice that is kept open."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.preview.laying import laid_out
from pipeline.workflows.build import Document
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.preview.processes import descendants


def text_of(document: Document) -> str:
    with pdfium.PdfDocument(document.pdf) as pdf:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)


def offices() -> list[int]:
    """The processes of LibreOffice that this one has started, by whatever stands between."""
    own = [Path(f"/proc/{each}/cmdline") for each in descendants(os.getpid())]
    return [int(path.parent.name) for path in own if path.exists() and b"soffice.bin" in path.read_bytes()]


def test_pages_follow_the_text_without_another_start(office: Path, tmp_path: Path) -> None:
    """With what is told of them: how many there are, and how much of a sheet is free."""
    project = write_project(tmp_path)
    chapter = project.source / "chapters/01-text.md"
    with ExitStack() as opened:
        first = laid_out(project, quiet, opened)
        kept = offices()
        chapter.write_text(chapter.read_text("utf-8") + "\n足した文章です。\n", "utf-8")
        second = laid_out(project, quiet, opened)
        assert first
        assert second
        assert offices() == kept  # none was started for the second time
    plans = [next(each for each in built.documents if each.name == "plan") for built in (first, second)]
    assert ["足した文章です。" in text_of(plan) for plan in plans] == [False, True]
    assert [each.free is not None for each in second.documents] == [False, True, True]
