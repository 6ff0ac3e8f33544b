"""Templates that other programs, other hands and other versions of Word have saved: read as if Word had written them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.problems import Code
from tests.goldens import TEMPLATES
from tests.hostile.projects import make, package_of, parts_of, problems_of, template_with, write_project
from tests.small_plan import CHAPTER, chapter
from tests.templates import opened
from tests.word.test_template_problems import (
    DOCUMENT,
    NUMBERING,
    STYLES,
    changed,
    expect,
    part_of,
    problems_with,
)
from tests.word.test_template_problems import problems_of as problems_of_template

LINKS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
WHOLE = parts_of((TEMPLATES / "plan.docx").read_bytes())
RUN = re.search(r"<w:r>(?:(?!</w:r>).)*\{\{ 計画名 \}\}</w:t></w:r>", part_of("plan", DOCUMENT))[0]  # type: ignore[index]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content: str, properties: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="77"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def taken(data: bytes, name: str = "plan") -> dict[str, str]:
    """The XML parts of a template as documents are made from it."""
    parts = parts_of(opened(name, data).data)
    return {part: text.decode() for part, text in parts.items() if part.endswith((".xml", ".rels"))}


# Tags


@pytest.mark.parametrize(
    "pieces",
    [
        run("{{ 計") + control(run("画名 }}")),
        control(run("{{ 計")) + run("画名 }}"),
        run("{{") + control(run(" 計画名 ")) + run("}}"),
        run("{") + control(run("{ 計画名 }")) + run("}"),
        control(run("{{ 計画名 }}"), '<w:dataBinding w:xpath="/x" w:storeItemID="{x}"/>'),
        f'<w:smartTag w:uri="urn:x" w:element="PersonName"><w:smartTagPr/>{run("{{ 計")}</w:smartTag>{run("画名 }}")}',
        f'<w:customXml w:element="a">{run("{{ 計")}</w:customXml>{run("画名 }}")}',
        f'<w:hyperlink r:id="x">{run("{{ 計")}</w:hyperlink>{run("画名 }}")}'.replace(' r:id="x"', ""),
        run("{{ 計") + "<w:r><w:tab/></w:r>" + run("画名 }}"),
        "<w:r><w:t>{{ 計画</w:t><w:br/><w:t>名 }}</w:t></w:r>",
        run("{{ 計\u200b画名\ufeff }}"),
        run("{{\u3000計画名\u3000}}"),
    ],
)
def test_a_tag_is_read_whatever_parts_it(pieces: str) -> None:
    """On screen it is one tag: it goes into its first piece, and what stood between stays."""
    found = taken(changed("plan", {DOCUMENT: (RUN, pieces)}))[DOCUMENT]
    assert re.search(r"\{\{\s*計画名\s*\}\}", found)
    assert "dataBinding" not in found
    assert found.count("<w:sdt>") == pieces.count("<w:sdt>")


def test_a_document_with_a_tag_in_a_control_says_the_name_once(tmp_path: Path) -> None:
    """Not a letter is lost or doubled."""
    pieces = run("市の{{ 計") + control(run("画名 }}です")) + run("。")
    data = changed("plan", {DOCUMENT: (RUN, pieces)})
    text = parts_of(make(write_project(tmp_path, None, {"plan.docx": data}))["plan"])[DOCUMENT].decode()
    first = re.search(r"<w:p>.*?</w:p>", text)
    assert first is not None
    assert re.sub("<[^>]+>", "", first[0]) == "市のみどり市地域福祉計画です。"


def test_a_slot_in_a_content_control_is_a_slot() -> None:
    """Word's gallery wraps what is put into it."""
    slot = re.search(r"<w:p>(?:(?!</w:p>).)*\{\{ 本文 \}\}.*?</w:p>", part_of("plan", DOCUMENT))
    assert slot is not None
    assert problems_with({DOCUMENT: (slot[0], control(control(slot[0])))}) == []


@pytest.mark.parametrize("tag", ["｛計画名｝", "{ 計画名 }", "{｛計画名}｝", "｛ 計画名 ｝"])
def test_a_tag_with_other_braces_is_told(tag: str) -> None:
    """It would be printed."""
    found = problems_with({DOCUMENT: ("{{ 担当課 }}", tag)})
    expect(found, Code.TEMPLATE_TAG, f"「{tag}」", "波括弧は半角")


