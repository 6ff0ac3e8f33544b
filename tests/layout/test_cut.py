"""Text that is cut on pages, made for real: a box, a header and a line of contents too small, and nothing else told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline.layout.page_text import PageText, outside_own
from pipeline.problems import Code, Problem
from tests.layout.projects import edited_templates, problems_of, small_project, with_part
from tests.small_plan import CHAPTER, chapter

# As it is copied from PDFs and web pages: parts of ligatures, hyphens that are not seen, forms of Mac and of Windows.
COPIED = """\
計画のﬁ期間とofﬁce、計画の\u00ad期間、神社（\ufa19社）、が\u3099、ﾊﾞﾘｱﾌﾘｰ、㈱、A∥B、well-being and self-determination and co-operation and follow-up です。
"""
BOX = """\
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2540000" cy="{height}"/><wp:wrapTopAndBottom/><wp:docPr id="{id}" name="箱" descr="箱"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2540000" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData>
</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:200pt;height:90pt">
<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
POINT = 12700


def put_box(root: etree._Element, height: int, lines: Sequence[str], down: int = -1) -> None:
    """A text box of so many points of height, with a fallback copy as Word writes it; so far down the page, if that is said."""
    content = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    run = BOX.format(
        height=height * POINT, id=900 + height, content=f"<w:txbxContent>{content}</w:txbxContent>"
    )
    if down >= 0:
        at = '<wp:positionV relativeFrom="{}"><wp:posOffset>{}</wp:posOffset>'
        run = run.replace(at.format("paragraph", 0), at.format("page", down * POINT))
    paragraph = root.find(f".//{qn('w:p')}")
    assert paragraph is not None
    paragraph.append(etree.fromstring(run))


def with_boxes(root: etree._Element) -> None:
    """On the cover, one with room for its text, one without, and one that reaches over the foot of the page."""
    put_box(root, 90, ["大きな箱の一行目です。", "大きな箱の二行目です。"])
    put_box(root, 24, ["小さな箱の一行目です。", "入らない文です。"])
    put_box(root, 30, ["紙の下へ出た箱"], down=836)


def with_wide_margins(root: etree._Element) -> None:
    """So that tabs of the contents stand beyond the text."""
    for margins in root.iter(qn("w:pgMar")):
        for side in ("left", "right"):
            margins.set(qn(f"w:{side}"), str(int(margins.get(qn(f"w:{side}"), "0")) + 283))


def with_box_in_header(root: etree._Element) -> None:
    put_box(root, 20, ["ヘッダーの箱です。", "ヘッダーから落ちた文。"])


@pytest.fixture(scope="module")
def problems(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Problem]:
    """What is said of a plan whose template has boxes, and margins that its contents do not know of."""
    root = tmp_path_factory.mktemp("cut")
    templates = edited_templates(root / "templates", {"plan": ("word/document.xml", with_boxes)})
    path = templates / "plan.docx"
    data = with_part(path.read_bytes(), "word/document.xml", with_wide_margins)
    path.write_bytes(with_part(data, "word/header2.xml", with_box_in_header))
    sections = "".join(f"\n\n## 節の題は節ごとに違います {number}\n\n同じ文です。" for number in range(8))
    with pytest.MonkeyPatch.context() as patch:
        # Contents can lose text by more than their stops, which are left here as the template has them.
        patch.setattr("pipeline.word.compose.set_stops", lambda *_: None)
        return problems_of(small_project(root, {CHAPTER: chapter(COPIED + sections)}, templates))


def told(problems: Sequence[Problem], words: str) -> list[tuple[str, str]]:
    return [(str(each.location), each.message) for each in problems if words in each.message]


def test_a_box_that_is_too_small_is_told_by_what_is_lost(problems: Sequence[Problem]) -> None:
    """At the template, where its size is; nothing of the box with room, nor of the lines beside."""
    (found,) = told(problems, "入らない文です。")
    assert found == ("templates/plan.docx", "本編の表紙: 「入らない文です。」が切れて、印刷されません")
    assert told(problems, "箱の一行目") == told(problems, "二行目") == []


def test_a_box_beyond_the_edge_of_its_page_is_told_there(problems: Sequence[Problem]) -> None:
    """LibreOffice paints it on the next page as well, above the paper."""
    ((place, message),) = told(problems, "紙の外")
    assert (place, message) == (
        "templates/plan.docx",
        "本編の表紙: 文字が紙の外に出ています（紙の下へ出た箱）",
    )


