"""What work on a template leaves in it: tracked changes, hidden text and the like are told by name, with the place."""

from __future__ import annotations

import re

import pytest

from pipeline.problems import Code, Problem
from tests.word.test_template_problems import (
    DOCUMENT,
    NUMBERING,
    STYLES,
    changed,
    expect,
    part_of,
    problems_of,
    problems_with,
)

AUTHOR = 'w:id="90" w:author="山田" w:date="2020-01-01T00:00:00Z"'
RUN = "<w:r><w:t>旧計画名</w:t></w:r>"
HEADER = "word/header2.xml"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def with_first(part: str, paragraph: str, name: str = "plan") -> list[Problem]:
    """What is wrong with a template that has one more paragraph before the first of a part."""
    begin = "<w:body>" if part == DOCUMENT else "<w:p>"
    new = f"<w:body>{paragraph}" if part == DOCUMENT else f"{paragraph}<w:p>"
    return problems_with({part: (begin, new)}, name)


def box(text: str) -> str:
    return (
        f'<w:p><w:r><w:pict {VML}><v:shape alt="枠"><v:textbox><w:txbxContent><w:p>{text}</w:p></w:txbxContent>'
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (f"<w:ins {AUTHOR}>{RUN}</w:ins>", "挿入"),
        (f"<w:del {AUTHOR}>{RUN.replace('w:t>', 'w:delText>')}</w:del>", "削除"),
        (f"<w:moveFrom {AUTHOR}>{RUN}</w:moveFrom>", "移動"),
        (f"<w:moveTo {AUTHOR}>{RUN}</w:moveTo>", "移動"),
        (
            f"<w:r><w:rPr><w:b/><w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange></w:rPr><w:t>旧計画名</w:t></w:r>",
            "書式の変更",
        ),
        (f"<w:pPr><w:pPrChange {AUTHOR}><w:pPr/></w:pPrChange></w:pPr>{RUN}", "書式の変更"),
        (f"<w:pPr><w:rPr><w:ins {AUTHOR}/></w:rPr></w:pPr>{RUN}", "挿入"),
        (f"<w:pPr><w:numPr><w:ins {AUTHOR}/></w:numPr></w:pPr>{RUN}", "挿入"),
    ],
)
@pytest.mark.parametrize("place", ["body", "header", "box"])
def test_a_tracked_change_is_told_with_its_place_and_what_to_do(change: str, kind: str, place: str) -> None:
    """In the text, in a header, in a text box: documents would show it with its author's name."""
    part, label = (HEADER, "ヘッダー") if place == "header" else (DOCUMENT, "本文")
    paragraph = box(change) if place == "box" else f"<w:p>{change}</w:p>"
    expect(with_first(part, paragraph), Code.TEMPLATE_FAULT, label, f"「旧計画名」の{kind}", "校閲", "承諾")


def test_tracked_changes_of_a_table_a_section_a_style_and_a_list_are_told() -> None:
    """Wherever Word writes them."""
    row = f"<w:tr><w:trPr><w:ins {AUTHOR}/></w:trPr><w:tc><w:tcPr><w:cellIns {AUTHOR}/></w:tcPr><w:p/></w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>"
    expect(with_first(DOCUMENT, f"{table}<w:p/>"), Code.TEMPLATE_FAULT, "の挿入など2か所")
    section = f"<w:sectPrChange {AUTHOR}><w:sectPr/></w:sectPrChange></w:sectPr></w:body>"
    expect(problems_with({DOCUMENT: ("</w:sectPr></w:body>", section)}), Code.TEMPLATE_FAULT, "書式の変更")
    style = f'<w:name w:val="Quote"/><w:rPr><w:rPrChange {AUTHOR}/></w:rPr>'
    expect(
        problems_with({STYLES: ('<w:name w:val="Quote"/>', style)}),
        Code.TEMPLATE_FAULT,
        "様式に",
        "様式「Quote」",
    )
    level = f'<w:lvlText w:val="第%1章"/><w:rPr><w:rPrChange {AUTHOR}/></w:rPr>'
    assert Code.TEMPLATE_FAULT in {
        problem.code for problem in problems_with({NUMBERING: ('<w:lvlText w:val="第%1章"/>', level)})
    }


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<w:p><w:r>{HIDDEN}<w:t>作成上の注意</w:t></w:r></w:p>",
        '<w:p><w:r><w:rPr><w:vanish w:val="true"/></w:rPr><w:t>作成上の注意</w:t></w:r></w:p>',
        f"<w:p><w:pPr>{HIDDEN}</w:pPr><w:r><w:t>作成上の注意</w:t></w:r></w:p>",
        f"<w:p><w:r><w:t>作成上</w:t></w:r><w:r>{HIDDEN}<w:t>の注意</w:t></w:r></w:p>",
        box(f"<w:r>{HIDDEN}<w:t>作成上の注意</w:t></w:r>"),
    ],
    ids=["run", "said", "mark", "a part", "box"],
)
@pytest.mark.parametrize("part", [DOCUMENT, HEADER])
def test_hidden_text_is_told_with_what_it_says(paragraph: str, part: str) -> None:
    """A note for colleagues: it would go out with every document, to be read by whoever shows it."""
    expect(with_first(part, paragraph), Code.TEMPLATE_FAULT, "「作成上の注意」", "隠し文字", "¶")


