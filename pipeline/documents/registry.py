"""Contents and contracts of documents, loaded where the list of documents names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from pipeline.model.content import DocumentContent
from pipeline.model.contract import Contract
from pipeline.model.documents import PLAN_DOCUMENTS, DocumentKind
from pipeline.model.numbers import ResolvedPlan

# What makes the content of documents, by their names.
ContentsOf = Mapping[str, Callable[[ResolvedPlan], DocumentContent]]


def contents_of(documents: Iterable[DocumentKind]) -> ContentsOf:
    """Functions making the content of documents that need no more than the plan."""
    return {document.name: _named(document.content) for document in documents}


def contract_of(document: DocumentKind) -> Contract:
    """A document's demands on its template."""
    contract: Contract = _named(document.contract)
    return contract


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


# The documents of the plan itself; other commands add theirs.
CONTENTS = contents_of(PLAN_DOCUMENTS)
