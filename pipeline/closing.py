"""What is said at the end of a run: the table of documents, and whether their pages are measured."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.table import Table as Lines
from rich.text import Text

from pipeline.build import Document
from pipeline.model.blocks import Grid, Heading, Table, walk
from pipeline.model.edition import Edition, Part, Sheet
from pipeline.model.inlines import Mention, Reference
from pipeline.model.pages import PageFacts, paper_name

_INSTALL = {
    "linux": "apt install libreoffice-writer-nogui fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
UNMEASURED = "－"


def closing_table(folder: Path, documents: Sequence[Document]) -> Lines:
    """One line a file."""
    lines = Lines(box=None, pad_edge=False, header_style="")
    for heading in ("文書", "ページ", "用紙", "文字"):
        lines.add_column(heading)
    for heading in ("大きさ", "見出し", "参照", "表"):
        lines.add_column(heading, justify="right")
    for document in documents:
        counts = [str(count) for count in _counts(document.edition)]
        pages = _pages(document)
        lines.add_row(Text(str(folder / f"{document.name}.docx")), *pages, _size(document.docx), *counts)
        if document.pdf:
            lines.add_row(Text(str(folder / f"{document.name}.pdf")), *pages, _size(document.pdf))
    return lines


def page_notes(documents: Sequence[Document], wanted: bool) -> Iterator[str]:
    """How far the page numbers can be relied on; `wanted` says that pages were to be measured."""
    missing = sorted({name for document in documents if document.facts for name in document.facts.missing})
    if missing:
        yield (
            f"書体がないため、ページは正しく測れていません: {'、'.join(missing)}\n"
            f"    次のように入れてください: {_install('fonts')}"
        )
    if any(document.facts is None for document in documents):
        yield "ページは測っていません。ページ番号は前に測ったもので、まだ一度も測っていなければ「－」です。"
        if wanted:
            yield f"    LibreOfficeを入れると測れます: {_install('')}"


def _install(only: str) -> str:
    """The command by which this machine gets LibreOffice, or the fonts alone."""
    command = _INSTALL.get(sys.platform, _INSTALL["linux"])
    if not only or sys.platform != "linux":
        return command
    words = command.split()
    return " ".join([*words[:2], *(word for word in words if word.startswith("fonts-"))])


def _pages(document: Document) -> tuple[str, str, str]:
    size = str(document.setting) if document.setting else UNMEASURED
    if document.facts is None:
        return UNMEASURED, UNMEASURED, size
    unsure = "（不確か）" if document.facts.missing else ""
    return f"{len(document.facts.pages)}{unsure}", _papers(document.facts), size


def _papers(facts: PageFacts) -> str:
    """The papers used, the commonest first: A4縦、A4横."""
    names = Counter(paper_name(page.width, page.height) for page in facts.pages)
    return "、".join(name for name, _ in names.most_common())


def _size(data: bytes) -> str:
    return f"{len(data) / 1024:.0f} KB"


def _counts(edition: Edition) -> tuple[int, int, int]:
    """The headings, references and tables of a document."""
    headings = references = tables = 0
    for slot in edition.slots.values():
        blocks = slot.blocks if isinstance(slot, Part) else (slot.grid,) if isinstance(slot, Sheet) else ()
        for node in walk(blocks):
            headings += isinstance(node, Heading)
            references += isinstance(node, Reference | Mention)
            tables += isinstance(node, Grid) or isinstance(getattr(node, "body", None), Table | Grid)
    return headings, references, tables
