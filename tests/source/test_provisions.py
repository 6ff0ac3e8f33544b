"""Provisions as they are pasted: each line is what its number says, and stays as it is typed."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Float
from pipeline.model.inlines import Paragraph, Reference, Role, Strong, Text, plain_text, walk_inlines
from pipeline.problems import Code
from tests.small_plan import CHAPTER, SCHEME, blocks_of, chapter, expect, problems_in, resolved


def lines_of(text: str, opening: str = "::: {.条文 #rule}") -> list[tuple[str, str]]:
    """Role and text of each line."""
    blocks = blocks_of(f"{opening}\n{text}\n:::")
    assert all(isinstance(block, Paragraph) for block in blocks)
    return [(str(block.role), plain_text(block.content)) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("第１章　総則", Role.PROVISION_CHAPTER),
        ("第２節の２　通則", Role.PROVISION_CHAPTER),
        ("（目的）", Role.PROVISION_HEADING),
        ("(目的)", Role.PROVISION_HEADING),
        ("（委員（会長を含む。）の任期）", Role.PROVISION_HEADING),
        ("第１条　会議を置く。", Role.PROVISION_ARTICLE),
        ("第３条の２　会議を置く。", Role.PROVISION_ARTICLE),
        ("第百二十三条　会議を置く。", Role.PROVISION_ARTICLE),
        ("第10条　削除", Role.PROVISION_ARTICLE),
        ("２　会議を置く。", Role.PROVISION_PARAGRAPH),
        ("10　会議を置く。", Role.PROVISION_PARAGRAPH),
        ("(1)　計画", Role.PROVISION_ITEM),
        ("（１）　計画", Role.PROVISION_ITEM),
        ("⑴　計画", Role.PROVISION_ITEM),
        ("一　計画", Role.PROVISION_ITEM),
        ("二の二　計画", Role.PROVISION_ITEM),
        ("ア　計画", Role.PROVISION_SUBITEM),
        ("(ア)　計画", Role.PROVISION_DETAIL),
        ("ａ　計画", Role.PROVISION_DETAIL),
        ("附　則", Role.PROVISION_SUPPLEMENT),
        ("附則（令和５年３月条例第２号）", Role.PROVISION_SUPPLEMENT),
        ("別表第１（第３条関係）", Role.PROVISION_TABLE),
        ("様式第１号（第５条関係）", Role.PROVISION_TABLE),
        ("令和６年３月25日告示第30号", Role.PROVISION_PROMULGATION),
        ("（平27条例15・一部改正）", Role.PROVISION_PROMULGATION),
        ("この要綱は、公布の日から施行する。", Role.PROVISION_TEXT),
        ("第３条中「会長」を「委員長」に改める。", Role.PROVISION_TEXT),
        ("一つの会議を置く。", Role.PROVISION_TEXT),
        ("３歳以上のこどもとする。", Role.PROVISION_TEXT),
    ],
)
def test_a_line_is_what_it_begins_with(line: str, role: Role) -> None:
    assert lines_of(f"第１条　前の条である。\n{line}")[1] == (role, line)


def test_the_first_line_without_a_number_is_the_title() -> None:
    assert lines_of("みどり市子ども・子育て会議条例\n第１条　会議を置く。")[0][0] == Role.PROVISION_TITLE


def test_blanks_that_were_pasted_make_no_difference() -> None:
    """Full-width ones, tabs, those of Word, before and behind the number; nor what lists of Markdown begin with."""
    plain = lines_of("第１条　会議を置く。\n２　会議は、次のとおり。\n(1)　計画\nア　相談")
    pasted = (
        "　　第１条 会議を置く。  \n\u3000２\u3000\u3000会議は、次のとおり。\n\n　　(1) 計画\n\t\tア\t相談"
    )
    assert lines_of(pasted) == plain
    assert (
        lines_of("第１条会議を置く。\n    ２ 会議は、次のとおり。\n(1)計画\n\u00a0ア\u00a0相談", "::: 条文")
        == plain
    )


def test_nothing_is_joined_and_nothing_is_numbered_anew() -> None:
    lines = [f"{number}　第{number}の項である。" for number in ("２", "７", "３")]
    assert [text for _, text in lines_of("\n".join(lines))] == lines


def test_markup_works_in_them() -> None:
    (block,) = blocks_of("::: {.条文 #rule}\n２　**会議**は、[](#rule-1)による。\n:::")
    assert isinstance(block, Paragraph)
    kinds = {type(inline) for inline in walk_inlines(block.content)}
    assert {Strong, Reference, Text} <= kinds


def test_what_the_plan_counts_stands_in_them() -> None:
    """Its brackets are empty."""
    assert not problems_in('::: {.条文}\n第１条　[]{.数 of="取組"}の取組を定める。\n:::')


def test_articles_are_referred_to_by_their_numbers() -> None:
    """As they stand there, from within and from elsewhere."""
    text = "::: {.条文 #rule}\n設置要綱\n第３条の２　[](#rule-4)による。\n第四条　置く。\n:::\n\n[](#rule-3-2)と[](#rule)。"
    targets = resolved({CHAPTER: chapter(text)}).targets
    assert {identity: targets[identity].number for identity in ("rule", "rule-3-2", "rule-4")} == {
        "rule": "設置要綱",
        "rule-3-2": "第３条の２",
        "rule-4": "第四条",
    }


def test_the_first_of_two_articles_with_one_number_is_meant() -> None:
    """A second text may begin at 第１条 again."""
    assert not problems_in("::: {.条文 #rule}\n第１条　一。\n第１条　二。\n:::\n\n[](#rule-1)")


def test_an_article_has_no_title() -> None:
    problems = problems_in("::: {.条文 #rule}\n第１条　置く。\n:::\n\n[](#rule-1){.題}")
    expect(problems, Code.REF_NO_TITLE, f"{CHAPTER}:7:1", "条文")


def test_their_numbers_are_not_the_plans() -> None:
    """第９章 of an ordinance is no chapter that is missing, nor are its counts the plan's."""
    text = "::: {.条文}\n第９章　雑則\n第１条　第９章の規定により、９の取組を定める。\n:::"
    assert not problems_in(text)
    assert resolved({CHAPTER: chapter(text)}, SCHEME)