@dataclass
class Sheet:
    """A page as far as it is asked what stands outside: the text on it, and that above and below it."""

    text: str
    above: str = ""
    below: str = ""

    def outside(self, of_others: str) -> str:
        return (self.above + self.below).replace(of_others, "")


@pytest.mark.parametrize(
    ("pages", "written", "told"),
    [
        (
            (Sheet("表紙箱の文", below="箱の文"), Sheet("前文箱の文", above="箱の文")),
            ("", "前文"),
            [(0, "箱の文")],
        ),
        ((Sheet("表紙箱の文"), Sheet("前文箱の文", above="箱の文")), ("", "前文"), []),
        (
            (Sheet("表紙箱の文", below="箱の文"), Sheet("箱の文", above="箱の文")),
            ("", "箱の文"),
            [(1, "箱の文")],
        ),
        ((Sheet("表紙箱の文", below="箱の文"), Sheet("箱の文")), ("", "箱の文"), []),
        ((Sheet("表紙"), Sheet("箱の文", above="箱の文")), ("", ""), [(1, "箱の文")]),
        ((Sheet("表紙箱", below="箱"), Sheet("前文箱", above="箱")), ("箱", "箱"), [(0, "箱")]),
        ((Sheet("表紙箱"), Sheet("前文箱", above="箱")), ("", ""), [(1, "箱")]),
    ],
    ids=["foot", "foot-of-its-frame", "top", "top-of-its-frame", "top-alone", "on-both", "too-short-to-tell"],
)
def test_what_reaches_over_an_edge_is_told_at_its_own_page(
    pages: Sequence[Sheet], written: Sequence[str], told: list[tuple[int, str]]
) -> None:
    """Whichever edge, and though only its frame does: the other page has it, too, and is not to blame."""
    assert list(outside_own(cast("Sequence[PageText]", pages), written)) == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((("計画の策定", 3), ("この計画は", 2)), "計画の"),
        ((("は、", 1), ("計画の策定", 3)), "計画の"),
        ((("章の", 2), ("節", 1)), "章の"),
        ((("https://example.jp", -8),), "ample.jp"),
        ((("計画の　策定", 5),), "計画の策"),
    ],
)
def test_what_is_told_of_several_lines_is_the_first_that_says_something(
    lines: Sequence[tuple[str, int]], told: str
) -> None:
    """As it is read, however often its characters stand elsewhere; of each line so many stand left of the paper or (-) right of it."""
    characters = "\r\n".join(text for text, _ in lines)
    places: list[float] = []
    for text, out in lines:
        begin = 100 - len(text) - out if out < 0 else -out
        places += [*(begin + at for at in range(len(text))), 0, 0]
    reader = SimpleNamespace(
        count_chars=lambda: len(characters),
        get_text_range=lambda index=0, count=-1: characters[index:][: count if count >= 0 else None],
        get_charbox=lambda at: (places[at] + 0.1, 50, places[at] + 0.9, 51),
        get_text_bounded=lambda left, bottom, right, top: "".join(
            each
            for each, place in zip(characters, places, strict=False)
            if 0 <= place < 100 and bottom <= 50 < top
        ),
    )
    page = SimpleNamespace(
        get_size=lambda: (100, 100), get_textpage=lambda: reader, get_objects=lambda kinds: []
    )
    section = SimpleNamespace(top=0, bottom=0)
    assert PageText(cast(Any, page), cast(Any, section), ends=False).outside("") == told


def test_what_a_header_cuts_is_told_once(problems: Sequence[Problem]) -> None:
    """Though it is lost on every page."""
    ((place, message),) = told(problems, "ヘッダーから落ちた文。")
    assert place == "templates/plan.docx"
    assert "（ヘッダー、ほかに" in message


def test_what_contents_lose_is_the_fault_of_their_styles(problems: Sequence[Problem]) -> None:
    """Not of nine chapters: no place in the source is told, and each style once."""
    found = told(problems, "スタイル「目次 ")
    assert [place for place, _ in found] == ["templates/plan.docx"] * 3
    assert "「第１章本文1」の「1」が切れて、印刷されません（スタイル「目次 1」、ほかに" in found[0][1]
    assert "「１支え合いの推進2」の「2」が切れて、印刷されません（スタイル「目次 3」）" in found[2][1]


def test_nothing_else_is_told(problems: Sequence[Problem]) -> None:
    """What was copied from elsewhere is printed, whatever the PDF calls it."""
    assert [each.code for each in problems if each.code is not Code.PAGE_OUTSIDE] == [Code.PAGE_CUT] * 5
    assert all(each.hint for each in problems)
