"""Redlines of drawings: words that changed in their boxes, and a drawing of other boxes in the place of the former one."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from tests.compare.test_drawings import BOXES, FLOW, POSITION, TREE
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.redlines import redline_of, wrong_in_redline
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, small_plan

Files = dict[str, str]
FLOWS: Files = {CHAPTER: chapter(FLOW)}
TREES: Files = {CHAPTER: chapter(TREE), "framework.yaml": FRAMEWORK_YAML}
POSITIONS: Files = {CHAPTER: chapter(POSITION), "position.yaml": BOXES}
MORE = "          - {id: measure-c, 題: 集い, 課題認識: 課題です。, 対応方針: 方針です。, 関連する施策: [集い事業]}\n"
SAME_BOXES = {
    "a step": (FLOWS, {CHAPTER: chapter(FLOW.replace("確かめる", "調べる"))}),
    "a paragraph in a step": (
        FLOWS,
        {CHAPTER: chapter(FLOW.replace("1. 受け付ける", "1. 受け付ける\n\n   窓口で"))},
    ),
    "a title of the framework": (
        TREES,
        {**TREES, "framework.yaml": FRAMEWORK_YAML.replace("題: 見守り", "題: 声かけ")},
    ),
    "a name of the position": (POSITIONS, {**POSITIONS, "position.yaml": BOXES.replace("人口", "人口の")}),
}
OTHER_BOXES = {
    "a step more": (FLOWS, {CHAPTER: chapter(FLOW.replace("3. 終わる", "3. 見守る\n4. 終わる"))}),
    "a way more": (FLOWS, {CHAPTER: chapter(FLOW.replace("   - 急ぐとき", "   - 急ぐとき\n   - 休むとき"))}),
    "a measure more": (TREES, {**TREES, "framework.yaml": FRAMEWORK_YAML + MORE}),
    "a layer more": (
        POSITIONS,
        {**POSITIONS, "position.yaml": BOXES.replace("上: [総合計画]", "上: [県の計画, 総合計画]")},
    ),
}


def changed_in_drawings(before: Files, after: Files) -> tuple[str, str, int]:
    """The words that are inserted and deleted in drawings, and how many of these there are."""
    old, new = (resolved(small_plan(each)) for each in (before, after))
    assert wrong_in_redline(old, new, template("plan")) == []
    document = etree.fromstring(parts_of(redline_of(old, new, template("plan")))["word/document.xml"])
    drawn = [
        each for each in document.iter(w("tbl")) if each.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
    ]

    def said(tag: str) -> str:
        return "".join(
            "".join(run.itertext())
            for each in drawn
            for mark in each.iter(w(tag))
            for run in mark.iter(w("r"))
        )

    return said("ins"), said("del"), len(drawn)


@pytest.mark.parametrize("name", SAME_BOXES)
def test_words_that_changed_are_marked_in_their_box(name: str) -> None:
    """In one drawing, whose other boxes have no marks."""
    inserted, deleted, count = changed_in_drawings(*SAME_BOXES[name])
    assert count == 1
    assert inserted
    assert len(inserted) + len(deleted) < 20


@pytest.mark.parametrize("name", OTHER_BOXES)
def test_a_drawing_of_other_boxes_is_put_in_whole(name: str) -> None:
    """Lines lead elsewhere then: no half of one drawing fits the other."""
    _, deleted, count = changed_in_drawings(*OTHER_BOXES[name])
    assert count == 2
    assert deleted
