"""The finished PDF: page labels as on the pages, the language of the text, and which way headers of tables reach."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from pipeline.layout.copy import ROW_HEAD
from pipeline.model.pages import Page, page_names
from pipeline.problems import Code, MachineError

LANGUAGE = "ja-JP"


def opened(pdf: bytes) -> pikepdf.Pdf:
    """A PDF, read. Raises MachineError if it is none."""
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise MachineError(
            Code.MACHINE_OFFICE,
            f"LibreOfficeの作ったPDFが読めません（{error}）",
            "もう一度実行してください。続くときは make plan LAYOUT=none とすると、ページを測らずに作れます",
        ) from error


def finish(document: pikepdf.Pdf, pages: Sequence[Page]) -> bytes:
    """The PDF, which is changed, with the labels that its pages bear (PDF 32000-1, 12.4.2) and its language (14.9.2)."""
    labels = [
        item for index, label in enumerate(page_names(pages)) for item in (index, pikepdf.Dictionary(P=label))
    ]
    document.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    document.Root.Lang = pikepdf.String(LANGUAGE)
    for page in document.pages:
        page.obj.Tabs = pikepdf.Name.S  # LibreOffice writes a string there
    _scope_row_heads(document)
    saved = io.BytesIO()
    document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def _scope_row_heads(document: pikepdf.Pdf) -> None:
    """LibreOffice says of every header cell that it heads a column; those of our style head a row (14.8.5.7)."""
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == f"/{ROW_HEAD}":
            attributes = element.P.get("/A")
            for each in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
                if isinstance(each, pikepdf.Dictionary) and each.get("/O") == "/Table":
                    each.Scope = pikepdf.Name.Row
