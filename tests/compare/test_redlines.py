"""What a redline keeps of the old plan besides its words: lists as they counted, turned paper, page numbers."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import w
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.redlines import redline_of, wrong_in_redline
from tests.small_plan import CHAPTER, PNG, chapter, small_plan

_MOVED = "## 見守りの推進 {#sec-a}\n\n見守りの文章がここに続きます。"
_PART = "### 訪問による見守り {#sec-b}\n\n民生委員が家庭を訪れて様子を伺います。"
_PASSED = "### 機器による見守り {#sec-c}\n\n電気の使い方を機器で確かめて知らせます。"
_STAYED = "## 相談の窓口 {#sec-d}\n\n窓口は市役所の一階に置き、平日に開きます。"
WIDE = "::: {.横長}\n広い表の文章です。\n:::"
FOLDED = WIDE.replace("横長", '横長 用紙="A3"')
PAIRS = {
    "an item goes from one list to another": (
        "(1) 一つ目の項目\n(2) 二つ目の項目\n\n間の文章です。\n\n(1) 三つ目の項目\n(2) 四つ目の項目",
        "(1) 一つ目の項目\n\n間の文章です。\n\n(1) 二つ目の項目\n(2) 三つ目の項目\n(3) 四つ目の項目",
    ),
    "lists in a list change places": (
        "1. 外側の一つ目\n\n    - 内側の一つ目\n    - 内側の二つ目\n\n2. 外側の二つ目\n\n    (1) 内側の三つ目\n    (2) 内側の四つ目",
        "1. 外側の一つ目\n\n    (1) 内側の三つ目\n    (2) 内側の四つ目\n\n2. 外側の二つ目\n\n    - 内側の一つ目\n    - 内側の二つ目",
    ),
    "two lists in an item become one": (
        "1. 外側の項目\n\n    (1) 内側の一つ目\n    (2) 内側の二つ目\n\n    続きの文章です。\n\n    (1) 内側の三つ目",
        "1. 外側の項目\n\n    (1) 内側の一つ目\n    (2) 内側の二つ目\n    (3) 内側の三つ目",
    ),
    "a list begins at another number": (
        "(1) 一つ目の項目\n(2) 二つ目の項目",
        "(4) 一つ目の項目\n(5) 二つ目の項目",
    ),
    "turned paper is put in": ("文章です。\n\n後の文章です。", f"文章です。\n\n{WIDE}\n\n後の文章です。"),
    "a fold-out is put in": ("文章です。\n\n後の文章です。", f"文章です。\n\n{FOLDED}\n\n後の文章です。"),
    "turned paper becomes a fold-out": (
        f"文章です。\n\n{WIDE}\n\n後の文章です。",
        f"文章です。\n\n{FOLDED}\n\n後の文章です。",
    ),
    "turned paper is put in before other turned paper": (
        f"文章です。\n\n{WIDE}\n\n後の文章です。",
        f"::: {{.横長}}\n初めの広い部分です。\n:::\n\n文章です。\n\n{WIDE}\n\n後の文章です。",
    ),
    "the text around links, and of them": (
        "市の[案内の頁](https://www.example.jp/)と[施策の章](#sec-measures)を御覧ください。",
        "市のホームページの[案内の頁](https://www.example.jp/)と、[施策の各章](#sec-measures)を御覧ください。",
    ),
    "a link comes to a text": (
        "市の案内を御覧ください。",
        "市の[案内](https://www.example.jp/)を御覧ください。",
    ),
    "a link leads elsewhere": (
        "市の[案内](https://www.example.jp/old)を御覧ください。",
        "市の[案内](https://www.example.jp/new)を御覧ください。",
    ),
    "words are raised and lowered": ("面積は10m2で、CO2とx1です。", "面積は10m^2^で、CO~2~とx1です。"),
    "a raised word is another one": ("面積は10m^2^、注^1^です。", "体積は10m^3^、注^12^です。"),
    "an article is put into provisions": (
        "::: {.条文 #rule}\n第１条　会議を置く。\n第２条　会議は、年に２回開く。\n:::\n\n[](#rule-2)を見る。",
        "::: {.条文 #rule}\n第１条　会議を置く。\n第２条　委員は、15人とする。\n第３条　会議は、年に３回開く。\n:::\n\n[](#rule-3)を見る。",
    ),
    "small pictures come and go": (
        "印の![一](figures/a.png)付いた取組です。",
        "印の付いた取組と、![二](figures/a.png)の付いた取組です。",
    ),
    "pictures come to stand side by side": (
        "::: {.図 #fig-a}\n![一](figures/a.png)\n\n題\n:::",
        "::: {.図 #fig-a}\n![一](figures/a.png)\n左\n\n![二](figures/a.png)\n右\n\n題\n:::",
    ),
    "a small title is another one": (
        "::: {.図 #fig-a}\n![一](figures/a.png)\n左\n\n![二](figures/a.png)\n右\n\n題\n:::",
        "::: {.図 #fig-a}\n![一](figures/a.png)\n左の室\n\n![三](figures/a.png)\n右\n\n題\n:::",
    ),
    "a section moves, and a part of it within it": (
        f"{_MOVED}\n\n{_PART}\n\n{_PASSED}\n\n{_STAYED}\n\n{_STAYED.replace('sec-d', 'sec-e').replace('相談', '手続')}",
        f"{_STAYED}\n\n{_STAYED.replace('sec-d', 'sec-e').replace('相談', '手続')}\n\n{_MOVED}\n\n{_PASSED}\n\n{_PART}",
    ),
    "text after turned paper is taken away": (
        f"文章です。\n\n{WIDE}\n\n後の文章です。",
        f"文章です。\n\n{WIDE}",
    ),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", PAIRS)
def test_a_settled_redline_is_one_of_the_two_plans(name: str, turned: bool) -> None:
    """The one that it should be, whichever of the two is the later one."""
    before, after = (
        resolved(small_plan({CHAPTER: chapter(text), "figures/a.png": PNG})) for text in PAIRS[name]
    )
    old, new = (after, before) if turned else (before, after)
    assert wrong_in_redline(old, new, template("plan")) == []


def test_a_list_that_stays_is_not_said_to_have_changed() -> None:
    """However the lists before it are counted."""
    before, after = (
        resolved(small_plan({CHAPTER: chapter(f"{text}(1) 一つ目の項目\n(2) 二つ目の{word}")}))
        for text, word in (("", "項目"), ("- 加えた項目\n\n加えた文章です。\n\n", "もの"))
    )
    document = etree.fromstring(parts_of(redline_of(before, after, template("plan")))["word/document.xml"])
    assert [*document.iter(w("pPrChange"))] == []
    assert len([*document.iter(w("ins"))]) > 0


def test_references_to_pages_have_those_of_both_versions() -> None:
    """Rejected, they show the page on which it stood."""
    text = "見守りは[](#sec-b){.頁}ページです。\n\n## 見守り {#sec-b}\n\n文章です。"
    plan = resolved(small_plan({CHAPTER: chapter(text)}))
    bookmark = plan.targets["sec-b"].bookmark
    before, after = plan.with_pages({bookmark: "24"}), plan.with_pages({bookmark: "26"})
    assert wrong_in_redline(before, after, template("plan")) == []
    redline = redline_of(before, after, template("plan"))
    for settled, page in ((checks.rejected(redline), "24"), (checks.accepted(redline), "26")):
        assert f"見守りは{page}ページです。" in checks.read("plan", settled).body.text
