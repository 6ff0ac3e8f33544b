"""What paragraphs print: their own text in pieces, once, without what is hidden and what pages fill in."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.layout.texts import Text, TextStyles, read_text_styles, texts_of
from pipeline.model.xml_names import W

NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = read_text_styles(
    etree.fromstring(
        f"<w:styles {NAMESPACES}>"
        '<w:style w:styleId="a1"><w:name w:val="toc 2"/></w:style>'
        '<w:style w:styleId="a2"><w:name w:val="table of figures"/></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="隠し"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="a4"><w:name w:val="見せる"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
        "</w:styles>"
    )
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def read(content: str, story: str = "body", styles: TextStyles = STYLES) -> list[Text]:
    root = etree.fromstring(f"<w:{story} {NAMESPACES}>{content}</w:{story}>")
    return list(texts_of(root, {"b0": "sec_a", "b1": "sec_b"}, styles))


def pieces(content: str) -> list[tuple[str, ...]]:
    return [each.pieces for each in read(content)]


def test_runs_are_one_piece_and_blanks_are_none() -> None:
    """Word breaks text into runs wherever it likes."""
    assert pieces(paragraph(run("計画") + run("の　期 間"))) == [("計画の期間",)]


@pytest.mark.parametrize(
    "between",
    [
        *("<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        *("<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:drawing/></w:r>"),
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_what_is_no_text_parts_two_pieces(between: str) -> None:
    """Dots, notes' marks and pictures stand there on the page, and numbers that the page fills in."""
    assert pieces(paragraph(run("前") + between + run("後"))) == [("前", "後")]


def test_a_reading_is_a_piece_of_its_own() -> None:
    """Pages show it above its word."""
    ruby = f"<w:r><w:ruby><w:rt>{run('つか')}</w:rt><w:rubyBase>{run('塚')}</w:rubyBase></w:ruby></w:r>"
    assert pieces(paragraph(run("これは") + ruby + run("です"))) == [("これは", "つか", "塚", "です")]


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(run("隠", "<w:vanish/>")),
        paragraph(run("隠", '<w:rStyle w:val="a3"/>')),
        paragraph(run("隠"), "a3"),
    ],
)
def test_hidden_text_is_not_expected(hidden: str) -> None:
    """Whether it is hidden itself or by its style."""
    assert read(hidden) == []


@pytest.mark.parametrize(
    "shown", ['<w:vanish w:val="0"/>', '<w:rStyle w:val="a3"/><w:vanish w:val="false"/>']
)
def test_text_that_says_that_it_is_not_hidden_is_expected(shown: str) -> None:
    """A switch may be written and off."""
    assert pieces(paragraph(run("見", shown))) == [("見",)]


def box(text: str) -> str:
    inside = paragraph(run(text))
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def test_a_box_is_a_paragraph_of_its_own_and_is_so_once() -> None:
    """Not again in the paragraph that holds it, nor in the copy for programs that don't know boxes."""
    chosen = f"<mc:Choice>{box('箱の中')}</mc:Choice><mc:Fallback>{box('箱の中')}</mc:Fallback>"
    around = paragraph(
        run("外") + f"<w:r><mc:AlternateContent>{chosen}</mc:AlternateContent></w:r>" + run("側")
    )
    assert pieces(around) == [("外側",), ("箱の中",)] or pieces(around) == [("外", "側"), ("箱の中",)]


def test_text_that_stands_in_the_fallback_alone_is_expected() -> None:
    """A drawing that LibreOffice does not know is shown by what stands in for it."""
    only = f"<mc:Choice/><mc:Fallback>{box('箱の中')}</mc:Fallback>"
    assert pieces(paragraph(f"<w:r><mc:AlternateContent>{only}</mc:AlternateContent></w:r>")) == [("箱の中",)]


def test_each_paragraph_knows_the_bookmark_before_it() -> None:
    """One within it counts."""
    marks = ['<w:bookmarkStart w:name="b0" w:id="0"/>', '<w:bookmarkStart w:name="b1" w:id="1"/>']
    found = read(paragraph(run("一")) + paragraph(marks[0] + run("二")) + marks[1] + paragraph(run("三")))
    assert [(each.near, each.whole) for each in found] == [("", "一"), ("sec_a", "二"), ("sec_a", "三")]


@pytest.mark.parametrize(
    ("style", "story", "part"),
    [
        ("a1", "body", "スタイル「目次 2」"),
        ("a2", "body", "スタイル「図表目次」"),
        ("a4", "body", ""),
        ("a4", "hdr", "ヘッダー"),
        ("a4", "ftr", "フッター"),
    ],
)
def test_what_the_template_gives_room_to_names_its_part(style: str, story: str, part: str) -> None:
    """As Word calls it."""
    (found,) = read(paragraph(run("文"), style), story)
    assert found.part == part
