"""Heads of documents beside the plan: lines of one look are headings of one level."""

from __future__ import annotations

import re

import pytest

from pipeline.html.blocks import BlockWriter
from pipeline.html.labels import Labels
from pipeline.html.markup import column_share, in_phrases
from pipeline.html.notes import Notes
from pipeline.html.writing import Writing
from pipeline.model.inlines import Paragraph, Role, Text
from tests.html.test_site import site
from tests.small_plan import MEASURES, TEXTS, resolved

HEAD, SUBHEAD = Role.SUMMARY_HEAD, Role.SUMMARY_SUBHEAD


@pytest.mark.parametrize(
    ("roles", "levels"),
    [
        ([HEAD, SUBHEAD, SUBHEAD, HEAD], "2332"),
        ([SUBHEAD, SUBHEAD, SUBHEAD], "222"),
        ([Role.DOCUMENT_HEAD, SUBHEAD], "23"),
    ],
)
def test_lines_of_one_look_are_headings_of_one_level(roles: list[Role], levels: str) -> None:
    writing = Writing(resolved(), "summary.html", {}, {}, {}, Labels({}), notes=Notes({}), has_notes=False)
    lines = [Paragraph((Text(f"題{at}"),), role) for at, role in enumerate(roles)]
    written = BlockWriter(writing, 0).write(lines)
    assert "".join(block.markup[2] for block in written) == levels


def test_what_stands_under_an_outermost_item_has_its_colour_and_what_comes_after_has_none() -> None:
    """Down to the next heading of its level; ids are as they were, for the preview knows blocks by these."""
    after = f"{TEXTS[MEASURES]}\n## 終わりに {{#sec-end}}\n\n終わりの文章です。\n"
    blocks = site(changes={MEASURES: after}).page("sec-measures.html").blocks
    coloured = [bool(re.match(r'<[^>]+ class="(?:[^"]* )?branch-1"', block.markup)) for block in blocks]
    begin = next(at for at, block in enumerate(blocks) if block.id == "policy-a")
    end = next(at for at, block in enumerate(blocks) if block.id == "sec-end")
    assert coloured == [begin <= at < end for at in range(len(blocks))]
    assert end - begin > 3


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("第３期奥州市地域福祉計画", "第３期|奥州市|地域福祉計画"),
        ("第３次地域包括支援体制整備推進基本計画", "第３次地域|包括|支援|体制|整備|推進|基本計画"),
        ("移動制約者の支援の仕組みづくり", "移動制約者の|支援の|仕組みづくり"),
        ("令和３年度から令和７年度までの計画", "令和３年度から|令和７年度までの|計画"),
        ("計画", "計画"),
        ("Ａ＆Ｂ & C", "Ａ＆Ｂ |&amp; |C"),
        ("　うち65歳以上の一人暮らし世帯", "　うち65歳以上の|一人暮らし世帯"),
    ],
)
def test_lines_of_a_title_end_at_phrases_and_those_of_a_long_name_at_words(title: str, parts: str) -> None:
    assert in_phrases(title, ("奥州市",)).replace("<wbr>", "|") == parts


def test_equal_columns_are_equally_wide_and_all_of_them_fit() -> None:
    shares = [int(column_share(each / 100)[2:]) for each in (30, 14, 14, 14, 14, 14)]
    assert shares == [30, 14, 14, 14, 14, 14]
    assert sum(int(column_share(1 / count)[2:]) * count for count in (3, 7, 9)) <= 3 * 100
    assert column_share(0.001) == "w-1"
