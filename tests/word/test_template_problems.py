"""Templates after a careless hand: each thing that Word users do to them is told in their words, before anything is made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.problems import Code, PlanErrors, Problem
from pipeline.workflows.build import build
from pipeline.workspace.project import Project
from tests.goldens import DOCUMENTS, TEMPLATES, quiet
from tests.small_plan import small_plan
from tests.templates import CONTRACTS, opened

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
GUIDE, FORM = "comment_guide", "comment_form"
_TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr>{}</w:tr></w:tbl>'
Changes = Mapping[str, tuple[str, str]]


def changed(name: str, changes: Changes) -> bytes:
    """A template in which the first place of a text of a part is another one; (old, new) by part."""
    source, target = io.BytesIO((TEMPLATES / f"{name}.docx").read_bytes()), io.BytesIO()
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part in changes:
                old, new = changes[part]
                assert old in data.decode()
                data = data.decode().replace(old, new, 1).encode()
            after.writestr(part, data)
    return target.getvalue()


def part_of(name: str, part: str) -> str:
    """A part of a template as text."""
    with zipfile.ZipFile(TEMPLATES / f"{name}.docx") as package:
        return package.read(part).decode()


def problems_of(data: bytes, name: str = "plan") -> list[Problem]:
    """What is wrong with a template."""
    try:
        opened(name, data)
    except PlanErrors as errors:
        return list(errors.problems)
    return []


def problems_with(changes: Changes, name: str = "plan") -> list[Problem]:
    return problems_of(changed(name, changes), name)


def expect(problems: list[Problem], code: Code, *words: str, name: str = "plan") -> None:
    """There is one problem, of this code, and it tells these words; its place is the template."""
    assert [problem.code for problem in problems] == [code]
    (problem,) = problems
    assert str(problem.location) == f"templates/{name}.docx"
    assert re.search("[ぁ-ん]", problem.message)
    assert re.search("[ぁ-ん]", problem.hint)
    for word in words:
        assert word in f"{problem.message}\n{problem.hint}"


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_templates_are_in_order(name: str) -> None:
    """Before anything is done to them."""
    assert problems_with({}, name) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,  # an old .doc, or one with a password
        (TEMPLATES / "plan.docx").read_bytes()[:4000],
    ],
    ids=["empty", "text", "doc", "cut"],
)
def test_a_file_that_is_no_docx_is_told(data: bytes) -> None:
    """Saved as .doc, with a password, or cut off while it was copied."""
    expect(problems_of(data), Code.TEMPLATE_UNREADABLE, "Word 文書 (*.docx)", "パスワード")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, "<w:body>", "<w:body"),
        (STYLES, "</w:styles>", ""),
        ("[Content_Types].xml", "/word/document.xml", "/word/other.xml"),
        ("_rels/.rels", "word/document.xml", "other/document.xml"),
    ],
)
def test_a_docx_that_is_damaged_is_told(part: str, old: str, new: str) -> None:
    """A part that is no XML, a package without its document."""
    expect(problems_with({part: (old, new)}), Code.TEMPLATE_UNREADABLE)


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("docProps/core.xml", "</cp:coreProperties>", "<dc:title>題</dc:title></cp:coreProperties>", "二重"),
        (
            DOCUMENT,
            "<w:body>",
            f"<w:body>{_TABLE.format('<w:tc><w:tcPr/></w:tc>')}",
            "終わりに段落のないセル",
        ),
    ],
)
def test_markup_that_word_does_not_write_is_told(part: str, old: str, new: str, words: str) -> None:
    """Word would refuse it, or drop what stands there."""
    expect(problems_with({part: (old, new)}), Code.TEMPLATE_FAULT, words)


@pytest.mark.parametrize(
    ("pattern", "new", "words"),
    [
        ("(?<=[</])w:styles", "w:fonts", f"{STYLES} の中身が違います"),
        ("\\bw(?=[:=])", "x", f"{STYLES} の名前空間"),
    ],
)
def test_a_part_that_is_another_one_is_told(pattern: str, new: str, words: str) -> None:
    """Another root, or names that are Word's own under another prefix, by which nothing would be found."""
    whole = part_of("plan", STYLES)
    expect(problems_with({STYLES: (whole, re.sub(pattern, new, whole))}), Code.TEMPLATE_FAULT, words)


