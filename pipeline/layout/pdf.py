"""The finished PDF: page labels, language of the text, reach of table headers, what is read aloud."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Mapping, Sequence

import pikepdf

from pipeline.invocation import command
from pipeline.layout.tags import complete_tags
from pipeline.model.pages import Page, page_names
from pipeline.problems import Code, MachineError

LANGUAGE = "ja-JP"
# Marked content that LibreOffice makes of a watermark: of its number, and without text in it.
_DRAWN = rb"/(?:Figure|Div)<</MCID %d>>BDC((?:(?!\bEMC\b|\bBT\b).)*\bEMC\b)"


def opened(pdf: bytes) -> pikepdf.Pdf:
    """A PDF, read. Raises MachineError if it is none."""
    # From a file, which is mapped: of bytes in memory it asks Python for each few, which takes two and a half times as long.
    try:
        with tempfile.TemporaryFile() as file:
            file.write(pdf)
            file.flush()
            return pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap_only)
    except pikepdf.PdfError as error:
        raise MachineError(
            Code.MACHINE_OFFICE,
            f"LibreOfficeの作ったPDFが読めません（{error}）",
            f"もう一度実行してください。続くときは {command('plan', layout='none')} とすると、ページを測らずに作れます",
        ) from error


def finish(
    document: pikepdf.Pdf,
    pdf: bytes,
    pages: Sequence[Page],
    drawn: Sequence[str] = (),
    charts: Sequence[Sequence[str]] = (),
) -> bytes:
    """The document, which was opened from `pdf` and is changed, with the labels that its pages bear (PDF 32000-1,
    12.4.2), its language (14.9.2), and tags for everybody; `drawn` are the descriptions of drawings that are tables in Word, `charts`
    those of charts, a paragraph each."""
    labels = [
        item for index, label in enumerate(page_names(pages)) for item in (index, pikepdf.Dictionary(P=label))
    ]
    document.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    document.Root.Lang = pikepdf.String(LANGUAGE)
    for page in document.pages:
        page.obj.Tabs = pikepdf.Name.S  # LibreOffice writes a string there
    _hide_watermarks(document)
    complete_tags(document, pdf, drawn, charts)
    saved = io.BytesIO()
    document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def _hide_watermarks(document: pikepdf.Pdf) -> None:
    """Untag what stands behind the text, no content, but an artifact (14.8.2.2): LibreOffice puts it into the text of each
    page, or before all text, where a screen reader would come upon a figure that says nothing."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        return
    numbers = list(tree.ParentTree.get("/Nums", []))
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for element in (tree, *(each for each in _children(tree) if each.get("/S") == pikepdf.Name.Document)):
        element.K = pikepdf.Array(
            [each for each in _children(element) if not _became_artifact(each, parents)]
        )


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def _became_artifact(element: pikepdf.Object, parents: Mapping[int, pikepdf.Object]) -> bool:
    """Whether an element was a drawing without a description, and its page says now that it is none."""
    marks = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
    is_drawing = marks is not None and element.S in (pikepdf.Name.Figure, pikepdf.Name.Div)
    if not is_drawing or "/Alt" in element or not isinstance(marks, pikepdf.Array) or len(marks) != 1:
        return False
    (mark,), page = marks, element.get("/Pg")
    if not isinstance(mark, int) or page is None:
        return False
    content = page.Contents.read_bytes()
    hidden, times = re.subn(_DRAWN % mark, rb"/Artifact BMC\1", content, count=1, flags=re.DOTALL)
    if times:
        page.Contents.write(hidden)
        parents[int(page.StructParents)][mark] = None
    return bool(times)
