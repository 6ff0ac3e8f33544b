"""Footnotes: what they may hold, and what pandoc would drop or never come back from."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import walk
from pipeline.model.inlines import Note, plain_text
from pipeline.problems import Code
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    blocks_of,
    expect,
    load,
    places,
    problems_in,
    problems_with,
)

AT = f"{CHAPTER}:"


def test_notes_stand_in_the_order_of_their_marks() -> None:
    """Not in the order in which they are written."""
    blocks = blocks_of("一[^b]と二[^a]\n\n[^a]: 注の二\n\n[^b]: 注の一")
    notes = [node for node in walk(blocks) if isinstance(node, Note)]
    assert [(note.id, plain_text(note.content[0].content)) for note in notes] == [
        ("b", "注の一"),
        ("a", "注の二"),
    ]


@pytest.mark.parametrize(
    ("label", "identity"),
    [("fn-law", "fn-law"), ("FN_1", "FN_1"), ("1", ""), ("注", ""), ("a b", ""), ("a.b", "")],
)
def test_a_label_is_an_id_if_it_can_be_one(label: str, identity: str) -> None:
    """Other labels are good for their note alone."""
    (note,) = (node for node in walk(blocks_of(f"文[^{label}]\n\n[^{label}]: 注")) if isinstance(node, Note))
    assert note.id == identity


@pytest.mark.parametrize("inside", ["[^a]", "[](#sec-text)"])
def test_a_mark_within_what_has_a_reading_is_told(inside: str) -> None:
    """Only the text under a reading is kept: the note would be gone."""
    found = problems_in(f'[奥州{inside}]{{ruby="おうしゅう"}}市\n\n' + "[^a]: 注" * (inside == "[^a]"))
    expect(found, Code.MD_PLACE, AT + "3:1", "ふりがな")


def test_a_note_may_have_several_paragraphs() -> None:
    """Four blanks carry on a note."""
    (note,) = (
        node
        for node in walk(blocks_of("文[^a]\n\n[^a]: 一\n    の続き\n\n    二\n\n本文"))
        if isinstance(node, Note)
    )
    assert [plain_text(paragraph.content) for paragraph in note.content] == ["一の続き", "二"]


def test_marks_are_found_wherever_text_stands() -> None:
    """Items, quotes, terms, captions, cells, sources, bold text, links."""
    markdown = """\
- 項目[^a]

> 引用[^b]

用語[^c]
: 説明[^d]

::: {.表 #tbl-a}
題[^e]

| a\\|b[^f] | **「太字」[^g]**です |
|---|---|
| 値[^h] | 値 |

資料：[文字[^i]](#sec-text)
:::

""" + "\n\n".join(f"[^{label}]: 注{label}" for label in "abcdefghi")
    notes = [node for node in walk(blocks_of(markdown)) if isinstance(node, Note)]
    assert [note.id for note in notes] == list("abcdefghi")


def test_a_note_that_nothing_marks_is_told() -> None:
    """pandoc drops it without a word."""
    expect(problems_in("文章です。\n\n[^a]: 注"), Code.MD_LEFTOVER, f"{AT}5:1", "[^a]", "使われていません")


def test_a_mark_without_its_note_is_told() -> None:
    """The colon may be full-width, the note in another file."""
    expect(problems_in("文章[^a]です。"), Code.MD_LEFTOVER, f"{AT}3:3", "「[^a]」", "[^名前]: 本文")
    assert places(problems_in("文章[^a]です。\n\n[^a]：注")) == [
        ("md.leftover", f"{AT}3:3"),
        ("md.leftover", f"{AT}5:1"),
    ]


@pytest.mark.parametrize("label", ["a", "1", "注"])
def test_a_mark_that_stands_twice_is_told(label: str) -> None:
    """Word has one mark for a note; the second is a reference."""
    problems = problems_in(f"文[^{label}]と文[^{label}]\n\n[^{label}]: 注")
    expect(problems, Code.ID_DUPLICATE, f"{AT}3:8", f"[^{label}]", "[](#fn-law)")


@pytest.mark.parametrize("second", ["[^a]: 注の二", "[^A]: 注の二"])
def test_a_note_that_is_written_twice_is_told(second: str) -> None:
    """pandoc takes the first and drops the other; labels don't tell case apart."""
    expect(problems_in(f"文[^a]\n\n[^a]: 注の一\n\n{second}"), Code.ID_DUPLICATE, f"{AT}7:1", f"{AT}5:1")


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("文[^a]\n\n[^a]: 注[^a]", ["5:8"]),
        ("文[^a]と[^b]\n\n[^a]: 注[^b]\n\n[^b]: 注[^a]", ["5:8", "7:8"]),
        ("文[^a]\n\n[^a]: 注\n続きの行[^a]", ["6:5"]),
        ("文[^a]\n\n[^a]: 注\n\n    次の段落[^a]", ["7:9"]),
        ("文[^a]\n\n- [^a]: 注[^a]", ["5:10"]),
        ("文[^a]\n\n[^a]: 注\n::: 文[^a]", ["6:6"]),
    ],
)
def test_notes_within_notes_are_told_and_pandoc_is_kept_from_them(markdown: str, found: list[str]) -> None:
    """Two notes that hold each other's marks would keep pandoc busy until the memory is full."""
    problems = [problem for problem in problems_in(markdown) if problem.code is Code.MD_PLACE]
    assert [str(problem.location).split(".md:")[1] for problem in problems] == found


def test_text_after_a_note_is_no_part_of_it() -> None:
    """A blank line ends a note, so marks after it are marks of the text."""
    assert not problems_in("文[^a]\n\n[^a]: 注\n\n次の段落[^b]\n\n[^b]: 注")


def test_a_mark_with_a_backslash_is_text() -> None:
    """Also within a note."""
    assert not problems_in("文[^a]\n\n[^a]: 注の\\[^a]です")


def test_a_note_may_stand_in_yaml() -> None:
    """In a block, with a blank line before it."""
    text = FRAMEWORK_YAML.replace(
        "課題認識: 課題です。", "課題認識: |\n              課題[^a]です。\n\n              [^a]: 注", 1
    )
    (measure, _) = load({"framework.yaml": text}).framework.innermost()
    notes = walk(measure.text.values[0].blocks)
    assert [inline.id for inline in notes if isinstance(inline, Note)] == ["a"]


def test_a_note_in_yaml_that_nothing_marks_has_its_place_in_the_file() -> None:
    """The line is that of framework.yaml."""
    text = FRAMEWORK_YAML.replace(
        "課題認識: 課題です。", "課題認識: |\n              課題です。\n\n              [^a]: 注", 1
    )
    expect(problems_with({"framework.yaml": text}), Code.MD_LEFTOVER, "framework.yaml:15:15", "[^a]")