def test_a_zip_of_something_else_is_told() -> None:
    """An Excel file under the name of a template."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    expect(problems_of(data.getvalue()), Code.TEMPLATE_UNREADABLE)


# Tags


@pytest.mark.parametrize(
    ("part", "where"),
    [(DOCUMENT, "本文"), ("word/header2.xml", "ヘッダー"), ("docProps/core.xml", "プロパティ")],
)
def test_an_unknown_tag_is_told_with_its_part_and_the_nearest_name(part: str, where: str) -> None:
    """A slip in a name, wherever it stands."""
    old = "{{ 計画名 }}" if part != "docProps/core.xml" else "</cp:coreProperties>"
    new = (
        "{{ 計画めい }}"
        if part != "docProps/core.xml"
        else "<dc:title>{{ 計画めい }}</dc:title></cp:coreProperties>"
    )
    problems = [
        problem
        for problem in problems_with({part: (old, new)})
        if problem.code is not Code.TEMPLATE_TAG_MISSING
    ]
    expect(problems, Code.TEMPLATE_TAG, where, "{{ 計画めい }}", "もしかして: 計画名")


def test_an_unknown_tag_unlike_any_other_is_told_with_all_names() -> None:
    """Where nothing is near."""
    problems = problems_with({DOCUMENT: ("{{ 担当課 }}", "{{ zzz }}")})
    expect(problems, Code.TEMPLATE_TAG, "{{ zzz }}", "計画名、市名、呼称、計画期間")


@pytest.mark.parametrize("tag", ["｛｛ 担当課 ｝｝", "{{ 担当課 ｝｝", "担当課 }}", "｛％ if ％｝"])
def test_braces_that_are_no_tag_are_told(tag: str) -> None:
    """What a Japanese keyboard types."""
    problems = problems_with({DOCUMENT: ("{{ 担当課 }}", tag)})
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_TAG, Code.TEMPLATE_SYNTAX}
    assert any("半角" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 市名|upper }}",
        "{{ 市名 ~ 担当課 }}",
        "{{ 市名.__class__ }}",
        "{{ 1 + 1 }}",
        "{{ '文字' }}",
        "{{ 市名[0] }}",
    ],
)
def test_a_tag_that_is_more_than_a_name_is_told(tag: str) -> None:
    """Templates are no programs."""
    problems = problems_with({DOCUMENT: ("{{ 担当課 }}", tag)})
    expect(problems, Code.TEMPLATE_TAG, "名前だけ")


@pytest.mark.parametrize(
    "tag", ["{{ 担当課 }", "{{ }}", "{{ 担 当 課 }}", "{% if %}", "{% for x in 市名 %}", "{{ 担当課 %}"]
)
def test_a_tag_that_can_not_be_read_is_told_with_what_stands_there(tag: str) -> None:
    """Half a tag, an empty one, a command."""
    expect(problems_with({DOCUMENT: ("{{ 担当課 }}", tag)}), Code.TEMPLATE_SYNTAX, "本文", "{{ 計画名 }}")


@pytest.mark.parametrize("tag", ["{% raw %}", "{% if 市名 %}", "{% for x in 市名 %}", "{% filter upper %}"])
def test_of_tags_that_can_be_read_none_is_told_for_one_that_nothing_ends(tag: str) -> None:
    """Though they stand before it."""
    told = problems_with({DOCUMENT: ("{{ 担当課 }}", f"{{{{ 担当課 }}}}{tag}")})
    expect(told, Code.TEMPLATE_SYNTAX, "本文", f"（{tag}）")


def test_a_tag_that_word_has_split_is_read() -> None:
    """Word parts what was typed in two goes."""
    split = "{{ 担</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>当課 }}"
    assert problems_with({DOCUMENT: ("{{ 担当課 }}", split)}) == []


@pytest.mark.parametrize("tag", ["計画名", "計画期間", "段階表示"])
def test_a_cover_that_does_not_say_which_plan_this_is_is_told(tag: str) -> None:
    """Name, period and stage stand at the beginning."""
    problems = problems_with({DOCUMENT: (f"{{{{ {tag} }}}}", "")})
    expect(problems, Code.TEMPLATE_TAG_MISSING, "表紙", f"{{{{ {tag} }}}}")


def test_a_header_with_the_name_alone_is_told() -> None:
    """An adopted plan must not go about as a draft, nor a draft as adopted."""
    problems = problems_with({"word/header2.xml": ("{{ 段階表示 }}", "")})
    expect(problems, Code.TEMPLATE_TAG_MISSING, "ヘッダー", "{{ 段階表示 }}")


# Slots


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("plan", "前付"),
        ("plan", "本文"),
        ("plan", "資料編"),
        ("summary", "概要本文"),
    ],
)
def test_a_missing_slot_is_told(name: str, slot: str) -> None:
    """The text would have no place."""
    problems = problems_with({DOCUMENT: (f"{{{{ {slot} }}}}", "")}, name)
    expect(problems, Code.TEMPLATE_SLOT, f"「{{{{ {slot} }}}}」の段落がありません", name=name)


@pytest.mark.parametrize("slot", ["目次", "表目次", "図目次"])
def test_a_slot_that_a_plan_can_do_without_may_be_left_out(slot: str) -> None:
    """Not every plan has a list of figures."""
    assert problems_with({DOCUMENT: (f"{{{{ {slot} }}}}", "")}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ 本文 }}", "次のとおり {{ 本文 }}"),
        ("{{ 目次 }}", "{{ 本文 }}"),
        ("{{ 担当課 }}", "{{ 目次 }}"),
        ("{{ 表目次 }}", "{{ 表目次 }}{{ 図目次 }}"),
    ],
    ids=["with text", "twice", "in a table", "two"],
)
def test_a_slot_in_the_wrong_place_is_told(old: str, new: str) -> None:
    """Beside text, a second time, in a cell, beside another one."""
    problems = problems_with({DOCUMENT: (old, new)})
    assert {problem.code for problem in problems} == {Code.TEMPLATE_SLOT}
    assert any("ほかの文字のない段落" in problem.hint for problem in problems)


def test_a_slot_in_a_header_is_told() -> None:
    """Text goes into the body."""
    problems = problems_with({"word/header2.xml": ("{{ 計画名 }}", "{{ 計画名 }}{{ 本文 }}")})
    expect(problems, Code.TEMPLATE_SLOT, "ヘッダー", "{{ 本文 }}")


def test_slots_in_another_order_are_told() -> None:
    """Numbers follow the order of the document."""
    data = changed("plan", {DOCUMENT: ("{{ 本文 }}", "{{ X }}")})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(DOCUMENT).decode()
    swapped = text.replace("{{ 資料編 }}", "{{ 本文 }}").replace("{{ X }}", "{{ 資料編 }}")
    problems = problems_with({DOCUMENT: (text.replace("{{ X }}", "{{ 本文 }}"), swapped)})
    expect(problems, Code.TEMPLATE_SLOT, "「本文」「資料編」", "順")


# Styles and lists


@pytest.mark.parametrize("style", ["heading 1", "資料見出し 1"])
def test_the_style_with_which_numbering_begins_is_needed_by_every_plan(style: str) -> None:
    """What is numbered, and how, is read from its list."""
    problems = problems_with({STYLES: (f'<w:name w:val="{style}"/>', '<w:name w:val="x"/>')})
    expect(problems, Code.TEMPLATE_STYLE, "段落の様式", style)


def numbering_of(style: str) -> re.Match[str]:
    """The w:numPr of a paragraph style of the plan's template."""
    with zipfile.ZipFile(TEMPLATES / "plan.docx") as package:
        styles = package.read(STYLES).decode()
    found = re.search(
        rf'<w:style [^>]*>(?:(?!</w:style>).)*?<w:name w:val="{re.escape(style)}"/>.*?(<w:numPr>.*?</w:numPr>)',
        styles,
    )
    assert found is not None
    return found


