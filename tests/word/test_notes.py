"""Footnotes' ids count in the order in which they are read, whatever the order of writing: Word pairs a note with its mark by
id, LibreOffice by order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from lxml import etree

from pipeline import checks
from pipeline.checks.notes import check_note_order
from pipeline.documents.plan import plan_content
from pipeline.model.xml_names import w
from pipeline.word.compose import compose
from pipeline.word.writing.notes import in_document_order
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.redlines import redline_of
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, small_plan

TABLE = """\
::: {.表 #tbl-a head="2"}
題[^い]の表

| 一[^ろ] | 二[^は] | << |
|---|:-:|:-:|
| ^^ | 三[^に] | 四 |
| 五[^ほ] | 六 | 七[^へ] |

※ 断り[^と]です。
:::
"""
NOTES = "\n".join(f"[^{each}]: {each}の注です。" for each in "いろはにほへと")
FIGURE = "::: {.図 #fig-a src=figures/a.png alt=絵}\n題[^い]の図\n\n資料：統計[^ろ]\n:::"
TEXTS = {
    "a table's caption, merged heads, cells and a remark": TABLE,
    "a table on turned paper": f":::: {{.横長}}\n前の文章[^ち]です。\n\n{TABLE}\n::::\n\n[^ち]: ちの注です。",
    "text, a table, text": f"前の文章[^ち]です。\n\n{TABLE}\n\n後の文章[^り]です。\n\n[^ち]: ちの注です。\n[^り]: りの注です。",
    "lists and a quotation": "1. 一つ目[^い]\n\n    - 内側[^ろ]\n\n2. 二つ目[^は]\n\n> 引用[^に]です。\n\n後の文章[^ほ][^へ][^と]です。",
}


def notes_of(docx: bytes) -> list[tuple[str, str]]:
    """The id of each reference in the body, deleted ones too, and the text of the note at the same place among all notes."""
    parts = parts_of(docx)
    document, notes = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "footnotes"))
    texts = [
        "".join(text.text or "" for text in note.iter(w("t"), w("delText")))
        for note in notes.findall(w("footnote"))
        if note.get(w("type")) is None
    ]
    ids = [each.get(w("id"), "") for each in document.iter(w("footnoteReference"))]
    return list(zip(ids, texts, strict=True))


def faults_of(docx: bytes, settled: bool = False) -> list[str]:
    return [str(each) for each in check_note_order(checks.read("plan", docx), settled)]


def plan_of(text: str, **changes: str) -> bytes:
    """The plan with this text as its first chapter."""
    return compose(
        plan_content(resolved(small_plan({CHAPTER: chapter(f"{text}\n\n{NOTES}"), **changes}))),
        template("plan"),
    )


@pytest.mark.parametrize("name", TEXTS)
def test_notes_stand_in_the_order_of_their_references(name: str) -> None:
    """By their ids, and by their places."""
    docx = plan_of(TEXTS[name])
    wanted = re.findall(r"\[\^(.)\](?!:)", TEXTS[name])
    assert [text for _, text in notes_of(docx)] == [f"{each}の注です。" for each in wanted]
    assert [identity for identity, _ in notes_of(docx)] == [str(1 + at) for at in range(len(wanted))]
    assert faults_of(docx) == []


def test_notes_of_yaml_values_and_terms_stand_among_those_of_the_text() -> None:
    """Measures come between the first chapter and the glossary."""
    framework = FRAMEWORK_YAML.replace(
        "課題認識: 課題です。",
        "課題認識: |\n              課題[^甲]です。\n\n              [^甲]: 課題の注です。",
        1,
    )
    glossary = "用語:\n  - id: term-a\n    語: 用語\n    読み: ようご\n    説明: |\n      説明[^乙]です。\n\n      [^乙]: 用語の注です。\n"
    docx = plan_of(TABLE, **{"framework.yaml": framework, "glossary.yaml": glossary})
    assert [text for _, text in notes_of(docx)][-3:] == ["との注です。", "課題の注です。", "用語の注です。"]
    assert faults_of(docx) == []


REVISIONS = {
    "a note is deleted": ("文章[^い]です。続き[^ろ]です。", "文章です。続き[^ろ]です。"),
    "a note is inserted before another": ("文章です。続き[^ろ]です。", "文章[^い]です。続き[^ろ]です。"),
    "a note in a caption is deleted": (TABLE, TABLE.replace("題[^い]", "題")),
    "a row with a note is deleted": (
        TABLE,
        TABLE.replace("| 五[^ほ] | 六 | 七[^へ] |\n", "| 五 | 六 | 七 |\n"),
    ),
    "text with a note moves": (
        "## 一つ目 {#sec-a}\n\n一つ目の節の文章[^い]です。\n\n## 二つ目 {#sec-b}\n\n別のことを述べた節[^ろ]です。",
        "## 二つ目 {#sec-b}\n\n別のことを述べた節[^ろ]です。\n\n## 一つ目 {#sec-a}\n\n一つ目の節の文章[^い]です。",
    ),
    "a note is edited": (
        "文章[^い]です。\n\n[^い]: 前の注の文章です。",
        "文章[^い]です。\n\n[^い]: 後の注の文章です。",
    ),
    "a chapter's notes all go": (TABLE, "文章だけです。"),
    "columns change": (TABLE, TABLE.replace("| 五[^ほ] | 六 | 七[^へ] |", "| 五[^ほ] | 六[^へ] | << |")),
}


def _revised(text: str) -> bytes:
    missing = [
        f"[^{each}]: {each}の注です。"
        for each in set(re.findall(r"\[\^(.)\](?!:)", text))
        if f"[^{each}]:" not in text
    ]
    return "\n".join([text, "", *missing]).encode()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", REVISIONS)
def test_a_redlines_notes_count_through_deleted_and_inserted_text(name: str, turned: bool) -> None:
    """None is numbered from afar, before and after its changes are settled."""
    texts = REVISIONS[name][::-1] if turned else REVISIONS[name]
    before, after = (resolved(small_plan({CHAPTER: chapter(_revised(text).decode())})) for text in texts)
    redline = redline_of(before, after, template("plan"))
    found = notes_of(redline)
    assert [identity for identity, _ in found] == [str(1 + at) for at in range(len(found))]
    assert faults_of(redline) == []
    for settled in (checks.accepted(redline), checks.rejected(redline)):
        assert faults_of(settled, settled=True) == []


# The order itself


def ordered(references: Sequence[int], notes: Sequence[int]) -> tuple[list[str], list[str]]:
    """The ids of references and of notes, after two separators."""
    document = "".join(
        f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{each}"/></w:r>' for each in references
    )
    kinds = {-1: ' w:type="separator"', 0: ' w:type="continuationSeparator"'}
    root = etree.fromstring(
        f'<w:footnotes xmlns:w="{w("x")[1:-2]}">'
        + "".join(f'<w:footnote{kinds.get(each, "")} w:id="{each}"/>' for each in (-1, 0, *notes))
        + "</w:footnotes>"
    )
    body = in_document_order(document.encode(), root).decode()
    return re.findall(r'w:id="(-?\d+)"', body), [each.get(w("id"), "") for each in root]


def test_notes_of_the_template_are_counted_with_the_others() -> None:
    """One that stands after the text comes after it."""
    assert ordered([7, 2, 100001, 1], [1, 2, 7, 100001]) == (
        ["1", "2", "3", "4"],
        ["-1", "0", "1", "2", "3", "4"],
    )


def test_a_note_that_nothing_refers_to_is_left_out() -> None:
    """It would take the place of the next one in LibreOffice."""
    assert ordered([9], [4, 9]) == (["1"], ["-1", "0", "1"])


def test_a_reference_without_a_note_is_left_for_the_reader_to_find() -> None:
    """It gets no other note's number."""
    assert ordered([5, 2], [2])[0] == ["5", "1"]