@pytest.mark.parametrize(
    "tag",
    [
        "{% for 取組 in 市名 %}",
        "{% if 市名 %}",
        "{%p if 市名 %}",
        "{%tr endfor %}",
        "{% endif %}",
        "{% if 市名",
        "{{ 担</w:t></w:r></w:p><w:p><w:r><w:t>当課 }}",
    ],
)
def test_what_can_not_be_read_is_told_by_itself(tag: str) -> None:
    """In its own words: not in those of the program that reads tags."""
    found = problems_with({DOCUMENT: ("{{ 担当課 }}", tag)})
    first = next(problem for problem in found if problem.code is Code.TEMPLATE_SYNTAX)
    assert re.search(r"（\{[{%].*）", first.message)
    assert "一つの段落の中" in first.hint
    assert not re.search("[A-Za-z]{5,}", re.sub("endfor|endif", "", first.message))


# Names


def test_names_of_styles_are_read_without_regard_to_case() -> None:
    """LibreOffice writes Heading 1 where Word writes heading 1, and so do others."""
    styles = part_of("plan", STYLES)
    for name in (
        "heading 1",
        "toc 2",
        "Body Text",
        "footnote text",
        "caption",
        "Strong",
        "footnote reference",
    ):
        assert f'<w:name w:val="{name}"/>' in styles
        styles = styles.replace(f'<w:name w:val="{name}"/>', f'<w:name w:val="{name.swapcase()}"/>')
    found = taken(template_with({STYLES: styles.encode()}))
    assert found[STYLES].count('<w:name w:val="heading 1"/>') == 1
    assert "HEADING" not in found[STYLES]


def test_the_second_name_of_a_style_counts() -> None:
    """Word keeps a built-in style's name and calls the new one an alias; others do it the other way round."""
    names = '<w:name w:val="市の引用"/><w:aliases w:val="Quote,引用"/>'
    assert problems_with({STYLES: ('<w:name w:val="Quote"/>', names)}) == []


def test_of_two_names_the_exact_one_is_meant() -> None:
    """LibreOffice adds a Caption of its own beside the template's."""
    other = '<w:style w:type="paragraph" w:styleId="x9"><w:name w:val="Caption"/></w:style></w:styles>'
    template = opened("plan", changed("plan", {STYLES: ("</w:styles>", other)}))
    assert template.styles.paragraph("caption") != "x9"


def with_names(names: Mapping[str, str]) -> bytes:
    """The plan's template with other names of its parts, as Word in a browser saves."""
    parts = dict(WHOLE)
    for old, new in names.items():
        folder = "word/_rels/"
        parts[f"word/{new}"] = parts.pop(f"word/{old}")
        if f"{folder}{old}.rels" in parts:
            parts[f"{folder}{new}.rels"] = parts.pop(f"{folder}{old}.rels")
        for part in [each for each in parts if each.endswith(".rels") or each == TYPES]:
            parts[part] = parts[part].replace(old.encode(), new.encode())
    return package_of(parts)


def test_parts_with_numbers_in_their_names_are_found(tmp_path: Path) -> None:
    """document2.xml, styles2.xml: the same documents come out."""
    names = {"document.xml": "document2.xml", "styles.xml": "styles2.xml", "numbering.xml": "numbering3.xml"}
    other = write_project(tmp_path / "other", None, {"plan.docx": with_names(names)})
    assert (
        parts_of(make(other)["plan"])[DOCUMENT]
        == parts_of(make(write_project(tmp_path / "one"))["plan"])[DOCUMENT]
    )


def test_files_that_lie_about_in_a_package_are_left_out() -> None:
    """What Windows, macOS and zip programs add when somebody unpacks and packs again."""
    strays = {
        "Thumbs.db": b"x",
        "word/": b"",
        "__MACOSX/._a": b"x",
        "[trash]/0000.dat": b"x",
        "word/old.xml": b"<a/>",
    }
    data = package_of({**WHOLE, **strays})
    assert not set(strays) & set(parts_of(opened("plan", data).data))


# What others write otherwise


