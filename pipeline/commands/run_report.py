"""The report at the end of a run: the table of documents, and whether their pages are measured."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len

from pipeline.model.blocks import Heading, walk
from pipeline.model.content import DocumentContent, FrameworkRows, Part
from pipeline.model.floats import Float, Grid, Table
from pipeline.model.inlines import Mention, Reference
from pipeline.model.pages import MM_IN_POINT, PageFacts, paper_name
from pipeline.system.kit_folder import kit_folder
from pipeline.workflows.build import Document

_FONTS = "Debian・Ubuntuでは: apt install fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho"
_INSTALL = {
    "linux": "apt install libreoffice-writer-nogui python3-uno fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_UNMEASURED = "－"
_HEAD = ("文書", "ページ", "用紙", "文字の大きさ", "空き", "ファイル", "見出し", "参照", "表")
_NUMBERS = 4  # the first column of numbers


def closing_table(folder: Path, documents: Sequence[Document]) -> str:
    """One line a file, and a head."""
    rows: list[Sequence[str]] = [_HEAD]
    for document in documents:
        pages = _pages(document)
        counts = [str(count) for count in _counts(document.content)]
        rows.append((str(folder / f"{document.name}.docx"), *pages, _size(document.docx), *counts))
        if document.pdf:
            rows.append((str(folder / f"{document.name}.pdf"), *pages, _size(document.pdf), "", "", ""))
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines; Japanese characters are two columns wide. Numbers stand to the right."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if index >= _NUMBERS else cell + blank)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def page_notes(documents: Sequence[Document], wanted: bool) -> Iterator[str]:
    """Notes on the reliability of the page numbers; `wanted` says that pages were to be measured."""
    missing = sorted({name for document in documents if document.facts for name in document.facts.missing})
    if missing:
        yield "\n    ".join(_about_fonts(missing))
    if any(document.facts is None for document in documents):
        yield "ページは測っていません。ページ番号は前に測ったもので、まだ一度も測っていなければ「－」です。"
        if wanted:
            way = _INSTALL.get(sys.platform, _INSTALL["linux"])
            kept = "手引の「準備」の「PDF も作るとき」のとおりに、キットに加えられます"
            yield f"    LibreOfficeを入れると測れます: {kept if kit_folder() else way}"


def _about_fonts(missing: Sequence[str]) -> Iterator[str]:
    """The missing fonts, with what stood in for them, and what helps: those that can be had are installed."""
    from pipeline.layout.substitutes import substitute  # where all fonts are there, nothing is substituted

    free = [name for name in missing if name.startswith("BIZ UD")]
    others = [name for name in missing if name not in free]
    shown = [*free, *(f"{name}（{substitute(name)}の幅で測りました）" for name in others)]
    yield f"書体がないため、ページは正しく測れていません: {'、'.join(shown)}"
    if free:
        yield _FONTS if sys.platform == "linux" else "この名前の書体を入れてください"
    if others:
        yield (
            f"{'、'.join(others)}は、このパソコンにありません。テンプレートの書体を（　）の中のものに替えるか、"
            "その書体のあるパソコン（Windowsなど）で作ってください"
        )


def _pages(document: Document) -> tuple[str, str, str, str]:
    size = str(document.setting) if document.setting else _UNMEASURED
    if document.facts is None:
        return _UNMEASURED, _UNMEASURED, size, _UNMEASURED
    unsure = "（不確か）" if document.facts.missing else ""
    free = _UNMEASURED if document.free is None else f"{document.free * MM_IN_POINT:.0f}mm"
    return f"{len(document.facts.pages)}{unsure}", _papers(document.facts), size, free


def _papers(facts: PageFacts) -> str:
    """The papers used, the commonest first: A4縦、A4横."""
    names = Counter(paper_name(page.width, page.height) for page in facts.pages)
    return "、".join(name for name, _ in names.most_common())


def _size(data: bytes) -> str:
    return f"{len(data) / 1024:.0f} KB"


def _counts(content: DocumentContent) -> tuple[int, int, int]:
    """The headings, references and tables of a document."""
    kinds: Counter[type] = Counter()
    for slot in content.slots.values():
        blocks = (
            slot.blocks if isinstance(slot, Part) else (slot.grid,) if isinstance(slot, FrameworkRows) else ()
        )
        kinds.update(type(node.body if isinstance(node, Float) else node) for node in walk(blocks))
    return kinds[Heading], kinds[Reference] + kinds[Mention], kinds[Table] + kinds[Grid]
