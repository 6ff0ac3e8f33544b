"""Passages that the office's own documents show, and no 概要."""

from __future__ import annotations

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.numbers import ResolvedPlan
from tests.small_plan import MEASURES, TEXTS, resolved

DOCUMENTS = """\
作らない: [概要]
文書:
  - 名: leaflet
    題: 概要版
    差込: {説明: [{要約: sum-purpose}]}
"""


def version(passage: str) -> ResolvedPlan:
    """The small plan without 概要, in which the passage says so."""
    measures = TEXTS[MEASURES].replace("目的です。", passage)
    return resolved({"documents.yaml": DOCUMENTS, "summary.yaml": None, MEASURES: measures})


def test_a_passage_that_changed_is_told_as_that_of_the_document_that_shows_it() -> None:
    """With the words that differ."""
    before, after = version("目的です。"), version("目的と計画の期間です。")
    (change,) = compare((before, plan_content(before)), (after, plan_content(after))).changes
    assert change.after is not None
    assert (change.after.id, change.after.title) == ("sum-purpose", "概要版の要約")
    assert [line.after.shown for line in change.lines if line.after] == ["目的と計画の期間です。"]
