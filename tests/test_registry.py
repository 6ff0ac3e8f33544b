"""Every document is listed once, and what its entry names is there."""

from __future__ import annotations

import pytest

from pipeline.build import editions_of
from pipeline.commands.table import COMMANDS
from pipeline.model.documents import DOCUMENTS, PLAN_DOCUMENTS, DocumentKind, names_of
from pipeline.word.contract import CONTRACTS
from tests.goldens import ROOT, TEMPLATES


def test_names_and_labels_stand_for_one_document_each() -> None:
    """Files and messages would be mixed up else."""
    assert len(set(names_of(DOCUMENTS))) == len(DOCUMENTS)
    assert len({document.label for document in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=names_of(DOCUMENTS))
def test_a_document_is_made_by_a_command(document: DocumentKind) -> None:
    """Its entry names it."""
    assert document.command in COMMANDS


def test_what_shows_a_document_of_the_plan_is_found_by_its_entry() -> None:
    """Only where a document is made, so that a run that finds nothing changed does not load it."""
    assert list(editions_of(PLAN_DOCUMENTS)) == list(names_of(PLAN_DOCUMENTS))


def test_every_template_has_its_word_file_and_what_is_declared_beside_it() -> None:
    """In templates/ as in the suite's own; each belongs to a document."""
    assert set(names_of(DOCUMENTS)) >= CONTRACTS.keys()
    for folder in (ROOT / "templates", TEMPLATES):
        for kind in ("docx", "yaml"):
            assert {path.stem for path in folder.glob(f"*.{kind}")} == CONTRACTS.keys()
