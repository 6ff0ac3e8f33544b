"""review.yaml: what is written is what was meant, and what staff wrote in it stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.private import is_private
from pipeline.problems import Code, PlanErrors
from pipeline.review.grown import with_new_entries
from pipeline.review.model import Decision, Entry, Kind, Review
from pipeline.review.read import read_review
from pipeline.review.write import with_values, write_review

ENTRY = Entry(
    id="福祉課-001",
    department="福祉課",
    received="戻り.docx",
    sent="3f9a",
    document="plan",
    place="第２章　取組１：課題認識",
    kind=Kind.CHANGE,
    source="chapters/02_x.md:14",
    target="act-1/課題認識",
    author="担当者Ａ",
    date="2026-11-29 10:00",
    before="見守りを広げます。",
    after="見守りを、全ての地区に広げます。",
)
NOTHING = Review()
TEXT = st.text("あ漢　 #:|-\"'*[]{}&!%@`\\\n\t1.ａé𠮷", max_size=20)


def added(*entries: Entry, to: Review = NOTHING) -> Review:
    return with_new_entries(to, entries)[0]


def text_of(review: Review) -> str:
    return write_review(review).decode()


@given(TEXT, TEXT, TEXT)
def test_texts_come_back_as_they_were(before: str, after: str, comment: str) -> None:
    """Whatever signs are in them; of blanks at the end line breaks alone are lost."""
    entry = replace(ENTRY, before=before, after=after, comment=comment)
    (read,) = added(entry).entries
    assert [read.before, read.after, read.comment] == [each.rstrip("\n") for each in (before, after, comment)]


def test_what_no_plan_may_hold_is_shown_as_a_lost_character() -> None:
    """A radical is the kanji that it looks like; 外字 are 〓, and nobody sees the rest."""
    (read,) = added(replace(ENTRY, after="⼭\ue000\u200bあ")).entries
    assert read.after == "山〓あ"


def test_the_same_return_adds_nothing() -> None:
    """Also where staff have changed the text that they will take."""
    first = added(ENTRY)
    changed = with_values(first, {ENTRY.id: {"after": "別の文章。"}})
    again, new = with_new_entries(changed, [replace(ENTRY, id="福祉課-002")])
    assert (again, new) == (changed, ())


def test_an_id_that_is_taken_gets_the_next_number() -> None:
    """Ids are the department's name and a number."""
    review, (new,) = with_new_entries(added(ENTRY), [replace(ENTRY, after="別の文章。")])
    assert new.id == "福祉課-002"
    assert review.next_id("福祉課") == "福祉課-003"
    assert review.next_id("障害課") == "障害課-001"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "    "])
def test_what_staff_wrote_stays_as_it_is(newline: str, indent: str) -> None:
    """Comments, blanks, order of keys, line ends and marks at the beginning of the file."""
    lines = ["# 覚え", "受領:", "- 採否:   採る # 課長", "  種類: '修正'", "  id: a-1", "", "# 終わり"]
    written = newline.join([*lines[:2], *(indent + each if each else "" for each in lines[2:])])
    data = b"\xef\xbb\xbf" + written.encode()
    review = added(ENTRY, to=read_review(data, "review.yaml"))
    assert review.data is not None
    assert review.data.startswith(data)
    assert [each.id for each in review.entries] == ["a-1", ENTRY.id]
    assert newline == "\n" or b"\n" not in review.data.replace(b"\r\n", b"")


def test_a_result_stands_where_it_belongs() -> None:
    """Behind its key, in place of an earlier one, or behind the last key; what stands beside it does not move."""
    data = "受領:\n  - id: a-1\n    結果: # まだ\n    種類: 修正\n  - {id: a-2, 種類: 修正}\n  - id: a-3\n    種類: 修正\n".encode()
    review = with_values(
        read_review(data, "review.yaml"), {each: {"result": "反映済み"} for each in ("a-1", "a-2", "a-3")}
    )
    assert text_of(review) == (
        "受領:\n  - id: a-1\n    結果: 反映済み # まだ\n    種類: 修正\n"
        '  - {id: a-2, 種類: 修正, 結果: "反映済み"}\n'
        "  - id: a-3\n    種類: 修正\n    結果: 反映済み\n"
    )
    again = with_values(review, {"a-1": {"result": "別"}, "a-2": {"result": "別"}})
    assert [each.result for each in again.entries] == ["別", "別", "反映済み"]


def test_a_text_in_lines_is_put_in_and_replaced() -> None:
    """What the source says now, and of others' entries which contradict."""
    review = added(ENTRY, replace(ENTRY, after="別。", comment="一\n二"))
    once = with_values(review, {"福祉課-001": {"now": "一\n\n二", "conflicts": ["福祉課-002"]}})
    twice = with_values(once, {"福祉課-001": {"now": "三", "before": "四\n五"}})
    assert (once.entries[0].now, once.entries[0].conflicts) == ("一\n\n二", ("福祉課-002",))
    assert (twice.entries[0].now, twice.entries[0].before) == ("三", "四\n五")
    assert twice.entries[1] == review.entries[1]


@pytest.mark.parametrize("empty", ["", "# 覚え\n", "受領:\n", "# 覚え\n受領: []\n"])
def test_a_list_that_is_empty_is_begun(empty: str) -> None:
    """Comments over it stay."""
    review = added(ENTRY, to=read_review(empty.encode(), "review.yaml"))
    assert [each.id for each in review.entries] == [ENTRY.id]
    assert text_of(review).startswith(empty.partition("受領")[0])


def test_the_decision_is_one_of_two_words() -> None:
    """An entry without one is open; another word is told with its place."""
    assert added(ENTRY).entries[0].decision is Decision.OPEN
    wrong = "受領:\n  - id: a-1\n    種類: 修正\n    採否: はい\n"
    with pytest.raises(PlanErrors, match=r"review.yaml:4:9.*\n.*: 採る、採らない"):
        read_review(wrong.encode(), "review.yaml")


def test_two_entries_of_one_id_are_told() -> None:
    """Results are written by id."""
    twice = "受領:\n  - {id: a-1, 種類: 修正}\n  - {id: a-1, 種類: 削除}\n"
    with pytest.raises(PlanErrors) as errors:
        read_review(twice.encode(), "review.yaml")
    assert [each.code for each in errors.value.problems] == [Code.ID_DUPLICATE]


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("review.yaml", True),
        ("Review - コピー.yaml", True),
        ("review.yaml.bak", True),
        ("review.md", False),
        ("preview.yaml", False),
    ],
)
def test_the_file_is_private_and_so_are_copies_of_it(name: str, private: bool) -> None:
    """It names people; a chapter may be called so, too."""
    assert is_private(f"plan_source/{name}") == private
