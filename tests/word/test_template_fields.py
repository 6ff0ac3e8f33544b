"""Fields of templates: those that come out right are taken, all others are told with what to do instead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.fields import Form, Running, fields_in, read_running, style_called
from pipeline.model.xml_names import r, w
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.layout.projects import small_project
from tests.layout.running import field, running_templates, simple, text, text_box
from tests.word.test_template_problems import expect, problems_of

PLAIN = text("資")
SITE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rSite" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
    'Target="https://www.example.jp/" TargetMode="External"/></Relationships>'
)


def template(folder: Path, parts: Mapping[str, str], appendix: str = PLAIN) -> bytes:
    """The plan's template with these parts, the appendix in a section of its own."""
    return (running_templates(folder / "templates", parts, appendix) / "plan.docx").read_bytes()


def problems_with(folder: Path, content: str, where: str = "header2") -> list[Problem]:
    return problems_of(template(folder, {where: content}))


def in_body(folder: Path, content: str) -> list[Problem]:
    """What is wrong with a field on the cover."""
    data = template(folder, {})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            changed = before.read(name)
            if name == "word/document.xml":
                changed = changed.replace(b"<w:body>", f"<w:body><w:p>{content}</w:p>".encode(), 1)
            after.writestr(name, changed)
    return problems_of(target.getvalue())


USABLE = [
    'STYLEREF "heading 1"',
    'STYLEREF "見出し 1" \\* MERGEFORMAT',
    "STYLEREF 1 \\s",
    'styleref "Heading 2" \\w \\l',
    "STYLEREF “見出し 3” \\n",
    "STYLEREF 表紙の市名",
    "STYLEREF 見出し番号なし",
    "PAGE",
    "PAGE \\* ROMAN",
    "PAGE  \\* MERGEFORMAT",
    "NUMPAGES \\* DBCHAR",
    "SECTIONPAGES \\* Arabic \\* MERGEFORMAT",
    "SECTION",
    "TITLE",
    "DOCPROPERTY Title \\* MERGEFORMAT",
    "AUTHOR",
    'HYPERLINK "https://www.example.jp/"',
    'HYPERLINK \\l "_top"',
]


@pytest.mark.parametrize("instruction", USABLE)
@pytest.mark.parametrize(
    "write",
    [field, simple, lambda instruction: text_box(field(instruction))],
    ids=["complex", "simple", "box"],
)
def test_fields_that_come_out_right_are_taken(instruction: str, write: object, tmp_path: Path) -> None:
    """However Word has written them, also in text boxes."""
    assert callable(write)
    assert problems_with(tmp_path, write(instruction)) == []


REFUSED = {
    'STYLEREF "見出し９"': "の様式がありません",
    'STYLEREF "見出し 1" \\r': "\\w（上の段からの番号）",
    'STYLEREF "見出し 1" \\p': "\\p（「上」「下」の表示）を消して",
    'STYLEREF "見出し 1" \\n \\t': "\\t（番号の区切り",
    'STYLEREF "見出し 1" \\* Upper': "の指定は使えません",
    "STYLEREF": "の指定は使えません",
    "STYLEREF 見出し 1": "の指定は使えません",
    "STYLEREF 見出し番号なし \\n": "番号がありません",
    'NUMPAGES \\# "000"': "の指定は使えません",
    "PAGE \\* DBCHAR": "の形では",
    'PAGE \\# "000"': "の形では",
    "DATE": "{{ 策定年月 }}",
    'SAVEDATE \\@ "yyyy"': "{{ 策定年月 }}",
    "PAGEREF sec_text \\h": "原稿で参照します",
    "REF sec_text": "原稿で参照します",
    "TOC \\o": "{{ 目次 }}",
    "SEQ 図": "Ctrl+Shift+F9",
    "DOCPROPERTY 会社": "Ctrl+Shift+F9",
    "FILENAME": "Ctrl+Shift+F9",
    "TITLE \\* Upper": "Ctrl+Shift+F9",
    'HYPERLINK "C:\\\\Users\\\\a.docx"': "https://",
    "": "壊れている",
}


@pytest.mark.parametrize("instruction", REFUSED)
def test_other_fields_are_told_with_what_to_do(instruction: str, tmp_path: Path) -> None:
    """In Word they would be right once, or never."""
    expect(
        problems_with(tmp_path, field(instruction)),
        Code.TEMPLATE_FIELD,
        "ヘッダーのフィールド",
        REFUSED[instruction],
    )


def test_a_field_in_a_text_box_is_told_once(tmp_path: Path) -> None:
    """Its copy for old programs is the same field."""
    expect(problems_with(tmp_path, text_box(field("DATE"))), Code.TEMPLATE_FIELD, "「DATE」")


def test_a_field_within_a_field_is_told(tmp_path: Path) -> None:
    """{ IF { PAGE } = 1 … }: nobody here computes it."""
    begin, _, rest = field("IF").partition("</w:instrText></w:r>")
    problems = problems_with(tmp_path, f"{begin}</w:instrText></w:r>{field('PAGE')}{rest}")
    assert {problem.code for problem in problems} == {Code.TEMPLATE_FIELD}
    assert any("入れ子" in problem.message for problem in problems)