@pytest.mark.parametrize("style", ["heading 1", "heading 4", "資料見出し 2"])
def test_a_heading_that_has_lost_its_list_is_told(style: str) -> None:
    """One level without the others' list."""
    whole, numbering = numbering_of(style).group(0, 1)
    problems = problems_with({STYLES: (whole, whole.replace(numbering, ""))})
    expect(problems, Code.TEMPLATE_LIST, style, "アウトライン")


@pytest.mark.parametrize("style", ["点リスト", "番号リスト①"])
def test_a_list_style_that_has_lost_its_list_is_told(style: str) -> None:
    """Its items would have no marks."""
    whole, numbering = numbering_of(style).group(0, 1)
    problems = problems_with({STYLES: (whole, whole.replace(numbering, ""))})
    expect(problems, Code.TEMPLATE_LIST, style, "箇条書きと段落番号")


@pytest.mark.parametrize("style", ["見出し番号なし", "見出し番号なし 3"])
def test_a_heading_without_a_number_that_has_one_is_told(style: str) -> None:
    """It inherits the list of the heading that it is based on, unless it says that it has none."""
    whole, numbering = numbering_of(style).group(0, 1)
    problems = problems_with({STYLES: (whole, whole.replace(numbering, ""))})
    expect(problems, Code.TEMPLATE_LIST, f"「{style}」に番号が付いています", "［なし］")


