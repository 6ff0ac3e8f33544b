"""Paragraphs that were divided, put together or moved: how tables and the redline show them, and that both versions can be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import etree

from pipeline.compare.compare import compare
from pipeline.documents.changes import changed_places
from pipeline.documents.comparison import comparison_content
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison, Versions
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.workbook import Marks
from pipeline.model.xml_names import w
from tests.cycle.texts import redline_text
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.redlines import redline_of, wrong_in
from tests.small_plan import CHAPTER, chapter, small_plan

FIRST, SECOND, THIRD = (
    "市は、高齢者の見守りを進めます。",
    "また、子育てをする家庭の相談に応じます。",
    "さらに、障害のある人の就労を支えます。",
)
WHOLE = FIRST + SECOND + THIRD
WINDOW, PLACES = "相談の窓口を身近な所に置きます。", "居場所づくりを地域で進めます。"
NOTES = "\n\n[^a]: 民生委員の調べによります。\n\n[^b]: 市役所の二階にあります。"
NOTED = FIRST.replace("。", "[^a]。"), SECOND.replace("。", "[^b]。")
SECTION = "## 見守り {#sec-watch}\n\n"
GATHER = "皆が集まる所を設けます。そこで話を聞きます。"
OTHERS = f"## 相談 {{#sec-talk}}\n\n{WINDOW}\n\n{PLACES}\n\n## 居場所 {{#sec-place}}\n\n{GATHER}"


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


@dataclass(frozen=True)
class Case:
    """What two texts of a chapter are shown as: the marked lines of the redline, and the kinds of 修正箇所一覧, in order."""

    before: str
    after: str
    redline: str
    kinds: Sequence[str]


def items(*texts: str) -> str:
    return "\n".join(f"- {text}" for text in texts)


CASES = {
    "a paragraph is divided": Case(
        WHOLE, paragraphs(FIRST, SECOND + THIRD), f"段＋　{FIRST}", ["段落を分ける"]
    ),
    "a paragraph is divided in three": Case(
        WHOLE, paragraphs(FIRST, SECOND, THIRD), f"段＋　{FIRST}\n段＋　{SECOND}", ["段落を分ける"]
    ),
    "two paragraphs are put together": Case(
        paragraphs(FIRST, SECOND), FIRST + SECOND, f"段－　{FIRST}", ["段落をつなぐ"]
    ),
    "a divided paragraph has other words": Case(
        WHOLE,
        paragraphs(FIRST, SECOND.replace("子育てをする", "子どものいる"), THIRD.replace("さらに、", "")),
        f"段＋　{FIRST}\n段＋　また、〔－子育てをする〕〔＋子どものいる〕家庭の相談に応じます。〔－さらに、〕",
        ["段落を分ける"],
    ),
    "footnotes of a divided paragraph stay": Case(
        "".join(NOTED) + NOTES, paragraphs(*NOTED) + NOTES, f"段＋　{FIRST}", ["段落を分ける"]
    ),
    "an item is divided": Case(
        items("初めの項目です。", WHOLE, "終わりの項目です。"),
        items("初めの項目です。", FIRST, SECOND + THIRD, "終わりの項目です。"),
        f"段＋　{FIRST}",
        ["段落を分ける"],
    ),
    "a quotation is divided": Case(
        f"> {WHOLE}", f"> {FIRST}\n>\n> {SECOND}{THIRD}", f"段＋　{FIRST}", ["段落を分ける"]
    ),
    "an explanation is divided": Case(
        f"用語\n\n:   {WHOLE}",
        f"用語\n\n:   {FIRST}\n\n    {SECOND}{THIRD}",
        f"段＋　{FIRST}",
        ["段落を分ける"],
    ),
    "a footnote is divided": Case(
        f"文章[^a]です。\n\n[^a]: {WHOLE}",
        f"文章[^a]です。\n\n[^a]: {FIRST}\n\n    {SECOND}{THIRD}",
        f"段＋　{FIRST}",
        ["段落を分ける"],
    ),
    "items change their order": Case(
        items("見守りの活動", "相談の窓口", "居場所づくり", "防災の訓練"),
        items("相談の窓口", "居場所づくり", "防災の訓練", "見守りの活動"),
        "段↑　〔↑見守りの活動〕\n段↓　〔↓見守りの活動〕",
        ["移動"],
    ),
    "an item goes to another list": Case(
        f"{items(WINDOW, PLACES)}\n\n{FIRST}\n\n{items(THIRD)}",
        f"{items(WINDOW)}\n\n{FIRST}\n\n{items(THIRD, PLACES)}",
        f"段↑　〔↑{PLACES}〕\n段↓　〔↓{PLACES}〕",
        ["移動"],
    ),
    "a paragraph moves and has other words": Case(
        paragraphs(WHOLE, WINDOW, PLACES),
        paragraphs(WINDOW, PLACES, WHOLE.replace("家庭の", "世帯の")),
        f"段↑　〔↑{FIRST}また、子育てをする〕〔－家庭〕〔↑の相談に応じます。{THIRD}〕\n"
        f"段＋　{PLACES}\n"
        f"　〔↓{FIRST}また、子育てをする〕〔＋世帯〕〔↓の相談に応じます。{THIRD}〕",
        ["移動"],
    ),
    "a paragraph moves and is divided": Case(
        paragraphs(WHOLE, WINDOW, PLACES),
        paragraphs(WINDOW, PLACES, FIRST, SECOND, THIRD),
        f"段↑　〔↑{WHOLE}〕\n段＋　〔↓{FIRST}〕\n段＋　〔↓{SECOND}〕\n段↓　〔↓{THIRD}〕",
        ["移動"],
    ),
    "text is put under a new heading": Case(
        paragraphs(FIRST, WINDOW, PLACES),
        paragraphs(FIRST, "## 新しい見出し {#sec-new}", WINDOW, PLACES),
        "段＋　〔＋新しい見出し〕",
        ["移動", "移動", "新設"],
    ),
    "text goes into a box": Case(
        paragraphs(WHOLE, FIRST, WINDOW),
        paragraphs(FIRST, WINDOW, f'::: {{.コラム #box-a 題="題"}}\n{WHOLE}\n:::'),
        f"段↑　〔↑{WHOLE}〕\n段＋　{WINDOW}\n行＋段＋　〔＋題〕\n行＋段↓　〔↓{WHOLE}〕",
        ["移動", "新設"],
    ),
    "a section gets another level where it stands": Case(
        f"{SECTION}{WHOLE}\n\n{OTHERS}",
        f"{SECTION}{WHOLE}\n\n{OTHERS.replace('## 相談', '### 相談')}",
        "",
        ["階層変更"],
    ),
    "a section moves and has other words": Case(
        f"{SECTION}{FIRST}\n\n{WHOLE}\n\n消える段落です。\n\n{OTHERS}",
        f"{OTHERS}\n\n{SECTION}{FIRST}\n\n加えた段落です。\n\n{WHOLE.replace('家庭の', '世帯の')}",
        f"段↑　〔↑見守り〕\n段↑　〔↑{FIRST}〕\n"
        f"段↑　〔↑{FIRST}また、子育てをする〕〔－家庭〕〔↑の相談に応じます。{THIRD}〕\n段－　〔－消える段落です。〕\n"
        f"段＋　{GATHER}\n段↓　〔↓見守り〕\n段↓　〔↓{FIRST}〕\n段＋　〔＋加えた段落です。〕\n"
        f"　〔↓{FIRST}また、子育てをする〕〔＋世帯〕〔↓の相談に応じます。{THIRD}〕",
        ["移動", "修正", "修正", "修正"],
    ),
    "short words at two places are none that moved": Case(
        f"{items('新規', WINDOW)}\n\n{FIRST}\n\n{items(PLACES)}",
        f"{items(WINDOW)}\n\n{FIRST}\n\n{items(PLACES, '新規')}",
        "段－　〔－新規〕\n段＋　〔＋新規〕",
        ["修正", "修正"],
    ),
}


@cache
def redline(name: str, turned: bool) -> bytes:
    return redline_of(*versions(name, turned), template("plan"))


@cache
def versions(name: str, turned: bool) -> tuple[ResolvedPlan, ResolvedPlan]:
    case = CASES[name]
    before, after = (resolved(small_plan({CHAPTER: chapter(text)})) for text in (case.before, case.after))
    return (after, before) if turned else (before, after)


def comparison(name: str) -> Comparison:
    before, after = versions(name, False)
    return compare((before, plan_content(before)), (after, plan_content(after)))


@pytest.mark.parametrize("name", CASES)
def test_a_redline_marks_what_a_person_would(name: str) -> None:
    """The words that are others, the ends of paragraphs that came or went, and what moved as that."""
    assert redline_text(redline(name, False)).strip() == CASES[name].redline


@pytest.mark.parametrize("name", CASES)
def test_the_list_of_changes_calls_it_so(name: str) -> None:
    """区分 of 修正箇所一覧."""
    assert [place.kind for place in changed_places(comparison(name))] == CASES[name].kinds


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_both_versions_can_be_had_of_it(name: str, turned: bool) -> None:
    """Whichever of the two is the later one."""
    assert wrong_in(redline(name, turned), *versions(name, turned), template("plan")) == []


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_each_move_has_two_ends(name: str, turned: bool) -> None:
    """By one name (ECMA-376 Part 1, 17.13.5.24, 17.13.5.28), and what is moved at the one is moved at the other."""
    document = etree.fromstring(parts_of(redline(name, turned))["word/document.xml"])
    ends = [
        sorted(each.get(w("name"), "") for each in document.iter(w(f"{kind}RangeStart")))
        for kind in ("moveFrom", "moveTo")
    ]
    assert ends[0] == ends[1] == sorted(set(ends[0]))
    assert bool(ends[0]) == bool([*document.iter(w("moveFrom"))]) == bool([*document.iter(w("moveTo"))])


def shown(text: Marks) -> str:
    return "".join(f"〔{each.text}〕" if each.changed else each.text for each in text)


def places(name: str) -> list[tuple[str, str]]:
    return [
        ("／".join(map(shown, place.before)), "／".join(map(shown, place.after)))
        for place in changed_places(comparison(name))
    ]


def test_what_was_divided_stands_on_both_sides_as_it_is() -> None:
    """With nothing marked in it, and a word on what happened."""
    ((before, after),) = places("a paragraph is divided")
    assert (before, after) == (
        f"…高齢者の見守りを進めます。{SECOND}…",
        f"…高齢者の見守りを進めます。／{SECOND}…（段落を分ける）",
    )


def test_what_moved_under_another_heading_says_where_to_and_where_from() -> None:
    """新設 does not stand over what was approved."""
    first, _, new = places("text is put under a new heading")
    assert first == (WINDOW, "（第１章第１節「新しい見出し」へ移動）")
    assert new == (
        "（新設）",
        f"〔第１章第１節　新しい見出し〕／{WINDOW}（第１章「本文」から移動）／{PLACES}（第１章「本文」から移動）",
    )


def test_what_moved_and_changed_is_marked_where_it_stands_now() -> None:
    """On both sides."""
    ((before, after),) = places("a paragraph moves and has other words")
    assert "子育てをする〔家庭〕の相談に" in before
    assert "子育てをする〔世帯〕の相談に" in after
    assert before.endswith("（移動）")
    assert after.endswith("（移動）")


def test_paragraphs_of_a_divided_text_are_paragraphs_of_the_cell() -> None:
    """新旧対照表 shows them as they stand in the plan."""
    name = "a paragraph is divided in three"
    content = comparison_content(comparison(name), versions(name, False)[1], Versions(), {})
    (grid,) = content.slots["新旧対照表"].blocks  # type: ignore[union-attr]
    old, new, _ = grid.rows[1]  # type: ignore[union-attr]
    assert old
    assert new
    assert (len(old.content), len(new.content)) == (2, 4)


def test_a_heading_of_another_level_says_which_it_had() -> None:
    """And nothing is struck out (17.13.5.29)."""
    document = etree.fromstring(
        parts_of(redline("a section gets another level where it stands", False))["word/document.xml"]
    )
    assert len([*document.iter(w("pPrChange"))]) == 1
    assert [*document.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))] == []
