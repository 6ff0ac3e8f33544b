"""Templates of the suite as the program takes them in, and what documents ask of them."""

from __future__ import annotations

from pipeline.documents.registry import contract_of
from pipeline.model.documents import DOCUMENTS
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.word.template.opening import open_template
from pipeline.word.template.template import Template

CONTRACTS = {document.name: contract_of(document) for document in DOCUMENTS if document.contract}


def opened(name: str, data: bytes) -> Template:
    """The template of a document. Raises PlanErrors with everything that is wrong with it."""
    return open_template(f"templates/{name}.docx", data, CONTRACTS[name], KNOWN_FORMATS)