def test_properties_in_another_order_are_put_in_order() -> None:
    """LibreOffice's, with the borders of a frame twice."""
    properties = (
        '<w:pPr><w:jc w:val="center"/><w:pBdr/><w:spacing w:before="9"/><w:keepNext/>'
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:pBdr></w:pPr>'
    )
    found = taken(changed("plan", {DOCUMENT: ("<w:body>", f"<w:body><w:p>{properties}</w:p>")}))[DOCUMENT]
    first = re.search("<w:pPr>.*?</w:pPr>", found)
    assert first is not None
    assert re.findall(r"<w:(keepNext|pBdr|spacing|jc)\b", first[0]) == ["keepNext", "pBdr", "spacing", "jc"]
    assert '<w:top w:val="single"' in first[0]


@pytest.mark.parametrize("old", [r"<w:docDefaults>.*?</w:docDefaults>", r"<w:lang [^>]*/>"])
def test_documents_are_japanese_whatever_the_defaults_say(old: str) -> None:
    """Google's have none."""
    styles = re.sub(old, "", part_of("plan", STYLES), flags=re.DOTALL)
    assert 'w:eastAsia="ja-JP"' in taken(template_with({STYLES: styles.encode()}))[STYLES]


def test_what_is_hidden_on_the_web_alone_is_shown() -> None:
    """LibreOffice would hide it on paper, too."""
    data = changed("plan", {DOCUMENT: (RUN, RUN.replace("<w:t", "<w:rPr><w:webHidden/></w:rPr><w:t", 1))})
    assert "webHidden" not in taken(data)[DOCUMENT]


def without(*names: str) -> bytes:
    """The plan's template without some of its parts, as programs save that need none of them."""
    parts = {name: data for name, data in WHOLE.items() if name not in names}
    for name in names:
        target = re.escape(name.rpartition("/")[2].encode())
        for rels in ("_rels/.rels", LINKS):
            parts[rels] = re.sub(rb'<Relationship [^>]*Target="[^"]*%b"[^>]*/>' % target, b"", parts[rels])
        parts[TYPES] = re.sub(
            rb'<Override PartName="/%b"[^>]*/>' % re.escape(name.encode()), b"", parts[TYPES]
        )
    return package_of(parts)


def test_a_template_without_parts_that_others_leave_out_has_footnotes_all_the_same(tmp_path: Path) -> None:
    """The notes' part is made where there are notes, by the name under which it is looked for before it is laid out; settings, fonts,
    theme and properties are not missed."""
    lacking = without(
        *("word/footnotes.xml", "word/settings.xml", "word/fontTable.xml", "word/theme1.xml"),
        *("docProps/core.xml", "docProps/app.xml"),
    )
    changes = {CHAPTER: chapter("本文です[^a]。\n\n[^a]: 脚注です。")}
    notes = parts_of(make(write_project(tmp_path, changes, {"plan.docx": lacking}))["plan"])[
        "word/footnotes.xml"
    ]
    assert "脚注です。" in notes.decode()
    assert notes.count(b'w:lineRule="exact"') == 2


def test_the_link_to_the_properties_may_be_of_the_type_that_libreoffice_writes() -> None:
    """Into files of the kind 「Office Open XML テキスト」."""
    usual, other = b"package/2006/relationships/metadata", b"officedocument/2006/relationships/metadata"
    assert usual in WHOLE["_rels/.rels"]
    data = package_of({**WHOLE, "_rels/.rels": WHOLE["_rels/.rels"].replace(usual, other)})
    assert taken(data)["_rels/.rels"].count(usual.decode()) == 1


def test_bookmarks_of_a_template_take_no_number_of_ours(tmp_path: Path) -> None:
    """Word numbers them from nought, as we do."""
    marks = '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'
    data = changed("plan", {DOCUMENT: (RUN, marks + RUN)})
    assert make(write_project(tmp_path, None, {"plan.docx": data}))


def test_text_that_was_copied_from_a_document_brings_its_bookmark(tmp_path: Path) -> None:
    """The template's fault, by its name."""
    marks = '<w:bookmarkStart w:id="1" w:name="measure_a"/><w:bookmarkEnd w:id="1"/>'
    data = changed("plan", {DOCUMENT: (RUN, marks + RUN)})
    found = problems_of(write_project(tmp_path, None, {"plan.docx": data}))
    expect(found, Code.TEMPLATE_FAULT, "「measure_a」が二つあります", "［ブックマーク］")