def test_text_that_counts_in_the_headings_list_is_told() -> None:
    """Each paragraph would take a number from the headings."""
    old = '<w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
    problems = problems_with({STYLES: (old, old.replace("Normal", "Heading2"))})
    expect(problems, Code.TEMPLATE_LIST, "「Quote」が、「heading 1」と同じ番号")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('w:val="第%1章"', 'w:val="第%1章　"', ("heading 1", "空白", "タブ")),
        ('w:val="第%1章"', 'w:val="第 %1 章"', ("heading 1", "空白")),
        ('w:val="第%1章"', 'w:val="章"', ("heading 1", "番号（灰色の数字）")),
        ('w:val="第%2節"', 'w:val="第%1節"', ("heading 2", "番号（灰色の数字）")),
    ],
)
def test_a_level_whose_text_would_spoil_references_is_told(
    old: str, new: str, words: tuple[str, ...]
) -> None:
    """A blank leaks into them; a label without its number is none."""
    expect(problems_with({NUMBERING: (old, new)}), Code.TEMPLATE_LIST, *words)


@pytest.mark.parametrize("number_format", ["chineseCounting", "hebrew1", "ordinal", "none"])
def test_a_number_format_that_can_not_be_computed_is_told(number_format: str) -> None:
    """With the style whose level it is."""
    first = '<w:numFmt w:val="{}"/><w:pStyle w:val="Heading1"/>'
    problems = problems_with({NUMBERING: (first.format("decimalFullWidth"), first.format(number_format))})
    expect(problems, Code.TEMPLATE_NUMBER_FORMAT, "heading 1", number_format, "１, 1, ア")


def test_a_number_format_of_a_list_style_that_can_not_be_computed_is_told() -> None:
    """With the style whose list it is."""
    level = '<w:numFmt w:val="{}"/><w:pStyle w:val="NumberListCircle"/>'
    problems = problems_with({NUMBERING: (level.format("decimalEnclosedCircle"), level.format("hebrew1"))})
    expect(problems, Code.TEMPLATE_NUMBER_FORMAT, "番号リスト①", "hebrew1", "１, 1, ア")


@pytest.mark.parametrize("number_format", ["chicago", "hebrew1"])
def test_a_format_of_notes_that_can_not_be_computed_is_told(number_format: str) -> None:
    """As of headings."""
    section = f'<w:footnotePr><w:numFmt w:val="{number_format}"/></w:footnotePr>'
    problems = problems_with({DOCUMENT: ("<w:sectPr>", f"<w:sectPr>{section}")})
    expect(problems, Code.TEMPLATE_NUMBER_FORMAT, "脚注", "1, 2, 3")


def test_a_format_of_page_numbers_that_can_not_be_computed_is_told() -> None:
    """The contents list shows them."""
    numbered = '<w:sectPr><w:pgNumType w:fmt="hebrew1"/>'
    problems = problems_with({DOCUMENT: ("<w:sectPr>", numbered)})
    expect(problems, Code.TEMPLATE_NUMBER_FORMAT, "ページ番号の形（hebrew1）", "i, ii, iii")


def test_every_problem_of_a_template_is_told_at_once() -> None:
    """Tags, slots, styles and lists."""
    problems = problems_with(
        {
            DOCUMENT: ("{{ 資料編 }}", "{{ 資料へん }}"),
            STYLES: ('<w:name w:val="資料見出し 1"/>', '<w:name w:val="x"/>'),
            NUMBERING: ('w:val="第%1章"', 'w:val="第 %1章"'),
        }
    )
    assert {problem.code for problem in problems} == {
        Code.TEMPLATE_TAG,
        Code.TEMPLATE_SLOT,
        Code.TEMPLATE_STYLE,
        Code.TEMPLATE_LIST,
    }