@pytest.mark.parametrize("instruction", ["STYLEREF 1", "NUMPAGES", "SECTION"])
def test_what_differs_from_page_to_page_belongs_into_headers_and_footers(
    instruction: str, tmp_path: Path
) -> None:
    """In the text Word would show what it showed when somebody last updated it."""
    expect(
        in_body(tmp_path, field(instruction)), Code.TEMPLATE_FIELD, "本文のフィールド", "ヘッダーかフッターに"
    )


def test_a_chapter_shown_on_pages_of_the_contents_is_told(tmp_path: Path) -> None:
    """Word would show the first chapter's title over the contents list and the foreword."""
    problems = problems_with(tmp_path, field('STYLEREF "見出し 1"'), where="header1")
    assert {problem.code for problem in problems} == {Code.TEMPLATE_FIELD}
    assert [problem.message.partition(" のページ")[0] for problem in problems] == ["{{ 前付 }}", "{{ 目次 }}"]


def test_the_plans_name_without_its_stage_is_told(tmp_path: Path) -> None:
    """The cover's title is in a style of its own, and the stage stands below it."""
    expect(problems_with(tmp_path, field("STYLEREF 表題")), Code.TEMPLATE_FIELD, "段階", "{{ 段階表示 }}")


def test_chapter_numbers_before_page_numbers_are_told(tmp_path: Path) -> None:
    """LibreOffice leaves them out, and so do references."""
    data = template(tmp_path, {})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            changed = before.read(name).replace(
                b'<w:pgNumType w:fmt="decimal"', b'<w:pgNumType w:chapStyle="1" w:fmt="decimal"', 1
            )
            after.writestr(name, changed)
    expect(problems_of(target.getvalue()), Code.TEMPLATE_FIELD, "章番号を含める")