def test_a_hidden_tag_is_told() -> None:
    """The cover would lack the plan's name."""
    run = re.search(r"<w:r>(?:(?!</w:r>).)*\{\{ 計画名 \}\}</w:t></w:r>", part_of("plan", DOCUMENT))
    assert run is not None
    hidden = run[0].replace("<w:r>", f"<w:r>{HIDDEN}", 1)
    expect(problems_with({DOCUMENT: (run[0], hidden)}), Code.TEMPLATE_FAULT, "「{{ 計画名 }}」", "隠し文字")


def hidden_style(name: str) -> dict[str, tuple[str, str]]:
    label = f'<w:name w:val="{name}"/>'
    whole = re.search(
        rf"<w:style [^>]*>(?:(?!</w:style>).)*{re.escape(label)}.*?</w:style>", part_of("plan", STYLES)
    )
    assert whole is not None
    inner = "<w:rPr><w:vanish/>" if "<w:rPr>" in whole[0] else f"{HIDDEN}</w:style>"
    return {
        STYLES: (whole[0], whole[0].replace("<w:rPr>" if "<w:rPr>" in whole[0] else "</w:style>", inner, 1))
    }


@pytest.mark.parametrize("name", ["Body Text", "Strong", "計画の表"])
def test_a_style_that_hides_the_text_of_the_plan_is_told(name: str) -> None:
    """Nobody would see what the plan says."""
    expect(
        problems_with(hidden_style(name)), Code.TEMPLATE_FAULT, f"様式「{name}」が隠し文字", "［フォント］"
    )


def test_text_in_a_hidden_style_is_told() -> None:
    """The cover's, say."""
    expect(problems_with(hidden_style("Title")), Code.TEMPLATE_FAULT, "隠し文字", "{{ 計画名 }}")


def test_a_style_that_hides_and_is_not_used_is_none_of_our_business() -> None:
    """Word has some of its own (z-フォームの始まり)."""
    style = f'<w:style w:type="paragraph" w:styleId="z"><w:name w:val="z-x"/>{HIDDEN}</w:style></w:styles>'
    assert problems_with({STYLES: ("</w:styles>", style)}) == []


@pytest.mark.parametrize("switch", ['<w:vanish w:val="0"/>', "<w:webHidden/>", '<w:vanish w:val="false"/>'])
def test_what_is_not_hidden_on_paper_is_no_hidden_text(switch: str) -> None:
    """Word writes webHidden into every line of a contents list."""
    assert with_first(DOCUMENT, f"<w:p><w:r><w:rPr>{switch}</w:rPr><w:t>x</w:t></w:r></w:p>") == []


def test_a_hidden_row_and_a_hidden_shape_are_told() -> None:
    """Whole things may be hidden, too."""
    cell = "<w:tc><w:p><w:r><w:t>控え</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell}</w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl><w:p/>"
    expect(with_first(DOCUMENT, table), Code.TEMPLATE_FAULT, "「控え」", "隠し文字")
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    shape = (
        f'<wp:inline xmlns:wp="{drawing}"><wp:docPr id="7" name="旧市章" descr="a" hidden="1"/></wp:inline>'
    )
    found = with_first(DOCUMENT, f"<w:p><w:r><w:drawing>{shape}</w:drawing></w:r></w:p>")
    expect(found, Code.TEMPLATE_FAULT, "非表示にした図形", "「旧市章」", "オブジェクトの選択と表示")


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("<w:r><w:object/></w:r>", ("埋め込んだファイル", "図として貼り付け")),
        ("<w:r><w:control/></w:r>", ("ActiveX", "デザイン モード")),
        ("<w:r><w:contentPart/></w:r>", ("手書き", "［描画］")),
    ],
)
def test_what_brings_a_file_or_a_program_along_is_told(element: str, words: tuple[str, ...]) -> None:
    """An Excel sheet behind its picture, a button, what somebody wrote with a pen."""
    found = with_first(DOCUMENT, f"<w:p><w:r><w:t>所得の表</w:t></w:r>{element}</w:p>")
    expect(found, Code.TEMPLATE_FAULT, "「所得の表」", *words)


def test_each_part_is_told_once_with_how_many_there_are() -> None:
    """Hundreds of changes are one problem."""
    data = changed(
        "plan", {DOCUMENT: ("<w:body>", f"<w:body>{f'<w:p><w:ins {AUTHOR}>{RUN}</w:ins></w:p>' * 30}")}
    )
    expect(problems_of(data), Code.TEMPLATE_FAULT, "など30か所")