@pytest.mark.parametrize(
    ("columns", "share"),
    [
        ('<w:cols w:num="2" w:space="400"/>', lambda width: (width - 400) // 2),
        (
            '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="4500"/><w:col w:w="4000"/></w:cols>',
            lambda _: 4000,
        ),
        ('<w:cols w:num="1" w:space="425"/>', lambda width: width),
    ],
)
def test_tables_are_as_wide_as_a_column_of_text(
    tmp_path: Path, columns: str, share: Callable[[int], int]
) -> None:
    """Of several columns the narrowest: what is wider is cut off."""
    text = re.sub(r"<w:cols [^>]*/>", columns, part_of("plan", DOCUMENT))
    changes = {CHAPTER: chapter("::: {.表 #tbl-a}\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n\n題\n:::")}
    project = write_project(tmp_path, changes, {"plan.docx": template_with({DOCUMENT: text.encode()})})
    document = parts_of(make(project)["plan"])[DOCUMENT].decode()
    paper, left, right = (
        int(re.search(pattern, document)[1])  # type: ignore[index]
        for pattern in (
            r'<w:pgSz w:w="(\d+)"',
            r'<w:pgMar [^>]*w:left="(\d+)"',
            r'<w:pgMar [^>]*w:right="(\d+)"',
        )
    )
    widths = {int(width) for width in re.findall(r'<w:tblW w:w="(\d+)"', document)}
    assert max(widths) == share(paper - left - right)


def test_text_that_is_written_from_top_to_bottom_is_told() -> None:
    """Of a section with a slot; a cover may be."""
    text = part_of("plan", DOCUMENT)
    turned = '<w:textDirection w:val="tbRl"/><w:docGrid'
    vertical = text.replace("<w:docGrid", turned)
    found = problems_of_template(template_with({DOCUMENT: vertical.encode()}))
    assert {problem.code for problem in found} == {Code.TEMPLATE_SLOT}
    assert all("縦書き" in problem.message and "横書き" in problem.hint for problem in found)
    cover = text.replace("<w:docGrid", turned, 1)
    assert problems_of_template(template_with({DOCUMENT: cover.encode()})) == []


# Other kinds of files


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return written.getvalue()


def as_kind(kind: str) -> bytes:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return package_of({**WHOLE, TYPES: WHOLE[TYPES].replace(main, kind.encode())})


STRICT = {
    name: data.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006",
        b"http://purl.oclc.org/ooxml/wordprocessingml",
    ).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    )
    for name, data in WHOLE.items()
}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空です"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "97-2003"),
        (b"{\\rtf1 }", "リッチ テキスト"),
        (b"%PDF-1.7 ", "PDF"),
        (b"<!DOCTYPE html><html></html>", "Webページ"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"Index/Document.iwa": b""}), "Pages"),
        (zipped({"plan.docx": b""}), "ZIPファイル"),
        (as_kind("application/vnd.ms-word.document.macroEnabled.main+xml"), ".docm"),
        (as_kind("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), ".dotm"),
        (
            as_kind("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
            ".dotx",
        ),
        (package_of(STRICT), "完全 Open XML"),
    ],
)
def test_a_file_of_another_kind_is_told_by_what_it_is(data: bytes, words: str) -> None:
    """Saved as something else, or called .docx by somebody."""
    expect(problems_of_template(data), Code.TEMPLATE_UNREADABLE, words, "「Word 文書 (*.docx)」")


def test_a_list_that_lost_all_of_its_levels_is_told() -> None:
    """Not as a bug: numbering.xml as others leave it."""
    empty = re.sub(
        r"(<w:numbering [^>]*>).*</w:numbering>",
        r"\1</w:numbering>",
        part_of("plan", NUMBERING),
        flags=re.DOTALL,
    )
    codes = {problem.code for problem in problems_of_template(template_with({NUMBERING: empty.encode()}))}
    assert codes == {Code.TEMPLATE_LIST}