def made(folder: Path, parts: Mapping[str, str], appendix: str = PLAIN) -> Mapping[str, bytes]:
    """The parts of the plan's document."""
    templates = running_templates(folder / "templates", parts, appendix)
    project: Project = small_project(folder, {}, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def results(xml: bytes) -> list[str]:
    """What the fields of a part show."""
    return [
        "".join(t.text or "" for run in each.result for t in run.iter("{*}t"))
        for each in fields_in(etree.fromstring(xml))
    ]


def test_results_are_the_plans(tmp_path: Path) -> None:
    """Titles and numbers of the first heading, the document's properties, and the cover's own text."""
    empty = simple("TITLE").replace(text("古い題"), "")
    header = (
        field("STYLEREF 1")
        + simple("STYLEREF 1 \\n")
        + field("STYLEREF 2 \\w")
        + field("STYLEREF 表紙の市名")
        + empty
        + field("TITLE")
    )
    title = "みどり市地域福祉計画（案）"
    found = made(tmp_path, {"header2": header})
    assert results(found["word/header2.xml"]) == [
        "本文",
        "第１章",
        "第２章第１節",
        "みどり市",
        title,
        title,
    ]


def test_a_style_that_no_paragraph_has_is_told(tmp_path: Path) -> None:
    """Word would print an error on every page."""
    with pytest.raises(PlanErrors) as caught:
        made(tmp_path, {"header2": field('STYLEREF "見出し 6"')})
    expect(list(caught.value.problems), Code.TEMPLATE_FIELD, "見出し 6", "指定したスタイルは使われていません")


def headers_of(found: Mapping[str, bytes]) -> list[list[tuple[str, list[str]]]]:
    """The default header of each section that brings one: the instructions of its fields and what they show."""
    document = etree.fromstring(found["word/document.xml"])
    links = {
        each.get("Id"): each.get("Target") for each in etree.fromstring(found["word/_rels/document.xml.rels"])
    }
    shown = []
    for section in document.iter(w("sectPr")):
        for each in section.findall(w("headerReference")):
            if each.get(w("type"), "default") == "default":
                xml = found[f"word/{links[each.get(r('id'))]}"]
                names = [" ".join(field.instruction.split()) for field in fields_in(etree.fromstring(xml))]
                shown.append(list(zip(names, [[each] for each in results(xml)], strict=True)))
    return shown


@pytest.mark.parametrize(
    "appendix", ["", field("STYLEREF 1 \\n") + field("STYLEREF 2") + field("STYLEREF 1 \\l")]
)
def test_the_appendix_names_its_own_parts_where_the_template_asks_for_chapters(
    appendix: str, tmp_path: Path
) -> None:
    """Word would go on with the last chapter there; levels that the appendix does not have are left out."""
    header = field("STYLEREF 1 \\n") + field('STYLEREF "見出し 2"') + simple("STYLEREF 1 \\l")
    found = headers_of(made(tmp_path, {"header2": header}, appendix))
    chapters = [
        ("STYLEREF 1 \\n", ["第１章"]),
        ('STYLEREF "見出し 2"', ["安心なまち"]),
        ("STYLEREF 1 \\l", ["本文"]),
    ]
    own = [('STYLEREF "資料見出し 1" \\n', ["資料１"]), ('STYLEREF "資料見出し 1" \\l', ["用語解説"])]
    assert [each for each in found if each] == [chapters, own]


def test_an_instruction_that_word_wrote_in_pieces_is_one(tmp_path: Path) -> None:
    """Word parts it where its spelling was looked at; the appendix asks in one piece."""
    pieces = 'STYLE</w:instrText></w:r><w:r><w:instrText xml:space="preserve">REF 1'
    header = field("STYLEREF 1 \\n").replace("STYLEREF 1", pieces)
    assert pieces in header
    found = [each for each in headers_of(made(tmp_path, {"header2": header}, "")) if each]
    assert found == [
        [("STYLEREF 1 \\n", ["第１章"])],
        [('STYLEREF "資料見出し 1" \\n', ["資料１"])],
    ]


def test_an_appendix_without_sections_shows_its_parts_where_the_template_asks_for_sections_alone(
    tmp_path: Path,
) -> None:
    """Else its pages would have no header."""
    found = headers_of(made(tmp_path, {"header2": field("STYLEREF 2 \\n") + field("STYLEREF 2")}, ""))
    own = [('STYLEREF "資料見出し 1" \\n', ["資料１"]), ('STYLEREF "資料見出し 1"', ["用語解説"])]
    assert [each for each in found if each][1:] == [own]


def test_the_appendix_goes_on_counting_pages(tmp_path: Path) -> None:
    """Its section begins on a new page, and has no number to start from."""
    document = etree.fromstring(made(tmp_path, {"header2": field("STYLEREF 1")}, "")["word/document.xml"])
    starts = [
        [each.get(w("start")) for each in section.findall(w("pgNumType"))]
        for section in document.iter(w("sectPr"))
    ]
    assert starts == [[], ["1"], ["1"], [None], []]


def test_the_appendix_has_no_first_page_of_its_own_where_it_is_parted_from_the_text(tmp_path: Path) -> None:
    """That of the text was its title page; and a link in a header leads on from the copy of that."""
    parts = {"header2": field("STYLEREF 1")}
    templates = running_templates(tmp_path / "templates", parts, kinds={"first": text("初め")})
    path = templates / "plan.docx"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        files = {name: package.read(name) for name in package.namelist()}
    site = b'<w:hyperlink r:id="rSite"><w:r><w:t>site</w:t></w:r></w:hyperlink></w:p>'
    files["word/header2.xml"] = files["word/header2.xml"].replace(b"</w:p>", site)
    files["word/_rels/header2.xml.rels"] = SITE.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    (document,) = make(small_project(tmp_path, {}, templates), ("plan",), None, quiet).documents
    assert checks.check_document(checks.read("plan", document.docx)) == []
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        links = [package.read(name) for name in package.namelist() if "_rels/header" in name]
        body = etree.fromstring(package.read("word/document.xml"))
    assert len([each for each in links if b"https://www.example.jp/" in each]) == 2
    firsts = [section.find(w("titlePg")) is not None for section in body.iter(w("sectPr"))]
    assert firsts.count(True) == 1


def test_a_template_without_chapters_in_its_headers_keeps_its_sections(tmp_path: Path) -> None:
    """Nothing is parted for the cover's title."""
    document = etree.fromstring(
        made(tmp_path, {"header2": field("STYLEREF 表紙の市名")}, "")["word/document.xml"]
    )
    assert len(list(document.iter(w("sectPr")))) == 4


# How they are read


@pytest.mark.parametrize(
    ("instruction", "asks"),
    [
        ('STYLEREF "見出し 1" \\n \\l', Running("STYLEREF", "見出し 1", Form.OWN, last=True)),
        ("STYLEREF 1 \\* MERGEFORMAT \\s", Running("STYLEREF", "1", Form.NUMERAL)),
        (" numpages  \\* dbchar ", Running("NUMPAGES", number_format="decimalFullWidth")),
        ("STYLEREF 1 \\n \\w", None),
        ("STYLEREF", None),
        ("NUMPAGES 3", None),
        ("PAGE", None),
        ("", None),
    ],
)
def test_instructions_are_read_as_word_reads_them(instruction: str, asks: Running | None) -> None:
    """Names in any case, switches in any order."""
    assert read_running(instruction) == asks


def test_styles_are_found_under_the_names_that_japanese_word_shows() -> None:
    """And under those of the file, and by the level of a heading."""
    ids = {"heading 1": "a1", "資料見出し 1": "x", "title": "t"}
    assert [
        style_called(name, ids) for name in ("見出し 1", "Heading 1", "1", "資料見出し 1", "表題", "見出し 2")
    ] == ["a1", "a1", "a1", "x", "t", None]


def test_a_result_is_written_where_there_was_none() -> None:
    """Word leaves out the separator of a field that has never been updated."""
    begin, _, rest = field("TITLE").partition('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    root = etree.fromstring(f"<w:p {DECLARATIONS}>{begin}{rest.replace(text('古い題'), '')}</w:p>")
    (found,) = fields_in(root)
    found.show("題")
    (again,) = fields_in(root)
    assert ["".join(each.itertext()) for each in again.result] == ["題"]
