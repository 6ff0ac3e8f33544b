"""Every document is listed once, and what its entry names is there."""

from __future__ import annotations

import pytest

from pipeline.commands.table import COMMANDS
from pipeline.documents.registry import contents_of, contract_of
from pipeline.model.contract import Contract
from pipeline.model.documents import DOCUMENTS, PLAN_DOCUMENTS, DocumentKind, names_of
from tests.goldens import ROOT, TEMPLATES


def test_names_and_labels_stand_for_one_document_each() -> None:
    """Files and messages would be mixed up else."""
    assert len(set(names_of(DOCUMENTS))) == len(DOCUMENTS)
    assert len({document.label for document in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=names_of(DOCUMENTS))
def test_a_document_is_made_by_a_command(document: DocumentKind) -> None:
    """Its entry names it."""
    assert document.command in COMMANDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=names_of(DOCUMENTS))
def test_what_an_entry_names_is_there(document: DocumentKind) -> None:
    """Else it would be missed only where the document is made."""
    if document.contract:
        assert isinstance(contract_of(document), Contract)
    if document.content:
        assert all(map(callable, contents_of([document]).values()))
    assert document.content or document not in PLAN_DOCUMENTS


def test_every_template_is_of_a_document_and_has_its_paper_declared_beside_it() -> None:
    """In templates/ as in the suite's own."""
    wanted = {document.name for document in DOCUMENTS if document.contract}
    for folder in (ROOT / "templates", TEMPLATES):
        for kind in ("docx", "yaml"):
            assert {path.stem for path in folder.glob(f"*.{kind}")} == wanted
