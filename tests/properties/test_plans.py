"""Any plan that a drafter can write: its documents are sound, follow its order, and are always the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.agreement import faults, masked_chapters, own_numbers
from tests.properties.documents import make
from tests.properties.plans import Shapes, fewer
from tests.properties.sources import Plan
from tests.properties.writing import PICTURE, files_of

PLANS = Shapes().plans


@fewer(2)  # test_edits.py looks at as many again
@given(PLANS)
def test_nothing_is_wrong_with_the_documents_of_any_plan(plan: Plan) -> None:
    """Numbers have no gaps, each reference is a field that shows its target's, bookmarks are unique."""
    assert faults(plan, make(files_of(plan))) == []


@fewer(3)
@given(PLANS, st.data())
def test_chapters_in_another_order_say_the_same(plan: Plan, data: st.DataObject) -> None:
    """The chapters' numbers change places; texts, and numbers within a chapter, stay."""
    moved = replace(plan, chapters=tuple(data.draw(st.permutations(plan.chapters))))
    before, after = make(files_of(plan)), make(files_of(moved))
    assert faults(moved, after) == []
    assert masked_chapters(moved, after) == masked_chapters(plan, before)
    for chapter in plan.parts:
        assert own_numbers(moved, after, chapter.id) == own_numbers(plan, before, chapter.id)

    def numbers(each: Plan) -> list[str]:
        made = before if each is plan else after
        return [made.resolved.targets[chapter.id].number for chapter in each.chapters if chapter.numbered]

    assert numbers(moved) == numbers(plan)


@fewer(6)
@given(PLANS)
def test_the_same_source_gives_the_same_bytes(plan: Plan) -> None:
    """Whatever the order of files, their line ends and a BOM."""
    files = files_of(plan)
    turned = dict(reversed(files.items()))
    windows = {path: data if path == PICTURE else _as_windows_saves(data) for path, data in files.items()}
    documents = make(files).documents
    assert make(turned).documents == documents
    assert make(windows).documents == documents


def _as_windows_saves(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
