"""Which ends of paragraphs a redline tracks: those that LibreOffice joins as Word does."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.tracked.changes import Element, Mark
from tests.hostile.projects import parts_of
from tests.properties.documents import resolved, template
from tests.redlines import redline_of, wrong_in_redline
from tests.small_plan import CHAPTER, chapter, small_plan

_BEFORE, _AFTER = "前の文章です。", "後の文章です。"
_TABLE = "::: {.表 #tbl-a}\n窓口の一覧\n\n| 区分 | 内容 |\n|---|---|\n| 一 | 電話で受け付けます |\n:::"
_BOX = '::: {.コラム #box-a 題="小さな話"}\n箱の中の文章です。\n:::'
_WIDER = "::: {.表 #tbl-a}\n窓口の一覧\n\n| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n| あか | あお | しろ | くろ |\n:::"
_NOTED = "委員が家庭を訪れて[^a]様子を伺います。"
_NOTE = "\n\n[^a]: 訪れ方の注です。"
_HEADED = "## 消える節 {#sec-y}"
_NEXT = f"## 次の節 {{#sec-z}}\n\n{_AFTER}"
_READ = "甲の段落は、夏の間に図書館で開く講座の案内を市民に届けます。"
_OTHER = "乙の段落は、防災の訓練を地区ごとに行います。"
_MOVED = (
    f"{_BEFORE}\n\n{_READ}\n\n{_OTHER}\n\n{_NEXT}",
    f"{_BEFORE}\n\n{_OTHER}\n\n丁の文章がここに入ります。\n\n{_READ.replace('夏', '冬')}\n\n{_NEXT}",
)
_MARKS = {w(mark.value) for mark in Mark}
TEXTS = {
    "a table with its title": (f"{_BEFORE}\n\n{_TABLE}\n\n{_AFTER}", f"{_BEFORE}\n\n{_AFTER}"),
    "a section with a table": (
        f"{_BEFORE}\n\n{_HEADED}\n\n説明です。\n\n{_TABLE}\n\n{_NEXT}",
        f"{_BEFORE}\n\n{_NEXT}",
    ),
    "a heading and a box": (f"{_BEFORE}\n\n{_HEADED}\n\n{_BOX}\n\n{_NEXT}", f"{_BEFORE}\n\n{_NEXT}"),
    "a table that becomes a box": (
        f"{_BEFORE}\n\n{_TABLE}\n\n{_AFTER}",
        f"{_BEFORE}\n\n{_BOX}\n\n{_AFTER}",
    ),
    "a table that is another one": (
        f"{_BEFORE}\n\n{_TABLE}\n\n{_AFTER}",
        f"{_BEFORE}\n\n{_WIDER}\n\n{_AFTER}",
    ),
    "a table at another place": (
        f"{_BEFORE}\n\n{_TABLE}\n\n中の文章です。\n\n{_NEXT}",
        f"{_BEFORE}\n\n中の文章です。\n\n{_NEXT}\n\n{_TABLE}",
    ),
    "a paragraph with a footnote": (
        f"{_BEFORE}\n\n{_NOTED}\n\n{_AFTER}{_NOTE}",
        f"{_BEFORE}\n\n{_AFTER}",
    ),
    "a paragraph that moved and changed": _MOVED,
}
CASES = [pytest.param(*pair[::step], id=f"{name}{step}") for name, pair in TEXTS.items() for step in (1, -1)]


@pytest.mark.parametrize(("old", "new"), CASES)
def test_no_end_is_tracked_that_libreoffice_would_not_join(old: str, new: str) -> None:
    """One before a table that goes as well, of a paragraph with a footnote, or of one with several kinds of marks."""
    assert [
        text for each in _tracked(old, new) if _is_lost(each) and (text := "".join(each.itertext()))
    ] == []


@pytest.mark.parametrize(("old", "new"), CASES)
def test_settled_it_is_one_of_the_two_plans(old: str, new: str) -> None:
    """With the looks that its paragraphs have there."""
    before, after = (resolved(small_plan({CHAPTER: chapter(text)})) for text in (old, new))
    assert wrong_in_redline(before, after, template("plan")) == []


@pytest.mark.parametrize("step", [1, -1])
def test_a_heading_that_can_not_be_joined_is_running_text_where_it_goes(step: int) -> None:
    """Between two tables, of which the first one stays: the paragraph that LibreOffice leaves there does not count."""
    before = _BOX.replace("box-a", "box-b")
    old, new = (f"{before}\n\n{_HEADED}\n\n{_BOX}\n\n{_NEXT}", f"{before}\n\n{_NEXT}")[::step]
    plans = [resolved(small_plan({CHAPTER: chapter(text)})) for text in (old, new)]
    assert wrong_in_redline(plans[0], plans[1], template("plan")) == []
    looks = [each.getparent() for each in _body(old, new).iter(w("pPrChange"))]
    styles = [[each.get(w("val")) for each in look.iter(w("pStyle"))] for look in looks if look is not None]
    assert ["BodyText", "Heading2"][::step] in styles


def test_the_end_of_a_divided_paragraph_stays_its_own() -> None:
    """Its text is in both versions: the paragraph before has nothing to do with it."""
    text = f"{_NOTED}電話でも様子を伺います。"
    (tracked,) = _tracked(text + _NOTE, text.replace("。電", "。\n\n電") + _NOTE)
    assert "委員が家庭を" in "".join(tracked.itertext())


def _body(old: str, new: str) -> Element:
    before, after = (resolved(small_plan({CHAPTER: chapter(text)})) for text in (old, new))
    return etree.fromstring(parts_of(redline_of(before, after, template("plan")))["word/document.xml"])


def _tracked(old: str, new: str) -> list[Element]:
    """The paragraphs outside of tables of which one version alone has the end."""
    paragraphs = _body(old, new)[0].iterchildren(w("p"))
    return [
        each
        for each in paragraphs
        if any(mark.tag in _MARKS for mark in each.iterfind(f"{w('pPr')}/{w('rPr')}/*"))
    ]


def _is_lost(paragraph: Element) -> bool:
    following = next(paragraph.itersiblings(w("p"), w("tbl")), None)
    if following is not None and following.tag == w("tbl"):
        return True
    noted = paragraph.find(f".//{w('footnoteReference')}") is not None
    return noted or len({each.tag for each in paragraph if each.tag in _MARKS}) > 1