@pytest.mark.parametrize(
    "text",
    [
        "（設置）\n第１条　会議を置く。",
        "第１条　会議を置く。\n第２条　会議は、次による。",
        "第１条　会議を置く。\n２　会議は、次による。",
        "第１章　総則\n第１条　会議を置く。",
        "附則\n１　この要綱は、公布の日から施行する。",
        "2 会議は、次による。\n3 会長は、会務を総理する。",
        "ア　見守り\nイ　相談",
    ],
)
def test_outside_of_it_lines_that_would_join_are_told(text: str) -> None:
    problems = problems_in(text)
    assert problems[0].code is Code.MD_LEFTOVER
    assert "つながって" in problems[0].message
    assert "{.条文}" in problems[0].hint


def test_a_line_broken_within_a_sentence_is_told() -> None:
    """As lines copied from a PDF are; amendments and what follows 附則 are whole."""
    problems = problems_in("::: {.条文}\n第１条　地域福祉を\n推進する。\n:::")
    expect(problems, Code.MD_LEFTOVER, f"{CHAPTER}:5:1", "推進する。")
    assert not problems_in("::: {.条文}\n附則\nこの要綱は、\n公布の日から施行する。\n:::")


def test_the_table_of_an_appendix_stands_in_it() -> None:
    """Without title and number: the line above it names it."""
    *_, head, table = blocks_of(
        "::: {.条文}\n第１条　置く。\n別表（第１条関係）\n\n| 区分 |\n|---|\n| 委員 |\n:::"
    )
    assert isinstance(head, Paragraph)
    assert head.role == Role.PROVISION_TABLE
    assert isinstance(table, Float)
    assert not table.caption
    assert not table.numbered


def test_only_lines_of_provisions_stand_in_it() -> None:
    for inner in ("## 見出し", "- 一覧", "> 引用", "::: {.改頁}\n:::"):
        problems = problems_in(f":::: {{.条文}}\n第１条　置く。\n\n{inner}\n::::")
        assert Code.MD_PLACE in {problem.code for problem in problems}, inner
    assert [problem.code for problem in problems_in("::: {.条文}\n:::")] == [Code.MD_CAPTION]
