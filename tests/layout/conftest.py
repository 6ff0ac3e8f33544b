"""What the tests with LibreOffice share: the case with every feature, laid out once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.printed import Printed, read_printed
from tests.layout.projects import Finished, everything_project, finish

# Pages are mentioned of everything that has one, in the plan and in its summary.
MENTIONS = (
    "はじめに[](#sec-preface){.頁}頁、節[](#sec-lists){.頁}頁、表[](#tbl-wide){.頁}頁、図[](#fig-picture){.頁}頁、"
    "取組[](#measure-four){.頁}頁、用語[](#term-watch){.頁}頁、資料[](#sec-history){.頁}頁。"
)
# Cells are written before they are captioned, and read after that.
NOTES = "[^in-cell]: セルの脚注。\n[^in-caption]: 題の脚注。"


@pytest.fixture(scope="session")
def everything(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The three documents of the case with every feature. To be read only."""
    chapter = "chapters/01-text.md"
    edits = [
        *((chapter, text, MENTIONS + text) for text in ("文章の書き方を示します（", "最後の段落。")),
        (chapter, "横長の表\n", "横長の表[^in-caption]\n"),
        (chapter, "| 五 | 六 | 七 |\n", "| 五 | 六[^in-cell] | 七 |\n"),
        (chapter, "[^2]: 二つ目の脚注。", f"{NOTES}\n[^2]: 二つ目の脚注。"),
    ]
    return finish(everything_project(tmp_path_factory.mktemp("everything"), edits))


@pytest.fixture(scope="session")
def printed(everything: Finished) -> dict[str, Printed]:
    """The PDFs of the case, as they are read."""
    return {document.name: read_printed(document.pdf) for document in everything.built.documents}