def test_a_fault_that_every_document_would_inherit_is_told_of_the_template(tmp_path: Path) -> None:
    """Half a bookmark, say: what the reader finds is not the program's doing, and build/ stays as it was."""
    for name in DOCUMENTS:
        mark = '<w:bookmarkStart w:id="900" w:name="mark"/></w:p>'
        changes = {DOCUMENT: ("</w:p>", mark)} if name == "plan" else {}
        put(tmp_path / "templates" / f"{name}.docx", changed(name, changes))
        put(tmp_path / "templates" / f"{name}.yaml", (TEMPLATES / f"{name}.yaml").read_bytes())
    for path, data in small_plan().items():
        put(tmp_path / "plan_source" / path, data)
    project = Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")
    with pytest.raises(PlanErrors) as caught:
        build(project, DOCUMENTS, None, quiet)
    expect(list(caught.value.problems), Code.TEMPLATE_FAULT, "ブックマーク")
    assert not list(project.output.glob("*.docx"))


def put(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "tag", ["{% set 数 = 1 %}", "{% if 市名 %}市{% endif %}", "{% for 字 in 市名 %}{% endfor %}"]
)
def test_a_statement_is_told(tag: str) -> None:
    """Templates are filled, not run."""
    problems = problems_with({DOCUMENT: ("{{ 担当課 }}", tag)})
    assert {problem.code for problem in problems} == {Code.TEMPLATE_TAG}
    assert any("命令のタグ" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:start w:val="1"/>', '<w:start w:val="x"/>'),
        ('<w:lvl w:ilvl="1"', '<w:lvl w:ilvl="8"'),
    ],
)
def test_a_list_that_is_damaged_is_told(old: str, new: str) -> None:
    """Word never writes such a list, but another program or a hand may."""
    problems = problems_with({NUMBERING: (old, new)})
    assert {problem.code for problem in problems} == {Code.TEMPLATE_LIST}


# Forms


def test_a_form_without_one_of_its_controls_is_told() -> None:
    """Deleted, or with another tag: nobody could write an opinion into it."""
    renamed = {DOCUMENT: ('<w:tag w:val="意見"/>', '<w:tag w:val="ご意見"/>')}
    expect(problems_with(renamed, FORM), Code.TEMPLATE_CONTROL, "「意見」", "タグ", name=FORM)
    twice = {DOCUMENT: ('<w:tag w:val="住所"/>', '<w:tag w:val="氏名"/>')}
    assert {problem.message for problem in problems_with(twice, FORM)} == {
        "「氏名」を書き込む欄（コンテンツ コントロール）が二つ以上あります",
        "「住所」を書き込む欄（コンテンツ コントロール）がありません",
    }


def test_a_control_that_kept_its_title_alone_is_known_by_it() -> None:
    """As other programs save it."""
    assert not problems_with({DOCUMENT: ('<w:tag w:val="意見"/>', "")}, FORM)
    twice = problems_with(
        {DOCUMENT: ('<w:alias w:val="住所"/><w:tag w:val="住所"/>', '<w:alias w:val="氏名"/>')}, FORM
    )
    assert any("二つ以上" in each.message and "LibreOffice" in each.hint for each in twice)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:lock w:val="sdtLocked"/>', '<w:lock w:val="sdtContentLocked"/>'),
        ("<w:text/>", "<w:date/>"),
    ],
)
def test_a_control_that_takes_no_text_is_told(old: str, new: str) -> None:
    """Locked, or of another kind."""
    found = problems_with({DOCUMENT: (old, new)}, FORM)
    expect(found, Code.TEMPLATE_CONTROL, "「氏名」を書き込む欄", name=FORM)


def test_what_a_document_has_to_say_is_not_left_out() -> None:
    """The last day stands in the form, wherever the office wants it."""
    found = problems_with({DOCUMENT: ("{{ 募集終了 }}", "別に定める日")}, FORM)
    expect(found, Code.TEMPLATE_TAG_MISSING, "{{ 募集終了 }}", name=FORM)


def test_sections_of_a_guide_may_change_places() -> None:
    """Their numbers are the template's own: only the plan's parts have a fixed order."""
    text = part_of(GUIDE, DOCUMENT)
    first, second = (f'<w:t xml:space="preserve">{{{{ {name} }}}}</w:t>' for name in ("対象", "提出方法"))
    swapped = text.replace(first, "@").replace(second, first).replace("@", second)
    assert problems_with({DOCUMENT: (text, swapped)}, GUIDE) == []
