"""Contents and contracts of documents: those that the list of documents names, and those that follow from a declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from pipeline.model.content import DocumentContent
from pipeline.model.contract import Contract
from pipeline.model.documents import PLAN_DOCUMENTS, DocumentKind
from pipeline.model.numbers import ResolvedPlan

_DECLARED = "pipeline.documents.declared"
# What makes the content of documents, by their names.
ContentsOf = Mapping[str, Callable[[ResolvedPlan], DocumentContent]]


def contents_of(documents: Iterable[DocumentKind]) -> ContentsOf:
    """Functions making the content of documents that need no more than the plan."""
    return {
        document.name: partial(_named(f"{_DECLARED}:declared_content"), document)
        if document.declared
        else _named(document.content)
        for document in documents
        if document.declared or document.content
    }


def contract_of(document: DocumentKind) -> Contract:
    """A document's demands on its template."""
    if document.declared:
        contract: Contract = _named(f"{_DECLARED}:declared_contract")(document.declared)
    else:
        contract = _named(document.contract)
    return contract


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


# The documents of a plan that declares none of its own.
CONTENTS = contents_of(PLAN_DOCUMENTS)
